using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace PawLatency.Analysis;

/// <summary>The noncentral F distribution as a Poisson mixture of beta distributions (Johnson, Kotz and Balakrishnan 1995, chapter 30).</summary>
internal static class NoncentralF
{
    /// <summary>Probability of a value up to f; absolute accuracy 1e-12.</summary>
    public static double Cdf(double f, double numerator, double denominator, double noncentrality)
    {
        if (f <= 0)
        {
            return 0;
        }

        double x = numerator * f / (numerator * f + denominator), half = noncentrality / 2;
        int middle = (int)half;
        // Outward from the largest weight, until the weights are nothing.
        double Term(int j)
        {
            double weight = half == 0 ? (j == 0 ? 1 : 0) : Math.Exp(j * Math.Log(half) - half - SpecialFunctions.GammaLn(j + 1));
            return weight < 1e-18 ? -1 : weight * SpecialFunctions.BetaRegularized(numerator / 2 + j, denominator / 2, x);
        }

        double sum = 0, term;
        for (int j = middle; (term = Term(j)) >= 0; j++)
        {
            sum += term;
        }

        for (int j = middle - 1; j >= 0 && (term = Term(j)) >= 0; j--)
        {
            sum += term;
        }

        return sum;
    }

    /// <summary>Interval of partial eta squared, from the noncentralities that make f a tail of (1 - confidence) / 2 (Steiger 2004, Psychol Methods 9:164-182).</summary>
    public static (double Lower, double Upper) EtaSquaredInterval(double f, double numerator, double denominator, double confidence)
    {
        double Noncentrality(double probability)
        {
            if (Cdf(f, numerator, denominator, 0) <= probability)
            {
                return 0;
            }

            double high = 1 + numerator * f;
            while (Cdf(f, numerator, denominator, high) > probability)
            {
                high *= 2;
            }

            return Brent.FindRoot(noncentrality => Cdf(f, numerator, denominator, noncentrality) - probability, 0, high, 1e-10 * high, 200);
        }

        double total = numerator + denominator + 1, lower = Noncentrality((1 + confidence) / 2), upper = Noncentrality((1 - confidence) / 2);
        return (lower / (lower + total), upper / (upper + total));
    }
}
