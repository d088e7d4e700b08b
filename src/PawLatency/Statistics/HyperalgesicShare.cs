using PawLatency.Data;
using PawLatency.Text;

namespace PawLatency.Statistics;

/// <summary>A share of a number of things with its interval after Wilson 1927, J Am Stat Assoc 22:209-212.</summary>
/// <param name="Count">How many have it.</param>
/// <param name="Total">Of how many.</param>
public readonly record struct Proportion(int Count, int Total)
{
    /// <summary>The share, a fraction; NaN of none.</summary>
    public double Share => (double)Count / Total;

    /// <summary>The share, percent, 0 to 100; NaN of none.</summary>
    public double Percent => 100.0 * Count / Total;

    /// <summary>Lower and upper end of the 95 % interval, fractions; 0 and 1 of none.</summary>
    public (double Lower, double Upper) Interval
    {
        get
        {
            double z = Probabilities.StudentTwoSidedQuantile(1 - LatencyTest.Confidence, double.PositiveInfinity),
                z2 = z * z;
            double middle = (Count + z2 / 2) / (Total + z2),
                half = z / (Total + z2) * Math.Sqrt((double)Count * (Total - Count) / Math.Max(1, Total) + z2 / 4);
            // What rounding leaves of a bound that is 0 or 1.
            return (Count == 0 ? 0 : middle - half, Count == Total ? 1 : middle + half);
        }
    }
}

/// <summary>Which animals are hyperalgesic: the latency of a day is shorter than the animal's own baseline by a stated percentage or
/// more.</summary>
internal static class HyperalgesicShare
{
    /// <summary>The share of a group's animals on a day.</summary>
    /// <param name="table">Latencies.</param>
    /// <param name="group">Name of the group.</param>
    /// <param name="day">The day, days since the test hour of day 0.</param>
    /// <param name="baselineDays">Days whose mean is an animal's baseline.</param>
    /// <param name="belowPercent">How much shorter than baseline, percent, 0 to 100.</param>
    /// <exception cref="ArgumentException">The criterion is out of range, the group has no animal on the day, or an animal no
    /// baseline.</exception>
    public static Proportion Of(LatencyTable table, string group, double day, IReadOnlyList<double> baselineDays, double belowPercent)
    {
        Guard.InRange(belowPercent, 0, 100, "criterion of hyperalgesia", "%");
        LatencyTable percent = table.Select([group], [day, .. baselineDays]).Express(LatencyMeasure.PercentOfBaseline, baselineDays);
        double[] values = percent.Sample(0, percent.DayIndex(day));
        return values.Length > 0
            ? new Proportion(values.Count(value => value <= 100 - belowPercent), values.Length)
            : throw new AnalysisException(FormattableString.Invariant($"{group} has no animal on day {Math.Round(day, 4)}."));
    }
}
