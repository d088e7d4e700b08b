using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// Tukey's test of every pair of groups on one day, the later group minus the earlier (Tukey 1953; Kramer 1956, Biometrics 12:307-310): one
/// pooled variance, and intervals and p for all pairs of the day together, so only several days are left to adjust for. The distribution is
/// integrated numerically, p to 1e-11 absolute.
/// </summary>
internal sealed record TukeyTest : LatencyTest
{
    public override string Name => "tukey";

    public override string Title => "Tukey's test";

    public override string Assumptions => DunnettTest.PooledNormal;

    public override bool NeedsControl => false;

    protected override bool AdjustsWithinDay => true;

    /// <summary>Probability that the studentized range of some means exceeds q.</summary>
    public static double Outside(double q, int means, double degreesOfFreedom) =>
        1
        - ScaledChi.Mean(
            degreesOfFreedom,
            s => means * ScaledChi.NormalMean(z => Math.Pow(ScaledChi.Normal(z) - ScaledChi.Normal(z - q * s), means - 1))
        );

    protected override IReadOnlyList<TestResult> Compare(LatencyTable table, IReadOnlyList<string> groups, TestQuestion question)
    {
        var pooled = new PooledGroups(table, question.Days[0]);
        int count = table.Groups.Count;
        (int, int)[] pairs =
        [
            .. Enumerable
                .Range(0, count)
                .SelectMany(first => Enumerable.Range(first + 1, count - first - 1).Select(second => (second, first))),
        ];
        return pooled.Compare(Title, pairs, t => Outside(t * Math.Sqrt(2), count, pooled.DegreesOfFreedom), groups);
    }
}
