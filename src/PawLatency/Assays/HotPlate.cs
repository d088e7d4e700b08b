namespace PawLatency.Assays;

/// <summary>
/// The hot plate (Woolfe and MacDonald 1944, J Pharmacol Exp Ther 80:300): the rat stands on a plate of constant temperature until it licks
/// a hind paw or jumps. One trial per session, because rats learn the plate.
/// </summary>
public sealed record HotPlate : ContactHeat
{
    private static readonly Readout Measured = Readout.Latency("hot-plate latency");
    private static readonly ReadingKeys Ranges = ReadingKeys.Latency(Measured, 2, 30, 5);
    private static readonly AssayKey PlateKey = Source("plate", "Plate temperature at which the untreated rat has the baseline latency.");

    /// <summary>The standard apparatus.</summary>
    public HotPlate()
        : base(baseline: 10, cutoff: 30, trials: 1, sourceC: 52.5, skinC: 31) { }

    /// <summary>52.5 C plate, paws at 31 C, 10 s baseline (2 to 30 s), 30 s cutoff (5 to 60 s), one trial, resolution 0.1 s.</summary>
    public static HotPlate Standard { get; } = new();

    /// <summary>Plate temperature for one group.</summary>
    /// <param name="temperatureC">Temperature, C, 40 to 60 and above the heat threshold of the untreated rat.</param>
    public static Stimulus Plate(double temperatureC) => new(PlateKey, temperatureC);

    /// <inheritdoc/>
    public override string Name => "hot-plate";

    /// <inheritdoc/>
    public override Readout Readout => Measured;

    /// <summary>Plate temperature at which the untreated rat has the baseline latency, C, 40 to 60 and above its heat threshold. A group
    /// may have another.</summary>
    public double PlateC
    {
        get => SourceC;
        init => SourceC = value;
    }

    /// <inheritdoc/>
    public override string Model => "hot-plate";

    internal override ReadingKeys Readings => Ranges;

    internal override AssayKey SourceKey => PlateKey;

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"licking or jumping on a hot plate at {Stimulus!.Value:0.##} C");

    internal override string Site(Paw paw) => "both";
}
