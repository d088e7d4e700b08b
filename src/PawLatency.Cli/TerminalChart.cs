using System.Globalization;
using System.Text;
using PawLatency.Assays;
using PawLatency.Plotting.Building;

namespace PawLatency.Cli;

/// <summary>Latency curves of the typical rats as characters, one per group, with the group means as o.</summary>
internal static class TerminalChart
{
    private const int Height = 18,
        LeftMargin = 6;
    private const string Marks = "*+#%@&$=~^";

    public static string Draw(StudyResult result, int width)
    {
        double from = result.ShownFromH / 24,
            to = result.Sessions[^1].Time.Days;
        double top = result.Study.Assay.CutoffS,
            bottom = Bottom(result);
        int columns = width - LeftMargin - 1;
        char[][] canvas = [.. Enumerable.Range(0, Height + 1).Select(_ => Enumerable.Repeat(' ', columns).ToArray())];
        int Row(double latencyS) => Height - (int)Math.Round(Math.Clamp((latencyS - bottom) / (top - bottom), 0, 1) * Height);
        int Column(double day) => to > from ? (int)Math.Round((day - from) / (to - from) * (columns - 1)) : 0;

        Array.Fill(canvas[Row(top)], '-');
        Array.Fill(canvas[Row(result.Study.Assay.BaselineS)], '.');
        foreach ((GroupResult group, int index) in result.Groups.Select((group, index) => (group, index)))
        {
            for (int column = 0; column < columns; column++)
            {
                double day = from + (to - from) * column / Math.Max(1, columns - 1);
                double latency = group.Typical.Curve.At(day.Days);
                if (!double.IsNaN(latency))
                {
                    canvas[Row(latency)][column] = Marks[index % Marks.Length];
                }
            }
        }

        foreach (GroupResult group in result.Groups.Where(group => group.Rats.Count > 0))
        {
            foreach (Session session in result.Sessions)
            {
                canvas[Row(group.SessionMeansS(session).Average())][Column(session.Time.Days)] = 'o';
            }
        }

        return Frame(result, canvas, bottom, Row, Column, columns);
    }

    // A margin of one second below the lowest point, so that values below baseline are visible.
    private static double Bottom(StudyResult result)
    {
        double lowest = result.Groups.Min(group => group.Typical.Curve.Values.ToArray().Min());
        IEnumerable<double> means = result
            .Groups.Where(group => group.Rats.Count > 0)
            .SelectMany(group => result.Sessions.Select(session => group.SessionMeansS(session).Average()));
        return Math.Max(0, Math.Floor(means.Append(lowest).Min()) - 1);
    }

    private static string Frame(
        StudyResult result,
        char[][] canvas,
        double bottom,
        Func<double, int> row,
        Func<double, int> column,
        int columns
    )
    {
        Readout readout = result.Study.Assay.Readout;
        double top = result.Study.Assay.CutoffS,
            baseline = result.Study.Assay.BaselineS,
            middle = Math.Round((top + baseline) / 2);
        var labels = new Dictionary<int, string>
        {
            [Height] = Text(readout.Of(bottom)),
            [row(middle)] = Text(readout.Of(middle)),
            [row(top)] = Text(readout.Of(top)),
            [row(baseline)] = Text(readout.Of(baseline)),
        };
        var text = new StringBuilder($"{readout.Title}; --- cutoff, ... baseline\n");
        for (int line = 0; line <= Height; line++)
        {
            string label = labels.GetValueOrDefault(line, "");
            text.Append(label.PadLeft(LeftMargin - 2)).Append(" |").Append(new string(canvas[line]).TrimEnd()).Append('\n');
        }

        char[] axis = [.. Enumerable.Repeat(' ', columns + LeftMargin + 3)];
        var unit = TimeUnit.For(result.ShownFromH, result.Sessions[^1].Time.Hours);
        int free = 0;
        foreach (Session session in result.Sessions)
        {
            string time = Text(Math.Round(unit.From(session.Time.Hours), 1));
            int start = LeftMargin + column(session.Time.Days) - time.Length + 1;
            if (start >= free)
            {
                time.CopyTo(0, axis, start, time.Length);
                free = start + time.Length + 1;
            }
        }

        text.Append(new string(axis).TrimEnd()).Append("  ").Append(unit.Title["time, ".Length..]).Append('\n');
        string[] legend = [.. result.Groups.Select((group, index) => $"{Marks[index % Marks.Length]} {group.Name}")];
        return text.Append("typical rat: ").Append(string.Join("   ", legend)).Append("   o mean of the virtual rats\n").ToString();
    }

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
