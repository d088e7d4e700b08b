using MathNet.Numerics.Statistics;
using NUnit.Framework;
using PawLatency.Evidence;

namespace PawLatency.Tests.Evidence;

/// <summary>The Markov chains, on a density that is known: two normal numbers, one much wider than the other, correlated.</summary>
[TestFixture]
public sealed class AdaptiveMetropolisTests
{
    private const double Correlation = 0.8;

    private static readonly double[] Means = [1, -2], Sds = [0.1, 3];

    [Test]
    public void Chains_OnANormalDensity_HaveItsMeansWidthsAndCorrelation()
    {
        double[][] places = Sample(Energy, null);

        // 4 chains of 1000 kept places, 10 steps apart: some 2000 independent ones, so the mean errs by 0.022 SD and an SD by 1.6 %. Four times that.
        for (int axis = 0; axis < 2; axis++)
        {
            double[] values = [.. places.Select(place => place[axis])];
            Assert.That(values.Average(), Is.EqualTo(Means[axis]).Within(0.09 * Sds[axis]));
            Assert.That(ArrayStatistics.StandardDeviation(values), Is.EqualTo(Sds[axis]).Within(0.065 * Sds[axis]));
        }

        Assert.That(MathNet.Numerics.Statistics.Correlation.Pearson(places.Select(place => place[0]), places.Select(place => place[1])), Is.EqualTo(Correlation).Within(0.04));
    }

    [Test]
    public void Chains_OnOneOrFourThreadsAndCutOffAtTheBound_AreTheSame()
    {
        static double Hasty(double[] place, double bound) => Energy(place, bound) is var energy && energy > bound ? double.MaxValue : energy;

        double[][] expected = Sample(Energy, 1, blocks: 30);

        Assert.That(Sample(Energy, 4, blocks: 30), Is.EqualTo(expected));
        Assert.That(Sample(Hasty, 4, blocks: 30), Is.EqualTo(expected));
    }

    private static double[][] Sample(Func<double[], double, double> energy, int? threads, int blocks = 1000)
    {
        double[] start = [1, -2];
        ChainState state = AdaptiveMetropolis.Start(start, energy(start, double.PositiveInfinity), 4);
        for (int block = 0; block < blocks / 2; block++)
        {
            state = AdaptiveMetropolis.Advance(state, 10, true, 11, threads, energy);
        }

        var places = new List<double[]>();
        for (int block = 0; block < blocks; block++)
        {
            state = AdaptiveMetropolis.Advance(state, 10, false, 11, threads, energy);
            places.AddRange(state.Positions);
        }

        return [.. places];
    }

    private static double Energy(double[] place, double bound)
    {
        double first = (place[0] - Means[0]) / Sds[0], second = (place[1] - Means[1]) / Sds[1];
        return (first * first - 2 * Correlation * first * second + second * second) / (2 * (1 - Correlation * Correlation));
    }
}
