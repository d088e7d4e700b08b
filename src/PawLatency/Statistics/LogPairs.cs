using System.Globalization;
using MathNet.Numerics.Statistics;
using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// The animals of a group with the logarithm of their baseline, the mean over the baseline days that they have, and of their value on a
/// day. NaN stands for a missing one; animals with neither are left out.
/// </summary>
/// <param name="Animals">Baseline and day of each animal, natural logarithms.</param>
/// <param name="HasBaseline">Whether a baseline was asked for.</param>
internal sealed record LogPairs(IReadOnlyList<(double Baseline, double Day)> Animals, bool HasBaseline)
{
    /// <summary>Changes from baseline of the animals that have both, or their values where no baseline was asked for.</summary>
    public double[] Changes =>
        [.. Animals.Select(animal => HasBaseline ? animal.Day - animal.Baseline : animal.Day).Where(change => !double.IsNaN(change))];

    /// <summary>Whether every animal has a change.</summary>
    public bool IsComplete => Changes.Length == Animals.Count;

    /// <summary>Reads a group.</summary>
    /// <exception cref="AnalysisException">The table holds no latencies, a value is not above 0, or the day is a baseline day.</exception>
    public static LogPairs Of(LatencyTable table, string group, double day, IReadOnlyList<double> baselineDays)
    {
        RequireLatencies(table);
        (int number, int index) = (table.GroupIndex(group), table.DayIndex(day));
        int[] baseline = [.. baselineDays.Select(table.DayIndex)];
        if (baseline.Contains(index))
        {
            throw new AnalysisException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Day {day} compared with itself as the baseline leaves nothing to test; name another day or baseline."
                )
            );
        }

        (double Baseline, double Day)[] animals =
        [
            .. Enumerable
                .Range(0, table.Animals.Count)
                .Where(animal => table.GroupOf(animal) == number)
                .Select(animal =>
                    (
                        // The mean of no number is NaN.
                        ArrayStatistics.Mean([
                            .. baseline.Select(column => Log(table, animal, column)).Where(value => !double.IsNaN(value)),
                        ]),
                        Log(table, animal, index)
                    )
                )
                .Where(animal => !double.IsNaN(animal.Item2) || !double.IsNaN(animal.Item1)),
        ];
        return new LogPairs(animals, baseline.Length > 0);
    }

    /// <summary>The natural logarithm of a value; NaN where there is none.</summary>
    /// <exception cref="AnalysisException">The value is not above 0.</exception>
    public static double Log(LatencyTable table, int animal, int day)
    {
        double value = table.Value(animal, day);
        return !(value <= 0)
            ? Math.Log(value)
            : throw new AnalysisException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{table.AnimalName(animal)} has the value {value} on day {Math.Round(table.Days[day], 4)}; "
                        + $"its logarithm needs a value above 0."
                )
            );
    }

    /// <summary>Refuses a table of a measure: its logarithm is not that of a latency.</summary>
    public static void RequireLatencies(LatencyTable table)
    {
        if (table.Measure != LatencyMeasure.Seconds)
        {
            throw new AnalysisException(
                $"A test of the logarithm needs latencies, not the {LatencyMeasures.Name(table.Measure)}; "
                    + "Welch's test, ANCOVA and ANOVA take any measure."
            );
        }
    }
}
