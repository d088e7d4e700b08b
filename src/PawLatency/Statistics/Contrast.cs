using MathNet.Numerics.Statistics;

namespace PawLatency.Statistics;

/// <summary>A weighted sum of the means of independent groups whose variances may differ.</summary>
/// <param name="Estimate">The sum, in the unit of the values.</param>
/// <param name="Error">Its standard error, in the same unit.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom of Satterthwaite 1946, Biometrics Bull 2:110-114.</param>
internal readonly record struct Contrast(double Estimate, double Error, double DegreesOfFreedom)
{
    /// <summary>The sum of some groups, of two animals at least each.</summary>
    public static Contrast Of(IReadOnlyList<(double Weight, double[] Values)> groups)
    {
        double estimate = 0,
            variance = 0,
            freedom = 0;
        foreach ((double weight, double[] values) in groups)
        {
            (double mean, double spread) = ArrayStatistics.MeanVariance(values);
            double part = weight * weight * spread / values.Length;
            (estimate, variance, freedom) = (estimate + weight * mean, variance + part, freedom + part * part / (values.Length - 1));
        }

        return new Contrast(estimate, Math.Sqrt(variance), variance * variance / freedom);
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
