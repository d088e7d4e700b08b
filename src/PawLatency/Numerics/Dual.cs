using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PawLatency.Numerics;

/// <summary>
/// One rat with derivatives: a number and its slopes in eight directions (forward-mode automatic differentiation; Griewank and Walther
/// 2008, Evaluating Derivatives, SIAM, chapter 3). The same equations that give a latency give what it changes by. The default is 0.
/// </summary>
/// <remarks>
/// Comparisons, masks and choices look at the number alone, so the slopes never change the way of a calculation. Where a function has no
/// finite slope (the logarithm of 0) the slope is 0: in the model such a number is the concentration of a drug that has not arrived.
/// </remarks>
/// <param name="Value">The number, in the unit of the value.</param>
/// <param name="Slopes">Its derivatives, direction 0 first, in the unit of the value.</param>
internal readonly record struct Dual(double Value, Vector512<double> Slopes) : IScalar<Dual>
{
    /// <summary>Number of directions.</summary>
    public const int DirectionCount = 8;

    private static readonly Dual True = FromDouble(1);

    /// <inheritdoc/>
    public static int LaneCount => 1;

    /// <inheritdoc/>
    public static bool HasSlopes => true;

    /// <inheritdoc/>
    public double this[int lane] => Value;

    /// <inheritdoc/>
    public bool IsMoving => Slopes != Vector512<double>.Zero;

    /// <inheritdoc/>
    public static Dual FromDouble(double value) => new(value, Vector512<double>.Zero);

    /// <inheritdoc/>
    public static Dual FromLanes(ReadOnlySpan<double> values) => FromDouble(values[0]);

    /// <inheritdoc/>
    public static Dual Moving(ReadOnlySpan<double> value, ReadOnlySpan<double> slopes)
    {
        Span<double> all = stackalloc double[DirectionCount];
        all.Clear();
        slopes.CopyTo(all);
        return new Dual(value[0], Vector512.Create<double>(all));
    }

    /// <inheritdoc/>
    public static Dual operator +(Dual left, Dual right) => new(left.Value + right.Value, left.Slopes + right.Slopes);

    /// <inheritdoc/>
    public static Dual operator -(Dual left, Dual right) => new(left.Value - right.Value, left.Slopes - right.Slopes);

    /// <inheritdoc/>
    public static Dual operator -(Dual value) => new(-value.Value, -value.Slopes);

    /// <inheritdoc/>
    public static Dual operator *(Dual left, Dual right) =>
        new(left.Value * right.Value, left.Slopes * right.Value + right.Slopes * left.Value);

    /// <inheritdoc/>
    public static Dual operator /(Dual left, Dual right)
    {
        double quotient = left.Value / right.Value;
        return new(quotient, (left.Slopes - right.Slopes * quotient) / right.Value);
    }

    /// <inheritdoc/>
    public static Dual MultiplyAdd(Dual left, Dual right, Dual addend) =>
        new(
            Math.FusedMultiplyAdd(left.Value, right.Value, addend.Value),
            left.Slopes * right.Value + (right.Slopes * left.Value + addend.Slopes)
        );

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Dual Exp(Dual value)
    {
        double exponential = Real.Exp(new Real(value.Value)).Value;
        return exponential == 0 ? default : new(exponential, value.Slopes * exponential);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Dual Log(Dual value) =>
        new(Real.Log(new Real(value.Value)).Value, value.Value == 0 ? Vector512<double>.Zero : value.Slopes / value.Value);

    /// <inheritdoc/>
    public static Dual Pow(Dual value, Dual exponent)
    {
        double power = Math.Pow(value.Value, exponent.Value);
        return new(power, (value.Slopes * (exponent.Value / value.Value) + exponent.Slopes * Math.Log(value.Value)) * power);
    }

    /// <inheritdoc/>
    public static Dual PowerOfTwo(Dual exponent) => FromDouble(Real.PowerOfTwo(new Real(exponent.Value)).Value);

    /// <inheritdoc/>
    public static Dual BinaryExponent(Dual value) => FromDouble(Real.BinaryExponent(new Real(value.Value)).Value);

    /// <inheritdoc/>
    public static Dual Sqrt(Dual value)
    {
        double root = Math.Sqrt(value.Value);
        return root == 0 ? default : new(root, value.Slopes / (2 * root));
    }

    /// <inheritdoc/>
    public static Dual Abs(Dual value) => value.Value < 0 ? -value : value;

    /// <inheritdoc/>
    public static Dual Max(Dual left, Dual right) => left.Value >= right.Value || double.IsNaN(left.Value) ? left : right;

    /// <inheritdoc/>
    public static Dual Min(Dual left, Dual right) => left.Value <= right.Value || double.IsNaN(left.Value) ? left : right;

    /// <inheritdoc/>
    public static Dual IsGreater(Dual left, Dual right) => left.Value > right.Value ? True : default;

    /// <inheritdoc/>
    public static Dual And(Dual left, Dual right) => left.Value != 0 && right.Value != 0 ? True : default;

    /// <inheritdoc/>
    public static Dual Select(Dual mask, Dual whenTrue, Dual whenFalse) => mask.Value != 0 ? whenTrue : whenFalse;

    /// <inheritdoc/>
    public static bool Any(Dual mask) => mask.Value != 0;
}
