using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>Basis of a number in the data.</summary>
public enum Basis
{
    /// <summary>Reported for rats in the source.</summary>
    Reported,

    /// <summary>Derived from reported numbers.</summary>
    Derived,

    /// <summary>From another species or from in vitro data.</summary>
    Surrogate,

    /// <summary>Assumed, with a reason but without a measurement.</summary>
    Assumed,
}

/// <summary>A number with its source. Its unit is in the name of the property.</summary>
/// <param name="Value">The number, in the unit of the property.</param>
/// <param name="Basis">Basis of the number.</param>
/// <param name="Source">Citation.</param>
/// <param name="Note">Note for critical readers, or null.</param>
public sealed record SourcedNumber(double Value, Basis Basis, string Source, string? Note = null)
{
    /// <summary>The number: finite, in the unit of the property that holds it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a number, or infinite.</exception>
    public double Value
    {
        get;
        init => field = Guard.InRange(value, double.MinValue, double.MaxValue, "number", "");
    } = Guard.InRange(Value, double.MinValue, double.MaxValue, "number", "");

    /// <summary>Range of plausible values, in the unit of the value, which lies within it; null if not stated.</summary>
    /// <exception cref="ArgumentException">The ends are not finite, or the lowest is above the highest.</exception>
    public (double Lowest, double Highest)? Range
    {
        get;
        init =>
            field =
                value is not { } range || (double.IsFinite(range.Lowest) && double.IsFinite(range.Highest) && range.Lowest <= range.Highest)
                    ? value
                    : throw new ArgumentException("A range has two finite numbers, the lowest first.", "range");
    }

    /// <summary>Converts a number without citation; its basis is assumed.</summary>
    public static implicit operator SourcedNumber(double value) => new(value, Basis.Assumed, "stated by the user");
}
