using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PawLatency.Evidence;

/// <summary>Formats verdicts for commands, pages and reports.</summary>
internal static partial class VerdictText
{
    /// <summary>Short form of a verdict.</summary>
    /// <param name="judgement">The judgement.</param>
    /// <param name="known">Reason of a known failure, or null.</param>
    public static string Word(Judgement judgement, string? known) =>
        (judgement.Holds, known) switch
        {
            (true, null) => "holds",
            (false, null) => "FAILS",
            (false, _) => "known failure",
            _ => "unexpected pass",
        };

    /// <summary>Lines for the terminal: verdict, share of the plausible sets if computed, finding, expected and actual.</summary>
    public static string Lines(IReadOnlyList<(string Owner, Judgement Judgement, string? Known)> verdicts)
    {
        int owner = verdicts.Select(verdict => verdict.Owner.Length).DefaultIfEmpty().Max();
        int word = verdicts.Select(verdict => Word(verdict.Judgement, verdict.Known).Length).DefaultIfEmpty().Max();
        return string.Concat(
            verdicts.Select(verdict =>
                $"{Word(verdict.Judgement, verdict.Known).PadRight(word)}  {Share(verdict.Judgement, "{0,3:0} %  ")}"
                + (owner == 0 ? "" : verdict.Owner.PadRight(owner) + "  ")
                + $"{verdict.Judgement}{Reason(verdict.Judgement, verdict.Known)}\n"
            )
        );
    }

    /// <summary>Markdown table, with a column for the share of the plausible sets if computed.</summary>
    public static string Table(IEnumerable<(Judgement Judgement, string? Known)> verdicts)
    {
        (Judgement Judgement, string? Known)[] rows = [.. verdicts];
        bool withSets = rows.Any(row => row.Judgement.HoldsInSetsPercent is not null);
        return (
                withSets
                    ? "| | in sets | expected | actual |\n| --- | ---: | --- | --- |\n"
                    : "| | expected | actual |\n| --- | --- | --- |\n"
            )
            + string.Concat(
                rows.Select(row =>
                    Row([
                        Word(row.Judgement, row.Known),
                        .. withSets ? [Share(row.Judgement, "{0:0} %")] : Array.Empty<string>(),
                        row.Judgement.Expected,
                        row.Judgement.Actual,
                    ])
                )
            );
    }

    /// <summary>A row of a Markdown table.</summary>
    internal static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(Cell))} |\n";

    /// <summary>A verdict as JSON; infinite and NaN values become null.</summary>
    public static JsonObject Json(Judgement judgement, string? known)
    {
        JsonObject json = Basic(judgement, known);
        if (judgement.HoldsInSetsPercent is { } percent)
        {
            json["holds_in_sets_percent"] = Math.Round(percent, 2);
        }

        return json;
    }

    private static JsonObject Basic(Judgement judgement, string? known) =>
        new()
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

    /// <summary>Text on one line.</summary>
    internal static string Line(string text) => Tag().Replace(text.ReplaceLineEndings(" ").Trim(), "&lt;");

    /// <summary>Text as a cell of a Markdown table.</summary>
    internal static string Cell(string text) => Line(text).Replace("|", "\\|", StringComparison.Ordinal);

    // What a reader of Markdown would take for HTML.
    [GeneratedRegex("<(?=[A-Za-z/!?])")]
    private static partial Regex Tag();

    private static string Share(Judgement judgement, string format) =>
        judgement.HoldsInSetsPercent is { } percent ? string.Format(CultureInfo.InvariantCulture, format, percent) : "";

    private static string Reason(Judgement judgement, string? known) =>
        known is null ? ""
        : judgement.Holds ? $"; remove known-failure: {known}"
        : $"; known: {known}";

    private static double? Number(double value) => double.IsFinite(value) ? Math.Round(value, 6) : null;
}
