using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// Welch's t test of the change of each animal's natural logarithm from its own baseline (Welch 1947, Biometrika 34:28-35); of the
/// logarithm itself without baseline days. It is the mixed model that assumes least: any covariance of baseline and day, another one in
/// each group. An animal without a value on the day, or without a baseline, has no change and does not count. The estimate is the ratio
/// treated / control of the geometric means of day / baseline.
/// </summary>
internal sealed record LogChangeTest : RatioTest
{
    public override string Name => "log-change";

    public override string Title => "Welch's t test of log changes";

    public override string Assumptions =>
        "Changes of the logarithm within a group are normally distributed; the variances of the groups may differ; "
        + "a value at the cutoff counts as it stands; animals drop out whatever their change would have been.";

    public override string Method(string kind) => $"{Title} of {kind} from baseline";

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
        (double difference, double error, double freedom) = Contrast.Of([(1, with.Changes), (-1, without.Changes)], Contrast.Satterthwaite);
        RequireSpread(error, with, without, Comparison(treated, control, day), Title);
        return LogRatioResult.Of(
            Title,
            treated,
            control,
            day,
            baselineDays.Count > 0,
            difference,
            error * error,
            freedom,
            Count(treated, with.Changes.Length, control, without.Changes.Length)
        );
    }
}
