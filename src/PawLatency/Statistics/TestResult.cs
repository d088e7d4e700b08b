using System.Globalization;

namespace PawLatency.Statistics;

/// <summary>What a test of significance gave. NaN stands where a test has no such number.</summary>
/// <param name="Test">Name of the test with its method of degrees of freedom or correction.</param>
/// <param name="Comparison">What is compared: groups, day.</param>
/// <param name="EstimateName">What is estimated: "difference", "ratio" and so on.</param>
/// <param name="Unit">Unit of the estimate, empty where it is dimensionless.</param>
/// <param name="Estimate">The estimate, in <paramref name="Unit"/> (its unit).</param>
/// <param name="Lower">Lower end of its 95 % confidence interval, in its unit.</param>
/// <param name="Upper">Upper end of its 95 % confidence interval, in its unit.</param>
/// <param name="StatisticName">"t", "F", "W", "chi-squared", "z", "H" or "V".</param>
/// <param name="Statistic">The statistic, dimensionless.</param>
/// <param name="DegreesOfFreedom">Its degrees of freedom (the numerator's for F), dimensionless; infinite for a normal reference.</param>
/// <param name="DenominatorDegreesOfFreedom">The denominator's degrees of freedom for F, dimensionless.</param>
/// <param name="P">Two-sided probability of a statistic as extreme as this if there is no effect, dimensionless; of the Mann-Whitney test
/// the mid-p.</param>
/// <param name="Animals">Number of animals in each group, in words: "10 morphine, 10 saline".</param>
public sealed record TestResult(
    string Test,
    string Comparison,
    string EstimateName,
    string Unit,
    double Estimate,
    double Lower,
    double Upper,
    string StatisticName,
    double Statistic,
    double DegreesOfFreedom,
    double DenominatorDegreesOfFreedom,
    double P,
    string Animals
)
{
    /// <summary>How p was adjusted for the number of tests, or that it was not; empty where there was one test.</summary>
    public string Adjustment { get; init; } = "";

    /// <summary>What the test assumes of the data, as a sentence.</summary>
    public string Assumptions { get; init; } = "";

    /// <summary>
    /// For a test that decides by the mid-p: the two-sided p that counts the statistic seen in full, or is corrected for continuity where
    /// it is
    /// normal, unadjusted and dimensionless. It is what wilcox.test of R prints by default. NaN for a test of which <see cref="P"/> is the
    /// usual p.
    /// </summary>
    public double ConventionalP { get; init; } = double.NaN;

    /// <summary>A sentence fit for a report of the result.</summary>
    public string Sentence
    {
        get
        {
            string unit = Unit.Length == 0 ? "" : " " + Unit;
            string interval = double.IsNaN(Lower) ? "" : $" (95 % CI {Number(Lower)} to {Number(Upper)}{unit})";
            string freedom =
                double.IsNaN(DegreesOfFreedom) || double.IsInfinity(DegreesOfFreedom) ? ""
                : double.IsNaN(DenominatorDegreesOfFreedom) ? $"({Freedom(DegreesOfFreedom)})"
                : $"({Freedom(DegreesOfFreedom)}, {Freedom(DenominatorDegreesOfFreedom)})";
            string adjusted =
                Adjustment.Length == 0 ? ""
                : Adjustment.StartsWith("no ", StringComparison.Ordinal) ? $" ({Adjustment})"
                : $" after {Adjustment}";
            string conventional = double.IsNaN(ConventionalP)
                ? ""
                : $" (conventional {Probability(ConventionalP)}{(Adjustment.Length == 0 ? "" : ", unadjusted")})";
            return $"{Comparison}: {EstimateName} {Number(Estimate)}{unit}{interval}; {Test}, {StatisticName}{freedom} = "
                + $"{Number(Statistic)}, {Probability(P)}{adjusted}{conventional}; n = {Animals}.";
        }
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Freedom(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A probability in words: "p = 0.021".</summary>
    /// <param name="p">The probability, a fraction.</param>
    public static string Probability(double p) =>
        p < 0.0001 ? "p < 0.0001" : $"p = {p.ToString(p < 0.1 ? "G2" : "0.00", CultureInfo.InvariantCulture)}";
}
