using PawLatency.Data;
using PawLatency.Plotting;
using PawLatency.Statistics;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>The test behind the asterisks of a figure: each group against the control, on each day after the baseline.</summary>
internal static class PlotSignificance
{
    /// <summary>The tests that compare two groups on one day.</summary>
    public static IReadOnlyList<LatencyTest> Tests { get; } =
    [.. LatencyTest.All.Where(test => test.NeedsControl && test.ComparesTwoGroups && test.TestsEachDay)];

    /// <summary>Runs the test, its p values adjusted over all comparisons by Holm's method.</summary>
    /// <param name="data">The data.</param>
    /// <param name="name">Name of the test.</param>
    /// <param name="controlName">The control; null for what is called so.</param>
    public static Significance Of(MeasuredData data, string name, string? controlName)
    {
        LatencyTest test = Nearest.Find(Tests, one => [one.Name], name, "test of two groups", "--test");
        LatencyTable table = data.Table(test.Session);
        double[] baseline = AnalyseVerb.Baseline(table, null),
            days = AnalyseVerb.Days(table, null, baseline);
        string control = AnalyseVerb.ControlOf(test, table.Groups, controlName);
        (string Group, double Day, double P)[] found =
        [
            .. table
                .Groups.Where(group => group != control)
                .SelectMany(group => days.Select(day => (group, day, P(test, table, Ask(control, group, day, baseline)))))
                .Where(one => double.IsFinite(one.Item3)),
        ];
        IReadOnlyList<double> adjusted = Adjustment.Holm.Of([.. found.Select(one => one.P)]);
        return new Significance($"{test.Title}, adjusted by Holm", [.. found.Zip(adjusted, (one, p) => (one.Group, one.Day, p))]);
    }

    private static TestQuestion Ask(string control, string treated, double day, double[] baseline) =>
        new()
        {
            Control = control,
            Treated = treated,
            Days = [day],
            BaselineDays = baseline,
            Adjustment = Adjustment.None,
        };

    private static double P(LatencyTest test, LatencyTable table, TestQuestion question) => test.Run(table, question)[0].P;
}
