using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>A test that compares two groups on one day. Immutable, safe to share between threads.</summary>
public abstract record TwoGroupTest : LatencyTest
{
    /// <inheritdoc/>
    public sealed override bool ComparesTwoGroups => true;

    /// <summary>Compares a group with the control on a day.</summary>
    /// <param name="table">The data.</param>
    /// <param name="treated">The group with the drug.</param>
    /// <param name="control">The group without.</param>
    /// <param name="day">The day, days since the test hour of day 0.</param>
    /// <param name="baselineDays">Baseline days, days since the test hour of day 0, or none.</param>
    protected abstract TestResult Compare(
        LatencyTable table,
        string treated,
        string control,
        double day,
        IReadOnlyList<double> baselineDays
    );

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<TestResult> Compare(LatencyTable table, IReadOnlyList<string> groups, TestQuestion question) =>
        [.. groups.Select(group => Compare(table, group, question.Control, question.Days[0], question.BaselineDays))];

    /// <summary>The comparison in words: "morphine - saline on day 7".</summary>
    /// <param name="treated">The group with the drug.</param>
    /// <param name="control">The group without.</param>
    /// <param name="day">The day, days since the test hour of day 0.</param>
    protected static string Comparison(string treated, string control, double day) => $"{treated} - {control} {On(day)}";

    /// <summary>The numbers of animals in words: "10 morphine, 10 saline".</summary>
    /// <param name="treated">The group with the drug.</param>
    /// <param name="treatedCount">Its animals.</param>
    /// <param name="control">The group without.</param>
    /// <param name="controlCount">Its animals.</param>
    protected static string Count(string treated, int treatedCount, string control, int controlCount) =>
        FormattableString.Invariant($"{treatedCount} {treated}, {controlCount} {control}");
}
