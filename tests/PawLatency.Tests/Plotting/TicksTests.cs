using FsCheck.Fluent;
using NUnit.Framework;
using PawLatency.Plotting;
using PawLatency.Plotting.Drawing;
using PawLatency.Tests.Numerics;

namespace PawLatency.Tests.Plotting;

/// <summary>Ticks, by hand and by property.</summary>
[TestFixture]
public sealed class TicksTests
{
    [TestCase(-1.3, 14.3, 700, "−1 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14")]
    [TestCase(-1.3, 14.3, 260, "0 2 4 6 8 10 12 14")]
    [TestCase(0, 52.6, 700, "0 5 10 15 20 25 30 35 40 45 50")]
    [TestCase(0, 1, 120, "0 0.5 1")]
    [TestCase(0, 0.004, 200, "0 0.001 0.002 0.003 0.004")]
    public void Horizontal_DaysAndNumbers_AreRound(double from, double to, double length, string expected) =>
        Assert.That(Labels(new Axis("", from, to), length), Is.EqualTo(expected));

    [TestCase(0, 24, 300, "0 2 4 6 8 10 12 14 16 18 20 22 24")]
    [TestCase(0, 24, 130, "0 6 12 18 24")]
    [TestCase(0, 72, 200, "0 12 24 36 48 60 72")]
    public void Horizontal_Hours_DivideADay(double from, double to, double length, string expected) =>
        Assert.That(Labels(new Axis("", from, to, AxisScale.Hours), length), Is.EqualTo(expected));

    [TestCase(0, 60, 160, "0 10 20 30 40 50 60")]
    [TestCase(-15, 180, 450, "−15 0 15 30 45 60 75 90 105 120 135 150 165 180")]
    [TestCase(-15, 180, 300, "0 30 60 90 120 150 180")]
    [TestCase(0, 240, 150, "0 60 120 180 240")]
    public void Horizontal_Minutes_DivideAnHour(double from, double to, double length, string expected) =>
        Assert.That(Labels(new Axis("", from, to, AxisScale.Minutes), length), Is.EqualTo(expected));

    [TestCase(3, 17, 1500, "3 4 5 6 7 8 9 10 11 12 13 14 15 16 17")]
    [TestCase(3.5, 12.5, 120, "4 6 8 10 12")]
    [TestCase(0, 200, 300, "0 50 100 150 200")]
    public void Horizontal_Counts_AreWholeNumbers(double from, double to, double length, string expected) =>
        Assert.That(Labels(new Axis("", from, to, AxisScale.Counts), length), Is.EqualTo(expected));

    [TestCase(0.2, 50, 700, "0.2 0.5 1 2 5 10 20 50")]
    [TestCase(0.2, 50, 120, "1 10")]
    [TestCase(1e-3, 1e4, 400, "0.001 0.01 0.1 1 10 100 1000 10000")]
    public void Horizontal_Logarithmic_TakesOneTwoFiveOrDecades(double from, double to, double length, string expected) =>
        Assert.That(Labels(new Axis("", from, to, AxisScale.Logarithmic), length), Is.EqualTo(expected));

    [Test]
    public void Ticks_OfAnyAxis_LieInsideWithEvenSteps() =>
        RepeatableProperty.Check(
            from low in RepeatableProperty.LogUniform(1e-3, 1e3)
            from range in RepeatableProperty.LogUniform(1e-3, 1e4)
            from length in Gen.Choose(100, 1900)
            select (low, range, length),
            200,
            axis =>
            {
                double[] ticks =
                [
                    .. Ticks.Vertical(new Axis("", -axis.low, axis.range - axis.low), axis.length, 12).Select(tick => tick.Value),
                ];
                double[] steps = [.. ticks.Zip(ticks.Skip(1), (one, next) => next - one)];
                Assert.That(ticks, Has.Length.GreaterThan(1));
                Assert.That(ticks, Is.All.InRange(-axis.low - 1e-9 * axis.range, axis.range - axis.low + 1e-9 * axis.range));
                Assert.That(steps, Is.All.EqualTo(steps[0]).Within(1e-6).Percent);
                Assert.That(steps[0] / axis.range * axis.length, Is.GreaterThanOrEqualTo(12), "room for a line of text");
            }
        );

    private static string Labels(Axis axis, double length) =>
        string.Join(' ', Ticks.Horizontal(axis, length, 12).Select(tick => tick.Text));
}
