using System.Globalization;
using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Statistics;
using PawLatency.Tests.Goldens;

namespace PawLatency.Tests.Statistics;

/// <summary>Every test of significance against R on published and on drawn data (Goldens/make_analysis.R; commands and versions stand in
/// the files).</summary>
[TestFixture]
public sealed class AnalysisGoldenTests
{
    // The bar of the project. The numbers of R that an optimiser finds are good to about 1e-8, the rest to its last digits.
    private const double Tolerance = 1e-6;

    // 1 - P keeps no more digits than this, in R and here.
    private const double TailAbsolute = 1e-11;

    private static readonly ILookup<string, LatencyRow> Data = GoldenFile
        .Rows("analysis_data.csv")
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
        .Rows("analysis_tests.csv")
        .GroupBy(row => (Test: row["test"], Set: row["set"], Comparison: row["comparison"]))
        .Select(group => new Golden(
            group.Key.Test,
            group.Key.Set,
            group.Key.Comparison,
            group
                .DistinctBy(row => row["quantity"].Split('.')[0])
                .ToDictionary(row => row["quantity"].Split('.')[0], row => GoldenFile.Number(row, "value"))
        ))
        .ToLookup(golden => golden.Test);

    private static double _largest;

    [SetUp]
    public void Begin() => _largest = 0;

    [TearDown]
    public void Tell() =>
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"largest relative deviation from R: {_largest:0.0e0}"));

    [TestCase("welch", 9)]
    [TestCase("mann-whitney", 12)]
    [TestCase("ancova", 5)]
    [TestCase("log-rank", 7)]
    [TestCase("log-rank-permutation", 7)]
    [TestCase("lmm", 15)]
    public void Test_OfPublishedAndDrawnData_AgreesWithR(string test, int goldens)
    {
        Assert.That(Goldens[test].Count(), Is.GreaterThanOrEqualTo(goldens));
        foreach (Golden golden in Goldens[test].Where(golden => golden.Comparison != "fit"))
        {
            Agree(golden, Run(test, golden));
        }
    }

    [Test]
    public void LinearMixedModel_Variances_AgreeWithR()
    {
        Golden[] goldens = [.. Goldens["lmm"].Where(golden => golden.Comparison == "fit")];
        Assert.That(goldens, Has.Length.EqualTo(5));
        foreach (Golden golden in goldens)
        {
            LinearMixedModel fit = LinearMixedModel.Fit(Table(golden.Set));
            Near(golden, "residual", fit.ResidualVariance);
            Near(golden, "animal", fit.AnimalVariance);
            Near(golden, "deviance", fit.Deviance);
        }
    }

    [Test]
    public void MixedAnova_OfPublishedAndDrawnData_AgreesWithR()
    {
        Assert.That(Goldens["anova"].Count(), Is.EqualTo(15));
        foreach (Golden golden in Goldens["anova"])
        {
            MixedAnova anova = MixedAnova.Of(Complete(Table(golden.Set)));
            Func<SphericityCorrection, TestResult> effect = golden.Comparison switch
            {
                "interaction" => anova.Interaction,
                "day" => anova.Day,
                _ => _ => anova.Group(),
            };
            TestResult plain = effect(SphericityCorrection.None);
            Near(golden, "f", plain.Statistic);
            Near(golden, "df1", plain.DegreesOfFreedom);
            Near(golden, "df2", plain.DenominatorDegreesOfFreedom);
            Near(golden, "p", plain.P);
            if (golden.Comparison != "group")
            {
                Near(golden, "gg", anova.GreenhouseGeisser);
                Near(golden, "hf", anova.HuynhFeldt);
                Near(golden, "pgg", effect(SphericityCorrection.GreenhouseGeisser).P);
                Near(golden, "phf", effect(SphericityCorrection.HuynhFeldt).P);
            }
        }
    }

    [Test]
    public void Tobit_OneValueForEachAnimal_AgreesWithSurvreg()
    {
        Assert.That(Goldens["tobit"].Count(), Is.EqualTo(7));
        foreach (Golden golden in Goldens["tobit"])
        {
            CensoredMixedModel fit = CensoredMixedModel.Fit(
                Table(golden.Set).Select([golden.Treated, golden.Control], [golden.Day]),
                adjusted: false
            );
            TestResult result = fit.Compare(golden.Treated, golden.Control, golden.Day);
            Near(golden, "estimate", Math.Log(result.Estimate));
            Near(golden, "residual", fit.ResidualVariance);
            Near(golden, "error", Error(result));
            Near(golden, "loglik", fit.LogLikelihood);
        }
    }

    [TestCase("censored", false)]
    [TestCase("censored-adjusted", true)]
    public void CensoredMixedModel_OfPublishedAndDrawnData_AgreesWithR(string test, bool adjusted)
    {
        Assert.That(Goldens[test].Count(), Is.EqualTo(5));
        foreach (Golden golden in Goldens[test])
        {
            CensoredMixedModel fit = CensoredMixedModel.Fit(
                Table(golden.Set).Select([golden.Treated, golden.Control], [golden.Day, .. golden.Baseline]),
                adjusted
            );
            TestResult result = fit.Compare(golden.Treated, golden.Control, golden.Day, golden.Baseline);
            Near(golden, "estimate", Math.Log(result.Estimate));
            Near(golden, "residual", fit.ResidualVariance);
            Near(golden, "animal", fit.AnimalVariance);
            if (adjusted)
            {
                Near(golden, "error", Math.Log(result.Estimate) / result.Statistic);
                Near(golden, "df", result.DegreesOfFreedom);
                Near(golden, "p", result.P);
            }
            else
            {
                Near(golden, "error", Error(result));
                Near(golden, "loglik", fit.LogLikelihood);
            }
        }
    }

    [TestCase("tukey", 17)]
    [TestCase("dunnett", 10)]
    public void GroupComparisons_OfPublishedAndDrawnData_AgreeWithR(string test, int goldens)
    {
        Assert.That(Goldens[test].Count(), Is.GreaterThanOrEqualTo(goldens));
        foreach (
            IGrouping<(string Set, double Day, string Control), Golden> family in Goldens[test]
                .GroupBy(golden => (golden.Set, golden.Day, test == "tukey" ? "" : golden.Control))
        )
        {
            LatencyTable table = Table(family.Key.Set);
            IReadOnlyList<TestResult> results = LatencyTest
                .Named(test)
                .Run(
                    table,
                    new TestQuestion
                    {
                        Control = family.Key.Control.Length > 0 ? family.Key.Control : table.Groups[0],
                        Days = [family.Key.Day],
                    }
                );
            foreach (Golden golden in family)
            {
                Agree(
                    golden,
                    results.Single(result =>
                        result.Comparison.StartsWith($"{golden.Treated} - {golden.Control} on", StringComparison.Ordinal)
                    )
                );
            }
        }
    }

    [Test]
    public void NoncentralT_OverItsArguments_AgreesWithR()
    {
        Assert.That(Goldens["noncentral-t"].Count(), Is.EqualTo(80));
        foreach (Golden golden in Goldens["noncentral-t"])
        {
            double[] a = [.. golden.Comparison.Split('|').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            Near(golden, "p", NoncentralT.Cdf(a[0], a[1], a[2]), 1e-11);
        }

        foreach (Golden golden in Goldens["power"])
        {
            double[] a = [.. golden.Comparison.Split('|').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            Near(golden, "p", NoncentralT.Power(a[0], 1, (int)a[1], (int)a[1]), 1e-11);
        }
    }

    [Test]
    public void Adjustment_OfFiveFamilies_AgreesWithR()
    {
        foreach (IGrouping<string, Golden> family in Goldens["adjust"].GroupBy(golden => golden.Set))
        {
            double[] p = [.. family.Key.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            foreach ((int index, Golden golden) in family.Index())
            {
                Near(golden, "holm", Adjustment.Holm.Of(p)[index]);
                Near(golden, "sidak", Adjustment.Sidak.Of(p)[index]);
            }
        }

        Assert.That(Goldens["adjust"].GroupBy(golden => golden.Set).Count(), Is.EqualTo(5));
    }

    [Test]
    public void DoseResponse_OfPublishedAndDrawnLadders_AgreesWithR()
    {
        Assert.That(Goldens["ed50"].GroupBy(golden => golden.Comparison).Select(group => group.Count()), Is.EqualTo(new[] { 5, 5 }));
        ILookup<string, IDictionary<string, string>> ladders = GoldenFile
            .Rows("analysis_doses.csv")
            .ToLookup(row => row["set"] + row["kind"]);
        foreach (Golden golden in Goldens["ed50"])
        {
            IDictionary<string, string>[] rows = [.. ladders[golden.Set + golden.Comparison]];
            double[] doses = [.. rows.Select(row => GoldenFile.Number(row, "dose"))],
                y = [.. rows.Select(row => GoldenFile.Number(row, "y"))];
            LogisticDoseResponse fit =
                golden.Comparison == "graded"
                    ? LogisticDoseResponse.FitGraded(doses, y)
                    : LogisticDoseResponse.FitQuantal(
                        doses,
                        [.. y.Select(value => (int)value)],
                        [.. rows.Select(row => (int)GoldenFile.Number(row, "n"))]
                    );
            Near(golden, "estimate", fit.Ed50);
            Near(golden, "lower", fit.Lower);
            Near(golden, "upper", fit.Upper);
            Near(golden, "slope", fit.Slope);
        }
    }

    private static TestResult Run(string test, Golden golden)
    {
        LatencyTable table = test == "ancova" ? WithBaseline(golden) : Table(golden.Set);
        if (test == "lmm")
        {
            // The model of the whole table; the test of this name fits each day by itself.
            return LinearMixedModel.Fit(table).Compare(golden.Treated, golden.Control, golden.Day, golden.Baseline);
        }

        return Ask.One(
            test switch
            {
                // R is normal where values are tied.
                "mann-whitney" when HasTies(table, golden) => new MannWhitneyTest { ExactBelow = 0 },
                "log-rank" => new LogRankTest { Reference = LogRankReference.ChiSquared },
                "log-rank-permutation" => new LogRankTest(),
                _ => LatencyTest.Named(test),
            },
            table,
            golden.Day,
            golden.Baseline,
            golden.Treated,
            golden.Control
        );
    }

    private static bool HasTies(LatencyTable table, Golden golden)
    {
        double[] values =
        [
            .. table.Sample(table.GroupIndex(golden.Treated), table.DayIndex(golden.Day)),
            .. table.Sample(table.GroupIndex(golden.Control), table.DayIndex(golden.Day)),
        ];
        return values.Distinct().Count() < values.Length;
    }

    private static void Agree(Golden golden, TestResult result)
    {
        bool logarithm = golden.Test == "lmm";
        foreach ((string quantity, double expected) in golden.Values)
        {
            _ = expected;
            Near(
                golden,
                quantity,
                quantity switch
                {
                    "estimate" => logarithm ? Math.Log(result.Estimate) : result.Estimate,
                    "lower" => logarithm ? Math.Log(result.Lower) : result.Lower,
                    "upper" => logarithm ? Math.Log(result.Upper) : result.Upper,
                    "statistic" => result.Statistic,
                    "df" => result.DegreesOfFreedom,
                    "conventional" => result.ConventionalP,
                    _ => result.P,
                },
                golden.Test is "tukey" or "dunnett" && quantity == "p" ? TailAbsolute : 0
            );
        }
    }

    private static void Near(Golden golden, string quantity, double value, double absolute = 0)
    {
        double expected = golden.Values[quantity],
            deviation = Math.Abs(value - expected);
        if (deviation > absolute)
        {
            _largest = Math.Max(_largest, expected == 0 ? deviation : deviation / Math.Abs(expected));
        }

        Assert.That(
            value,
            Is.EqualTo(expected).Within(Math.Max(absolute, Tolerance * Math.Abs(expected))),
            $"{golden.Test} {golden.Set} {golden.Comparison}: {quantity}"
        );
    }

    // The interval of a normal test is 1.96 errors wide on either side of the logarithm.
    private static double Error(TestResult result) => Math.Log(result.Upper / result.Lower) / (2 * 1.959963984540054);

    private static LatencyTable Table(string set) => LatencyTable.Of(Data[set]);

    private static LatencyTable Complete(LatencyTable table) =>
        LatencyTable.Of(Rows(table, animal => Enumerable.Range(0, table.Days.Count).All(day => !double.IsNaN(table.Value(animal, day)))));

    // R's model leaves animals without a baseline out; the library refuses them.
    private static LatencyTable WithBaseline(Golden golden)
    {
        LatencyTable table = Table(golden.Set);
        return LatencyTable.Of(Rows(table, animal => golden.Baseline.All(day => !double.IsNaN(table.Value(animal, table.DayIndex(day))))));
    }

    private static IEnumerable<LatencyRow> Rows(LatencyTable table, Func<int, bool> keep) =>
        Enumerable
            .Range(0, table.Animals.Count)
            .Where(keep)
            .SelectMany(animal =>
                Enumerable
                    .Range(0, table.Days.Count)
                    .Where(day => !double.IsNaN(table.Value(animal, day)))
                    .Select(day => new LatencyRow(
                        table.Groups[table.GroupOf(animal)],
                        table.Animals[animal],
                        table.Days[day],
                        table.Value(animal, day),
                        table.IsCensored(animal, day)
                    ))
            );

    private sealed record Golden(string Test, string Set, string Comparison, IReadOnlyDictionary<string, double> Values)
    {
        private string[] Parts => Comparison.Split('|');

        public string Treated => Parts[0];

        public string Control => Parts[1];

        public double Day => double.Parse(Parts[2], CultureInfo.InvariantCulture);

        public double[] Baseline => Parts[3].Length == 0 ? [] : [double.Parse(Parts[3], CultureInfo.InvariantCulture)];
    }
}
