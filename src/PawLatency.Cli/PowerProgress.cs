using System.Globalization;
using PawLatency.Power;

namespace PawLatency.Cli;

/// <summary>Progress of a power run on standard error: a bar with the time left where it is seen, a line for each tenth
/// elsewhere.</summary>
internal static class PowerProgress
{
    /// <summary>Does the work.</summary>
    /// <param name="design">The design.</param>
    /// <param name="begin">Where it begins.</param>
    /// <param name="work">The work; it tells the state after each block.</param>
    public static PowerState Show(PowerDesign design, PowerState begin, Func<Action<PowerState>, PowerState> work)
    {
        int blocks = PowerRun.Blocks(design);
        long start = TimeProvider.System.GetTimestamp();
        return ProgressDisplay.Show(
            "replicates",
            begin.Block < blocks,
            progress =>
                work(state =>
                {
                    progress?.Report((double)state.Block / blocks);
                    if (Console.IsErrorRedirected && state.Block * 10 / blocks > (state.Block - 1) * 10 / blocks)
                    {
                        double left =
                            TimeProvider.System.GetElapsedTime(start).TotalSeconds * (blocks - state.Block) / (state.Block - begin.Block);
                        Console.Error.WriteLine(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{100.0 * state.Block / blocks:0} % done, {state.Failures.Count} "
                                    + $"replicates failed, about {Math.Ceiling(left):0} s left"
                            )
                        );
                    }
                })
        );
    }
}
