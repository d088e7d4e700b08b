using System.Globalization;
using System.Text;

namespace PawLatency.Evidence;

/// <summary>Writes what the named studies show as a Markdown page. It names no time and no machine: the same input gives the same
/// bytes.</summary>
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
        text.Append(
            CultureInfo.InvariantCulture,
            $"{judged.Length} {(judged.Length == 1 ? "study" : "studies")} with {all} "
                + $"expectation{(all == 1 ? "" : "s")}: {holding} hold, {known} are marked as known failures. "
                + $"Written by `pawlatency verify {(ofLibrary ? "--studies " : "")}--report`; do not edit. "
        );
        text.Append(ofLibrary ? "`pawlatency run NAME` runs one and draws it." : "")
            .Append("\n\n| study | question | expectations | hold |\n| --- | --- | ---: | ---: |\n");
        foreach (FindingVerdict verdict in judged)
        {
            int held = verdict.Judgements.Count(judgement => judgement.Holds);
            (string id, string question) = (verdict.Finding.Id, VerdictText.Cell(verdict.Finding.Statement));
            text.Append(CultureInfo.InvariantCulture, $"| [{id}](#{id}) | {question} | {verdict.Judgements.Count} | {held} |\n");
        }

        text.Append("\n## What the model is known not to show\n\n| study | expected | actual | why |\n| --- | --- | --- | --- |\n");
        foreach (
            (FindingVerdict verdict, (Judgement judgement, string? reason)) in judged.SelectMany(verdict =>
                verdict.Marked.Where(mark => mark.Known is not null).Select(mark => (verdict, mark))
            )
        )
        {
            text.Append(VerdictText.Row(verdict.Finding.Id, judgement.Expected, judgement.Actual, reason!));
        }

        foreach (FindingVerdict verdict in judged)
        {
            WriteStudy(text, verdict);
        }

        return text.ToString();
    }

    private static void WriteStudy(StringBuilder text, FindingVerdict verdict)
    {
        Finding finding = verdict.Finding;
        string about = VerdictText.Line(finding.Study.Description);
        text.Append(CultureInfo.InvariantCulture, $"\n## {finding.Id}\n\n**{VerdictText.Line(finding.Statement)}** {about}\n\n");
        text.Append(finding.Source.Citation.Length > 0 ? $"Sources: {VerdictText.Line(finding.Source.Citation)}\n\n" : "");
        text.Append(VerdictText.Table(verdict.Marked));
    }
}
