using MathNet.Numerics.LinearAlgebra;
using PawLatency.Numerics;

namespace PawLatency.Evidence;

/// <summary>
/// Markov chains by the adaptive Metropolis method (Haario, Saksman &amp; Tamminen 2001, Bernoulli 7:223): several chains share the covariance
/// of their proposals, learnt in blocks during the burn-in and then left alone, so that what is kept comes from true Markov chains.
/// </summary>
internal static class AdaptiveMetropolis
{
    // A block's weight in the covariance falls by this factor with each further block.
    private const double Memory = 0.95;

    // Before anything is learnt: steps of this size on every axis, worth as many positions as stand here for each axis.
    private const double FirstStep = 0.3, FirstWeight = 10;

    // The share of accepted proposals that serves many dimensions best (Roberts, Gelman & Gilks 1997, Ann Appl Probab 7:110).
    private const double WantedAcceptance = 0.234;

    /// <summary>Chains that all stand at one place.</summary>
    /// <param name="place">The place.</param>
    /// <param name="energy">Its energy.</param>
    /// <param name="chains">Number of chains.</param>
    public static ChainState Start(double[] place, double energy, int chains) => new()
    {
        Positions = [.. Enumerable.Range(0, chains).Select(_ => place)],
        Energies = [.. Enumerable.Repeat(energy, chains)],
        Mean = place,
        Scatter = [.. place.Select(_ => new double[place.Length])],
    };

    /// <summary>Moves every chain by a block of steps.</summary>
    /// <param name="state">The chains.</param>
    /// <param name="steps">Steps of the block.</param>
    /// <param name="adapt">Whether the proposals learn from it.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="threads">Threads, or null for all.</param>
    /// <param name="energy">Minus the logarithm of the density; the second argument is a bound beyond which any larger number will do.</param>
    public static ChainState Advance(
        ChainState state, int steps, bool adapt, ulong seed, int? threads, Func<double[], double, double> energy)
    {
        Matrix<double> factor = Factor(state);
        double[][][] visited = new double[state.Positions.Length][][];
        double[] energies = [.. state.Energies];
        int[] accepted = new int[visited.Length];
        InParallel.For(visited.Length, threads, null, chain =>
        {
            var numbers = new RandomNumbers(seed, "sampling", chain);
            visited[chain] = new double[steps][];
            (_, energies[chain], accepted[chain]) = Walk(
                state.Positions[chain], energies[chain], factor, numbers, state.Block * steps, steps, energy, (step, place) => visited[chain][step] = place);
        });

        ChainState moved = state with { Positions = [.. visited.Select(chain => chain[^1])], Energies = energies, Block = state.Block + 1 };
        double acceptance = accepted.Sum() / (double)(steps * accepted.Length);
        return adapt ? Learn(moved, visited.SelectMany(chain => chain), acceptance) : moved;
    }

    /// <summary>What a standard normal vector is multiplied by to give a step.</summary>
    public static Matrix<double> Factor(ChainState state) =>
        Covariance(state).Cholesky().Factor * (2.38 / Math.Sqrt(state.Mean.Length) * Math.Exp(state.LogScale));

    /// <summary>Steps of one chain with proposals that do not change: a reversible Markov chain of the density.</summary>
    /// <param name="place">Where it starts.</param>
    /// <param name="energy">Energy there.</param>
    /// <param name="factor">What a standard normal vector is multiplied by to give a step.</param>
    /// <param name="numbers">Random numbers of the chain.</param>
    /// <param name="occasion">Occasion of the first step's random numbers.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="energyOf">Minus the logarithm of the density; the second argument is a bound beyond which any larger number will do.</param>
    /// <param name="visit">Told each step and the place after it.</param>
    /// <returns>Where it ends, the energy there, and the number of proposals that were accepted.</returns>
    public static (double[] Place, double Energy, int Accepted) Walk(
        double[] place, double energy, Matrix<double> factor, RandomNumbers numbers, int occasion, int steps,
        Func<double[], double, double> energyOf, Action<int, double[]>? visit = null)
    {
        int accepted = 0;
        for (int step = 0; step < steps; step++)
        {
            Vector<double> draw = Vector<double>.Build.Dense(place.Length, axis => numbers.StandardNormal(RandomPurpose.Sampling, occasion + step, axis + 1));
            double[] proposal = [.. (factor * draw).Zip(place, (move, from) => from + move)];
            // The number that decides is drawn first: a proposal whose energy has passed the bound need not be computed to its end.
            double bound = energy - Math.Log(numbers.Uniform(RandomPurpose.Sampling, occasion + step));
            double proposed = energyOf(proposal, bound);
            if (proposed <= bound)
            {
                (place, energy) = (proposal, proposed);
                accepted++;
            }

            visit?.Invoke(step, place);
        }

        return (place, energy, accepted);
    }

    private static Matrix<double> Covariance(ChainState state)
    {
        double first = FirstWeight * state.Mean.Length;
        return Matrix<double>.Build.Dense(state.Mean.Length, state.Mean.Length, (row, column) =>
            (state.Scatter[row][column] + (row == column ? first * FirstStep * FirstStep : 0)) / (state.Weight + first));
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

        return state with { Weight = weight, Mean = mean, Scatter = scatter, LogScale = state.LogScale + acceptance - WantedAcceptance };
    }
}

/// <summary>Where chains stand and what their proposals have learnt.</summary>
internal sealed record ChainState
{
    /// <summary>Place of each chain.</summary>
    public required double[][] Positions { get; init; }

    /// <summary>Energy of each chain.</summary>
    public required double[] Energies { get; init; }

    /// <summary>Weight of the positions in mean and scatter.</summary>
    public double Weight { get; init; }

    /// <summary>Mean of the positions.</summary>
    public required double[] Mean { get; init; }

    /// <summary>Sum of the products of the deviations.</summary>
    public required double[][] Scatter { get; init; }

    /// <summary>Logarithm of the size of a step against its best size for a normal target.</summary>
    public double LogScale { get; init; }

    /// <summary>Blocks done.</summary>
    public int Block { get; init; }
}
