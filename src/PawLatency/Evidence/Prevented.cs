namespace PawLatency.Evidence;

/// <summary>The deficit below baseline of another group is prevented by at least a share.</summary>
internal sealed record Prevented : Expectation
{
    /// <summary>The group with the deficit.</summary>
    public required string Than { get; init; }

    /// <summary>Times of comparison.</summary>
    public required IReadOnlyList<StudyTime> At { get; init; }

    /// <summary>Smallest share of the deficit that is prevented, percent.</summary>
    public required double ByPercent { get; init; }

    /// <summary>Largest share that counts as prevented, percent; above it the treatment does more than prevent the deficit.</summary>
    public double AtMostPercent { get; init; } = MostPercent;

    // 100 % means no deficit. A rat without any adaptation keeps the analgesia of its drug, which the reviews show on day 1 as up to 1.5
    // times the later deficit (30 and 20 % of baseline), so 250 %. The mean of ten rats has an error of 5 % of baseline; two such errors
    // are half of that deficit, so 300 %.
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
        // No share is defined if the deficit is negligible.
        double share = deficit > 0.01 * run.BaselineS(Than) ? 100 * (1 - left / deficit) : double.NaN;
        string actual = double.IsNaN(share) ? Text($"{Than} is not below baseline on {Time(time)}") : Text($"{share:0} % on {Time(time)}");
        return new Judgement(
            $"{Group} spared {BandText.Of(ByPercent, AtMostPercent, "%")} of the deficit of {Than} on {On(At)}",
            actual,
            share,
            ByPercent,
            AtMostPercent,
            Scale: 20
        );
    }
}
