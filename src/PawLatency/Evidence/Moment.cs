using PawLatency.Analysis;

namespace PawLatency.Evidence;

/// <summary>A moment of the curve in a window: first passage below baseline after the peak, the peak, or the deepest point after it.</summary>
public sealed record Moment : Expectation
{
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
    public override Judgement Judge(FindingRun run)
    {
        var curve = run.Curve(Group);
        ReadOnlySpan<double> times = curve.TimesH, latencies = curve.Values;
        double baseline = run.BaselineS(Group);
        // What comes before the first dose is baseline, and no peak.
        int peak = 0;
        while (times[peak] < 0 && peak < times.Length - 1)
        {
            peak++;
        }

        for (int i = peak; i < times.Length; i++)
        {
            peak = latencies[i] > latencies[peak] ? i : peak;
        }

        int deepest = peak, crossing = -1;
        for (int i = peak; i < times.Length; i++)
        {
            deepest = latencies[i] < latencies[deepest] ? i : deepest;
            crossing = crossing < 0 && latencies[i] < baseline - 1e-6 ? i : crossing;
        }

        double found = Kind switch
        {
            MomentKind.Peak => latencies[peak] > baseline ? times[peak] : double.NaN,
            MomentKind.Deepest => latencies[deepest] < baseline ? times[deepest] : double.NaN,
            _ => crossing < 0 ? double.NaN : Passage(curve, crossing, baseline),
        };
        string what = Kind switch { MomentKind.Peak => "peaks", MomentKind.Deepest => "is deepest", _ => "passes below baseline" };
        string got = double.IsNaN(found) ? "never" : Time(new StudyTime(found));
        double scale = Math.Max(1, 0.25 * (To.Hours - From.Hours));
        var moment = new Judgement($"{Group} {what} between {Time(From)} and {Time(To)}", got, found, From.Hours, To.Hours, scale);
        double depth = 100 * (1 - latencies[deepest] / baseline);
        return Kind == MomentKind.Deepest && !double.IsInfinity(ByPercent)
            ? Worst([moment, new Judgement($"{moment.Expected}, {BandText.Of(ByPercent, AtMostPercent, "%")} below baseline", Text($"{got}, {depth:0.#} % below"), depth, ByPercent, AtMostPercent, Scale: 5)])
            : moment;
    }

    // On the straight line from the point before, as a contract reads it.
    private static double Passage(LatencyCurve curve, int below, double baseline)
    {
        if (below == 0 || curve.Values[below - 1] <= baseline)
        {
            return curve.TimesH[below];
        }

        (double before, double after) = (curve.Values[below - 1], curve.Values[below]);
        return curve.TimesH[below - 1] + (before - baseline) / (before - after) * (curve.TimesH[below] - curve.TimesH[below - 1]);
    }
}

/// <summary>A moment of a curve.</summary>
public enum MomentKind
{
    /// <summary>The largest latency.</summary>
    Peak,

    /// <summary>The smallest latency after the peak.</summary>
    Deepest,

    /// <summary>The first passage below baseline after the peak.</summary>
    Crossing,
}
