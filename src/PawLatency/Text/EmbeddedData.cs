using System.Reflection;

namespace PawLatency.Text;

/// <summary>Files of the data folder, embedded in the library.</summary>
internal static class EmbeddedData
{
    private const string Root = "data/";

    /// <summary>Names of the YAML files in a folder, without folder and extension, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names(string folder) =>
        [
            .. Assembly
                .GetManifestResourceNames()
                .Where(name =>
                    name.StartsWith($"{Root}{folder}/", StringComparison.Ordinal) && name.EndsWith(".yaml", StringComparison.Ordinal)
                )
                .Select(name => name[(Root.Length + folder.Length + 1)..^5])
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Whether a file exists.</summary>
    public static bool Exists(string path) => Assembly.GetManifestResourceInfo(Root + path) is not null;

    public static byte[] Bytes(string path)
    {
        using Stream stream =
            Assembly.GetManifestResourceStream(Root + path)
            ?? throw new ArgumentException($"The library has no file {Root}{path}.", nameof(path));
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static T Read<T>(string path, Func<KeyReader, T> read) => KeyReader.Read(Root + path, Bytes(path), read);

    private static Assembly Assembly => typeof(EmbeddedData).Assembly;
}
