namespace PawLatency.Numerics;

/// <summary>One rat: a <see cref="double"/>. Equality is that of the number; the default is 0.</summary>
/// <remarks>
/// Exponential and logarithm are the same text as those of <see cref="Lanes"/> and <see cref="WideLanes"/>, so a rat computed alone and
/// a rat computed in a lane give the same bits.
/// </remarks>
/// <param name="Value">The number, in the unit of the value.</param>
internal readonly record struct Real(double Value) : IScalar<Real>
{
    // A mask is any number but zero; one bit pattern is enough.
    private static readonly Real True = new(1);

    /// <inheritdoc/>
    public static int LaneCount => 1;

    /// <inheritdoc/>
    public static bool HasSlopes => false;

    /// <inheritdoc/>
    public bool IsMoving => false;

    /// <inheritdoc/>
    public double this[int lane] => Value;

    /// <inheritdoc/>
    public static Real FromDouble(double value) => new(value);

    /// <inheritdoc/>
    public static Real FromLanes(ReadOnlySpan<double> values) => new(values[0]);

    /// <inheritdoc/>
    public static Real Moving(ReadOnlySpan<double> values, ReadOnlySpan<double> slopes) => FromLanes(values);

    /// <inheritdoc/>
    public static Real operator +(Real left, Real right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    public static Real operator -(Real left, Real right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    public static Real operator -(Real value) => new(-value.Value);

    /// <inheritdoc/>
    public static Real operator *(Real left, Real right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    public static Real operator /(Real left, Real right) => new(left.Value / right.Value);

    /// <inheritdoc/>
    public static Real MultiplyAdd(Real left, Real right, Real addend) => new(Math.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    /// <inheritdoc/>
    public static Real Exp(Real value) => ElementaryFunctions.Exp(value);

    /// <inheritdoc/>
    public static Real Log(Real value) => ElementaryFunctions.Log(value);

    /// <inheritdoc/>
    public static Real PowerOfTwo(Real exponent) =>
        new(BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(exponent.Value + ElementaryFunctions.ExponentInPlace) << 52));

    /// <inheritdoc/>
    public static Real BinaryExponent(Real value) =>
        new(
            BitConverter.UInt64BitsToDouble((BitConverter.DoubleToUInt64Bits(value.Value) >> 52) | ElementaryFunctions.Magic)
                - ElementaryFunctions.BiasedMagic
        );

    /// <inheritdoc/>
    public static Real Pow(Real value, Real exponent) => new(Math.Pow(value.Value, exponent.Value));

    /// <inheritdoc/>
    public static Real Sqrt(Real value) => new(Math.Sqrt(value.Value));

    /// <inheritdoc/>
    public static Real Abs(Real value) => new(Math.Abs(value.Value));

    /// <inheritdoc/>
    public static Real Max(Real left, Real right) => new(Math.Max(left.Value, right.Value));

    /// <inheritdoc/>
    public static Real Min(Real left, Real right) => new(Math.Min(left.Value, right.Value));

    /// <inheritdoc/>
    public static Real IsGreater(Real left, Real right) => left.Value > right.Value ? True : default;

    /// <inheritdoc/>
    public static Real And(Real left, Real right) => left.Value != 0 && right.Value != 0 ? True : default;

    /// <inheritdoc/>
    public static Real Select(Real mask, Real whenTrue, Real whenFalse) => mask.Value != 0 ? whenTrue : whenFalse;

    /// <inheritdoc/>
    public static bool Any(Real mask) => mask.Value != 0;
}
