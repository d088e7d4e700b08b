using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PawLatency.Evidence;
using PawLatency.Statistics;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>Output of pawlatency verify.</summary>
internal static class VerifyText
{
    public static string Plain(Verification verification, bool onlyFailing, RecordChange? change)
    {
        var text = new StringBuilder(verification.Rival is { } rival ? $"model {rival.Name}: {rival.Title}\n" : "");
        text.Append(
            Judgement.Lines([
                .. verification.Findings.SelectMany(verdict =>
                    Shown(verdict, onlyFailing).Select(shown => (verdict.Finding.Id, shown.Judgement, shown.Known))
                ),
            ])
        );

        text.Append(CheckVerb.Untested(verification.Untested.Select(one => $"{one.Finding}  {one.Expected}")));

        // Use, strength and assay apply to published sources; the studies of the library have a total only.
        bool hasSources = verification.Findings.Any(verdict => !verdict.Finding.IsStudy);
        (string By, string Name, Proportion Holding)[] totals = [.. verification.Totals.Where(total => total.By == "all" || hasSources)];
        int by = totals.Max(total => total.By.Length),
            name = totals.Max(total => total.Name.Length);
        text.Append(text.Length > 0 ? "\n" : "");
        foreach ((string kind, string of, Proportion holding) in totals)
        {
            text.Append(CultureInfo.InvariantCulture, $"{kind.PadRight(by)}  {of.PadRight(name)}  ");
            text.Append(CultureInfo.InvariantCulture, $"{holding.Count, 4} of {holding.Total, 4} hold  {holding.Percent, 3:0} %\n");
        }

        return text.Append(change is null ? "" : Plain(verification, change))
            .Append(verification.Untested.Count > 0 ? CheckVerb.Left(verification.Untested.Count, "\n") + "\n" : "")
            .ToString();
    }

    public static string Json(Verification verification, bool onlyFailing, bool holds, RecordChange? change)
    {
        var json = new JsonObject
        {
            ["holds"] = holds,
            ["rival"] = verification.Rival?.Name,
            ["untested"] = new JsonArray([.. verification.Untested.Select(one => (JsonNode)$"{one.Finding}: {one.Expected}")]),
            ["findings_count"] = verification.Findings.Count,
            ["expectations_count"] = verification.Count(_ => true).All,
            ["totals"] = new JsonArray([
                .. verification.Totals.Select(total =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["by"] = total.By,
                            ["name"] = total.Name,
                            ["expectations"] = total.Holding.Total,
                            ["holding"] = total.Holding.Count,
                            ["share_percent"] = Math.Round(total.Holding.Percent, 2),
                        }
                ),
            ]),
            ["findings"] = new JsonArray([
                .. verification
                    .Findings.Where(verdict => !onlyFailing || Shown(verdict, onlyFailing).Any())
                    .Select(verdict => (JsonNode)Json(verdict, onlyFailing)),
            ]),
        };
        if (change is not null)
        {
            json["lost"] = new JsonArray([
                .. change.Lost.Select(lost =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["id"] = lost.Finding,
                            ["expectation"] = lost.Number,
                            ["expected"] = lost.Judgement?.Expected,
                            ["actual"] = lost.Judgement?.Actual,
                        }
                ),
            ]);
        }

        return JsonText.Write(json);
    }

    // The contract and the record determine the exit code for the findings of the library.
    private static string Plain(Verification verification, RecordChange change)
    {
        FindingVerdict[] contract = [.. verification.Findings.Where(verdict => verdict.Finding.CountsAsContract)];
        IEnumerable<string> broken = contract.SelectMany(verdict =>
            verdict
                .Judgements.Select((judgement, index) => (judgement, index))
                .Where(pair => !pair.judgement.Holds)
                .Select(pair => Line("BROKEN", verdict.Finding.Id, pair.index + 1, pair.judgement))
        );
        IEnumerable<string> lost = change
            .Lost.Where(one => one.Judgement is null || contract.All(verdict => verdict.Finding.Id != one.Finding))
            .Select(one => Line("LOST", one.Finding, one.Number, one.Judgement));
        string lines = string.Concat(broken.Concat(lost));
        string[] news =
        [
            .. new[] { (Count: change.Gained, Text: "newly hold"), (Count: change.New, Text: "are new") }
                .Where(one => one.Count > 0)
                .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Count} expectations {one.Text}")),
        ];
        return "\n"
            + (lines.Length > 0 ? lines : "The contract holds, and no expectation on record is lost.\n")
            + (news.Length == 0 ? "" : $"Compared with the record, {string.Join(" and ", news)}; accept with --record data/evidence.\n");
    }

    private static string Line(string word, string finding, int number, Judgement? judgement)
    {
        string what = judgement is null ? "in the record but no longer in the evidence" : judgement.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"{word, -6}  {finding}, expectation {number}: {what}\n");
    }

    private static JsonObject Json(FindingVerdict verdict, bool onlyFailing)
    {
        Finding finding = verdict.Finding;
        var json = new JsonObject
        {
            ["id"] = finding.Id,
            ["finding"] = finding.Statement,
            ["citation"] = finding.Citation,
            ["address"] = finding.Address,
            ["where"] = finding.Where,
            ["assay"] = finding.Assay,
            ["reading"] = finding.Reading.ToString().ToLowerInvariant(),
            ["strength"] = finding.Strength.ToString().ToLowerInvariant(),
            ["use"] = finding.Use.ToString().ToLowerInvariant(),
            ["weight"] = finding.CountsAsContract ? "contract" : "evidence",
            ["contradicts"] = new JsonArray([.. finding.Contradicts.Select(id => (JsonNode)id)]),
            ["likely_reason"] = finding.LikelyReason,
            ["holds"] = verdict.Holds,
            ["expectations"] = new JsonArray([.. Shown(verdict, onlyFailing).Select(shown => (JsonNode)shown.Judgement.Json(shown.Known))]),
        };
        if (verdict.HoldsInSetsPercent is { } percent)
        {
            json["holds_in_sets_percent"] = Math.Round(percent, 2);
        }

        return json;
    }

    // With --failing: failures and unexpected passes.
    private static IEnumerable<(Judgement Judgement, string? Known)> Shown(FindingVerdict verdict, bool onlyFailing) =>
        verdict.Marked.Where(shown => !onlyFailing || !shown.Judgement.Holds || shown.Known is not null);
}
