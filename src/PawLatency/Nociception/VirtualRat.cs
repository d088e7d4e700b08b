using PawLatency.Numerics;

namespace PawLatency.Nociception;

/// <summary>Individual factors of one rat. All factors are 1 in the typical rat. Equal by value; immutable.</summary>
public readonly record struct VirtualRat
{
    /// <summary>Creates the typical rat, to be modified by an initializer. <c>default(VirtualRat)</c> is not a valid rat: all its factors
    /// are 0.</summary>
    public VirtualRat() { }

    /// <summary>The typical rat: the median of the population.</summary>
    public static VirtualRat Typical { get; } = new();

    /// <summary>The tangent of a direction in which nothing moves: 0 in place of every factor (<see cref="Gathered"/>).</summary>
    internal static VirtualRat Still => default;

    /// <summary>Number in its group, from 1; 0 for the typical rat.</summary>
    public int Number { get; init; }

    /// <summary>Factor on every latency, dimensionless.</summary>
    public double LatencyFactor { get; init; } = 1;

    /// <summary>Factor on clearance, dimensionless.</summary>
    public double ClearanceFactor { get; init; } = 1;

    /// <summary>Factor on the dissociation constants of mu agonists and antagonists; above 1 the rat needs more drug;
    /// dimensionless.</summary>
    public double DissociationFactor { get; init; } = 1;

    /// <summary>Factor on the gains of tolerance, dimensionless.</summary>
    public double ToleranceFactor { get; init; } = 1;

    /// <summary>Factor on the gains of sensitization, dimensionless.</summary>
    public double SensitizationFactor { get; init; } = 1;

    /// <summary>Remaining fraction of renal clearance.</summary>
    public double RenalFunction { get; init; } = 1;

    /// <summary>Dose of morphine for the same effect relative to that of a male Sprague-Dawley rat, dimensionless.</summary>
    public double MorphineDose { get; init; } = 1;

    /// <summary>Draws a rat.</summary>
    /// <param name="number">Number in its group, from 1.</param>
    /// <param name="stream">Random numbers of the rat.</param>
    /// <param name="variability">Variability between rats.</param>
    internal static VirtualRat Draw(int number, RandomNumbers stream, Variability variability) =>
        new()
        {
            Number = number,
            LatencyFactor = Variability.Factor(variability.BaselineLatency, stream.StandardNormal(RandomPurpose.BaselineLatency)),
            ClearanceFactor = Variability.Factor(variability.Clearance, stream.StandardNormal(RandomPurpose.Clearance)),
            DissociationFactor = Variability.Factor(variability.Affinity, stream.StandardNormal(RandomPurpose.Affinity)),
            ToleranceFactor = Variability.Factor(variability.ToleranceGain, stream.StandardNormal(RandomPurpose.ToleranceGain)),
            SensitizationFactor = Variability.Factor(variability.SensitizationGain, stream.StandardNormal(RandomPurpose.SensitizationGain)),
        };
}
