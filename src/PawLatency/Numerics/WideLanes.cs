using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PawLatency.Numerics;

/// <summary>Eight rats side by side. Equality is that of all eight numbers; the default is 0 in every lane.</summary>
/// <param name="Value">The numbers, lane 0 first.</param>
internal readonly record struct WideLanes(Vector512<double> Value) : IScalar<WideLanes>
{
    /// <inheritdoc/>
    public static int LaneCount => Vector512<double>.Count;

    /// <inheritdoc/>
    public static bool HasSlopes => false;

    /// <inheritdoc/>
    public bool IsMoving => false;

    /// <inheritdoc/>
    public double this[int lane] => Value[lane];

    /// <inheritdoc/>
    public static WideLanes FromDouble(double value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    public static WideLanes FromLanes(ReadOnlySpan<double> values) => new(Vector512.Create(values));

    /// <inheritdoc/>
    public static WideLanes Moving(ReadOnlySpan<double> values, ReadOnlySpan<double> slopes) => FromLanes(values);

    /// <inheritdoc/>
    public static WideLanes operator +(WideLanes left, WideLanes right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    public static WideLanes operator -(WideLanes left, WideLanes right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    public static WideLanes operator -(WideLanes value) => new(-value.Value);

    /// <inheritdoc/>
    public static WideLanes operator *(WideLanes left, WideLanes right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    public static WideLanes operator /(WideLanes left, WideLanes right) => new(left.Value / right.Value);

    /// <inheritdoc/>
    public static WideLanes MultiplyAdd(WideLanes left, WideLanes right, WideLanes addend) =>
        new(Vector512.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static WideLanes Exp(WideLanes value) => ElementaryFunctions.Exp(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static WideLanes Log(WideLanes value) => ElementaryFunctions.Log(value);

    /// <inheritdoc/>
    public static WideLanes PowerOfTwo(WideLanes exponent) =>
        new(((exponent.Value + Vector512.Create(ElementaryFunctions.ExponentInPlace)).AsInt64() << 52).AsDouble());

    /// <inheritdoc/>
    public static WideLanes BinaryExponent(WideLanes value) =>
        new(
            ((value.Value.AsUInt64() >> 52) | Vector512.Create(ElementaryFunctions.Magic)).AsDouble()
                - Vector512.Create(ElementaryFunctions.BiasedMagic)
        );

    /// <inheritdoc/>
    public static WideLanes Pow(WideLanes value, WideLanes exponent)
    {
        Span<double> powers = stackalloc double[LaneCount];
        for (int lane = 0; lane < LaneCount; lane++)
        {
            powers[lane] = Math.Pow(value[lane], exponent[lane]);
        }

        return FromLanes(powers);
    }

    /// <inheritdoc/>
    public static WideLanes Sqrt(WideLanes value) => new(Vector512.Sqrt(value.Value));

    /// <inheritdoc/>
    public static WideLanes Abs(WideLanes value) => new(Vector512.Abs(value.Value));

    /// <inheritdoc/>
    public static WideLanes Max(WideLanes left, WideLanes right) => new(Vector512.Max(left.Value, right.Value));

    /// <inheritdoc/>
    public static WideLanes Min(WideLanes left, WideLanes right) => new(Vector512.Min(left.Value, right.Value));

    /// <inheritdoc/>
    public static WideLanes IsGreater(WideLanes left, WideLanes right) => new(Vector512.GreaterThan(left.Value, right.Value));

    /// <inheritdoc/>
    public static WideLanes And(WideLanes left, WideLanes right) => new(left.Value & right.Value);

    /// <inheritdoc/>
    public static WideLanes Select(WideLanes mask, WideLanes whenTrue, WideLanes whenFalse) =>
        new(Vector512.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    /// <inheritdoc/>
    public static bool Any(WideLanes mask) => mask.Value.AsInt64() != Vector512<long>.Zero;
}
