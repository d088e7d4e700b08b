namespace PawLatency.Evidence;

/// <summary>A published value with its standard error.</summary>
internal sealed record PrintedValue : Expectation
{
    // Two published errors on either side cover most repeats of the experiment.
    internal const double ErrorsAllowed = 2;

    /// <summary>Times of comparison.</summary>
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
    internal override Judgement Judge(FindingRun run) =>
        Worst(
            At.Select(time =>
            {
                double baseline = run.BaselineS(Group),
                    change = run.Curve(Group).At(time) - baseline;
                double value = 100 * change / (OfMaximum ? run.Curve(Group).Cutoff - baseline : baseline);
                string what = OfMaximum ? "of the maximum possible effect" : "change from baseline";
                return new Judgement(
                    Text($"{Group} {ValuePercent:0.#} +- {ErrorPercent:0.#} % {what} on {On(At)}"),
                    ValueAt(value, $"{value:0.#} %", time),
                    value,
                    ValuePercent - ErrorsAllowed * ErrorPercent,
                    ValuePercent + ErrorsAllowed * ErrorPercent,
                    ErrorPercent
                );
            })
        );
}

/// <summary>Published effect of a group (latency minus baseline) as a share of the effect of another group at the same time.</summary>
internal sealed record EffectShare : Expectation
{
    /// <summary>The other group.</summary>
    public required string Of { get; init; }

    /// <summary>Times of comparison.</summary>
    public required IReadOnlyList<StudyTime> At { get; init; }

    /// <summary>The share, percent.</summary>
    public required double ValuePercent { get; init; }

    /// <summary>Its error, percent.</summary>
    public required double ErrorPercent { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => At.Select(time => time.Hours);

    internal override IEnumerable<string> GroupNames => [Group, Of];

    /// <inheritdoc/>
    internal override Judgement Judge(FindingRun run) => Worst(At.Select(time => Judge(run, time)));

    private Judgement Judge(FindingRun run, StudyTime time)
    {
        double reference = run.Curve(Of).At(time) - run.BaselineS(Of),
            effect = run.Curve(Group).At(time) - run.BaselineS(Group);
        // No share is defined if the reference effect is negligible.
        double share = Math.Abs(reference) > 0.01 * run.BaselineS(Of) ? 100 * effect / reference : double.NaN;
        string actual = double.IsNaN(share) ? Text($"{Of} has no effect on {Time(time)}") : Text($"{share:0.#} % on {Time(time)}");
        return new Judgement(
            Text($"{Group} has {ValuePercent:0.#} +- {ErrorPercent:0.#} % of the effect of {Of} on {On(At)}"),
            actual,
            share,
            ValuePercent - PrintedValue.ErrorsAllowed * ErrorPercent,
            ValuePercent + PrintedValue.ErrorsAllowed * ErrorPercent,
            ErrorPercent
        );
    }
}
