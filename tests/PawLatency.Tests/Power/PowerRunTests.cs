using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using PawLatency.Power;
using PawLatency.Statistics;
using PawLatency.Text;

namespace PawLatency.Tests.Power;

/// <summary>Power by simulation: taken up again, on any number of threads, against formula, without effect, with dropout and
/// failures.</summary>
[TestFixture]
[Category(Fixtures.Slow)]
public sealed class PowerRunTests
{
    private static readonly PowerDesign Small = PowerDesign.Of(
        Study.Reference with
        {
            Test = new TestSchedule { Days = [-1, 0, 7, 8, 9] },
        },
        "morphine",
        "saline"
    ) with
    {
        Days = [8, 9],
        Tests = Named("welch", "lmm", "anova"),
        From = 4,
        To = 6,
        Replicates = 50,
    };

    // Blocks of five, the third of two: killed amid the curve, at its end, and amid the days.
    private static readonly PowerDesign Blocks = Small with
    {
        Tests = Named("welch", "lmm"),
        From = 3,
        To = 4,
        Replicates = 12,
        BlockSize = 5,
    };

    // Both groups look alike until the rule doses one of them, which is faster afterwards.
    [Test]
    public void Of_AGroupDosedByResponse_ChoosesTheDaysOnWhichItsDosesMakeItFaster()
    {
        Regimen rule = Regimen.None.Add(
            new ResponseDosing(Substance.Morphine.Base, 30.MgPerKg, Route.Subcutaneous, 20, 0.Days, 3.Hours, 40, 40)
        );
        Study study = TestStudies.Of([-1, 0, 2, 6, 20], new Group("saline", 2, Regimen.None), new Group("by-response", 2, rule));
        StudyResult run = study.Run();
        double[] faster =
        [
            .. run
                .Sessions.Where(session =>
                    session.Time.Days > 0
                    && run["by-response"].Typical.SessionS(session)
                        < (1 - PowerDesign.FasterByPercent / 100) * run["saline"].Typical.SessionS(session)
                )
                .Select(session => session.Time.Days),
        ];

        Assert.That(PowerDesign.Of(study, "by-response", "saline").Days, Is.EqualTo(faster));
        Assert.That(faster, Is.Not.Empty.And.Length.LessThan(3), "the rule tells days apart");
    }

    [Test]
    public void Run_KilledAfterAnyBlockAndTakenUpOnOtherThreads_EndsWithTheSameBytes()
    {
        var checkpoints = new List<byte[]>();
        PowerState whole = PowerRun.Run(
            Blocks,
            PowerState.Begin(Blocks),
            new RunOptions { Threads = 1 },
            state => checkpoints.Add(CheckpointFile.Write(state))
        );

        Assert.That(checkpoints, Has.Count.EqualTo(6), "three blocks for the curve, three for the days");
        foreach (byte[] checkpoint in checkpoints.Where((_, block) => block is 0 or 2 or 3))
        {
            PowerState end = PowerRun.Run(
                Blocks,
                PowerFiles.ReadCheckpoint("checkpoint.json", checkpoint, Blocks),
                new RunOptions { Threads = 3 }
            );
            Assert.That(CheckpointFile.Write(end), Is.EqualTo(CheckpointFile.Write(whole)));
            Assert.That(Files(end), Is.EqualTo(Files(whole)));
        }
    }

    // The tests of a 2 x 2 design need a study with four groups.
    [Test]
    public void Run_EveryTest_DecidesMostExperiments()
    {
        LatencyTest[] all = Named([.. PowerDesign.TestNames]);
        PowerDesign two = Small with
        {
            Tests = [.. all.Where(test => test.ComparesTwoGroups)],
            From = 8,
            To = 8,
            Replicates = 20,
            Days = [8],
            BaselineDays = [0],
        };
        PowerDesign four = two with
        {
            Study = Study.Named("mk801-co-infusion"),
            Treated = "morphine-dizocilpine",
            Tests = [.. all.Except(two.Tests)],
            Days = [1],
        };

        TestPower[] tests = [.. PowerResult.Run(two).Tests, .. PowerResult.Run(four).Tests];
        Assert.That(tests, Has.Length.EqualTo(all.Length));
        Assert.That(tests.Select(test => (test.Curve[0].Undecided, test.Curve[0].Power.Count > 0)), Is.All.EqualTo((0, true)));
    }

    // Under a full alpha-2 agonist and morphine every rat of both groups is at the cutoff on day 1; only day 2 has anything to test.
    [TestCase("welch")]
    [TestCase("ancova")]
    public void Run_ADayWithoutSpread_IsLeftOutAndNotTheExperiment(string test)
    {
        Regimen both = Regimen
            .None.Bolus(Substance.Morphine.Base, 20.MgPerKg, Route.Intravenous, 23.75.Hours)
            .Add(new Procedure(Target.Named("alpha2"), "agonist", 100, 23.Hours, 2.Hours));
        var treated = new Group("morphine", 8, both.Bolus(Substance.Morphine.Base, 10.MgPerKg, Route.Subcutaneous, 47.5.Hours));
        Study study = TestStudies.Of([0, 1, 2], new Group("saline", 8, both), treated) with
        {
            Variability = Variability.Standard with { Trial = 0.03 },
        };
        PowerDesign design = PowerDesign.Of(study, "morphine", "saline") with
        {
            BaselineDays = [0],
            Tests = [LatencyTest.Named(test)],
            From = 8,
            To = 8,
            Replicates = 20,
        };
        PowerAt day2 = At(design, 2),
            both12 = At(design, 1, 2),
            day1 = At(design, 1);

        Assert.That(day2.Power.Count, Is.GreaterThan(15));
        Assert.That(both12, Is.EqualTo(day2));
        Assert.That((day1.Power.Count, day1.Undecided), Is.EqualTo((0, 40)));
        Assert.That(
            PowerText.Paragraph(PowerResult.Run(design with { Days = [1] })),
            Does.Contain(
                "with 8 rats in each group 40 of 40 experiments (with and without "
                    + "effect) did not allow the test and count as finding nothing."
            )
        );
    }

    [Test]
    public void Run_MoreReplicatesOrSizes_LeavesTheSmallerExperimentsAsTheyAre()
    {
        PowerDesign few = Small with { Tests = Named("welch"), Replicates = 20, Days = [8], BaselineDays = [0] };
        PowerAt at = PowerResult.Run(few).Tests[0].Curve[1],
            among = PowerResult.Run(few with { From = 5, To = 9 }).Tests[0].Curve[0];

        Assert.That(among, Is.EqualTo(at), "the first five rats of a replicate are the same rats");
    }

    [TestCase("seed")]
    [TestCase("day")]
    [TestCase("parameters")]
    public void ReadCheckpoint_OfOtherArguments_IsRefused(string what)
    {
        PowerDesign other = what switch
        {
            "seed" => Small with { Study = Small.Study with { Seed = 7 } },
            "day" => Small with { Days = [9] },
            _ => Small with { Ensemble = [NociceptionParameters.Reference with { SlowToleranceGain = 1 }] },
        };

        Assert.That(
            () => PowerFiles.ReadCheckpoint("c.json", CheckpointFile.Write(PowerState.Begin(Small)), other),
            Throws.ArgumentException.With.Message.StartsWith("c.json belongs to another study, design or version")
        );
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("{\"Arguments\":3}")]
    [TestCase("null")]
    public void ReadCheckpoint_Damaged_IsRefused(string text) =>
        Assert.That(
            () => PowerFiles.ReadCheckpoint("c.json", System.Text.Encoding.UTF8.GetBytes(text), Small),
            Throws.ArgumentException.With.Message.StartsWith("c.json is ")
        );

    // Without drug, cutoff and repeated trials the log latencies are normal and the treated lamp is dimmer: a t test whose power is known.
    [Test]
    public void Run_WithoutDrugDynamics_HasThePowerOfTheNoncentralT()
    {
        var study = new Study
        {
            Seed = 11,
            Assay = Hargreaves.Standard with { Trials = 1, Cutoff = 60, Resolution = 0.001 },
            Variability = Variability.None with { Session = 0.15 },
            Test = new TestSchedule { Days = [0, 1] },
            Groups = [new Group("dim", 1, Regimen.None) { Stimulus = Hargreaves.Lamp(90) }, new Group("saline", 1, Regimen.None)],
        };
        PowerResult level = PowerResult.Run(
            PowerDesign.Of(study, "dim", "saline") with
            {
                Tests = Named("welch"),
                From = 8,
                To = 8,
                Replicates = 2_000,
                Days = [1],
            }
        );
        double threshold = study.Parameters.BaselineThresholdC;
        double Latency(double lamp) => ((Hargreaves)study.Assay with { LampPercent = lamp }).LatencyS(new Real(threshold), threshold).Value;
        double formula = NoncentralT.Power(Math.Log(Latency(90) / Latency(100)), Math.Sqrt(Math.Log(1 + 0.15 * 0.15)), 8, 8);

        TestContext.Out.WriteLine($"{level.Tests[0].Curve[0]}\nformula {formula:0.0000}");
        // Three Monte Carlo errors, and 0.01 for the skewness of latencies against that of their logarithms and Welch's degrees of freedom.
        Assert.That(level.Tests[0].Curve[0].Power.Share, Is.EqualTo(formula).Within(3 * Math.Sqrt(formula * (1 - formula) / 2_000) + 0.01));
    }

    // The level of each test is in FalsePositiveTests; here, that without effect the treated rats are given what the control is.
    [Test]
    public void Run_TreatedGivenWhatTheControlIs_HasAsMuchPowerAsFalsePositives()
    {
        Group saline = Small.GroupNamed("saline");
        PowerResult result = PowerResult.Run(
            Small with
            {
                Study = Small.Study with { Groups = [saline, new Group("morphine", 1, saline.Regimen)] },
                Significance = 0.3,
            }
        );

        Assert.That(
            result.Tests.SelectMany(test => test.Curve).Select(at => at.FalsePositives),
            Is.EqualTo(result.Tests.SelectMany(test => test.Curve).Select(at => at.Power))
        );
        Assert.That(result.Tests.SelectMany(test => test.Curve).Sum(at => at.Power.Count), Is.Positive);
    }

    [Test]
    public void Run_WithDropout_LosesPowerAndTakesWholeRowsInTheAnova()
    {
        PowerDesign all = Small with { Tests = Named("anova", "lmm"), From = 8, To = 8, Days = [8], BaselineDays = [0], Replicates = 40 };
        PowerResult whole = PowerResult.Run(all),
            half = PowerResult.Run(all with { DropoutShare = 0.5 });

        Assert.That(half.Tests.Zip(whole.Tests, (less, more) => less.Curve[0].Power.Count < more.Curve[0].Power.Count), Is.All.True);
    }

    [Test]
    public void Run_DirectionAbove_FindsNoHyperalgesia()
    {
        PowerDesign day = Small with
        {
            Tests = Named("welch", "lmm", "log-rank"),
            From = 12,
            To = 12,
            Days = [8],
            BaselineDays = [0],
            Replicates = 20,
        };
        PowerResult above = PowerResult.Run(day with { Direction = EffectDirection.Above }),
            below = PowerResult.Run(day with { Direction = EffectDirection.Below });

        Assert.That(above.Tests.Select(test => test.Curve[0].Power.Share), Is.All.LessThan(0.05));
        Assert.That(below.Tests.Select(test => test.Curve[0].Power.Share), Is.All.GreaterThan(0.3));
    }

    // Equal sets change nothing but how they are drawn; sets that differ do.
    [Test]
    public void Run_WithAnEnsemble_DrawsASetForEachReplicate()
    {
        PowerDesign one = Small with { Tests = Named("lmm"), Replicates = 20, Days = [8], BaselineDays = [0] };
        NociceptionParameters best = NociceptionParameters.Reference,
            tame = best with { MaximumSensitizationC = 0 };
        string Counts(params NociceptionParameters[] sets) =>
            string.Join(' ', PowerResult.Run(one with { Ensemble = sets }).Tests[0].Curve.Select(at => at.Power.Count));

        Assert.That(Counts(best, best), Is.EqualTo(Counts()));
        Assert.That(
            PowerResult.Run(one with { Ensemble = [best, tame] }).Tests[0].Curve[^1].Power.Count,
            Is.LessThan(PowerResult.Run(one).Tests[0].Curve[^1].Power.Count)
        );
    }

    [Test]
    public void Run_WhereTheSolverKeepsFailing_StopsAndSaysWhy()
    {
        PowerResult result = PowerResult.Run(
            Small with
            {
                Tests = Named("welch"),
            },
            new RunOptions { Control = StepControl.Default with { MaximumSteps = 2 } }
        );

        Assert.That((result.Stopped, result.Failed), Is.EqualTo((true, 50)), "one block of fifty");
        Assert.That(result.FirstFailure, Does.StartWith("The solver stopped at t = "));
    }

    [Test]
    public void Of_TheReferenceStudy_TestsTheDaysOnWhichTheTypicalRatIsFaster()
    {
        var design = PowerDesign.Of(Study.Reference, "morphine", "saline");
        Study study = Study.Reference;
        StudyResult typical = study.Run();
        double[] faster =
        [
            .. typical
                .Sessions.Where(session =>
                    session.Time.Hours > 0
                    && typical["morphine"].Typical.SessionS(session) < 0.9 * typical["saline"].Typical.SessionS(session)
                )
                .Select(session => session.Time.Days),
        ];

        Assert.That(design.Days, Is.EqualTo(faster).Within(1e-9).And.Not.Empty);
        Assert.That(design.BaselineDays, Is.EqualTo(new[] { -1.0, 0 }).Within(1e-9));
    }

    [TestCase("There is no test \"dunnett\" of two groups.", "dunnett", 8.0, 4)]
    [TestCase("There is no test on day 8.5; the days are -1, 0, 7, 8, 9.", "welch", 8.5, 4)]
    [TestCase("A day is named twice, or as baseline and as tested day.", "welch", 0.0, 4)]
    [TestCase("The smallest number of rats is 9, above the largest of 6.", "welch", 8.0, 9)]
    public void Run_BadDesign_SaysWhatIsWrong(string message, string test, double day, int from) =>
        Assert.That(
            () => PowerResult.Run(Small with { Tests = [LatencyTest.Named(test)], Days = [day], From = from }),
            Throws.ArgumentException.With.Message.StartsWith(message)
        );

    // By hand: powers 0.7, 0.8, 0.79, 0.85 of 100; the drop at the third size counts.
    [Test]
    public void Fewest_OfACurveThatFalls_IsFromWhereItStays()
    {
        var test = new TestPower(
            "welch",
            [
                .. new[] { 70, 80, 79, 85 }.Select(
                    (found, index) => new PowerAt(4 + index, new Proportion(found, 100), new Proportion(5, 100), 0)
                ),
            ],
            4,
            []
        );

        Assert.That(
            (test.Fewest(0.8), test.Fewest(0.7), test.Fewest(0.9), test.FewestSurely(0.75)),
            Is.EqualTo(((int?)7, (int?)4, (int?)null, (int?)7))
        );
    }

    [Test]
    public void Paragraph_OfGroupsOfTheirOwnStrain_SaysSexAndStrainOfTheTwoCompared()
    {
        Group[] two = [.. Small.Study.Groups];
        Study study = Small.Study with
        {
            Rats = new RatDescription { Sex = Sex.Female },
            Groups = [.. two, new Group("third", 1, Regimen.None) { Traits = new RatTraits { Strain = "Wistar" } }],
        };
        Study own = study with
        {
            Groups =
            [
                .. study.Groups.Select(group => group.Name == "third" ? group : group with { Traits = new RatTraits { Strain = "Lewis" } }),
            ],
        };

        Assert.That(
            Paragraph(Quick with { Study = study }),
            Does.Contain("predicts for morphine in female Sprague-Dawley rats of 300 g, and")
        );
        Assert.That(
            Paragraph(Quick with { Study = own }),
            Does.Contain("predicts for morphine in female Lewis rats of 300 g, and")
                .And.Not.Contain("Sprague-Dawley")
                .And.Not.Contain("Wistar")
        );
    }

    [Test]
    public void Paragraph_WithAndWithoutAnova_SpeaksOfItOnlyWhereItWasAskedFor()
    {
        const string Once = " (the mixed analysis of variance of group x day tests all days at once)";

        Assert.That(Paragraph(Quick), Does.Contain("after Holm's adjustment over the tested days, at").And.Not.Contain(Once));
        Assert.That(
            Paragraph(Quick with { Tests = Named("welch", "anova") }),
            Does.Contain($"after Holm's adjustment over the tested days{Once}, at")
        );
    }

    [Test]
    public void Paragraph_OfAForceReadOnce_SpeaksOfThresholdsAndOneTrial()
    {
        Study study = Quick.Study with { Assay = PawPressure.Standard with { Trials = 1 } };
        string text = Paragraph(Quick with { Study = study, Tests = Named("lmm", "censored") });

        Assert.That(
            text,
            Does.Contain("linear mixed model of log threshold, change from baseline (lmm); censored mixed model of log threshold")
                .And.Contain("baseline threshold 12 %")
                .And.Contain(", one trial a session,")
        );
        Assert.That(text, Does.Not.Contain("latency"));
    }

    private static readonly PowerDesign Quick = Small with { Tests = Named("welch"), From = 4, To = 4, Replicates = 10 };

    // Four groups, of which the treated was given both drugs; without effect all are given what the control is.
    [Test]
    public void Power_OfA2X2Design_CountsMainEffectsAndInteraction()
    {
        var study = Study.Named("mk801-co-infusion");
        PowerDesign design = PowerDesign.Of(study, "morphine-dizocilpine", "saline") with
        {
            Tests = Named("main-effects", "interaction"),
            Days = [1],
            BaselineDays = [0],
            From = 8,
            To = 8,
            Replicates = 60,
        };
        PowerResult result = PowerResult.Run(design);

        Assert.That(result.Tests[0].Curve[0].Power.Share, Is.GreaterThan(0.9), "morphine relieves on day 1");
        Assert.That(result.Tests.Select(test => test.Curve[0].FalsePositives.Share), Is.All.LessThan(0.2));
        Assert.That(Paragraph(design), Does.Contain("in the 2 x 2 design of saline, morphine, dizocilpine and morphine-dizocilpine"));
        Assert.That(
            () => (design with { Study = study with { Groups = [.. study.Groups.Take(3)] } }).Validate(),
            Throws.ArgumentException.With.Message.StartsWith("A 2 x 2 design takes four groups; the study has 3.")
        );
        Assert.That(
            () => (Quick with { Tests = Named("interaction") }).Validate(),
            Throws.ArgumentException.With.Message.StartsWith("A 2 x 2 design takes four groups; the study has 2.")
        );
    }

    private static LatencyTest[] Named(params string[] names) => [.. names.Select(LatencyTest.Named)];

    private static string Paragraph(PowerDesign design) => PowerText.Paragraph(PowerResult.Run(design));

    private static string Files(PowerState state)
    {
        var result = new PowerResult(Blocks, state);
        var text = new StringWriter();
        PowerFiles.WriteCurve(result, text);
        PowerFiles.WriteDays(result, text);
        return text + PowerText.Paragraph(result) + PowerFiles.WriteManifest(result, [], []);
    }

    private static PowerAt At(PowerDesign design, params double[] days) => PowerResult.Run(design with { Days = days }).Tests[0].Curve[0];
}
