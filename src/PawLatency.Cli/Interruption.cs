using System.CommandLine;
using System.Runtime.InteropServices;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>What Ctrl+C does, and a request to end: what is being written is written to its end, a sentence says what is left, and the
/// process ends.</summary>
internal static class Interruption
{
    // What a shell gives a process that a signal ended: 128 and the number of the signal.
    private const int ByInterrupt = 130,
        ByTermination = 143;

    /// <summary>Heeds the signals while a verb does its work. The page ends by itself.</summary>
    public static IDisposable Heed(ParseResult parsed)
    {
        string verb = parsed.CommandResult.Command.Name;
        return verb == "explore"
            ? new Registrations()
            : new Registrations(
                PosixSignalRegistration.Create(PosixSignal.SIGINT, context => End(context, verb, ByInterrupt)),
                PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => End(context, verb, ByTermination))
            );
    }

    private static void End(PosixSignalContext context, string verb, int exitCode)
    {
        context.Cancel = true;
        lock (FileSet.InProgress)
        {
            Console.Error.WriteLine(
                verb is "power" or "calibrate"
                    ? "Stopped. The same command resumes from the checkpoint in its folder."
                    : "Stopped. Nothing is written that was not finished before."
            );
            Environment.Exit(exitCode);
        }
    }

    private sealed class Registrations(params PosixSignalRegistration[] all) : IDisposable
    {
        public void Dispose() => Array.ForEach(all, one => one.Dispose());
    }
}
