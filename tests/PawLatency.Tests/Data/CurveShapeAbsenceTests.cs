using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Evidence;

namespace PawLatency.Tests.Data;

/// <summary>A feature that a curve does not have is not a number, so that no contract can hold by accident.</summary>
[TestFixture]
public sealed class CurveShapeAbsenceTests
{
    private static readonly CurveShape Flat = Shape(10, 10, 10, 10);

    [TestCase("return-day")]
    [TestCase("crossing-day")]
    [TestCase("recovery-half-time")]
    public void Feature_OfAFlatCurve_IsNotThere(string feature) => Assert.That(ShapeFeature.Named(feature).Read(Flat, 0), Is.NaN);

    [TestCase("peak-change")]
    [TestCase("deepest-change-on-drug")]
    [TestCase("deepest-change")]
    [TestCase("area-below")]
    [TestCase("largest-deviation")]
    public void Size_OfAFlatCurvesFeature_IsZero(string feature) => Assert.That(ShapeFeature.Named(feature).Read(Flat, 0), Is.Zero);

    // It was never away: it is home from the moment the drug ends.
    [Test]
    public void RecoveredDay_OfAFlatCurve_IsTheEndOfTheDrug() => Assert.That(Flat.RecoveredDay, Is.EqualTo(7));

    [TestCase(9.51, false)]
    [TestCase(9.49, true)]
    public void Falls_OfACurve_IsThatItLeavesWhatCountsAsRecovered(double lowest, bool falls) =>
        Assert.That(Shape(14, lowest, 9.8, 10).Falls, Is.EqualTo(falls));

    [Test]
    public void Curve_ThatStaysUp_HasNoReturnAndNoCrossing()
    {
        CurveShape shape = Shape(15, 15, 15, 15);

        Assert.That(shape.ReturnDay, Is.NaN);
        Assert.That(shape.CrossingDay, Is.NaN);
        Assert.That(shape.RecoveredDay, Is.NaN);
        Assert.That(shape.AreaBelowSDay, Is.Zero);
    }

    [Test]
    public void Curve_ThatStaysDown_HasNoRecovery()
    {
        CurveShape shape = Shape(14, 8, 6, 6);

        Assert.That(shape.RecoveryHalfTimeH, Is.NaN);
        Assert.That(shape.RecoveredDay, Is.NaN);
    }

    // It comes home after the drug, which is no return on drug.
    [Test]
    public void Curve_ThatReturnsOnlyAfterTheDrug_HasNoReturn() => Assert.That(Shape(15, 14, 10, 9).ReturnDay, Is.NaN);

    [Test]
    public void Curve_ThatEndsWithTheDrug_HasNoRecoveredDay()
    {
        var shape = new CurveShape(new LatencyCurve([0, 24, 168], [10, 14, 8], 20), 0.Days, 7.Days);

        Assert.That(shape.RecoveredDay, Is.NaN);
        Assert.That(shape.RecoveryHalfTimeH, Is.NaN);
    }

    [Test]
    public void Change_OutsideTheCurve_IsNotThere() => Assert.That(Flat.ChangePercent(15.Days), Is.NaN);

    [TestCase(-1, 7)]
    [TestCase(8, 7)]
    [TestCase(7, 7)]
    public void Drug_ThatTheCurveDoesNotCover_IsRefused(double onDay, double offDay) =>
        Assert.That(
            () => new CurveShape(new LatencyCurve([0, 336], [10, 10], 20), onDay.Days, offDay.Days),
            Throws.ArgumentException.With.Message.Contains(FormattableString.Invariant($"the start of the drug on day {onDay}"))
        );

    [Test]
    public void Drug_AfterTheCurve_IsRefused() =>
        Assert.That(
            () => new CurveShape(new LatencyCurve([0, 24], [10, 10], 20), 2.Days, 7.Days),
            Throws.ArgumentException.With.Message.Contains("Nothing of the curve lies between day 2 and day 7.")
        );

    // Ten before the drug, then the four latencies on days 1, 4, 10 and 14.
    private static CurveShape Shape(params double[] latencies) =>
        new(new LatencyCurve([-24, 0, 24, 96, 240, 336], [10, 10, .. latencies], 20), 0.Days, 7.Days);
}
