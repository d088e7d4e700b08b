using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// Analysis of variance of group x day of all groups with animals as repeated measures: groups, days and their interaction, and then
/// Welch's test of each group with the control on each day, adjusted over all of them as the question asks. Every animal must have a value
/// on every day.
/// </summary>
internal sealed record TwoWayTest : LatencyTest
{
    public override string Name => "two-way";

    public override string Title => "two-way analysis of variance of group x day";

    public override string Assumptions =>
        "Changes from day to day are normally distributed with one covariance in all groups, days not equally correlated allowed for; "
        + "the comparisons on a day let the variances of the groups differ.";

    public override bool NeedsEveryDay => true;

    public override bool TestsEachDay => false;

    public override bool HasDirection => false;

    protected override bool FitsEachDay => false;

    // The comparisons are adjusted already, and the three tests of variance are one question each.
    protected override bool AdjustsWithinDay => true;

    public override EffectDirection DirectionOf(TestResult result) => EffectDirection.Either;

    protected override IReadOnlyList<TestResult> Compare(LatencyTable table, IReadOnlyList<string> groups, TestQuestion question)
    {
        int[] days = [.. question.BaselineDays.Concat(question.Days).Select(table.DayIndex).Distinct().Order()];
        var anova = MixedAnova.Of(table, [.. Enumerable.Range(0, table.Groups.Count)], days);
        return
        [
            anova.Group(),
            anova.Day(MixedAnovaTest.UsualCorrection),
            anova.Interaction(MixedAnovaTest.UsualCorrection, $"{table.Groups.Count} groups"),
            .. new WelchTest().Run(table, question),
        ];
    }
}
