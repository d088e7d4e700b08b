using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// Dunnett's test of each group with the control on one day (Dunnett 1955, J Am Stat Assoc 50:1096-1121): one pooled variance, and
/// intervals and p for all comparisons of the day together, so only several days are left to adjust for. The distribution is integrated
/// numerically, p to 1e-11 absolute.
/// </summary>
internal sealed record DunnettTest : LatencyTest
{
    public override string Name => "dunnett";

    public override string Title => "Dunnett's test";

    public override string Assumptions => PooledNormal;

    /// <summary>The assumption of comparisons with one pooled variance.</summary>
    public const string PooledNormal = "Values within a group are normally distributed, with one variance in all groups.";

    protected override bool AdjustsWithinDay => true;

    /// <summary>
    /// Probability that the largest of Dunnett's t, of either sign, exceeds d; the correlation of two is the product of their loadings.
    /// </summary>
    public static double Outside(double d, double[] loadings, double degreesOfFreedom)
    {
        (double Loading, int Groups)[] sizes = [.. loadings.CountBy(loading => loading).Select(size => (size.Key, size.Value))];
        return 1
            - ScaledChi.Mean(
                degreesOfFreedom,
                s =>
                    ScaledChi.NormalMean(z =>
                    {
                        double inside = 1;
                        foreach ((double loading, int groups) in sizes)
                        {
                            double own = Math.Sqrt(1 - loading * loading);
                            double one = ScaledChi.Normal((loading * z + d * s) / own) - ScaledChi.Normal((loading * z - d * s) / own);
                            inside *= groups == 1 ? one : Math.Pow(one, groups);
                        }

                        return inside;
                    })
            );
    }

    protected override IReadOnlyList<TestResult> Compare(LatencyTable table, IReadOnlyList<string> groups, TestQuestion question)
    {
        var pooled = new PooledGroups(table, question.Days[0]);
        int control = table.GroupIndex(question.Control);
        int[] others = [.. Enumerable.Range(0, table.Groups.Count).Where(group => group != control)];
        double size = pooled.Size(control);
        double[] loadings = [.. others.Select(group => Math.Sqrt(pooled.Size(group) / (pooled.Size(group) + size)))];
        (int, int)[] pairs = [.. others.Select(group => (group, control))];
        return pooled.Compare(Title, pairs, d => Outside(d, loadings, pooled.DegreesOfFreedom), groups);
    }
}
