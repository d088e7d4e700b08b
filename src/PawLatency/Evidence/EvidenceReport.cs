using System.Globalization;
using System.Text;
using PawLatency.Statistics;

namespace PawLatency.Evidence;

/// <summary>Writes a verification as a Markdown page. Contains no time or machine name, so equal input gives equal
/// bytes.</summary>
internal static class EvidenceReport
{
    /// <summary>Name of the page beside the record.</summary>
    public const string FileName = "REPORT.md";

    /// <summary>Writes the page.</summary>
    /// <param name="verification">The judgements.</param>
    /// <param name="data">Name of the measured data; null for the model.</param>
    public static string Write(Verification verification, string? data = null)
    {
        var text = new StringBuilder("# Published findings\n\n");
        string what = data is null
            ? $"the typical rat of the {(verification.Rival is { } rival ? $"rival {rival.Name}" : "model")}"
            : $"the measured data of {VerdictText.Cell(data)}";
        bool ofLibrary = verification.Findings.Any(verdict => verdict.Finding.IsShapeContract);
        int count = verification.Findings.Count(verdict => !verdict.Finding.IsShapeContract);
        string findings = string.Create(CultureInfo.InvariantCulture, $"{count} finding{(count == 1 ? "" : "s")}");
        text.Append(CultureInfo.InvariantCulture, $"{findings}{(ofLibrary ? " and the reference contract" : "")}, compared with {what}. ");
        text.Append("Written by `pawlatency verify ").Append(ofLibrary ? "--record" : "--report").Append("`; do not edit.\n\n");
        text.Append("| by | | expectations | hold | share |\n| --- | --- | ---: | ---: | ---: |\n");
        foreach ((string by, string name, Proportion holding) in verification.Totals)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {by} | {VerdictText.Cell(name)} | ");
            text.Append(CultureInfo.InvariantCulture, $"{holding.Total} | {holding.Count} | {holding.Percent:0} % |\n");
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
        text.Append("\n## Failing expectations\n\n");
        FindingVerdict[] failing = [.. verification.Findings.Where(verdict => !verdict.Holds)];
        if (failing.Length == 0)
        {
            text.Append("All expectations hold.\n");
            return;
        }

        text.Append("| finding | use | expected | actual | likely reason |\n| --- | --- | --- | --- | --- |\n");
        foreach (FindingVerdict verdict in failing)
        {
            foreach (Judgement judgement in verdict.Judgements.Where(judgement => !judgement.Holds))
            {
                text.Append(
                    VerdictText.Row(
                        verdict.Finding.Id,
                        EvidenceTotals.Word(verdict.Finding.Use),
                        judgement.Expected,
                        judgement.Actual,
                        verdict.Finding.LikelyReason ?? "not explained yet"
                    )
                );
            }
        }
    }

    private static void WriteFinding(StringBuilder text, FindingVerdict verdict)
    {
        Finding finding = verdict.Finding;
        text.Append(CultureInfo.InvariantCulture, $"\n## {VerdictText.Line(finding.Id)}\n\n{VerdictText.Line(finding.Statement)}\n\n");
        string[] source = [finding.Citation, finding.Address, finding.Where];
        text.Append("- Source: ").AppendJoin("; ", source.Where(part => part.Length > 0).Select(VerdictText.Line)).Append('\n');
        text.Append(finding.IsShapeContract ? "" : $"- Animals: {VerdictText.Line(finding.Animals)}\n");
        (string reading, string strength, string use) = (
            EvidenceTotals.Word(finding.Reading),
            EvidenceTotals.Word(finding.Strength),
            EvidenceTotals.Word(finding.Use)
        );
        string weight = finding.CountsAsContract ? ", weight contract" : "";
        string assay = VerdictText.Line(finding.Assay);
        text.Append(CultureInfo.InvariantCulture, $"- Assay {assay}, reading {reading}, strength {strength}, use {use}{weight}\n");
        foreach (
            (string title, string? about) in new[]
            {
                ("Contradicts", finding.Contradicts.Count > 0 ? string.Join(", ", finding.Contradicts) : null),
                ("Note", finding.Note),
                ("Likely reason of the failures", verdict.Holds ? null : finding.LikelyReason ?? "not explained yet"),
            }
        )
        {
            text.Append(about is null ? "" : $"- {title}: {VerdictText.Line(about)}\n");
        }

        text.Append(
            verdict.HoldsInSetsPercent is { } percent
                ? string.Create(CultureInfo.InvariantCulture, $"- Holds as a whole in {percent:0} % of the plausible parameter sets\n")
                : ""
        );
        text.Append('\n').Append(VerdictText.Table(verdict.Judgements.Select(judgement => (judgement, (string?)null))));
    }
}
