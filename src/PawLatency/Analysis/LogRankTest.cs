namespace PawLatency.Analysis;

/// <summary>
/// Log-rank test of two groups on one day: the withdrawal is the event, a latency at the cutoff is censored (Mantel 1966, Cancer Chemother
/// Rep 50:163-170). The estimate is the hazard ratio treated / control of Peto's one step, exp((O - E) / V), dimensionless (Yusuf and others
/// 1985, Prog Cardiovasc Dis 27:335-371); below 1 the treated withdraw later.
/// </summary>
public sealed record LogRankTest : LatencyTest
{
    private const string Name = "log-rank test";

    /// <summary>The day, days since the test hour of day 0.</summary>
    public required double Day { get; init; }

    /// <inheritdoc/>
    public override TestResult Run(LatencyTable table)
    {
        (int treated, int control) = Groups(table, Name);
        int day = table.DayIndex(Day);
        Samples(table, Day, 1, Name);
        (double Value, bool Event, bool Treated)[] animals = [.. Enumerable.Range(0, table.Animals.Count)
            .Where(animal => (table.GroupOf(animal) == treated || table.GroupOf(animal) == control) && !double.IsNaN(table.Value(animal, day)))
            .Select(animal => (table.Value(animal, day), !table.IsCensored(animal, day), table.GroupOf(animal) == treated))
            .OrderBy(animal => animal.Item1)];
        if (animals.All(animal => !animal.Event))
        {
            throw new AnalysisException($"Every latency of both groups is at the cutoff ({On(Day)}); without a withdrawal the {Name} has no statistic.");
        }

        (double observed, double expected, double variance) = Sums(animals);
        if (variance <= 0)
        {
            throw new AnalysisException($"All values of both groups are equal ({On(Day)}); without any order the {Name} has no statistic.");
        }

        double log = (observed - expected) / variance, half = Probabilities.StudentTwoSidedQuantile(1 - Confidence, double.PositiveInfinity) / Math.Sqrt(variance);
        double chi = (observed - expected) * (observed - expected) / variance;
        return new TestResult(Name, On(Day), "hazard ratio", "", Math.Exp(log), Math.Exp(log - half), Math.Exp(log + half),
            "chi-squared", chi, 1, double.NaN, Probabilities.ChiSquaredUpper(chi, 1), Count(animals.Count(animal => animal.Treated), animals.Count(animal => !animal.Treated)));
    }

    // Events of the treated, their expectation and its hypergeometric variance over the times of withdrawal.
    private static (double Observed, double Expected, double Variance) Sums((double Value, bool Event, bool Treated)[] animals)
    {
        double observed = 0, expected = 0, variance = 0;
        int treatedAtRisk = animals.Count(animal => animal.Treated);
        for (int first = 0, last; first < animals.Length; first = last)
        {
            double atRisk = animals.Length - first, events = 0, treatedEvents = 0;
            int treatedLeaving = 0;
            for (last = first; last < animals.Length && animals[last].Value == animals[first].Value; last++)
            {
                (_, bool isEvent, bool isTreated) = animals[last];
                events += isEvent ? 1 : 0;
                treatedEvents += isEvent && isTreated ? 1 : 0;
                treatedLeaving += isTreated ? 1 : 0;
            }

            double share = treatedAtRisk / atRisk;
            observed += treatedEvents;
            expected += events * share;
            variance += atRisk > 1 ? events * share * (1 - share) * (atRisk - events) / (atRisk - 1) : 0;
            treatedAtRisk -= treatedLeaving;
        }

        return (observed, expected, variance);
    }
}
