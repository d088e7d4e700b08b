using System.Globalization;
using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Statistics;
using PawLatency.Tests.Goldens;
using TestResult = PawLatency.Statistics.TestResult;

namespace PawLatency.Tests.Statistics;

/// <summary>The tests that came later against R (Goldens/make_further_tests.R; commands and versions stand in the file).</summary>
[TestFixture]
public sealed class FurtherGoldenTests
{
    // The bar of the project. Numerical derivatives of R are good to about 1e-7.
    private const double Tolerance = 1e-6;

    private static readonly ILookup<string, LatencyRow> Data = new[] { "analysis_data.csv", "further_data.csv" }
        .SelectMany(GoldenFile.Rows)
        .ToLookup(
            row => row["set"],
            row => new LatencyRow(
                row["group"],
                row["rat"],
                GoldenFile.Number(row, "day"),
                GoldenFile.Number(row, "value"),
                row["censored"] == "1"
            )
        );

    private static readonly ILookup<string, Golden> Goldens = GoldenFile
        .Rows("further_tests.csv")
        .GroupBy(row => (Test: row["test"], Set: row["set"], Comparison: row["comparison"]))
        .Select(group => new Golden(
            group.Key.Test,
            group.Key.Set,
            group.Key.Comparison.Split('|'),
            group.ToDictionary(row => row["quantity"].Split('.')[0], row => GoldenFile.Number(row, "value"))
        ))
        .ToLookup(golden => golden.Test);

    [TestCase("log-change", 7)]
    [TestCase("lmm", 7)]
    public void TestOfLogChanges_OfPublishedAndDrawnData_AgreesWithR(string test, int goldens)
    {
        Assert.That(Goldens[test].Count(), Is.EqualTo(goldens));
        foreach (Golden golden in Goldens[test])
        {
            TestResult result = Ask.One(
                LatencyTest.Named(test),
                LatencyTable.Of(Data[golden.Set]),
                golden.Day,
                [golden.Baseline],
                golden.Parts[0],
                golden.Parts[1]
            );
            Agree(
                golden,
                result with
                {
                    Estimate = Math.Log(result.Estimate),
                    Lower = Math.Log(result.Lower),
                    Upper = Math.Log(result.Upper),
                }
            );
        }
    }

    [TestCase("paired")]
    [TestCase("signed-rank")]
    public void TestOfOneGroup_OfPublishedAndDrawnData_AgreesWithR(string test)
    {
        Assert.That(Goldens[test].Count(), Is.EqualTo(4));
        foreach (Golden golden in Goldens[test])
        {
            LatencyTable table = LatencyTable.Of(Data[golden.Set]).Select([golden.Parts[0]], [golden.Baseline, golden.Day]).Complete();
            var question = new TestQuestion { Days = [golden.Day], BaselineDays = [golden.Baseline] };
            Agree(golden, LatencyTest.Named(test).Run(table, question).Single());
        }
    }

    [TestCase("kruskal-wallis", 5)]
    [TestCase("dunn", 11)]
    [TestCase("factorial", 6)]
    public void TestOfSeveralGroups_OfPublishedData_AgreesWithR(string test, int goldens)
    {
        Assert.That(Goldens[test].Count(), Is.GreaterThanOrEqualTo(goldens));
        foreach (Golden golden in Goldens[test])
        {
            var question = new TestQuestion
            {
                Control = golden.Parts[1],
                Treated = golden.Parts[0].Length > 0 ? golden.Parts[0] : null,
                Days = [golden.Day],
                Adjustment = Adjustment.None,
            };
            IReadOnlyList<TestResult> results = LatencyTest.Named(test).Run(LatencyTable.Of(Data[golden.Set]), question);
            Agree(
                golden,
                golden.Parts[^1] switch
                {
                    "first" => results[0],
                    "second" => results[1],
                    "interaction" => results[2],
                    _ => results.Single(),
                }
            );
        }
    }

    // The three tests of variance, then Welch's of each group and day in the order of days.
    [TestCase("holm")]
    [TestCase("sidak")]
    public void TwoWay_OfPublishedData_AgreesWithR(string adjustment)
    {
        foreach (IGrouping<string, Golden> set in Goldens["two-way"].GroupBy(golden => golden.Set))
        {
            Golden[] comparisons = [.. set.Where(golden => golden.Parts[^1].StartsWith(adjustment, StringComparison.Ordinal))];
            double[] days = [.. set.First().Parts[2].Split(';').Select(day => double.Parse(day, CultureInfo.InvariantCulture))];
            var question = new TestQuestion
            {
                Control = set.First().Parts[1],
                Days = days,
                BaselineDays = [set.First().Baseline],
                Adjustment = Adjustment.Named(adjustment),
            };
            IReadOnlyList<TestResult> results = LatencyTest.Named("two-way").Run(LatencyTable.Of(Data[set.Key]), question);

            Assert.That(results, Has.Count.EqualTo(3 + comparisons.Length));
            foreach ((int index, string effect) in new[] { "group", "day", "group:day" }.Index())
            {
                Agree(set.Single(golden => golden.Parts[^1] == effect), results[index]);
            }

            foreach (Golden golden in comparisons)
            {
                string compared = $"{golden.Parts[0]} - {golden.Parts[1]} on day {golden.Parts[^1].Split('-')[1]}";
                Agree(golden, results.Single(result => result.Comparison == compared));
            }
        }
    }

    [TestCase("cross", 11)]
    [TestCase("one-order", 5)]
    public void Crossover_OfDrawnData_AgreesWithR(string set, int animals)
    {
        LatencyTable table = LatencyTable.Of(Data["cross"].Where(row => int.Parse(row.Animal, CultureInfo.InvariantCulture) <= animals));
        Agree(
            Goldens["crossover"].Single(golden => golden.Set == set),
            LatencyTest.Named("crossover").Run(table, new TestQuestion { Control = "saline", Days = [1, 8] }).Single()
        );
    }

    [TestCase("graded")]
    [TestCase("quantal")]
    public void Ed50Ratio_OfTwoLadders_AgreesWithR(string kind)
    {
        Golden golden = Goldens["ed50-ratio"].Single(one => one.Set == kind);
        LogisticDoseResponse Fit(string set)
        {
            IDictionary<string, string>[] rows =
            [
                .. GoldenFile.Rows("analysis_doses.csv").Where(row => row["set"] == set && row["kind"] == kind),
            ];
            double[] doses = [.. rows.Select(row => GoldenFile.Number(row, "dose"))],
                y = [.. rows.Select(row => GoldenFile.Number(row, "y"))];
            return kind == "graded"
                ? LogisticDoseResponse.FitGraded(doses, y)
                : LogisticDoseResponse.FitQuantal(
                    doses,
                    [.. y.Select(value => (int)value)],
                    [.. rows.Select(row => (int)GoldenFile.Number(row, "n"))]
                );
        }

        var ratio = Ed50Ratio.Of(Fit(golden.Parts[0]), Fit(golden.Parts[1]));
        Near(golden, "estimate", ratio.Ratio);
        Near(golden, "lower", ratio.Lower);
        Near(golden, "upper", ratio.Upper);
        Near(golden, "statistic", ratio.Statistic);
        Near(golden, "p", ratio.P);
    }

    private static void Agree(Golden golden, TestResult result)
    {
        foreach (string quantity in golden.Values.Keys)
        {
            Near(
                golden,
                quantity,
                quantity switch
                {
                    "estimate" => result.Estimate,
                    "lower" => result.Lower,
                    "upper" => result.Upper,
                    "statistic" => result.Statistic,
                    "df" => result.DegreesOfFreedom,
                    _ => result.P,
                }
            );
        }
    }

    private static void Near(Golden golden, string quantity, double value)
    {
        double expected = golden.Values[quantity];
        Assert.That(
            value,
            Is.EqualTo(expected).Within(Tolerance * Math.Abs(expected)),
            $"{golden.Test} {golden.Set} {string.Join('|', golden.Parts)}: {quantity}"
        );
    }

    private sealed record Golden(string Test, string Set, string[] Parts, IReadOnlyDictionary<string, double> Values)
    {
        public double Day => double.Parse(Parts[2], CultureInfo.InvariantCulture);

        public double Baseline => double.Parse(Parts[3], CultureInfo.InvariantCulture);
    }
}
