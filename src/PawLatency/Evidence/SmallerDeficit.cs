using PawLatency.Data;

namespace PawLatency.Evidence;

/// <summary>The largest deficit of a group in a time window is smaller than that of another group in the same window.</summary>
internal sealed record SmallerDeficit : Expectation
{
    /// <summary>The other group.</summary>
    public required string Than { get; init; }

    /// <summary>Start of the window.</summary>
    public required StudyTime From { get; init; }

    /// <summary>End of the window.</summary>
    public required StudyTime To { get; init; }

    /// <summary>Smallest difference between the two deficits, percent of each group's baseline.</summary>
    public required double ByPercent { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => [From.Hours, To.Hours];

    internal override IEnumerable<string> GroupNames => [Group, Than];

    internal override IEnumerable<double> ReadTimesH => [];

    /// <inheritdoc/>
    internal override Judgement Judge(FindingRun run)
    {
        (double own, double other) = (Depth(run, Group), Depth(run, Than));
        // No comparison is possible if the other group has no deficit.
        double difference = other > 1 ? other - own : double.NaN;
        string actual = double.IsNaN(difference)
            ? $"{Than} is not below baseline"
            : Text($"{own:0.#} % against {other:0.#} % below baseline");
        return new Judgement(
            Text($"largest deficit of {Group} at least {ByPercent:0.##} % smaller than that of {Than} between {Time(From)} and {Time(To)}"),
            actual,
            difference,
            ByPercent,
            double.PositiveInfinity,
            Scale: 5
        );
    }

    // Depth below baseline, percent of baseline; negative if the curve stays above.
    private double Depth(FindingRun run, string group)
    {
        LatencyCurve curve = run.Curve(group);
        // If the curve does not reach an end of the window, the depth there is unknown.
        double least = Math.Min(curve.At(From), curve.At(To));
        least = !double.IsNaN(least) && curve.Between(From.Hours, To.Hours) is { } window ? CurvePoints.Lowest(window).LatencyS : least;
        return 100 * (1 - least / run.BaselineS(group));
    }
}
