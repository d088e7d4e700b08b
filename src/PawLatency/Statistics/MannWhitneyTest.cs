using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// Mann-Whitney (Wilcoxon rank-sum) test of two groups on one day (Mann and Whitney 1947, Ann Math Stat 18:50-60), decided by the mid-p:
/// the probability of a W more extreme than the one seen and half that of one as extreme (Lancaster 1961, J Am Stat Assoc 56:223-234).
/// W has few values in small groups, and to count the one seen in full makes the ordinary exact test find less than it may: without an
/// effect in 4.33 % of experiments of ten animals a group at a level of 5 %; the mid-p in 5.24 %. The price is that the mid-p holds the
/// level about, not at most: in 4.7 to 5.3 % from ten animals a group, 3.8 to 6.3 % from four, and up to 9.5 % where a group has one or
/// two.
/// Exact below 50 animals a group, ties included: over all ways to deal the recorded values to the groups, W as far from its mean being as
/// extreme. From 50 animals on it is normal with correction for ties and, as a mid-p, without one for continuity.
/// <see cref="TestResult.ConventionalP"/> is the p without the mid-p. The estimate is the shift of Hodges and Lehmann (1963, Ann Math Stat
/// 34:598-611), the median of all differences treated - control, with the interval that the same decision gives: p is below 0.05 exactly
/// where 0 is outside. Only tied animals can bring an end of the interval to 0 itself; there p alone says.
/// </summary>
internal sealed record MannWhitneyTest : TwoGroupTest
{
    // Differences of 2 GiB.
    private const long MostPairs = 1L << 28;

    // As a literal: 1 - Confidence is a last digit more, and the mid-p can be 0.05 itself (three animals a group, all apart).
    private const double Significance = 0.05;

    public override string Name => "mann-whitney";

    public override string Title => "Mann-Whitney test";

    public override string Assumptions =>
        "Without an effect the groups have one distribution; the shift assumes that they differ by a constant.";

    /// <summary>Animals a group from which on the normal approximation is used.</summary>
    public int ExactBelow { get; init; } = 50;

    public override string Method(string kind) => $"{Title} by mid-p";

    protected override TestResult Compare(
        LatencyTable table,
        string treated,
        string control,
        double day,
        IReadOnlyList<double> baselineDays
    )
    {
        double[] with = Sample(table, treated, day, 1),
            without = Sample(table, control, day, 1);
        (int m, int n) = (with.Length, without.Length);
        (string compared, string count) = (Comparison(treated, control, day), Count(treated, m, control, n));
        if ((long)m * n > MostPairs)
        {
            throw new AnalysisException(
                FormattableString.Invariant($"{count} make {(long)m * n} differences ({compared}), ")
                    + $"which do not fit in memory for the interval of the {Title}; Welch's t test takes as many."
            );
        }

        (int[] doubled, double ties) = Ranks.Of([.. with, .. without]);
        double w = (doubled[..m].Sum(rank => (double)rank) - m * (m + 1.0)) / 2,
            middle = m * n / 2.0,
            total = m + n;
        double variance = m * n / 12.0 * (total + 1 - ties / (total * (total - 1)));
        if (variance <= 0)
        {
            throw new AnalysisException(
                $"All values of both groups are equal ({compared}); without any order the {Title} has no statistic."
            );
        }

        bool exact = m < ExactBelow && n < ExactBelow;
        (double Mid, double Conventional)[] exactly = exact ? Ranks.TwoSided(Ranks.Ways(doubled, m)) : [];
        (double Mid, double Conventional) P(double apart) => exact ? exactly[(int)(2 * apart)] : Normal(apart, Math.Sqrt(variance));
        double[] differences = Differences(with, without);
        (double lower, double upper) = Interval(differences, k => P(middle - k).Mid);
        (double p, double conventional) = P(Math.Abs(w - middle));
        return new TestResult(
            exact ? $"exact {Title} by mid-p" : $"{Title} by mid-p (normal with correction for ties)",
            compared,
            "shift",
            table.Unit,
            (differences[(m * n - 1) / 2] + differences[m * n / 2]) / 2,
            lower,
            upper,
            "W",
            w,
            double.PositiveInfinity,
            double.NaN,
            p,
            count
        )
        {
            ConventionalP = conventional,
        };
    }

    // The interval runs from the k-th smallest difference to the k-th largest, k the number of W on either side that decide against 0.
    private static (double Lower, double Upper) Interval(double[] differences, Func<int, double> p)
    {
        int k = 0;
        while (p(k) < Significance)
        {
            k++;
        }

        return k == 0 ? (double.NegativeInfinity, double.PositiveInfinity) : (differences[k - 1], differences[^k]);
    }

    private static (double Mid, double Conventional) Normal(double apart, double sd) =>
        (Probabilities.NormalTwoSided(apart / sd), Probabilities.NormalTwoSided(Math.Max(0, apart - 0.5) / sd));

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
