using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PawLatency.Text;

/// <summary>The state of long work as a file, from which the work resumes. It carries the version of its format and a checksum.</summary>
internal static class CheckpointFile
{
    public const string Name = "checkpoint.json";

    private const int Version = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        NewLine = "\n",
        WriteIndented = false,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static byte[] Write<T>(T state)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(state, Json);
        return [.. Encoding.UTF8.GetBytes($$"""{"version":{{Version}},"checksum":"{{Checksum(body)}}","state":"""), .. body, .. "}\n"u8];
    }

    /// <summary>Reads a state.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <exception cref="ArgumentException">It is not a checkpoint, is of another version, or was cut or edited.</exception>
    public static T Read<T>(string file, byte[] bytes)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            if (
                root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("version", out JsonElement version)
                && version.TryGetInt32(out int number)
                && root.TryGetProperty("checksum", out JsonElement checksum)
                && root.TryGetProperty("state", out JsonElement state)
            )
            {
                Check(file, number, checksum, Encoding.UTF8.GetBytes(state.GetRawText()));
                return state.Deserialize<T>(Json) ?? throw NoCheckpoint(file);
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw NoCheckpoint(file);
        }

        throw NoCheckpoint(file);
    }

    private static void Check(string file, int version, JsonElement checksum, byte[] state)
    {
        if (version != Version)
        {
            throw new ArgumentException(
                $"{file} is a checkpoint of format {version}, and this program reads {Version}; use --force to start again."
            );
        }

        if (checksum.GetString() != Checksum(state))
        {
            throw new ArgumentException($"{file} was edited after it was written: its checksum differs; use --force to start again.");
        }
    }

    private static ArgumentException NoCheckpoint(string file) => new($"{file} is not a valid checkpoint; use --force to start again.");

    private static string Checksum(byte[] state) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(state));
}
