using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using NUnit.Framework;
using PawLatency.Evidence.Calibration;
using PawLatency.Numerics;

namespace PawLatency.Tests.Evidence;

/// <summary>Walks on a fast density, on one that is known: two normal numbers, one much wider than the other, correlated.</summary>
[TestFixture]
public sealed class HamiltonianWalkTests
{
    private static readonly KnownNormal Density = new([1, -2], [0.1, 3], 0.8);

    [Test]
    public void Walk_OnANormalDensity_HasItsMeansWidthsAndCorrelation()
    {
        ChainState state = HamiltonianWalk.Start([1.2, 2], 4);
        for (int block = 0; block < 50; block++)
        {
            state = HamiltonianWalk.Advance(state, 10, 11, null, Density.Energy);
        }

        WalkShape shape = HamiltonianWalk.Shape(state);
        var places = new List<double[]>[4];
        InParallel.For(
            4,
            null,
            null,
            chain =>
            {
                double[] place = state.Positions[chain];
                places[chain] =
                [
                    .. Enumerable
                        .Range(0, 2000)
                        .Select(step =>
                            place = HamiltonianWalk.Walk(place, shape, new RandomNumbers(11, "test", chain), step, 1, Density.Energy).Place
                        ),
                ];
            }
        );

        // A share of the 8,000 trajectories is independent; four times the error of the mean, and the error that the draws tell must be
        // small.
        for (int axis = 0; axis < 2; axis++)
        {
            double[][] values =
            [
                .. places.Select(chain => chain.Select(place => (place[axis] - Density.Means[axis]) / Density.Sds[axis]).ToArray()),
            ];
            double error = 4 / Math.Sqrt(ChainDiagnostics.EffectiveDraws(values));
            double[] all = [.. values.SelectMany(chain => chain)];
            Assert.That(error, Is.LessThan(0.15));
            Assert.That(all.Average(), Is.Zero.Within(error));
            Assert.That(ArrayStatistics.StandardDeviation(all), Is.EqualTo(1).Within(error));
        }

        double[][] joined = [.. places.SelectMany(chain => chain)];
        Assert.That(Correlation.Pearson(joined.Select(place => place[0]), joined.Select(place => place[1])), Is.EqualTo(0.8).Within(0.06));
    }

    // Without a gradient that is right the walk is slow, and still a walk on its density.
    [Test]
    public void Walk_WithAWrongGradient_KeepsTheDensity()
    {
        var known = new KnownNormal([0, 0], [1, 1], 0);
        double Wrong(double[] place, double[] gradient)
        {
            double energy = known.Energy(place, gradient);
            (gradient[0], gradient[1]) = (0.5 * gradient[0], 1.5 * gradient[1]);
            return energy;
        }

        var shape = new WalkShape(Matrix<double>.Build.DenseIdentity(2), 0.3);
        double[] at = [0, 0];
        double[][] places =
        [
            .. Enumerable
                .Range(0, 6000)
                .Select(step => at = HamiltonianWalk.Walk(at, shape, new RandomNumbers(3, "wrong", 0), step, 1, Wrong).Place),
        ];

        Assert.That(ArrayStatistics.Variance([.. places.Select(place => place[0])]), Is.EqualTo(1).Within(0.15));
        Assert.That(ArrayStatistics.Variance([.. places.Select(place => place[1])]), Is.EqualTo(1).Within(0.15));
    }

    [Test]
    public void Walk_TellsTheEnergyAtBothEnds()
    {
        Proposal end = HamiltonianWalk.Walk(
            [1.1, 0],
            new WalkShape(Matrix<double>.Build.DenseIdentity(2), 0.01),
            new RandomNumbers(3, "ends", 0),
            0,
            5,
            Density.Energy
        );

        Assert.That(end.Place, Is.Not.EqualTo(new[] { 1.1, 0 }));
        Assert.That((end.EnergyHere, end.EnergyThere), Is.EqualTo((Density.Energy([1.1, 0]), Density.Energy(end.Place))).Within(1e-12));
    }

    [Test]
    public void Chains_OnOneOrFourThreads_AreTheSame()
    {
        ChainState state = HamiltonianWalk.Start([1, -2], 4);

        Assert.That(
            HamiltonianWalk.Advance(state, 10, 11, 4, Density.Energy).Positions,
            Is.EqualTo(HamiltonianWalk.Advance(state, 10, 11, 1, Density.Energy).Positions)
        );
    }
}
