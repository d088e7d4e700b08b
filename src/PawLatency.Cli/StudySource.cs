using PawLatency.Files;

namespace PawLatency.Cli;

/// <summary>A study and where it came from: a file, or the library.</summary>
internal sealed record StudySource(string Name, string FileName, byte[] Bytes, Study Study)
{
    public static StudySource Open(string? nameOrPath)
    {
        string name = nameOrPath ?? "reference";
        bool isFile = name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || File.Exists(name);
        if (!isFile)
        {
            Study named = StudyFile.Named(name);
            byte[] embedded = EmbeddedData.Bytes($"studies/{name.ToLowerInvariant()}.yaml");
            return new StudySource(name.ToLowerInvariant(), $"{name.ToLowerInvariant()}.yaml", embedded, named);
        }

        if (!File.Exists(name))
        {
            throw new ArgumentException($"There is no file {name}. Studies of the library: {string.Join(", ", StudyFile.Names)}.");
        }

        byte[] bytes = File.ReadAllBytes(name);
        return new StudySource(Path.GetFileNameWithoutExtension(name), Path.GetFileName(name), bytes, StudyFile.Parse(name, bytes));
    }
}
