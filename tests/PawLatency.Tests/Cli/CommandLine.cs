using System.Diagnostics;
using NUnit.Framework;

namespace PawLatency.Tests.Cli;

/// <summary>What a run of the real command line gave.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Everything it printed, for messages of failed tests.</summary>
    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Error}";
}

/// <summary>Starts the command line as a process of its own, as a user does: PawLatency.Cli.dll lies beside the tests.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static CommandResult Run(string folder, params string[] args) => Run(folder, "C.UTF-8", args);

    /// <summary>Runs it in an empty folder: it says what is wrong, without a trace of the program, and writes nothing.</summary>
    public static void AssertRefused(string message, params string[] args)
    {
        using var folder = new TemporaryFolder();
        CommandResult result = Run(folder.Path, args);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain(message).And.Not.Contain("   at ").And.Not.Contain("Parameter '"));
        Assert.That(folder.Files, Is.Empty);
    }

    /// <summary>Runs it under the locale a user's shell would set.</summary>
    public static CommandResult Run(string folder, string locale, string[] args)
    {
        // The SDK names the dotnet that runs the tests; elsewhere the one on the path is used.
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        var start = new ProcessStartInfo(host, [Path.Combine(AppContext.BaseDirectory, "PawLatency.Cli.dll"), .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        (start.Environment["LANG"], start.Environment["LC_ALL"]) = (locale, locale);
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return End(process, $"pawlatency {string.Join(' ', args)}");
    }

    /// <summary>Waits for the end of a process; one that does not end is ended, and named.</summary>
    public static CommandResult End(Process process, string line)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(),
            error = process.StandardError.ReadToEndAsync();
        // What the process has started may hold its streams open after its end.
        if (!process.WaitForExit(Limit) || !Task.WaitAll([output, error], Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{line} took longer than {Limit.TotalMinutes} min.");
        }

        return new CommandResult(process.ExitCode, output.Result, error.Result);
    }
}

/// <summary>An empty folder of its own, deleted in the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pawlatency-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public IEnumerable<string> Files =>
        Directory
            .EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
