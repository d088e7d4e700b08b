using System.Globalization;
using System.Text;
using PawLatency.Fitting;

namespace PawLatency.Cli;

/// <summary>A fit in words and a table.</summary>
internal static class FitText
{
    public static string Describe(FitResult result)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{result.Plan.Study.Title}: {result.Rats.Count} rats, {result.Predictions.Count} values, {result.Censored} at the cutoff. "
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"Log likelihood {result.LogLikelihood:0.00}, AIC {result.Aic:0.0}, BIC {result.Bic:0.0}.\n\n"
        );
        int width = result.Estimates.Max(estimate => estimate.Name.Length);
        string interval = result.Plan.WithProfiles ? "95 % profile interval" : "95 % interval";
        text.Append(CultureInfo.InvariantCulture, $"{"".PadRight(width)}  {"estimate", 10}  {"SE", 8}  {interval}\n");
        foreach (FitEstimate estimate in result.Estimates)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{estimate.Name.PadRight(width)}  {estimate.Value, 10:G4}  {estimate.StandardError, 8:G3}  {Interval(estimate)}"
                    + $"{(estimate.Unit == "1" ? "" : " " + estimate.Unit)}{Shrinkage(estimate)}\n"
            );
        }

        foreach (FitComparison held in result.Comparisons)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{held.Parameter} = {held.Value:G4}: likelihood ratio {held.Ratio:0.00}, p = {held.P:G3}, "
                    + $"AIC {Signed(held.Aic - result.Aic)}, BIC {Signed(held.Bic - result.Bic)} against the fit.\n"
            );
        }

        foreach (string warning in result.Warnings)
        {
            text.Append('\n').Append(warning);
        }

        return text.Append(result.Warnings.Count > 0 ? "\n" : "").Append(Baseline(result)).ToString();
    }

    // A parameter file has no apparatus; the baseline is a key of the study.
    private static string Baseline(FitResult result)
    {
        FitEstimate baseline = result.Estimates.First(estimate => estimate.Name == "baseline");
        return result.Plan.Free.Count == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"\nUntreated rats read {baseline.Value:0.##} {baseline.Unit}; "
                    + $"the study says {result.Study.Assay.Baseline:0.##} {baseline.Unit}. "
                    + $"In your next study of these rats, write \"baseline: {baseline.Value:0.##} {baseline.Unit}\" under assay.\n"
            );
    }

    private static string Interval(FitEstimate estimate)
    {
        string low = estimate.IsLowOpen ? "open" : estimate.Low.ToString("G4", CultureInfo.InvariantCulture),
            high = estimate.IsHighOpen ? "open" : estimate.High.ToString("G4", CultureInfo.InvariantCulture);
        return $"{low} to {high}";
    }

    private static string Shrinkage(FitEstimate estimate) =>
        estimate.Shrinkage is { } shrinkage
            ? string.Create(CultureInfo.InvariantCulture, $", shrinkage {100 * Math.Max(0, shrinkage):0} %")
            : "";

    private static string Signed(double value) => value.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);
}
