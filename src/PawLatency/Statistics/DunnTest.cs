using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// Dunn's test of each group with the control on one day, by mean ranks among all groups (Dunn 1964, Technometrics 6:241-252), ties
/// included; the usual sequel of <see cref="KruskalWallisTest"/>. Exact, over all ways to deal the values to all groups, where they can be
/// counted (up to some 50 animals, more in groups of one size); else with correction for ties and a normal distribution. p is adjusted
/// within the day after Holm, so only several days are left to adjust for. The estimate is the difference of the mean ranks, dimensionless.
/// </summary>
internal sealed record DunnTest : LatencyTest
{
    public override string Name => "dunn";

    public override string Title => "Dunn's test";

    public override string Assumptions =>
        "Without an effect all groups have one distribution; the normal distribution is an approximation for many animals.";

    protected override bool AdjustsWithinDay => true;

    protected override IReadOnlyList<TestResult> Compare(LatencyTable table, IReadOnlyList<string> groups, TestQuestion question)
    {
        double day = question.Days[0];
        string[] others = [.. table.Groups.Where(group => group != question.Control)];
        var ranks = RankedGroups.Of([.. others.Prepend(question.Control).Select(group => Sample(table, group, day, 1))]);
        if (ranks.Variance <= 0)
        {
            throw new AnalysisException($"All values are equal {On(day)}; without any order {Title} has no statistic.");
        }

        // Groups of one size share a distribution.
        Dictionary<int, Func<double, double>?> tails = ranks
            .Sizes.Skip(1)
            .Distinct()
            .ToDictionary(size => size, size => RankArrangements.DifferenceTail(ranks.Doubled, size, ranks.Sizes[0]));
        TestResult[] results =
        [
            .. others.Select((group, index) => Of(ranks, index + 1, tails[ranks.Sizes[index + 1]], group, question.Control, day)),
        ];
        IReadOnlyList<double> p = Adjustment.Holm.Of([.. results.Select(result => result.P)]);
        string adjustment = results.Length < 2 ? "" : $"{Adjustment.Holm.Title} adjustment for {results.Length} comparisons";
        return
        [
            .. results
                .Select((result, index) => result with { P = p[index], Adjustment = adjustment })
                .Where((_, index) => groups.Contains(others[index])),
        ];
    }

    private TestResult Of(RankedGroups ranks, int group, Func<double, double>? tail, string name, string control, double day)
    {
        (int with, int without) = (ranks.Sizes[group], ranks.Sizes[0]);
        double difference = ranks.Means[group] - ranks.Means[0],
            z = difference / Math.Sqrt(ranks.Variance * (1.0 / with + 1.0 / without));
        return new TestResult(
            tail is null ? $"{Title} (normal approximation)" : $"{Title} (exact)",
            $"{name} - {control} {On(day)}",
            "difference of mean ranks",
            "",
            difference,
            double.NaN,
            double.NaN,
            "z",
            z,
            double.PositiveInfinity,
            double.NaN,
            tail?.Invoke(difference) ?? Probabilities.NormalTwoSided(z),
            FormattableString.Invariant($"{with} {name}, {without} {control}")
        );
    }
}
