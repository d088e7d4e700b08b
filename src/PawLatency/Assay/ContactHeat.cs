namespace PawLatency.Assay;

/// <summary>An assay in which skin touches something hot that keeps its temperature: water or a plate.</summary>
/// <remarks>
/// The law is that of <see cref="ExponentialAssay"/>. A source that is cooler by one degree counts as a threshold that is higher by
/// w = (theta0 - T0) / (Tc - T0) degrees: where the nociceptors are, the skin has taken that share of the rise of its surface when the untreated
/// rat responds, T0 being the skin before contact and Tc the source on which the rat has its baseline.
/// </remarks>
public abstract record ContactHeat : ExponentialAssay
{
    /// <summary>The range of a hot temperature, C.</summary>
    internal const double LeastC = 40, MostC = 60;

    // A source that is hardly above the threshold does not hurt, whatever the law says of its latency.
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

    internal sealed override double DelayS => ResponseDelayS;

    internal sealed override double DeficitC(double baselineThresholdC) =>
        ChangedC is { } changed ? (SourceC - changed) * (baselineThresholdC - SkinC) / (SourceC - SkinC) : 0;

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
