using MathNet.Numerics.Statistics;
using PawLatency.Nociception;

namespace PawLatency.Evidence.Calibration;

/// <summary>How well the evidence identifies one parameter.</summary>
/// <param name="Prior">Prior of the parameter.</param>
/// <param name="Best">Best value.</param>
/// <param name="P05">5th percentile of the plausible sets.</param>
/// <param name="Median">Their median.</param>
/// <param name="P95">Their 95th percentile.</param>
/// <param name="RHat">Convergence (<see cref="ChainDiagnostics.RHat"/>); NaN with too few draws.</param>
/// <param name="EffectiveDraws">Effective number of independent draws; NaN with too few draws.</param>
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
    // Ratios below the first: the evidence determines the value. Above the second: the prior does.
    private const double IdentifiedBelow = 0.3,
        NotIdentifiedAbove = 0.7;

    /// <summary>Width of the middle 90 % of the sets, in natural-log units.</summary>
    public double Width90 => Math.Log(P95 / P05);

    /// <summary>Width divided by that of the prior.</summary>
    public double Ratio => Width90 / Prior.Width90;

    /// <summary>Whether the best value lies between the 5th and the 95th percentile.</summary>
    public bool ContainsBest => Best >= P05 && Best <= P95;

    /// <summary>The verdict in words.</summary>
    public string Verdict =>
        Ratio < IdentifiedBelow ? "identified"
        : Ratio > NotIdentifiedAbove ? "not identified"
        : "partly identified";

    /// <summary>Computes one row for each fitted parameter.</summary>
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
