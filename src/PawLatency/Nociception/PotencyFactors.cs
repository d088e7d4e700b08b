using System.Collections.Immutable;
using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>
/// Fitted factors on EC50 and IC50 values of the substance files, dimensionless, 1 by default. The substance files keep the published
/// values; the parameter set holds the factors.
/// </summary>
public sealed class PotencyFactors : IEquatable<PotencyFactors>
{
    private readonly ImmutableSortedDictionary<string, double> _halfEffect,
        _halfInhibition;

    private PotencyFactors(
        ImmutableSortedDictionary<string, double> halfEffect,
        ImmutableSortedDictionary<string, double> halfInhibition
    ) => (_halfEffect, _halfInhibition) = (halfEffect, halfInhibition);

    /// <summary>All factors 1.</summary>
    public static PotencyFactors None { get; } =
        new(
            ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase),
            ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase)
        );

    /// <summary>Factor on the EC50 of an agonist, dimensionless.</summary>
    /// <param name="substance">Name of the substance.</param>
    public double HalfEffect(string substance) => _halfEffect.GetValueOrDefault(substance, 1);

    /// <summary>Factor on the IC50 at the NMDA gate, dimensionless.</summary>
    /// <param name="substance">Name of the substance.</param>
    public double HalfInhibition(string substance) => _halfInhibition.GetValueOrDefault(substance, 1);

    /// <summary>Returns a copy with another factor on an EC50.</summary>
    /// <param name="substance">Name of the substance.</param>
    /// <param name="factor">The factor, dimensionless, from 0.01 to 100.</param>
    public PotencyFactors WithHalfEffect(string substance, double factor) => new(With(_halfEffect, substance, factor), _halfInhibition);

    /// <summary>Returns a copy with another factor on an IC50.</summary>
    /// <param name="substance">Name of the substance.</param>
    /// <param name="factor">The factor, dimensionless, from 0.01 to 100.</param>
    public PotencyFactors WithHalfInhibition(string substance, double factor) => new(_halfEffect, With(_halfInhibition, substance, factor));

    /// <inheritdoc/>
    public bool Equals(PotencyFactors? other) =>
        other is not null && _halfEffect.SequenceEqual(other._halfEffect) && _halfInhibition.SequenceEqual(other._halfInhibition);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PotencyFactors);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_halfEffect.Count, _halfInhibition.Count);

    // A factor of 1 is the same as no factor.
    private static ImmutableSortedDictionary<string, double> With(
        ImmutableSortedDictionary<string, double> factors,
        string substance,
        double factor
    ) =>
        Guard.InRange(factor, 0.01, 100, "potency factor", "", nameof(factor)) == 1
            ? factors.Remove(substance)
            : factors.SetItem(substance, factor);
}
