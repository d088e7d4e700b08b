using System.Globalization;
using MathNet.Numerics.Distributions;

namespace PawLatency.Data;

/// <summary>
/// The up-down method for von Frey filaments: the 50 % threshold of a series of responses (Dixon 1965, J Am Stat Assoc 60:967-978; Chaplan
/// et al. 1994, J Neurosci Methods 53:55-63). A response (X) is followed by the next weaker filament, none (O) by the next stronger.
/// </summary>
internal static class UpDown
{
    // Chaplan's eight filaments by their marks, log10 of 10 mg: 0.41 to 15.14 g.
    private static readonly double[] Chaplan =
    [
        .. new[] { 3.61, 3.84, 4.08, 4.31, 4.56, 4.74, 4.93, 5.18 }.Select(mark => Math.Pow(10, mark - 4)),
    ];

    private const int MostResponses = 30;

    /// <summary>Reads a series of responses.</summary>
    public static ValueCell Read(string text, ReadingOptions options, Action<string> refuse)
    {
        if (ValueCells.IsMissing(text))
        {
            return new ValueCell(double.NaN, CellKind.Missing);
        }

        string series = text.ToUpperInvariant()
            .Replace(" ", "", StringComparison.Ordinal)
            .Replace('0', 'O')
            .Replace('1', 'X')
            .Replace('+', 'X')
            .Replace('-', 'O');
        if (series.Length is < 1 or > MostResponses || series.Any(one => one is not ('O' or 'X')))
        {
            refuse($"\"{ReadingLog.Shown(text)}\" is no series of 1 to {MostResponses} responses X and none O, for example OOXOXO.");
            return new ValueCell(double.NaN, CellKind.Faulty);
        }

        IReadOnlyList<double> filaments = options.FilamentsG.Count > 0 ? options.FilamentsG : Chaplan;
        int first = First(filaments, options.FirstFilamentG);
        if (Ranks(series, first, filaments.Count) is not { } ranks)
        {
            refuse(
                $"\"{ReadingLog.Shown(text)}\" goes on after the "
                    + $"{(series.Contains('X', StringComparison.Ordinal) ? "end" : "strongest")} of the {filaments.Count} filaments; "
                    + $"--filaments and --first-filament say which were used."
            );
            return new ValueCell(double.NaN, CellKind.Faulty);
        }

        return Threshold(series, ranks, filaments, refuse);
    }

    /// <summary>Dixon's k: the maximum-likelihood mean less the last level, in steps, where the spread is one step.</summary>
    /// <param name="series">The responses, both kinds among them.</param>
    public static double K(string series)
    {
        int[] levels = Levels(series);
        double Unlikely(double mean) =>
            -levels
                .Zip(series)
                .Sum(pair => Math.Log(Math.Max(1e-300, Normal.CDF(0, 1, pair.Second == 'X' ? pair.First - mean : mean - pair.First))));
        // The likelihood of a probit model in its mean is concave.
        double low = levels.Min() - 5,
            high = levels.Max() + 5;
        while (high - low > 1e-9)
        {
            double third = (high - low) / 3;
            (low, high) = Unlikely(low + third) < Unlikely(high - third) ? (low, high - third) : (low + third, high);
        }

        return (low + high) / 2 - levels[^1];
    }

    private static ValueCell Threshold(string series, int[] ranks, IReadOnlyList<double> filaments, Action<string> refuse)
    {
        bool responds = series.Contains('X', StringComparison.Ordinal),
            withstands = series.Contains('O', StringComparison.Ordinal);
        if (!responds || !withstands)
        {
            // No response up to the strongest: a lower bound. A response down to the weakest: no more is known than that it is below.
            int end = ranks[^1];
            if (end != (responds ? 0 : filaments.Count - 1))
            {
                refuse(
                    $"\"{series}\" ends before the {(responds ? "weakest" : "strongest")} filament without a change; a threshold needs one."
                );
                return new ValueCell(double.NaN, CellKind.Faulty);
            }

            return new ValueCell(filaments[end], responds ? CellKind.Value : CellKind.Censored);
        }

        double step = Math.Log10(filaments[^1] / filaments[0]) / (filaments.Count - 1);
        double threshold = Math.Pow(10, Math.Log10(filaments[ranks[^1]]) + K(series) * step);
        return new ValueCell(threshold, CellKind.Value);
    }

    private static int[] Levels(string series)
    {
        int[] levels = new int[series.Length];
        for (int trial = 1; trial < series.Length; trial++)
        {
            levels[trial] = levels[trial - 1] + (series[trial - 1] == 'X' ? -1 : 1);
        }

        return levels;
    }

    // Place of the filament of each response; null where the series leaves the set.
    private static int[]? Ranks(string series, int first, int count)
    {
        int[] ranks = [.. Levels(series).Select(level => first + level)];
        return ranks.All(rank => rank >= 0 && rank < count) ? ranks : null;
    }

    private static int First(IReadOnlyList<double> filaments, double? first)
    {
        if (
            filaments.Count < 2
            || filaments.Any(force => !(force > 0))
            || filaments.Zip(filaments.Skip(1)).Any(pair => pair.First >= pair.Second)
        )
        {
            throw new ArgumentException("--filaments has to name two forces at least, in g, each above the one before.");
        }

        if (first is null)
        {
            return Math.Min(3, filaments.Count - 1);
        }

        int found = Enumerable
            .Range(0, filaments.Count)
            .FirstOrDefault(place => Math.Abs(filaments[place] - first.Value) <= 0.02 * first.Value, -1);
        return found >= 0
            ? found
            : throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"--first-filament is {first} g; the filaments are "
                        + $"{string.Join(", ", filaments.Select(force => force.ToString("0.##", CultureInfo.InvariantCulture)))} g."
                )
            );
    }
}
