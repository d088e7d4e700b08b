namespace PawLatency.Assays;

/// <summary>
/// The tail flick from hot water (Ben-Bassat, Peretz and Sulman 1959, Arch Int Pharmacodyn 122:434): the end of the tail is put into
/// water of one
/// temperature and the clock stops when it is drawn out. What is done to a paw does not touch it.
/// </summary>
public sealed record TailFlick : ContactHeat
{
    private static readonly Readout Measured = Readout.Latency("tail-flick latency");
    private static readonly ReadingKeys Ranges = ReadingKeys.Latency(Measured, 1, 20, 3);
    private static readonly AssayKey WaterKey = Source("water", "Temperature of the water in which the untreated rat has the baseline.");

    /// <summary>The standard apparatus.</summary>
    public TailFlick()
        : base(baseline: 3.5, cutoff: 10, trials: 3, sourceC: 52, skinC: 28) { }

    /// <summary>52 C water, tail at 28 C, 3.5 s baseline (1 to 20 s), 10 s cutoff (3 to 60 s), three trials 5 min apart read to 0.1
    /// s.</summary>
    public static TailFlick Standard { get; } = new();

    /// <summary>A temperature of the water for a group of its own.</summary>
    /// <param name="temperatureC">Temperature, C, 40 to 60 and above the heat threshold of the untreated rat.</param>
    public static Stimulus Water(double temperatureC) => new(WaterKey, temperatureC);

    /// <inheritdoc/>
    public override string Name => "tail-flick";

    /// <inheritdoc/>
    public override Readout Readout => Measured;

    /// <summary>Temperature of the water in which the untreated rat has the baseline, C, 40 to 60 and above its heat threshold; a group
    /// may have other water.</summary>
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
