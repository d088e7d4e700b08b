using System.Globalization;
using MathNet.Numerics.RootFinding;
using MathNet.Numerics.Statistics;
using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>The groups of one day with one pooled variance, for comparisons whose intervals and p hold for the whole family.</summary>
internal sealed class PooledGroups
{
    private readonly LatencyTable _table;
    private readonly double _day;
    private readonly double[][] _samples;
    private readonly double _sd;

    /// <param name="table">The data.</param>
    /// <param name="day">The day, days since the test hour of day 0.</param>
    /// <exception cref="AnalysisException">A group has no animal, there are no degrees of freedom, or nothing varies.</exception>
    public PooledGroups(LatencyTable table, double day)
    {
        int index = table.DayIndex(day);
        (_table, _day) = (table, day);
        _samples = [.. Enumerable.Range(0, table.Groups.Count).Select(group => table.Sample(group, index))];
        if (_samples.Length < 2)
        {
            throw new AnalysisException($"There is only one group, {table.Groups[0]}; a test compares two.");
        }

        int empty = Array.FindIndex(_samples, sample => sample.Length == 0);
        if (empty >= 0)
        {
            throw new AnalysisException($"{table.Groups[empty]} has no animal {LatencyTest.On(day)}.");
        }

        DegreesOfFreedom = _samples.Sum(sample => sample.Length) - _samples.Length;
        double squares = _samples.Where(sample => sample.Length > 1).Sum(sample => (sample.Length - 1) * ArrayStatistics.Variance(sample));
        _sd =
            DegreesOfFreedom > 0
                ? Math.Sqrt(squares / DegreesOfFreedom)
                : throw new AnalysisException("Every group has one animal; comparisons need at least one group of two or more.");
        if (!LatencyTest.IsSpread(_sd, _samples.Max(sample => sample.Max(Math.Abs))))
        {
            throw new AnalysisException("All values of each group are equal; without any spread comparisons have no statistic.");
        }
    }

    /// <summary>Degrees of freedom of the pooled variance.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>Animals of a group.</summary>
    public int Size(int group) => _samples[group].Length;

    /// <summary>Compares pairs of groups.</summary>
    /// <param name="test">Name of the test: "Dunnett's test".</param>
    /// <param name="pairs">Indices of the groups; the second is taken from the first.</param>
    /// <param name="outside">Probability that the largest t of the whole family, of either sign, exceeds a value.</param>
    /// <param name="asked">The groups that were asked for; a pair without one of them counts in the family and is not reported.</param>
    public IReadOnlyList<TestResult> Compare(
        string test,
        IReadOnlyList<(int First, int Second)> pairs,
        Func<double, double> outside,
        IReadOnlyList<string> asked
    )
    {
        double critical = Brent.FindRootExpand(t => outside(t) - (1 - LatencyTest.Confidence), 1.5, 4, 1e-10, 200);
        string adjustment = pairs.Count < 2 ? "" : $"{test.Split(' ')[0]} adjustment for {pairs.Count} comparisons";
        return
        [
            .. pairs
                .Where(pair => asked.Contains(_table.Groups[pair.First]) || asked.Contains(_table.Groups[pair.Second]))
                .Select(pair => Compare(test, pair.First, pair.Second, critical, outside) with { Adjustment = adjustment }),
        ];
    }

    private TestResult Compare(string test, int first, int second, double critical, Func<double, double> outside)
    {
        (int a, int b) = (Size(first), Size(second));
        double difference = _samples[first].Average() - _samples[second].Average();
        double error = _sd * Math.Sqrt(1.0 / a + 1.0 / b),
            t = difference / error;
        return new TestResult(
            test,
            $"{_table.Groups[first]} - {_table.Groups[second]} {LatencyTest.On(_day)}",
            "difference",
            _table.Unit,
            difference,
            difference - critical * error,
            difference + critical * error,
            "t",
            t,
            DegreesOfFreedom,
            double.NaN,
            Math.Max(0, outside(Math.Abs(t))),
            string.Create(CultureInfo.InvariantCulture, $"{a} {_table.Groups[first]}, {b} {_table.Groups[second]}")
        );
    }
}
