using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// A test of the logarithm: the ratio of two groups on one day, each animal divided by its own baseline where there is one. Every day and
/// every pair of groups is fitted by itself. A variance shared by other days or other groups is wrong where they vary more or less: it
/// found an effect between two equal groups in 7.6 to 9.6 % of experiments.
/// </summary>
internal abstract record RatioTest : TwoGroupTest
{
    public sealed override EffectDirection DirectionOf(TestResult result) =>
        result.Estimate < 1 ? EffectDirection.Below : EffectDirection.Above;

    public override string Method(string kind) => $"{Title} of log {kind}, change from baseline";

    /// <summary>The animals of a group; two at least with a change.</summary>
    protected LogPairs Pairs(LatencyTable table, string group, double day, IReadOnlyList<double> baselineDays)
    {
        var pairs = LogPairs.Of(table, group, day, baselineDays);
        return pairs.Changes.Length >= 2 ? pairs : throw TooFew(group, pairs.Changes.Length, day, 2);
    }

    /// <summary>Refuses a comparison of animals that all change alike.</summary>
    protected static void RequireSpread(double error, LogPairs with, LogPairs without, string comparison, string test)
    {
        if (!IsSpread(error, with.Changes.Concat(without.Changes).Max(Math.Abs)))
        {
            throw new AnalysisException(
                $"All animals of each group change alike ({comparison}); without any spread {test} has no statistic."
            );
        }
    }
}
