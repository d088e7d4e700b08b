using FsCheck.Fluent;
using MathNet.Numerics;
using NUnit.Framework;
using PawLatency.Assay;
using PawLatency.Numerics;
using static PawLatency.Tests.Numerics.RepeatableProperty;

namespace PawLatency.Tests.Assay;

/// <summary>Water and plate: one law of contact heat.</summary>
[TestFixture]
public sealed class ContactHeatTests
{
    private const double BaselineC = 45.5;

    // Ten operations and an inverse error function, each good to a few units of the last of 16 digits; near the water's temperature its
    // argument nears 1 and two digits go.
    private const double Rounding = 1e-11;

    // By bisection of math.erfc in Python, 2026-11-22: 28 C tail, 52 C water, 3.5 s at 45.5 C, 0.4 s delay.
    [TestCase(42, 1.6351)]
    [TestCase(44, 2.4031)]
    [TestCase(47, 5.7261)]
    [TestCase(48, 8.7925)]
    [TestCase(50, 34.3438)]
    public void TailFlick_OfAThreshold_IsTheHandValue(double thresholdC, double latencyS) =>
        Assert.That(LatencyS(TailFlick.Standard, thresholdC), Is.EqualTo(latencyS).Within(5e-5));

    // The same with 31 C paws, a plate at 52.5 C and 10 s at 45.5 C.
    [TestCase(42, 4.3332)]
    [TestCase(44, 6.7207)]
    [TestCase(47, 16.3105)]
    [TestCase(49, 40.5315)]
    public void HotPlate_OfAThreshold_IsTheHandValue(double thresholdC, double latencyS) =>
        Assert.That(LatencyS(HotPlate.Standard, thresholdC), Is.EqualTo(latencyS).Within(5e-5));

    [TestCase(48, 15.4171)]
    [TestCase(50, 5.9299)]
    [TestCase(52, 3.5)]
    [TestCase(55, 2.1846)]
    public void TailFlick_InWaterOfAGroupsOwn_KeepsTheSkinOfTheBaseline(double waterC, double latencyS) =>
        Assert.That(LatencyS(Group("rats", waterC).Assay(TailFlick.Standard), BaselineC), Is.EqualTo(latencyS).Within(5e-5));

    [Test]
    public void Latency_OfTheUntreatedRat_IsTheBaselineThatWasGiven() => Check(
        from water in Between(46.5, 58) from skin in Between(24, 34) from baseline in Between(2, 9) from delay in Between(0, 1) select (water, skin, baseline, delay), 200,
        given => Assert.That(
            LatencyS(new TailFlick { WaterC = given.water, SkinC = given.skin, BaselineS = given.baseline, ResponseDelayS = given.delay }, BaselineC), Is.EqualTo(given.baseline).Within(Rounding)));

    // At the depth that the baseline stands for, the skin has the threshold when the rat responds: the law is inverted, not copied.
    [Test]
    public void Skin_AtTheLatency_HasTheThreshold() => Check(
        from threshold in Between(29, 51) from water in Between(51.5, 58) select (threshold, water), 200, given =>
        {
            const double diffusivityMm2PerS = 0.11, delayS = 0.4;
            var assay = new TailFlick { WaterC = given.water };
            double depthMm = 2 * Math.Sqrt(diffusivityMm2PerS * (assay.BaselineS - delayS)) * SpecialFunctions.ErfcInv((BaselineC - 28) / (given.water - 28));
            double heatedS = LatencyS(assay, given.threshold) - delayS;
            double skinC = 28 + (given.water - 28) * SpecialFunctions.Erfc(depthMm / (2 * Math.Sqrt(diffusivityMm2PerS * heatedS)));
            Assert.That(skinC, Is.EqualTo(given.threshold).Within(1e-9));
        });

    [Test]
    public void Latency_OfAHigherThresholdOrCoolerWater_IsLonger() => Check(
        from threshold in Between(30, 50) from water in Between(51, 58) from step in Between(0.01, 0.9) select (threshold, water, step), 200, given =>
        {
            double Of(double thresholdC, double waterC) => LatencyS(Group("rats", waterC).Assay(TailFlick.Standard), thresholdC);
            Assert.That(Of(given.threshold + given.step, given.water), Is.GreaterThan(Of(given.threshold, given.water)));
            Assert.That(Of(given.threshold, given.water + given.step), Is.LessThan(Of(given.threshold, given.water)));
        });

    [TestCase(52)]
    [TestCase(60)]
    public void Threshold_AtOrAboveTheWater_IsNeverReachedAndCensored(double thresholdC)
    {
        double latencyS = LatencyS(TailFlick.Standard, thresholdC);

        Assert.That(latencyS, Is.EqualTo(double.PositiveInfinity));
        Assert.That(TailFlick.Standard.Record(latencyS), Is.EqualTo((10.0, true)));
        Assert.That(Variability.Standard.MeanRecordedS(latencyS, 10), Is.EqualTo(10));
    }

    [TestCase(28)]
    [TestCase(20)]
    public void Threshold_NotAboveTheSkin_IsTheResponseDelay(double thresholdC) => Assert.That(LatencyS(TailFlick.Standard, thresholdC), Is.EqualTo(0.4));

    [TestCase(44.0)]
    [TestCase(45.9)]
    public void Study_InWaterThatHardlyReachesTheThreshold_IsRefused(double waterC)
    {
        Study study = TestStudies.Of([0], new Group("rats", 0, Regimen.None)) with { Assay = new TailFlick { WaterC = waterC } };
        Study group = TestStudies.Of([0], Group("rats", waterC)) with { Assay = TailFlick.Standard };

        foreach (Study refused in new[] { study, group })
        {
            Assert.That(() => refused.Run(), Throws.ArgumentException.With.Message.Contains("45.5 C; it must be 46 C or more"));
        }
    }

    private static Group Group(string name, double waterC) => new(name, 0, Regimen.None) { WaterC = waterC };

    private static FsCheck.Gen<double> Between(double low, double high) => FsCheck.Fluent.Gen.Choose(0, 1_000_000).Select(i => low + (high - low) * i / 1e6);

    private static double LatencyS(NociceptiveAssay assay, double thresholdC) => assay.LatencyS(new Real(thresholdC), BaselineC).Value;
}
