namespace PawLatency.Power;

/// <summary>Experiments of one test and number of rats that found the effect, with and without one, and those that did not allow the
/// test.</summary>
internal sealed record PowerCount(int Found, int FoundWithoutEffect, int Undecided)
{
    public PowerCount And(Verdict with, Verdict without) =>
        new(
            Found + (with == Verdict.Found ? 1 : 0),
            FoundWithoutEffect + (without == Verdict.Found ? 1 : 0),
            Undecided + (with == Verdict.Undecided ? 1 : 0) + (without == Verdict.Undecided ? 1 : 0)
        );
}

/// <summary>Experiments that found the effect only with a day (lost) or only without it (gained).</summary>
internal sealed record DayCount(int Lost, int Gained)
{
    public DayCount And(Verdict with, Verdict without) =>
        new(
            Lost + (with == Verdict.Found && without != Verdict.Found ? 1 : 0),
            Gained + (with != Verdict.Found && without == Verdict.Found ? 1 : 0)
        );
}

/// <summary>How far a power run is: whole blocks of replicates, first for the curve, then for the days.</summary>
/// <param name="Arguments">What was asked for.</param>
/// <param name="Block">Blocks done.</param>
/// <param name="Failures">Replicates whose solver failed, by number.</param>
/// <param name="FirstFailure">What the first of them said.</param>
/// <param name="Counts">By test and number of rats.</param>
/// <param name="Days">By test and day that can be left out.</param>
internal sealed record PowerState(
    string Arguments,
    int Block,
    IReadOnlyList<int> Failures,
    string FirstFailure,
    IReadOnlyList<PowerCount> Counts,
    IReadOnlyList<DayCount> Days
)
{
    /// <summary>Whether the run was given up because most replicates of a block failed.</summary>
    public bool Stopped { get; init; }

    public static PowerState Begin(PowerDesign design) =>
        new(
            design.Arguments(),
            0,
            [],
            "",
            [.. Enumerable.Repeat(new PowerCount(0, 0, 0), design.Tests.Count * design.Sizes.Length)],
            [.. Enumerable.Repeat(new DayCount(0, 0), design.Tests.Count * PowerRun.DaysToLeaveOut(design).Length)]
        );
}
