using System.Globalization;
using PawLatency.Assays;
using PawLatency.Data;

namespace PawLatency.Plotting.Reporting;

/// <summary>The paragraph for a methods section.</summary>
internal static class MethodsText
{
    public static string Of(StudyReport report)
    {
        Study study = report.Result.Study;
        Readout readout = study.Assay.Readout;
        string sizes = string.Join(", ", study.Groups.Select(group => Text($"{group.Rats} {group.Name}")));
        string tested = report.Tests.Count == 0 ? "No test of significance was made." : Tested(report);
        return Text($"The experiment \"{study.Name}\" was simulated with PawLatency {RunManifest.LibraryVersion} (model version ")
            + Text($"{RunManifest.ModelVersion}{(study.Model.IsReference ? "" : $", rival \"{study.Model.Title}\"")}, event ")
            + Text($"rules {RunManifest.EventRulesVersion}, seed {study.Seed}): ordinary differential equations of analgesia, ")
            + Text($"tolerance and sensitization, solved for each virtual rat (method: {report.Result.Control.MethodName}, ")
            + Text($"relative tolerance {report.Result.Control.RelativeTolerance:G3}), and a model of the {study.Assay.Model} ")
            + Text($"test. ")
            + Text(
                $"Virtual rats in each group: {sizes}; {study.Rats.Describe(study.Groups)}. Rats, sessions and trials vary lognormally, "
            )
            + Text($"coefficients of variation {study.DescribeVariability()}. {Responses(report.Result)}")
            + Text($"A session has {Trials(study.Assay.Trials)}; baseline {readout.Kind} {readout.Text(study.Assay.BaselineS, "0.##")}, ")
            + Text($"cutoff {readout.Text(study.Assay.CutoffS, "0.##")}. {tested} ")
            + "All numbers are of a model, not of animals.";
    }

    private static string Trials(int trials) => trials == 1 ? "one trial" : Text($"{trials} trials, of which a rat's value is the mean");

    private static string Responses(StudyResult result) =>
        string.Concat(
            result.Groups.SelectMany(group =>
                group.Rules.Select(rule =>
                    $"The rats of {group.Name} were dosed together by response: {rule.Describe(result.Study.Assay.Readout)}. "
                )
            )
        );

    private static string Tested(StudyReport report)
    {
        string tests = string.Join(" and ", report.Tests.Select(test => test.Test).Distinct());
        string adjusted = report.Tests[0].Adjustment is { Length: > 0 } how ? $", p after {how}" : "";
        string baseline =
            report.BaselineDays.Count > 0 ? $"; the baseline is day {NamedDays.Text(report.BaselineDays)}" : ", without a baseline";
        return $"Groups were compared by {tests}{adjusted}{baseline}. "
            + $"Assumptions: {string.Join(" ", report.Tests.Select(test => test.Assumptions).Distinct())}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
