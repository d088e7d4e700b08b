using System.Text.Json.Nodes;
using PawLatency.Plotting.Drawing;

namespace PawLatency.Plotting.Reporting;

/// <summary>What went into the run: the short of the manifest as a table, the whole below it.</summary>
internal static class ManifestSection
{
    private static readonly (string Key, string Name)[] Short =
    [
        ("library", "library version"),
        ("model", "model version"),
        ("event_rules", "version of the event rules"),
        ("seed", "seed"),
        ("parameters_hash", "parameter set"),
    ];

    public static Markup Write(string manifest)
    {
        JsonNode run = JsonNode.Parse(manifest)!;
        IEnumerable<string[]> inputs = run["inputs"]?.AsObject().Select(input => new[] { $"input {input.Key}", $"{input.Value}" }) ?? [];
        Markup table = ReportTable.Write(
            "What the numbers depend on",
            ["what", "value"],
            [.. Short.Select(one => new[] { one.Name, $"{run[one.Key]}" }), .. inputs],
            texts: true
        );
        Markup whole = $"<pre tabindex=\"0\" role=\"region\" aria-label=\"run.json\">{manifest}</pre>";
        return $"{table}\n<h3>The whole manifest (run.json)</h3>\n{whole}";
    }
}
