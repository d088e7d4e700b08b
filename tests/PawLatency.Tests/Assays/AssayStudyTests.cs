using System.Text;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using PawLatency.Tests.Numerics;

namespace PawLatency.Tests.Assays;

/// <summary>What holds for a study whichever assay reads it.</summary>
[TestFixture]
public sealed class AssayStudyTests
{
    private static readonly NociceptiveAssay[] Assays = [Hargreaves.Standard, TailFlick.Standard, HotPlate.Standard, PawPressure.Standard];

    [TestCaseSource(nameof(Assays))]
    public void DoseOfNothing_UnderEachAssay_IsSaline(NociceptiveAssay assay)
    {
        Regimen nothing = Regimen.None.Bolus(Substance.Morphine.Base, 0.MgPerKg, Route.Subcutaneous, 0.Days);
        StudyResult saline = Read(assay, Regimen.None).Run(),
            dosed = Read(assay, nothing).Run();

        Assert.That(TestStudies.TrialsCsv(dosed), Is.EqualTo(TestStudies.TrialsCsv(saline)));
        Assert.That(
            saline["rats"].Typical.SessionS(saline.Sessions[1]),
            Is.EqualTo(assay.BaselineS).Within(1e-11),
            "the baseline given is the baseline seen"
        );
    }

    [TestCaseSource(nameof(Assays))]
    public void Morphine_UnderEachAssay_RaisesToTheCutoffAtMost(NociceptiveAssay assay)
    {
        Study study = Read(assay, Regimen.None.Bolus(Substance.Morphine.Base, 50.MgPerKg, Route.Subcutaneous, 23.5.Hours));
        StudyResult result = (study with { Variability = Variability.None }).Run();
        Session under = result.Sessions[^1];

        Assert.That(result["rats"].Typical.SessionS(under), Is.EqualTo(assay.CutoffS));
        Assert.That(
            result["rats"]
                .Rats.SelectMany(rat => rat.Trials)
                .Where(trial => trial.Session.Number == under.Number)
                .All(trial => trial.Censored && trial.LatencyS == assay.CutoffS)
        );
        Assert.That(result["rats"].Typical.Curve.Values.ToArray(), Is.All.AtMost(assay.CutoffS).And.All.Positive);
    }

    [TestCaseSource(nameof(Assays))]
    public void Lanes_UnderEachAssay_EqualOneByOne(NociceptiveAssay assay)
    {
        double[] thresholds = [12, 28, 41, 45.5, 48.5, 52, 52.5, 61];
        Lanes low = assay.LatencyS(Lanes.FromLanes(thresholds.AsSpan(0, 4)), 45.5),
            high = assay.LatencyS(Lanes.FromLanes(thresholds.AsSpan(4, 4)), 45.5);
        WideLanes wide = assay.LatencyS(WideLanes.FromLanes(thresholds), 45.5);

        for (int lane = 0; lane < thresholds.Length; lane++)
        {
            double alone = assay.LatencyS(new Real(thresholds[lane]), 45.5).Value;
            Assert.That((lane < 4 ? low[lane] : high[lane - 4], wide[lane]), Is.EqualTo((alone, alone)));
        }
    }

    // Rats come by the hundred thousand, each with dozens of readings.
    [TestCaseSource(nameof(Assays))]
    public void Reading_UnderEachAssay_AllocatesNothing(NociceptiveAssay assay)
    {
        double Once() => assay.Record(assay.LatencyS(Lanes.FromDouble(46), 45.5)[0]).LatencyS;
        double sum = Once();
        long bytes = Allocation.Bytes(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                sum += Once();
            }
        });

        Assert.That((bytes, sum), Is.EqualTo((0, sum)));
    }

    // An inflamed paw is a lower threshold wherever the paw is tested, and nothing to the tail.
    [TestCaseSource(nameof(Assays))]
    public void InflamedPaw_UnderEachAssay_IsFeltInThePawAlone(NociceptiveAssay assay)
    {
        Regimen inflamed = Regimen.None.Add(new Procedure(Target.Named("paw"), "carrageenan", 80, 12.Hours, null));
        StudyResult result = Read(assay, inflamed).Run();
        double after = result["rats"].Typical.SessionS(result.Sessions[^1]);

        Assert.That(after, assay is TailFlick ? Is.EqualTo(assay.BaselineS).Within(1e-11) : Is.LessThan(0.7 * assay.BaselineS));
    }

    [TestCaseSource(nameof(Assays))]
    public void StudyFile_OfEachAssay_IsReadBackToTheSameStudy(NociceptiveAssay assay)
    {
        Study study = Read(assay with { Trials = 2, NoveltyPercent = 5, TrialInterval = 7.Minutes }, Regimen.None);
        string text = StudyText.Write(study);
        Study read = StudyFile.Parse("study.yaml", Encoding.UTF8.GetBytes(text));

        Assert.That(read.Assay, Is.EqualTo(study.Assay));
        Assert.That(StudyText.Write(read), Is.EqualTo(text));
    }

    [Test]
    public void StudyFile_WithAGroupOfItsOwnWater_IsReadBack()
    {
        Study study = TestStudies.Of([0], new Group("rats", 0, Regimen.None) { Stimulus = TailFlick.Water(48.5) }) with
        {
            Assay = TailFlick.Standard,
            Name = "Water",
        };

        Assert.That(
            StudyFile.Parse("study.yaml", Encoding.UTF8.GetBytes(StudyText.Write(study))).Groups[0].Stimulus,
            Is.EqualTo(TailFlick.Water(48.5))
        );
    }

    [Test]
    public void Study_WithAStimulusTheAssayHasNot_IsRefused()
    {
        var lit = new Group("lit", 0, Regimen.None) { Stimulus = Hargreaves.Lamp(150) };

        Assert.That(
            () => (TestStudies.Of([0], lit) with { Assay = TailFlick.Standard }).Run(),
            Throws.ArgumentException.With.Message.Contains("The tail-flick test has no lamp.")
        );
    }

    // A procedure on the paw is left out for the tail; a substance has a chain of its own, which nobody asked for in vain.
    [Test]
    public void Study_OfTheTailWithASubstanceForThePaw_IsRefused()
    {
        Substance numbing = Substance.Morphine with
        {
            Name = "numbing",
            Agonist = null,
            Targets =
            [
                new TargetEngagement(
                    Target.Named("paw"),
                    new SourcedNumber(1, Basis.Assumed, "a test"),
                    new SourcedNumber(1, Basis.Assumed, "a test"),
                    new SourcedNumber(50, Basis.Assumed, "a test")
                ),
            ],
        };
        Study tail = TestStudies.Of([0], new Group("rats", 0, Regimen.None.Bolus(numbing.Base, 1.MgPerKg, Route.Subcutaneous, 0.Days))) with
        {
            Assay = TailFlick.Standard,
        };

        Assert.That(
            tail.Validate,
            Throws.ArgumentException.With.Message.Contains("numbing acts on a tissue that the tail-flick test does not touch")
        );
        Assert.That((tail with { Assay = HotPlate.Standard }).Validate, Throws.Nothing);

        Regimen titrated = Regimen.None.Add(new ResponseDosing(numbing.Base, 1.MgPerKg, Route.Subcutaneous, 3, 0.Days, 1.Hours, 2, 2));
        Assert.That(
            (tail with { Groups = [new Group("rats", 0, titrated)] }).Validate,
            Throws.ArgumentException.With.Message.Contains("numbing acts on a tissue")
        );
    }

    // Made by this test on 2026-11-22: untreated rats, on whose numbers no calibrated parameter bears.
    [TestCase("tail-flick", "tail,3.2,0", "tail,2.8,0")]
    [TestCase("hot-plate", "both,9.1,0", "both,7.5,0")]
    [TestCase("paw-pressure", "left,180,0", "right,160,0")]
    public void Trials_OfUntreatedRats_AreTheAcceptedRows(string test, string first, string second)
    {
        NociceptiveAssay assay = Assays.Single(one => one.Name == test);
        string[] rows = TestStudies.TrialsCsv(Read(assay, Regimen.None).Run()).Split('\n');

        Assert.That(rows[0], Does.EndWith($",paw,{(assay is PawPressure ? "threshold_g" : "latency_s")},censored"));
        Assert.That(
            (rows[1], rows[2]),
            Is.EqualTo(($"Any,rats,1,male,300,-1,{At(assay, 0)},{first}", $"Any,rats,1,male,300,{Next(assay)},{second}"))
        );
    }

    [TestCaseSource(nameof(Assays))]
    public void Settings_InAnyOrder_GiveTheSameAssay(NociceptiveAssay assay)
    {
        AssayKey[] keys = [.. assay.Keys, assay.Readings.Baseline, assay.Readings.Cutoff, assay.Readings.Resolution];
        NociceptiveAssay Set(IEnumerable<AssayKey> order) =>
            order.Aggregate(assay, (made, key) => key.With(made, key.Low + (key.High - key.Low) / 3));
        NociceptiveAssay forward = Set(keys),
            backward = Set(keys.Reverse());

        Assert.That(backward, Is.EqualTo(forward).And.Not.EqualTo(assay));
        Assert.That(keys.Select(key => key.Value(forward)), Is.EqualTo(keys.Select(key => (double?)(key.Low + (key.High - key.Low) / 3))));
        Assert.That((backward.BaselineS, backward.CutoffS), Is.EqualTo((forward.BaselineS, forward.CutoffS)));
    }

    // Every number of every assay is refused out of its range, with what the schema says of it.
    [TestCaseSource(nameof(Assays))]
    public void Setting_OutOfItsRange_IsRefusedByTheAssayItself(NociceptiveAssay assay)
    {
        foreach (AssayKey key in (AssayKey[])[.. assay.Keys, assay.Readings.Baseline, assay.Readings.Cutoff, assay.Readings.Resolution])
        {
            Assert.That(
                () => key.With(assay, key.High + 1),
                Throws
                    .TypeOf<ArgumentOutOfRangeException>()
                    .With.Message.Contains($"The {key.Quantity} is ")
                    .And.Property("ParamName")
                    .EqualTo(key.Key)
            );
            Assert.That(() => key.With(assay, key.Low), Throws.Nothing);
        }
    }

    [TestCaseSource(nameof(Assays))]
    public void Stimulus_OfAGroup_TakesThePlaceOfTheStudys(NociceptiveAssay assay)
    {
        if (assay.Stimulus is not { } usual)
        {
            Assert.That(assay, Is.EqualTo(PawPressure.Standard), "the only test of which a group can have nothing of its own");
            return;
        }

        Stimulus own = usual.At(usual.Value + 1);
        NociceptiveAssay changed = new Group("rats", 0, Regimen.None) { Stimulus = own }.Assay(assay);

        Assert.That(changed.Stimulus, Is.EqualTo(own));
        Assert.That(changed.UntreatedS(45.5), Is.LessThan(assay.UntreatedS(45.5)), "stronger is faster");
        Assert.That(own.ToString(), Is.EqualTo(FormattableString.Invariant($"{usual.Name} {usual.Value + 1} {usual.Unit}")));
    }

    private static string At(NociceptiveAssay assay, int trial) =>
        assay.Trials == 1 ? "-24,1,1"
        : trial == 0 ? "-24.1667,1,1"
        : "-24.0833,1,2";

    private static string Next(NociceptiveAssay assay) => assay.Trials == 1 ? "0,0,2,1" : $"-1,{At(assay, 1)}";

    private static Study Read(NociceptiveAssay assay, Regimen regimen) =>
        TestStudies.Of([-1, 0, 1], new Group("rats", 3, regimen)) with
        {
            Name = "Any",
            Assay = assay,
        };
}
