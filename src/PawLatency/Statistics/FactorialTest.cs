using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>Which effects of a 2 x 2 design are tested.</summary>
internal enum FactorialEffect
{
    /// <summary>Both main effects and the interaction.</summary>
    All,

    /// <summary>Both main effects.</summary>
    Main,

    /// <summary>The interaction alone.</summary>
    Interaction,
}

/// <summary>
/// A 2 x 2 design on one day: neither drug (the control), each drug alone, both. The main effect of a drug is the mean difference with
/// and without it, over the presence of the other; the interaction is how far the effect of both differs from the sum of the effects of
/// each. The contrasts of the four means let the variances of the groups differ, with Welch's degrees of freedom of 1947. The group with
/// both drugs is the treated group of the question, or the one whose name holds the names of the other two.
/// </summary>
internal sealed record FactorialTest(FactorialEffect Effect) : LatencyTest
{
    public override string Name =>
        Effect switch
        {
            FactorialEffect.Main => "main-effects",
            FactorialEffect.Interaction => "interaction",
            _ => "factorial",
        };

    public override string Title => "2 x 2 factorial analysis";

    public override string Assumptions =>
        "Values within a group are normally distributed; the variances of the four groups may differ; "
        + "effects that do not interact add up on the scale that is tested.";

    public override bool ComparesFourGroups => true;

    public override bool HasDirection => false;

    public override string Method(string kind) =>
        Effect switch
        {
            FactorialEffect.Main => $"{Title}, main effects",
            FactorialEffect.Interaction => $"{Title}, interaction",
            _ => $"{Title}, main effects and interaction",
        };

    public override EffectDirection DirectionOf(TestResult result) => EffectDirection.Either;

    protected override IReadOnlyList<TestResult> Compare(LatencyTable table, IReadOnlyList<string> groups, TestQuestion question)
    {
        (string first, string second, string both) = FactorsOf(table.Groups, question);
        double day = question.Days[0];
        string[] names = [question.Control, first, second, both];
        double[][] samples = [.. names.Select(name => Sample(table, name, day, 2))];
        if (samples.All(sample => !IsSpread(sample.Max() - sample.Min(), sample.Max(Math.Abs))))
        {
            throw new AnalysisException($"All values of each group are equal {On(day)}; without any spread the {Title} has no statistic.");
        }

        string animals = string.Join(", ", names.Zip(samples, (name, sample) => FormattableString.Invariant($"{sample.Length} {name}")));
        TestResult Result(string what, string estimate, params double[] weights) =>
            Contrast.Of([.. weights.Zip(samples)], Contrast.Welch).Result(Title, $"{what} {On(day)}", estimate, table.Unit, animals);
        TestResult[] main =
        [
            Result($"{first}, main effect", "mean difference", -0.5, 0.5, -0.5, 0.5),
            Result($"{second}, main effect", "mean difference", -0.5, -0.5, 0.5, 0.5),
        ];
        TestResult interaction = Result($"{first} x {second}, interaction", "difference of differences", 1, -1, -1, 1);
        return Effect switch
        {
            FactorialEffect.Main => main,
            FactorialEffect.Interaction => [interaction],
            _ => [.. main, interaction],
        };
    }

    private (string First, string Second, string Both) FactorsOf(IReadOnlyList<string> groups, TestQuestion question)
    {
        string[] others = [.. groups.Where(group => group != question.Control)];
        if (others.Length != 3)
        {
            throw new AnalysisException(
                $"The {Title} takes four groups: neither drug, each alone, both. There are {groups.Count}: {string.Join(", ", groups)}."
            );
        }

        string[] holding =
        [
            .. others.Where(group =>
                question.Treated is { } treated
                    ? group == treated
                    : others.All(other => group.Contains(other, StringComparison.OrdinalIgnoreCase))
            ),
        ];
        if (holding.Length != 1)
        {
            throw new AnalysisException(
                $"Which of {string.Join(", ", others)} was given both drugs? Name it as the treated group (--treated)."
            );
        }

        string[] alone = [.. others.Where(group => group != holding[0])];
        return (alone[0], alone[1], holding[0]);
    }
}
