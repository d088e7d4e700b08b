using System.Globalization;
using System.Text;

namespace PawLatency.Evidence;

/// <summary>Writes the results of the named studies as a Markdown page. Contains no time or machine name, so equal input gives equal
/// bytes.</summary>
internal static class NamedStudiesReport
{
    /// <summary>Writes the page.</summary>
    /// <param name="verification">The judgements of the studies' expectations.</param>
    /// <param name="ofLibrary">Whether the studies are those of the library.</param>
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
        text.Append(ofLibrary ? "`pawlatency run NAME` runs and draws a study." : "")
            .Append("\n\n| study | question | expectations | hold |\n| --- | --- | ---: | ---: |\n");
        foreach (FindingVerdict verdict in judged)
        {
            int held = verdict.Judgements.Count(judgement => judgement.Holds);
            (string id, string question) = (verdict.Finding.Id, VerdictText.Cell(verdict.Finding.Statement));
            text.Append(CultureInfo.InvariantCulture, $"| [{id}](#{id}) | {question} | {verdict.Judgements.Count} | {held} |\n");
        }

        text.Append("\n## Known failures of the model\n\n| study | expected | actual | reason |\n| --- | --- | --- | --- |\n");
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
        text.Append(finding.Citation.Length > 0 ? $"Sources: {VerdictText.Line(finding.Citation)}\n\n" : "");
        text.Append(VerdictText.Table(verdict.Marked));
    }
}
