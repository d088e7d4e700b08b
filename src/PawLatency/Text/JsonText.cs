using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PawLatency.Text;

/// <summary>Format of all JSON files: indented, line feeds, no escapes for non-ASCII letters.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(JsonNode node) => node.ToJsonString(Format) + "\n";
}
