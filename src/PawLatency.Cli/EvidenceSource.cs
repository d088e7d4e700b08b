using System.Security.Cryptography;
using PawLatency.Evidence;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>Findings and a digest of the files they were read from; null for those of the library.</summary>
internal sealed record EvidenceSource(IReadOnlyList<Finding> Findings, string? Digest)
{
    /// <summary>Reads files and folders, and reports all errors together.</summary>
    /// <param name="paths">The files and folders; none for the library's evidence.</param>
    public static EvidenceSource Open(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
        {
            return new EvidenceSource(Finding.All, null);
        }

        var findings = new List<Finding>();
        var faults = new List<Fault>();
        string[] files = [.. paths.SelectMany(Files)];
        foreach (string file in files)
        {
            try
            {
                var finding = Finding.Load(file);
                if (findings.FirstOrDefault(other => other.Id == finding.Id) is { } other)
                {
                    faults.Add(new Fault(file, 1, 1, $"{finding.Id} is already used in {other.File}; ids must be unique."));
                }

                findings.Add(finding);
            }
            catch (InputException fault)
            {
                faults.AddRange(fault.Faults);
            }
        }

        return faults.Count == 0 ? new EvidenceSource(findings, Of(files.Select(File.ReadAllBytes))) : throw new InputException(faults);
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

        string[] files =
        [
            .. Directory.EnumerateFiles(path).Where(file => Path.GetExtension(file) is ".yaml" or ".yml").Order(StringComparer.Ordinal),
        ];
        return files.Length > 0 ? files : throw new ArgumentException($"There is no evidence file (.yaml) in {path}.");
    }

    private static string Of(IEnumerable<byte[]> files) =>
        Convert.ToHexStringLower(SHA256.HashData([.. files.SelectMany(bytes => SHA256.HashData(bytes))]));
}
