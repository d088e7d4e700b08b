using MathNet.Numerics.Statistics;

namespace PawLatency.Statistics;

/// <summary>A weighted sum of the means of independent groups whose variances may differ.</summary>
/// <param name="Estimate">The sum, in the unit of the values.</param>
/// <param name="Error">Its standard error, in the same unit.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom of the error, dimensionless.</param>
internal readonly record struct Contrast(double Estimate, double Error, double DegreesOfFreedom)
{
    /// <summary>The surplus of <see cref="Of"/> that gives Satterthwaite's degrees of freedom (1946, Biometrics Bull 2:110-114).</summary>
    public const double Satterthwaite = 0;

    /// <summary>
    /// The surplus that gives those of Welch 1947, Biometrika 34:28-35, which allow for variances that are estimated. Of four groups of
    /// four animals alike Satterthwaite's are 8.8 on average, Welch's 11.1, where 12 are right.
    /// </summary>
    public const double Welch = 2;

    /// <summary>The sum of some groups, of two animals at least each.</summary>
    /// <param name="groups">Weight and values of each group.</param>
    /// <param name="surplus">What is added to the degrees of freedom of each variance and taken from their sum.</param>
    public static Contrast Of(IReadOnlyList<(double Weight, double[] Values)> groups, double surplus)
    {
        double estimate = 0,
            variance = 0,
            freedom = 0;
        foreach ((double weight, double[] values) in groups)
        {
            (double mean, double spread) = ArrayStatistics.MeanVariance(values);
            double part = weight * weight * spread / values.Length;
            (estimate, variance, freedom) = (
                estimate + weight * mean,
                variance + part,
                freedom + part * part / (values.Length - 1 + surplus)
            );
        }

        // No more than those of one variance in all groups.
        double most = groups.Sum(group => group.Values.Length - 1);
        return new Contrast(estimate, Math.Sqrt(variance), Math.Min(most, variance * variance / freedom - surplus));
    }

    /// <summary>The result of a t test of the sum.</summary>
    public TestResult Result(string test, string comparison, string estimateName, string unit, string animals)
    {
        double t = Estimate / Error,
            half = Error * Probabilities.StudentTwoSidedQuantile(1 - LatencyTest.Confidence, DegreesOfFreedom);
        return new TestResult(
            test,
            comparison,
            estimateName,
            unit,
            Estimate,
            Estimate - half,
            Estimate + half,
            "t",
            t,
            DegreesOfFreedom,
            double.NaN,
            Probabilities.StudentTwoSided(t, DegreesOfFreedom),
            animals
        );
    }
}
