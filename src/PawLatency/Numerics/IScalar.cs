namespace PawLatency.Numerics;

/// <summary>
/// A number the model can be written over: one rat (<see cref="Real"/>), several rats side by side (<see cref="Lanes"/>) or one rat with
/// derivatives (<see cref="Dual"/>).
/// Every equation of the library is written once against this interface.
/// </summary>
/// <remarks>
/// A lane never sees its neighbours: every operation acts on each lane alone, so the result of a rat cannot depend on the
/// rats computed beside it. Branches are written as <see cref="Select"/>; a mask is what <see cref="IsGreater"/> returns.
/// </remarks>
/// <typeparam name="TSelf">The implementing type.</typeparam>
internal interface IScalar<TSelf>
    where TSelf : struct, IScalar<TSelf>
{
    /// <summary>Number of rats in one value, dimensionless, at least 1.</summary>
    static abstract int LaneCount { get; }

    /// <summary>Whether the type carries derivatives. A constant to the compiler, so code for them costs others nothing.</summary>
    static abstract bool HasSlopes { get; }

    /// <summary>The same number in every lane.</summary>
    /// <param name="value">Any number, in the unit of the value.</param>
    static abstract TSelf FromDouble(double value);

    /// <summary>One number for each lane.</summary>
    /// <param name="values">At least <see cref="LaneCount"/> numbers, lane 0 first.</param>
    static abstract TSelf FromLanes(ReadOnlySpan<double> values);

    /// <summary>One number for each lane, with derivatives where the type has them.</summary>
    /// <param name="values">At least <see cref="LaneCount"/> numbers, lane 0 first.</param>
    /// <param name="slopes">Derivatives, direction 0 first; others are 0.</param>
    static abstract TSelf Moving(ReadOnlySpan<double> values, ReadOnlySpan<double> slopes);

    /// <summary>Whether any derivative is not 0.</summary>
    bool IsMoving { get; }

    /// <summary>The number in one lane, in the unit of the value.</summary>
    /// <param name="lane">0 to <see cref="LaneCount"/> - 1.</param>
    double this[int lane] { get; }

    /// <summary>Sum.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Difference.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Product.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Quotient.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>Negation.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>left x right + addend, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>2 to a whole number from -1022 to 1023.</summary>
    static abstract TSelf PowerOfTwo(TSelf exponent);

    /// <summary>The whole number e for which a normal positive number is 2^e times a number from 1 up to 2.</summary>
    static abstract TSelf BinaryExponent(TSelf value);

    /// <summary>Natural exponential.</summary>
    static abstract TSelf Exp(TSelf value);

    /// <summary>Natural logarithm; minus infinity at 0.</summary>
    static abstract TSelf Log(TSelf value);

    /// <summary>A positive number to a power, as the runtime computes it: for constants, not for the solver's loops.</summary>
    static abstract TSelf Pow(TSelf value, TSelf exponent);

    /// <summary>Square root.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>Absolute value.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The larger of two numbers.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The smaller of two numbers.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>A mask: true in each lane where left is greater than right (false where either is not a number).</summary>
    static abstract TSelf IsGreater(TSelf left, TSelf right);

    /// <summary>A mask: true in each lane where both masks are true.</summary>
    static abstract TSelf And(TSelf left, TSelf right);

    /// <summary>In each lane, one number where the mask is true and the other where it is false.</summary>
    static abstract TSelf Select(TSelf mask, TSelf whenTrue, TSelf whenFalse);

    /// <summary>Whether the mask is true in at least one lane.</summary>
    static abstract bool Any(TSelf mask);
}
