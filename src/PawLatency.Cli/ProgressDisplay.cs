using Spectre.Console;

namespace PawLatency.Cli;

/// <summary>A bar on standard error while something long goes on.</summary>
internal static class ProgressDisplay
{
    /// <summary>Does the work, with a bar where it is seen and where there is something to wait for.</summary>
    /// <param name="what">What is counted.</param>
    /// <param name="isLong">Whether the work takes more than about a second.</param>
    /// <param name="work">The work; it tells the share that is done.</param>
    public static T Show<T>(string what, bool isLong, Func<IProgress<double>?, T> work)
    {
        if (Console.IsErrorRedirected || !isLong)
        {
            return work(null);
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(MessageWriter.Terminal) });
        return console.Progress().HideCompleted(true).Start(context => work(new Bar(context.AddTask(what, maxValue: 1))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = Math.Max(task.Value, value);
    }
}
