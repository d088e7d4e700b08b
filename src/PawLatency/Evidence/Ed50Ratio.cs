namespace PawLatency.Evidence;

/// <summary>Ratio of the ED50s of two groups, optionally divided by the ratio of another pair.</summary>
internal sealed record Ed50Ratio : Expectation
{
    /// <summary>The group in the denominator.</summary>
    public required string Than { get; init; }

    /// <summary>Time of the challenge dose.</summary>
    public required StudyTime At { get; init; }

    /// <summary>The challenge drug, its route and the time to the test.</summary>
    public required Challenge Challenge { get; init; }

    /// <summary>The pair whose ratio is the divisor, or null for a single ratio.</summary>
    public Ed50Pair? Against { get; init; }

    /// <summary>Smallest ratio, dimensionless.</summary>
    public required double From { get; init; }

    /// <summary>Largest ratio, dimensionless.</summary>
    public required double To { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => Pairs.Select(pair => pair.At.Hours);

    internal override IEnumerable<string> GroupNames => Pairs.SelectMany(pair => new[] { pair.Group, pair.Than });

    /// <inheritdoc/>
    internal override Judgement Judge(FindingRun run)
    {
        Measured[] found = [.. Pairs.Select(pair => Measured.Of(run, pair))];
        double ratio = found.Length == 1 ? found[0].Ratio : found[0].Ratio / found[1].Ratio;
        string actual =
            found.Select(one => one.WhyNot).FirstOrDefault(reason => reason is not null)
            ?? (found.Length == 1 ? Text($"{ratio:0.##} ({found[0].Doses})") : Text($"{ratio:0.##} ({found[0].Doses}; {found[1].Doses})"));
        string expected =
            found.Length == 1
                ? Text($"{Pairs[0]} {From:0.##} to {To:0.##} on {Time(At)}")
                : Text($"{Pairs[0]} on {Time(At)}, divided by {Pairs[1]} on {Time(Against!.At)}, {From:0.##} to {To:0.##}");
        return Ed50.Judge(expected, actual, ratio, From, To);
    }

    private Ed50Pair[] Pairs => Against is null ? [new(Group, Than, At, Challenge)] : [new(Group, Than, At, Challenge), Against];

    private sealed record Measured(Ed50Pair Pair, double Upper, double Lower)
    {
        public static Measured Of(FindingRun run, Ed50Pair pair) =>
            new(pair, run.Ed50UgPerKg(pair.Group, pair.At, pair.Challenge), run.Ed50UgPerKg(pair.Than, pair.At, pair.Challenge));

        public double Ratio => Upper / Lower;

        public string Doses => Text($"{Upper / 1000:G3} over {Lower / 1000:G3} mg/kg");

        // Why there is no ratio, or null if there is one.
        public string? WhyNot =>
            double.IsFinite(Ratio) ? null
            : Lower == 0 ? $"every dose gives more than half of the maximum effect in {Pair.Than}"
            : $"no dose gives half of the maximum effect in {(double.IsInfinity(Upper) ? Pair.Group : Pair.Than)}";
    }
}

/// <summary>Two groups whose ED50s are divided.</summary>
/// <param name="Group">The group in the numerator.</param>
/// <param name="Than">The group in the denominator.</param>
/// <param name="At">Time of the challenge dose.</param>
/// <param name="Challenge">The challenge drug, its route and the time to the test.</param>
internal sealed record Ed50Pair(string Group, string Than, StudyTime At, Challenge Challenge)
{
    /// <summary>In words.</summary>
    public override string ToString() => $"ED50 of {Challenge.Drug.Substance.Name} {Group} over {Than}";
}
