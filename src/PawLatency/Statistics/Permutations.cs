namespace PawLatency.Statistics;

/// <summary>
/// The exact distribution of a sum of scores over all ways to choose some of them. The sums of each half of the scores are listed in
/// ascending order and the pairs of the halves counted (van de Wiel 2001, J Stat Comput Simul 69:97-107), so that 30 scores take 2 x 2^15
/// sums
/// and not 2^30.
/// </summary>
internal static class Permutations
{
    // Sums that are equal on paper differ in their last digits.
    private const double Rounding = 1e-10;

    /// <summary>Share of the choices whose sum is as far from the mean sum as a distance, or farther, in either direction.</summary>
    /// <param name="scores">The scores, at most about 40.</param>
    /// <param name="chosen">How many are chosen.</param>
    /// <param name="distance">The distance, in the unit of the scores, 0 or more.</param>
    public static double TwoSided(double[] scores, int chosen, double distance)
    {
        double mean = scores.Average();
        double[] centred = Array.ConvertAll(scores, score => score - mean);
        int half = centred.Length / 2;
        double[][] low = Sums(centred.AsSpan(0, half)),
            high = Sums(centred.AsSpan(half));
        double far = 0,
            all = 0,
            least = distance - Rounding * (1 + distance);
        for (int count = Math.Max(0, chosen - high.Length + 1); count <= Math.Min(chosen, half); count++)
        {
            (double[] one, double[] other) = (low[count], high[chosen - count]);
            all += (double)one.Length * other.Length;
            // As the one rises, fewer of the other keep the sum at or below -least, and more bring it to least or above.
            int below = other.Length,
                under = other.Length;
            foreach (double sum in one)
            {
                while (below > 0 && sum + other[below - 1] > -least)
                {
                    below--;
                }

                while (under > 0 && sum + other[under - 1] >= least)
                {
                    under--;
                }

                far += least > 0 ? below + other.Length - under : other.Length;
            }
        }

        return far / all;
    }

    // By number of scores, the sums of all choices of so many, ascending.
    private static double[][] Sums(ReadOnlySpan<double> scores)
    {
        double[][] sums =
        [
            [0],
        ];
        foreach (double score in scores)
        {
            double[][] next = new double[sums.Length + 1][];
            for (int count = 0; count < next.Length; count++)
            {
                next[count] = Merge(count < sums.Length ? sums[count] : [], count > 0 ? sums[count - 1] : [], score);
            }

            sums = next;
        }

        return sums;
    }

    // Two ascending lists as one, the second moved.
    private static double[] Merge(double[] stay, double[] moved, double by)
    {
        double[] merged = new double[stay.Length + moved.Length];
        for (int place = 0, i = 0, j = 0; place < merged.Length; place++)
        {
            merged[place] = j >= moved.Length || (i < stay.Length && stay[i] <= moved[j] + by) ? stay[i++] : moved[j++] + by;
        }

        return merged;
    }
}
