using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.RootFinding;

namespace PawLatency.Statistics;

/// <summary>The noncentral F distribution as a Poisson mixture of beta distributions (Johnson, Kotz and Balakrishnan 1995, chapter
/// 30).</summary>
internal static class NoncentralF
{
    // Above, the numerator varies by less than 0.3 % beside the denominator, and the sum would cost the root of the noncentrality.
    private const double LargestSum = 1e6;

    /// <summary>Probability of a value up to f; absolute accuracy 1e-12, less where the noncentrality is above 10,000.</summary>
    public static double Cdf(double f, double numerator, double denominator, double noncentrality)
    {
        if (f <= 0)
        {
            return 0;
        }

        // Downward from where the Poisson weights are nothing: I(a, b) = I(a + 1, b) + g(a), a sum of positive terms, so no digit is lost.
        double x = numerator * f / (numerator * f + denominator),
            half = noncentrality / 2,
            b = denominator / 2;
        int top = (int)(half + 12 * Math.Sqrt(half) + 40),
            bottom = (int)Math.Max(0, half - 12 * Math.Sqrt(half) - 40);
        double a = numerator / 2 + top,
            tail = SpecialFunctions.BetaRegularized(a, b, x);
        double step = Math.Exp(
            a * Math.Log(x)
                + b * Math.Log(denominator / (numerator * f + denominator))
                + SpecialFunctions.GammaLn(a + b)
                - SpecialFunctions.GammaLn(a + 1)
                - SpecialFunctions.GammaLn(b)
        );
        double sum = 0,
            logHalf = Math.Log(half),
            logWeight = half == 0 ? 0 : top * logHalf - half - SpecialFunctions.GammaLn(top + 1);
        for (int j = top; j >= bottom; j--, a--)
        {
            sum += half == 0 ? (j == 0 ? tail : 0) : Math.Exp(logWeight) * tail;
            step *= a / (x * (a + b - 1));
            tail += step;
            logWeight += Math.Log(Math.Max(1, j)) - logHalf;
        }

        return sum;
    }

    /// <summary>Interval of partial eta squared, from the noncentralities that make f a tail of (1 - confidence) / 2 (Steiger 2004, Psychol
    /// Methods 9:164-182).</summary>
    public static (double Lower, double Upper) EtaSquaredInterval(double f, double numerator, double denominator, double confidence)
    {
        double Noncentrality(double probability)
        {
            if (Cdf(f, numerator, denominator, 0) <= probability)
            {
                return 0;
            }

            if (numerator * f > LargestSum)
            {
                // The limit of many: F is noncentrality / numerator over chi squared / denominator.
                return numerator * f / denominator * ChiSquared.InvCDF(denominator, 1 - probability);
            }

            double high = 1 + numerator * f;
            while (Cdf(f, numerator, denominator, high) > probability)
            {
                high *= 2;
            }

            // As a share: the accuracy is asked of the probability, too, and must not grow with the noncentrality.
            return high * Brent.FindRoot(share => Cdf(f, numerator, denominator, share * high) - probability, 0, 1, 1e-10, 200);
        }

        double total = numerator + denominator + 1,
            lower = Noncentrality((1 + confidence) / 2),
            upper = Noncentrality((1 - confidence) / 2);
        return (lower / (lower + total), upper / (upper + total));
    }
}
