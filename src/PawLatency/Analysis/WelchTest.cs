using MathNet.Numerics.Statistics;

namespace PawLatency.Analysis;

/// <summary>
/// Welch's t test of two groups on one day: means of unequal variances (Welch 1947, Biometrika 34:28-35). The estimate is the
/// difference treated - control in the unit of the table.
/// </summary>
public sealed record WelchTest : LatencyTest
{
    internal const string Name = "Welch's t test";

    /// <summary>The day, days since the test hour of day 0.</summary>
    public required double Day { get; init; }

    /// <inheritdoc/>
    public override TestResult Run(LatencyTable table)
    {
        Groups(table, Name);
        (double[] treated, double[] control) = Samples(table, Day, 2, Name);
        (double difference, double error, double freedom) = Difference(treated, control);
        if (!IsSpread(error, treated.Concat(control).Max(Math.Abs)))
        {
            throw new AnalysisException($"All values of each group are equal ({On(Day)}); without any spread {Name} has no statistic.");
        }

        double t = difference / error, half = error * Probabilities.StudentTwoSidedQuantile(1 - Confidence, freedom);
        return new TestResult(Name, On(Day), "difference", table.Unit, difference, difference - half, difference + half,
            "t", t, freedom, double.NaN, Probabilities.StudentTwoSided(t, freedom), Count(treated.Length, control.Length));
    }

    /// <summary>Difference of the means, its standard error in the same unit, and Satterthwaite's degrees of freedom.</summary>
    internal static (double Difference, double Error, double DegreesOfFreedom) Difference(double[] first, double[] second)
    {
        (double meanA, double varianceA) = ArrayStatistics.MeanVariance(first);
        (double meanB, double varianceB) = ArrayStatistics.MeanVariance(second);
        double a = varianceA / first.Length, b = varianceB / second.Length;
        return (meanA - meanB, Math.Sqrt(a + b), (a + b) * (a + b) / (a * a / (first.Length - 1) + b * b / (second.Length - 1)));
    }
}
