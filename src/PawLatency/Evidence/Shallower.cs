using PawLatency.Data;

namespace PawLatency.Evidence;

/// <summary>The deepest point of a group in a window is less deep than another group's, whenever in the window either has it.</summary>
internal sealed record Shallower : Expectation
{
    /// <summary>The other group.</summary>
    public required string Than { get; init; }

    /// <summary>Start of the window.</summary>
    public required StudyTime From { get; init; }

    /// <summary>End of the window.</summary>
    public required StudyTime To { get; init; }

    /// <summary>Smallest difference of the two depths, percent of each group's baseline.</summary>
    public required double ByPercent { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => [From.Hours, To.Hours];

    internal override IEnumerable<string> GroupNames => [Group, Than];

    internal override IEnumerable<double> ReadTimesH => [];

    /// <inheritdoc/>
    internal override Judgement Judge(FindingRun run)
    {
        (double own, double other) = (Depth(run, Group), Depth(run, Than));
        // Where the other has no depth, nothing is shallower.
        double difference = other > 1 ? other - own : double.NaN;
        string got = double.IsNaN(difference) ? $"{Than} is not below baseline" : Text($"{own:0.#} % against {other:0.#} % below baseline");
        return new Judgement(
            Text($"{Group} at its deepest at least {ByPercent:0.##} % shallower than {Than} between {Time(From)} and {Time(To)}"),
            got,
            difference,
            ByPercent,
            double.PositiveInfinity,
            Scale: 5
        );
    }

    // Depth below baseline, percent of it; negative where the curve stays above.
    private double Depth(FindingRun run, string group)
    {
        LatencyCurve curve = run.Curve(group);
        // Where the curve does not reach an end of the window, its depth there is not known.
        double least = Math.Min(curve.At(From), curve.At(To));
        least = !double.IsNaN(least) && curve.Between(From.Hours, To.Hours) is { } window ? CurvePoints.Lowest(window).LatencyS : least;
        return 100 * (1 - least / run.BaselineS(group));
    }
}
