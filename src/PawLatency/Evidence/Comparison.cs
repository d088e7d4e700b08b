using PawLatency.Data;

namespace PawLatency.Evidence;

/// <summary>Latency above, below or near that of another group or the baseline at given times, in percent of the reference
/// latency.</summary>
internal sealed record Comparison : Expectation
{
    /// <summary>The reference group, or null for the group's own baseline.</summary>
    public string? Than { get; init; }

    /// <summary>Times of comparison.</summary>
    public required IReadOnlyList<StudyTime> At { get; init; }

    /// <summary>+1 for above, -1 for below, 0 for near.</summary>
    public required int Sign { get; init; }

    /// <summary>Smallest difference (largest for near), percent.</summary>
    public required double ByPercent { get; init; }

    /// <summary>Largest difference, percent.</summary>
    public double AtMostPercent { get; init; } = double.PositiveInfinity;

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => At.Select(time => time.Hours);

    internal override IEnumerable<string> GroupNames => Than is null ? [Group] : [Group, Than];

    /// <inheritdoc/>
    internal override Judgement Judge(FindingRun run) => Worst(At.Select(time => Judge(run, time)));

    private Judgement Judge(FindingRun run, StudyTime time)
    {
        double other = Than is null ? run.BaselineS(Group) : run.Curve(Than).At(time);
        double difference = 100 * (run.Curve(Group).At(time) / other - 1);
        (double value, double low, double high) = Sign switch
        {
            0 => (difference, -ByPercent, ByPercent),
            > 0 => (difference, ByPercent, AtMostPercent),
            _ => (-difference, ByPercent, AtMostPercent),
        };
        string relation = Sign switch
        {
            0 => "near",
            > 0 => "above",
            _ => "below",
        };
        string band = Sign == 0 ? Text($"within {ByPercent:0.##} %") : $"by {BandText.Of(low, high, "%")}";
        string actual =
            Than is not null && IsAtCutoff(run.Curve(Group), time) && IsAtCutoff(run.Curve(Than), time)
                ? $"not distinguishable, both at the cutoff on {Time(time)}"
                : ValueAt(difference, $"{difference:+0.#;-0.#;0} %", time);
        return new Judgement($"{Group} {relation} {Than ?? "baseline"} {band} on {On(At)}", actual, value, low, high, Scale: 5);
    }

    // Mean latencies at the cutoff can be this much below it.
    private static bool IsAtCutoff(LatencyCurve curve, StudyTime time) => curve.At(time) >= 0.999 * curve.Cutoff;
}

/// <summary>Groups in order of latency, highest first.</summary>
internal sealed record GroupOrder : Expectation
{
    /// <summary>The groups.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>Times of comparison.</summary>
    public required IReadOnlyList<StudyTime> At { get; init; }

    /// <summary>Smallest difference between neighbours in the order, percent of baseline.</summary>
    public required double ByPercent { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => At.Select(time => time.Hours);

    internal override IEnumerable<string> GroupNames => Groups;

    /// <inheritdoc/>
    internal override Judgement Judge(FindingRun run)
    {
        double step = At.Min(time =>
            Groups
                .Zip(Groups.Skip(1))
                .Min(pair => 100 * (run.Curve(pair.First).At(time) - run.Curve(pair.Second).At(time)) / run.BaselineS(pair.First))
        );
        return new Judgement(
            Text($"{string.Join(" > ", Groups)} by {ByPercent:0.##} % on {On(At)}"),
            double.IsNaN(step) ? "no value" : Text($"smallest difference {step:0.#} %"),
            step,
            ByPercent,
            double.PositiveInfinity,
            Scale: 5
        );
    }
}
