using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PawLatency.Evidence;
using PawLatency.Files;

namespace PawLatency.Cli;

/// <summary>What pawlatency verify prints.</summary>
internal static class VerifyText
{
    public static string Plain(Verification verification, bool onlyFailing)
    {
        var text = new StringBuilder();
        int width = verification.Findings.Max(verdict => verdict.Finding.Id.Length);
        foreach (FindingVerdict verdict in verification.Findings)
        {
            foreach (Judgement judgement in Shown(verdict, onlyFailing))
            {
                text.Append(CultureInfo.InvariantCulture, $"{(judgement.Holds ? "holds" : "FAILS")}  {verdict.Finding.Id.PadRight(width)}  {judgement.Expected}; got {judgement.Got}\n");
            }
        }

        IReadOnlyList<EvidenceShare> totals = EvidenceTotals.Of(verification);
        int by = totals.Max(total => total.By.Length), name = totals.Max(total => total.Name.Length);
        text.Append(text.Length > 0 ? "\n" : "");
        foreach (EvidenceShare total in totals)
        {
            text.Append(CultureInfo.InvariantCulture, $"{total.By.PadRight(by)}  {total.Name.PadRight(name)}  {total.Holding,4} of {total.All,4} hold  {total.Percent,3:0} %\n");
        }

        return text.ToString();
    }

    public static string Json(Verification verification, bool onlyFailing, bool holds)
    {
        var json = new JsonObject
        {
            ["holds"] = holds,
            ["findings_count"] = verification.Findings.Count,
            ["expectations_count"] = verification.Count(_ => true).All,
            ["totals"] = new JsonArray([.. EvidenceTotals.Of(verification).Select(total => (JsonNode)new JsonObject
            {
                ["by"] = total.By,
                ["name"] = total.Name,
                ["expectations"] = total.All,
                ["holding"] = total.Holding,
                ["share_percent"] = Math.Round(total.Percent, 2),
            })]),
            ["findings"] = new JsonArray([.. verification.Findings.Where(verdict => !onlyFailing || !verdict.Holds).Select(verdict => (JsonNode)Json(verdict, onlyFailing))]),
        };
        return JsonText.Write(json);
    }

    private static JsonObject Json(FindingVerdict verdict, bool onlyFailing)
    {
        Finding finding = verdict.Finding;
        return new JsonObject
        {
            ["id"] = finding.Id,
            ["finding"] = finding.Statement,
            ["citation"] = finding.Source.Citation,
            ["address"] = finding.Source.Address,
            ["where"] = finding.Source.Where,
            ["assay"] = finding.Assay,
            ["reading"] = EvidenceTotals.Word(finding.Reading),
            ["strength"] = EvidenceTotals.Word(finding.Strength),
            ["use"] = EvidenceTotals.Word(finding.Use),
            ["contradicts"] = new JsonArray([.. finding.Contradicts.Select(id => (JsonNode)id)]),
            ["likely_reason"] = finding.LikelyReason,
            ["holds"] = verdict.Holds,
            ["expectations"] = new JsonArray([.. Shown(verdict, onlyFailing).Select(judgement => (JsonNode)new JsonObject
            {
                ["expected"] = judgement.Expected,
                ["got"] = judgement.Got,
                ["value"] = Number(judgement.Value),
                ["low"] = Number(judgement.Low),
                ["high"] = Number(judgement.High),
                ["misfit"] = Number(judgement.Misfit),
                ["holds"] = judgement.Holds,
            })]),
        };
    }

    private static IEnumerable<Judgement> Shown(FindingVerdict verdict, bool onlyFailing) => verdict.Judgements.Where(judgement => !onlyFailing || !judgement.Holds);

    // JSON has no infinity and no NaN.
    private static double? Number(double value) => double.IsFinite(value) ? Math.Round(value, 6) : null;
}
