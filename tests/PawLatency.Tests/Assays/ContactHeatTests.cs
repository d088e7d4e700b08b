using FsCheck.Fluent;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using static PawLatency.Tests.Numerics.RepeatableProperty;

namespace PawLatency.Tests.Assays;

/// <summary>Water and plate: one law of contact heat.</summary>
[TestFixture]
public sealed class ContactHeatTests
{
    private const double BaselineC = 45.5;

    private static readonly HotPlate Plate52 = HotPlate.Standard with { PlateC = 52, Cutoff = 60 };

    // Ten operations and an exponential, each good to a few units of the last of 16 digits.
    private const double Rounding = 1e-12;

    // By math.exp in Python, 2026-11-30: 52 C water, 3.5 s at 45.5 C, 0.4 s delay, 2.8 C for a factor e.
    [TestCase(28, 0.4060)]
    [TestCase(42, 1.2882)]
    [TestCase(44, 2.2143)]
    [TestCase(47, 5.6969)]
    [TestCase(48, 7.9705)]
    [TestCase(50, 15.8645)]
    [TestCase(52, 31.9897)]
    public void TailFlick_OfAThreshold_IsTheHandValue(double thresholdC, double latencyS) =>
        Assert.That(LatencyS(TailFlick.Standard, thresholdC), Is.EqualTo(latencyS).Within(5e-5));

    // The same with 10 s at 45.5 C.
    [TestCase(42, 3.1504)]
    [TestCase(44, 6.0184)]
    [TestCase(47, 16.8032)]
    [TestCase(49, 33.9073)]
    public void HotPlate_OfAThreshold_IsTheHandValue(double thresholdC, double latencyS) =>
        Assert.That(LatencyS(HotPlate.Standard, thresholdC), Is.EqualTo(latencyS).Within(5e-5));

    // A tail at 28 C takes (45.5 - 28) / (52 - 28) of a degree of the water.
    [TestCase(48, 9.1852)]
    [TestCase(50, 5.6186)]
    [TestCase(52, 3.5)]
    [TestCase(55, 1.8193)]
    public void TailFlick_InWaterOfAGroupsOwn_KeepsTheSkinOfTheBaseline(double waterC, double latencyS) =>
        Assert.That(LatencyS(Group("rats", waterC).Assay(TailFlick.Standard), BaselineC), Is.EqualTo(latencyS).Within(5e-5));

    // Laboratories see about 10 s at 52 C and 5 s at 55 C.
    [TestCase(49, 20.5169)]
    [TestCase(52, 10)]
    [TestCase(55, 4.9812)]
    public void HotPlate_OnAPlateOfAGroupsOwn_IsTheHandValue(double plateC, double latencyS) =>
        Assert.That(LatencyS(On(plateC).Assay(Plate52), BaselineC), Is.EqualTo(latencyS).Within(5e-5));

    [Test]
    public void Latency_OfTheUntreatedRat_IsTheBaselineThatWasGiven() =>
        Check(
            from water in Between(46.5, 58)
            from skin in Between(24, 34)
            from baseline in Between(2, 9)
            from delay in Between(0, 1)
            select (water, skin, baseline, delay),
            200,
            given =>
                Assert.That(
                    LatencyS(
                        new TailFlick
                        {
                            WaterC = given.water,
                            SkinC = given.skin,
                            Baseline = given.baseline,
                            ResponseDelayS = given.delay,
                        },
                        BaselineC
                    ),
                    Is.EqualTo(given.baseline).Within(Rounding)
                )
        );

    // The law is inverted, not copied.
    [Test]
    public void Threshold_OfTheLatency_ComesBack() =>
        Check(
            from threshold in Between(29, 60)
            from water in Between(47, 58)
            from fold in Between(1, 10)
            select (threshold, water, fold),
            200,
            given =>
            {
                TailFlick standard = TailFlick.Standard with { EFoldC = given.fold };
                double latencyS = LatencyS(Group("rats", given.water).Assay(standard), given.threshold);
                double shareOfADegree = (BaselineC - standard.SkinC) / (standard.WaterC - standard.SkinC);
                double riseC = given.fold * Math.Log((latencyS - standard.ResponseDelayS) / (standard.BaselineS - standard.ResponseDelayS));
                // Near the delay the difference of two latencies keeps seven digits.
                Assert.That(BaselineC + riseC - shareOfADegree * (standard.WaterC - given.water), Is.EqualTo(given.threshold).Within(1e-6));
            }
        );

    [Test]
    public void Latency_OfAHigherThresholdOrCoolerWater_IsLonger() =>
        Check(
            from threshold in Between(30, 60)
            from water in Between(47, 58)
            from step in Between(0.01, 0.9)
            select (threshold, water, step),
            200,
            given =>
            {
                double Of(double thresholdC, double waterC) => LatencyS(Group("rats", waterC).Assay(TailFlick.Standard), thresholdC);
                Assert.That(Of(given.threshold + given.step, given.water), Is.GreaterThan(Of(given.threshold, given.water)));
                Assert.That(Of(given.threshold, given.water + given.step), Is.LessThan(Of(given.threshold, given.water)));
            }
        );

    // The latency passes the threshold of the water smoothly: a step of s brings the same factor below, at and above it.
    [TestCase(45.5)]
    [TestCase(52)]
    [TestCase(60)]
    public void Threshold_AtOrAboveTheWater_GivesAFiniteLatencyThatIsCensored(double thresholdC)
    {
        double latencyS = LatencyS(TailFlick.Standard, thresholdC),
            further = LatencyS(TailFlick.Standard, thresholdC + 2.8);

        Assert.That((further - 0.4) / (latencyS - 0.4), Is.EqualTo(Math.E).Within(Rounding));
        Assert.That(TailFlick.Standard.Record(LatencyS(TailFlick.Standard, 52)), Is.EqualTo((10.0, true)));
    }

    [Test]
    public void Mean_OfALatencyWithoutEnd_IsTheCutoff() =>
        Assert.That(Variability.Standard.MeanRecordedS(double.PositiveInfinity, 10), Is.EqualTo(10));

    // The limit far below: what is left is the delay.
    [Test]
    public void Threshold_FarBelowTheBaseline_IsTheResponseDelay() =>
        Assert.That(LatencyS(TailFlick.Standard, -60), Is.EqualTo(0.4).Within(1e-15));

    // Heat by contact and pressure share the law: at no delay the latencies of both grow by the same factor.
    [TestCase(41.0)]
    [TestCase(47.5)]
    public void Latency_WithoutADelay_GrowsAsTheForceDoes(double thresholdC)
    {
        double heat = LatencyS(new HotPlate { ResponseDelayS = 0 }, thresholdC) / 10,
            force = LatencyS(PawPressure.Standard, thresholdC) / PawPressure.Standard.BaselineS;

        Assert.That(heat, Is.EqualTo(force).Within(Rounding));
    }

    [TestCase(44.0)]
    [TestCase(45.9)]
    public void Study_InWaterThatBarelyReachesTheThreshold_IsRefused(double waterC)
    {
        Study study = TestStudies.Of([0], new Group("rats", 0, Regimen.None)) with { Assay = new TailFlick { WaterC = waterC } };
        Study group = TestStudies.Of([0], Group("rats", waterC)) with { Assay = TailFlick.Standard };

        foreach (Study refused in new[] { study, group })
        {
            Assert.That(() => refused.Run(), Throws.ArgumentException.With.Message.Contains("(45.5 C); it must be 46 C or more"));
        }
    }

    // Morgan 2006 (J Pain 7:358) prints 4.5, 2.8 and 2.6 mg/kg: a rat responds to morphine if its latency exceeds the mean of saline by
    // four SD.
    [Test]
    public void Ed50_OfMorphineByResponders_DiffersAtMostTwofoldBetweenPlates()
    {
        double[] doses = [Ed50MgPerKg(49), Ed50MgPerKg(52), Ed50MgPerKg(55)];

        Assert.That(doses.Max() / doses.Min(), Is.LessThan(2), string.Join(", ", doses));
        Assert.That(doses, Is.All.InRange(0.1, 10));
    }

    // The dose after which the typical rat is as slow as the quickest responder.
    private static double Ed50MgPerKg(double plateC)
    {
        Variability spread = Variability.Standard;
        double[] sources = [spread.BaselineLatency, spread.Session, spread.Trial];
        double factor = 1 + 4 * Math.Sqrt(Math.Exp(sources.Sum(cv => Math.Log(1 + cv * cv))) - 1),
            low = Math.Log(0.01),
            high = Math.Log(50);
        for (int i = 0; i < 20; i++)
        {
            double middle = (low + high) / 2;
            Regimen morphine = Regimen.None.Bolus(Substance.Morphine.Base, Math.Exp(middle).MgPerKg, Route.Subcutaneous, 0.Days);
            Study study = TestStudies.Of([-1], On(plateC, morphine)) with { Assay = Plate52 };
            StudyResult result = (
                study with
                {
                    Test = new TestSchedule { Days = [-1], Also = [20.Minutes] },
                }
            ).Run();
            (double before, double after) = (
                result["rats"].Typical.SessionS(result.Sessions[0]),
                result["rats"].Typical.SessionS(result.Sessions[^1])
            );
            (low, high) = after < factor * before ? (middle, high) : (low, middle);
        }

        return Math.Exp(low);
    }

    private static Group On(double plateC, Regimen? regimen = null) =>
        new("rats", 0, regimen ?? Regimen.None) { Stimulus = HotPlate.Plate(plateC) };

    private static Group Group(string name, double waterC) => new(name, 0, Regimen.None) { Stimulus = TailFlick.Water(waterC) };

    private static FsCheck.Gen<double> Between(double low, double high) =>
        FsCheck.Fluent.Gen.Choose(0, 1_000_000).Select(i => low + (high - low) * i / 1e6);

    private static double LatencyS(NociceptiveAssay assay, double thresholdC) => assay.LatencyS(new Real(thresholdC), BaselineC).Value;
}
