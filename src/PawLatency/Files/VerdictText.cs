using System.Text;
using System.Text.Json.Nodes;
using PawLatency.Evidence;

namespace PawLatency.Files;

/// <summary>Verdicts as every command, page and report shows them.</summary>
internal static class VerdictText
{
    /// <summary>Whether an expectation holds, in a word or two.</summary>
    /// <param name="judgement">The judgement.</param>
    /// <param name="known">Why its failure is known, or null.</param>
    public static string Word(Judgement judgement, string? known) =>
        (judgement.Holds, known) switch { (true, null) => "holds", (false, null) => "FAILS", (false, _) => "known failure", _ => "unexpected pass" };

    /// <summary>Lines of a terminal: verdict, what it belongs to, expected and actual.</summary>
    public static string Lines(IReadOnlyList<(string Owner, Judgement Judgement, string? Known)> verdicts)
    {
        int owner = verdicts.Select(verdict => verdict.Owner.Length).DefaultIfEmpty().Max();
        int word = verdicts.Select(verdict => Word(verdict.Judgement, verdict.Known).Length).DefaultIfEmpty().Max();
        return string.Concat(verdicts.Select(verdict => $"{Word(verdict.Judgement, verdict.Known).PadRight(word)}  "
            + $"{(owner == 0 ? "" : verdict.Owner.PadRight(owner) + "  ")}{verdict.Judgement}{Reason(verdict.Judgement, verdict.Known)}\n"));
    }

    /// <summary>A table in Markdown.</summary>
    public static string Table(IEnumerable<(Judgement Judgement, string? Known)> verdicts) => "| | expected | actual |\n| --- | --- | --- |\n"
        + string.Concat(verdicts.Select(verdict =>
            Row(Word(verdict.Judgement, verdict.Known), verdict.Judgement.Expected, verdict.Judgement.Actual)));

    /// <summary>A row of a Markdown table.</summary>
    public static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(Cell))} |\n";

    /// <summary>A verdict in JSON, which has no infinity and no NaN.</summary>
    public static JsonObject Json(Judgement judgement, string? known) => new()
    {
        ["expected"] = judgement.Expected,
        ["actual"] = judgement.Actual,
        ["value"] = Number(judgement.Value),
        ["low"] = Number(judgement.Low),
        ["high"] = Number(judgement.High),
        ["misfit"] = Number(judgement.Misfit),
        ["holds"] = judgement.Holds,
        ["known_failure"] = known,
    };

    /// <summary>A text in one line.</summary>
    public static string Line(string text) => text.ReplaceLineEndings(" ").Trim();

    /// <summary>A text as a cell of a Markdown table.</summary>
    public static string Cell(string text) => Line(text).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Reason(Judgement judgement, string? known) =>
        known is null ? "" : judgement.Holds ? $"; remove known-failure: {known}" : $"; known: {known}";

    private static double? Number(double value) => double.IsFinite(value) ? Math.Round(value, 6) : null;
}
