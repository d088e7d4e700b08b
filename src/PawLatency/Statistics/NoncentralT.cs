using PawLatency.Text;

namespace PawLatency.Statistics;

/// <summary>The noncentral t distribution, and the power of t tests that follows from it (Owen 1968, Technometrics 10:445-478).</summary>
internal static class NoncentralT
{
    /// <summary>Probability of a value up to t; absolute accuracy 1e-12.</summary>
    /// <param name="t">The value, dimensionless.</param>
    /// <param name="degreesOfFreedom">Degrees of freedom, dimensionless, 1 or more.</param>
    /// <param name="noncentrality">Noncentrality, dimensionless.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are below 1.</exception>
    public static double Cdf(double t, double degreesOfFreedom, double noncentrality)
    {
        Guard.InRange(degreesOfFreedom, 1, double.PositiveInfinity, "number of degrees of freedom", "");
        return ScaledChi.Mean(degreesOfFreedom, s => ScaledChi.Normal(t * s - noncentrality));
    }

    /// <summary>Power of the two-sided t test of two groups of equal variance, a fraction.</summary>
    /// <param name="difference">Difference of the means, in the unit of the values.</param>
    /// <param name="standardDeviation">Standard deviation within groups, in the unit of the values, above 0.</param>
    /// <param name="first">Animals of the first group, 2 or more.</param>
    /// <param name="second">Animals of the second group, 2 or more.</param>
    /// <param name="significance">Level of significance, a fraction between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static double Power(double difference, double standardDeviation, int first, int second, double significance = 0.05)
    {
        Guard.InRange(first, 2, int.MaxValue, "number of animals", "");
        Guard.InRange(second, 2, int.MaxValue, "number of animals", "");
        Guard.InRange(standardDeviation, double.Epsilon, double.MaxValue, "standard deviation", "");
        Guard.InRange(significance, double.Epsilon, 1, "level of significance", "");
        double freedom = first + second - 2,
            noncentrality = difference / (standardDeviation * Math.Sqrt(1.0 / first + 1.0 / second));
        double critical = Probabilities.StudentTwoSidedQuantile(significance, freedom);
        return Cdf(-critical, freedom, noncentrality) + Cdf(-critical, freedom, -noncentrality);
    }
}
