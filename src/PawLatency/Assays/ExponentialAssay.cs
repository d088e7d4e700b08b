using PawLatency.Numerics;
using PawLatency.Text;

namespace PawLatency.Assays;

/// <summary>An assay whose reading grows exponentially with the threshold: paw pressure or contact heat.</summary>
/// <remarks>
/// L - Ld = (L0 - Ld) exp((theta - theta0 + d) / s), with L0 the baseline, Ld the response delay, theta the heat threshold, theta0 that of
/// the untreated rat, and d the difference between the baseline stimulus and the actual one, C. The law and the constant s are the same for
/// all these tests. The rat integrates the stimulus, so a threshold near the stimulus gives a long latency, not an infinite one.
/// </remarks>
public abstract record ExponentialAssay : NociceptiveAssay
{
    /// <summary>Key of s.</summary>
    private protected static readonly AssayKey EFoldKey = AssayKey.Of<ExponentialAssay>(
        "e-fold",
        "e-fold",
        UnitSet.Temperature,
        0.5,
        20,
        "Fall of the heat threshold that reduces the reading to 1/e.",
        assay => assay.EFoldC,
        (assay, value) => assay with { EFoldC = value }
    );

    private protected ExponentialAssay(double baseline, double cutoff, double resolution, int trials)
        : base(baseline, cutoff, resolution, trials) { }

    /// <summary>s: fall of the heat threshold that reduces the reading to 1/e, C, 0.5 to 20.</summary>
    public double EFoldC
    {
        get;
        init => field = EFoldKey.Check(value);
    } = 2.8;

    /// <summary>Ld, s.</summary>
    internal virtual double DelayS => 0;

    /// <summary>d: difference between the baseline stimulus and the actual one, C.</summary>
    /// <param name="baselineThresholdC">Heat threshold theta0 of the untreated rat, C.</param>
    internal virtual T DeficitC<T>(T baselineThresholdC)
        where T : struct, IScalar<T> => default;

    /// <inheritdoc/>
    internal sealed override T LatencyS<T>(T thresholdC, T baselineThresholdC)
    {
        T slower = T.Exp(DeficitC(baselineThresholdC) / T.FromDouble(EFoldC));
        T growth = T.Exp((thresholdC - baselineThresholdC) / T.FromDouble(EFoldC));
        return T.FromDouble(DelayS) + T.FromDouble(BaselineS - DelayS) * slower * growth;
    }
}
