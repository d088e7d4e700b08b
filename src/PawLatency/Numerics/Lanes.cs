using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PawLatency.Numerics;

/// <summary>Four rats side by side. Equality is that of all four numbers; the default is 0 in every lane.</summary>
/// <param name="Value">The numbers, lane 0 first.</param>
public readonly record struct Lanes(Vector256<double> Value) : IScalar<Lanes>
{
    /// <inheritdoc/>
    public static int LaneCount => Vector256<double>.Count;

    /// <inheritdoc/>
    public double this[int lane] => Value[lane];

    /// <inheritdoc/>
    public static Lanes FromDouble(double value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    public static Lanes FromLanes(ReadOnlySpan<double> values) => new(Vector256.Create(values));

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exp(Lanes value)
    {
        // As soon as one lane is beyond 709 the runtime computes all lanes another way, with other bits: a lane would see its neighbours.
        Vector256<double> inside = Vector256.LessThan(Vector256.Abs(value.Value), Vector256.Create(708.0));
        Vector256<double> result = Vector256.Exp(value.Value & inside);
        return inside.AsInt64() == Vector256<long>.AllBitsSet ? new(result) : ExpBeyond(value.Value, inside, result);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Log(Lanes value) => new(Vector256.Log(value.Value));

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

    private static Lanes ExpBeyond(Vector256<double> value, Vector256<double> inside, Vector256<double> result)
    {
        for (int lane = 0; lane < LaneCount; lane++)
        {
            if (inside.AsInt64()[lane] == 0)
            {
                result = result.WithElement(lane, Real.Exp(new Real(value[lane])).Value);
            }
        }

        return new(result);
    }
}
