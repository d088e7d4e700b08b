namespace PawLatency.Statistics;

/// <summary>What a test is asked: which groups, on which days, against which baseline. Immutable.</summary>
/// <example>
/// <code>
/// var question = new TestQuestion
/// {
///     Control = "saline",
///     Days = [7],
///     BaselineDays = [0],
/// };
/// IReadOnlyList&lt;TestResult&gt; results = LatencyTest.Named("welch").Run(table, question);
/// </code>
/// </example>
public sealed record TestQuestion
{
    /// <summary>The group without the drug. Tests of a single group do not use it.</summary>
    public string Control { get; init; } = "";

    /// <summary>The group with the drug; null for every group but the control.</summary>
    public string? Treated { get; init; }

    /// <summary>The days to test, days since the test hour of day 0. A day named twice counts once.</summary>
    public required IReadOnlyList<double> Days
    {
        get;
        init => field = [.. value.Distinct()];
    }

    /// <summary>Baseline days, days since the test hour of day 0, or none.</summary>
    public IReadOnlyList<double> BaselineDays { get; init; } = [];

    /// <summary>How p is adjusted for the number of tests.</summary>
    public Adjustment Adjustment { get; init; } = Adjustment.Holm;
}
