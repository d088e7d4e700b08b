using MathNet.Numerics.Statistics;
using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// Welch's t test of two groups on one day: means of unequal variances (Welch 1947, Biometrika 34:28-35). The estimate is the
/// difference treated - control in the unit of the table.
/// </summary>
internal sealed record WelchTest : TwoGroupTest
{
    public override string Name => "welch";

    public override string Title => "Welch's t test";

    public override string Assumptions => "Values within a group are normally distributed; the variances of the groups may differ.";

    /// <summary>Difference of the means, its standard error in the same unit, and Satterthwaite's degrees of freedom.</summary>
    public static (double Difference, double Error, double DegreesOfFreedom) Difference(double[] first, double[] second)
    {
        (double meanA, double varianceA) = ArrayStatistics.MeanVariance(first);
        (double meanB, double varianceB) = ArrayStatistics.MeanVariance(second);
        double a = varianceA / first.Length,
            b = varianceB / second.Length;
        return (meanA - meanB, Math.Sqrt(a + b), (a + b) * (a + b) / (a * a / (first.Length - 1) + b * b / (second.Length - 1)));
    }

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
        (double difference, double error, double freedom) = Difference(with, without);
        string compared = Comparison(treated, control, day);
        if (!IsSpread(error, with.Concat(without).Max(Math.Abs)))
        {
            throw new AnalysisException($"All values of each group are equal ({compared}); without any spread {Title} has no statistic.");
        }

        double t = difference / error,
            half = error * Probabilities.StudentTwoSidedQuantile(1 - Confidence, freedom);
        return new TestResult(
            Title,
            compared,
            "difference",
            table.Unit,
            difference,
            difference - half,
            difference + half,
            "t",
            t,
            freedom,
            double.NaN,
            Probabilities.StudentTwoSided(t, freedom),
            Count(treated, with.Length, control, without.Length)
        );
    }
}
