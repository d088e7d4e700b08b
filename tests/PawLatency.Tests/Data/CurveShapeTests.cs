using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Evidence;

namespace PawLatency.Tests.Data;

/// <summary>Curves of straight lines, on which every feature is known by hand.</summary>
[TestFixture]
public sealed class CurveShapeTests
{
    // Small whole numbers and a few operations.
    private const double Rounding = 1e-12;

    // Up to 15 on day 1, back at 10 on day 2, down to 6 from day 6 to 7 (pump out), home on day 11.
    private static readonly double[] Days = [-1, 0, 1, 2, 6, 7, 11, 14];
    private static readonly double[] Latencies = [10, 10, 15, 10, 6, 6, 10, 10];

    public static IEnumerable<TestCaseData> Features()
    {
        yield return Case("baseline", 10);
        yield return Case("peak-change", 50);
        yield return Case("peak-day", 1);
        yield return Case("peak-below-cutoff", 5);
        yield return Case("return-day", 1.8);
        yield return Case("crossing-day", 2);
        yield return Case("deepest-change-on-drug", -40);
        yield return Case("deepest-day-on-drug", 6);
        yield return Case("deepest-change", -40);
        yield return Case("deepest-day", 6);
        yield return Case("area-below", 8 + 4 + 8);
        yield return Case("recovery-half-time", 48);
        yield return Case("recovered-day", 10.5);
        yield return Case("largest-deviation", 50);
    }

    [TestCaseSource(nameof(Features))]
    public void Feature_OfAKnownCurve_IsTheHandValue(string feature, double expected) =>
        Assert.That(Read(feature, Shape(Days, Latencies)), Is.EqualTo(expected).Within(Rounding));

    // Points added on the lines, three to each piece and in places that do not coincide with any feature, are no news.
    [TestCaseSource(nameof(Features))]
    public void Feature_WithPointsAddedOnTheLines_StaysTheSame(string feature, double expected)
    {
        var curve = new LatencyCurve([.. Days.Select(day => 24 * day)], Latencies, 20);
        double[] denser =
        [
            .. Days.SelectMany(
                (day, i) => i + 1 == Days.Length ? [day] : new[] { 0, 0.13, 0.57, 0.91 }.Select(share => day + share * (Days[i + 1] - day))
            ),
        ];

        CurveShape shape = Shape(denser, [.. denser.Select(day => curve.At(day.Days))]);

        Assert.That(Read(feature, shape), Is.EqualTo(expected).Within(Rounding));
    }

    [TestCase(0, 0)]
    [TestCase(0.5, 25)]
    [TestCase(3, -10)]
    [TestCase(9, -20)]
    [TestCase(20, double.NaN)]
    public void Change_OnADay_IsReadFromTheLine(double day, double expectedPercent) =>
        Assert.That(Shape(Days, Latencies).ChangePercent(day.Days), Is.EqualTo(expectedPercent).Within(Rounding));

    [Test]
    public void Baseline_OfSeveralDays_IsTheirMean() =>
        Assert.That(Shape([-2, -1, 0, 1, 8], [9, 10, 14, 15, 9]).BaselineS, Is.EqualTo(11).Within(Rounding));

    // Withdrawal: the deepest point comes a day after the pump is out, and recovery is counted from there.
    [Test]
    public void DeepestPoint_AfterTheDrug_IsNotThatOnTheDrug()
    {
        CurveShape shape = Shape([0, 1, 4, 7, 8, 10, 14], [10, 14, 10, 8, 5, 9, 10]);

        Assert.That(shape.DeepestChangeOnDrugPercent, Is.EqualTo(-20).Within(Rounding));
        Assert.That(shape.DeepestOnDrugDay, Is.EqualTo(7));
        Assert.That(shape.DeepestChangePercent, Is.EqualTo(-50).Within(Rounding));
        Assert.That(shape.DeepestDay, Is.EqualTo(8));
        // From 5 to 7.5 s on the line that rises 4 s in two days.
        Assert.That(shape.RecoveryHalfTimeH, Is.EqualTo(30).Within(Rounding));
    }

    // A chord lies off an exponential by h^2 k^2 / 8 of the deficit at most, and the exponential falls there by k / 2 an hour: the time is
    // right to h^2 k / 4 = 8e-5 h.
    [Test]
    public void RecoveryHalfTime_OfAnExponential_IsThatOfTheExponential()
    {
        const double RatePerH = 0.03,
            StepH = 0.1;
        double[] after = [.. Enumerable.Range(0, 3000).Select(i => 168 + i * StepH)];
        double[] hours = [0, 24, 48, .. after];
        double[] latencies = [10, 15, 10, .. after.Select(hour => 10 - 4 * Math.Exp(-RatePerH * (hour - 168)))];

        var shape = new CurveShape(new LatencyCurve(hours, latencies, 20), 0.Days, 7.Days);

        Assert.That(shape.RecoveryHalfTimeH, Is.EqualTo(Math.Log(2) / RatePerH).Within(8e-5));
        // 5 % of 10 s are left of 4 s after ln(8) / k.
        Assert.That(shape.RecoveredDay, Is.EqualTo((168 + Math.Log(8) / RatePerH) / 24).Within(8e-5));
    }

    [Test]
    public void Peak_AtTheCutoff_HasNoDistanceFromIt() => Assert.That(Shape([0, 1, 2, 8], [10, 27, 10, 9]).PeakBelowCutoffS, Is.Zero);

    private static double Read(string feature, CurveShape shape) => ShapeFeature.Named(feature).Read(shape, 0);

    private static CurveShape Shape(double[] days, double[] latencies) =>
        new(new LatencyCurve([.. days.Select(day => 24 * day)], latencies, 20), 0.Days, 7.Days);

    private static TestCaseData Case(string feature, double expected) => new(feature, expected);
}
