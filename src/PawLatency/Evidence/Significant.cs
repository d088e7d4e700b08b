using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Simulation;
using PawLatency.Statistics;

namespace PawLatency.Evidence;

/// <summary>
/// Two groups differ significantly. The experiment is simulated 200 times with rats that vary; in at least a given share of the repeats
/// the session means must differ with p below 0.05 in either direction (Welch 1947, Biometrika 34:28-35). Measured rats are tested once.
/// </summary>
internal sealed record Significant : Expectation
{
    /// <inheritdoc/>
    public override bool IsLong => true;

    private const int Repeats = 200,
        Trials = 3;
    private const double Level = 0.05;

    /// <summary>The other group.</summary>
    public required string Than { get; init; }

    /// <summary>Time of the test.</summary>
    public required StudyTime At { get; init; }

    /// <summary>Rats in each of the two simulated groups, at least 2.</summary>
    public required int Rats { get; init; }

    /// <summary>Smallest share of the repeats, percent.</summary>
    public required double PowerPercent { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => [At.Hours];

    internal override IEnumerable<string> GroupNames => [Group, Than];

    /// <summary>Significance cannot be read from curves: <see cref="Verification.Run"/> simulates the rats it needs.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="ArgumentException">Always.</exception>
    internal override Judgement Judge(FindingRun run) =>
        throw new ArgumentException("Significance cannot be read from curves; it needs individual rats.");

    internal override Judgement JudgeMeasured(FindingRun run)
    {
        double[] first = run.IndividualRats(Group, At),
            second = run.IndividualRats(Than, At);
        double probability = PValue(first, second);
        return new Judgement(
            Text($"{Group} differs from {Than} with p < {Level} (Welch) on {Time(At)}"),
            Text($"{TestResult.Probability(probability)} (n {first.Length} and {second.Length})"),
            probability,
            0,
            Level - 1e-6,
            Level
        );
    }

    internal override Judgement Judge(FindingRun run, Study study, StepControl control)
    {
        Study experiment = study with
        {
            Variability = Variability.Standard,
            // In the source this is not the first session of the rats, so there is no novelty effect.
            Assay = study.Assay with
            {
                Trials = Trials,
                NoveltyPercent = 0,
            },
            Test = new TestSchedule { At = study.Test.At, Also = [At] },
            Groups = [.. GroupNames.Select(name => study.Groups.First(group => group.Name == name).With(rats: Rats))],
        };
        experiment.Validate();
        bool[] differs = new bool[Repeats];
        InParallel.For(
            Repeats,
            null,
            null,
            repeat =>
            {
                RatResult[][] rats = StudyRun.RunRats(
                    experiment with
                    {
                        Seed = (ulong)repeat + 1,
                    },
                    new RunOptions { Threads = 1, Control = control }
                );
                double[][] means = [.. rats.Select(group => group.Select(rat => rat.Trials.Average(trial => trial.LatencyS)).ToArray())];
                differs[repeat] = PValue(means[0], means[1]) < Level;
            }
        );
        double share = 100.0 * differs.Count(differ => differ) / Repeats;
        return new Judgement(
            Text($"{Group} differs from {Than} with p < {Level} (n {Rats}, Welch) on {Time(At)} ")
                + Text($"in at least {PowerPercent:0.#} % of {Repeats} repeats"),
            Text($"{share:0.#} +- {Math.Sqrt(share * (100 - share) / Repeats):0.#} % of the repeats"),
            share,
            PowerPercent,
            100,
            Scale: 10
        );
    }

    /// <summary>Two-sided p value of Welch's t test, dimensionless.</summary>
    internal static double PValue(double[] first, double[] second)
    {
        (double difference, double error, double freedom) = Contrast.Of([(1, first), (-1, second)], Contrast.Satterthwaite);
        double largest = first.Concat(second).Max(Math.Abs);
        return LatencyTest.IsSpread(error, largest) ? Probabilities.StudentTwoSided(difference / error, freedom)
            : LatencyTest.IsSpread(Math.Abs(difference), largest) ? 0
            : 1;
    }
}
