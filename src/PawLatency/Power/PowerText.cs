using System.Globalization;
using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Nociception;
using PawLatency.Statistics;

namespace PawLatency.Power;

/// <summary>The paragraph on numbers of animals for an application to an animal-use committee.</summary>
internal static class PowerText
{
    /// <summary>What was done, what came out, what it rests on.</summary>
    public static string Paragraph(PowerResult result)
    {
        PowerDesign design = result.Design;
        int done = design.Replicates - result.Failed;
        string tests = string.Join("; ", design.Tests.Select(test => $"{test.Method(design.Study.Assay.Readout.Kind)} ({test.Name})"));
        string found = design.Direction switch
        {
            EffectDirection.Below =>
                $"finds {design.Treated} significantly {(design.Study.Assay.Readout.PerS == 1 ? "faster" : "lower")} than {design.Control}",
            EffectDirection.Above => $"finds {design.Treated} significantly "
                + $"{(design.Study.Assay.Readout.PerS == 1 ? "slower" : "higher")} than {design.Control}",
            _ when design.Alone.Count > 0 => $"finds a significant effect in the 2 x 2 design of {design.Control}, "
                + $"{string.Join(", ", design.Alone.Select(group => group.Name))} and {design.Treated}",
            _ => $"finds a significant difference between {design.Treated} and {design.Control}",
        };
        string parameters =
            design.Ensemble.Count > 0
                ? $"each replicate with one of {design.Ensemble.Count} plausible sets of parameters "
                    + $"drawn at random, so that what is not known of the model widens the answer"
                : "all with one set of parameters, the library's best; that other sets are plausible too is not in the answer";
        string dropout =
            design.DropoutShare > 0
                ? $"{Percent(design.DropoutShare)} of the rats drop out, each from a session after the baseline drawn at random"
                : "no rat drops out";
        string failed = result.Failed > 0 ? $" {result.Failed} replicates failed to solve and are left out." : "";
        return string.Create(
                CultureInfo.InvariantCulture,
                $"The number of animals was planned by simulation with PawLatency {RunManifest.LibraryVersion} "
                    + $"(model version {RunManifest.ModelVersion}, seed {design.Study.Seed}). "
                    + $"The study \"{design.Study.Title}\" was simulated {design.Replicates} times "
                    + $"with {design.To} rats in each group, {parameters}.{failed} "
                    + $"An experiment of n rats in each group is the first n of a replicate, "
                    + $"so the powers at different n rest on the same virtual animals. "
                    + $"Tests: {tests}; baseline: day {NamedDays.Text(design.BaselineDays)}; "
                    + $"tested: day {NamedDays.Text(design.Days)}. "
                    + $"An experiment counts as positive if the test {found} on a tested day{Adjusted(design)}, "
                    + $"at a two-sided level of {Percent(design.Significance)}; {dropout}.\n"
            ) + $"{string.Join('\n', result.Tests.Select(Answer))}\n{Assumptions(result, done)}\n";
    }

    private static string Assumptions(PowerResult result, int done)
    {
        PowerDesign design = result.Design;
        NociceptiveAssay assay = design.Study.Assay;
        string rats = design.Study.Rats.Describe([design.GroupNamed(design.Treated), design.GroupNamed(design.Control)]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Assumptions: the effect is that which the model predicts for {design.Treated} in {rats}, "
                + $"and a power says nothing of whether it exists; "
                + $"coefficients of variation {Variation(design.Study.Variability, assay.Readout)}; "
                + $"cutoff {assay.Readout.Text(assay.CutoffS, "0.##")}, "
                + $"{(assay.Trials == 1 ? "one trial" : $"{assay.Trials} trials")} a session, "
                + $"baseline {assay.Readout.Text(assay.BaselineS, "0.##")}. "
                + $"Intervals are Wilson's, 95 %; the Monte Carlo standard error of a share of {done} replicates "
                + $"is at most {100 * result.LargestError:0.0} percentage points."
        );
    }

    private static string Adjusted(PowerDesign design) =>
        design.Days.Count == 1
            ? ""
            : " after Holm's adjustment over the tested days"
                + string.Concat(
                    design.Tests.Where(test => !test.TestsEachDay).Select(test => $" (the {test.Title} tests all days at once)")
                );

    private static string Answer(TestPower test)
    {
        string Least(double share) =>
            test.Fewest(share) is not { } n
                ? $"{Percent(share)} is not reached with {test.Curve[^1].Rats} rats in each group"
                : $"{Percent(share)} is reached with {n} rats in each "
                    + (
                        test.FewestSurely(share) is not { } sure ? "group (in no size with the whole interval)"
                        : sure == n ? "group (whole interval above)"
                        : $"group ({sure} for the whole interval)"
                    );
        PowerAt at = test.Curve.First(one => one.Rats == test.DaysAtRats);
        return $"{test.Test}: a power of {Least(0.8)}, {Least(0.9)}; with {at.Rats} rats "
            + $"in each group power {Share(at.Power)}, false positives without effect "
            + $"{Share(at.FalsePositives)}{(at.UndecidedText is { } text ? $"; {text}" : "")}.";
    }

    /// <summary>Coefficients of variation in words.</summary>
    public static string Variation(Variability spread, Readout readout) =>
        string.Join(
            ", ",
            new (string Name, double Value)[]
            {
                ($"baseline {readout.Kind}", spread.BaselineLatency),
                ("clearance", spread.Clearance),
                ("affinity", spread.Affinity),
                ("gain of tolerance", spread.ToleranceGain),
                ("gain of sensitization", spread.SensitizationGain),
                ("session", spread.Session),
                ("trial", spread.Trial),
            }.Select(one => $"{one.Name} {Percent(one.Value)}")
        );

    private static string Share(Proportion share) =>
        $"{Percent(share.Share)} ({Number(share.Interval.Lower)} to {Number(share.Interval.Upper)} %)";

    private static string Percent(double share) => Number(share) + " %";

    private static string Number(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture);
}
