using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Statistics;
using TestResult = PawLatency.Statistics.TestResult;

namespace PawLatency.Tests.Statistics;

/// <summary>Tests that are families by themselves are adjusted once within a day, and over days for the days alone.</summary>
[TestFixture]
public sealed class FamilyTests
{
    // By Simpson's rule on the double integral (Python 3, 2026-11-30): 0.0386753888; multcomp of R, which draws at random, prints 0.0385
    // and the
    // interval 0.047 to 1.913 s.
    [Test]
    public void Dunnett_OfOneDay_IsAdjustedOnce()
    {
        TestResult high = Of("dunnett", OneDay(), [1]).Single(result => result.Comparison.StartsWith("high", StringComparison.Ordinal));

        Assert.That(high.P, Is.EqualTo(0.0386753888).Within(1e-9));
        Assert.That(
            (high.Lower, high.Upper),
            Is.EqualTo((0.047, 1.913))
                .Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) < 5e-4 && Math.Abs(a.Item2 - b.Item2) < 5e-4)
        );
        Assert.That(high.Sentence, Does.Contain("Dunnett's test, t(").And.Contain(" after Dunnett's adjustment for 3 comparisons; n = "));
    }

    // An interval without 0 stands beside p below 0.05, and only there.
    [TestCase("dunnett")]
    [TestCase("tukey")]
    public void FamilyOfOneDay_IntervalWithoutZero_StandsBesidePBelowFivePercent(string test) =>
        Assert.That(
            Of(test, OneDay(), [1]).Select(result => result.Lower > 0 || result.Upper < 0),
            Is.EqualTo(Of(test, OneDay(), [1]).Select(result => result.P < 0.05))
        );

    [Test]
    public void Dunnett_OverTwoDays_IsHolmOverTheDaysAlone()
    {
        LatencyTable table = LatencyTable.Of(
            Rows(1).Concat(Rows(2).Select(row => row.Group == "low" ? row with { Value = row.Value + 0.3 } : row))
        );
        double[][] days = [.. new[] { 1.0, 2 }.Select(day => Of("dunnett", table, [day]).Select(result => result.P).ToArray())];
        IReadOnlyList<TestResult> both = Of("dunnett", table, [1, 2]);

        Assert.That(both.Select(result => result.P), Is.EqualTo(Adjustment.Holm.Of(days).SelectMany(p => p)));
        Assert.That(both.Select(result => result.P), Is.All.LessThanOrEqualTo(1));
        Assert.That(both.Zip(days.SelectMany(p => p), (after, before) => after.P / before), Is.All.InRange(1, 2));
        Assert.That(
            both[0].Sentence,
            Does.Contain(" after Dunnett's adjustment for 3 comparisons within the day and Holm adjustment over 2 days; n = ")
        );
    }

    [Test]
    public void Dunnett_AskedForOneGroup_ReportsItAsInTheWholeFamily()
    {
        var question = new TestQuestion
        {
            Control = "saline",
            Treated = "high",
            Days = [1],
        };

        Assert.That(
            LatencyTest.Named("dunnett").Run(OneDay(), question),
            Is.EqualTo(Of("dunnett", OneDay(), [1]).Where(result => result.Comparison.StartsWith("high", StringComparison.Ordinal)))
        );
    }

    // By hand: the family with the smaller largest p comes first, both of its p double. Once it is rejected as a whole (at 0.06) the other
    // has
    // the whole level, before that half of it: 0.01 is 0.02 by halves, 0.2 is 0.2 by the whole.
    [Test]
    public void Holm_OfTwoFamilies_PassesTheLevelOnWhenAllAreRejected()
    {
        IReadOnlyList<IReadOnlyList<double>> adjusted = Adjustment.Holm.Of([
            [0.01, 0.2],
            [0.02, 0.03],
        ]);

        Assert.That(adjusted.SelectMany(p => p), Is.EqualTo(new[] { 0.02, 0.2, 0.04, 0.06 }).Within(1e-15));
    }

    [TestCase("holm", 0.04)]
    [TestCase("sidak", 0.0396)]
    [TestCase("none", 0.02)]
    public void Named_Adjustment_IsThatOfItsName(string name, double first) =>
        Assert.That(Adjustment.Named(name).Of([0.02, 0.5])[0], Is.EqualTo(first).Within(1e-15));

    private static IReadOnlyList<TestResult> Of(string test, LatencyTable table, IReadOnlyList<double> days) =>
        LatencyTest.Named(test).Run(table, new TestQuestion { Control = "saline", Days = days });

    private static LatencyTable OneDay() => LatencyTable.Of(Rows(1));

    private static IEnumerable<LatencyRow> Rows(double day) =>
        new (string Group, double[] Values)[]
        {
            ("saline", [9.6, 10.3, 9.9, 10.8, 10.1]),
            ("low", [10.2, 10.9, 9.8, 11.1, 10.6]),
            ("mid", [10.9, 10.4, 11.3, 10.1, 11.5]),
            ("high", [11.6, 10.2, 11.9, 10.7, 11.2]),
        }.SelectMany(group => group.Values.Select((value, animal) => new LatencyRow(group.Group, $"{animal + 1}", day, value, false)));
}
