using PawLatency.Text;

namespace PawLatency.Assays;

/// <summary>
/// The paw-pressure test (Randall and Selitto 1957, Arch Int Pharmacodyn 111:409): a cone presses on the paw with linearly increasing force
/// until the rat struggles or vocalises. The readout is the force in grams; the time is force divided by rate.
/// </summary>
/// <remarks>
/// F = F0 exp((theta - theta0) / s). The model has one threshold, on the heat scale; the exponential relation to force is assumed. Rats
/// tested both ways during a morphine infusion lost 32 +- 10 % of the hot-plate latency and 40 +- 9 % of the mechanical threshold
/// (Anesthesiology 2020;133:628); one law for both tests gives the same fall in both, apart from the response delay.
/// </remarks>
public sealed record PawPressure : ExponentialAssay
{
    private const string Measured = "paw-pressure threshold";

    private static readonly ReadingKeys Ranges = ReadingKeys.Of(
        Readout.PawPressure,
        (10, 500),
        (50, 1000),
        ("resolution", "resolution", 0.1, 50)
    );

    private static readonly AssayKey RateKey = AssayKey.Of<PawPressure>(
        "rate",
        "rate",
        UnitSet.ForceRate,
        1,
        200,
        "Rate of increase of the force.",
        assay => assay.RateGPerS,
        (assay, value) => assay with { RateGPerS = value }
    );

    private static readonly AssayKey[] OwnKeys = [RateKey, EFoldKey];

    private Readout _readout = Readout.Force(Measured, 16);

    /// <summary>The standard apparatus.</summary>
    public PawPressure()
        : base(baseline: 200, cutoff: 600, resolution: 5, trials: 3) { }

    /// <summary>200 g baseline (10 to 500 g), 600 g cutoff (50 to 1000 g), 16 g/s, three trials 5 min apart, resolution 5 g (0.1 to 50
    /// g).</summary>
    public static PawPressure Standard { get; } = new();

    /// <inheritdoc/>
    public override string Name => "paw-pressure";

    /// <inheritdoc/>
    public override Readout Readout => _readout;

    /// <summary>Rate of increase of the force, g/s, 1 to 200. It changes latencies, not forces.</summary>
    public double RateGPerS
    {
        get => _readout.PerS;
        init => _readout = Readout.Force(Measured, RateKey.Check(value));
    }

    /// <inheritdoc/>
    public override string Model => "paw-pressure (Randall-Selitto)";

    internal override ReadingKeys Readings => Ranges;

    internal override IReadOnlyList<AssayKey> Keys => OwnKeys;

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"paw pressure growing by {RateGPerS:0.##} g/s (Randall and Selitto)");
}
