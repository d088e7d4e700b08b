using Spectre.Console;

namespace PawLatency.Cli;

/// <summary>Progress of a calibration on standard error: bars on a terminal, or a line for each step in a log.</summary>
internal sealed class CalibrationDisplay : IDisposable
{
    private readonly TaskCompletionSource _finished = new();
    private readonly List<(string Stage, ProgressTask Bar)> _bars = [];
    private readonly Task? _display;

    public CalibrationDisplay(IReadOnlyList<(string Stage, int Steps)> stages)
    {
        if (Console.IsErrorRedirected)
        {
            return;
        }

        using var ready = new ManualResetEventSlim();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(MessageWriter.Terminal) });
        _display = console
            .Progress()
            .StartAsync(async context =>
            {
                _bars.AddRange(stages.Select(stage => (stage.Stage, context.AddTask(stage.Stage, maxValue: stage.Steps))));
                ready.Set();
                await _finished.Task.ConfigureAwait(false);
            });
        ready.Wait();
    }

    public void Report(StepProgress progress)
    {
        bool isReached = false;
        foreach ((string stage, ProgressTask bar) in _bars)
        {
            bar.Value =
                stage == progress.Stage ? progress.Step
                : isReached ? 0
                : bar.MaxValue;
            bar.Description = $"{stage}, {progress.Found}";
            isReached |= stage == progress.Stage;
        }

        if (_display is null)
        {
            Console.Error.WriteLine(
                progress.Stage is null
                    ? $"done, {progress.Found}"
                    : $"{progress.Stage} {progress.Step} of {progress.Steps}, {progress.Found}"
            );
        }
    }

    public void Dispose()
    {
        _finished.TrySetResult();
        _display?.Wait();
    }
}
