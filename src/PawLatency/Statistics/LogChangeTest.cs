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
        double[] with = Changes(table, treated, day, baselineDays),
            without = Changes(table, control, day, baselineDays);
        (double difference, double error, double freedom) = Contrast.Of([(1, with), (-1, without)]);
        if (!IsSpread(error, with.Concat(without).Max(Math.Abs)))
        {
            throw new AnalysisException(
                $"All animals of each group change alike ({Comparison(treated, control, day)}); "
                    + $"without any spread {Title} has no statistic."
            );
        }

        return LogRatioResult.Of(
            Title,
            treated,
            control,
            day,
            baselineDays.Count > 0,
            difference,
            error * error,
            freedom,
            Count(treated, with.Length, control, without.Length)
        );
    }

    private double[] Changes(LatencyTable table, string group, double day, IReadOnlyList<double> baselineDays) =>
        LogPairs.Of(table, group, day, baselineDays).Changes is { Length: > 1 } changes
            ? changes
            : throw TooFew(group, LogPairs.Of(table, group, day, baselineDays).Changes.Length, day, 2);
}
