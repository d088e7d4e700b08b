using System.Runtime.InteropServices;
using MathNet.Numerics;

namespace PawLatency.Statistics;

/// <summary>
/// All ways to deal ranks to groups of given sizes, counted rank by rank: the exact distributions of the tests of several groups by ranks,
/// ties included. Ranks are doubled, which makes them whole.
/// </summary>
internal static class RankArrangements
{
    // A state holds 16 bits of each group: 5 of its animals, 11 of the sum of their doubled ranks.
    private const int Bits = 16,
        SumBits = 11,
        MostGroups = 8,
        MostAnimals = 30;

    /// <summary>Up to this many arrangements, those that differ by an exchange of groups of one size counted once, are counted.</summary>
    private const double MostArrangements = 1e8;

    // 64 MiB.
    private const long MostCells = 1L << 23;

    /// <summary>Whether the arrangements of groups of these sizes are few enough to be counted.</summary>
    public static bool CanBeCounted(IReadOnlyList<int> sizes)
    {
        double log =
            LogFactorial(sizes.Sum()) - sizes.Sum(LogFactorial) - sizes.CountBy(size => size).Sum(size => LogFactorial(size.Value));
        return sizes.Count <= MostGroups && sizes.Sum() <= MostAnimals && log <= Math.Log(MostArrangements);
    }

    /// <summary>Share of the arrangements in which the sum of S^2 / n over the groups, S the sum of ranks, is as large as in the order
    /// given or larger.</summary>
    /// <param name="doubled">Twice the ranks, group by group.</param>
    /// <param name="sizes">Animals of each group.</param>
    public static double SquaresAtLeast(int[] doubled, IReadOnlyList<int> sizes)
    {
        int[] ordered = [.. sizes.Order()];
        var states = new Dictionary<UInt128, double> { [0] = 1 };
        foreach (int rank in doubled.Order())
        {
            var next = new Dictionary<UInt128, double>(states.Count);
            foreach ((UInt128 state, double ways) in states)
            {
                for (int group = 0; group < ordered.Length; group++)
                {
                    if (Count(state, group) < ordered[group])
                    {
                        UInt128 dealt = Sorted(state + ((UInt128)((1 << SumBits) + rank) << (group * Bits)), ordered, group);
                        CollectionsMarshal.GetValueRefOrAddDefault(next, dealt, out _) += ways;
                    }
                }
            }

            states = next;
        }

        double Squares(UInt128 state) => ordered.Index().Sum(group => Square(Sum(state, group.Index)) / group.Item);
        double seen = 0;
        for (int group = 0, first = 0; group < sizes.Count; first += sizes[group], group++)
        {
            seen += Square(doubled.AsSpan(first, sizes[group]).ToArray().Sum()) / sizes[group];
        }

        // Sums that are equal on paper differ in their last digits.
        double least = seen * (1 - 1e-12);
        return states.Where(state => Squares(state.Key) >= least).Sum(state => state.Value) / states.Values.Sum();
    }

    /// <summary>
    /// Of two groups among all: the share of the arrangements in which their mean ranks are as far apart as a difference or farther, in
    /// either direction. Null where there are too many to count.
    /// </summary>
    /// <param name="doubled">Twice the ranks of all animals.</param>
    /// <param name="with">Animals of the one group.</param>
    /// <param name="without">Animals of the other.</param>
    public static Func<double, double>? DifferenceTail(int[] doubled, int with, int without)
    {
        // Sums of doubled ranks, each times the size of the other group over their greatest common divisor: whole, with the mean 0.
        int divisor = (int)Euclid.GreatestCommonDivisor(with, without),
            up = without / divisor,
            down = with / divisor;
        int[] descending = [.. doubled.OrderDescending()];
        long most = Math.Max((long)up * descending.Take(with).Sum(), (long)down * descending.Take(without).Sum()),
            cells = (with + 1L) * (without + 1) * (2 * most + 1);
        if (cells > MostCells)
        {
            return null;
        }

        double[][] ways = [.. Enumerable.Range(0, (with + 1) * (without + 1)).Select(_ => new double[2 * most + 1])];
        ways[0][most] = 1;
        foreach (int rank in doubled)
        {
            // Downwards, so that a rank is dealt once.
            for (int one = with; one >= 0; one--)
            {
                for (int other = without; other >= 0; other--)
                {
                    double[] to = ways[one * (without + 1) + other];
                    Add(to, one > 0 ? ways[(one - 1) * (without + 1) + other] : [], up * rank);
                    Add(to, other > 0 ? ways[one * (without + 1) + other - 1] : [], -down * rank);
                }
            }
        }

        double[] all = ways[^1];
        double total = all.Sum();
        return difference =>
        {
            int steps = (int)Math.Round(2.0 * up * with * Math.Abs(difference));
            return steps == 0 ? 1 : (all.Take((int)most - steps + 1).Sum() + all.Skip((int)most + steps).Sum()) / total;
        };
    }

    // Ways moved up by a number of steps, or down by a negative one.
    private static void Add(double[] to, double[] from, int step)
    {
        for (int place = Math.Max(0, -step); place < from.Length && place + step < to.Length; place++)
        {
            to[place + step] += from[place];
        }
    }

    // Groups of one size may be exchanged: theirs stand in descending order. Only one of them has grown.
    private static UInt128 Sorted(UInt128 state, int[] sizes, int grown)
    {
        for (int group = grown; group > 0 && sizes[group - 1] == sizes[group] && Part(state, group - 1) < Part(state, group); group--)
        {
            UInt128 apart = Part(state, group) - Part(state, group - 1);
            state = state + (apart << ((group - 1) * Bits)) - (apart << (group * Bits));
        }

        return state;
    }

    private static UInt128 Part(UInt128 state, int group) => (state >> (group * Bits)) & ((1 << Bits) - 1);

    private static int Count(UInt128 state, int group) => (int)Part(state, group) >> SumBits;

    private static int Sum(UInt128 state, int group) => (int)Part(state, group) & ((1 << SumBits) - 1);

    private static double Square(double x) => x * x;

    private static double LogFactorial(int number) => SpecialFunctions.FactorialLn(number);
}
