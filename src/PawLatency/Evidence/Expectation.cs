using System.Globalization;

namespace PawLatency.Evidence;

/// <summary>What must be seen in an experiment.</summary>
public abstract record Expectation
{
    /// <summary>The group, or the first of several.</summary>
    public required string Group { get; init; }

    /// <summary>What a critical reader should know, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Times that must be simulated, h.</summary>
    public abstract IEnumerable<double> TimesH { get; }

    /// <summary>Holds the expectation against a run.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="ArgumentException">A group is not in the run.</exception>
    public abstract Judgement Judge(FindingRun run);

    private protected static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private protected static string On(IReadOnlyList<StudyTime> times) => string.Join(", ", times.Select(Time));

    private protected static string Time(StudyTime time) => Math.Abs(time.Hours) < 24 ? Text($"{Math.Round(time.Hours, 2)} h") : time.ToString();

    private protected static string Band(double low, double high, string unit) => (double.IsInfinity(low), double.IsInfinity(high)) switch
    {
        (false, false) => Text($"{low:0.##} to {high:0.##} {unit}"),
        (false, true) => Text($"at least {low:0.##} {unit}"),
        _ => Text($"at most {high:0.##} {unit}"),
    };

    // The worst of several times decides.
    private protected static Judgement Worst(IEnumerable<Judgement> judgements) => judgements.MaxBy(judgement => judgement.Misfit)!;
}

/// <summary>Latency above, below or near that of another group, or the baseline, at stated times. Percent of the other's latency.</summary>
public sealed record Comparison : Expectation
{
    /// <summary>The other group, or null for the group's own baseline.</summary>
    public string? Than { get; init; }

    /// <summary>When.</summary>
    public required IReadOnlyList<StudyTime> At { get; init; }

    /// <summary>+1 for above, -1 for below, 0 for near.</summary>
    public required int Sign { get; init; }

    /// <summary>Smallest difference, or for near the largest, percent.</summary>
    public required double ByPercent { get; init; }

    /// <summary>Largest difference, percent.</summary>
    public double AtMostPercent { get; init; } = double.PositiveInfinity;

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => At.Select(time => time.Hours);

    /// <inheritdoc/>
    public override Judgement Judge(FindingRun run) => Worst(At.Select(time => Judge(run, time)));

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
        string relation = Sign switch { 0 => "near", > 0 => "above", _ => "below" };
        string band = Sign == 0 ? Text($"within {ByPercent:0.##} %") : $"by {Band(low, high, "%")}";
        return new Judgement($"{Group} {relation} {Than ?? "baseline"} {band} on {On(At)}", Text($"{difference:+0.#;-0.#;0} % on {Time(time)}"), value, low, high, Scale: 5);
    }
}

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

    /// <inheritdoc/>
    public override Judgement Judge(FindingRun run)
    {
        var curve = run.Curve(Group);
        ReadOnlySpan<double> times = curve.TimesH, latencies = curve.LatenciesS;
        double baseline = run.BaselineS(Group);
        int peak = 0;
        for (int i = 0; i < times.Length; i++)
        {
            peak = times[i] >= 0 && latencies[i] > latencies[peak] ? i : peak;
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
            _ => crossing < 0 ? double.NaN : times[crossing],
        };
        string what = Kind switch { MomentKind.Peak => "peaks", MomentKind.Deepest => "is deepest", _ => "passes below baseline" };
        string got = double.IsNaN(found) ? "never" : Time(new StudyTime(found));
        double scale = Math.Max(1, 0.25 * (To.Hours - From.Hours));
        var moment = new Judgement($"{Group} {what} between {Time(From)} and {Time(To)}", got, found, From.Hours, To.Hours, scale);
        double depth = 100 * (1 - latencies[deepest] / baseline);
        return Kind == MomentKind.Deepest && !double.IsInfinity(ByPercent)
            ? Worst([moment, new Judgement($"{moment.Expected}, {Band(ByPercent, AtMostPercent, "%")} below baseline", Text($"{got}, {depth:0.#} % below"), depth, ByPercent, AtMostPercent, Scale: 5)])
            : moment;
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

/// <summary>Within a share of baseline from a time on.</summary>
public sealed record Recovered : Expectation
{
    /// <summary>From when.</summary>
    public required StudyTime At { get; init; }

    /// <summary>Largest distance from baseline, percent.</summary>
    public required double WithinPercent { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => [At.Hours, At.Hours + 24];

    /// <inheritdoc/>
    public override Judgement Judge(FindingRun run)
    {
        double baseline = run.BaselineS(Group), farthest = 0;
        var curve = run.Curve(Group);
        for (int i = 0; i < curve.TimesH.Length; i++)
        {
            double distance = 100 * (curve.LatenciesS[i] / baseline - 1);
            farthest = curve.TimesH[i] >= At.Hours && Math.Abs(distance) > Math.Abs(farthest) ? distance : farthest;
        }

        return new Judgement(Text($"{Group} within {WithinPercent:0.##} % of baseline from {Time(At)} on"), Text($"{farthest:+0.#;-0.#;0} %"), farthest, -WithinPercent, WithinPercent, Scale: 5);
    }
}

/// <summary>Total time spent below baseline.</summary>
public sealed record Lasting : Expectation
{
    /// <summary>Shortest time, h.</summary>
    public required double FromH { get; init; }

    /// <summary>Longest time, h.</summary>
    public required double ToH { get; init; }

    /// <summary>How far below baseline counts, percent.</summary>
    public required double ByPercent { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => [FromH, 2 * ToH + 24];

    /// <inheritdoc/>
    public override Judgement Judge(FindingRun run)
    {
        var curve = run.Curve(Group);
        double level = run.BaselineS(Group) * (1 - ByPercent / 100), hours = 0;
        for (int i = 1; i < curve.TimesH.Length; i++)
        {
            hours += curve.LatenciesS[i] < level ? curve.TimesH[i] - curve.TimesH[i - 1] : 0;
        }

        return new Judgement(Text($"{Group} at least {ByPercent:0.##} % below baseline for {FromH:0.##} to {ToH:0.##} h"), Text($"{hours:0.#} h"), hours, FromH, ToH, Math.Max(1, 0.25 * (ToH - FromH)));
    }
}

/// <summary>Groups in order of latency, highest first.</summary>
public sealed record Ordered : Expectation
{
    /// <summary>The groups.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>When.</summary>
    public required IReadOnlyList<StudyTime> At { get; init; }

    /// <summary>Smallest step from one to the next, percent of baseline.</summary>
    public required double ByPercent { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => At.Select(time => time.Hours);

    /// <inheritdoc/>
    public override Judgement Judge(FindingRun run)
    {
        double step = At.Min(time => Groups.Zip(Groups.Skip(1)).Min(pair =>
            100 * (run.Curve(pair.First).At(time) - run.Curve(pair.Second).At(time)) / run.BaselineS(pair.First)));
        return new Judgement(Text($"{string.Join(" > ", Groups)} by {ByPercent:0.##} % on {On(At)}"), Text($"smallest step {step:0.#} %"), step, ByPercent, double.PositiveInfinity, Scale: 5);
    }
}

/// <summary>The deficit below baseline of another group is smaller here by a share.</summary>
public sealed record Prevented : Expectation
{
    /// <summary>The group with the deficit.</summary>
    public required string Than { get; init; }

    /// <summary>When.</summary>
    public required IReadOnlyList<StudyTime> At { get; init; }

    /// <summary>Smallest share that is prevented, percent.</summary>
    public required double ByPercent { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => At.Select(time => time.Hours);

    /// <inheritdoc/>
    public override Judgement Judge(FindingRun run) => Worst(At.Select(time => Judge(run, time)));

    private Judgement Judge(FindingRun run, StudyTime time)
    {
        double deficit = run.BaselineS(Than) - run.Curve(Than).At(time), left = run.BaselineS(Group) - run.Curve(Group).At(time);
        // Where there is next to nothing to prevent, nothing was prevented.
        double share = deficit > 0.01 * run.BaselineS(Than) ? 100 * (1 - left / deficit) : double.NaN;
        string got = double.IsNaN(share) ? Text($"{Than} is not below baseline on {Time(time)}") : Text($"{share:0} % on {Time(time)}");
        return new Judgement(Text($"{Group} spared at least {ByPercent:0.##} % of the deficit of {Than} on {On(At)}"), got, share, ByPercent, double.PositiveInfinity, Scale: 20);
    }
}

/// <summary>A printed value with its error.</summary>
public sealed record PrintedValue : Expectation
{
    // Two printed errors either way hold most of what a repeat of the experiment would give.
    private const double ErrorsAllowed = 2;

    /// <summary>When.</summary>
    public required IReadOnlyList<StudyTime> At { get; init; }

    /// <summary>Whether the value is percent of the maximum possible effect (otherwise percent change from baseline).</summary>
    public required bool OfMaximum { get; init; }

    /// <summary>The value, percent.</summary>
    public required double ValuePercent { get; init; }

    /// <summary>Its error, percent.</summary>
    public required double ErrorPercent { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => At.Select(time => time.Hours);

    /// <inheritdoc/>
    public override Judgement Judge(FindingRun run) => Worst(At.Select(time =>
    {
        double baseline = run.BaselineS(Group), change = run.Curve(Group).At(time) - baseline;
        double value = 100 * change / (OfMaximum ? run.Curve(Group).CutoffS - baseline : baseline);
        string what = OfMaximum ? "of the maximum possible effect" : "change from baseline";
        return new Judgement(Text($"{Group} {ValuePercent:0.#} +- {ErrorPercent:0.#} % {what} on {On(At)}"), Text($"{value:0.#} % on {Time(time)}"),
            value, ValuePercent - ErrorsAllowed * ErrorPercent, ValuePercent + ErrorsAllowed * ErrorPercent, ErrorPercent);
    }));
}

/// <summary>Ratio of the ED50s of two groups to a challenge.</summary>
public sealed record Ed50Ratio : Expectation
{
    /// <summary>The group in the denominator.</summary>
    public required string Than { get; init; }

    /// <summary>When the challenge is given.</summary>
    public required StudyTime At { get; init; }

    /// <summary>The challenge.</summary>
    public required Challenge Challenge { get; init; }

    /// <summary>Smallest ratio, dimensionless.</summary>
    public required double From { get; init; }

    /// <summary>Largest ratio, dimensionless.</summary>
    public required double To { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => [At.Hours];

    /// <inheritdoc/>
    public override Judgement Judge(FindingRun run)
    {
        double upper = run.Ed50UgPerKg(Group, At, Challenge), lower = run.Ed50UgPerKg(Than, At, Challenge);
        double ratio = upper / lower;
        string got = double.IsFinite(ratio) ? Text($"{ratio:0.##} ({upper / 1000:G3} over {lower / 1000:G3} mg/kg)") : "no dose has half of the effect";
        // A factor of two beyond the band is one error; the logarithm is symmetric.
        return new Judgement(Text($"ED50 of {Challenge.Drug.Substance.Name} {Group} over {Than} {From:0.##} to {To:0.##} on {Time(At)}"), got,
            Math.Log2(ratio), Math.Log2(From), Math.Log2(To), Scale: 1);
    }
}
