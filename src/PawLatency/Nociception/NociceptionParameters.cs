using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>
/// Pharmacodynamic parameters of the typical rat, with the symbols of docs/model.md.
/// Rates in 1/h, temperatures in C, the rest dimensionless. A run refuses values outside the limits of a parameter file.
/// </summary>
public sealed record NociceptionParameters
{
    /// <summary>The default set, from <c>data/parameters/reference.yaml</c>.</summary>
    public static NociceptionParameters Reference => ParameterFile.Reference.Nociception;

    /// <summary>
    /// Plausible sets, which explain the evidence about equally well, from <c>data/parameters/ensemble.csv</c>. The spread of a prediction
    /// over them is its uncertainty. Empty before a calibration.
    /// </summary>
    public static IReadOnlyList<NociceptionParameters> Ensemble => EnsembleFile.Library;

    /// <summary>The model to which the parameters belong.</summary>
    public Model Model { get; init; } = Model.Reference;

    /// <summary>tau: operational efficacy of morphine, greater than 0, dimensionless.</summary>
    public required double MorphineEfficacy { get; init; }

    /// <summary>gamma: slope of the transducer from occupied receptors to analgesia, greater than 0, dimensionless.</summary>
    public required double TransducerSlope { get; init; }

    /// <summary>Amax: rise of the heat threshold under full analgesic drive, C.</summary>
    public required double MaximumAnalgesiaC { get; init; }

    /// <summary>kG: rate at which the activation is averaged, 1/h.</summary>
    public required double AveragingRatePerH { get; init; }

    /// <summary>a1: gain of fast tolerance, dimensionless.</summary>
    public required double FastToleranceGain { get; init; }

    /// <summary>k1: rate of fast tolerance, 1/h.</summary>
    public required double FastToleranceRatePerH { get; init; }

    /// <summary>a2: gain of slow tolerance, dimensionless.</summary>
    public required double SlowToleranceGain { get; init; }

    /// <summary>k2: rate of slow tolerance, 1/h.</summary>
    public required double SlowToleranceRatePerH { get; init; }

    /// <summary>bf: gain of fast sensitization, dimensionless.</summary>
    public required double FastSensitizationGain { get; init; }

    /// <summary>kf: rate of fast sensitization, 1/h.</summary>
    public required double FastSensitizationRatePerH { get; init; }

    /// <summary>w: share of fast sensitization that the opioid at the receptor masks, so that it appears in withdrawal, 0 to 1.</summary>
    public required double WithdrawalShare { get; init; }

    /// <summary>bs: gain of slow sensitization, dimensionless.</summary>
    public required double SlowSensitizationGain { get; init; }

    /// <summary>ks: rate of slow sensitization, 1/h.</summary>
    public required double SlowSensitizationRatePerH { get; init; }

    /// <summary>s: amplification of slow sensitization by the latent state, dimensionless.</summary>
    public required double LatentAmplification { get; init; }

    /// <summary>kL: rate of the latent state, 1/h.</summary>
    public required double LatentRatePerH { get; init; }

    /// <summary>bL: weight of the latent state when an antagonist unmasks it, dimensionless.</summary>
    public required double LatentWeight { get; init; }

    /// <summary>Smax: fall of the heat threshold under full sensitization, C.</summary>
    public required double MaximumSensitizationC { get; init; }

    /// <summary>p: relative increase of the opioid stimulus by a complete block of the NMDA receptor, dimensionless.</summary>
    public required double NmdaPotentiation { get; init; }

    /// <summary>X0: fall of the heat threshold by doses far below analgesia, C.</summary>
    public required double LowDoseExcitationC { get; init; }

    /// <summary>q: agonist affinity for that excitation relative to the analgesic receptor, dimensionless.</summary>
    public required double LowDoseAffinity { get; init; }

    /// <summary>n: antagonist affinity for that excitation relative to the analgesic receptor, dimensionless.</summary>
    public required double LowDoseAntagonism { get; init; }

    /// <summary>theta0: heat threshold of the untreated rat on the skin-surface scale, C.</summary>
    public required double BaselineThresholdC { get; init; }

    /// <summary>Factors on the concentrations in the substance files.</summary>
    internal PotencyFactors Potency { get; init; } = PotencyFactors.None;

    /// <summary>Fitted factor on the EC50 of an agonist in its substance file, dimensionless; 1 where none was fitted.</summary>
    /// <param name="substance">Name of the substance.</param>
    public double HalfEffectFactor(string substance) => Potency.HalfEffect(substance);

    /// <summary>Fitted factor on the IC50 of an antagonist at the NMDA gate, dimensionless; 1 where none was fitted.</summary>
    /// <param name="substance">Name of the substance.</param>
    public double HalfInhibitionFactor(string substance) => Potency.HalfInhibition(substance);

    /// <summary>A copy with another factor on an EC50.</summary>
    /// <param name="substance">Name of the substance.</param>
    /// <param name="factor">The factor, dimensionless, from 0.01 to 100.</param>
    public NociceptionParameters WithHalfEffectFactor(string substance, double factor) =>
        this with
        {
            Potency = Potency.WithHalfEffect(substance, factor),
        };

    /// <summary>A copy with another factor on an IC50.</summary>
    /// <param name="substance">Name of the substance.</param>
    /// <param name="factor">The factor, dimensionless, from 0.01 to 100.</param>
    public NociceptionParameters WithHalfInhibitionFactor(string substance, double factor) =>
        this with
        {
            Potency = Potency.WithHalfInhibition(substance, factor),
        };

    /// <summary>The tangent of a direction in which nothing moves: 0 in place of every value (<see cref="Gathered"/>).</summary>
    internal static NociceptionParameters Still =>
        field ??= ParameterKey.Required.Aggregate(Reference with { Potency = PotencyFactors.Still }, (set, key) => key.With(set, 0));

    /// <summary>Refuses values outside the limits of a parameter file, and values of terms that the model lacks.</summary>
    internal void Validate()
    {
        foreach (ParameterKey key in ParameterKey.All)
        {
            (double low, double high) = Model.Has(key) ? (key.Low, key.High) : (0, 0);
            Guard.InRange(key.Get(this), low, high, key.Key, key.Units.Suffix, key.Key);
        }
    }
}
