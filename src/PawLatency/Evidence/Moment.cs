using PawLatency.Data;

namespace PawLatency.Evidence;

/// <summary>A moment of the curve in a window: first passage below baseline after the peak, the peak, or the deepest point after
/// it.</summary>
internal sealed record Moment : Expectation
{
    // A curve that stays on the baseline is off it by rounding, s.
    private const double Noise = 1e-6;

    /// <summary>Which moment.</summary>
    public required MomentKind Kind { get; init; }

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
        // What comes before the first dose is baseline, and no peak.
        LatencyCurve treated = CurvePoints.From(run.Curve(Group), 0);
        (double peakH, double peakS) = CurvePoints.Highest(treated);
        LatencyCurve falling = CurvePoints.From(treated, peakH);
        (double deepestH, double deepestS) = CurvePoints.Lowest(falling);
        double found = Kind switch
        {
            MomentKind.Peak => peakS > baselineS ? peakH : double.NaN,
            MomentKind.Deepest => deepestS < baselineS ? deepestH : double.NaN,
            _ => CurvePoints.PassageH(falling, baselineS, clearS: Noise),
        };
        string what = Kind switch
        {
            MomentKind.Peak => "peaks",
            MomentKind.Deepest => "is deepest",
            _ => "passes below baseline",
        };
        string actual = double.IsNaN(found) ? "never" : Time(new StudyTime(found));
        double scale = Math.Max(1, 0.25 * (To.Hours - From.Hours));
        var moment = new Judgement($"{Group} {what} between {Time(From)} and {Time(To)}", actual, found, From.Hours, To.Hours, scale);
        return Kind == MomentKind.Deepest && !double.IsInfinity(ByPercent)
            ? Worst([moment, Depth(moment, 100 * (1 - deepestS / baselineS))])
            : moment;
    }

    private Judgement Depth(Judgement moment, double percent) =>
        new(
            $"{moment.Expected}, {BandText.Of(ByPercent, AtMostPercent, "%")} below baseline",
            Text($"{moment.Actual}, {percent:0.#} % below"),
            percent,
            ByPercent,
            AtMostPercent,
            Scale: 5
        );
}

/// <summary>A moment of a curve.</summary>
internal enum MomentKind
{
    /// <summary>The largest latency.</summary>
    Peak,

    /// <summary>The smallest latency after the peak.</summary>
    Deepest,

    /// <summary>The first passage below baseline after the peak.</summary>
    Crossing,
}
