using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// Wilcoxon signed-rank test of each group on one day against its own baseline (Wilcoxon 1945, Biometrics Bull 1:80-83); animals without a
/// change are left out. Exact below 50 animals, ties included: over all signs of the ranks; from there on normal with correction for ties.
/// The estimate is the median of the means of all pairs of changes (Hodges and Lehmann 1963, Ann Math Stat 34:598-611), in the unit of the
/// table, with the interval that the same decision gives.
/// </summary>
internal sealed record SignedRankTest : ChangeTest
{
    private const int ExactBelow = 50;

    private const double Significance = 0.05;

    public override string Name => "signed-rank";

    public override string Title => "Wilcoxon signed-rank test";

    public override string Assumptions =>
        "Changes from the animal's own baseline are distributed symmetrically; nothing else changes latency over time.";

    private protected override TestResult Of(double[] changes, string compared, string unit, string animals)
    {
        // The zero at the end makes changes equal to it that are so in what was recorded.
        double[] sizes = [.. changes.Select(Math.Abs), 0];
        LatencyMeasures.Tie(sizes);
        int[] changed = [.. Enumerable.Range(0, changes.Length).Where(animal => sizes[animal] > 0)];
        if (changed.Length == 0)
        {
            throw new AnalysisException($"No animal changes ({compared}); the {Title} has no statistic.");
        }

        (int[] doubled, double ties) = Ranks.Of([.. changed.Select(animal => sizes[animal])]);
        double n = changed.Length,
            middle = n * (n + 1) / 4,
            sd = Math.Sqrt(n * (n + 1) * (2 * n + 1) / 24 - ties / 48);
        double v = changed.Select((animal, index) => changes[animal] > 0 ? doubled[index] / 2.0 : 0).Sum();
        bool exact = changed.Length < ExactBelow;
        double[] exactly = exact ? [.. Ranks.TwoSided(Ranks.SignWays(doubled)).Select(p => p.Conventional)] : [];
        double P(double apart) => exact ? exactly[(int)(2 * apart)] : Probabilities.NormalTwoSided(Math.Max(0, apart - 0.5) / sd);
        int k = 0;
        while (P(middle - k) < Significance)
        {
            k++;
        }

        double[] means =
        [
            .. changed.SelectMany((one, index) => changed.Skip(index).Select(other => (changes[one] + changes[other]) / 2)).Order(),
        ];
        (double lower, double upper) = k > 0 ? (means[k - 1], means[^k]) : (double.NegativeInfinity, double.PositiveInfinity);
        return new TestResult(
            exact ? $"exact {Title}" : $"{Title} (normal with correction for ties)",
            compared,
            "median change",
            unit,
            (means[(means.Length - 1) / 2] + means[means.Length / 2]) / 2,
            lower,
            upper,
            "V",
            v,
            double.PositiveInfinity,
            double.NaN,
            P(Math.Abs(v - middle)),
            animals
        );
    }
}
