using PawLatency.Assays;
using PawLatency.Text;

namespace PawLatency.Tests.Extending;

/// <summary>
/// A cold plate: the rat stands on it until it lifts or licks a hind paw. The worked example of docs/extending.md. That cold is felt
/// through the heat threshold, and that a warmer plate counts degree by degree, is assumed.
/// </summary>
internal sealed record ColdPlate : ExponentialAssay
{
    private const double StandardC = 4;

    private static readonly Readout Measured = Readout.Latency("cold-plate latency");
    private static readonly ReadingKeys Ranges = ReadingKeys.Latency(Measured, 2, 40, 5);

    private static readonly AssayKey ColdKey = AssayKey.Of<ColdPlate>(
        "cold",
        "temperature of the cold plate",
        UnitSet.Temperature,
        -5,
        15,
        "Temperature of the plate; the baseline is that of 4 C.",
        assay => assay.ColdC,
        (assay, value) => assay with { ColdC = value }
    );

    private static readonly AssayKey[] OwnKeys = [ColdKey, EFoldKey];

    public ColdPlate()
        : base(baseline: 20, cutoff: 60, resolution: 0.1, trials: 1) { }

    public static ColdPlate Standard { get; } = new();

    public static Stimulus Cold(double temperatureC) => new(ColdKey, temperatureC);

    public override string Name => "cold-plate";

    public override Readout Readout => Measured;

    public double ColdC
    {
        get;
        init => field = ColdKey.Check(value);
    } = StandardC;

    public override string Model => "cold-plate";

    internal override ReadingKeys Readings => Ranges;

    internal override IReadOnlyList<AssayKey> Keys => OwnKeys;

    internal override AssayKey StimulusKey => ColdKey;

    public override string Describe() => FormattableString.Invariant($"lifting or licking a paw on a cold plate at {ColdC:0.##} C");

    internal override T DeficitC<T>(T baselineThresholdC) => T.FromDouble(ColdC - StandardC);

    internal override string Site(Paw paw) => "both";
}
