using System.Text.Json;
using System.Text.Json.Serialization;

namespace PawLatency.Text;

/// <summary>Saves the state of a long computation, so that it can be resumed.</summary>
internal static class CheckpointFile
{
    public const string Name = "checkpoint.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        NewLine = "\n",
        WriteIndented = false,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static byte[] Write<T>(T state) => [.. JsonSerializer.SerializeToUtf8Bytes(state, Json), (byte)'\n'];

    /// <summary>Reads a state; null if the bytes are not valid.</summary>
    public static T? Read<T>(byte[] bytes)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
