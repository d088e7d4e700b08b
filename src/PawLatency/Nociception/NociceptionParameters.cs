using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>
/// The parameters of the typical rat: what the drug does to the animal. Symbols are those of docs/model.md.
/// Rates in 1/h, temperatures in C, the rest dimensionless. A run refuses what lies outside the limits of a parameter file.
/// </summary>
public sealed record NociceptionParameters
{
    /// <summary>The set the library ships, from <c>data/parameters/reference.yaml</c>.</summary>
    public static NociceptionParameters Reference => ParameterFile.Reference.Nociception;

    /// <summary>
    /// Sets that explain the evidence about as well, from <c>data/parameters/ensemble.csv</c>: what a prediction does over them is how sure
    /// it is. Empty before a calibration.
    /// </summary>
    public static IReadOnlyList<NociceptionParameters> Ensemble => EnsembleFile.Library;

    /// <summary>The model that the numbers are for: which terms of the equations it has, and in which form.</summary>
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

    /// <summary>w: share of fast sensitization that the opioid at the receptor hides, so that it shows in withdrawal, 0 to 1.</summary>
    public required double WithdrawalShare { get; init; }

    /// <summary>bs: gain of slow sensitization, dimensionless.</summary>
    public required double SlowSensitizationGain { get; init; }

    /// <summary>ks: rate of slow sensitization, 1/h.</summary>
    public required double SlowSensitizationRatePerH { get; init; }

    /// <summary>s: amplification of slow sensitization by the latent state, dimensionless.</summary>
    public required double LatentAmplification { get; init; }

    /// <summary>kL: rate of the latent state, 1/h.</summary>
    public required double LatentRatePerH { get; init; }

    /// <summary>bL: weight of the latent state where an antagonist unmasks it, dimensionless.</summary>
    public required double LatentWeight { get; init; }

    /// <summary>Smax: fall of the heat threshold under full sensitization, C.</summary>
    public required double MaximumSensitizationC { get; init; }

    /// <summary>p: what a complete block of the NMDA receptor adds to the opioid's stimulus at that moment, as a share of it,
    /// dimensionless.</summary>
    public required double NmdaPotentiation { get; init; }

    /// <summary>X0: fall of the heat threshold by doses far below relief, C.</summary>
    public required double LowDoseExcitationC { get; init; }

    /// <summary>q: affinity of that excitation over that of the receptor that relieves pain, dimensionless.</summary>
    public required double LowDoseAffinity { get; init; }

    /// <summary>n: affinity of antagonists where they undo that excitation, over that at the receptor that relieves pain,
    /// dimensionless.</summary>
    public required double LowDoseAntagonism { get; init; }

    /// <summary>theta0: heat threshold of the untreated rat on the skin-surface scale, C.</summary>
    public required double BaselineThresholdC { get; init; }

    /// <summary>Factors on the concentrations that the substance files state.</summary>
    public PotencyFactors Potency { get; init; } = PotencyFactors.None;

    /// <summary>Refuses a number outside the limits that a parameter file has, and one of a term that the model is without.</summary>
    internal void Validate()
    {
        foreach (ParameterKey key in ParameterKey.All)
        {
            (double low, double high) = Model.Has(key) ? (key.Low, key.High) : (0, 0);
            Guard.InRange(key.Get(this), low, high, key.Key, key.Units.Suffix, key.Key);
        }
    }
}
