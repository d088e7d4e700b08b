using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Evidence;

/// <summary>Writes the table of models. It names no time and no machine: the same input gives the same bytes.</summary>
internal static class ModelReport
{
    // What reviewers ask about.
    private const string Asked = "subtractive-moderator";

    /// <summary>The table as it is printed.</summary>
    public static string Plain(IReadOnlyList<ModelScore> scores)
    {
        string[][] rows = Rows(scores);
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        string Cell(string text, int column) => column == 0 ? text.PadRight(widths[column]) : text.PadLeft(widths[column]);
        string Line(string[] row) => string.Join("  ", row.Select(Cell)).TrimEnd();
        return string.Join('\n', rows.Select(Line)) + $"\n\n{Verdict(scores)}\n";
    }

    /// <summary>The table as JSON.</summary>
    public static string Json(IReadOnlyList<ModelScore> scores) =>
        JsonText.Write(new JsonArray([.. scores.Select(score => (JsonNode)Json(score))]));

    private static JsonObject Json(ModelScore score)
    {
        Model model = score.Model;
        var json = new JsonObject
        {
            ["model"] = model.Name,
            ["title"] = model.Title,
            ["parameters"] = model.ParameterCount,
        };
        foreach ((string name, int holding, int all) in Counts(score))
        {
            (json[name], json[$"{name}_expectations"]) = (holding, all);
        }

        return json;
    }

    /// <summary>The table as a Markdown page.</summary>
    public static string Write(IReadOnlyList<ModelScore> scores)
    {
        var text = new StringBuilder("# Rivals of the model\n\n").AppendJoin(' ', Head(scores)).Append("\n\n");
        string[][] rows = Rows(scores);
        string rule = string.Concat(rows[0].Select((_, column) => column == 0 ? " --- |" : " ---: |"));
        text.AppendJoin('\n', [Row(rows[0]), "|" + rule, .. rows.Skip(1).Select(Row)]).Append("\n\n").Append(Verdict(scores)).Append('\n');
        if (scores.FirstOrDefault(score => score.Model.Name == Asked) is { } rival)
        {
            text.Append("\n## Why not the model of ").Append(Word(rival.Model.ParameterCount)).Append(" parameters?\n\n");
            text.AppendJoin(' ', Answer(scores[0], rival)).Append('\n');
        }

        text.Append("\n## What each is\n");
        foreach (Model model in scores.Select(score => score.Model))
        {
            text.Append("\n### ").Append(model.Name).Append("\n\n").Append(VerdictText.Line(model.Description));
            text.Append("\n\nSources: ").AppendJoin("; ", model.Sources).Append(".\n");
        }

        return text.ToString();
    }

    private static string[] Head(IReadOnlyList<ModelScore> scores) =>
        [
            "Each is the one set of equations without some of its terms or in another form, with parameters of its own,",
            "fitted by `pawlatency calibrate --model` to the contract and the calibration findings, all with the same settings and ranges.",
            "The library's own model has been searched for much longer, and those with fewer parameters began at an earlier search",
            "of their own; so the comparison leans to the library's.",
            .. Unfitted(scores),
            "Parameters are those of the animal; the factors on the potency "
                + "of single substances are fitted in every model and not counted.",
            "`pawlatency run --model NAME` runs one, and with a second `--model` draws both.",
            "Written by `pawlatency verify --rivals --report`; do not edit.",
        ];

    private static string[] Unfitted(IReadOnlyList<ModelScore> scores)
    {
        string[] names = [.. scores.Skip(1).Where(score => !score.Model.HasOwn).Select(score => score.Model.Name)];
        return names.Length == 0 ? [] : [$"Not fitted, but run with the library's own parameters: {string.Join(", ", names)}."];
    }

    // Of the first model, which is the library's own, and the rivals after it.
    private static string Verdict(IReadOnlyList<ModelScore> scores)
    {
        const string what = "of the contract, of what was fitted and of what was not";
        string[] winners = [.. scores.Skip(1).Where(rival => rival.Beats(scores[0])).Select(rival => rival.Model.Name)];
        string[] ahead = [.. scores.Skip(1).Where(rival => rival.OfUnseen.Holding > scores[0].OfUnseen.Holding).Select(Unseen)];
        string first =
            winners.Length == 0
                ? $"No rival with fewer parameters holds as much as {scores[0].Model} {what}."
                : $"A RIVAL WINS: with fewer parameters than {scores[0].Model} as "
                    + $"much holds {what} under {string.Join(" and under ", winners)}.";
        return ahead.Length == 0
            ? $"{first} None holds more of what was not fitted."
            : $"{first} MORE OF WHAT WAS NOT FITTED than under {Unseen(scores[0])} holds under {string.Join(" and under ", ahead)}.";
    }

    private static string Unseen(ModelScore score) => $"{score.Model} ({Of(score.OfUnseen)})";

    private static string[] Answer(ModelScore own, ModelScore rival)
    {
        (string Finding, int More)[] lost = [.. own.MoreThan(rival)],
            won = [.. rival.MoreThan(own)];
        return
        [
            $"Of the figure of the reviews it holds {Of(rival.OfContract)} features of the contract;",
            $"the library's own model of {Number(own.Model.ParameterCount)} parameters holds {Number(own.OfContract.Holding)}.",
            rival.OfContract.Holding >= own.OfContract.Holding
                ? "So the figure alone asks for no more parameters, and nobody should take it for evidence of a mechanism."
                : "Fitted to the figure and the experiments together it gives up part of the figure.",
            $"Of the findings that both were fitted to, {Of(rival.Of(EvidenceUse.Calibration))} expectations hold",
            $"against {Number(own.Of(EvidenceUse.Calibration).Holding)}, and of those that neither was fitted to,",
            $"{Of(rival.OfUnseen)} against {Number(own.OfUnseen.Holding)}.",
            // A twentieth is less than what another search of the same size changes.
            20 * Math.Abs(own.OfUnseen.Holding - rival.OfUnseen.Holding)
            < own.OfUnseen.Holding
                ? "So what the further parameters gain is the figure and what was fitted; of new experiments it foretells about as many."
                : "So the further parameters pay in new experiments, too.",
            $"It misses {Number(lost.Sum(one => one.More))} expectations that the library's own model holds, most of them in {Most(lost)}.",
            won.Length == 0
                ? "It holds none that the other misses."
                : $"It holds {Number(won.Sum(one => one.More))} that the other misses, most of them in {Most(won)}.",
            "What it misses follows from what it is.",
            "An opponent that is taken off the effect moves the dose-response curve down and not to the right,",
            "so more drug cannot give full relief back to a tolerant rat.",
            "All its states are slow, so it cannot lose half of an infusion's effect within two hours",
            "and still give a day of relief under a pump.",
            "It has no memory: once the moderator has gone, naloxone unmasks nothing and a second exposure is as the first.",
            "And what NMDA antagonists add to relief within the hour has no place in it.",
        ];
    }

    private static string Most((string Finding, int More)[] findings) =>
        string.Join(", ", findings.Take(6).Select(one => $"{one.Finding} ({Number(one.More)})"));

    private static string Of((int Holding, int All) count) => $"{Number(count.Holding)} of {Number(count.All)}";

    private static string Row(string[] cells) => $"| {string.Join(" | ", cells)} |";

    private static string[][] Rows(IReadOnlyList<ModelScore> scores) =>
        [
            ["model", "parameters", .. Counts(scores[0]).Select(count => $"{count.Name}, of {Number(count.All)}")],
            .. scores.Select(score =>
                (string[])[score.Model.Name, Number(score.Model.ParameterCount), .. Counts(score).Select(count => Number(count.Holding))]
            ),
        ];

    private static IEnumerable<(string Name, int Holding, int All)> Counts(ModelScore score) =>
        Enum.GetValues<EvidenceUse>()
            .Select(use => (Name: EvidenceTotals.Word(use), Count: score.Of(use)))
            .Where(one => one.Count.All > 0)
            .Select(one => (one.Name, one.Count.Holding, one.Count.All))
            .Prepend(("contract", score.OfContract.Holding, score.OfContract.All));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Word(int count) =>
        count is >= 0 and <= 10
            ? new[] { "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten" }[count]
            : Number(count);
}
