namespace PawLatency.Evidence;

/// <summary>Ratio of the latencies of two groups, divided by the ratio of another pair or of the same pair at another time.</summary>
internal sealed record LatencyRatio : Expectation
{
    /// <summary>The group in the denominator.</summary>
    public required string Than { get; init; }

    /// <summary>Time of comparison.</summary>
    public required StudyTime At { get; init; }

    /// <summary>The pair whose ratio is the divisor.</summary>
    public required LatencyPair Against { get; init; }

    /// <summary>Smallest ratio, dimensionless.</summary>
    public required double From { get; init; }

    /// <summary>Largest ratio, dimensionless.</summary>
    public required double To { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => [At.Hours, Against.At.Hours];

    internal override IEnumerable<string> GroupNames => [Group, Than, Against.Group, Against.Than];

    internal override IEnumerable<(string Group, double TimeH)> RequiredData => Reads;

    internal override IEnumerable<(string Group, double TimeH)> Reads =>
        new[] { Own, Against }.SelectMany(pair => new[] { (pair.Group, pair.At.Hours), (pair.Than, pair.At.Hours) });

    /// <inheritdoc/>
    internal override Judgement Judge(FindingRun run)
    {
        double over = Own.In(run),
            under = Against.In(run),
            ratio = over / under;
        string actual = double.IsNaN(ratio)
            ? $"no value on {Time(double.IsNaN(over) ? At : Against.At)}"
            : Text($"{ratio:0.###} ({over:0.##} over {under:0.##})");
        // One error is 5 % of latency, as for a difference, symmetric on the log scale.
        return new Judgement(
            Text($"{Own}, divided by {Against}, {From:0.##} to {To:0.##}"),
            actual,
            Math.Log(ratio),
            Math.Log(From),
            Math.Log(To),
            Scale: 0.05
        );
    }

    private LatencyPair Own => new(Group, Than, At);
}

/// <summary>Two groups whose latencies are divided.</summary>
/// <param name="Group">The group in the numerator.</param>
/// <param name="Than">The group in the denominator.</param>
/// <param name="At">Time of comparison.</param>
internal sealed record LatencyPair(string Group, string Than, StudyTime At)
{
    internal double In(FindingRun run) => run.Curve(Group).At(At) / run.Curve(Than).At(At);

    /// <summary>In words.</summary>
    public override string ToString() => $"latency of {Group} over {Than} on {Expectation.Time(At)}";
}
