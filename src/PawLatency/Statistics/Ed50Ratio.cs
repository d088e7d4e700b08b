namespace PawLatency.Statistics;

/// <summary>
/// How many times the dose of one drug that another needs for half of the effect: the ratio of two ED50s of different animals, with the
/// interval of the difference of their logarithms. The slopes may differ; then the ratio holds at half of the effect alone.
/// </summary>
/// <param name="Ratio">ED50 of the first / ED50 of the second, dimensionless.</param>
/// <param name="Lower">Lower end of its 95 % interval, dimensionless.</param>
/// <param name="Upper">Upper end of its 95 % interval, dimensionless.</param>
/// <param name="Statistic">t of the difference of the logarithms, dimensionless; normal where both effects are quantal.</param>
/// <param name="DegreesOfFreedom">Satterthwaite's degrees of freedom, dimensionless; infinite where both effects are quantal.</param>
/// <param name="P">Two-sided probability of such a ratio if both ED50s are equal, dimensionless.</param>
public sealed record Ed50Ratio(double Ratio, double Lower, double Upper, double Statistic, double DegreesOfFreedom, double P)
{
    /// <summary>The ratio of two ED50s.</summary>
    /// <param name="first">The first, in any unit.</param>
    /// <param name="second">The second, in the same unit, of other animals.</param>
    public static Ed50Ratio Of(LogisticDoseResponse first, LogisticDoseResponse second)
    {
        double a = first.LogError * first.LogError,
            b = second.LogError * second.LogError,
            log = Math.Log(first.Ed50 / second.Ed50),
            error = Math.Sqrt(a + b),
            freedom = (a + b) * (a + b) / (a * a / first.DegreesOfFreedom + b * b / second.DegreesOfFreedom);
        double half = error * Probabilities.StudentTwoSidedQuantile(1 - LatencyTest.Confidence, freedom);
        return new Ed50Ratio(
            Math.Exp(log),
            Math.Exp(log - half),
            Math.Exp(log + half),
            log / error,
            freedom,
            Probabilities.StudentTwoSided(log / error, freedom)
        );
    }

    /// <summary>A sentence fit for a report.</summary>
    /// <param name="first">Name of the first drug.</param>
    /// <param name="second">Name of the second.</param>
    public string Sentence(string first, string second)
    {
        string statistic = double.IsInfinity(DegreesOfFreedom)
            ? FormattableString.Invariant($"z = {Statistic:G4}")
            : FormattableString.Invariant($"t({Math.Round(DegreesOfFreedom, 1):0.#}) = {Statistic:G4}");
        return FormattableString.Invariant($"{first} / {second}: ratio of the ED50s {Ratio:G4} (95 % CI {Lower:G4} to {Upper:G4}); ")
            + $"{statistic}, {TestResult.Probability(P)}.";
    }
}
