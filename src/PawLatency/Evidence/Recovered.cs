using PawLatency.Data;

namespace PawLatency.Evidence;

/// <summary>Latency stays within a percentage of baseline from a given time.</summary>
internal sealed record Recovered : Expectation
{
    /// <summary>Start of the period.</summary>
    public required StudyTime At { get; init; }

    /// <summary>Largest distance from baseline, percent.</summary>
    public required double WithinPercent { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => [At.Hours, At.Hours + 24];

    internal override IEnumerable<double> MeasuredTimesH => [At.Hours];

    /// <inheritdoc/>
    internal override Judgement Judge(FindingRun run)
    {
        var curve = run.Curve(Group);
        double baseline = run.BaselineS(Group),
            farthest = 100 * (curve.At(At) / baseline - 1);
        for (int i = 0; i < curve.TimesH.Length; i++)
        {
            double distance = 100 * (curve.Values[i] / baseline - 1);
            farthest = curve.TimesH[i] >= At.Hours && Math.Abs(distance) > Math.Abs(farthest) ? distance : farthest;
        }

        return new Judgement(
            Text($"{Group} within {WithinPercent:0.##} % of baseline from {Time(At)}"),
            Text($"{farthest:+0.#;-0.#;0} %"),
            farthest,
            -WithinPercent,
            WithinPercent,
            Scale: 5
        );
    }
}

/// <summary>Total time spent below baseline.</summary>
internal sealed record DeficitDuration : Expectation
{
    /// <summary>Shortest time, h.</summary>
    public required double FromH { get; init; }

    /// <summary>Longest time, h.</summary>
    public required double ToH { get; init; }

    /// <summary>Smallest depth below baseline that counts, percent.</summary>
    public required double ByPercent { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => [FromH, 2 * ToH + 24];

    internal override IEnumerable<double> MeasuredTimesH => [];

    internal override Judgement JudgeMeasured(FindingRun run)
    {
        var curve = run.Curve(Group);
        return curve.Values[^1] >= Level(run)
            ? base.JudgeMeasured(run)
            : throw new ArgumentException(
                $"The data of \"{Group}\" end on {Time(new StudyTime(curve.TimesH[^1]))}, "
                    + "still below baseline, so the total time below it is unknown."
            );
    }

    /// <inheritdoc/>
    internal override Judgement Judge(FindingRun run)
    {
        var curve = run.Curve(Group);
        double hours = AreaUnderCurve.DaysBelow(curve.TimesH, curve.Values, Level(run));
        return new Judgement(
            Text($"{Group} at least {ByPercent:0.##} % below baseline for {FromH:0.##} to {ToH:0.##} h"),
            Text($"{hours:0.#} h"),
            hours,
            FromH,
            ToH,
            Math.Max(1, 0.25 * (ToH - FromH))
        );
    }

    private double Level(FindingRun run) => run.BaselineS(Group) * (1 - ByPercent / 100);
}
