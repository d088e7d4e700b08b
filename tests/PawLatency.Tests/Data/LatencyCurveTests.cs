using NUnit.Framework;
using PawLatency.Data;

namespace PawLatency.Tests.Data;

[TestFixture]
public sealed class LatencyCurveTests
{
    private static readonly LatencyCurve Curve = new([0, 2, 6], [10, 12, 4], 20);

    [TestCase(0, 10)]
    [TestCase(1, 11)]
    [TestCase(2, 12)]
    [TestCase(5, 6)]
    [TestCase(6, 4)]
    public void Latency_OnTheCurve_IsInterpolated(double hours, double expectedS) =>
        Assert.That(Curve.At(hours.Hours), Is.EqualTo(expectedS).Within(1e-14), "a point on a line between small whole numbers");

    [TestCase(-0.001)]
    [TestCase(6.001)]
    public void Latency_OutsideTheCurve_IsNaN(double hours) => Assert.That(Curve.At(hours.Hours), Is.NaN);

    [Test]
    public void Latency_AboveTheCutoff_CountsAsTheCutoff() =>
        Assert.That(new LatencyCurve([0, 1], [25, 15], 20).Values.ToArray(), Is.EqualTo(new[] { 20.0, 15.0 }));

    // The curve keeps what it was given, not the array it was given in.
    [Test]
    public void Curve_WhenItsSourceChanges_DoesNot()
    {
        double[] latencies = [10, 12];
        var curve = new LatencyCurve([0, 1], latencies, 20);
        latencies[0] = 3;

        Assert.That(curve.Values[0], Is.EqualTo(10));
    }

    [Test]
    public void Curve_OfNoPoint_IsRefused() =>
        Assert.That(
            () => new LatencyCurve([], [], 20),
            Throws.ArgumentException.With.Message.Contains("there are 0 times and 0 latencies")
        );

    [Test]
    public void Curve_OfOnePoint_IsKnownThereAlone()
    {
        var curve = new LatencyCurve([3], [25], 20);

        Assert.That((curve.At(3.Hours), curve.At(2.9.Hours), curve.At(3.1.Hours)), Is.EqualTo((20.0, double.NaN, double.NaN)));
    }

    [Test]
    public void Curve_OfUnequalLengths_IsRefused() =>
        Assert.That(
            () => new LatencyCurve([0, 1, 2], [10, 11], 20),
            Throws.ArgumentException.With.Message.Contains("there are 3 times and 2 latencies")
        );

    [TestCase(0, 10)]
    [TestCase(-1, 10)]
    [TestCase(double.NaN, 10)]
    [TestCase(1, double.NaN)]
    [TestCase(1, double.PositiveInfinity)]
    public void Curve_WithABadPoint_IsRefusedNamingIt(double hours, double latencyS) =>
        Assert.That(
            () => new LatencyCurve([0, hours], [10, latencyS], 20),
            Throws.ArgumentException.With.Message.Contains(FormattableString.Invariant($"Point 1 of the curve ({hours} h, {latencyS} s)"))
        );

    [Test]
    public void Part_BetweenTwoTimes_HasInterpolatedEnds()
    {
        LatencyCurve part = Curve.Between(1, 4)!;

        Assert.That(part.TimesH.ToArray(), Is.EqualTo(new[] { 1.0, 2, 4 }));
        Assert.That(part.Values.ToArray(), Is.EqualTo(new[] { 11.0, 12, 8 }));
        Assert.That(part.Cutoff, Is.EqualTo(20));
    }

    [Test]
    public void Part_BeyondTheCurve_EndsWithIt() => Assert.That(Curve.Between(-5, 100)!.TimesH.ToArray(), Is.EqualTo(new[] { 0.0, 2, 6 }));

    [TestCase(6, 10)]
    [TestCase(7, 10)]
    [TestCase(3, 3)]
    public void Part_WithoutLength_IsNull(double fromH, double toH) => Assert.That(Curve.Between(fromH, toH), Is.Null);
}
