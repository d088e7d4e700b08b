namespace PawLatency.Assay;

/// <summary>
/// The paw-pressure test (Randall and Selitto 1957, Arch Int Pharmacodyn 111:409): a cone presses on the paw with a force that grows evenly until the
/// rat struggles or squeaks. What is read is the force in grams; the clock shows force over rate.
/// </summary>
/// <remarks>
/// F = F0 exp((theta - theta0) / s). The model has one threshold, on the scale of heat; that the force follows it, and exponentially, is assumed.
/// Rats read both ways under a morphine infusion lost 32 +- 10 % of the hot-plate latency and 40 +- 9 % of the mechanical threshold
/// (Anesthesiology 2020;133:628); one law for both tests gives the same fall in both, but for the response delay.
/// </remarks>
public sealed record PawPressure : ExponentialAssay
{
    private const string Measured = "paw-pressure threshold";

    private static readonly AssayLimits Ranges = new(new("baseline", "baseline", 10, 500), new("cutoff", "cutoff", 50, 1000), new("resolution", "resolution", 0.1, 50));

    private Readout _readout = Readout.Force(Measured, 16);

    /// <summary>The standard apparatus.</summary>
    public PawPressure()
        : base(baseline: 200, cutoff: 600, resolution: 5, trials: 3)
    {
    }

    /// <summary>200 g baseline (10 to 500 g), 600 g cutoff (50 to 1000 g), 16 g/s, three trials 5 min apart read to 5 g (0.1 to 50 g).</summary>
    public static PawPressure Standard { get; } = new();

    /// <inheritdoc/>
    public override string Name => "paw-pressure";

    /// <inheritdoc/>
    public override Readout Readout => _readout;

    /// <summary>Growth of the force, g/s, 1 to 200. Forces stay what they are where it changes; latencies do not.</summary>
    public double RateGPerS
    {
        get => _readout.PerS;
        init => _readout = Readout.Force(Measured, Guard.InRange(value, 1, 200, "rate", "g/s", "rate"));
    }

    /// <summary>Force at which the untreated typical rat responds, g.</summary>
    public double BaselineG
    {
        get => Baseline;
        init => Baseline = value;
    }

    /// <summary>Force at which the trial is ended, g, above the baseline.</summary>
    public double CutoffG
    {
        get => Cutoff;
        init => Cutoff = value;
    }

    /// <summary>Resolution of the scale, g.</summary>
    public double ResolutionG
    {
        get => Resolution;
        init => Resolution = value;
    }

    internal override string Model => "paw-pressure (Randall-Selitto)";

    internal override AssayLimits Limits => Ranges;

    internal override string Describe() => FormattableString.Invariant($"paw pressure growing by {RateGPerS:0.##} g/s (Randall and Selitto)");
}
