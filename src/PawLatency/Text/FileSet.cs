namespace PawLatency.Text;

/// <summary>Files of one folder that are written together: after a crash at any moment the old set is there, or the new one, never a
/// mixture.</summary>
/// <remarks>
/// The new files are written into a folder beside the old ones and flushed to the disk. Renaming that folder is the decision: until then
/// the old set is untouched, from then on every use of the folder finishes the move. The old files go before the first new one comes, the
/// manifest first; the new manifest comes last. So a manifest is never beside files of another set. A single file is renamed over the old.
/// </remarks>
/// <param name="folder">The folder.</param>
/// <param name="before">Told of each step on the disk before it is taken; null for nobody. Tests let steps fail by it.</param>
public sealed class FileSet(string folder, Action<string>? before = null)
{
    private const string Beside = ".pawlatency.partial",
        Decided = ".pawlatency.ready",
        LockName = ".pawlatency.lock";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Held while files are written: who wants to end the process takes it first.</summary>
    public static Lock InProgress { get; } = new();

    /// <summary>Writes one file in this way, through links; a device or a pipe is written to directly.</summary>
    /// <param name="path">The file, written over if it exists; its folder must exist.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <exception cref="IOException">Its folder is missing, or it cannot be written.</exception>
    public static void Write(string path, byte[] bytes)
    {
        if (path.StartsWith("/dev/", StringComparison.Ordinal))
        {
            File.WriteAllBytes(path, bytes);
            return;
        }

        string file = Path.GetFullPath(File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path);
        if (Directory.Exists(file))
        {
            throw new IOException($"{path} is a folder, and a file of this name would be written.");
        }

        string folder = Path.GetDirectoryName(file)!;
        // A folder is made for a set of results only: a single file into a missing folder is a slip of the keyboard.
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder {Path.GetRelativePath(".", folder)} to write {path} into.");
        }

        new FileSet(folder).Write([(Path.GetFileName(file), bytes)]);
    }

    /// <summary>Writes the files, in place of those of the same names.</summary>
    /// <param name="files">Names without folders, and bytes; the manifest is the last.</param>
    /// <exception cref="IOException">They cannot be written; the old set is as it was, unless the message says otherwise.</exception>
    public void Write(IReadOnlyList<(string Name, byte[] Bytes)> files)
    {
        lock (InProgress)
        {
            string? made = Make();
            try
            {
                using FileStream held = Hold();
                Finish();
                Stage(files);
                Move(files);
            }
            catch (Exception fault) when (IsOfTheDisk(fault))
            {
                Unmake(made);
                throw;
            }
        }
    }

    /// <summary>Finishes or clears away what a killed process left; does nothing where nothing is left.</summary>
    public void Recover()
    {
        if (!Directory.Exists(At(Beside)) && !Directory.Exists(At(Decided)))
        {
            return;
        }

        lock (InProgress)
        {
            using FileStream held = Hold();
            Finish();
        }
    }

    private string At(string name) => Path.Combine(folder, name);

    private void Step(string what) => before?.Invoke(what);

    private void Stage(IReadOnlyList<(string Name, byte[] Bytes)> files)
    {
        try
        {
            Step("begin");
            Directory.CreateDirectory(At(Beside));
            foreach (((string name, byte[] bytes), int place) in files.Select((file, place) => (file, place)))
            {
                Step($"write {name}");
                using var stream = new FileStream(Path.Combine(At(Beside), $"{place:D3}-{name}"), FileMode.CreateNew, FileAccess.Write);
                stream.Write(bytes);
                Step($"flush {name}");
                stream.Flush(flushToDisk: true);
            }
        }
        catch (Exception fault) when (IsOfTheDisk(fault))
        {
            Clear();
            throw;
        }
    }

    private void Move(IReadOnlyList<(string Name, byte[] Bytes)> files)
    {
        try
        {
            if (files.Count == 1)
            {
                Step($"rename {files[0].Name}");
                File.Move(Path.Combine(At(Beside), $"000-{files[0].Name}"), At(files[0].Name), overwrite: true);
                Finish();
                return;
            }

            Step("decide");
            Directory.Move(At(Beside), At(Decided));
        }
        catch (Exception fault) when (IsOfTheDisk(fault))
        {
            Clear();
            throw;
        }

        try
        {
            Finish();
        }
        catch (Exception fault) when (IsOfTheDisk(fault))
        {
            throw new IOException(
                $"{fault.Message.TrimEnd('.')}. The new results are whole in {At(Decided)}; "
                    + $"the next pawlatency that uses {folder} moves them.",
                fault
            );
        }
    }

    // Safe to be repeated from any point at which it was cut off.
    private void Finish()
    {
        if (Directory.Exists(At(Decided)))
        {
            string[] files = [.. Directory.EnumerateFiles(At(Decided)).Order(StringComparer.Ordinal)];
            foreach (string file in files.Reverse())
            {
                Step($"delete {Named(file)}");
                File.Delete(At(Named(file)));
            }

            foreach (string file in files)
            {
                Step($"rename {Named(file)}");
                File.Move(file, At(Named(file)));
            }

            Step("end");
            Directory.Delete(At(Decided));
        }

        Step("clear");
        Clear();
    }

    private void Clear()
    {
        if (Directory.Exists(At(Beside)))
        {
            Directory.Delete(At(Beside), recursive: true);
        }
    }

    // A file that grows over a limit of the system is reported as an argument out of range.
    private static bool IsOfTheDisk(Exception fault) => fault is IOException or UnauthorizedAccessException or ArgumentException;

    // Without the number that keeps the order.
    private static string Named(string file) => Path.GetFileName(file)[4..];

    // Only one process writes into a folder at a time. The system lets go of the lock of a process that is killed.
    private FileStream Hold()
    {
        Step("lock");
        for (long begin = Environment.TickCount64; ; Thread.Sleep(20))
        {
            try
            {
                return new FileStream(
                    At(LockName),
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None,
                    1,
                    FileOptions.DeleteOnClose
                );
            }
            catch (IOException fault) when (File.Exists(At(LockName)))
            {
                if (Environment.TickCount64 - begin > LongestWait.TotalMilliseconds)
                {
                    throw new IOException($"Another pawlatency is writing into {folder}; nothing was written.", fault);
                }
            }
        }
    }

    // Makes the folder and says which was the highest that was missing.
    private string? Make()
    {
        string? made = null;
        for (string? above = Path.GetFullPath(folder); above is not null && !Directory.Exists(above); above = Path.GetDirectoryName(above))
        {
            made = above;
        }

        Directory.CreateDirectory(folder);
        return made;
    }

    private void Unmake(string? made)
    {
        for (string? empty = made is null ? null : Path.GetFullPath(folder); empty is not null; empty = Path.GetDirectoryName(empty))
        {
            if (Directory.EnumerateFileSystemEntries(empty).Any())
            {
                return;
            }

            Directory.Delete(empty);
            if (empty == made)
            {
                return;
            }
        }
    }
}
