using System.Globalization;
using System.Text;
using PawLatency.Evidence;

namespace PawLatency.Files;

/// <summary>Writes what the named studies show as a Markdown page. It names no time and no machine: the same input gives the same bytes.</summary>
internal static class NamedStudiesReport
{
    /// <summary>Writes the page.</summary>
    /// <param name="verification">The judgements of the studies' expectations.</param>
    /// <param name="ofLibrary">Whether they are those of the library.</param>
    public static string Write(Verification verification, bool ofLibrary = true)
    {
        var text = new StringBuilder(ofLibrary ? "# Named studies\n\n" : "# Studies\n\n");
        FindingVerdict[] judged = [.. verification.Findings.Where(verdict => verdict.Judgements.Count > 0)];
        (int holding, int all) = verification.Count(_ => true);
        int known = judged.SelectMany(verdict => verdict.Marked).Count(mark => mark.Known is not null);
        text.Append(CultureInfo.InvariantCulture, $"{judged.Length} {(judged.Length == 1 ? "study" : "studies")} with {all} expectation{(all == 1 ? "" : "s")}: {holding} hold, {known} are marked as known failures. Written by `pawlatency verify {(ofLibrary ? "--studies " : "")}--report`; do not edit. ");
        text.Append(ofLibrary ? "`pawlatency run NAME` runs one and draws it." : "").Append("\n\n| study | question | expectations | hold |\n| --- | --- | ---: | ---: |\n");
        foreach (FindingVerdict verdict in judged)
        {
            text.Append(CultureInfo.InvariantCulture, $"| [{verdict.Finding.Id}](#{verdict.Finding.Id}) | {EvidenceReport.Cell(verdict.Finding.Statement)} | {verdict.Judgements.Count} | {verdict.Judgements.Count(judgement => judgement.Holds)} |\n");
        }

        text.Append("\n## What the model is known not to show\n\n| study | expected | got | why |\n| --- | --- | --- | --- |\n");
        foreach ((FindingVerdict verdict, (Judgement judgement, string? reason)) in judged.SelectMany(verdict => verdict.Marked.Where(mark => mark.Known is not null).Select(mark => (verdict, mark))))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {verdict.Finding.Id} | {EvidenceReport.Cell(judgement.Expected)} | {EvidenceReport.Cell(judgement.Got)} | {EvidenceReport.Cell(reason!)} |\n");
        }

        foreach (FindingVerdict verdict in judged)
        {
            WriteStudy(text, verdict);
        }

        return text.ToString();
    }

    /// <summary>Whether an expectation holds, in words.</summary>
    /// <param name="judgement">The judgement.</param>
    /// <param name="known">Why its failure is known, or null.</param>
    public static string Word(Judgement judgement, string? known) =>
        (judgement.Holds, known) switch { (true, null) => "holds", (false, null) => "FAILS", (false, _) => "known failure", _ => "MARKED, but holds" };

    private static void WriteStudy(StringBuilder text, FindingVerdict verdict)
    {
        Finding finding = verdict.Finding;
        text.Append(CultureInfo.InvariantCulture, $"\n## {finding.Id}\n\n**{EvidenceReport.Line(finding.Statement)}** {EvidenceReport.Line(finding.Study.Description)}\n\n");
        text.Append(finding.Source.Citation.Length > 0 ? $"Sources: {EvidenceReport.Line(finding.Source.Citation)}\n\n" : "");
        text.Append("| | expected | got |\n| --- | --- | --- |\n");
        foreach ((Judgement judgement, string? known) in verdict.Marked)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Word(judgement, known)} | {EvidenceReport.Cell(judgement.Expected)} | {EvidenceReport.Cell(judgement.Got)} |\n");
        }
    }
}
