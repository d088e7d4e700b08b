using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// Kruskal-Wallis test of all groups on one day (Kruskal and Wallis 1952, J Am Stat Assoc 47:583-621), ties included: exact, over all ways
/// to deal the values to the groups, where they can be counted (four groups of four, three of seven, two of fifteen), else with correction
/// for ties and chi-squared, which with four groups of four would find an effect in 3 % of experiments without one. The estimate is epsilon
/// squared, H / (animals - 1), a fraction.
/// </summary>
internal sealed record KruskalWallisTest : LatencyTest
{
    public override string Name => "kruskal-wallis";

    public override string Title => "Kruskal-Wallis test";

    public override string Assumptions =>
        "Without an effect all groups have one distribution; chi-squared is an approximation for many animals.";

    public override bool NeedsControl => false;

    public override bool HasDirection => false;

    public override EffectDirection DirectionOf(TestResult result) => EffectDirection.Either;

    protected override IReadOnlyList<TestResult> Compare(LatencyTable table, IReadOnlyList<string> groups, TestQuestion question)
    {
        if (groups.Count < 2)
        {
            throw new AnalysisException(
                $"The {Title} compares all groups of a table, two at least; it cannot be asked of {groups[0]} alone."
            );
        }

        double day = question.Days[0];
        var ranks = RankedGroups.Of([.. groups.Select(group => Sample(table, group, day, 1))]);
        if (ranks.Variance <= 0)
        {
            throw new AnalysisException($"All values are equal {On(day)}; without any order the {Title} has no statistic.");
        }

        double middle = (ranks.Animals + 1) / 2.0,
            freedom = groups.Count - 1;
        double h = ranks.Sizes.Zip(ranks.Means, (size, mean) => size * (mean - middle) * (mean - middle)).Sum() / ranks.Variance;
        string animals = string.Join(", ", groups.Zip(ranks.Sizes, (group, size) => FormattableString.Invariant($"{size} {group}")));
        bool exact = RankArrangements.CanBeCounted(ranks.Sizes);
        return
        [
            new TestResult(
                exact ? $"exact {Title}" : $"{Title} (chi-squared approximation)",
                $"{groups.Count} groups {On(day)}",
                "epsilon squared",
                "",
                h / (ranks.Animals - 1),
                double.NaN,
                double.NaN,
                "H",
                h,
                freedom,
                double.NaN,
                exact ? RankArrangements.SquaresAtLeast(ranks.Doubled, ranks.Sizes) : Probabilities.ChiSquaredUpper(h, freedom),
                animals
            ),
        ];
    }
}
