using MathNet.Numerics.Statistics;
using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// Mixed model for repeated measures of two groups: the logarithms of an animal's baseline and of its value on a day, with any covariance,
/// the same in both groups, by restricted maximum likelihood. Animals that lack one of the two count with the other. Where none does, it is
/// Student's t test of the changes. The estimate is the ratio treated / control of the changes.
/// </summary>
internal sealed record LinearMixedModelTest : RatioTest
{
    public override string Name => "lmm";

    public override string Title => "linear mixed model";

    public override string Assumptions =>
        "Logarithms of an animal's baseline and its value on the day are normally distributed, with one covariance in both groups; "
        + "a value at the cutoff counts as it stands; values are missing at random.";

    protected override TestResult Compare(
        LatencyTable table,
        string treated,
        string control,
        double day,
        IReadOnlyList<double> baselineDays
    )
    {
        LogPairs with = Pairs(table, treated, day, baselineDays),
            without = Pairs(table, control, day, baselineDays);
        (double log, double variance, double freedom) =
            with.IsComplete && without.IsComplete || !with.HasBaseline
                ? Pooled(with.Changes, without.Changes)
                : UnstructuredModel.Difference(with, without);
        RequireSpread(Math.Sqrt(variance), with, without, Comparison(treated, control, day), $"a {Title}");
        return LogRatioResult.Of(
            $"{Title} of log {Assays.Readout.OfUnit(table.ReadUnit).Kind} (unstructured covariance, REML, Kenward-Roger)",
            treated,
            control,
            day,
            baselineDays.Count > 0,
            log,
            variance,
            freedom,
            Count(treated, with.Animals.Count, control, without.Animals.Count)
        );
    }

    private static (double Difference, double Variance, double DegreesOfFreedom) Pooled(double[] with, double[] without)
    {
        (double mean, double variance) = ArrayStatistics.MeanVariance(with);
        (double other, double otherVariance) = ArrayStatistics.MeanVariance(without);
        double freedom = with.Length + without.Length - 2;
        double pooled = ((with.Length - 1) * variance + (without.Length - 1) * otherVariance) / freedom;
        return (mean - other, pooled * (1.0 / with.Length + 1.0 / without.Length), freedom);
    }
}
