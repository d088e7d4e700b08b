namespace PawLatency.Numerics;

/// <summary>
/// Exponential and logarithm in operations that are exact or rounded once, so that a rat alone, four and eight rats side by side, and every
/// machine give the same bits. Errors: below 1 unit in the last place for the exponential, below 1.5 for the logarithm, except where the
/// exponential is subnormal (half of the least number more).
/// </summary>
/// <remarks>
/// Reduction by ln 2 in two parts (the first has 32 bits, so its product with an exponent is exact) leaves |r| at most 0.3466. There the
/// Taylor polynomial of degree 13 leaves out r^14 / 14! = 4e-18 of the exponential. The logarithm is that of fdlibm (Sun, 1993): of a
/// mantissa
/// 1 + f in [sqrt(1/2), sqrt(2)], through s = f / (2 + f), |s| at most 0.1716; its series to s^23 leaves out 2 s^25 / 25 = 6e-21.
/// </remarks>
internal static class ElementaryFunctions
{
    /// <summary>1.5 x 2^52 + 1023: added to an exponent, it brings the biased exponent into the last bits of the sum.</summary>
    public const double ExponentInPlace = 6755399441055744.0 + 1023;

    /// <summary>The bits of 2^52, the last of which take a biased exponent.</summary>
    public const ulong Magic = 0x4330000000000000;

    /// <summary>2^52 + 1023.</summary>
    public const double BiasedMagic = 4503599627370496.0 + 1023;

    private const double Round = 6755399441055744.0;
    private const double Ln2High = 6.93147180369123816490e-01,
        Ln2Low = 1.90821492927058770002e-10,
        PerLn2 = 1.4426950408889634;

    public static T Exp<T>(T x)
        where T : struct, IScalar<T>
    {
        T n = T.MultiplyAdd(x, T.FromDouble(PerLn2), T.FromDouble(Round)) - T.FromDouble(Round);
        T r = T.MultiplyAdd(n, T.FromDouble(-Ln2Low), T.MultiplyAdd(n, T.FromDouble(-Ln2High), x));
        T r2 = r * r,
            r4 = r2 * r2;
        T low = T.MultiplyAdd(r, T.FromDouble(1.0 / 6), T.FromDouble(1.0 / 2));
        T second = T.MultiplyAdd(r, T.FromDouble(1.0 / 120), T.FromDouble(1.0 / 24));
        T third = T.MultiplyAdd(r, T.FromDouble(1.0 / 5040), T.FromDouble(1.0 / 720));
        T fourth = T.MultiplyAdd(r, T.FromDouble(1.0 / 362880), T.FromDouble(1.0 / 40320));
        T fifth = T.MultiplyAdd(r, T.FromDouble(1.0 / 39916800), T.FromDouble(1.0 / 3628800));
        T last = T.MultiplyAdd(r, T.FromDouble(1.0 / 6227020800), T.FromDouble(1.0 / 479001600));
        T high = T.MultiplyAdd(T.MultiplyAdd(last, r2, fifth), r4, T.MultiplyAdd(fourth, r2, third));
        T q = T.MultiplyAdd(high, r4, T.MultiplyAdd(second, r2, low));
        T value = T.FromDouble(1) + T.MultiplyAdd(q, r2, r);

        // In two factors, so that neither leaves the range of exponents.
        T half = T.MultiplyAdd(n, T.FromDouble(0.5), T.FromDouble(Round)) - T.FromDouble(Round);
        value = value * T.PowerOfTwo(half) * T.PowerOfTwo(n - half);
        value = T.Select(T.IsGreater(x, T.FromDouble(709.8)), T.FromDouble(double.PositiveInfinity), value);
        return T.Select(T.IsGreater(T.FromDouble(-745.2), x), default, value);
    }

    public static T Log<T>(T x)
        where T : struct, IScalar<T>
    {
        T one = T.FromDouble(1);
        // Subnormal numbers are lifted by 2^54, and the greatest lowered, so that the exponent has a normal power of two against it.
        T small = T.IsGreater(T.FromDouble(2.2250738585072014e-308), x),
            great = T.IsGreater(x, T.FromDouble(1e300));
        T shift = T.Select(small, T.FromDouble(54), T.Select(great, T.FromDouble(-54), default));
        T lifted = x * T.Select(small, T.FromDouble(18014398509481984.0), T.Select(great, T.FromDouble(1 / 18014398509481984.0), one));
        T exponent = T.BinaryExponent(lifted),
            mantissa = lifted * T.PowerOfTwo(-exponent);
        T large = T.IsGreater(mantissa, T.FromDouble(1.4142135623730951));
        mantissa = T.Select(large, T.FromDouble(0.5) * mantissa, mantissa);
        exponent += T.Select(large, one, default) - shift;

        T f = mantissa - one,
            s = f / (f + T.FromDouble(2)),
            z = s * s,
            half = T.FromDouble(0.5) * f * f;
        T rest = z * LogSeries(z);
        T value = T.MultiplyAdd(
            exponent,
            T.FromDouble(Ln2High),
            f - (half - T.MultiplyAdd(s, half + rest, exponent * T.FromDouble(Ln2Low)))
        );

        value = T.Select(T.IsGreater(x, T.FromDouble(double.MaxValue)), x, value);
        value = T.Select(T.IsGreater(x, default), value, T.FromDouble(double.NaN));
        T zero = T.And(T.IsGreater(T.FromDouble(double.Epsilon), x), T.IsGreater(x, T.FromDouble(-double.Epsilon)));
        return T.Select(zero, T.FromDouble(double.NegativeInfinity), value);
    }

    // The series of log((1 + s) / (1 - s)) / s beyond 2, over s squared, with z for s squared: odd and even powers apart.
    private static T LogSeries<T>(T z)
        where T : struct, IScalar<T>
    {
        T w = z * z;
        T even = T.MultiplyAdd(
            w,
            T.MultiplyAdd(
                w,
                T.MultiplyAdd(
                    w,
                    T.MultiplyAdd(w, T.MultiplyAdd(w, T.FromDouble(2.0 / 23), T.FromDouble(2.0 / 19)), T.FromDouble(2.0 / 15)),
                    T.FromDouble(2.0 / 11)
                ),
                T.FromDouble(2.0 / 7)
            ),
            T.FromDouble(2.0 / 3)
        );
        T odd = T.MultiplyAdd(
            w,
            T.MultiplyAdd(
                w,
                T.MultiplyAdd(w, T.MultiplyAdd(w, T.FromDouble(2.0 / 21), T.FromDouble(2.0 / 17)), T.FromDouble(2.0 / 13)),
                T.FromDouble(2.0 / 9)
            ),
            T.FromDouble(2.0 / 5)
        );
        return T.MultiplyAdd(z, odd, even);
    }
}
