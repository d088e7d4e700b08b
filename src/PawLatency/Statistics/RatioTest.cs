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
}
