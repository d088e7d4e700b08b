using System.Globalization;
using System.Text;
using PawLatency.Assays;

namespace PawLatency.Cli;

/// <summary>The group table: one row per session, with the typical rat and mean +- SEM of each group.</summary>
internal static class GroupTable
{
    public static string Draw(StudyResult result)
    {
        Readout readout = result.Study.Assay.Readout;
        List<string[]> rows =
        [
            ["day", .. result.Groups.SelectMany(group => new[] { group.Name, "mean +- SEM", "n", "cut off" })],
        ];
        foreach (Session session in result.Sessions)
        {
            var row = new List<string> { Math.Round(session.Time.Days, 2).ToString(CultureInfo.InvariantCulture) };
            foreach (GroupResult group in result.Groups)
            {
                SessionSummary summary = SessionSummary.Of(group, session).In(readout);
                row.Add(Text($"{readout.Of(group.Typical.SessionS(session)):0.0}"));
                row.Add(
                    summary.Count == 0 ? ""
                    : double.IsNaN(summary.Sem) ? Text($"{summary.Mean:0.0}")
                    : Text($"{summary.Mean:0.0} +- {summary.Sem:0.0}")
                );
                row.Add(Text($"{summary.Count}"));
                row.Add(summary.CensoredShare > 0 ? Text($"{summary.CensoredShare:0 %}") : "");
            }

            rows.Add([.. row]);
        }

        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            text.Append(string.Join("  ", row.Select((cell, column) => cell.PadLeft(widths[column]))).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
