using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>Folder for results. Nothing is overwritten without --force, and files are written completely or not at all.</summary>
internal sealed class OutputFolder(string path)
{
    private const string CheckpointName = "checkpoint.json";

    public string Path => path;

    /// <summary>Refuses to overwrite an input file, even with --force.</summary>
    /// <param name="option">The option that names the file to write.</param>
    /// <param name="target">The file to write, or null.</param>
    /// <param name="inputs">Input files or folders, or null.</param>
    public static void RefuseInput(string option, string? target, params IEnumerable<string?> inputs)
    {
        IEnumerable<string> files = inputs
            .OfType<string>()
            .SelectMany(input => Directory.Exists(input) ? Directory.EnumerateFiles(input) : [input])
            .Where(File.Exists);
        if (File.Exists(target) && files.Select(Real).Contains(Real(target)))
        {
            throw new ArgumentException($"{target} is an input file; give another file with {option}.");
        }
    }

    // Resolves links.
    private static string Real(string file) =>
        System.IO.Path.GetFullPath(File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file);

    /// <summary>Refuses to start if a result file exists.</summary>
    public void RefuseExisting(IReadOnlyList<string> names, bool force)
    {
        string? above = path.Length == 0 ? null : System.IO.Path.GetFullPath(path);
        while (above is not null && !Directory.Exists(above) && !File.Exists(above))
        {
            above = System.IO.Path.GetDirectoryName(above);
        }

        if (above is null || File.Exists(above))
        {
            throw new ArgumentException(
                $"\"{path}\" is not a folder{(above is null ? "" : $": {System.IO.Path.GetRelativePath(".", above)} is a file")}; "
                    + $"--out names another."
            );
        }

        if (names.FirstOrDefault(name => Directory.Exists(System.IO.Path.Combine(path, name))) is { } taken)
        {
            throw new ArgumentException(
                $"{System.IO.Path.Combine(path, taken)} is a folder, but a file of this name must be written; give another folder "
                    + $"with --out."
            );
        }

        new FileSet(path).Recover();
        string[] existing = [.. names.Where(name => File.Exists(System.IO.Path.Combine(path, name)))];
        if (existing.Length > 0 && !force)
        {
            throw new ArgumentException(
                $"{path} already contains {string.Join(", ", existing)}; use --force to overwrite or --out for another folder."
            );
        }
    }

    /// <summary>The checkpoint to resume from; empty where the work begins. Anything else that lies there is refused before any work is
    /// done, unless forced.</summary>
    /// <param name="results">Names of the files that the work writes in the end.</param>
    /// <param name="force">Whether to start again where a checkpoint of other arguments lies.</param>
    /// <param name="check">Refuses a checkpoint of other arguments.</param>
    public byte[] Resume(IReadOnlyList<string> results, bool force, CheckpointCheck check)
    {
        new FileSet(path).Recover();
        string checkpoint = System.IO.Path.Combine(path, CheckpointName);
        if (!File.Exists(checkpoint))
        {
            RefuseExisting(results, force);
            return [];
        }

        byte[] bytes = File.ReadAllBytes(checkpoint);
        try
        {
            check(checkpoint, bytes);
            return bytes;
        }
        catch (ArgumentException) when (force)
        {
            return [];
        }
    }

    public void WriteCheckpoint(ReadOnlyMemory<byte> checkpoint) => Write([(CheckpointName, checkpoint.ToArray())]);

    public void Write(IReadOnlyList<(string Name, byte[] Bytes)> files) => new FileSet(path).Write(files);
}

/// <summary>Refuses a checkpoint that is damaged or of other arguments.</summary>
internal delegate void CheckpointCheck(string file, ReadOnlySpan<byte> checkpoint);
