using PawLatency.Numerics;

namespace PawLatency.Evidence.Calibration;

/// <summary>
/// Markov chains on a density that is slow to compute, with a fast surrogate (surrogate transition, Liu 2001, Monte Carlo Strategies in
/// Scientific Computing, section 9.4.3; delayed acceptance, Christen &amp; Fox 2005, J Comput Graph Stat 14:795). A step proposes the end
/// of a reversible walk on the surrogate and accepts it with min(1, p(y) q(x) / (p(x) q(y))), with density p and surrogate q. The draws
/// follow p for any surrogate; a better surrogate gives fewer rejections. The chains are themselves reversible, so a chain on a better
/// surrogate can propose to a slower density.
/// </summary>
/// <remarks>
/// A random half of the walks is short. The error of the surrogate is then similar at both ends, so a chain can leave a point where the
/// surrogate is far too low. The choice does not depend on the position, so the chain stays reversible.
/// </remarks>
internal static class DelayedAcceptance
{
    private const double ShortWalk = 0.125;

    /// <summary>A walk on a fast density.</summary>
    /// <param name="energy">The density.</param>
    /// <param name="shape">Covariance and step size of its moves.</param>
    /// <param name="trajectories">Number of trajectories in a walk.</param>
    /// <param name="seed">Seed.</param>
    public static Proposer Walk(EnergyAndGradient energy, WalkShape shape, int trajectories, ulong seed) =>
        (chain, occasion, place) =>
            HamiltonianWalk.Walk(
                place,
                shape,
                new RandomNumbers(seed, "walk", chain),
                occasion * trajectories,
                Length(trajectories, seed, "walk length", chain, occasion),
                energy
            );

    /// <summary>A walk on an intermediate density; each of its steps is proposed by a walk on a faster one.</summary>
    /// <param name="propose">The walk on the faster density.</param>
    /// <param name="energy">Minus the logarithm of the intermediate density.</param>
    /// <param name="steps">Number of steps in a walk.</param>
    /// <param name="seed">Seed.</param>
    public static Proposer Walk(Proposer propose, Func<double[], double> energy, int steps, ulong seed) =>
        (chain, occasion, place) =>
        {
            double here = energy(place);
            var numbers = new RandomNumbers(seed, "between", chain);
            int length = Length(steps, seed, "between length", chain, occasion);
            (DelayedDraw end, _) = Advance(
                new DelayedDraw(place, here),
                chain,
                occasion * steps,
                length,
                numbers,
                propose,
                (_, proposal, _) => energy(proposal)
            );
            return new Proposal(end.Place, here, end.Energy);
        };

    /// <summary>Advances every chain by a block of steps.</summary>
    /// <param name="state">The chains.</param>
    /// <param name="steps">Steps of each chain.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="threads">Threads, or null for all; does not affect the result.</param>
    /// <param name="propose">The walk on the surrogate.</param>
    /// <param name="energy">Minus the logarithm of the density, for a chain; above the bound (last argument) any larger number may be
    /// returned.</param>
    /// <returns>The chains, and their positions after each step.</returns>
    public static (DelayedState State, DelayedDraw[][] Draws) Advance(
        DelayedState state,
        int steps,
        ulong seed,
        int? threads,
        Proposer propose,
        Func<int, double[], double, double> energy
    )
    {
        var draws = new DelayedDraw[state.Positions.Length][];
        int[] accepted = new int[draws.Length];
        InParallel.For(
            draws.Length,
            threads,
            null,
            chain =>
            {
                draws[chain] = new DelayedDraw[steps];
                var start = new DelayedDraw(state.Positions[chain], state.Energies[chain]);
                var numbers = new RandomNumbers(seed, "decision", chain);
                (_, accepted[chain]) = Advance(
                    start,
                    chain,
                    state.Steps,
                    steps,
                    numbers,
                    propose,
                    energy,
                    (step, draw) => draws[chain][step] = draw
                );
            }
        );
        return (
            state with
            {
                Positions = [.. draws.Select(chain => chain[^1].Place)],
                Energies = [.. draws.Select(chain => chain[^1].Energy)],
                Steps = state.Steps + steps,
                Accepted = state.Accepted + accepted.Sum(),
            },
            draws
        );
    }

    private static int Length(int steps, ulong seed, string purpose, int chain, int occasion) =>
        new RandomNumbers(seed, purpose, chain).Uniform(RandomPurpose.Sampling, occasion) < 0.5
            ? steps
            : (int)Math.Ceiling(ShortWalk * steps);

    private static (DelayedDraw End, int Accepted) Advance(
        DelayedDraw at,
        int chain,
        int occasion,
        int steps,
        RandomNumbers numbers,
        Proposer propose,
        Func<int, double[], double, double> energy,
        Action<int, DelayedDraw>? visit = null
    )
    {
        int accepted = 0;
        for (int step = 0; step < steps; step++)
        {
            Proposal proposal = propose(chain, occasion + step, at.Place);
            // A walk that ends at its start needs no decision.
            if (proposal.Place != at.Place)
            {
                double bound =
                    at.Energy
                    + proposal.EnergyThere
                    - proposal.EnergyHere
                    - Math.Log(numbers.Uniform(RandomPurpose.Sampling, occasion + step));
                double there = energy(chain, proposal.Place, bound);
                if (there <= bound)
                {
                    at = new DelayedDraw(proposal.Place, there);
                    accepted++;
                }
            }

            visit?.Invoke(step, at);
        }

        return (at, accepted);
    }
}

/// <summary>Proposes the end of a reversible walk.</summary>
/// <param name="chain">Number of the chain.</param>
/// <param name="occasion">Number of its previous walks.</param>
/// <param name="place">Start of the walk.</param>
internal delegate Proposal Proposer(int chain, int occasion, double[] place);

/// <summary>The end of a walk.</summary>
/// <param name="Place">Position; the same array if the walk ends at its start.</param>
/// <param name="EnergyHere">Minus the logarithm of the walk's density at its start.</param>
/// <param name="EnergyThere">The same at its end.</param>
internal readonly record struct Proposal(double[] Place, double EnergyHere, double EnergyThere);

/// <summary>A position of a chain.</summary>
/// <param name="Place">Position.</param>
/// <param name="Energy">Minus the logarithm of the density there.</param>
internal readonly record struct DelayedDraw(double[] Place, double Energy);

/// <summary>State of the chains.</summary>
internal sealed record DelayedState
{
    /// <summary>Position of each chain.</summary>
    public required double[][] Positions { get; init; }

    /// <summary>Energy of each chain.</summary>
    public required double[] Energies { get; init; }

    /// <summary>Number of steps of each chain.</summary>
    public int Steps { get; init; }

    /// <summary>Proposals accepted by all chains since the surrogate was frozen.</summary>
    public int Accepted { get; init; }
}
