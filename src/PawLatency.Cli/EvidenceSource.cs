using PawLatency.Evidence;
using PawLatency.Files;

namespace PawLatency.Cli;

/// <summary>The findings a user names: files, or folders of files.</summary>
internal static class EvidenceSource
{
    /// <summary>Reads them, all of them before the first fault is told.</summary>
    public static IReadOnlyList<Finding> Open(IReadOnlyList<string> paths)
    {
        var findings = new List<Finding>();
        var faults = new List<Fault>();
        foreach (string file in paths.SelectMany(Files))
        {
            try
            {
                findings.Add(Finding.Load(file));
            }
            catch (InputException fault)
            {
                faults.AddRange(fault.Faults);
            }
        }

        return faults.Count == 0 ? findings : throw new InputException(faults);
    }

    private static IReadOnlyList<string> Files(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            throw new ArgumentException($"There is no file or folder {path}.");
        }

        string[] files = [.. Directory.EnumerateFiles(path).Where(file => Path.GetExtension(file) is ".yaml" or ".yml").Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new ArgumentException($"There is no evidence file (.yaml) in {path}.");
    }
}
