using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>How a number of the data came to be known.</summary>
public enum Basis
{
    /// <summary>Printed for rats in the source.</summary>
    Seen,

    /// <summary>Computed from printed numbers.</summary>
    Derived,

    /// <summary>From another species or from a dish.</summary>
    Surrogate,

    /// <summary>Chosen, with a reason but without a measurement.</summary>
    Assumed,
}

/// <summary>A number that carries where it came from. Its unit is in the name of the property that holds it.</summary>
/// <param name="Value">The number, in the unit of the property that holds it.</param>
/// <param name="Basis">How it is known.</param>
/// <param name="Source">Citation.</param>
/// <param name="Note">What a critical reader should know, or null.</param>
public sealed record SourcedNumber(double Value, Basis Basis, string Source, string? Note = null)
{
    /// <summary>The number: finite, in the unit of the property that holds it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a number, or infinite.</exception>
    public double Value
    {
        get;
        init => field = Guard.InRange(value, double.MinValue, double.MaxValue, "number", "");
    } = Guard.InRange(Value, double.MinValue, double.MaxValue, "number", "");

    /// <summary>Lowest and highest value held possible, in the unit of the value, which lies between them; null where none is
    /// stated.</summary>
    /// <exception cref="ArgumentException">The ends are not finite, or the lowest is above the highest.</exception>
    public NumberRange? Range
    {
        get;
        init =>
            field =
                value is not { } range || (double.IsFinite(range.Lowest) && double.IsFinite(range.Highest) && range.Lowest <= range.Highest)
                    ? value
                    : throw new ArgumentException("A range has two finite numbers, the lowest first.", "range");
    }

    /// <summary>A number a user states without a citation: assumed.</summary>
    public static implicit operator SourcedNumber(double value) => new(value, Basis.Assumed, "stated by the user");
}

/// <summary>A range with both ends in it.</summary>
/// <param name="Lowest">Low end, in the unit of the number it belongs to.</param>
/// <param name="Highest">High end, in the unit of the number it belongs to, not below the low end.</param>
public readonly record struct NumberRange(double Lowest, double Highest);
