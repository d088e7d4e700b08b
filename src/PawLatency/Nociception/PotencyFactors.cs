using System.Collections.Immutable;
using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>
/// What a set of parameters makes of the concentrations that the substance files state: factors on the concentration of half effect and on
/// that of half inhibition, dimensionless, 1 where nothing is said. The files keep what their sources print, the set keeps what was fitted.
/// </summary>
public sealed class PotencyFactors : IEquatable<PotencyFactors>
{
    private readonly ImmutableSortedDictionary<string, double> _halfEffect,
        _halfInhibition;

    private PotencyFactors(
        ImmutableSortedDictionary<string, double> halfEffect,
        ImmutableSortedDictionary<string, double> halfInhibition
    ) => (_halfEffect, _halfInhibition) = (halfEffect, halfInhibition);

    /// <summary>Every concentration as its file states it.</summary>
    public static PotencyFactors None { get; } =
        new(
            ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase),
            ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase)
        );

    /// <summary>Factor on the concentration of half effect of an agonist, dimensionless.</summary>
    /// <param name="substance">Name of the substance.</param>
    public double HalfEffect(string substance) => _halfEffect.GetValueOrDefault(substance, 1);

    /// <summary>Factor on the concentration that half blocks the NMDA gate, dimensionless.</summary>
    /// <param name="substance">Name of the substance.</param>
    public double HalfInhibition(string substance) => _halfInhibition.GetValueOrDefault(substance, 1);

    /// <summary>The same with another factor on a concentration of half effect.</summary>
    /// <param name="substance">Name of the substance.</param>
    /// <param name="factor">The factor, dimensionless, from 0.01 to 100.</param>
    public PotencyFactors WithHalfEffect(string substance, double factor) => new(With(_halfEffect, substance, factor), _halfInhibition);

    /// <summary>The same with another factor on a concentration of half inhibition.</summary>
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

    // A factor of 1 says what no factor says.
    private static ImmutableSortedDictionary<string, double> With(
        ImmutableSortedDictionary<string, double> factors,
        string substance,
        double factor
    ) =>
        Guard.InRange(factor, 0.01, 100, "potency factor", "", nameof(factor)) == 1
            ? factors.Remove(substance)
            : factors.SetItem(substance, factor);
}
