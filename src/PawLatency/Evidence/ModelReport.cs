using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Evidence;

/// <summary>Writes the comparison of models. Contains no time or machine name, so equal input gives equal
/// bytes.</summary>
internal static class ModelReport
{
    // The simple alternative that reviewers ask about.
    private const string SimpleRival = "subtractive-moderator";

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
        var text = new StringBuilder("# Rival models\n\n").AppendJoin(' ', Head(scores)).Append("\n\n");
        string[][] rows = Rows(scores);
        string rule = string.Concat(rows[0].Select((_, column) => column == 0 ? " --- |" : " ---: |"));
        text.AppendJoin('\n', [Row(rows[0]), "|" + rule, .. rows.Skip(1).Select(Row)]).Append("\n\n").Append(Verdict(scores)).Append('\n');
        if (scores.FirstOrDefault(score => score.Model.Name == SimpleRival) is { } rival)
        {
            text.Append("\n## Why not the model with ").Append(Word(rival.Model.ParameterCount)).Append(" parameters?\n\n");
            text.AppendJoin(' ', Answer(scores[0], rival)).Append('\n');
        }

        text.Append("\n## The models\n");
        foreach (Model model in scores.Select(score => score.Model))
        {
            text.Append("\n### ").Append(model.Name).Append("\n\n").Append(VerdictText.Line(model.Description));
            text.Append("\n\nSources: ").AppendJoin("; ", model.Sources).Append(".\n");
        }

        return text.ToString();
    }

    private static string[] Head(IReadOnlyList<ModelScore> scores) =>
        [
            "Each rival is the same set of equations with some terms removed or changed. Its parameters were",
            "fitted by `pawlatency calibrate --model` to the contract and the calibration findings, with the same settings and "
                + "ranges for all.",
            "The library's model was searched for much longer, and rivals with fewer parameters started from an earlier search "
                + "of their own,",
            "so the comparison favours the library's model.",
            .. Unfitted(scores),
            "Parameters are those of the animal; the factors on the potency "
                + "of single substances are fitted in every model and not counted.",
            "`pawlatency run --model NAME` runs a model; give `--model` twice to draw two together.",
            "Written by `pawlatency verify --rivals --report`; do not edit.",
        ];

    private static string[] Unfitted(IReadOnlyList<ModelScore> scores)
    {
        string[] names = [.. scores.Skip(1).Where(score => !score.Model.HasOwn).Select(score => score.Model.Name)];
        return names.Length == 0 ? [] : [$"Not fitted, but run with the parameters of the library's model: {string.Join(", ", names)}."];
    }

    // The first score is that of the library's model; the others are rivals.
    private static string Verdict(IReadOnlyList<ModelScore> scores)
    {
        const string what = "in the contract, the fitted findings and the held-out findings";
        string[] winners = [.. scores.Skip(1).Where(rival => rival.Beats(scores[0])).Select(rival => rival.Model.Name)];
        string[] ahead = [.. scores.Skip(1).Where(rival => rival.OfHeldOut.Holding > scores[0].OfHeldOut.Holding).Select(HeldOut)];
        string first =
            winners.Length == 0
                ? $"No rival with fewer parameters meets as many expectations as {scores[0].Model} {what}."
                : $"A RIVAL WINS: with fewer parameters than {scores[0].Model} as "
                    + $"much holds {what} under {string.Join(" and under ", winners)}.";
        return ahead.Length == 0
            ? $"{first} None meets more of the held-out expectations."
            : $"{first} MORE HELD-OUT EXPECTATIONS than {HeldOut(scores[0])}: {string.Join(" and ", ahead)}.";
    }

    private static string HeldOut(ModelScore score) => $"{score.Model} ({Of(score.OfHeldOut)})";

    private static string[] Answer(ModelScore own, ModelScore rival)
    {
        (string Finding, int More)[] lost = [.. own.MoreThan(rival)],
            won = [.. rival.MoreThan(own)];
        return
        [
            $"It meets {Of(rival.OfContract)} features of the contract, which is the published figure;",
            $"the library's model with {Number(own.Model.ParameterCount)} parameters meets {Number(own.OfContract.Holding)}.",
            rival.OfContract.Holding >= own.OfContract.Holding
                ? "So the figure alone does not justify more parameters and is not evidence for a mechanism."
                : "When fitted to the figure and the experiments together, it misses part of the figure.",
            $"It meets {Of(rival.Of(EvidenceUse.Calibration))} expectations of the fitted findings (the library's model",
            $"{Number(own.Of(EvidenceUse.Calibration).Holding)}) and {Of(rival.OfHeldOut)} of the held-out findings (the library's model",
            $"{Number(own.OfHeldOut.Holding)}).",
            // Another search of the same size changes the result by more than a twentieth.
            20 * Math.Abs(own.OfHeldOut.Holding - rival.OfHeldOut.Holding)
            < own.OfHeldOut.Holding
                ? "So the additional parameters improve the figure and the fit; the number of new experiments predicted is about the same."
                : "So the additional parameters also improve the prediction of new experiments.",
            $"It misses {Number(lost.Sum(one => one.More))} expectations that the library's model meets, most of them in {Most(lost)}.",
            won.Length == 0
                ? "It meets none that the library's model misses."
                : $"It meets {Number(won.Sum(one => one.More))} that the library's model misses, most of them in {Most(won)}.",
            "Its failures follow from its structure.",
            "A moderator that is subtracted from the effect moves the dose-response curve down, not to the right,",
            "so a higher dose cannot restore full analgesia in a tolerant rat.",
            "All its states are slow, so it cannot lose half of the effect of an infusion within two hours",
            "and still give a day of analgesia with a pump.",
            "It has no memory: once the moderator has gone, naloxone unmasks nothing and a second exposure equals the first.",
            "It also has no term for the increase in analgesia by NMDA antagonists within an hour.",
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
