using MathNet.Numerics.Statistics;

namespace PawLatency.Evidence;

/// <summary>How far the evidence pins one parameter.</summary>
/// <param name="Prior">What was held possible.</param>
/// <param name="Best">Best value.</param>
/// <param name="P05">5th percentile of the plausible sets.</param>
/// <param name="Median">Their median.</param>
/// <param name="P95">Their 95th percentile.</param>
/// <param name="ChainRatio">Spread of all chains over the spread within a chain (Gelman-Rubin); near 1 where the chains agree, NaN where too few sets were drawn.</param>
internal sealed record Identifiability(ParameterPrior Prior, double Best, double P05, double Median, double P95, double ChainRatio)
{
    // Below: the evidence decides. Above: the prior does.
    private const double PinnedBelow = 0.3, NotPinnedAbove = 0.7;

    /// <summary>Width of the middle 90 % of the sets, in natural-log units.</summary>
    public double Width90 => Math.Log(P95 / P05);

    /// <summary>That width over the prior's.</summary>
    public double Ratio => Width90 / Prior.Width90;

    /// <summary>In words.</summary>
    public string Verdict => Ratio < PinnedBelow ? "pinned" : Ratio > NotPinnedAbove ? "not pinned" : "in part";

    /// <summary>One for each fitted parameter.</summary>
    public static IReadOnlyList<Identifiability> Of(IReadOnlyList<ParameterPrior> free, CalibrationState state, int chains) =>
        [.. free.Select((prior, axis) =>
        {
            double[] places = [.. state.Sets.Select(set => set.Place[axis])], sorted = [.. places.Order()];
            double Quantile(double share) => prior.Value(SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R7));
            return new Identifiability(prior, prior.Value(state.Best[axis]), Quantile(0.05), Quantile(0.5), Quantile(0.95), Agreement(places, chains));
        })];

    private static double Agreement(double[] places, int chains)
    {
        int length = places.Length / chains;
        if (length < 4 || chains < 2)
        {
            return double.NaN;
        }

        double[][] each = [.. Enumerable.Range(0, chains).Select(chain => Enumerable.Range(0, length).Select(step => places[step * chains + chain]).ToArray())];
        double within = each.Average(ArrayStatistics.Variance), between = ArrayStatistics.Variance([.. each.Select(chain => chain.Average())]);
        return Math.Sqrt((length - 1.0) / length + between / within);
    }
}
