using System.Text;
using NUnit.Framework;
using PawLatency.Evidence;
using PawLatency.Evidence.Calibration;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Tests.Evidence;

/// <summary>A whole calibration in small: one quick finding, few members, few steps.</summary>
[TestFixture]
[Category(Fixtures.Slow)]
public sealed class CalibrationTests
{
    private const string Date = "2026-01-02";

    private static readonly Finding Quick = Finding.Load(Path.Combine(Repository.Root, "data", "evidence", "kim1990.yaml")) with
    {
        Use = EvidenceUse.Calibration,
    };

    private static readonly ParameterPrior[] Middles =
    [
        .. PriorFile.Library.Select(prior => prior with { Start = Math.Sqrt(prior.Low * prior.High) }),
    ];

    private static readonly CalibrationPlan Small = new()
    {
        Findings = [Quick],
        EvidenceDigest = "kim",
        // From the middle of each range: the shipped set may leave nothing to improve. A few are free, so that the emulator has few terms.
        Prior = Middles,
        Fixed = Middles.Skip(8).ToDictionary(prior => prior.Parameter.Key, prior => prior.Start),
        WithContract = false,
        Population = 6,
        Generations = 3,
        LocalRounds = 2,
        LocalEvaluations = 30,
        Ensemble = 5,
        Evaluations = 47,
        Waves = 1,
        WavePoints = 12,
        Chains = 2,
        BurnInBlocks = 1,
        BlockSteps = 2,
        PartlySteps = 2,
        WalkSteps = 10,
    };

    private static readonly Lazy<(List<byte[]> Checkpoints, CalibrationState End)> Whole = new(() => Run(Small));

    [Test]
    public void Cost_OverTheStages_NeverRisesAndFalls()
    {
        CalibrationState[] states =
        [
            .. Whole.Value.Checkpoints.Select(bytes => CalibrationFiles.ReadCheckpoint("c", bytes, Small.Arguments())),
        ];

        Assert.That(states.SkipLast(5).Select(state => state.BestCost), Is.Ordered.Descending);
        Assert.That(states.TakeLast(5).Select(state => state.BestCost), Is.Ordered.Descending, "from the first place inside the sets on");
        Assert.That(states[^1].BestCost, Is.LessThan(states[0].BestCost));
        Assert.That(
            states,
            Has.Length.EqualTo(4 + 2 + (1 + 1 + 1) + 3 + 5),
            "generations, rounds, look, wave, burn-in, blocks and steps inwards"
        );
        Assert.That(states[^1].Sets, Has.Count.EqualTo(3 * 2 * 2));
        // A proposal that is refused on the way is not evaluated: of the 4 of the burn-in some may be missing.
        Assert.That(states[^1].Evaluations, Has.Count.InRange(17 + 12 + 2 + 5 * 40, 17 + 12 + 2 + 4 + 5 * 40));
        Assert.That(
            Identifiability.Of(Small.Objective().Free, states[^1], Small.Chains).All(row => row.ContainsBest),
            "the best set is one of the plausible ones"
        );
    }

    // Killed after any step, and taken up from its checkpoint.
    [TestCase(1)]
    [TestCase(5)]
    [TestCase(7)]
    [TestCase(8)]
    [TestCase(11)]
    public void Calibration_StoppedAndTakenUp_EndsWithTheSameBytes(int steps)
    {
        using var stop = new CancellationTokenSource();
        byte[] last = [];
        int done = 0;
        var first = new Calibration(Small);
        first.Run(
            first.Begin(Date),
            state =>
            {
                last = CheckpointFile.Write(state);
                if (++done == steps)
                {
                    stop.Cancel();
                }
            },
            stop.Token
        );
        Assert.That(done, Is.EqualTo(steps));

        CalibrationState end = new Calibration(Small).Run(
            CalibrationFiles.ReadCheckpoint("c", last, Small.Arguments()),
            state => last = CheckpointFile.Write(state)
        );

        Assert.That(last, Is.EqualTo(Whole.Value.Checkpoints[^1]));
        Assert.That(Outputs(end), Is.EqualTo(Outputs(Whole.Value.End)));
    }

    [Test]
    public void Calibration_OnOneThread_EndsWithTheSameBytes() =>
        Assert.That(Run(Small with { Threads = 1 }).Checkpoints[^1], Is.EqualTo(Whole.Value.Checkpoints[^1]));

    [Test]
    public void Checkpoint_OfOtherArgumentsOrDamaged_IsRefused()
    {
        byte[] bytes = Whole.Value.Checkpoints[0];

        Assert.That(
            () => CalibrationFiles.ReadCheckpoint("c.json", bytes, (Small with { Seed = 2 }).Arguments()),
            Throws.ArgumentException.With.Message.StartsWith("c.json belongs to a calibration with other arguments")
        );
        Assert.That(
            () => CalibrationFiles.ReadCheckpoint("c.json", bytes[..100], Small.Arguments()),
            Throws.ArgumentException.With.Message.StartsWith("c.json is not a valid checkpoint")
        );
    }

    [Test]
    public void Cost_CutOffAtABound_IsBeyondItAndOtherwiseTheSame()
    {
        Objective objective = Small.Objective();
        double cost = objective.Cost(objective.Start, double.PositiveInfinity);

        Assert.That(objective.CostInParallel(objective.Start, 3), Is.EqualTo(cost));
        Assert.That(objective.Cost(objective.Start, cost), Is.EqualTo(cost));
        Assert.That(objective.Cost([.. objective.Start.Select(_ => 0.9)], 1e-3), Is.GreaterThan(1e-3));
    }

    // The smallest efficacy beside the smallest maximum: half of the maximum possible effect does not exist.
    [Test]
    public void Cost_WhereTheModelCannotBeRun_IsLargeButFinite()
    {
        Objective objective = Small.Objective();
        double[] place = [.. objective.Free.Select(prior => prior.Parameter.Key is "morphine-efficacy" or "maximum-analgesia" ? 0.0 : 0.5)];

        Assert.That(objective.Cost(place, double.PositiveInfinity), Is.InRange(16 * Quick.Expectations.Count, 1e4));
    }

    [TestCase(2, 0, 0)]
    [TestCase(0.7, 0, 0)]
    [TestCase(0.1, 0, 0.2)]
    [TestCase(-0.5, 0, 1.4)]
    public void Misfit_IsCountedFromAMarginInsideTheBandAndRaisedOutside(double value, double low, double misfit) =>
        Assert.That(Objective.Misfit(new Judgement("", "", value, low, double.PositiveInfinity, 1)), Is.EqualTo(misfit).Within(1e-12));

    [TestCase(double.PositiveInfinity, 1, 0)]
    [TestCase(double.NegativeInfinity, 1, 4.9)]
    [TestCase(double.NaN, 1, 4.9)]
    public void Misfit_OfAValueThatIsInfiniteOrAbsent_IsThatOfItsSide(double value, double low, double misfit) =>
        Assert.That(Objective.Misfit(new Judgement("", "", value, low, double.PositiveInfinity, 1)), Is.EqualTo(misfit).Within(1e-12));

    [Test]
    public void FixedParameter_IsHeldAndNotFitted()
    {
        Objective objective = (Small with { Fixed = new Dictionary<string, double> { ["slow-sensitization-gain"] = 0 } }).Objective();

        Assert.That(objective.Free, Has.Count.EqualTo(PriorFile.Library.Count - 1));
        Assert.That(objective.Parameters(objective.Start).SlowSensitizationGain, Is.Zero);
    }

    [Test]
    public void BestSet_AsAParameterFile_ReadsBackAndKeepsHowRatsDiffer()
    {
        Objective objective = Small.Objective();
        NociceptionParameters best = CalibrationFiles.Rounded(objective, Whole.Value.End.Best);
        ParameterFile file = ParameterFile.Parse(
            "best.yaml",
            Encoding.UTF8.GetBytes(CalibrationFiles.WriteParameters(best, objective.Free, Small.Fixed.Keys, "Calibrated here"))
        );

        Assert.That(file.Nociception, Is.EqualTo(best));
        Assert.That(file.Variability, Is.EqualTo(ParameterFile.Reference.Variability));
        Assert.That(file.Numbers.Count(entry => entry.Number.Source == "Calibrated here"), Is.EqualTo(objective.Free.Count));
    }

    [Test]
    public void Ensemble_AsAFile_ReadsBack()
    {
        Objective objective = Small.Objective();
        IReadOnlyList<PlausibleSet> sets = Whole.Value.End.Sets;

        IReadOnlyList<NociceptionParameters> read = EnsembleFile.Parse(
            "ensemble.csv",
            Encoding.UTF8.GetBytes(CalibrationFiles.WriteEnsemble(objective, sets))
        );

        Assert.That(read, Has.Count.EqualTo(sets.Count));
        Assert.That(read[^1].AveragingRatePerH, Is.EqualTo(objective.Parameters(sets[^1].Place).AveragingRatePerH).Within(1e-3).Percent);
        Assert.That(read[^1].BaselineThresholdC, Is.EqualTo(NociceptionParameters.Reference.BaselineThresholdC));
    }

    // Draws of two chains, a step's two side by side: the sets are spread over the steps, and every chain gives as many.
    [TestCase(4, new[] { 4.0, 5, 10, 11 })]
    [TestCase(3, new[] { 4.0, 5, 10 })]
    [TestCase(50, new[] { 0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 })]
    public void Spread_TakesAllChainsAtStepsFarApart(int count, double[] costs)
    {
        CalibrationState end = Whole.Value.End with { Sets = [.. Enumerable.Range(0, 12).Select(i => new PlausibleSet([], i))] };

        Assert.That(end.Spread(count).Select(set => set.Cost), Is.EqualTo(costs));
    }

    [Test]
    public void Ensemble_WithFaults_TellsEachWithItsLine()
    {
        string text = CalibrationFiles.WriteEnsemble(Small.Objective(), Whole.Value.End.Sets);
        string[] lines = text.Split('\n');
        lines[2] = "often" + lines[2][lines[2].IndexOf(',', StringComparison.Ordinal)..];
        lines[3] = "-1" + lines[3][lines[3].IndexOf(',', StringComparison.Ordinal)..];

        InputException fault = Assert.Throws<InputException>(() =>
            EnsembleFile.Parse("e.csv", Encoding.UTF8.GetBytes(string.Join('\n', lines)))
        )!;

        Assert.That(
            fault.Faults.Select(one => one.ToString()),
            Is.EqualTo(
                new[]
                {
                    "e.csv:3:1: morphine-efficacy: \"often\" is not a number from 0.1 to 10000.",
                    "e.csv:4:1: morphine-efficacy: \"-1\" is not a number from 0.1 to 10000.",
                }
            )
        );
        Assert.That(
            () => EnsembleFile.Parse("e.csv", "cost\n1\n"u8.ToArray()),
            Throws.TypeOf<InputException>().With.Message.Contains("There is no column morphine-efficacy")
        );
    }

    [Test]
    public void ContractFinding_OnTheReferenceParameters_SaysWhatTheContractSays()
    {
        StudyResult result = Study.Reference.Run();
        bool[] expected =
        [
            .. ShapeContract.OpioidPump.Check(result["morphine"], result["saline"]).Judgements.Select(judgement => judgement.Holds),
        ];

        Assert.That(Verification.Run([Finding.Contract]).Findings[0].Judgements.Select(judgement => judgement.Holds), Is.EqualTo(expected));
    }

    private static (List<byte[]> Checkpoints, CalibrationState End) Run(CalibrationPlan plan)
    {
        var checkpoints = new List<byte[]>();
        var calibration = new Calibration(plan);
        return (checkpoints, calibration.Run(calibration.Begin(Date), state => checkpoints.Add(CheckpointFile.Write(state))));
    }

    private static string Outputs(CalibrationState end)
    {
        Objective objective = Small.Objective();
        return CalibrationFiles.WriteEnsemble(objective, end.Sets)
            + CalibrationFiles.WriteReport(Identifiability.Of(objective.Free, end, Small.Chains), end, "how");
    }
}
