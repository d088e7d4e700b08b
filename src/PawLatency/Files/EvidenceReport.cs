using System.Globalization;
using System.Text;
using PawLatency.Evidence;

namespace PawLatency.Files;

/// <summary>Writes a verification as a Markdown page. It names no time and no machine: the same input gives the same bytes.</summary>
internal static class EvidenceReport
{
    /// <summary>Name of the page beside the record.</summary>
    public const string FileName = "REPORT.md";

    /// <summary>Writes the page.</summary>
    /// <param name="verification">The judgements.</param>
    /// <param name="data">Name of the measured data they are about; null for the model.</param>
    public static string Write(Verification verification, string? data = null)
    {
        var text = new StringBuilder("# Published findings\n\n");
        string what = data is null ? $"what the typical rat of the {(verification.Rival is { } rival ? $"rival {rival.Name}" : "model")} does" : $"the measured data of {Cell(data)}";
        bool ofLibrary = verification.Findings.Any(verdict => verdict.Finding.IsShapeContract);
        int count = verification.Findings.Count(verdict => !verdict.Finding.IsShapeContract);
        text.Append(CultureInfo.InvariantCulture, $"{count} finding{(count == 1 ? "" : "s")}{(ofLibrary ? " and the reference contract" : "")}, held against {what}. Written by `pawlatency verify {(ofLibrary ? "--record" : "--report")}`; do not edit.\n\n");
        text.Append("| by | | expectations | hold | share |\n| --- | --- | ---: | ---: | ---: |\n");
        foreach (EvidenceShare share in EvidenceTotals.Of(verification))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {share.By} | {Cell(share.Name)} | {share.All} | {share.Holding} | {share.Percent:0} % |\n");
        }

        WriteFailures(text, verification);
        foreach (FindingVerdict verdict in verification.Findings)
        {
            WriteFinding(text, verdict);
        }

        return text.ToString();
    }

    private static void WriteFailures(StringBuilder text, Verification verification)
    {
        text.Append("\n## What does not hold\n\n");
        FindingVerdict[] failing = [.. verification.Findings.Where(verdict => !verdict.Holds)];
        if (failing.Length == 0)
        {
            text.Append("Everything holds.\n");
            return;
        }

        text.Append("| finding | use | expected | got | likely reason |\n| --- | --- | --- | --- | --- |\n");
        foreach (FindingVerdict verdict in failing)
        {
            foreach (Judgement judgement in verdict.Judgements.Where(judgement => !judgement.Holds))
            {
                text.Append(CultureInfo.InvariantCulture, $"| {Cell(verdict.Finding.Id)} | {EvidenceTotals.Word(verdict.Finding.Use)} | {Cell(judgement.Expected)} | {Cell(judgement.Got)} | {Cell(verdict.Finding.LikelyReason ?? "not explained yet")} |\n");
            }
        }
    }

    private static void WriteFinding(StringBuilder text, FindingVerdict verdict)
    {
        Finding finding = verdict.Finding;
        text.Append(CultureInfo.InvariantCulture, $"\n## {Line(finding.Id)}\n\n{Line(finding.Statement)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- Source: {string.Join("; ", new[] { finding.Source.Citation, finding.Source.Address, finding.Source.Where }.Where(part => part.Length > 0).Select(Line))}\n");
        text.Append(finding.IsShapeContract ? "" : $"- Animals: {Line(finding.Animals)}\n");
        text.Append(CultureInfo.InvariantCulture, $"- Assay {Line(finding.Assay)}, reading {EvidenceTotals.Word(finding.Reading)}, strength {EvidenceTotals.Word(finding.Strength)}, use {EvidenceTotals.Word(finding.Use)}{(finding.CountsAsContract ? ", weight contract" : "")}\n");
        foreach ((string title, string? about) in new[]
        {
            ("Contradicts", finding.Contradicts.Count > 0 ? string.Join(", ", finding.Contradicts) : null),
            ("Note", finding.Note),
            ("Likely reason of what fails", verdict.Holds ? null : finding.LikelyReason ?? "not explained yet"),
        })
        {
            text.Append(about is null ? "" : $"- {title}: {Line(about)}\n");
        }

        text.Append("\n| | expected | got |\n| --- | --- | --- |\n");
        foreach (Judgement judgement in verdict.Judgements)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {(judgement.Holds ? "holds" : "FAILS")} | {Cell(judgement.Expected)} | {Cell(judgement.Got)} |\n");
        }
    }

    /// <summary>A text in one line.</summary>
    internal static string Line(string text) => text.ReplaceLineEndings(" ").Trim();

    /// <summary>A text as a cell of a table.</summary>
    internal static string Cell(string text) => Line(text).Replace("|", "\\|", StringComparison.Ordinal);
}
