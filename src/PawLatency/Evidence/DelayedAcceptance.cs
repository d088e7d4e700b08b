using MathNet.Numerics.LinearAlgebra;
using PawLatency.Numerics;

namespace PawLatency.Evidence;

/// <summary>
/// Markov chains on a density that is slow to compute, with a fast stand-in (surrogate transition, Liu 2001, Monte Carlo Strategies in
/// Scientific Computing, section 9.4.3; delayed acceptance, Christen &amp; Fox 2005, J Comput Graph Stat 14:795). A step proposes the end of a
/// Metropolis walk on the stand-in and accepts it with min(1, p(y) q(x) / (p(x) q(y))), p being the density and q the stand-in. The draws
/// are those of p whatever the stand-in is; a good one only makes them fewer to wait for.
/// </summary>
internal static class DelayedAcceptance
{
    /// <summary>Moves every chain by a block of steps.</summary>
    /// <param name="state">The chains.</param>
    /// <param name="block">How the chains move.</param>
    /// <param name="standIn">Minus the logarithm of the stand-in.</param>
    /// <param name="energy">Minus the logarithm of the density, for a chain; the last argument is a bound beyond which any larger number will do.</param>
    /// <returns>The chains, and where each stood after each step.</returns>
    public static (DelayedState State, DelayedDraw[][] Draws) Advance(
        DelayedState state, DelayedBlock block, Func<double[], double> standIn, Func<int, double[], double, double> energy)
    {
        var draws = new DelayedDraw[state.Positions.Length][];
        int[] accepted = new int[draws.Length];
        InParallel.For(draws.Length, block.Threads, null, chain =>
        {
            // The walk and the decision have random numbers of their own.
            RandomNumbers walk = new(block.Seed, "walk", chain), decision = new(block.Seed, "decision", chain);
            var at = new DelayedDraw(state.Positions[chain], state.Energies[chain]);
            double standInHere = standIn(at.Place);
            draws[chain] = new DelayedDraw[block.Steps];
            for (int step = 0; step < block.Steps; step++)
            {
                int occasion = state.Steps + step;
                (double[] end, double standInThere, int moved) = AdaptiveMetropolis.Walk(
                    at.Place, standInHere, block.Factor, walk, occasion * block.WalkSteps, block.WalkSteps, (place, _) => standIn(place));
                double bound = at.Energy + standInThere - standInHere - Math.Log(decision.Uniform(RandomPurpose.Sampling, occasion));
                double there = moved == 0 ? at.Energy : energy(chain, end, bound);
                if (moved > 0 && there <= bound)
                {
                    (at, standInHere) = (new DelayedDraw(end, there), standInThere);
                    accepted[chain]++;
                }

                draws[chain][step] = at;
            }
        });
        return (state with
        {
            Positions = [.. draws.Select(chain => chain[^1].Place)],
            Energies = [.. draws.Select(chain => chain[^1].Energy)],
            Steps = state.Steps + block.Steps,
            Accepted = state.Accepted + accepted.Sum(),
        }, draws);
    }
}

/// <summary>How chains move in a block.</summary>
/// <param name="Steps">Steps of each chain, one evaluation of the density each.</param>
/// <param name="WalkSteps">Steps of the walk on the stand-in before each of them.</param>
/// <param name="Factor">What a standard normal vector is multiplied by to give a step of the walk.</param>
/// <param name="Seed">Seed.</param>
/// <param name="Threads">Threads, or null for all; without influence on the result.</param>
internal sealed record DelayedBlock(int Steps, int WalkSteps, Matrix<double> Factor, ulong Seed, int? Threads);

/// <summary>Where a chain stood.</summary>
/// <param name="Place">The place.</param>
/// <param name="Energy">Minus the logarithm of the density there.</param>
internal readonly record struct DelayedDraw(double[] Place, double Energy);

/// <summary>Where chains stand.</summary>
internal sealed record DelayedState
{
    /// <summary>Place of each chain.</summary>
    public required double[][] Positions { get; init; }

    /// <summary>Energy of each chain.</summary>
    public required double[] Energies { get; init; }

    /// <summary>Steps done by each chain.</summary>
    public int Steps { get; init; }

    /// <summary>Proposals accepted by all chains since the stand-in was frozen.</summary>
    public int Accepted { get; init; }
}
