using MathNet.Numerics.Statistics;
using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// Paired t test of each group on one day against its own baseline (Student 1908, Biometrika 6:1-25). The estimate is the mean change in
/// the unit of the table.
/// </summary>
internal sealed record PairedTest : ChangeTest
{
    public override string Name => "paired";

    public override string Title => "paired t test";

    public override string Assumptions =>
        "Changes from the animal's own baseline are normally distributed; nothing else changes latency over time.";

    private protected override TestResult Of(double[] changes, string compared, string unit, string animals)
    {
        (double mean, double variance) = ArrayStatistics.MeanVariance(changes);
        double error = Math.Sqrt(variance / changes.Length),
            freedom = changes.Length - 1;
        if (!IsSpread(error, changes.Max(Math.Abs)))
        {
            throw new AnalysisException($"All animals change alike ({compared}); without any spread the {Title} has no statistic.");
        }

        double t = mean / error,
            half = error * Probabilities.StudentTwoSidedQuantile(1 - Confidence, freedom);
        return new TestResult(
            Title,
            compared,
            "difference",
            unit,
            mean,
            mean - half,
            mean + half,
            "t",
            t,
            freedom,
            double.NaN,
            Probabilities.StudentTwoSided(t, freedom),
            animals
        );
    }
}
