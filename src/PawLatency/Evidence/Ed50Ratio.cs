namespace PawLatency.Evidence;

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

    internal override IEnumerable<string> GroupNames => [Group, Than];

    /// <inheritdoc/>
    public override Judgement Judge(FindingRun run)
    {
        double upper = run.Ed50UgPerKg(Group, At, Challenge), lower = run.Ed50UgPerKg(Than, At, Challenge);
        double ratio = upper / lower;
        string got = double.IsFinite(ratio) ? Text($"{ratio:0.##} ({upper / 1000:G3} over {lower / 1000:G3} mg/kg)")
            : lower == 0 ? $"every dose has half of the effect in {Than}" : $"no dose has half of the effect in {(double.IsInfinity(upper) ? Group : Than)}";
        // A factor of two beyond the band is one error; the logarithm is symmetric.
        return new Judgement(Text($"ED50 of {Challenge.Drug.Substance.Name} {Group} over {Than} {From:0.##} to {To:0.##} on {Time(At)}"), got,
            Math.Log2(ratio), Math.Log2(From), Math.Log2(To), Scale: 1);
    }
}
