using System.Globalization;
using System.Text;
using PawLatency.Assays;
using PawLatency.Plotting.Building;

namespace PawLatency.Cli;

/// <summary>The typical rats' latency curves, drawn with letters: a small one for each group, a capital for the mean of its rats.</summary>
internal static class TerminalChart
{
    private const int Height = 18,
        LeftMargin = 6;

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

        char[] letters = Letters(result);
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
                    canvas[Row(latency)][column] = letters[index];
                }
            }
        }

        foreach ((GroupResult group, char letter) in result.Groups.Zip(letters).Where(pair => pair.First.Rats.Count > 0))
        {
            foreach (Session session in result.Sessions)
            {
                canvas[Row(group.SessionMeansS(session).Average())][Column(session.Time.Days)] = char.ToUpperInvariant(letter);
            }
        }

        return Frame(result, canvas, bottom, Row, Column, columns);
    }

    // The first letters of the names where they differ, or else a, b, c.
    private static char[] Letters(StudyResult result)
    {
        char[] first = [.. result.Groups.Select(group => char.ToLowerInvariant(group.Name[0]))];
        return first.All(char.IsAsciiLetter) && first.Distinct().Count() == first.Length
            ? first
            : [.. result.Groups.Select((_, index) => (char)('a' + index % 26))];
    }

    // A second of room under the lowest point, so that what lies below baseline is seen.
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
        bool means = result.Groups.Any(group => group.Rats.Count > 0);
        IEnumerable<string> legend = result
            .Groups.Zip(Letters(result))
            .Select(pair => $"{pair.Second}{(means ? $" {char.ToUpperInvariant(pair.Second)}" : "")} {pair.First.Name}");
        return text.AppendJoin("   ", legend)
            .Append(means ? "\nsmall letters: typical rat, capitals: mean of the virtual rats\n" : "\nsmall letters: typical rat\n")
            .ToString();
    }

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
