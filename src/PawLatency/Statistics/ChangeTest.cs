using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>A test of the change of one group from its own baseline, on one day.</summary>
internal abstract record ChangeTest : LatencyTest
{
    public sealed override bool NeedsControl => false;

    public sealed override bool NeedsBaseline => true;

    /// <summary>Tests changes.</summary>
    /// <param name="changes">Value less baseline of each animal, two at least.</param>
    /// <param name="compared">The comparison in words.</param>
    /// <param name="unit">Unit of the changes.</param>
    /// <param name="animals">The number of animals in words.</param>
    private protected abstract TestResult Of(double[] changes, string compared, string unit, string animals);

    protected sealed override IReadOnlyList<TestResult> Compare(LatencyTable table, IReadOnlyList<string> groups, TestQuestion question) =>
        [.. groups.Select(group => Of(table, group, question.Days[0], question.BaselineDays))];

    private TestResult Of(LatencyTable table, string group, double day, IReadOnlyList<double> baselineDays)
    {
        (int number, int index) = (table.GroupIndex(group), table.DayIndex(day));
        if (baselineDays.Any(baseline => table.DayIndex(baseline) == index))
        {
            throw new AnalysisException($"Testing {group} {On(day)}, a baseline day itself, leaves no change; {Title} needs another day.");
        }

        double[] changes =
        [
            .. Enumerable
                .Range(0, table.Animals.Count)
                .Where(animal => table.GroupOf(animal) == number && !double.IsNaN(table.Value(animal, index)))
                .Select(animal => table.Value(animal, index) - table.Baseline(animal, baselineDays)),
        ];
        return changes.Length < 2
            ? throw TooFew(group, changes.Length, day, 2)
            : Of(changes, $"{group} {On(day)} - its baseline", table.Unit, FormattableString.Invariant($"{changes.Length} {group}"));
    }
}
