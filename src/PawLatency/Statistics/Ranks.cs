namespace PawLatency.Statistics;

/// <summary>Ranks of values, tied values sharing the mean of theirs.</summary>
internal static class Ranks
{
    /// <summary>Twice the rank of each value, which is whole with ties too, and the sum of t^3 - t over groups of t tied values.</summary>
    public static (int[] Doubled, double Ties) Of(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)],
            doubled = new int[values.Length];
        double[] sorted = [.. values];
        Array.Sort(sorted, order);
        double ties = 0;
        for (int first = 0, last; first < sorted.Length; first = last)
        {
            for (last = first; last < sorted.Length && sorted[last] == sorted[first]; last++) { }

            double size = last - first;
            ties += size * size * size - size;
            for (int place = first; place < last; place++)
            {
                doubled[order[place]] = first + 1 + last;
            }
        }

        return (doubled, ties);
    }

    /// <summary>
    /// The number of ways to choose some of the ranks by their Mann-Whitney W: the entry at 2 W, W from 0 to the product of the sizes.
    /// Built up rank by rank; exact to 2^53 ways, and beyond to rounding.
    /// </summary>
    /// <param name="doubled">Twice the ranks, any ties among them.</param>
    /// <param name="chosen">How many are chosen.</param>
    public static double[] Ways(int[] doubled, int chosen)
    {
        // 2 W of k chosen is their doubled ranks less k (k + 1), the least that they can add up to; so it is never below 0.
        double[][] ways = [.. Enumerable.Range(0, chosen + 1).Select(k => new double[2 * k * (doubled.Length - k) + 1])];
        ways[0][0] = 1;
        for (int rank = 0; rank < doubled.Length; rank++)
        {
            for (int k = Math.Min(rank, chosen - 1); k >= 0; k--)
            {
                (double[] from, double[] to) = (ways[k], ways[k + 1]);
                int step = doubled[rank] - 2 * (k + 1);
                for (int w = Math.Max(0, -step); w < from.Length && w + step < to.Length; w++)
                {
                    to[w + step] += from[w];
                }
            }
        }

        return ways[chosen];
    }

    /// <summary>The number of ways to give signs to ranks by the sum V of those with a plus: the entry at 2 V.</summary>
    /// <param name="doubled">Twice the ranks, any ties among them.</param>
    public static double[] SignWays(int[] doubled)
    {
        double[] ways = new double[doubled.Sum() + 1];
        ways[0] = 1;
        foreach (int rank in doubled)
        {
            for (int v = ways.Length - 1; v >= rank; v--)
            {
                ways[v] += ways[v - rank];
            }
        }

        return ways;
    }

    /// <summary>
    /// By the distance of a statistic from its mean, in the steps of its ways: the mid-p, of a distance that is larger and half of one that
    /// is equal, and the conventional p, of one as large or larger. One division of whole numbers, so that a p of 0.05 is 0.05.
    /// </summary>
    /// <param name="ways">The ways of each value of the statistic, an odd number of values about its mean.</param>
    public static (double Mid, double Conventional)[] TwoSided(double[] ways)
    {
        int middle = ways.Length / 2;
        var p = new (double Mid, double Conventional)[middle + 1];
        double total = ways.Sum(),
            beyond = 0;
        for (int apart = middle; apart > 0; apart--)
        {
            double here = ways[middle - apart] + ways[middle + apart];
            p[apart] = ((2 * beyond + here) / (2 * total), (beyond + here) / total);
            beyond += here;
        }

        p[0] = (1, 1);
        return p;
    }
}
