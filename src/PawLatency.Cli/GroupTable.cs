using System.Globalization;
using System.Text;
using PawLatency.Assays;

namespace PawLatency.Cli;

/// <summary>The group table: a row for each session, for each group the typical rat and the mean with its standard error. Groups that do
/// not fit beside each other follow below.</summary>
internal static class GroupTable
{
    private const string Between = "  ";

    public static string Draw(StudyResult result, int width)
    {
        List<string[]> day =
        [
            ["day"],
            .. result.Sessions.Select(session => new[] { Text($"{Math.Round(session.Time.Days, 2)}") }),
        ];
        int dayWidth = Widths(day)[0];
        List<List<List<string[]>>> blocks = [];
        int used = width;
        foreach (GroupResult group in result.Groups)
        {
            List<string[]> columns = Columns(result, group);
            int wide = Widths(columns).Sum(one => one + Between.Length);
            if (used + wide > width)
            {
                blocks.Add([day]);
                used = dayWidth;
            }

            blocks[^1].Add(columns);
            used += wide;
        }

        return string.Join('\n', blocks.Select(Block));
    }

    private static string Block(List<List<string[]>> parts)
    {
        string[][] rows = [.. Enumerable.Range(0, parts[0].Count).Select(row => parts.SelectMany(part => part[row]).ToArray())];
        int[] widths = Widths(rows);
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            text.Append(string.Join(Between, row.Select((cell, column) => cell.PadLeft(widths[column]))).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static List<string[]> Columns(StudyResult result, GroupResult group)
    {
        Readout readout = result.Study.Assay.Readout;
        List<string[]> rows =
        [
            [group.Name, "mean +- SEM", "n", "cut off"],
        ];
        foreach (Session session in result.Sessions)
        {
            SessionSummary summary = SessionSummary.Of(group, session).In(readout);
            rows.Add([
                Text($"{readout.Of(group.Typical.SessionS(session)):0.0}"),
                summary.Count == 0 ? ""
                : double.IsNaN(summary.Sem) ? Text($"{summary.Mean:0.0}")
                : Text($"{summary.Mean:0.0} +- {summary.Sem:0.0}"),
                Text($"{summary.Count}"),
                summary.CensoredShare > 0 ? Text($"{summary.CensoredShare:0 %}") : "",
            ]);
        }

        return rows;
    }

    private static int[] Widths(IReadOnlyList<string[]> rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
