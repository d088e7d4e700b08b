namespace PawLatency.Evidence;

/// <summary>ED50 of a challenge drug in a group of rats.</summary>
internal sealed record Ed50 : Expectation
{
    /// <summary>Time of the challenge dose.</summary>
    public required StudyTime At { get; init; }

    /// <summary>The challenge drug, its route and the time to the test.</summary>
    public required Challenge Challenge { get; init; }

    /// <summary>Smallest ED50, ug/kg of the form of the challenge drug.</summary>
    public required double FromUgPerKg { get; init; }

    /// <summary>Largest ED50, ug/kg of the form of the challenge drug.</summary>
    public required double ToUgPerKg { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => [At.Hours];

    /// <inheritdoc/>
    internal override Judgement Judge(FindingRun run)
    {
        double dose = run.Ed50UgPerKg(Group, At, Challenge);
        string actual =
            dose == 0 ? "every dose gives more than half of the maximum effect"
            : double.IsInfinity(dose) ? "no dose gives half of the maximum effect"
            : Text($"{dose / 1000:G3} mg/kg");
        string band = Text($"{FromUgPerKg / 1000:G6} to {ToUgPerKg / 1000:G6} mg/kg");
        return Judge($"ED50 of {Challenge.Drug} in {Group} {band} on {Time(At)}", actual, dose, FromUgPerKg, ToUgPerKg);
    }

    // One error is a factor of two beyond the band, symmetric on the log scale.
    internal static Judgement Judge(string expected, string actual, double value, double low, double high) =>
        new(expected, actual, Math.Log2(value), Math.Log2(low), Math.Log2(high), Scale: 1);
}
