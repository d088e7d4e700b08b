using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Numerics;

namespace PawLatency.Tests.Assays;

[TestFixture]
public sealed class HargreavesLatencyTests
{
    private const double BaselineC = 45.5;

    // Rounding of a handful of operations on numbers below 100.
    private const double Rounding = 1e-12;

    // By hand with T0 = 31 C, Ld = 0.4 s and k = 14.5 / sqrt(10.1) = 4.5625 C/sqrt(s), given to 0.1 s: hence half of that.
    [TestCase(45.5, 10.5)]
    [TestCase(47.5, 13.5)]
    [TestCase(49.5, 16.8)]
    [TestCase(50.5, 18.7)]
    [TestCase(42.5, 6.8)]
    [TestCase(41.5, 5.7)]
    [TestCase(37.5, 2.4)]
    public void Latency_OfThreshold_IsTheHandValue(double thresholdC, double expectedS) =>
        Assert.That(LatencyS(Hargreaves.Standard, thresholdC), Is.EqualTo(expectedS).Within(0.05));

    [TestCase(80, 16.2)]
    [TestCase(120, 7.4)]
    [TestCase(150, 4.9)]
    public void Latency_UnderAnotherLamp_FollowsTheInverseSquare(double lampPercent, double expectedS) =>
        Assert.That(LatencyS(new Hargreaves { LampPercent = lampPercent }, BaselineC), Is.EqualTo(expectedS).Within(0.05));

    [Test]
    public void Latency_OfASkinTwoDegreesWarmer_IsShorter() =>
        Assert.That(LatencyS(new Hargreaves { SkinC = 33 }, BaselineC), Is.EqualTo(7.9).Within(0.05));

    [Test]
    public void Latency_OnAFloorFiveDegreesColder_IsLonger() =>
        Assert.That(LatencyS(new Hargreaves { FloorC = 25 }, BaselineC), Is.EqualTo(18.7).Within(0.05));

    // A measured skin overrules what the floor would make of it.
    [Test]
    public void Latency_OfAMeasuredSkin_DoesNotDependOnTheFloor() =>
        Assert.That(LatencyS(new Hargreaves { SkinC = 31, FloorC = 20 }, BaselineC), Is.EqualTo(10.5).Within(Rounding));

    [TestCase(5.08)]
    [TestCase(14.3)]
    [TestCase(20)]
    public void Latency_AtTheBaselineThreshold_IsTheCalibratedBaseline(double baselineS) =>
        Assert.That(LatencyS(new Hargreaves { Baseline = baselineS, Cutoff = 30 }, BaselineC), Is.EqualTo(baselineS).Within(Rounding));

    [TestCase(31)]
    [TestCase(20)]
    public void Latency_OfAThresholdNotAboveTheSkin_IsTheResponseDelay(double thresholdC) =>
        Assert.That(LatencyS(Hargreaves.Standard, thresholdC), Is.EqualTo(0.4));

    [Test]
    public void Latency_InLanes_EqualsOneByOne()
    {
        double[] thresholds = [28, 41, 45.5, 52];
        Lanes lanes = Hargreaves.Standard.LatencyS(Lanes.FromLanes(thresholds), BaselineC);

        for (int lane = 0; lane < thresholds.Length; lane++)
        {
            Assert.That(lanes[lane], Is.EqualTo(LatencyS(Hargreaves.Standard, thresholds[lane])));
        }
    }

    // From half a degree above the skin on, subtracting the delay again costs two digits at most: 1e-14 of 60 C times a hundred.
    [Test]
    public void Threshold_OfALatency_InvertsLatency() =>
        Prop.ForAll(
                Between(31.5, 60),
                thresholdC =>
                    Math.Abs(Hargreaves.Standard.ThresholdC(LatencyS(Hargreaves.Standard, thresholdC), BaselineC) - thresholdC) < 1e-10
            )
            .QuickCheckThrowOnFailure();

    [TestCase(45.5, 10.5)]
    [TestCase(31, 0.4)]
    public void Threshold_OfAKnownLatency_IsTheHandValue(double thresholdC, double latencyS) =>
        Assert.That(Hargreaves.Standard.ThresholdC(latencyS, BaselineC), Is.EqualTo(thresholdC).Within(Rounding));

    [Test]
    public void Latency_OfAHigherThreshold_IsLonger() =>
        Prop.ForAll(
                Between(31, 60),
                Between(0.001, 5),
                (thresholdC, stepC) => LatencyS(Hargreaves.Standard, thresholdC + stepC) > LatencyS(Hargreaves.Standard, thresholdC)
            )
            .QuickCheckThrowOnFailure();

    private static Arbitrary<double> Between(double low, double high) =>
        Gen.Choose(0, 1_000_000).Select(i => low + (high - low) * i / 1e6).ToArbitrary();

    private static double LatencyS(Hargreaves assay, double thresholdC) => assay.LatencyS(new Real(thresholdC), BaselineC).Value;
}
