using PawLatency.Numerics;

namespace PawLatency.Evidence.Calibration;

/// <summary>
/// Global minimum over the unit cube by differential evolution (Storn &amp; Price 1997, J Global Optim 11:341), with steps towards one of
/// the best members (current-to-pbest, Zhang &amp; Sanderson 2009, IEEE Trans Evol Comput 13:945). MathNet.Numerics has no global search.
/// </summary>
/// <remarks>Random numbers are keyed by generation, member and purpose, so the result does not depend on the number of threads or on
/// interruptions.</remarks>
internal static class DifferentialEvolution
{
    private const double BestShare = 0.15;

    /// <summary>The initial population: the start, half of the others around it, and the rest as a Latin hypercube over the whole
    /// cube.</summary>
    /// <param name="start">The start, in the unit cube.</param>
    /// <param name="population">Number of members, at least 4.</param>
    /// <param name="seed">Seed.</param>
    public static double[][] Initial(IReadOnlyList<double> start, int population, ulong seed)
    {
        double[][] members = [.. Enumerable.Range(0, population).Select(_ => start.ToArray())];
        for (int axis = 0; axis < start.Count; axis++)
        {
            int[] shuffled =
            [
                .. Enumerable.Range(0, population).OrderBy(member => Numbers(seed, member).Uniform(RandomPurpose.Search, 0, axis)),
            ];
            for (int member = 1; member < population; member++)
            {
                RandomNumbers numbers = Numbers(seed, member);
                members[member][axis] =
                    member % 2 == 1
                        ? Math.Clamp(start[axis] + 0.12 * numbers.StandardNormal(RandomPurpose.Search, 0, start.Count + axis), 0, 1)
                        : (Array.IndexOf(shuffled, member) + numbers.Uniform(RandomPurpose.Search, 0, start.Count + axis)) / population;
            }
        }

        return members;
    }

    /// <summary>Costs of members.</summary>
    public static double[] Evaluate(double[][] members, int? threads, Func<double[], double, double> cost)
    {
        double[] costs = new double[members.Length];
        InParallel.For(members.Length, threads, null, member => costs[member] = cost(members[member], double.PositiveInfinity));
        return costs;
    }

    /// <summary>The next generation; a trial replaces its parent unless it is worse.</summary>
    /// <param name="members">Members.</param>
    /// <param name="costs">Their costs.</param>
    /// <param name="generation">Number of the new generation, from 1.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="threads">Threads, or null for all.</param>
    /// <param name="cost">Cost at a point; above the bound (second argument) any larger number may be returned.</param>
    public static (double[][] Members, double[] Costs) Next(
        double[][] members,
        double[] costs,
        int generation,
        ulong seed,
        int? threads,
        Func<double[], double, double> cost
    )
    {
        int[] ranked = [.. Enumerable.Range(0, members.Length).OrderBy(member => costs[member]).ThenBy(member => member)];
        double[][] next = [.. members];
        double[] nextCosts = [.. costs];
        InParallel.For(
            members.Length,
            threads,
            null,
            member =>
            {
                double[] trial = Trial(members, ranked, member, generation, Numbers(seed, member));
                double trialCost = cost(trial, costs[member]);
                if (trialCost <= costs[member])
                {
                    (next[member], nextCosts[member]) = (trial, trialCost);
                }
            }
        );
        return (next, nextCosts);
    }

    private static double[] Trial(double[][] members, int[] ranked, int member, int generation, RandomNumbers numbers)
    {
        int used = 0;
        double Draw() => numbers.Uniform(RandomPurpose.Search, generation, used++);
        double[] parent = members[member];
        double[] best = members[ranked[(int)(Draw() * Math.Max(2, BestShare * members.Length))]];
        int first = Other(Draw(), members.Length, member),
            second = Other(Draw(), members.Length, member, first);
        double weight = 0.3 + 0.6 * Draw(),
            crossing = 0.3 + 0.7 * Draw();
        int always = (int)(Draw() * parent.Length);
        double[] trial = new double[parent.Length];
        for (int axis = 0; axis < trial.Length; axis++)
        {
            bool changes = Draw() < crossing || axis == always;
            double moved = parent[axis] + weight * (best[axis] - parent[axis]) + weight * (members[first][axis] - members[second][axis]);
            // Outside the cube: halfway from the parent to the boundary.
            trial[axis] =
                !changes ? parent[axis]
                : moved < 0 ? parent[axis] / 2
                : moved > 1 ? (1 + parent[axis]) / 2
                : moved;
        }

        return trial;
    }

    // A random member other than those given, with equal probability.
    private static int Other(double uniform, int count, params ReadOnlySpan<int> taken)
    {
        int[] free = [.. Enumerable.Range(0, count).Except(taken.ToArray())];
        return free[(int)(uniform * free.Length)];
    }

    private static RandomNumbers Numbers(ulong seed, int member) => new(seed, "search", member);
}
