using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using NUnit.Framework;
using PawLatency.Evidence.Calibration;

namespace PawLatency.Tests.Evidence;

/// <summary>Chains with a fast stand-in, on densities whose moments are known: the draws are those of the density, however bad the
/// stand-in.</summary>
[TestFixture]
public sealed class DelayedAcceptanceTests
{
    private const double Cap = 5,
        Wall = 3;

    private const int Chains = 8,
        Steps = 1500;

    private static readonly KnownNormal Density = new([1, -2], [0.1, 3], 0.8);

    // A stand-in that is exact, one that is far too wide and beside the mark, and one that is too narrow and knows of no correlation.
    [TestCase(0, 1, 0.8, 0.9)]
    [TestCase(0.7, 1.5, 0.6, 0.2)]
    [TestCase(0.2, 0.9, 0.5, 0.2)]
    public void Draws_OfANormalDensity_HaveItsMomentsWhateverTheStandIn(
        double beside,
        double width,
        double correlation,
        double leastAccepted
    )
    {
        (double[][] draws, DelayedState end) = Draw(Walk(StandIn(beside, width, correlation)), Density.Energy);

        Assert.That((double)end.Accepted / draws.Length, Is.GreaterThan(leastAccepted));
        double[][] axes =
        [
            .. Enumerable
                .Range(0, 2)
                .Select(axis => draws.Select(place => (place[axis] - Density.Means[axis]) / Density.Sds[axis]).ToArray()),
        ];
        foreach (double[] axis in axes)
        {
            // The mean errs by one over the root of the effective draws; four times that, and more for the width.
            double error = 4 / Math.Sqrt(ChainDiagnostics.EffectiveDraws(ByChain(axis)));
            Assert.That(error, Is.LessThan(0.15), "enough draws to tell");
            Assert.That(axis.Average(), Is.Zero.Within(error));
            Assert.That(ArrayStatistics.StandardDeviation(axis), Is.EqualTo(1).Within(error));
            Assert.That(ChainDiagnostics.RHat(ByChain(axis)), Is.LessThan(1.02));
        }

        Assert.That(Correlation.Pearson(axes[0], axes[1]), Is.EqualTo(Density.Correlation).Within(0.06));
    }

    // A bad stand-in proposes to a better one, and that one to the density.
    [Test]
    public void Draws_ProposedByWayOfADensityBetween_HaveTheMomentsOfTheDensity()
    {
        Proposer between = DelayedAcceptance.Walk(Walk(StandIn(0.7, 1.5, 0.6)), StandIn(0.2, 1.1, 0.7).Energy, 4, 7);

        (double[][] draws, _) = Draw(between, Density.Energy);

        for (int axis = 0; axis < 2; axis++)
        {
            double[] values = [.. draws.Select(place => (place[axis] - Density.Means[axis]) / Density.Sds[axis])];
            double error = 4 / Math.Sqrt(ChainDiagnostics.EffectiveDraws(ByChain(values)));
            Assert.That(error, Is.LessThan(0.15));
            Assert.That(values.Average(), Is.Zero.Within(error));
            Assert.That(ArrayStatistics.StandardDeviation(values), Is.EqualTo(1).Within(error));
        }
    }

    // The objective's shape: a bent valley between walls, with a plateau where the misfit is capped.
    [Test]
    public void Draws_OfABentAndCappedDensity_HaveItsMoments()
    {
        double[] weights = new double[4];
        const int nodes = 600;
        for (int i = 0; i < nodes; i++)
        {
            for (int j = 0; j < nodes; j++)
            {
                double[] place = [-Wall + 2 * Wall * (i + 0.5) / nodes, -Wall + 2 * Wall * (j + 0.5) / nodes];
                double density = Math.Exp(-Bent(place));
                weights =
                [
                    weights[0] + density,
                    weights[1] + density * place[0],
                    weights[2] + density * place[1],
                    weights[3] + density * place[1] * place[1],
                ];
            }
        }

        (double[][] draws, _) = Draw(Walk(new KnownNormal([0, 0.5], [1.1, 1.1], 0)), Bent);

        double[] first = [.. draws.Select(place => place[0])],
            second = [.. draws.Select(place => place[1])];
        double error =
            4 / Math.Sqrt(Math.Min(ChainDiagnostics.EffectiveDraws(ByChain(first)), ChainDiagnostics.EffectiveDraws(ByChain(second))));
        Assert.That(error, Is.LessThan(0.15));
        Assert.That(first.Average(), Is.EqualTo(weights[1] / weights[0]).Within(error * ArrayStatistics.StandardDeviation(first)));
        Assert.That(second.Average(), Is.EqualTo(weights[2] / weights[0]).Within(error * ArrayStatistics.StandardDeviation(second)));
        double[] squares = [.. second.Select(value => value * value)];
        Assert.That(squares.Average(), Is.EqualTo(weights[3] / weights[0]).Within(error * ArrayStatistics.StandardDeviation(squares)));
        Assert.That(ChainDiagnostics.RHat(ByChain(second)), Is.LessThan(1.02));
    }

    [Test]
    public void Draws_InBlocksAndOnAnyNumberOfThreadsAndCutOffAtTheBound_AreTheSame()
    {
        Proposer propose = Walk(StandIn(0.3, 1.3, 0.5));
        DelayedState start = Start(Density.Energy);

        (DelayedState whole, _) = DelayedAcceptance.Advance(start, 20, 7, 1, propose, (_, place, _) => Density.Energy(place));
        (DelayedState half, _) = DelayedAcceptance.Advance(start, 10, 7, 4, propose, (_, place, _) => Density.Energy(place));
        (DelayedState end, _) = DelayedAcceptance.Advance(
            half,
            10,
            7,
            4,
            propose,
            (_, place, bound) => Density.Energy(place) is var energy && energy > bound ? double.MaxValue : energy
        );

        Assert.That(end.Positions, Is.EqualTo(whole.Positions));
        Assert.That((end.Steps, end.Accepted), Is.EqualTo((whole.Steps, whole.Accepted)));
    }

    private static (double[][] Draws, DelayedState End) Draw(Proposer propose, Func<double[], double> energy)
    {
        (DelayedState end, DelayedDraw[][] draws) = DelayedAcceptance.Advance(
            Start(energy),
            Steps,
            7,
            null,
            propose,
            (_, place, _) => energy(place)
        );
        return ([.. Enumerable.Range(0, Steps).SelectMany(step => draws.Select(chain => chain[step].Place))], end);
    }

    private static DelayedState Start(Func<double[], double> energy)
    {
        double[][] places =
        [
            .. Enumerable
                .Range(0, Chains)
                .Select(chain => new[] { Density.Means[0] + 0.02 * (chain - 4), Density.Means[1] + 0.6 * (chain - 4) }),
        ];
        return new DelayedState { Positions = places, Energies = [.. places.Select(energy)] };
    }

    private static Proposer Walk(KnownNormal standIn) =>
        DelayedAcceptance.Walk(standIn.Energy, new WalkShape(Matrix<double>.Build.DenseOfDiagonalArray(standIn.Sds), 0.3), 4, 7);

    private static double[][] ByChain(double[] draws) =>
        [.. Enumerable.Range(0, Chains).Select(chain => draws.Where((_, i) => i % Chains == chain).ToArray())];

    // A normal density beside the true one, of another width and correlation.
    private static KnownNormal StandIn(double beside, double width, double correlation) =>
        new(
            [Density.Means[0] + beside * Density.Sds[0], Density.Means[1] - beside * Density.Sds[1]],
            [.. Density.Sds.Select(sd => sd * width)],
            correlation
        );

    private static double Bent(double[] place) =>
        Math.Abs(place[0]) > Wall || Math.Abs(place[1]) > Wall
            ? double.PositiveInfinity
            : Math.Min(Cap, Square(place[0]) / 2 + 2 * Square(place[1] - Square(place[0]) + 1));

    private static double Square(double value) => value * value;
}
