using PawLatency.Numerics;
using PawLatency.Text;

namespace PawLatency.Assays;

/// <summary>
/// The plantar radiant-heat test of Hargreaves and others (1988, Pain 32:77-88): a lamp heats the paw until the heat threshold is reached,
/// a photocell stops the timer, and a cutoff protects the skin.
/// </summary>
/// <remarks>
/// The surface of the skin warms as Ts(t) = T0 + k sqrt(t) (constant absorbed flux on a semi-infinite solid), so the withdrawal
/// latency is L = Ld + ((theta - T0) / k)^2. At 100 % lamp intensity the untreated rat on a 30 C floor has the baseline latency.
/// </remarks>
public sealed record Hargreaves : NociceptiveAssay
{
    // The paw on a 30 C glass floor is at 31 C (docs/model.md) and follows changes of the floor temperature.
    private const double StandardFloorC = 30,
        PawAboveFloorC = 1;

    private static readonly ReadingKeys Ranges = ReadingKeys.Latency(Readout.PawWithdrawal, 2, 30, 3);

    private static readonly AssayKey LampKey = AssayKey.Of<Hargreaves>(
        "lamp",
        "lamp intensity",
        UnitSet.Percent,
        20,
        300,
        "Lamp intensity in percent of the calibrated setting.",
        assay => assay.LampPercent,
        (assay, value) => assay with { LampPercent = value }
    );

    private static readonly AssayKey FloorKey = AssayKey.Of<Hargreaves>(
        "floor",
        "floor temperature",
        UnitSet.Temperature,
        15,
        40,
        "Temperature of the glass floor.",
        assay => assay.FloorC,
        (assay, value) => assay with { FloorC = value }
    );

    private static readonly AssayKey SkinKey = AssayKey.Of<Hargreaves>(
        "skin",
        "skin temperature",
        UnitSet.Temperature,
        20,
        42,
        "Skin temperature of the paw before heating; 1 C above the floor by default.",
        assay => assay.SkinC,
        (assay, value) => assay with { SkinC = value }
    );

    private static readonly AssayKey DelayKey = AssayKey.Of<Hargreaves>(
        "delay",
        "response delay",
        UnitSet.Latency,
        0,
        1.5,
        "Delay between threshold and response.",
        assay => assay.ResponseDelayS,
        (assay, value) => assay with { ResponseDelayS = value }
    );

    private static readonly AssayKey[] OwnKeys = [LampKey, FloorKey, SkinKey, DelayKey];

    /// <summary>The standard apparatus.</summary>
    public Hargreaves()
        : base(baseline: 10.5, cutoff: 20, resolution: 0.1, trials: 3) { }

    /// <summary>10.5 s baseline (2 to 30 s), 20 s cutoff (3 to 60 s), three trials 5 min apart, resolution 0.1 s (0.001 to 1 s), lamp at
    /// 100 %, floor at 30 C.</summary>
    public static Hargreaves Standard { get; } = new();

    /// <summary>Lamp intensity for one group.</summary>
    /// <param name="percent">Intensity in percent of the calibrated setting, 20 to 300.</param>
    public static Stimulus Lamp(double percent) => new(LampKey, percent);

    /// <inheritdoc/>
    public override string Name => "hargreaves";

    /// <inheritdoc/>
    public override Readout Readout => Readout.PawWithdrawal;

    /// <summary>Lamp intensity in percent of the calibrated setting, 20 to 300. The warming rate is proportional to it.</summary>
    public double LampPercent
    {
        get;
        init => field = LampKey.Check(value);
    } = 100;

    /// <summary>Temperature of the glass floor, C, 15 to 40.</summary>
    public double FloorC
    {
        get;
        init => field = FloorKey.Check(value);
    } = StandardFloorC;

    /// <summary>Skin temperature of the paw before heating, C, 20 to 42; null for 1 C above the floor.</summary>
    public double? SkinC
    {
        get;
        init => field = value is { } skin ? SkinKey.Check(skin) : null;
    }

    /// <summary>Ld: conduction, decision and movement before the paw leaves the glass, s, 0 to 1.5.</summary>
    public double ResponseDelayS
    {
        get;
        init => field = DelayKey.Check(value);
    } = 0.4;

    /// <inheritdoc/>
    public override string Model => "radiant-heat (Hargreaves)";

    internal override ReadingKeys Readings => Ranges;

    internal override IReadOnlyList<AssayKey> Keys => OwnKeys;

    internal override AssayKey StimulusKey => LampKey;

    /// <inheritdoc/>
    internal override T LatencyS<T>(T thresholdC, T baselineThresholdC)
    {
        double skinC = SkinC ?? FloorC + PawAboveFloorC;
        T warming = WarmingCPerRootS(baselineThresholdC) * T.FromDouble(LampPercent) / T.FromDouble(100);
        T rise = T.Max(thresholdC - T.FromDouble(skinC), default) / warming;
        return T.FromDouble(ResponseDelayS) + rise * rise;
    }

    /// <summary>Heat threshold for a given latency, C: the inverse of <see cref="LatencyS"/> with standard lamp and floor.</summary>
    /// <param name="latencyS">Latency, s, not below the response delay.</param>
    /// <param name="baselineThresholdC">Heat threshold theta0 of the untreated rat, C.</param>
    public double ThresholdC(double latencyS, double baselineThresholdC) => ThresholdC(latencyS, new Real(baselineThresholdC)).Value;

    internal T ThresholdC<T>(double latencyS, T baselineThresholdC)
        where T : struct, IScalar<T> =>
        T.FromDouble(StandardFloorC + PawAboveFloorC)
        + WarmingCPerRootS(baselineThresholdC) * T.FromDouble(Math.Sqrt(latencyS - ResponseDelayS));

    /// <inheritdoc/>
    public override string Describe() =>
        FormattableString.Invariant($"paw withdrawal from radiant heat (Hargreaves), lamp at {LampPercent:0.##} %");

    private T WarmingCPerRootS<T>(T baselineThresholdC)
        where T : struct, IScalar<T> =>
        (baselineThresholdC - T.FromDouble(StandardFloorC) - T.FromDouble(PawAboveFloorC))
        / T.FromDouble(Math.Sqrt(BaselineS - ResponseDelayS));
}
