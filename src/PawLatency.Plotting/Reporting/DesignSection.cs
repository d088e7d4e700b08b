using System.Globalization;
using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Plotting.Building;
using PawLatency.Plotting.Drawing;

namespace PawLatency.Plotting.Reporting;

/// <summary>What the study is: groups, animals, apparatus, sessions.</summary>
internal static class DesignSection
{
    public static Markup Write(StudyResult result)
    {
        Study study = result.Study;
        Markup question = study.Question.Length > 0 ? (Markup)$"<p><strong>{study.Question.Trim()}</strong></p>\n" : default;
        Markup description = study.Description.Length > 0 ? (Markup)$"<p>{study.Description.Trim()}</p>\n" : default;
        Markup groups = ReportTable.Write(
            "Groups",
            ["group", "virtual rats", "given"],
            result.Groups.Select(group =>
                new[] { group.Name, Text($"{group.Group.Rats}"), Given(group.Group) + Rules(group, study.Assay.Readout) }
            ),
            texts: true
        );
        Markup facts = ReportTable.Write("Animals, apparatus and sessions", ["what", "value"], Facts(study), texts: true);
        return $"{question}{description}{groups}\n{facts}";
    }

    private static string Given(Group group)
    {
        string[] given = [.. Course.Of(group.Regimen).Select(Describe), .. group.Regimen.Procedures.Select(one => one.Describe())];
        return (given.Length > 0 ? string.Join("; ", given) : "nothing")
            + (group.Stimulus is { } own ? $"; {own.Phrase}" : "")
            + Traits(group.Traits);
    }

    private static string Describe(Course course) =>
        course.Pieces.Count == 1
            ? course.Given.Describe()
            : $"{course.Given.Drug} {course.Dose} {(course.Given, RouteNames.Abbreviation(course.Given.Route)) switch
        {
            (Bolus, var route) => Text($"{route}, {course.Pieces.Count} times from {course.Given.Start} to {course.Pieces[^1].Start}"),
            (Infusion, var route) => Text($"{route} infusion from {course.Given.Start} to {course.Pieces[^1].End}, in ")
                + Text($"{course.Pieces.Count} steps"),
            _ => Text($"of the air from {course.Given.Start} to {course.Pieces[^1].End}, in {course.Pieces.Count} steps"),
        }}";

    // The doses themselves stand among what was given.
    private static string Rules(GroupResult group, Readout readout) =>
        string.Concat(
            group.Rules.Select(rule =>
                Text($"; {group.Decisions.Count(decision => decision.Given && decision.Response == rule)} of the doses by response: ")
                + Text($"{rule.Describe(readout)}")
            )
        );

    private static string Traits(RatTraits traits) =>
        string.Concat([
            traits.Strain is { } strain ? $"; {strain} rats" : "",
            traits.Sex is { } sex ? $"; {RatDescription.Word(sex)}s" : "",
            traits.Variant is { } variant ? $"; carriers of {variant}" : "",
            traits.RenalFunctionPercent < 100 ? Text($"; {traits.RenalFunctionPercent:0.##} % of renal function") : "",
            traits.SusceptibilityPercent != 100
                ? Text($"; {traits.SusceptiblePercent:0.##} % of the rats with {traits.SusceptibilityPercent:0.##} % of the gains of ")
                    + Text($"sensitization")
                : "",
        ]);

    private static IEnumerable<string[]> Facts(Study study) =>
        [
            ["Animals", study.Rats.Describe(study.Groups)],
            ["Test", study.Assay.Describe()],
            [$"Baseline {study.Assay.Readout.Kind}", study.Assay.Readout.Text(study.Assay.BaselineS, "0.##")],
            [
                "Cutoff",
                $"{study.Assay.Readout.Text(study.Assay.CutoffS, "0.##")}; a {study.Assay.Readout.Kind} at the cutoff is a lower bound",
            ],
            [
                "Trials",
                Text($"{study.Assay.Trials} in a session")
                    + Text($"{(study.Assay.Trials == 1 ? "" : Text($", {study.Assay.TrialInterval.Hours * 60:0.##} min apart"))}, ")
                    + Text($"read to {study.Assay.Readout.Text(study.Assay.ResolutionS, "0.###")}"),
            ],
            [
                "Sessions",
                Text($"day {NamedDays.Text(study.Test.Sessions().Select(session => session.Time.Days))}; at {study.Test.At:HH\\:mm}, ")
                    + Text($"{(study.Test.AfterDose ? "after" : "before")} a dose of that time"),
            ],
            ["Variability", $"coefficients of variation: {study.DescribeVariability()}"],
            ["Seed", Text($"{study.Seed}")],
        ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
