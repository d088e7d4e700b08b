using System.Diagnostics;

namespace PawLatency.Tests.Cli;

/// <summary>The command line under what a shell can do to it: limits, closed streams, signals.</summary>
internal static class Shell
{
    /// <summary>The command line as words of a shell.</summary>
    public static string Tool =>
        $"'{(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet")}' "
        + $"'{Path.Combine(AppContext.BaseDirectory, "PawLatency.Cli.dll")}'";

    /// <summary>Starts a line of a shell in a folder; <c>exec</c> as its last command makes the process the command itself.</summary>
    public static Process Start(string folder, string line)
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", line])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>Runs a line of a shell to its end.</summary>
    public static CommandResult Run(string folder, string line)
    {
        using Process process = Start(folder, line);
        return End(process);
    }

    /// <summary>Waits for the end of a process.</summary>
    public static CommandResult End(Process process) => CommandLine.End(process, string.Join(' ', process.StartInfo.ArgumentList));

    /// <summary>Sends a signal, for example INT.</summary>
    public static void Signal(Process process, string signal)
    {
        using Process kill = Process.Start("/bin/kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }
}
