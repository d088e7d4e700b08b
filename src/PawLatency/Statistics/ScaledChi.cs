using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace PawLatency.Statistics;

/// <summary>
/// Expectations over s, the ratio of an estimated to a true standard deviation: s^2 is chi-squared over its degrees of freedom. Student's
/// family of distributions (noncentral t, studentized range, Dunnett's) are normal probabilities averaged over s.
/// </summary>
internal static class ScaledChi
{
    // Of a normal number; and of s, whose density is nearly normal from some degrees of freedom on.
    private const int Panels = 12,
        PanelsNearlyNormal = 6,
        NearlyNormalFrom = 8;

    private static readonly GaussLegendreRule Rule = new(-1, 1, 16);

    /// <summary>The mean of a smooth function bounded by 1; absolute accuracy 1e-12.</summary>
    public static double Mean(double degreesOfFreedom, Func<double, double> function)
    {
        if (double.IsInfinity(degreesOfFreedom))
        {
            return function(1);
        }

        // Ten standard deviations of s; its logarithm is nearly normal with this width.
        double width = 10 / Math.Sqrt(2 * degreesOfFreedom),
            low = Math.Max(0, 1 - width),
            high = 1 + width;
        double constant =
            Math.Log(2) + degreesOfFreedom / 2 * Math.Log(degreesOfFreedom / 2) - SpecialFunctions.GammaLn(degreesOfFreedom / 2);
        return Integrate(
            s => s == 0 ? 0 : Math.Exp(constant + (degreesOfFreedom - 1) * Math.Log(s) - degreesOfFreedom * s * s / 2) * function(s),
            low,
            high,
            degreesOfFreedom < NearlyNormalFrom ? Panels : PanelsNearlyNormal
        );
    }

    /// <summary>The mean of a smooth function of a standard normal number, bounded by 1; absolute accuracy 1e-13.</summary>
    public static double NormalMean(Func<double, double> function) =>
        Integrate(z => Math.Exp(-z * z / 2) / Constants.Sqrt2Pi * function(z), -8.5, 8.5, Panels);

    /// <summary>The normal probability of a value up to z.</summary>
    public static double Normal(double z) => SpecialFunctions.Erfc(-z / Constants.Sqrt2) / 2;

    private static double Integrate(Func<double, double> function, double low, double high, int panels)
    {
        double sum = 0,
            half = (high - low) / (2 * panels);
        for (int panel = 0; panel < panels; panel++)
        {
            double middle = low + (2 * panel + 1) * half;
            for (int node = 0; node < Rule.Order; node++)
            {
                sum += Rule.GetWeight(node) * function(middle + half * Rule.GetAbscissa(node));
            }
        }

        return sum * half;
    }
}
