using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Simulation;
using PawLatency.Statistics;

namespace PawLatency.Evidence;

/// <summary>
/// Two groups differ in a test of significance: of 200 repeats of the experiment with rats that vary, in at least a share the
/// session means differ with p below 0.05, whichever group is higher (Welch 1947, Biometrika 34:28-35). Of measured rats the test is done
/// once, on the rats there are.
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

    /// <summary>When the rats are tested.</summary>
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
        throw new ArgumentException("Significance cannot be read from curves; it needs the single rats.");

    internal override Judgement JudgeMeasured(FindingRun run)
    {
        double[] first = run.SingleRats(Group, At),
            second = run.SingleRats(Than, At);
        double probability = ProbabilityOfChance(first, second);
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
            // The only session is not the rats' first in the source, so novelty is not for it.
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
                differs[repeat] = ProbabilityOfChance(means[0], means[1]) < Level;
            }
        );
        double share = 100.0 * differs.Count(differ => differ) / Repeats;
        return new Judgement(
            Text($"{Group} differs from {Than} with p < {Level} (n {Rats}, Welch) ")
                + Text($"in at least {PowerPercent:0.#} % of {Repeats} repeats on {Time(At)}"),
            Text($"{share:0.#} +- {Math.Sqrt(share * (100 - share) / Repeats):0.#} % of the repeats"),
            share,
            PowerPercent,
            100,
            Scale: 10
        );
    }

    /// <summary>Two-sided p of Welch's t test: the chance of a difference as large as this between groups of one mean,
    /// dimensionless.</summary>
    internal static double ProbabilityOfChance(double[] first, double[] second)
    {
        (double difference, double error, double freedom) = WelchTest.Difference(first, second);
        double largest = first.Concat(second).Max(Math.Abs);
        return LatencyTest.IsSpread(error, largest) ? Probabilities.StudentTwoSided(difference / error, freedom)
            : LatencyTest.IsSpread(Math.Abs(difference), largest) ? 0
            : 1;
    }
}
