using PawLatency.Data;

namespace PawLatency.Evidence;

/// <summary>The peak, the first crossing below baseline or the deepest point of a curve lies in a time window.</summary>
internal sealed record CurveEventTime : Expectation
{
    // Rounding error of a curve that stays at baseline, s.
    private const double Noise = 1e-6;

    /// <summary>The event.</summary>
    public required CurveEvent Event { get; init; }

    /// <summary>Start of the window.</summary>
    public required StudyTime From { get; init; }

    /// <summary>End of the window.</summary>
    public required StudyTime To { get; init; }

    /// <summary>Smallest depth below baseline of the deepest point, percent.</summary>
    public double ByPercent { get; init; } = double.NegativeInfinity;

    /// <summary>Largest depth below baseline of the deepest point, percent.</summary>
    public double AtMostPercent { get; init; } = double.PositiveInfinity;

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => [From.Hours, To.Hours, To.Hours + 0.5 * Math.Max(1, To.Hours)];

    internal override IEnumerable<double> MeasuredTimesH => [From.Hours, To.Hours];

    internal override IEnumerable<double> ReadTimesH => [];

    /// <inheritdoc/>
    internal override Judgement Judge(FindingRun run)
    {
        double baselineS = run.BaselineS(Group);
        // Latencies before the first dose are baseline, not a peak.
        LatencyCurve treated = CurvePoints.From(run.Curve(Group), 0);
        (double peakH, double peakS) = CurvePoints.Highest(treated);
        LatencyCurve falling = CurvePoints.From(treated, peakH);
        (double deepestH, double deepestS) = CurvePoints.Lowest(falling);
        double found = Event switch
        {
            CurveEvent.Peak => peakS > baselineS ? peakH : double.NaN,
            CurveEvent.Deepest => deepestS < baselineS ? deepestH : double.NaN,
            _ => CurvePoints.PassageH(falling, baselineS, clearS: Noise),
        };
        string what = Event switch
        {
            CurveEvent.Peak => "peaks",
            CurveEvent.Deepest => "is deepest",
            _ => "crosses below baseline",
        };
        string actual = double.IsNaN(found) ? "never" : Time(new StudyTime(found));
        double scale = Math.Max(1, 0.25 * (To.Hours - From.Hours));
        var timing = new Judgement($"{Group} {what} between {Time(From)} and {Time(To)}", actual, found, From.Hours, To.Hours, scale);
        return Event == CurveEvent.Deepest && !double.IsInfinity(ByPercent)
            ? Worst([timing, Depth(timing, 100 * (1 - deepestS / baselineS))])
            : timing;
    }

    private Judgement Depth(Judgement timing, double percent) =>
        new(
            $"{timing.Expected}, {BandText.Of(ByPercent, AtMostPercent, "%")} below baseline",
            Text($"{timing.Actual}, {percent:0.#} % below"),
            percent,
            ByPercent,
            AtMostPercent,
            Scale: 5
        );
}

/// <summary>An event on a latency curve.</summary>
internal enum CurveEvent
{
    /// <summary>The largest latency.</summary>
    Peak,

    /// <summary>The smallest latency after the peak.</summary>
    Deepest,

    /// <summary>The first crossing below baseline after the peak.</summary>
    Crossing,
}
