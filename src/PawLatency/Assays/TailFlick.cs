namespace PawLatency.Assays;

/// <summary>
/// The hot-water tail-flick test (Ben-Bassat, Peretz and Sulman 1959, Arch Int Pharmacodyn 122:434): the tip of the tail is dipped into
/// water of constant temperature, and the timer stops when the rat withdraws it. Treatments of a paw do not affect it.
/// </summary>
public sealed record TailFlick : ContactHeat
{
    private static readonly Readout Measured = Readout.Latency("tail-flick latency");
    private static readonly ReadingKeys Ranges = ReadingKeys.Latency(Measured, 1, 20, 3);
    private static readonly AssayKey WaterKey = Source("water", "Water temperature at which the untreated rat has the baseline latency.");

    /// <summary>The standard apparatus.</summary>
    public TailFlick()
        : base(baseline: 3.5, cutoff: 10, trials: 3, sourceC: 52, skinC: 28) { }

    /// <summary>52 C water, tail at 28 C, 3.5 s baseline (1 to 20 s), 10 s cutoff (3 to 60 s), three trials 5 min apart, resolution 0.1
    /// s.</summary>
    public static TailFlick Standard { get; } = new();

    /// <summary>Water temperature for one group.</summary>
    /// <param name="temperatureC">Temperature, C, 40 to 60 and above the heat threshold of the untreated rat.</param>
    public static Stimulus Water(double temperatureC) => new(WaterKey, temperatureC);

    /// <inheritdoc/>
    public override string Name => "tail-flick";

    /// <inheritdoc/>
    public override Readout Readout => Measured;

    /// <summary>Water temperature at which the untreated rat has the baseline latency, C, 40 to 60 and above its heat threshold. A group
    /// may have another.</summary>
    public double WaterC
    {
        get => SourceC;
        init => SourceC = value;
    }

    /// <inheritdoc/>
    public override string Model => "tail-flick (hot water)";

    internal override ReadingKeys Readings => Ranges;

    internal override AssayKey SourceKey => WaterKey;

    /// <inheritdoc/>
    public override string Tissue => "tail";

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"tail flick from water at {Stimulus!.Value:0.##} C");

    internal override string Site(Paw paw) => "tail";
}
