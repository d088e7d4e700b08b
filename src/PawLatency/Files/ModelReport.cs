using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PawLatency.Evidence;

namespace PawLatency.Files;

/// <summary>Writes the table of models. It names no time and no machine: the same input gives the same bytes.</summary>
internal static class ModelReport
{
    private const string Question = "subtractive-moderator";

    /// <summary>The table as it is printed.</summary>
    public static string Plain(IReadOnlyList<ModelScore> scores)
    {
        string[][] rows = Rows(scores);
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        string Line(string[] row) => string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd();
        return string.Join('\n', rows.Select(Line)) + $"\n\n{Verdict(scores)}\n";
    }

    /// <summary>The table as JSON.</summary>
    public static string Json(IReadOnlyList<ModelScore> scores) => JsonText.Write(new JsonArray([.. scores.Select(score => (JsonNode)new JsonObject(
    [
        new("model", score.Model.Name), new("title", score.Model.Title), new("parameters", score.Model.ParameterCount),
        .. Counts(score).SelectMany(count => new KeyValuePair<string, JsonNode?>[] { new(count.Name, count.Holding), new($"{count.Name}_expectations", count.All) }),
    ]))]));

    /// <summary>The table as a Markdown page.</summary>
    public static string Write(IReadOnlyList<ModelScore> scores)
    {
        var text = new StringBuilder("# Rivals of the model\n\n");
        text.Append("Each is the one set of equations without some of its terms or in another form, with parameters of its own, fitted by `pawlatency calibrate --model` ");
        text.Append("to the contract and the calibration findings. Written by `pawlatency verify --rivals --report`; do not edit. `pawlatency run --model NAME` runs one.\n\n");
        string[][] rows = Rows(scores);
        text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", rows[0])} |\n|{string.Concat(rows[0].Select((_, column) => column == 0 ? " --- |" : " ---: |"))}\n");
        text.Append(string.Concat(rows.Skip(1).Select(row => $"| {string.Join(" | ", row)} |\n")));
        text.Append(CultureInfo.InvariantCulture, $"\n{Verdict(scores)}\n");
        if (scores.FirstOrDefault(score => score.Model.Name == Question) is { } rival)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Why not the model of {Word(rival.Model.ParameterCount)} parameters?\n\n{Answer(scores[0], rival)}\n");
        }

        text.Append("\n## What each is\n");
        foreach (ModelScore score in scores)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {score.Model.Name}\n\n{VerdictText.Line(score.Model.Description)}\n\nSources: {string.Join("; ", score.Model.Sources)}.\n");
        }

        return text.ToString();
    }

    // Of the first model, which is the library's own, and the rivals after it.
    private static string Verdict(IReadOnlyList<ModelScore> scores)
    {
        ModelScore[] winners = [.. scores.Skip(1).Where(rival => rival.Beats(scores[0]))];
        return winners.Length == 0
            ? $"No rival with fewer parameters holds as much as {scores[0].Model} of the contract, of what was fitted and of what was not."
            : $"A RIVAL WINS: with fewer parameters than {scores[0].Model}, {string.Join(" and ", winners.Select(winner => winner.Model.Name))} hold as much of the contract, of what was fitted and of what was not.";
    }

    private static string Answer(ModelScore own, ModelScore rival)
    {
        (string Finding, int More)[] lost = [.. own.MoreThan(rival)], won = [.. rival.MoreThan(own)];
        string Most((string Finding, int More)[] findings) => string.Join(", ", findings.Take(6).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Finding} ({one.More})")));
        string Of((int Holding, int All) count) => string.Create(CultureInfo.InvariantCulture, $"{count.Holding} of {count.All}");
        string[] sentences =
        [
            $"Of the figure of the reviews it holds {Of(rival.OfContract)} features of the contract, where the library's own model of {own.Model.ParameterCount} parameters holds {own.OfContract.Holding}.",
            rival.OfContract.Holding >= own.OfContract.Holding
                ? $"So the figure alone does not ask for more than {Word(rival.Model.ParameterCount)} parameters, and nobody should take it for evidence of a mechanism; the experiments ask for more."
                : "So fitted to the figure and the experiments together it gives up part of the figure.",
            $"Of the findings that both were fitted to, {Of(rival.Of(EvidenceUse.Calibration))} expectations hold against {own.Of(EvidenceUse.Calibration).Holding}, and of those that neither was fitted to, {Of(rival.OfUnseen)} against {own.OfUnseen.Holding}.",
            $"It misses {lost.Sum(one => one.More)} expectations that the library's own model holds, most of them in {Most(lost)}.",
            won.Length == 0 ? "It holds none that the other misses." : $"It holds {won.Sum(one => one.More)} that the other misses, most of them in {Most(won)}.",
            "What it misses follows from what it is: an opponent that is taken off the effect moves the dose-response curve down and not to the right, so it cannot give back full relief to a tolerant rat that gets more drug.",
            "All its states are slow, so it cannot lose half of an infusion's effect within two hours and still give a day of relief under a pump.",
            "It has no memory: once the moderator has gone, naloxone unmasks nothing and a second exposure is as the first.",
            "And what NMDA antagonists add to relief within the hour has no place in it.",
        ];
        return string.Join(' ', sentences);
    }

    private static string[][] Rows(IReadOnlyList<ModelScore> scores) =>
    [
        ["model", "parameters", .. Counts(scores[0]).Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Name}, of {count.All}"))],
        .. scores.Select(score => new[] { score.Model.Name, Number(score.Model.ParameterCount) }.Concat(Counts(score).Select(count => Number(count.Holding))).ToArray()),
    ];

    private static IEnumerable<(string Name, int Holding, int All)> Counts(ModelScore score) => Enum.GetValues<EvidenceUse>()
        .Select(use => (Name: EvidenceTotals.Word(use), Count: score.Of(use))).Where(one => one.Count.All > 0)
        .Select(one => (one.Name, one.Count.Holding, one.Count.All))
        .Prepend(("contract", score.OfContract.Holding, score.OfContract.All));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Word(int count) => count is >= 0 and <= 10
        ? new[] { "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten" }[count] : Number(count);
}
