using MathNet.Numerics;

namespace PawLatency.Analysis;

/// <summary>
/// Mann-Whitney (Wilcoxon rank-sum) test of two groups on one day (Mann and Whitney 1947, Ann Math Stat 18:50-60). Exact below 50 animals a
/// group without ties; otherwise normal with corrections for ties and continuity. The estimate is the shift of Hodges and Lehmann (1963,
/// Ann Math Stat 34:598-611), the median of all differences treated - control, with the interval that the same distribution of W gives.
/// </summary>
public sealed record MannWhitneyTest : LatencyTest
{
    private const string Name = "Mann-Whitney test";
    private const int ExactBelow = 50;

    /// <summary>The day, days since the test hour of day 0.</summary>
    public required double Day { get; init; }

    /// <inheritdoc/>
    public override TestResult Run(LatencyTable table)
    {
        Groups(table, Name);
        (double[] treated, double[] control) = Samples(table, Day, 1, Name);
        (int m, int n) = (treated.Length, control.Length);
        (double w, double ties) = Statistic(treated, control);
        bool exact = m < ExactBelow && n < ExactBelow && ties == 0;
        double total = m + n, variance = m * n / 12.0 * (total + 1 - ties / (total * (total - 1)));
        if (variance <= 0)
        {
            throw new AnalysisException($"All values of both groups are equal ({On(Day)}); without any order the {Name} has no statistic.");
        }

        double[] counts = exact ? Counts(m, n) : [];
        double p = exact ? ExactP(counts, w) : NormalP(w - m * n / 2.0, Math.Sqrt(variance));
        double[] differences = Differences(treated, control);
        int below = exact ? ExactRank(counts) : NormalRank(m * n, Math.Sqrt(variance));
        bool bounded = below >= 1;
        return new TestResult(exact ? "exact " + Name : Name + " (normal with corrections for ties and continuity)", On(Day), "shift", table.Unit,
            (differences[(m * n - 1) / 2] + differences[m * n / 2]) / 2, bounded ? differences[below - 1] : double.NegativeInfinity, bounded ? differences[m * n - below] : double.PositiveInfinity,
            "W", w, double.PositiveInfinity, double.NaN, p, Count(m, n));
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

        double total = SpecialFunctions.Binomial(m + n, m);
        for (int w = 0; w < counts.Length; w++)
        {
            counts[w] /= total;
        }

        return counts;
    }

    private static double ExactP(double[] probabilities, double w)
    {
        // The distribution is symmetric: the smaller tail is summed.
        double tail = 0, extreme = Math.Min(w, probabilities.Length - 1 - w);
        for (int i = 0; i <= extreme; i++)
        {
            tail += probabilities[i];
        }

        return Math.Min(1, 2 * tail);
    }

    private static double NormalP(double deviation, double sd) =>
        Math.Min(1, Probabilities.StudentTwoSided(Math.Max(0, Math.Abs(deviation) - 0.5) / sd, double.PositiveInfinity));

    // The interval runs from the k-th smallest difference to the k-th largest, k the quantile of W.
    private static int ExactRank(double[] probabilities)
    {
        double tail = 0;
        int rank = 0;
        while (rank < probabilities.Length && (tail += probabilities[rank]) < (1 - Confidence) / 2 * (1 - 1e-12))
        {
            rank++;
        }

        return rank;
    }

    private static int NormalRank(int pairs, double sd) =>
        (int)Math.Floor(pairs / 2.0 + 0.5 - sd * Probabilities.StudentTwoSidedQuantile(1 - Confidence, double.PositiveInfinity));

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
