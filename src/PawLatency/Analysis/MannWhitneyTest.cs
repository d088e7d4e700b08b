namespace PawLatency.Analysis;

/// <summary>
/// Mann-Whitney (Wilcoxon rank-sum) test of two groups on one day (Mann and Whitney 1947, Ann Math Stat 18:50-60), decided by the mid-p: the
/// probability of a W more extreme than the one seen and half that of the one seen, doubled (Lancaster 1961, J Am Stat Assoc 56:223-234).
/// W has few values in small groups, and to count the one seen in full makes the ordinary exact test find less than it may: without an effect
/// in 4.33 % of experiments of ten animals a group at a level of 5 %; the mid-p in 5.24 %. The price is that the mid-p holds the level about,
/// not at most: in 4.7 to 5.3 % from ten animals a group, 3.8 to 6.3 % from four, and up to 9.5 % where a group has one or two.
/// Exact below 50 animals a group without ties; otherwise normal with correction for ties and, as a mid-p, without one for continuity.
/// <see cref="TestResult.ConventionalP"/> is the p without the mid-p. The estimate is the shift of Hodges and Lehmann (1963, Ann Math Stat
/// 34:598-611), the median of all differences treated - control, with the interval that the same decision gives: p is below 0.05 exactly
/// where 0 is outside. Only tied animals can bring an end of the interval to 0 itself; there p alone says.
/// </summary>
public sealed record MannWhitneyTest : LatencyTest
{
    private const string Name = "Mann-Whitney test";
    private const int ExactBelow = 50;

    // Differences of 2 GiB.
    private const long MostPairs = 1L << 28;

    // As a literal: 1 - Confidence is a last digit more, and the mid-p can be 0.05 itself (three animals a group, all apart).
    private const double Significance = 0.05;

    /// <summary>The day, days since the test hour of day 0.</summary>
    public required double Day { get; init; }

    /// <inheritdoc/>
    public override TestResult Run(LatencyTable table)
    {
        Groups(table, Name);
        (double[] treated, double[] control) = Samples(table, Day, 1, Name);
        (int m, int n) = (treated.Length, control.Length);
        if ((long)m * n > MostPairs)
        {
            throw new AnalysisException(FormattableString.Invariant($"{Count(m, n)} make {(long)m * n} differences ({On(Day)}), which do not fit in memory for the interval of the {Name}; {WelchTest.Name} takes as many."));
        }

        (double w, double ties) = Statistic(treated, control);
        bool exact = m < ExactBelow && n < ExactBelow && ties == 0;
        double total = m + n, variance = m * n / 12.0 * (total + 1 - ties / (total * (total - 1)));
        if (variance <= 0)
        {
            throw new AnalysisException($"All values of both groups are equal ({On(Day)}); without any order the {Name} has no statistic.");
        }

        (double Mid, double Conventional)[] exactly = exact ? Exact(m, n) : [];
        (double Mid, double Conventional) P(double low) => exact ? exactly[(int)low] : Normal(m * n / 2.0 - low, Math.Sqrt(variance));
        // The interval runs from the k-th smallest difference to the k-th largest, k the number of W on either side that would decide against 0.
        int k = 0;
        while (P(k).Mid < Significance)
        {
            k++;
        }

        // W is distributed symmetrically: the side is that of the smaller tail.
        (double p, double conventional) = P(Math.Min(w, m * n - w));
        double[] differences = Differences(treated, control);
        return new TestResult(exact ? $"exact {Name} by mid-p" : Name + " by mid-p (normal with correction for ties)", On(Day), "shift", table.Unit,
            (differences[(m * n - 1) / 2] + differences[m * n / 2]) / 2, k > 0 ? differences[k - 1] : double.NegativeInfinity, k > 0 ? differences[m * n - k] : double.PositiveInfinity,
            "W", w, double.PositiveInfinity, double.NaN, p, Count(m, n))
        {
            ConventionalP = conventional,
        };
    }

    /// <summary>Pairs in which the treated animal is higher, equal pairs counting one half, and the sum of t^3 - t over ties.</summary>
    private static (double W, double Ties) Statistic(double[] treated, double[] control)
    {
        double[] all = [.. treated, .. control];
        bool[] isTreated = new bool[all.Length];
        isTreated.AsSpan(0, treated.Length).Fill(true);
        Array.Sort(all, isTreated);
        double ranks = 0, ties = 0;
        for (int first = 0, last; first < all.Length; first = last)
        {
            int own = 0;
            for (last = first; last < all.Length && all[last] == all[first]; last++)
            {
                own += isTreated[last] ? 1 : 0;
            }

            double size = last - first;
            ranks += own * (first + 1 + last) / 2.0;
            ties += size * size * size - size;
        }

        return (ranks - treated.Length * (treated.Length + 1) / 2.0, ties);
    }

    // Arrangements with each W, as the product of (1 - x^(n+i)) / (1 - x^i): every step divides exactly.
    private static double[] Counts(int m, int n)
    {
        double[] counts = new double[m * n + 1];
        counts[0] = 1;
        for (int i = 1; i <= m; i++)
        {
            for (int w = counts.Length - 1; w >= n + i; w--)
            {
                counts[w] -= counts[w - n - i];
            }

            for (int w = i; w < counts.Length; w++)
            {
                counts[w] += counts[w - i];
            }
        }

        return counts;
    }

    // Both p of every W of the lower half. One division of whole numbers, so that a p of 0.05 is 0.05.
    private static (double Mid, double Conventional)[] Exact(int m, int n)
    {
        double[] counts = Counts(m, n);
        double total = counts.Sum(), below = 0;
        var p = new (double Mid, double Conventional)[m * n / 2 + 1];
        for (int w = 0; w < p.Length; w++)
        {
            p[w] = ((2 * below + counts[w]) / total, Math.Min(1, 2 * (below + counts[w]) / total));
            below += counts[w];
        }

        return p;
    }

    private static (double Mid, double Conventional) Normal(double deviation, double sd) =>
        (Probabilities.StudentTwoSided(deviation / sd, double.PositiveInfinity), Probabilities.StudentTwoSided(Math.Max(0, deviation - 0.5) / sd, double.PositiveInfinity));

    private static double[] Differences(double[] treated, double[] control)
    {
        double[] differences = new double[treated.Length * control.Length];
        for (int i = 0; i < differences.Length; i++)
        {
            differences[i] = treated[i / control.Length] - control[i % control.Length];
        }

        Array.Sort(differences);
        return differences;
    }
}
