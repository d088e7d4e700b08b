using FsCheck.Fluent;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Numerics;
using static PawLatency.Tests.Numerics.RepeatableProperty;

namespace PawLatency.Tests.Assays;

/// <summary>Pressure on the paw: grams to the laboratory, a latency inside.</summary>
[TestFixture]
public sealed class PawPressureTests
{
    private const double BaselineC = 45.5;

    // By hand, 200 g times e to the power of a half, one and so on: the e-fold is 2.8 C.
    [TestCase(42.7, 73.576)]
    [TestCase(44.1, 121.306)]
    [TestCase(45.5, 200)]
    [TestCase(46.9, 329.744)]
    [TestCase(48.3, 543.656)]
    public void Force_OfAThreshold_IsTheHandValue(double thresholdC, double forceG)
    {
        Assert.That(ForceG(PawPressure.Standard, thresholdC), Is.EqualTo(forceG).Within(5e-4));
        Assert.That(PawPressure.Standard.LatencyS(new Real(thresholdC), BaselineC).Value, Is.EqualTo(forceG / 16).Within(5e-5));
    }

    // The source read its rats both ways: hot plate -32 +- 10 %, mechanical threshold -40 +- 9 %. One law for both gives a third in both.
    [Test]
    public void Force_WhereTheHotPlateIsAThirdDown_IsWithinTheErrorOfTheSource()
    {
        double low = 40,
            high = BaselineC;
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = HotPlate.Standard.LatencyS(new Real(middle), BaselineC).Value < 6.8 ? (middle, high) : (low, middle);
        }

        Assert.That(ForceG(PawPressure.Standard, low), Is.EqualTo(120).Within(18).And.EqualTo(200 * 6.4 / 9.6).Within(1e-9));
    }

    // Steps of the same size change the force by the same factor, and grams do not depend on how fast the force grows.
    [Test]
    public void Force_AtAnyRate_GrowsByAFactorForEachDegree() =>
        Check(
            from threshold in Gen.Choose(300, 550)
            from rate in Gen.Choose(1, 200)
            from fold in Gen.Choose(5, 200)
            select (C: threshold / 10.0, Rate: (double)rate, Fold: fold / 10.0),
            200,
            given =>
            {
                var assay = new PawPressure { RateGPerS = given.Rate, EFoldC = given.Fold };
                Assert.That(ForceG(assay, given.C + given.Fold) / ForceG(assay, given.C), Is.EqualTo(Math.E).Within(1e-9));
                Assert.That(ForceG(assay, BaselineC), Is.EqualTo(200).Within(1e-10));
            }
        );

    [Test]
    public void Record_BetweenDivisionsAndAtTheCutoff_ReadsGrams()
    {
        (double latencyS, bool censored) = PawPressure.Standard.Record(203.4 / 16);

        Assert.That((PawPressure.Standard.Readout.Of(latencyS), censored), Is.EqualTo((205.0, false)));
        Assert.That(PawPressure.Standard.Record(700.0 / 16), Is.EqualTo((600.0 / 16, true)));
    }

    [Test]
    public void Rate_Changed_LeavesTheForcesAndChangesTheLatencies()
    {
        PawPressure fast = PawPressure.Standard with { RateGPerS = 32 };

        Assert.That((fast.Baseline, fast.Cutoff, fast.Resolution), Is.EqualTo((200.0, 600.0, 5.0)));
        Assert.That((fast.BaselineS, fast.CutoffS, PawPressure.Standard.BaselineS), Is.EqualTo((6.25, 18.75, 12.5)));
    }

    // A cutoff in seconds made 160 g before the rate was set and 320 g after it.
    [Test]
    public void Initialisers_InEitherOrder_GiveTheSameForces()
    {
        PawPressure rateLast = new() { Cutoff = 320, RateGPerS = 32 },
            rateFirst = new() { RateGPerS = 32, Cutoff = 320 };

        Assert.That(rateLast, Is.EqualTo(rateFirst));
        Assert.That((rateLast.Cutoff, rateLast.CutoffS), Is.EqualTo((320.0, 10.0)));
    }

    [TestCase(9, "The baseline is 9 g; it must be 10 to 500 g.")]
    [TestCase(double.NaN, "The baseline is NaN g; it must be 10 to 500 g.")]
    public void Baseline_OutOfRange_IsRefusedInGrams(double baselineG, string message) =>
        Assert.That(
            () => new PawPressure { Baseline = baselineG },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith(message)
        );

    [Test]
    public void Validate_CutoffNotAboveBaseline_IsRefusedInGrams() =>
        Assert.That(
            new PawPressure { Baseline = 300, Cutoff = 300 }.Validate,
            Throws.ArgumentException.With.Message.Contains("The cutoff of 300 g is not above the baseline of 300 g.")
        );

    private static double ForceG(PawPressure assay, double thresholdC) =>
        assay.Readout.Of(assay.LatencyS(new Real(thresholdC), BaselineC).Value);
}
