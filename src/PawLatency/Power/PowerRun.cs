using PawLatency.Numerics;

namespace PawLatency.Power;

/// <summary>Runs a power design in blocks of replicates, so that it can be stopped and taken up again.</summary>
internal static class PowerRun
{
    /// <summary>The days whose information is measured: those that leave another of their kind.</summary>
    public static double[] DaysToLeaveOut(PowerDesign design) =>
        [.. design.BaselineDays.Count > 1 ? design.BaselineDays : [], .. design.Days.Count > 1 ? design.Days : []];

    /// <summary>Number of blocks.</summary>
    public static int Blocks(PowerDesign design) => BlocksOfCurve(design) * (DaysToLeaveOut(design).Length > 0 ? 2 : 1);

    /// <summary>Runs the blocks that are left.</summary>
    /// <param name="design">The design.</param>
    /// <param name="state">Where to begin.</param>
    /// <param name="options">Threads and tolerances.</param>
    /// <param name="save">Told the state after each block.</param>
    /// <returns>The state in the end; stopped where most replicates of a block failed.</returns>
    public static PowerState Run(PowerDesign design, PowerState state, RunOptions options, Action<PowerState>? save = null)
    {
        while (state.Block < Blocks(design))
        {
            int[] numbers = Numbers(design, state.Block);
            PowerState next =
                state.Block < BlocksOfCurve(design) ? Curve(design, state, numbers, options) : Days(design, state, numbers, options);
            if (next.Failures.Count - state.Failures.Count > numbers.Length / 2)
            {
                return next with { Stopped = true };
            }

            state = next with { Block = state.Block + 1 };
            save?.Invoke(state);
        }

        return state;
    }

    /// <summary>The number of rats at which the days are weighed: the fewest with a power of 80 %, or else the most.</summary>
    public static int SizeForDays(PowerDesign design, PowerState state, int test)
    {
        int done = design.Replicates - state.Failures.Count,
            found = Array.FindIndex(
                design.Sizes,
                size => state.Counts[test * design.Sizes.Length + size - design.From].Found >= 0.8 * done
            );
        return found < 0 ? design.To : design.Sizes[found];
    }

    private static int BlocksOfCurve(PowerDesign design) => (design.Replicates + design.BlockSize - 1) / design.BlockSize;

    private static int[] Numbers(PowerDesign design, int block)
    {
        int first = block % BlocksOfCurve(design) * design.BlockSize;
        return [.. Enumerable.Range(first + 1, Math.Min(design.BlockSize, design.Replicates - first))];
    }

    private static PowerState Curve(PowerDesign design, PowerState state, int[] numbers, RunOptions options)
    {
        int[] sizes = design.Sizes;
        var verdicts = new (Verdict With, Verdict Without)[numbers.Length][];
        string[] failures = new string[numbers.Length];
        InParallel.For(
            numbers.Length,
            options.Threads,
            null,
            index =>
            {
                try
                {
                    var replicate = new PowerReplicate(design, numbers[index], design.To, true, options.Control);
                    verdicts[index] =
                    [
                        .. design.Tests.SelectMany(test =>
                            sizes.Select(size => (replicate.Decide(test, size), replicate.Decide(test, size, true)))
                        ),
                    ];
                }
                catch (SolveException fault)
                {
                    failures[index] = fault.Message;
                }
            },
            options.CancellationToken
        );
        PowerCount[] counts = [.. state.Counts];
        foreach ((Verdict With, Verdict Without)[] replicate in verdicts.Where(replicate => replicate is not null))
        {
            counts = [.. counts.Zip(replicate, (count, verdict) => count.And(verdict.With, verdict.Without))];
        }

        return state with
        {
            Counts = counts,
            Failures = [.. state.Failures, .. numbers.Where((_, index) => failures[index] is not null)],
            FirstFailure =
                state.FirstFailure.Length > 0 ? state.FirstFailure : failures.FirstOrDefault(failure => failure is not null) ?? "",
        };
    }

    // The same replicates again, with as many rats as are needed: what a day is worth is seen rat by rat.
    private static PowerState Days(PowerDesign design, PowerState state, int[] numbers, RunOptions options)
    {
        double[] days = DaysToLeaveOut(design);
        int[] rats = [.. design.Tests.Select((_, test) => SizeForDays(design, state, test))];
        var verdicts = new (Verdict With, Verdict Without)[numbers.Length][];
        InParallel.For(
            numbers.Length,
            options.Threads,
            null,
            index =>
            {
                if (!state.Failures.Contains(numbers[index]))
                {
                    var replicate = new PowerReplicate(design, numbers[index], rats.Max(), false, options.Control);
                    verdicts[index] =
                    [
                        .. design.Tests.SelectMany(
                            (test, at) =>
                            {
                                Verdict with = replicate.Decide(test, rats[at]);
                                return days.Select(day => (with, replicate.Decide(test, rats[at], leftOut: day)));
                            }
                        ),
                    ];
                }
            },
            options.CancellationToken
        );
        return state with
        {
            Days = verdicts
                .Where(replicate => replicate is not null)
                .Aggregate(
                    state.Days,
                    (counts, replicate) => [.. counts.Zip(replicate, (count, verdict) => count.And(verdict.With, verdict.Without))]
                ),
        };
    }
}
