using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Statistics;
using PawLatency.Tests.Numerics;
using TestResult = PawLatency.Statistics.TestResult;

namespace PawLatency.Tests.Statistics;

/// <summary>Tests of significance by hand, in their limits, as properties, and on data that do not allow them.</summary>
[TestFixture]
public sealed class LatencyTestTests
{
    private static readonly double[] Day0 = [0];

    // By hand: means 3 and 6, variances 1 and 4, n 3 each: t = -3 / sqrt(5/3); df = (5/3)^2 / ((1/3)^2/2 + (4/3)^2/2) = 50/17.
    [Test]
    public void Welch_HandValue_IsMet()
    {
        TestResult result = Welch(Table([2, 3, 4], [4, 6, 8]));

        Assert.That(result.Estimate, Is.EqualTo(-3).Within(1e-14));
        Assert.That(result.Statistic, Is.EqualTo(-3 / Math.Sqrt(5.0 / 3)).Within(1e-14));
        Assert.That(result.DegreesOfFreedom, Is.EqualTo(50.0 / 17).Within(1e-13));
        Assert.That(
            result.Sentence,
            Does.StartWith("morphine - saline on day 1: difference -3 s (95 % CI ").And.EndsWith("; n = 3 morphine, 3 saline.")
        );
    }

    // By hand: W = 0 of C(6,3) = 20 arrangements, two-sided p = 2/20, and half of that as a mid-p: not below 0.05, so no shift is outside
    // the
    // interval. The median difference of {1,2,3} - {4,5,6} is -3.
    [Test]
    public void MannWhitney_HandValue_IsMet()
    {
        TestResult result = MannWhitney(Table([1, 2, 3], [4, 5, 6]));

        Assert.That((result.Statistic, result.P, result.ConventionalP, result.Estimate), Is.EqualTo((0.0, 0.05, 0.1, -3.0)));
        Assert.That((result.Lower, result.Upper), Is.EqualTo((double.NegativeInfinity, double.PositiveInfinity)));
    }

    // By hand: W = 1 of C(8,4) = 70 arrangements, of which W is 0 in one and 1 in one: mid-p 2 (1 + 1/2) / 70 = 3/70, p 4/70. The two W on
    // either side are below 0.05 (1/70, 3/70; then W = 2 twice, 6/70), so the interval leaves out one difference at each end.
    [Test]
    public void MannWhitney_BetweenMidPAndConventionalP_DecidesByMidPAndTellsBoth()
    {
        TestResult result = MannWhitney(Table([1, 2, 3, 5.5], [5, 6.5, 8, 10]));

        Assert.That((result.Statistic, result.P, result.ConventionalP), Is.EqualTo((1.0, 3.0 / 70, 4.0 / 70)));
        Assert.That((result.Lower, result.Upper), Is.EqualTo((-8.0, -1.0)));
        Assert.That(result.Sentence, Does.Contain("exact Mann-Whitney test by mid-p, W = 1, p = 0.043 (conventional p = 0.057); n = "));
    }

    // The decision and the interval are one, whatever the sizes: with tenths of a second, which tie, with more digits, which do not, and
    // above
    // 50 animals. Only where tied animals put an end of the interval on 0 the interval leaves the decision open.
    [TestCase(2, 9, false)]
    [TestCase(2, 9, true)]
    [TestCase(50, 55, false)]
    public void MannWhitney_BelowFivePercent_ExactlyWhereZeroIsOutside(int fewest, int most, bool tied)
    {
        int below = 0,
            all = 0;
        RepeatableProperty.Check(
            RepeatableProperty.LogUniform(0.1, 10).ArrayOf(3 + 2 * most),
            400,
            values =>
            {
                int Size(double value) => fewest + (int)(1e6 * value) % (most - fewest + 1);
                (int m, int n, double shift) = (Size(values[0]), Size(values[1]), Math.Log(values[2]) * 4 / Math.Sqrt(most));
                double[] logs = [.. values[3..].Select(value => tied ? Math.Round(Math.Log(value), 1) : Math.Log(value))];
                TestResult result = MannWhitney(
                    Table([.. logs[..m].Select(value => value + (tied ? Math.Round(shift, 1) : shift))], logs[most..(most + n)])
                );

                all++;
                below += result.P < 0.05 ? 1 : 0;
                Assert.That(result.P, Is.LessThanOrEqualTo(result.ConventionalP));
                Assert.That(result.Estimate, Is.InRange(result.Lower, result.Upper));
                if (!tied || (result.Lower != 0 && result.Upper != 0))
                {
                    Assert.That(result.Lower > 0 || result.Upper < 0, Is.EqualTo(result.P < 0.05), result.Sentence);
                }
            }
        );
        Assert.That((double)below / all, Is.InRange(0.2, 0.8));
    }

    // By hand: withdrawals at 1 and 2 of the treated, then 3 of the control, one control at the cutoff: O - E = 2 - (1/2 + 1/3), V = 1/4 +
    // 2/9.
    [Test]
    public void LogRank_HandValue_IsMet()
    {
        LatencyTable table = LatencyTable.Of([
            Row("morphine", "1", 1, 1),
            Row("morphine", "2", 1, 2),
            Row("saline", "1", 1, 3),
            Row("saline", "2", 1, 20, true),
        ]);

        TestResult result = Ask.One(new LogRankTest { Reference = LogRankReference.ChiSquared }, table, 1);

        Assert.That(result.Statistic, Is.EqualTo(Math.Pow(7.0 / 6, 2) / (17.0 / 36)).Within(1e-13));
        Assert.That(result.Estimate, Is.EqualTo(Math.Exp(7.0 / 6 / (17.0 / 36))).Within(1e-11));
    }

    // By hand, the same data: the scores are 3/4, 5/12, -1/12 and -13/12; of the six ways to choose two, their sums are +-7/6, +-2/3 and
    // +-1/3, so two of six are as far out as 7/6. The permutation variance is 2 x 2 / (4 x 3) of the sum of their squares, 23/12.
    [Test]
    public void LogRank_OfAllPermutations_IsTheHandValue()
    {
        LatencyTable table = LatencyTable.Of([
            Row("morphine", "1", 1, 1),
            Row("morphine", "2", 1, 2),
            Row("saline", "1", 1, 3),
            Row("saline", "2", 1, 20, true),
        ]);

        TestResult result = Ask.One("log-rank", table, 1);

        Assert.That(result.P, Is.EqualTo(2.0 / 6).Within(1e-14));
        Assert.That(result.Statistic, Is.EqualTo(7.0 / 6 / Math.Sqrt(23.0 / 36)).Within(1e-13));
        Assert.That(result.Test, Is.EqualTo("exact permutation log-rank test"));
    }

    // Scores with ties, of every size, against all subsets one by one.
    [Test]
    public void Permutations_OfAnyScores_CountWhatEnumerationCounts()
    {
        RepeatableProperty.Check(
            RepeatableProperty.LogUniform(0.1, 4).ArrayOf(12),
            100,
            values =>
            {
                double[] scores = [.. values.Take(5 + (int)values[0]).Select(value => Math.Round(value, 1))];
                int chosen = 1 + (int)values[1] % (scores.Length - 1);
                double mean = chosen * scores.Average();
                double[] far =
                [
                    .. Enumerable
                        .Range(0, 1 << scores.Length)
                        .Where(set => System.Numerics.BitOperations.PopCount((uint)set) == chosen)
                        .Select(set => Math.Abs(scores.Where((_, index) => (set >> index & 1) == 1).Sum() - mean)),
                ];
                double distance = far[(int)(1e6 * values[2]) % far.Length];

                Assert.That(
                    Permutations.TwoSided(scores, chosen, distance),
                    Is.EqualTo(far.Count(one => one > distance - 1e-9) / (double)far.Length).Within(1e-12)
                );
            }
        );
    }

    // Balanced two groups x two days: the interaction of the mixed analysis of variance is the t test of the differences, squared, and the
    // contrast of the mixed model is the same t with the same degrees of freedom wherever the animal variance is above zero.
    [Test]
    public void AnovaAndMixedModel_TwoDays_AreTheTTestOfChanges()
    {
        RepeatableProperty.Check(
            Animals(6),
            50,
            values =>
            {
                LatencyTable table = TwoDays(values);
                double[] changes = [.. Enumerable.Range(0, 12).Select(animal => Math.Log(table.Value(animal, 1) / table.Value(animal, 0)))];
                double pooled = changes.Chunk(6).Sum(group => group.Sum(x => Math.Pow(x - group.Average(), 2))) / 10;
                double t = (changes[..6].Average() - changes[6..].Average()) / Math.Sqrt(pooled / 3);
                TestResult anova = MixedAnova
                    .Of(LatencyTable.Of(Rows(table).Select(row => row with { Value = Math.Log(row.Value) })))
                    .Interaction(SphericityCorrection.HuynhFeldt);
                var model = LinearMixedModel.Fit(table);
                TestResult contrast = model.Compare("morphine", "saline", 1, 0);

                Assert.That(anova.Statistic, Is.EqualTo(t * t).Within(1e-9 * t * t + 1e-12));
                if (model.AnimalVariance > 1e-4)
                {
                    Assert.That(contrast.Statistic, Is.EqualTo(t).Within(1e-7));
                    Assert.That(contrast.DegreesOfFreedom, Is.EqualTo(10).Within(1e-6));
                }
            }
        );
    }

    // Without a censored value the censored model is the linear mixed model, degrees of freedom included.
    [Test]
    public void CensoredModel_NothingCensored_IsTheLinearMixedModel()
    {
        RepeatableProperty.Check(
            Animals(5),
            10,
            values =>
            {
                LatencyTable table = TwoDays(values);
                var linear = LinearMixedModel.Fit(table);
                var censored = CensoredMixedModel.Fit(table);
                TestResult one = linear.Compare("morphine", "saline", 1),
                    other = censored.Compare("morphine", "saline", 1);

                Assert.That(other.Estimate, Is.EqualTo(one.Estimate).Within(1e-9));
                Assert.That(censored.ResidualVariance, Is.EqualTo(linear.ResidualVariance).Within(1e-6 * linear.ResidualVariance));
                Assert.That(censored.LogLikelihood, Is.EqualTo(-linear.Deviance / 2).Within(1e-8));
                if (linear.AnimalVariance > 1e-3)
                {
                    Assert.That(other.DegreesOfFreedom, Is.EqualTo(one.DegreesOfFreedom).Within(1e-5 * one.DegreesOfFreedom));
                }
            }
        );
    }

    // A change of the unit of latency changes no p: seconds or milliseconds.
    [Test]
    public void EveryTest_OtherUnit_GivesTheSameP()
    {
        RepeatableProperty.Check(
            Animals(5),
            20,
            values =>
            {
                LatencyTable seconds = TwoDays(values);
                LatencyTable milliseconds = LatencyTable.Of(Rows(seconds).Select(row => row with { Value = 1000 * row.Value }));
                foreach (LatencyTest test in AllTests())
                {
                    Assert.That(
                        Ask.One(test, milliseconds, 1, Day0).P,
                        Is.EqualTo(Ask.One(test, seconds, 1, Day0).P).Within(1e-6),
                        test.Name
                    );
                }
            }
        );
    }

    // Exchanging the groups turns the estimate and leaves p.
    [Test]
    public void EveryTest_GroupsExchanged_GivesTheSameP()
    {
        RepeatableProperty.Check(
            Animals(5),
            20,
            values =>
            {
                LatencyTable table = TwoDays(values);
                foreach (LatencyTest test in AllTests())
                {
                    TestResult turned = Ask.One(test, table, 1, Day0, treated: "saline", control: "morphine");
                    Assert.That(turned.P, Is.EqualTo(Ask.One(test, table, 1, Day0).P).Within(1e-8), test.Name);
                }
            }
        );
    }

    [TestCase("one group", "There is only one group, morphine; ")]
    [TestCase("one animal", "morphine has 1 animal")]
    [TestCase("equal", "All values")]
    [TestCase("full", "Every latency")]
    [TestCase("no day", "There is no test on day 1; the days are 0.")]
    [TestCase("other name", "There is no group \"saline\".")]
    public void EveryTest_OfDataThatDoNotAllowIt_SaysWhy(string data, string message)
    {
        LatencyTable table = data switch
        {
            "one group" => LatencyTable.Of(Rows(TwoDays(Some)).Where(row => row.Group == "morphine")),
            "one animal" => LatencyTable.Of(Rows(TwoDays(Some)).Where(row => row.Group == "saline" || row.Animal == "1")),
            "equal" => LatencyTable.Of(Rows(TwoDays(Some)).Select(row => row with { Value = 10 })),
            "full" => LatencyTable.Of(Rows(TwoDays(Some)).Select(row => row.Day == 1 ? row with { Value = 20, Censored = true } : row)),
            "no day" => LatencyTable.Of(Rows(TwoDays(Some)).Where(row => row.Day == 0)),
            _ => LatencyTable.Of(Rows(TwoDays(Some)).Select(row => row.Group == "saline" ? row with { Group = "vehicle" } : row)),
        };
        foreach (LatencyTest test in AllTests().Where(test => Concerns(test, data)))
        {
            string told = Assert.Throws<AnalysisException>(() => Ask.One(test, table, 1, Day0), test.Name)!.Message;
            Assert.That(
                told,
                data is "equal" or "one animal" ? Does.Match("All (values|animals)|The baselines|has 1 animal") : Does.StartWith(message),
                test.Name
            );
        }
    }

    [Test]
    public void MixedAnova_MissingCell_NamesAnimalAndDay()
    {
        LatencyTable table = LatencyTable.Of(Rows(TwoDays(Some)).Where(row => row is not { Group: "saline", Animal: "2", Day: 1 }));

        Assert.That(
            () => MixedAnova.Of(table),
            Throws.TypeOf<AnalysisException>().With.Message.StartsWith("Animal 2 of saline has no value on day 1;")
        );
        Assert.That(LinearMixedModel.Fit(table).Compare("morphine", "saline", 1, 0).P, Is.InRange(0, 1));
    }

    // A table's hour is a day of sixteen digits.
    [Test]
    public void EveryTest_ThatRefusesADayOfAnHour_PrintsItAsElsewhere()
    {
        LatencyTable full = LatencyTable.Of(
            Rows(TwoDays(Some)).Select(row => row.Day == 1 ? row with { Day = 1.0 / 24, Value = 20, Censored = true } : row)
        );

        Assert.That(
            () => Ask.One("censored", full, 1.0 / 24),
            Throws.TypeOf<AnalysisException>().With.Message.Contains(" on day 0.0417 is at the cutoff")
        );
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Table_OfANumberThatIsNone_IsRefused(double value) =>
        Assert.That(
            () => LatencyTable.Of([Row("saline", "3", 2, value)]),
            Throws.TypeOf<AnalysisException>().With.Message.StartsWith("Animal 3 of saline has the value")
        );

    // The fits keep buffers for the contrasts; each thread must find them to itself.
    [Test]
    public void FittedModels_AskedByManyThreads_AnswerAsTheyDoOne()
    {
        LatencyTable table = Study.Reference.Run().Table(SessionValue.Median).Select(null, [0, 1, 6, 7, 8, 9]);
        LinearMixedModel linear = LinearMixedModel.Fit(table);
        CensoredMixedModel censored = CensoredMixedModel.Fit(table);
        double[] days = [.. table.Days.Where(day => day > 0)];
        double Linear(int ask) => linear.Compare("morphine", "saline", days[ask % days.Length], 0).DegreesOfFreedom;
        double Censored(int ask) => censored.Compare("morphine", "saline", days[ask % days.Length], 0).DegreesOfFreedom;
        double[] alone = [.. Enumerable.Range(0, days.Length).SelectMany(ask => new[] { Linear(ask), Censored(ask) })],
            many = new double[2 * 40 * days.Length];

        Parallel.For(
            0,
            40 * days.Length,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            ask => (many[2 * ask], many[2 * ask + 1]) = (Linear(ask), Censored(ask))
        );

        // The censored fit finds its place anew each time, from where it was; its degrees of freedom are second differences.
        Assert.That(many, Is.EqualTo(Enumerable.Range(0, 40).SelectMany(_ => alone)).Within(1e-5).Percent);
    }

    [Test]
    public void MixedModel_ZeroLatency_IsRefused() =>
        Assert.That(
            () => LinearMixedModel.Fit(LatencyTable.Of(Rows(TwoDays(Some)).Select((row, i) => i == 0 ? row with { Value = 0 } : row))),
            Throws.TypeOf<AnalysisException>().With.Message.Contains("has the value 0 on day 0; its logarithm needs a value above 0")
        );

    private static readonly double[] Some = [.. Enumerable.Range(0, 20).Select(i => 8 + 5 * Math.Abs(Math.Sin(7.0 * i + 1)))];

    private static bool Concerns(LatencyTest test, string data) =>
        data switch
        {
            "full" => test.Name is "log-rank" or "censored",
            "one animal" => test.Name is "welch" or "ancova" or "anova",
            "no day" => true,
            _ => true,
        };

    // New tests of two groups are held to the same.
    private static LatencyTest[] AllTests() => [.. LatencyTest.All.Where(test => test.ComparesTwoGroups)];

    private static TestResult Welch(LatencyTable table) => Ask.One("welch", table, 1);

    private static TestResult MannWhitney(LatencyTable table) => Ask.One("mann-whitney", table, 1);

    private static LatencyTable Table(double[] treated, double[] control) =>
        LatencyTable.Of([
            .. treated.Select((value, i) => Row("morphine", $"{i}", 1, value)),
            .. control.Select((value, i) => Row("saline", $"{i}", 1, value)),
        ]);

    private static Gen<double[]> Animals(int each) => RepeatableProperty.LogUniform(4, 19).ArrayOf(4 * each);

    // Animals 1 to n of each group on days 0 and 1.
    private static LatencyTable TwoDays(double[] values) =>
        LatencyTable.Of(
            values.Select(
                (value, i) => Row(i < values.Length / 2 ? "morphine" : "saline", $"{i % (values.Length / 2) / 2 + 1}", i % 2, value)
            )
        );

    private static IEnumerable<LatencyRow> Rows(LatencyTable table) =>
        Enumerable
            .Range(0, table.Animals.Count)
            .SelectMany(animal =>
                Enumerable
                    .Range(0, table.Days.Count)
                    .Select(day =>
                        Row(table.Groups[table.GroupOf(animal)], table.Animals[animal], table.Days[day], table.Value(animal, day))
                    )
            );

    private static LatencyRow Row(string group, string animal, double day, double value, bool censored = false) =>
        new(group, animal, day, value, censored);
}
