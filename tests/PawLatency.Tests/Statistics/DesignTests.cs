using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Statistics;
using TestResult = PawLatency.Statistics.TestResult;

namespace PawLatency.Tests.Statistics;

/// <summary>Crossover, 2 x 2 and two-way designs, and the mixed model of baseline and day: by hand, in their limits, and refused.</summary>
[TestFixture]
public sealed class DesignTests
{
    private static readonly double[] Day0 = [0];

    // By hand: means 10, 12, 9 and 15 with variance 1 of two animals each... main effects (2 + 6) / 2 and (-1 + 3) / 2, interaction 6 - 2.
    [Test]
    public void Factorial_HandValue_IsMet()
    {
        TestResult[] results = [.. LatencyTest.Named("factorial").Run(Four(), new TestQuestion { Control = "saline", Days = [1] })];

        Assert.That(results.Select(result => result.Estimate), Is.EqualTo(new[] { 4.0, 1.0, 4.0 }).Within(1e-12));
        // Each mean has the variance 2 / 2: the halves add up to a variance of 1, the interaction to 4; four times one degree of freedom.
        Assert.That(results.Select(result => result.Statistic), Is.EqualTo(new[] { 4.0, 1.0, 2.0 }).Within(1e-12));
        Assert.That(results.Select(result => result.DegreesOfFreedom), Is.All.EqualTo(4).Within(1e-12));
        Assert.That(results[2].Comparison, Is.EqualTo("morphine x ketamine, interaction on day 1"));
        Assert.That(results.Select(result => result.Adjustment), Is.All.EqualTo("Holm adjustment for 3 tests"));
    }

    [Test]
    public void Interaction_OfEffectsThatAddUp_IsNone()
    {
        LatencyTable table = LatencyTable.Of(FourRows(10, 12, 9, 11));

        TestResult result = LatencyTest.Named("interaction").Run(table, new TestQuestion { Control = "saline", Days = [1] }).Single();
        Assert.That((result.Estimate, result.P), Is.EqualTo((0.0, 1.0)));
    }

    [Test]
    public void Factorial_WithoutFourGroupsOrTheirNames_IsRefused()
    {
        var question = new TestQuestion { Control = "saline", Days = [1] };
        LatencyTable unnamed = LatencyTable.Of(
            FourRows(10, 12, 9, 15).Select(row => row.Group == "morphine+ketamine" ? row with { Group = "both" } : row)
        );

        Assert.That(
            () => LatencyTest.Named("factorial").Run(Four().Select(["saline", "morphine", "ketamine"]), question),
            Throws.TypeOf<AnalysisException>().With.Message.Contains("takes four groups")
        );
        Assert.That(
            () => LatencyTest.Named("factorial").Run(unnamed, question),
            Throws.TypeOf<AnalysisException>().With.Message.Contains("was given both drugs? Name it")
        );
        Assert.That(
            LatencyTest.Named("factorial").Run(unnamed, question with { Treated = "both" })[2].Estimate,
            Is.EqualTo(4).Within(1e-12)
        );
    }

    // A change with time that both orders share is no effect of the treatment.
    [Test]
    public void Crossover_AShiftOfTheSecondDay_ChangesNothing()
    {
        LatencyRow[] rows = [.. CrossoverRows()];
        TestResult plain = Crossover(rows),
            shifted = Crossover([.. rows.Select(row => row.Day == 8 ? row with { Value = row.Value + 5 } : row)]);

        Assert.That(shifted.P, Is.EqualTo(plain.P).Within(1e-10));
        Assert.That(shifted.Estimate, Is.EqualTo(plain.Estimate).Within(1e-10));
        Assert.That(plain.Test, Is.EqualTo("crossover t test with time taken out"));
    }

    [Test]
    public void Crossover_OfDifferentAnimals_IsRefused() =>
        Assert.That(
            () => Crossover([.. CrossoverRows().Select(row => row with { Animal = row.Group + row.Animal })]),
            Throws.TypeOf<AnalysisException>().With.Message.StartsWith("0 animals have a value in both groups")
        );

    [Test]
    public void TwoWay_OfThreeGroups_TestsGroupDayInteractionAndEachDay()
    {
        LatencyTable table = LatencyTable.Of(
            new[] { "saline", "low", "high" }.SelectMany(
                (group, shift) =>
                    Enumerable
                        .Range(0, 5)
                        .SelectMany(rat =>
                            new[] { 0, 1, 2 }.Select(day => new LatencyRow(
                                group,
                                $"{group}{rat}",
                                day,
                                10 + rat * 0.3 + shift * day + 0.2 * Math.Sin(7 * rat + 3 * day + 2 * shift),
                                false
                            ))
                        )
            )
        );
        var question = new TestQuestion
        {
            Control = "saline",
            Days = [1, 2],
            BaselineDays = Day0,
            Adjustment = Adjustment.Sidak,
        };
        IReadOnlyList<TestResult> results = LatencyTest.Named("two-way").Run(table, question);

        Assert.That(results.Take(3).Select(result => result.StatisticName), Is.All.EqualTo("F"));
        Assert.That(results.Take(3).Select(result => result.Adjustment), Is.All.Empty);
        Assert.That(results.Skip(3).Select(result => result.Adjustment), Is.EqualTo(Enumerable.Repeat("Sidak adjustment for 4 tests", 4)));
        Assert.That(
            results.Skip(3).Select(result => result.P),
            Is.EqualTo(LatencyTest.Named("welch").Run(table, question).Select(result => result.P))
        );
    }

    // Where no value is missing the model is the t test of the changes; a value that is lost moves it little.
    [Test]
    public void MixedModel_OneValueLost_StaysNearTheTTestOfChanges()
    {
        LatencyRow[] rows =
        [
            .. new[] { "saline", "morphine" }.SelectMany(
                (group, shift) =>
                    Enumerable
                        .Range(0, 8)
                        .SelectMany(rat =>
                            new[] { 0, 1 }.Select(day => new LatencyRow(
                                group,
                                $"{group}{rat}",
                                day,
                                10 * Math.Exp(0.05 * rat + 0.1 * shift * day + 0.08 * Math.Sin(5 * rat + 2 * day + shift)),
                                false
                            ))
                        )
            ),
        ];
        TestResult whole = Ask.One("lmm", LatencyTable.Of(rows), 1, Day0),
            welch = Ask.One("log-change", LatencyTable.Of(rows), 1, Day0),
            lost = Ask.One("lmm", LatencyTable.Of(rows.Where(row => row is not { Animal: "saline3", Day: 1 })), 1, Day0);

        // Of groups of one size both have one t.
        Assert.That(whole.Statistic, Is.EqualTo(welch.Statistic).Within(1e-10));
        Assert.That(whole.DegreesOfFreedom, Is.EqualTo(14));
        Assert.That(lost.Statistic, Is.EqualTo(whole.Statistic).Within(0.5));
        Assert.That(lost.DegreesOfFreedom, Is.InRange(12, 14));
        Assert.That(lost.Animals, Is.EqualTo("8 morphine, 8 saline"));
    }

    // Rats of other groups and days have no say: their spread is not that of the two groups.
    [TestCase("log-change")]
    [TestCase("lmm")]
    [TestCase("censored")]
    public void TestsOfTheLogarithm_OtherGroupsAndDays_ChangeNothing(string test)
    {
        LatencyTable table = Study.Reference.Run().Table(LatencyTest.Named(test).Session);
        Assert.That(
            Ask.One(test, table, 7, Day0),
            Is.EqualTo(Ask.One(test, table.Select(["saline", "morphine"], [0, table.Days[table.DayIndex(7)]]), 7, Day0))
        );
    }

    private static TestResult Crossover(LatencyRow[] rows) =>
        LatencyTest.Named("crossover").Run(LatencyTable.Of(rows), new TestQuestion { Control = "saline", Days = [1, 8] }).Single();

    private static IEnumerable<LatencyRow> CrossoverRows() =>
        Enumerable
            .Range(0, 8)
            .SelectMany(rat =>
                new[]
                {
                    new LatencyRow("saline", $"{rat}", rat < 4 ? 1 : 8, 10 + 0.3 * rat, false),
                    new LatencyRow("morphine", $"{rat}", rat < 4 ? 8 : 1, 11 + 0.3 * rat + 0.5 * Math.Sin(3 * rat), false),
                }
            );

    private static LatencyTable Four() => LatencyTable.Of(FourRows(10, 12, 9, 15));

    private static IEnumerable<LatencyRow> FourRows(double saline, double morphine, double ketamine, double both) =>
        new[] { ("saline", saline), ("morphine", morphine), ("ketamine", ketamine), ("morphine+ketamine", both) }.SelectMany(group =>
            new[] { -1, 1 }.Select(off => new LatencyRow(group.Item1, $"{group.Item1}{off}", 1, group.Item2 + off, false))
        );
}
