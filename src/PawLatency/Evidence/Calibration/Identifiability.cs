using MathNet.Numerics.Statistics;
using PawLatency.Nociception;

namespace PawLatency.Evidence.Calibration;

/// <summary>How far the evidence pins one parameter.</summary>
/// <param name="Prior">What was held possible.</param>
/// <param name="Best">Best value.</param>
/// <param name="P05">5th percentile of the plausible sets.</param>
/// <param name="Median">Their median.</param>
/// <param name="P95">Their 95th percentile.</param>
/// <param name="RHat">Whether the chains have met (<see cref="ChainDiagnostics.RHat"/>); NaN where too few sets were drawn.</param>
/// <param name="EffectiveDraws">Number of independent draws that the sets are worth; NaN where too few were drawn.</param>
internal sealed record Identifiability(
    ParameterPrior Prior,
    double Best,
    double P05,
    double Median,
    double P95,
    double RHat,
    double EffectiveDraws
)
{
    // Below: the evidence decides. Above: the prior does.
    private const double PinnedBelow = 0.3,
        NotPinnedAbove = 0.7;

    /// <summary>Width of the middle 90 % of the sets, in natural-log units.</summary>
    public double Width90 => Math.Log(P95 / P05);

    /// <summary>That width over the prior's.</summary>
    public double Ratio => Width90 / Prior.Width90;

    /// <summary>Whether the best value lies between the 5th and the 95th percentile.</summary>
    public bool HoldsBest => Best >= P05 && Best <= P95;

    /// <summary>In words.</summary>
    public string Verdict =>
        Ratio < PinnedBelow ? "pinned"
        : Ratio > NotPinnedAbove ? "not pinned"
        : "in part";

    /// <summary>One for each fitted parameter.</summary>
    public static IReadOnlyList<Identifiability> Of(IReadOnlyList<ParameterPrior> free, CalibrationState state, int chains) =>
        [
            .. free.Select(
                (prior, axis) =>
                {
                    double[] places = [.. state.Sets.Select(set => set.Place[axis])],
                        sorted = [.. places.Order()];
                    double Quantile(double share) =>
                        prior.Value(SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R7));
                    double[][] each =
                    [
                        .. Enumerable
                            .Range(0, chains)
                            .Select(chain => places.Where((_, i) => i % chains == chain && i < places.Length / chains * chains).ToArray()),
                    ];
                    return new Identifiability(
                        prior,
                        prior.Value(state.Best[axis]),
                        Quantile(0.05),
                        Quantile(0.5),
                        Quantile(0.95),
                        ChainDiagnostics.RHat(each),
                        ChainDiagnostics.EffectiveDraws(each)
                    );
                }
            ),
        ];
}
