using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using PawLatency.Data;
using PawLatency.Statistics;

namespace PawLatency.Tests.Extending;

/// <summary>Median test of two groups with Fisher's exact p (Mood 1950), made outside the library.</summary>
public sealed record MedianTest : TwoGroupTest
{
    public override string Name => "median";

    public override string Title => "median test";

    public override string Assumptions => "Without an effect the groups have one median.";

    protected override TestResult Compare(
        LatencyTable table,
        string treated,
        string control,
        double day,
        IReadOnlyList<double> baselineDays
    )
    {
        double[] with = Sample(table, treated, day, 2),
            without = Sample(table, control, day, 2);
        double median = with.Concat(without).Median(),
            difference = with.Median() - without.Median();
        int above = with.Count(value => value > median),
            all = above + without.Count(value => value > median);
        var chance = new Hypergeometric(with.Length + without.Length, all, with.Length);
        double p = Enumerable
            .Range(0, with.Length + 1)
            .Select(chance.Probability)
            .Where(one => one <= 1.000001 * chance.Probability(above))
            .Sum();
        return new TestResult(
            Title,
            Comparison(treated, control, day),
            "difference of medians",
            table.Unit,
            difference,
            double.NaN,
            double.NaN,
            "animals above the median",
            above,
            double.NaN,
            double.NaN,
            Math.Min(1, p),
            Count(treated, with.Length, control, without.Length)
        );
    }
}
