using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PawLatency.Plotting;
using PawLatency.Power;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>A folder that pawlatency power wrote, read back; only one of the same study, and unchanged.</summary>
internal static class PowerFolder
{
    public static PowerReport Read(string path, Study study, StudySource source)
    {
        new FileSet(path).Recover();
        JsonNode manifest = Manifest(Path.Combine(path, PowerResult.ManifestFile));
        (string What, string Found, string Wanted)[] same =
        [
            ("study", $"{manifest["study_digest"]}", RunManifest.Hash(source.Bytes)),
            ("seed", $"{manifest["seed"]}", FormattableString.Invariant($"{study.Seed}")),
            ("model version", $"{manifest["model"]}", RunManifest.ModelVersion),
        ];
        foreach ((string what, string found, string wanted) in same.Where(one => one.Found != one.Wanted))
        {
            throw new ArgumentException(
                $"{path} holds the power of another {what} ({found}, not {wanted}); pawlatency power makes it anew."
            );
        }

        byte[] curve = Output(path, PowerResult.CurveFile, manifest),
            paragraph = Output(path, PowerResult.ParagraphFile, manifest);
        return new PowerReport(
            [.. PowerResult.ReadCurve(curve).Select(test => (test.Test, (IReadOnlyList<PowerPoint>)[.. test.Curve.Select(PowerPoint.Of)]))],
            Encoding.UTF8.GetString(paragraph)
        );
    }

    private static JsonNode Manifest(string file)
    {
        if (!File.Exists(file))
        {
            throw new ArgumentException($"There is no {file}; pawlatency power writes it when it is done.");
        }

        try
        {
            return JsonNode.Parse(File.ReadAllBytes(file)) as JsonObject ?? throw new JsonException("It is no object.");
        }
        catch (JsonException fault)
        {
            throw new ArgumentException($"{file} is damaged: {fault.Message}");
        }
    }

    private static byte[] Output(string path, string name, JsonNode manifest)
    {
        string file = Path.Combine(path, name);
        byte[] bytes = File.Exists(file)
            ? File.ReadAllBytes(file)
            : throw new ArgumentException($"There is no {file}; pawlatency power writes it.");
        return $"{(manifest["outputs"] as JsonObject)?[name]}" == RunManifest.Hash(bytes)
            ? bytes
            : throw new ArgumentException(
                $"{file} was changed after pawlatency power wrote it; its hash in {PowerResult.ManifestFile} is another."
            );
    }
}
