using NUnit.Framework;
using PawLatency.Data;

namespace PawLatency.Tests.Data;

/// <summary>Highest and lowest points and passages, on lines known by hand.</summary>
[TestFixture]
public sealed class CurvePointsTests
{
    private static readonly LatencyCurve Curve = new([-1, 0, 10, 20, 30, 40], [11, 10, 15, 10, 8, 15], 20);

    [Test]
    public void HighestAndLowest_OfEqualPoints_AreTheFirst()
    {
        var flat = new LatencyCurve([0, 1, 2, 3], [10, 12, 12, 10], 20);

        Assert.That(CurvePoints.Highest(Curve), Is.EqualTo((10.0, 15.0)));
        Assert.That(CurvePoints.Lowest(Curve), Is.EqualTo((30.0, 8.0)));
        Assert.That((CurvePoints.Highest(flat).TimeH, CurvePoints.Lowest(flat).TimeH), Is.EqualTo((1.0, 0.0)));
    }

    [TestCase(-5, 6)]
    [TestCase(0, 5)]
    [TestCase(0.1, 4)]
    [TestCase(40, 1)]
    [TestCase(50, 1, TestName = "the last point is left")]
    public void From_ATime_KeepsThePointsFromThereOn(double fromH, int points) =>
        Assert.That(CurvePoints.From(Curve, fromH).TimesH.ToArray(), Is.EqualTo(Curve.TimesH[^points..].ToArray()));

    [TestCase(12.5, false, 0, 15, TestName = "down, between two points")]
    [TestCase(9, false, 0, 25)]
    [TestCase(10, false, 0, 20, TestName = "a point on the level, left at once")]
    [TestCase(10, false, 1e-6, 30, TestName = "a point on the level, left at the first point that is clear")]
    [TestCase(9, false, 1e-6, 25, TestName = "a clear passage is on the line")]
    [TestCase(7, false, 0, double.NaN)]
    [TestCase(11.5, true, 0, 30 + 10 * 3.5 / 7)]
    [TestCase(16, true, 0, double.NaN)]
    public void Passage_OfALevel_IsOnTheStraightLine(double levelS, bool upward, double clearS, double hours) =>
        Assert.That(
            CurvePoints.PassageH(CurvePoints.From(Curve, upward ? 30 : 10), levelS, upward, clearS),
            Is.EqualTo(hours).Within(1e-12)
        );

    [Test]
    public void Passage_OfACurveThatBeginsBeyond_IsItsBeginning() => Assert.That(CurvePoints.PassageH(Curve, 12), Is.EqualTo(-1));
}
