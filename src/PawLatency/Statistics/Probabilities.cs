using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace PawLatency.Statistics;

/// <summary>Tail probabilities and quantiles with relative accuracy in the far tail (better than 1e-9 down to 1e-200).</summary>
internal static class Probabilities
{
    /// <summary>Two-sided p of Student's t; infinite degrees of freedom are the normal distribution.</summary>
    public static double StudentTwoSided(double t, double degreesOfFreedom) =>
        double.IsInfinity(degreesOfFreedom) ? SpecialFunctions.Erfc(Math.Abs(t) / Constants.Sqrt2)
        : double.IsInfinity(t) ? 0
        : BetaTail(degreesOfFreedom / 2, 0.5, degreesOfFreedom, t * t);

    /// <summary>Two-sided p of a standard normal number.</summary>
    public static double NormalTwoSided(double z) => StudentTwoSided(z, double.PositiveInfinity);

    /// <summary>Upper tail of F.</summary>
    public static double FUpper(double f, double numerator, double denominator) =>
        f <= 0 ? 1
        : double.IsInfinity(f) ? 0
        : BetaTail(denominator / 2, numerator / 2, denominator, numerator * f);

    /// <summary>Upper tail of chi-squared.</summary>
    public static double ChiSquaredUpper(double x, double degreesOfFreedom) =>
        x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2, x / 2);

    /// <summary>The t that is exceeded on either side with probability alpha.</summary>
    public static double StudentTwoSidedQuantile(double alpha, double degreesOfFreedom)
    {
        double z = -Normal.InvCDF(0, 1, alpha / 2);
        if (double.IsInfinity(degreesOfFreedom))
        {
            return z;
        }

        // Bisection on a bracket that Newton's steps leave only where the start is far off (few degrees of freedom). A step squares the
        // error.
        (double low, double high, double t) = (0, double.MaxValue, Expansion(z, degreesOfFreedom));
        for (int i = 0; i < 200; i++)
        {
            double excess = StudentTwoSided(t, degreesOfFreedom) - alpha;
            (low, high) = excess > 0 ? (t, high) : (low, t);
            double next = t + excess / (2 * StudentT.PDF(0, 1, degreesOfFreedom, t));
            next =
                next > low && next < high ? next
                : high == double.MaxValue ? 2 * t
                : (low + high) / 2;
            if (Math.Abs(next - t) <= 1e-7 * t)
            {
                return next;
            }

            t = next;
        }

        return t;
    }

    // Fisher and Cornish 1960, Technometrics 2:209-225: good to 1e-4 from ten degrees of freedom on.
    private static double Expansion(double z, double degreesOfFreedom)
    {
        double s = z * z,
            n = degreesOfFreedom;
        double first = (s + 1) / 4,
            second = ((5 * s + 16) * s + 3) / 96,
            third = (((3 * s + 19) * s + 17) * s - 15) / 384;
        return z * (1 + (first + (second + third / n) / n) / n);
    }

    // I_{d / (d + x)}(a, b), from the side on which the continued fraction keeps its digits.
    private static double BetaTail(double a, double b, double d, double x) => SpecialFunctions.BetaRegularized(a, b, d / (d + x));
}
