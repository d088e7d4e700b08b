using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>A parameter of the typical rat: its key in files, unit, limits, and how to read and replace it.</summary>
internal sealed record ParameterKey(
    string Key,
    UnitSet Units,
    double Low,
    double High,
    Func<NociceptionParameters, double> Get,
    Func<NociceptionParameters, double, NociceptionParameters> With
)
{
    private static readonly string[] Tolerance = ["fast-tolerance-gain", "slow-tolerance-gain"];
    private static readonly string[] Sensitization = ["fast-sensitization-gain", "slow-sensitization-gain"];

    // A parameter has no effect if all parameters it depends on are 0.
    private static readonly Dictionary<string, string[]> Owners = new()
    {
        ["averaging-rate"] = ["slow-tolerance-gain", "slow-sensitization-gain"],
        ["fast-tolerance-rate"] = ["fast-tolerance-gain"],
        ["slow-tolerance-rate"] = ["slow-tolerance-gain"],
        ["fast-sensitization-rate"] = ["fast-sensitization-gain"],
        ["withdrawal-share"] = ["fast-sensitization-gain"],
        ["slow-sensitization-rate"] = ["slow-sensitization-gain"],
        ["latent-amplification"] = ["slow-sensitization-gain"],
        ["latent-rate"] = ["latent-amplification", "latent-weight"],
        ["latent-weight"] = ["slow-sensitization-gain"],
        ["maximum-sensitization"] = Sensitization,
        ["low-dose-affinity"] = ["low-dose-excitation"],
        ["low-dose-antagonism"] = ["low-dose-excitation"],
    };

    /// <summary>System parameters, required in every set, in the order of the parameter file.</summary>
    public static IReadOnlyList<ParameterKey> Required { get; } =
    [
        new("morphine-efficacy", UnitSet.Fraction, 0.1, 1e4, p => p.MorphineEfficacy, (p, x) => p with { MorphineEfficacy = x }),
        new("transducer-slope", UnitSet.Fraction, 0.2, 20, p => p.TransducerSlope, (p, x) => p with { TransducerSlope = x }),
        new("maximum-analgesia", UnitSet.Temperature, 0, 50, p => p.MaximumAnalgesiaC, (p, x) => p with { MaximumAnalgesiaC = x }),
        Rate("averaging-rate", p => p.AveragingRatePerH, (p, x) => p with { AveragingRatePerH = x }),
        Gain("fast-tolerance-gain", p => p.FastToleranceGain, (p, x) => p with { FastToleranceGain = x }),
        Rate("fast-tolerance-rate", p => p.FastToleranceRatePerH, (p, x) => p with { FastToleranceRatePerH = x }),
        Gain("slow-tolerance-gain", p => p.SlowToleranceGain, (p, x) => p with { SlowToleranceGain = x }),
        Rate("slow-tolerance-rate", p => p.SlowToleranceRatePerH, (p, x) => p with { SlowToleranceRatePerH = x }),
        Gain("fast-sensitization-gain", p => p.FastSensitizationGain, (p, x) => p with { FastSensitizationGain = x }),
        Rate("fast-sensitization-rate", p => p.FastSensitizationRatePerH, (p, x) => p with { FastSensitizationRatePerH = x }),
        new("withdrawal-share", UnitSet.Fraction, 0, 1, p => p.WithdrawalShare, (p, x) => p with { WithdrawalShare = x }),
        Gain("slow-sensitization-gain", p => p.SlowSensitizationGain, (p, x) => p with { SlowSensitizationGain = x }),
        Rate("slow-sensitization-rate", p => p.SlowSensitizationRatePerH, (p, x) => p with { SlowSensitizationRatePerH = x }),
        Gain("latent-amplification", p => p.LatentAmplification, (p, x) => p with { LatentAmplification = x }),
        Rate("latent-rate", p => p.LatentRatePerH, (p, x) => p with { LatentRatePerH = x }),
        Gain("latent-weight", p => p.LatentWeight, (p, x) => p with { LatentWeight = x }),
        new(
            "maximum-sensitization",
            UnitSet.Temperature,
            0,
            50,
            p => p.MaximumSensitizationC,
            (p, x) => p with { MaximumSensitizationC = x }
        ),
        Gain("nmda-potentiation", p => p.NmdaPotentiation, (p, x) => p with { NmdaPotentiation = x }),
        new("low-dose-excitation", UnitSet.Temperature, 0, 10, p => p.LowDoseExcitationC, (p, x) => p with { LowDoseExcitationC = x }),
        new("low-dose-affinity", UnitSet.Fraction, 1, 1e6, p => p.LowDoseAffinity, (p, x) => p with { LowDoseAffinity = x }),
        new("low-dose-antagonism", UnitSet.Fraction, 1, 1e9, p => p.LowDoseAntagonism, (p, x) => p with { LowDoseAntagonism = x }),
        new("baseline-threshold", UnitSet.Temperature, 35, 60, p => p.BaselineThresholdC, (p, x) => p with { BaselineThresholdC = x }),
    ];

    /// <summary>Factors on values of the substance files; 1 if absent.</summary>
    public static IReadOnlyList<ParameterKey> Factors { get; } =
    [
        .. Substance
            .All.Where(substance => substance.Agonist is not null)
            .Select(substance =>
                Factor(
                    $"half-effect-factor-of-{substance.Name}",
                    p => p.Potency.HalfEffect(substance.Name),
                    (p, x) => p with { Potency = p.Potency.WithHalfEffect(substance.Name, x) }
                )
            ),
        .. Substance
            .All.Where(substance => substance.NmdaHalfInhibitionNgPerMl is not null)
            .Select(substance =>
                Factor(
                    $"half-inhibition-factor-of-{substance.Name}",
                    p => p.Potency.HalfInhibition(substance.Name),
                    (p, x) => p with { Potency = p.Potency.WithHalfInhibition(substance.Name, x) }
                )
            ),
    ];

    /// <summary>All parameters, in the order of the parameter file.</summary>
    public static IReadOnlyList<ParameterKey> All { get; } = [.. Required, .. Factors];

    /// <summary>Whether the parameter has an effect in a model that lacks others.</summary>
    /// <param name="without">Keys of the lacking parameters.</param>
    public bool Counts(IReadOnlyCollection<string> without) =>
        !without.Contains(Key) && (!Owners.TryGetValue(Key, out string[]? owners) || owners.Any(owner => Named(owner).Counts(without)));

    /// <summary>The tangent of a direction in which this parameter alone moves.</summary>
    /// <param name="slope">Its derivative.</param>
    public NociceptionParameters Tangent(double slope) => With(NociceptionParameters.Still, slope);

    /// <summary>Finds a parameter.</summary>
    /// <exception cref="ArgumentException">There is no such parameter; the message suggests the nearest name.</exception>
    public static ParameterKey Named(string key) => Nearest.Find(All, item => [item.Key], key, "parameter", nameof(key));

    private static ParameterKey Gain(
        string key,
        Func<NociceptionParameters, double> get,
        Func<NociceptionParameters, double, NociceptionParameters> with
    ) => new(key, UnitSet.Fraction, 0, 1e4, get, with);

    private static ParameterKey Factor(
        string key,
        Func<NociceptionParameters, double> get,
        Func<NociceptionParameters, double, NociceptionParameters> with
    ) => new(key, UnitSet.Fraction, 0.01, 100, get, with);

    private static ParameterKey Rate(
        string key,
        Func<NociceptionParameters, double> get,
        Func<NociceptionParameters, double, NociceptionParameters> with
    ) => new(key, UnitSet.RateConstant, 1e-6, 100, get, with);
}
