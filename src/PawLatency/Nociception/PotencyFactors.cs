using System.Collections.Immutable;
using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>
/// Fitted factors on EC50 and IC50 values of the substance files, dimensionless, 1 by default. The substance files keep the published
/// values; the parameter set holds the factors.
/// </summary>
internal sealed class PotencyFactors : IEquatable<PotencyFactors>
{
    private readonly ImmutableSortedDictionary<string, double> _halfEffect,
        _halfInhibition;

    // The factor of a substance that is not named: 1, or 0 where the numbers are derivatives of factors.
    private readonly double _usual;

    private PotencyFactors(
        ImmutableSortedDictionary<string, double> halfEffect,
        ImmutableSortedDictionary<string, double> halfInhibition,
        double usual
    ) => (_halfEffect, _halfInhibition, _usual) = (halfEffect, halfInhibition, usual);

    /// <summary>All factors 1.</summary>
    public static PotencyFactors None { get; } = new(Empty, Empty, 1);

    /// <summary>Derivatives of factors that do not move: all 0.</summary>
    internal static PotencyFactors Still { get; } = new(Empty, Empty, 0);

    private static ImmutableSortedDictionary<string, double> Empty =>
        ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    /// <summary>Factor on the EC50 of an agonist, dimensionless.</summary>
    /// <param name="substance">Name of the substance.</param>
    public double HalfEffect(string substance) => _halfEffect.GetValueOrDefault(substance, _usual);

    /// <summary>Factor on the IC50 at the NMDA gate, dimensionless.</summary>
    /// <param name="substance">Name of the substance.</param>
    public double HalfInhibition(string substance) => _halfInhibition.GetValueOrDefault(substance, _usual);

    /// <summary>Returns a copy with another factor on an EC50.</summary>
    /// <param name="substance">Name of the substance.</param>
    /// <param name="factor">The factor, dimensionless, from 0.01 to 100.</param>
    public PotencyFactors WithHalfEffect(string substance, double factor) =>
        new(With(_halfEffect, substance, factor), _halfInhibition, _usual);

    /// <summary>Returns a copy with another factor on an IC50.</summary>
    /// <param name="substance">Name of the substance.</param>
    /// <param name="factor">The factor, dimensionless, from 0.01 to 100.</param>
    public PotencyFactors WithHalfInhibition(string substance, double factor) =>
        new(_halfEffect, With(_halfInhibition, substance, factor), _usual);

    /// <inheritdoc/>
    public bool Equals(PotencyFactors? other) =>
        other is not null && _halfEffect.SequenceEqual(other._halfEffect) && _halfInhibition.SequenceEqual(other._halfInhibition);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PotencyFactors);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_halfEffect.Count, _halfInhibition.Count);

    // A factor of 1 is the same as no factor.
    private ImmutableSortedDictionary<string, double> With(
        ImmutableSortedDictionary<string, double> factors,
        string substance,
        double factor
    ) =>
        _usual == 0 ? factors.SetItem(substance, factor)
        : Guard.InRange(factor, 0.01, 100, "potency factor", "", nameof(factor)) == 1 ? factors.Remove(substance)
        : factors.SetItem(substance, factor);
}
