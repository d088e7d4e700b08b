using MathNet.Numerics.LinearAlgebra;
using PawLatency.Numerics;

namespace PawLatency.Evidence.Calibration;

/// <summary>
/// Markov chains on a fast density with a gradient, by Hamiltonian dynamics (Duane, Kennedy, Pendleton &amp; Roweth 1987, Phys Lett B
/// 195:216; Neal 2011, Handbook of Markov Chain Monte Carlo, chapter 5): in thirty dimensions one trajectory moves as far as hundreds of
/// random-walk steps. Several chains share covariance and step size, which adapt to their positions.
/// </summary>
internal static class HamiltonianWalk
{
    // The weight of a block in the covariance decreases by this factor with each further block.
    private const double Memory = 0.95;

    // Initial standard deviation on every axis, and its weight in positions per axis.
    private const double FirstStep = 0.3,
        FirstWeight = 10;

    // The optimal share of accepted trajectories is between 0.65 and 0.8 (Betancourt, Byrne & Girolami 2014, arXiv 1411.6669).
    private const double WantedAcceptance = 0.75;

    // Initial leapfrog step size, in standard deviations, and maximum number of steps in a trajectory.
    private const double FirstLeap = 0.2;
    private const int MostLeaps = 80;

    /// <summary>Chains that all start at one point.</summary>
    /// <param name="place">The point.</param>
    /// <param name="chains">Number of chains.</param>
    public static ChainState Start(double[] place, int chains) =>
        new()
        {
            Positions = [.. Enumerable.Range(0, chains).Select(_ => place)],
            Mean = place,
            Scatter = [.. place.Select(_ => new double[place.Length])],
        };

    /// <summary>Advances every chain by a block of trajectories and adapts the moves.</summary>
    /// <param name="state">The chains.</param>
    /// <param name="trajectories">Number of trajectories in the block.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="threads">Threads, or null for all; does not affect the result.</param>
    /// <param name="energy">The density.</param>
    public static ChainState Advance(ChainState state, int trajectories, ulong seed, int? threads, EnergyAndGradient energy)
    {
        WalkShape shape = Shape(state);
        double[][][] visited = new double[state.Positions.Length][][];
        int[] accepted = new int[visited.Length];
        InParallel.For(
            visited.Length,
            threads,
            null,
            chain =>
            {
                var numbers = new RandomNumbers(seed, "sampling", chain);
                visited[chain] = new double[trajectories][];
                double[] place = state.Positions[chain];
                for (int i = 0; i < trajectories; i++)
                {
                    Proposal end = Walk(place, shape, numbers, state.Block * trajectories + i, 1, energy);
                    accepted[chain] += end.Place != place ? 1 : 0;
                    visited[chain][i] = place = end.Place;
                }
            }
        );

        ChainState moved = state with { Positions = [.. visited.Select(chain => chain[^1])], Block = state.Block + 1 };
        return Learn(moved, visited.SelectMany(chain => chain), accepted.Sum() / (double)(trajectories * accepted.Length));
    }

    /// <summary>Adapted covariance and step size.</summary>
    public static WalkShape Shape(ChainState state) => new(Covariance(state).Cholesky().Factor, FirstLeap * Math.Exp(state.LogScale));

    /// <summary>Trajectories of one chain with fixed covariance and step size: a reversible Markov chain of the density.</summary>
    /// <param name="place">The start.</param>
    /// <param name="shape">Covariance and step size.</param>
    /// <param name="numbers">Random numbers of the chain.</param>
    /// <param name="occasion">Key of the random numbers of the first trajectory.</param>
    /// <param name="trajectories">Number of trajectories.</param>
    /// <param name="energy">The density.</param>
    public static Proposal Walk(
        double[] place,
        WalkShape shape,
        RandomNumbers numbers,
        int occasion,
        int trajectories,
        EnergyAndGradient energy
    )
    {
        double[] slope = new double[place.Length];
        double start = energy(place, slope),
            here = start;
        for (int i = 0; i < trajectories; i++)
        {
            // The number of steps is uniform on a log scale, for short and long moves.
            int leaps = (int)Math.Ceiling(Math.Pow(MostLeaps, numbers.Uniform(RandomPurpose.Sampling, occasion + i, place.Length + 1)));
            double leap = shape.Leap * (0.7 + 0.6 * numbers.Uniform(RandomPurpose.Sampling, occasion + i, place.Length + 2));
            Vector<double> momentum = Vector<double>.Build.Dense(
                place.Length,
                axis => numbers.StandardNormal(RandomPurpose.Sampling, occasion + i, axis + 1)
            );
            (double[] end, double there, double[] slopeThere, double work) = Leap(
                place,
                slope,
                momentum,
                shape.Factor,
                leap,
                leaps,
                energy
            );
            if (there - here + work <= -Math.Log(numbers.Uniform(RandomPurpose.Sampling, occasion + i)))
            {
                (place, here, slope) = (end, there, slopeThere);
            }
        }

        return new Proposal(place, start, here);
    }

    // Leapfrog steps in coordinates with unit covariance. The work is the change in kinetic energy.
    private static (double[] End, double Energy, double[] Slope, double Work) Leap(
        double[] place,
        double[] slope,
        Vector<double> momentum,
        Matrix<double> factor,
        double leap,
        int leaps,
        EnergyAndGradient energy
    )
    {
        double before = momentum * momentum,
            there = double.NaN;
        Vector<double> at = Vector<double>.Build.DenseOfArray(place),
            force = factor.TransposeThisAndMultiply(Vector<double>.Build.Dense(slope));
        double[] gradient = new double[place.Length];
        for (int i = 0; i < leaps; i++)
        {
            momentum -= force * (leap / 2);
            at += factor * momentum * leap;
            there = energy(at.AsArray(), gradient);
            force = factor.TransposeThisAndMultiply(Vector<double>.Build.Dense(gradient));
            momentum -= force * (leap / 2);
        }

        return (at.ToArray(), there, gradient, (momentum * momentum - before) / 2);
    }

    private static Matrix<double> Covariance(ChainState state)
    {
        double first = FirstWeight * state.Mean.Length;
        return Matrix<double>.Build.Dense(
            state.Mean.Length,
            state.Mean.Length,
            (row, column) => (state.Scatter[row][column] + (row == column ? first * FirstStep * FirstStep : 0)) / (state.Weight + first)
        );
    }

    // West's update of weighted mean and scatter (1979, Commun ACM 22:532).
    private static ChainState Learn(ChainState state, IEnumerable<double[]> visited, double acceptance)
    {
        double weight = state.Weight * Memory;
        double[] mean = [.. state.Mean];
        double[][] scatter = [.. state.Scatter.Select(row => row.Select(value => value * Memory).ToArray())];
        foreach (double[] place in visited)
        {
            weight++;
            double[] before = [.. place.Zip(mean, (value, centre) => value - centre)];
            for (int axis = 0; axis < mean.Length; axis++)
            {
                mean[axis] += before[axis] / weight;
            }

            for (int row = 0; row < mean.Length; row++)
            {
                for (int column = 0; column < mean.Length; column++)
                {
                    scatter[row][column] += before[row] * before[column] * (1 - 1 / weight);
                }
            }
        }

        return state with
        {
            Weight = weight,
            Mean = mean,
            Scatter = scatter,
            LogScale = state.LogScale + (acceptance - WantedAcceptance) / 2,
        };
    }
}

/// <summary>Minus the logarithm of a density.</summary>
/// <param name="place">The point.</param>
/// <param name="gradient">Receives the derivatives.</param>
internal delegate double EnergyAndGradient(double[] place, double[] gradient);

/// <summary>Covariance and step size of a walk.</summary>
/// <param name="Factor">Cholesky factor of the covariance of the positions.</param>
/// <param name="Leap">Leapfrog step size, in standard deviations.</param>
internal sealed record WalkShape(Matrix<double> Factor, double Leap);

/// <summary>Positions of the chains and adapted moves.</summary>
internal sealed record ChainState
{
    /// <summary>Position of each chain.</summary>
    public required double[][] Positions { get; init; }

    /// <summary>Weight of the positions in mean and scatter.</summary>
    public double Weight { get; init; }

    /// <summary>Mean of the positions.</summary>
    public required double[] Mean { get; init; }

    /// <summary>Sum of the products of the deviations.</summary>
    public required double[][] Scatter { get; init; }

    /// <summary>Logarithm of the step size divided by the initial one.</summary>
    public double LogScale { get; init; }

    /// <summary>Completed blocks.</summary>
    public int Block { get; init; }
}
