using System.Globalization;
using MathNet.Numerics.Statistics;

namespace PawLatency.Analysis;

/// <summary>
/// Comparisons between the groups of one day with one pooled variance and intervals and p for the whole family: each group with a control
/// (Dunnett 1955, J Am Stat Assoc 50:1096-1121) or each pair (Tukey 1953; Kramer 1956, Biometrics 12:307-310). The distributions are
/// integrated numerically, p to 1e-11 absolute.
/// </summary>
public static class GroupComparisons
{
    /// <summary>Each group against a control.</summary>
    /// <param name="table">The data.</param>
    /// <param name="day">The day, days since the test hour of day 0.</param>
    /// <param name="control">Name of the control.</param>
    /// <exception cref="AnalysisException">A group has no animal, there are no degrees of freedom, or nothing varies.</exception>
    public static IReadOnlyList<TestResult> Dunnett(LatencyTable table, double day, string control)
    {
        double[][] samples = Samples(table, day);
        int reference = table.GroupIndex(control), freedom = samples.Sum(sample => sample.Length) - samples.Length;
        double sd = PooledSd(samples, freedom);
        int[] others = [.. Enumerable.Range(0, samples.Length).Where(group => group != reference)];
        double[] loadings = [.. others.Select(group => Math.Sqrt(samples[group].Length / (double)(samples[group].Length + samples[reference].Length)))];
        double Outside(double d) => DunnettOutside(d, loadings, freedom);
        double critical = Quantile(Outside);
        return [.. others.Select(group => Compare(table, day, samples, group, reference, sd, freedom, "Dunnett's test", critical, Outside))];
    }

    /// <summary>Every pair of groups, the later minus the earlier.</summary>
    /// <param name="table">The data.</param>
    /// <param name="day">The day, days since the test hour of day 0.</param>
    /// <exception cref="AnalysisException">A group has no animal, there are no degrees of freedom, or nothing varies.</exception>
    public static IReadOnlyList<TestResult> Tukey(LatencyTable table, double day)
    {
        double[][] samples = Samples(table, day);
        int groups = samples.Length, freedom = samples.Sum(sample => sample.Length) - groups;
        double sd = PooledSd(samples, freedom);
        double Outside(double t) => RangeOutside(t * Math.Sqrt(2), groups, freedom);
        double critical = Quantile(Outside);
        return [.. Enumerable.Range(0, groups).SelectMany(first => Enumerable.Range(first + 1, groups - first - 1)
            .Select(second => Compare(table, day, samples, second, first, sd, freedom, "Tukey's test", critical, Outside)))];
    }

    /// <summary>Probability that the largest of Dunnett's t, of either sign, exceeds d; the correlation of two is the product of their loadings.</summary>
    internal static double DunnettOutside(double d, double[] loadings, double degreesOfFreedom) =>
        1 - ScaledChi.Mean(degreesOfFreedom, s => ScaledChi.NormalMean(z =>
        {
            double inside = 1;
            foreach (double loading in loadings)
            {
                double own = Math.Sqrt(1 - loading * loading);
                inside *= ScaledChi.Normal((loading * z + d * s) / own) - ScaledChi.Normal((loading * z - d * s) / own);
            }

            return inside;
        }));

    /// <summary>Probability that the studentized range of some means exceeds q.</summary>
    internal static double RangeOutside(double q, int means, double degreesOfFreedom) =>
        1 - ScaledChi.Mean(degreesOfFreedom, s => means * ScaledChi.NormalMean(z => Math.Pow(ScaledChi.Normal(z) - ScaledChi.Normal(z - q * s), means - 1)));

    private static double Quantile(Func<double, double> outside) =>
        MathNet.Numerics.RootFinding.Brent.FindRootExpand(t => outside(t) - (1 - LatencyTest.Confidence), 1.5, 4, 1e-10, 200);

    private static double[][] Samples(LatencyTable table, double day)
    {
        int index = table.DayIndex(day);
        double[][] samples = [.. Enumerable.Range(0, table.Groups.Count).Select(group => table.Sample(group, index))];
        if (samples.Length < 2)
        {
            throw new AnalysisException($"There is only one group, {table.Groups[0]}; comparisons need two or more.");
        }

        int empty = Array.FindIndex(samples, sample => sample.Length == 0);
        return empty < 0 ? samples : throw new AnalysisException(string.Create(CultureInfo.InvariantCulture, $"{table.Groups[empty]} has no animal on day {Math.Round(day, 4)}."));
    }

    private static double PooledSd(double[][] samples, int freedom)
    {
        double squares = samples.Where(sample => sample.Length > 1).Sum(sample => (sample.Length - 1) * ArrayStatistics.Variance(sample));
        return freedom == 0 ? throw new AnalysisException("Every group has one animal; comparisons need at least one group of two or more.")
            : Math.Sqrt(squares / freedom) is var sd && LatencyTest.IsSpread(sd, samples.Max(sample => sample.Max(Math.Abs))) ? sd
            : throw new AnalysisException("All values of each group are equal; without any spread comparisons have no statistic.");
    }

    private static TestResult Compare(LatencyTable table, double day, double[][] samples, int first, int second, double sd, int freedom, string test, double critical, Func<double, double> outside)
    {
        (int a, int b) = (samples[first].Length, samples[second].Length);
        double difference = samples[first].Average() - samples[second].Average(), error = sd * Math.Sqrt(1.0 / a + 1.0 / b), t = difference / error;
        string groups = string.Create(CultureInfo.InvariantCulture, $"{table.Groups[first]} - {table.Groups[second]} on day {Math.Round(day, 4)}");
        return new TestResult(test, groups, "difference", table.Unit, difference, difference - critical * error, difference + critical * error,
            "t", t, freedom, double.NaN, Math.Max(0, outside(Math.Abs(t))), string.Create(CultureInfo.InvariantCulture, $"{a} {table.Groups[first]}, {b} {table.Groups[second]}"));
    }
}
