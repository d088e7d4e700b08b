using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PawLatency.Numerics;

/// <summary>Four rats side by side. Equality is that of all four numbers; the default is 0 in every lane.</summary>
/// <param name="Value">The numbers, lane 0 first.</param>
internal readonly record struct Lanes(Vector256<double> Value) : IScalar<Lanes>
{
    /// <inheritdoc/>
    public static int LaneCount => Vector256<double>.Count;

    /// <inheritdoc/>
    public static bool HasSlopes => false;

    /// <inheritdoc/>
    public bool IsMoving => false;

    /// <inheritdoc/>
    public double this[int lane] => Value[lane];

    /// <inheritdoc/>
    public static Lanes FromDouble(double value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    public static Lanes FromLanes(ReadOnlySpan<double> values) => new(Vector256.Create(values));

    /// <inheritdoc/>
    public static Lanes Moving(ReadOnlySpan<double> values, ReadOnlySpan<double> slopes) => FromLanes(values);

    /// <inheritdoc/>
    public static Lanes operator +(Lanes left, Lanes right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    public static Lanes operator -(Lanes left, Lanes right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    public static Lanes operator -(Lanes value) => new(-value.Value);

    /// <inheritdoc/>
    public static Lanes operator *(Lanes left, Lanes right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    public static Lanes operator /(Lanes left, Lanes right) => new(left.Value / right.Value);

    /// <inheritdoc/>
    public static Lanes MultiplyAdd(Lanes left, Lanes right, Lanes addend) =>
        new(Vector256.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes Exp(Lanes value) => ElementaryFunctions.Exp(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes Log(Lanes value) => ElementaryFunctions.Log(value);

    /// <inheritdoc/>
    public static Lanes PowerOfTwo(Lanes exponent) =>
        new(((exponent.Value + Vector256.Create(ElementaryFunctions.ExponentInPlace)).AsInt64() << 52).AsDouble());

    /// <inheritdoc/>
    public static Lanes BinaryExponent(Lanes value) =>
        new(
            ((value.Value.AsUInt64() >> 52) | Vector256.Create(ElementaryFunctions.Magic)).AsDouble()
                - Vector256.Create(ElementaryFunctions.BiasedMagic)
        );

    /// <inheritdoc/>
    public static Lanes Pow(Lanes value, Lanes exponent)
    {
        Span<double> powers = stackalloc double[LaneCount];
        for (int lane = 0; lane < LaneCount; lane++)
        {
            powers[lane] = Math.Pow(value[lane], exponent[lane]);
        }

        return FromLanes(powers);
    }

    /// <inheritdoc/>
    public static Lanes Sqrt(Lanes value) => new(Vector256.Sqrt(value.Value));

    /// <inheritdoc/>
    public static Lanes Abs(Lanes value) => new(Vector256.Abs(value.Value));

    /// <inheritdoc/>
    public static Lanes Max(Lanes left, Lanes right) => new(Vector256.Max(left.Value, right.Value));

    /// <inheritdoc/>
    public static Lanes Min(Lanes left, Lanes right) => new(Vector256.Min(left.Value, right.Value));

    /// <inheritdoc/>
    public static Lanes IsGreater(Lanes left, Lanes right) => new(Vector256.GreaterThan(left.Value, right.Value));

    /// <inheritdoc/>
    public static Lanes And(Lanes left, Lanes right) => new(left.Value & right.Value);

    /// <inheritdoc/>
    public static Lanes Select(Lanes mask, Lanes whenTrue, Lanes whenFalse) =>
        new(Vector256.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    /// <inheritdoc/>
    public static bool Any(Lanes mask) => mask.Value.AsInt64() != Vector256<long>.Zero;
}
