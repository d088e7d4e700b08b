using NUnit.Framework;
using PawLatency.Evidence;
using PawLatency.Evidence.Calibration;
using PawLatency.Numerics;

namespace PawLatency.Tests.Evidence;

/// <summary>The stand-in for slow values.</summary>
[TestFixture]
public sealed class EmulatorTests
{
    private const int Dimension = 5,
        Points = 300;

    private static readonly double[][] Places = [.. Enumerable.Range(0, Points).Select(Place)];

    // The ridge shrinks a value that follows the polynomial exactly by about its least strength over the number of points.
    [Test]
    public void PolynomialOfTheSecondDegree_IsReproduced()
    {
        Emulator emulator = Fit(point => [Polynomial(point), 7], null);

        foreach (double[] point in Places.Take(20))
        {
            Assert.That(emulator.Predict(point)[0], Is.EqualTo(Polynomial(point)).Within(0.01));
            Assert.That(emulator.Predict(point)[1], Is.EqualTo(7).Within(1e-9), "a value that never changes");
        }

        Assert.That(emulator.Errors, Is.All.LessThan(0.01));
    }

    // A root mean square of 300 numbers errs by 4 %.
    [TestCase(0.2)]
    [TestCase(2)]
    public void ErrorToExpect_IsThatOfNewPoints(double noise)
    {
        double Noisy(double[] point, int number) =>
            Polynomial(point) + noise * new RandomNumbers(5, "noise", number).StandardNormal(RandomPurpose.Sampling);
        double[][] values = [.. Places.Select((point, i) => new[] { Noisy(point, i) })];
        var emulator = Emulator.Fit(Places, values, [.. Places.Select(_ => 1.0)], null);

        double[] misses = [.. Enumerable.Range(Points, 400).Select(i => emulator.Predict(Place(i))[0] - Noisy(Place(i), i))];

        Assert.That(emulator.Errors[0], Is.EqualTo(Math.Sqrt(misses.Average(miss => miss * miss))).Within(15).Percent);
    }

    [Test]
    public void PointsWithoutWeight_DoNotCount()
    {
        double[] weights = [.. Places.Select((_, i) => i < 150 ? 1.0 : 0)];
        double[][] values = [.. Places.Select((point, i) => new[] { i < 150 ? Polynomial(point) : 1000 })];

        Assert.That(Emulator.Fit(Places, values, weights, null).Predict(Places[0])[0], Is.EqualTo(Polynomial(Places[0])).Within(0.05));
    }

    [Test]
    public void Fit_OnOneOrFourThreads_IsTheSame() =>
        Assert.That(
            Fit(point => [Polynomial(point)], 4).Predict(Places[3]),
            Is.EqualTo(Fit(point => [Polynomial(point)], 1).Predict(Places[3]))
        );

    // The misfit counts from 0.3 errors inside a band, steps up by 0.9 at its end and is capped at 1.7.
    [TestCase(15, 0)]
    [TestCase(10.5, 0.04)]
    [TestCase(9, 1.21)]
    [TestCase(0, 2.89)]
    [TestCase(-1000, 2.89)]
    public void Penalty_WithoutError_IsThatOfTheObjective(double value, double penalty) =>
        Assert.That(new PenaltyTable(new Judgement("", "", 0, 10, 20, 5), 2, 0).At(value).Penalty, Is.EqualTo(2 * penalty).Within(0.05));

    [Test]
    public void Penalty_OfAValueThatIsAbsentOrInfinite_IsThatOfTheObjective()
    {
        var band = new Judgement("", "", 0, 10, double.PositiveInfinity, 5);
        var table = new PenaltyTable(band, 1, 0);

        foreach (double value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Assert.That(table.At(table.Bounded(value)).Penalty, Is.EqualTo(Objective.Penalty(band with { Value = value })).Within(1e-9));
        }
    }

    // Half of the error lies on each side of the end of the band.
    [Test]
    public void Penalty_WithAnError_IsItsAverage()
    {
        var table = new PenaltyTable(new Judgement("", "", 0, 10, double.PositiveInfinity, 5), 1, 1e-3);

        Assert.That(table.At(10).Penalty, Is.EqualTo((0.09 + 0.81) / 2).Within(0.05));
    }

    // Against differences of the value itself.
    [TestCase(9.8)]
    [TestCase(10.4)]
    [TestCase(8)]
    public void Slope_OfAPenalty_IsThatOfThePenalty(double value)
    {
        var table = new PenaltyTable(new Judgement("", "", 0, 10, 20, 5), 3, 1);

        Assert.That(
            table.At(value).Slope,
            Is.EqualTo((table.At(value + 1e-5).Penalty - table.At(value - 1e-5).Penalty) / 2e-5).Within(1e-4)
        );
    }

    [Test]
    public void Gradient_OfAWeightedSumOfValues_IsItsGradient()
    {
        Emulator emulator = Fit(point => [Polynomial(point), point[0] * point[1], 5], null);
        double[] weights = [2, -3, 1],
            gradient = new double[Dimension];
        double Sum(double[] point) => emulator.Predict(point).Zip(weights, (value, weight) => value * weight).Sum();

        emulator.AddGradient(Places[7], weights, gradient);

        for (int axis = 0; axis < Dimension; axis++)
        {
            double[] Moved(double by) => [.. Places[7].Select((share, other) => other == axis ? share + by : share)];
            Assert.That(gradient[axis], Is.EqualTo((Sum(Moved(1e-5)) - Sum(Moved(-1e-5))) / 2e-5).Within(1e-5));
        }
    }

    private static Emulator Fit(Func<double[], double[]> values, int? threads) =>
        Emulator.Fit(Places, [.. Places.Select(values)], [.. Places.Select(_ => 1.0)], threads);

    private static double[] Place(int number) =>
        [.. Enumerable.Range(0, Dimension).Select(axis => new RandomNumbers(1, "place", number).Uniform(RandomPurpose.Sampling, axis))];

    private static double Polynomial(double[] point) =>
        3 + 2 * point[0] - point[1] + 4 * point[0] * point[2] - 3 * point[3] * point[3] + point[4];
}
