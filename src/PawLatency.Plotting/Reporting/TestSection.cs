using System.Globalization;
using PawLatency.Plotting.Drawing;
using PawLatency.Statistics;

namespace PawLatency.Plotting.Reporting;

/// <summary>Tests of significance: a table, and the sentences for a paper.</summary>
internal static class TestSection
{
    public static Markup Write(IReadOnlyList<TestResult> tests, string without)
    {
        if (tests.Count == 0)
        {
            return $"<p>There is no test of significance. {without}</p>";
        }

        // The second p is that of tests that decide by the mid-p, for who checks with another program.
        bool conventional = tests.Any(test => !double.IsNaN(test.ConventionalP));
        Markup table = ReportTable.Write(
            string.Join("; ", tests.Select(test => test.Test).Distinct()),
            [
                "comparison",
                "estimate of",
                "estimate",
                "95 % interval",
                "statistic",
                "df",
                tests[0].Adjustment.Length > 0 ? "p, adjusted" : "p",
                .. conventional ? ["conventional p"] : Array.Empty<string>(),
            ],
            tests.Select(test =>
                (string[])
                    [
                        test.Comparison,
                        test.EstimateName + (test.Unit.Length > 0 ? $", {test.Unit}" : ""),
                        Number(test.Estimate),
                        double.IsNaN(test.Lower) ? "" : $"{Number(test.Lower)} to {Number(test.Upper)}",
                        $"{test.StatisticName} = {Number(test.Statistic)}",
                        Freedom(test),
                        Probability(test.P),
                        .. conventional ? [Probability(test.ConventionalP)] : Array.Empty<string>(),
                    ]
            )
        );
        Markup sentences = Markup.Join(tests.Select(test => (Markup)$"<li>{test.Sentence}</li>\n"));
        return $"{table}\n<h3>In sentences</h3>\n<ul>\n{sentences}</ul>";
    }

    private static string Freedom(TestResult test) =>
        double.IsNaN(test.DegreesOfFreedom) || double.IsInfinity(test.DegreesOfFreedom) ? ""
        : double.IsNaN(test.DenominatorDegreesOfFreedom) ? Number(test.DegreesOfFreedom)
        : $"{Number(test.DegreesOfFreedom)}, {Number(test.DenominatorDegreesOfFreedom)}";

    private static string Probability(double p) => TestResult.Probability(p)["p ".Length..].TrimStart('=', ' ');

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
