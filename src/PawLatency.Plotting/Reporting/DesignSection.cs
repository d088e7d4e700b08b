using System.Globalization;
using PawLatency.Analysis;
using PawLatency.Plotting.Drawing;

namespace PawLatency.Plotting.Reporting;

/// <summary>What the study is: groups, animals, apparatus, sessions.</summary>
internal static class DesignSection
{
    public static Markup Write(Study study)
    {
        Markup description = study.Description.Length > 0 ? (Markup)$"<p>{study.Description.Trim()}</p>\n" : default;
        Markup groups = ReportTable.Write("Groups", ["group", "virtual rats", "given"], study.Groups.Select(group => new[] { group.Name, Text($"{group.Rats}"), Given(group) }), texts: true);
        return $"{description}{groups}\n{ReportTable.Write("Animals, apparatus and sessions", ["what", "value"], Facts(study), texts: true)}";
    }

    private static string Given(Group group)
    {
        string[] given = [.. group.Regimen.Administrations.Select(one => one.Describe()), .. group.Regimen.Procedures.Select(one => one.Describe())];
        string lamp = group.LampPercent is { } percent ? Text($"; lamp at {percent:0.##} %") : "";
        return (given.Length > 0 ? string.Join("; ", given) : "nothing") + lamp;
    }

    private static IEnumerable<string[]> Facts(Study study) =>
    [
        ["Animals", Text($"{(study.Rats.Sex == Sex.Male ? "male" : "female")} {study.Rats.Strain} rats of {study.Rats.MassG:0.#} g")],
        ["Test", Text($"paw withdrawal from radiant heat (Hargreaves), lamp at {study.Assay.LampPercent:0.##} %")],
        ["Baseline latency", Text($"{study.Assay.BaselineS:0.##} s")],
        ["Cutoff", Text($"{study.Assay.CutoffS:0.##} s; a latency at the cutoff is a lower bound")],
        ["Trials", Text($"{study.Assay.Trials} in a session, {study.Assay.TrialInterval.Hours * 60:0.##} min apart, read to {study.Assay.TimerResolutionS:0.###} s")],
        ["Sessions", Text($"day {PowerDesign.Text(study.Test.Sessions().Select(session => session.Time.Days))}; at {study.Test.At:HH\\:mm}, {(study.Test.AfterDose ? "after" : "before")} a dose of that time")],
        ["Variability", $"coefficients of variation: {PowerText.Variation(study.Variability)}"],
        ["Seed", Text($"{study.Seed}")],
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
