using System.Globalization;
using PawLatency.Power;

namespace PawLatency.Cli;

/// <summary>Progress of a power run on standard error: a bar on a terminal, or a line for each tenth of the work in a
/// log.</summary>
internal static class PowerDisplay
{
    /// <summary>Runs a design.</summary>
    /// <param name="design">The design.</param>
    /// <param name="checkpoint">Where it begins; empty for the beginning.</param>
    /// <param name="options">Threads.</param>
    /// <param name="save">Told each checkpoint.</param>
    public static PowerResult Run(
        PowerDesign design,
        ReadOnlyMemory<byte> checkpoint,
        RunOptions options,
        Action<ReadOnlyMemory<byte>>? save = null
    )
    {
        long start = TimeProvider.System.GetTimestamp();
        int? begin = null;
        return ProgressDisplay.Show(
            "replicates",
            true,
            display =>
                design.Resume(
                    checkpoint,
                    options,
                    progress =>
                    {
                        if (begin is not { } first)
                        {
                            begin = progress.Step;
                            return;
                        }

                        save?.Invoke(progress.Checkpoint);
                        display?.Report((double)progress.Step / progress.Steps);
                        Tell(progress, first, TimeProvider.System.GetElapsedTime(start));
                    }
                )
        );
    }

    private static void Tell(StepProgress progress, int begin, TimeSpan elapsed)
    {
        (int block, int blocks) = (progress.Step, progress.Steps);
        if (Console.IsErrorRedirected && block * 10 / blocks > (block - 1) * 10 / blocks)
        {
            double left = elapsed.TotalSeconds * (blocks - block) / (block - begin);
            Console.Error.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{100.0 * block / blocks:0} % done, {progress.Found}, about {Math.Ceiling(left):0} s left"
                )
            );
        }
    }
}
