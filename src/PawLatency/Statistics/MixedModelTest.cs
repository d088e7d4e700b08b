using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>A mixed model as a test: one fit, and from it the ratio of two groups on each day.</summary>
internal abstract record MixedModelTest : LatencyTest
{
    public sealed override bool ComparesTwoGroups => true;

    protected sealed override bool FitsEachDay => false;

    // Ratios of latencies: below 1 the treated group is faster.
    public sealed override EffectDirection DirectionOf(TestResult result) =>
        result.Estimate < 1 ? EffectDirection.Below : EffectDirection.Above;

    public sealed override string Method(string kind) => $"{Title} of log {kind}, change from baseline";

    /// <summary>Fits the model and gives the comparison of a group with the control on a day.</summary>
    private protected abstract Func<string, double, TestResult> Fit(LatencyTable table, TestQuestion question);

    protected sealed override IReadOnlyList<TestResult> Compare(LatencyTable table, IReadOnlyList<string> groups, TestQuestion question)
    {
        Func<string, double, TestResult> compare = Fit(table, question);
        return [.. question.Days.SelectMany(day => groups.Select(group => compare(group, day)))];
    }
}

/// <summary><see cref="LinearMixedModel"/> as a test, fitted to the whole table.</summary>
internal sealed record LinearMixedModelTest : MixedModelTest
{
    public override string Name => "lmm";

    public override string Title => "linear mixed model";

    public override string Assumptions =>
        "Logarithms are normally distributed; an animal differs from its group by one amount on all days; "
        + "a value at the cutoff counts as it stands; values are missing at random.";

    private protected override Func<string, double, TestResult> Fit(LatencyTable table, TestQuestion question)
    {
        var fit = LinearMixedModel.Fit(table);
        return (group, day) => fit.Compare(group, question.Control, day, question.BaselineDays);
    }
}

/// <summary><see cref="CensoredMixedModel"/> as a test, fitted to the baseline and the tested days.</summary>
internal sealed record CensoredMixedModelTest : MixedModelTest
{
    public override string Name => "censored";

    public override string Title => "censored mixed model";

    public override string Assumptions =>
        "Logarithms are normally distributed; an animal differs from its group by one amount on all days; "
        + "a value at the cutoff is a lower bound; values are missing at random.";

    public override SessionValue Session => SessionValue.Median;

    private protected override Func<string, double, TestResult> Fit(LatencyTable table, TestQuestion question)
    {
        var fit = CensoredMixedModel.Fit(table.Select(null, [.. question.BaselineDays, .. question.Days]));
        return (group, day) => fit.Compare(group, question.Control, day, question.BaselineDays);
    }
}
