using System.Globalization;
using PawLatency.Evidence.Calibration;
using Spectre.Console;

namespace PawLatency.Cli;

/// <summary>Progress of a calibration on standard error: a bar for each stage in a terminal, otherwise a line for each step.</summary>
internal sealed class CalibrationProgress : IDisposable
{
    private static readonly CalibrationStage[] Stages =
    [
        CalibrationStage.Search,
        CalibrationStage.Local,
        CalibrationStage.Sampling,
        CalibrationStage.Centre,
    ];

    private readonly Calibration _calibration;
    private readonly TaskCompletionSource _finished = new();
    private readonly Dictionary<CalibrationStage, ProgressTask> _bars = [];
    private readonly Task? _display;

    public CalibrationProgress(Calibration calibration)
    {
        _calibration = calibration;
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
                foreach (CalibrationStage stage in Stages.Where(stage => calibration.Steps(stage) > 0))
                {
                    _bars[stage] = context.AddTask(Word(stage), maxValue: calibration.Steps(stage));
                }

                ready.Set();
                await _finished.Task.ConfigureAwait(false);
            });
        ready.Wait();
    }

    public void Report(CalibrationState state)
    {
        foreach ((CalibrationStage stage, ProgressTask bar) in _bars)
        {
            bar.Value =
                stage < state.Stage ? bar.MaxValue
                : stage == state.Stage ? state.Step
                : 0;
            bar.Description = $"{Word(stage)}, {Found(state)}";
        }

        if (_display is null)
        {
            Console.Error.WriteLine(
                state.Stage == CalibrationStage.Done
                    ? $"done, {Found(state)}"
                    : $"{Word(state.Stage)} {state.Step} of {_calibration.Steps(state.Stage)}, {Found(state)}"
            );
        }
    }

    public void Dispose()
    {
        _finished.TrySetResult();
        _display?.Wait();
    }

    private static string Word(CalibrationStage stage) =>
        stage switch
        {
            CalibrationStage.Search => "global search",
            CalibrationStage.Local => "local search",
            CalibrationStage.Sampling => "plausible sets",
            _ => "best set in range",
        };

    private string Found(CalibrationState state)
    {
        (double rHat, double draws) = _calibration.Worst(state);
        string cost = state.Best.Length == 0 ? "no cost yet" : string.Create(CultureInfo.InvariantCulture, $"cost {state.BestCost:0.###}");
        return double.IsFinite(rHat)
            ? string.Create(CultureInfo.InvariantCulture, $"{cost}, largest R-hat {rHat:0.000}, {draws:0} effective draws")
            : cost;
    }
}
