using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>What the statistic of the log-rank test is held against.</summary>
internal enum LogRankReference
{
    /// <summary>
    /// All ways to deal the latencies to the groups: exact up to 30 animals in all, above that normal with the permutation variance (coin's
    /// logrank_test of R). Right for any number of animals where one cutoff holds for both groups; the normal form finds a little less than
    /// it may.
    /// </summary>
    Permutation,

    /// <summary>
    /// Chi-squared with the hypergeometric variance (survdiff of R). Without an effect it finds one in 6 to 7 % of experiments of 6 to 15
    /// animals a group, not in 5 %.
    /// </summary>
    ChiSquared,
}

/// <summary>
/// Log-rank test of two groups on one day: the withdrawal is the event, a latency at the cutoff is censored (Mantel 1966, Cancer Chemother
/// Rep 50:163-170). The estimate is the hazard ratio treated / control of Peto's one step, exp((O - E) / V), dimensionless (Yusuf and
/// others 1985, Prog Cardiovasc Dis 27:335-371); below 1 the treated withdraw later.
/// </summary>
internal sealed record LogRankTest : TwoGroupTest
{
    private const int ExactUpTo = 30;

    public override string Name => "log-rank";

    public override string Title => "log-rank test";

    public override string Assumptions => "The cutoff is the same for both groups; the hazard ratio is the same at all latencies.";

    /// <summary>What the statistic is held against.</summary>
    public LogRankReference Reference { get; init; }

    // A high hazard of withdrawal is a short latency.
    public override EffectDirection DirectionOf(TestResult result) => result.Estimate > 1 ? EffectDirection.Below : EffectDirection.Above;

    protected override TestResult Compare(
        LatencyTable table,
        string treated,
        string control,
        double day,
        IReadOnlyList<double> baselineDays
    )
    {
        Sample(table, treated, day, 1);
        Sample(table, control, day, 1);
        (int with, int without, int at) = (table.GroupIndex(treated), table.GroupIndex(control), table.DayIndex(day));
        string compared = Comparison(treated, control, day);
        (double Value, bool Event, bool Treated)[] animals =
        [
            .. Enumerable
                .Range(0, table.Animals.Count)
                .Where(animal =>
                    (table.GroupOf(animal) == with || table.GroupOf(animal) == without) && !double.IsNaN(table.Value(animal, at))
                )
                .Select(animal => (table.Value(animal, at), !table.IsCensored(animal, at), table.GroupOf(animal) == with))
                .OrderBy(animal => animal.Item1),
        ];
        if (animals.All(animal => !animal.Event))
        {
            throw new AnalysisException(
                $"Every latency of both groups is at the cutoff ({compared}); without a withdrawal the {Title} has no statistic."
            );
        }

        (double difference, double variance, double[] scores) = Sums(animals);
        if (variance <= 0)
        {
            throw new AnalysisException(
                $"All values of both groups are equal ({compared}); without any order the {Title} has no statistic."
            );
        }

        int members = animals.Count(animal => animal.Treated);
        (string name, string statistic, double value, double freedom, double p) = Judge(difference, variance, scores, members);
        double log = difference / variance;
        double half = Probabilities.StudentTwoSidedQuantile(1 - Confidence, double.PositiveInfinity) / Math.Sqrt(variance);
        return new TestResult(
            name,
            compared,
            "hazard ratio",
            "",
            Math.Exp(log),
            Math.Exp(log - half),
            Math.Exp(log + half),
            statistic,
            value,
            freedom,
            double.NaN,
            p,
            Count(treated, members, control, animals.Length - members)
        );
    }

    private (string Name, string Statistic, double Value, double DegreesOfFreedom, double P) Judge(
        double difference,
        double variance,
        double[] scores,
        int members
    )
    {
        if (Reference == LogRankReference.ChiSquared)
        {
            double chi = difference * difference / variance;
            return (Title, "chi-squared", chi, 1, Probabilities.ChiSquaredUpper(chi, 1));
        }

        // The sum of members of the scores, drawn at random: the scores add up to zero.
        double total = scores.Length,
            squares = scores.Sum(score => score * score);
        double z = difference / Math.Sqrt(members * (total - members) / (total * (total - 1)) * squares);
        return scores.Length <= ExactUpTo
            ? ($"exact permutation {Title}", "z", z, double.PositiveInfinity, Permutations.TwoSided(scores, members, Math.Abs(difference)))
            : ($"{Title} (permutation variance)", "z", z, double.PositiveInfinity, Probabilities.NormalTwoSided(z));
    }

    // Events of the treated less their expectation, its hypergeometric variance over the times of withdrawal, and what each animal gives to
    // the difference if it is treated: 1 for a withdrawal, less the hazard gone through.
    private static (double Difference, double Variance, double[] Scores) Sums((double Value, bool Event, bool Treated)[] animals)
    {
        double difference = 0,
            variance = 0,
            hazard = 0;
        double[] scores = new double[animals.Length];
        int treatedAtRisk = animals.Count(animal => animal.Treated);
        for (int first = 0, last; first < animals.Length; first = last)
        {
            double atRisk = animals.Length - first,
                events = 0;
            int treatedLeaving = 0;
            for (last = first; last < animals.Length && animals[last].Value == animals[first].Value; last++)
            {
                events += animals[last].Event ? 1 : 0;
                treatedLeaving += animals[last].Treated ? 1 : 0;
            }

            double share = treatedAtRisk / atRisk;
            variance += atRisk > 1 ? events * share * (1 - share) * (atRisk - events) / (atRisk - 1) : 0;
            hazard += events / atRisk;
            treatedAtRisk -= treatedLeaving;
            for (int animal = first; animal < last; animal++)
            {
                scores[animal] = (animals[animal].Event ? 1 : 0) - hazard;
                difference += animals[animal].Treated ? scores[animal] : 0;
            }
        }

        return (difference, variance, scores);
    }
}
