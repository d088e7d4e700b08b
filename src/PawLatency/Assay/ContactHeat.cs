
namespace PawLatency.Assay;

/// <summary>An assay in which skin is put on or into something hot that stays at its temperature: water or a plate.</summary>
/// <remarks>
/// The surface takes the temperature Tc of what it touches, and at the depth of the nociceptors a semi-infinite solid warms as
/// T(t) = T0 + (Tc - T0) erfc(z / (2 sqrt(a t))) (Carslaw and Jaeger 1959, Conduction of Heat in Solids, 2.4). The threshold theta is reached after
/// t = (z^2 / 4a) / erfcinv((theta - T0) / (Tc - T0))^2, and never where it is not below Tc. z^2 / 4a is what gives the untreated rat its
/// baseline at the calibrated temperature; a group in hotter water has the same skin.
/// </remarks>
public abstract record ContactHeat : NociceptiveAssay
{
    /// <summary>The range of a hot temperature, C.</summary>
    internal const double LeastC = 40, MostC = 60;

    // Nearer to the threshold than this the warming skin creeps towards it, and a tenth of a degree decides over any latency.
    private const double LeastExcessC = 0.5;

    private protected ContactHeat(double baseline, double cutoff, int trials, double sourceC, double skinC)
        : base(baseline, cutoff, resolution: 0.1, trials) => (SourceC, SkinC) = (sourceC, skinC);

    /// <summary>Temperature of the skin before contact, C, 20 to 40.</summary>
    public double SkinC { get; init => field = Guard.InRange(value, 20, 40, "skin temperature", "C", "skin"); }

    /// <summary>Ld: conduction, decision and movement, s, 0 to 1.5.</summary>
    public double ResponseDelayS { get; init => field = Guard.InRange(value, 0, 1.5, "response delay", "s", "delay"); } = 0.4;

    /// <summary>What is hot, water or plate: the key in study files.</summary>
    internal abstract string Source { get; }

    /// <summary>Temperature at which the untreated rat has the baseline, C.</summary>
    internal double SourceC { get; init => field = CheckC(value); }

    /// <summary>Temperature that a group has in place of it, C; null for the same.</summary>
    internal double? ChangedC
    {
        get;
        init => field = value is { } changed ? CheckC(changed) : null;
    }

    /// <summary>The temperature that is used, C.</summary>
    internal double HotC => ChangedC ?? SourceC;

    internal sealed override string Setting => FormattableString.Invariant($"{HotC:0.##} C");

    /// <inheritdoc/>
    public sealed override T LatencyS<T>(T thresholdC, double baselineThresholdC)
    {
        Span<double> lanes = stackalloc double[T.LaneCount];
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] = ResponseDelayS + (BaselineS - ResponseDelayS) * Math.Exp((thresholdC[lane] - baselineThresholdC + SourceC - HotC) / 2.8);
        }

        return T.FromLanes(lanes);
    }

    internal override void CheckThreshold(double baselineThresholdC)
    {
        double coldestC = Math.Min(SourceC, HotC);
        if (coldestC < baselineThresholdC + LeastExcessC)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The {Source} of {coldestC} C hardly reaches the untreated rat's heat threshold of {baselineThresholdC} C; it must be {baselineThresholdC + LeastExcessC} C or more."), Source);
        }
    }

    private double CheckC(double value) => Guard.InRange(value, LeastC, MostC, $"temperature of the {Source}", "C", Source);
}
