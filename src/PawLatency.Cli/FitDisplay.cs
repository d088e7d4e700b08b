using PawLatency.Fitting;

namespace PawLatency.Cli;

/// <summary>Progress of a fit on standard error: a bar on a terminal, or a line for each stage in a log.</summary>
internal static class FitDisplay
{
    /// <summary>Runs a fit.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="checkpoint">Where it begins; empty for the beginning.</param>
    /// <param name="options">Threads.</param>
    /// <param name="save">Told each checkpoint.</param>
    public static FitResult Run(FitPlan plan, ReadOnlyMemory<byte> checkpoint, RunOptions options, Action<ReadOnlyMemory<byte>> save) =>
        ProgressDisplay.Show(
            "fit",
            true,
            display =>
            {
                StepProgress? before = null;
                return Fit.Run(
                    plan,
                    options,
                    checkpoint,
                    progress =>
                    {
                        // What it begins with is in the folder already, or nothing yet.
                        if (before is not null)
                        {
                            save(progress.Checkpoint);
                        }

                        display?.Report((double)progress.Step / progress.Steps);
                        Tell(before, progress);
                        before = progress;
                    }
                );
            }
        );

    private static void Tell(StepProgress? before, StepProgress progress)
    {
        if (Console.IsErrorRedirected && progress.Stage is { } stage && stage != before?.Stage)
        {
            Console.Error.WriteLine(
                $"{stage}: step {progress.Step + 1} of {progress.Steps}{(progress.Found.Length > 0 ? ", " : "")}{progress.Found}"
            );
        }
    }
}
