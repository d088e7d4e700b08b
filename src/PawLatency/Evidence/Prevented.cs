namespace PawLatency.Evidence;

/// <summary>The deficit below baseline of another group is smaller here by a share.</summary>
internal sealed record Prevented : Expectation
{
    /// <summary>The group with the deficit.</summary>
    public required string Than { get; init; }

    /// <summary>When.</summary>
    public required IReadOnlyList<StudyTime> At { get; init; }

    /// <summary>Smallest share that is prevented, percent.</summary>
    public required double ByPercent { get; init; }

    /// <summary>Largest share that counts as prevented, percent; beyond it the treatment does something else than to prevent.</summary>
    public double AtMostPercent { get; init; } = MostPercent;

    // 100 % is the control. A rat spared all adaptation keeps the relief of its drug, which the reviews draw up to one and a half times as
    // large
    // on day 1 as the later deficit (30 and 20 % of baseline): 250 %. The mean of ten rats is known to 5 % of baseline; two such errors are
    // half
    // of that deficit: 300 %.
    internal const double MostPercent = 300;

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => At.Select(time => time.Hours);

    internal override IEnumerable<string> GroupNames => [Group, Than];

    /// <inheritdoc/>
    internal override Judgement Judge(FindingRun run) => Worst(At.Select(time => Judge(run, time)));

    private Judgement Judge(FindingRun run, StudyTime time)
    {
        double deficit = run.BaselineS(Than) - run.Curve(Than).At(time),
            left = run.BaselineS(Group) - run.Curve(Group).At(time);
        // Where there is next to nothing to prevent, nothing was prevented.
        double share = deficit > 0.01 * run.BaselineS(Than) ? 100 * (1 - left / deficit) : double.NaN;
        string got = double.IsNaN(share) ? Text($"{Than} is not below baseline on {Time(time)}") : Text($"{share:0} % on {Time(time)}");
        return new Judgement(
            $"{Group} spared {BandText.Of(ByPercent, AtMostPercent, "%")} of the deficit of {Than} on {On(At)}",
            got,
            share,
            ByPercent,
            AtMostPercent,
            Scale: 20
        );
    }
}
