namespace PawLatency.Cli;

/// <summary>A folder results go to: nothing is written over unasked, and a file is either there whole or not at all.</summary>
internal sealed class OutputFolder(string path)
{
    public string Path => path;

    /// <summary>Refuses to go on where a file exists, before any work is done.</summary>
    public void RefuseExisting(IReadOnlyList<string> names, bool force)
    {
        string[] existing = [.. names.Where(name => File.Exists(System.IO.Path.Combine(path, name)))];
        if (existing.Length > 0 && !force)
        {
            throw new ArgumentException($"{path} already holds {string.Join(", ", existing)}; --force writes over them, --out names another folder.");
        }
    }

    public void Write(IReadOnlyList<(string Name, byte[] Bytes)> files)
    {
        Directory.CreateDirectory(path);
        foreach ((string name, byte[] bytes) in files)
        {
            string target = System.IO.Path.Combine(path, name), partial = target + ".partial";
            File.WriteAllBytes(partial, bytes);
            File.Move(partial, target, overwrite: true);
        }
    }
}
