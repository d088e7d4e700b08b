using System.Text.Json.Nodes;
using PawLatency.Data;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Simulation;
using PawLatency.Statistics;
using PawLatency.Text;

namespace PawLatency.Power;

/// <summary>The question of a power calculation: a study, two of its groups, tests, and numbers of rats. Immutable.</summary>
/// <remarks>
/// An experiment finds the effect if the test of any tested day is significant after Holm's adjustment over the days. The tests see the
/// baseline days and the tested days, no others.
/// </remarks>
/// <example>
/// <code>
/// PowerDesign design = PowerDesign.Of(Study.Reference, "morphine", "saline") with { To = 12, Replicates = 500 };
/// foreach (TestPower test in PowerResult.Run(design).Tests)
/// {
///     Console.WriteLine($"{test.Test}: {test.Fewest(0.8)} rats in each group");
/// }
/// </code>
/// </example>
public sealed record PowerDesign
{
    /// <summary>Unless days are named, those are tested on which the typical treated rat is faster by this, percent.</summary>
    internal const double FasterByPercent = 10;

    /// <summary>Names of the tests that compare two groups, or the four of a 2 x 2 design.</summary>
    public static IReadOnlyList<string> TestNames { get; } = [.. LatencyTest.All.Where(Compares).Select(test => test.Name)];

    /// <summary>The study; its groups' own numbers of rats are not used.</summary>
    public required Study Study { get; init; }

    /// <summary>Name of the group with the drug.</summary>
    public required string Treated { get; init; }

    /// <summary>Name of the group without.</summary>
    public required string Control { get; init; }

    /// <summary>Tested days, days since the test hour of day 0.</summary>
    public required IReadOnlyList<double> Days { get; init; }

    /// <summary>Baseline days, days since the test hour of day 0.</summary>
    public required IReadOnlyList<double> BaselineDays { get; init; }

    /// <summary>
    /// Tests of two groups; or of a 2 x 2 design, where <see cref="Treated"/> was given both drugs, the study has two further groups with
    /// one drug each, and without effect all four are given what the control is.
    /// </summary>
    public IReadOnlyList<LatencyTest> Tests { get; init; } = [TestNamed("welch"), TestNamed("ancova"), LatencyTest.Usual];

    /// <summary>Fewest rats in each group, 2 to 1,000.</summary>
    public int From
    {
        get;
        init => field = (int)Guard.InRange(value, 2, 1_000, "smallest number of rats", "", "from");
    } = 4;

    /// <summary>Most rats in each group, 2 to 1,000.</summary>
    public int To
    {
        get;
        init => field = (int)Guard.InRange(value, 2, 1_000, "largest number of rats", "", "to");
    } = 20;

    /// <summary>Replicates of the study, 10 to 1,000,000.</summary>
    public int Replicates
    {
        get;
        init => field = (int)Guard.InRange(value, 10, 1_000_000, "number of replicates", "", "replicates");
    } = 2_000;

    /// <summary>Level of significance, a fraction, 0.0001 to 0.5.</summary>
    public double Significance
    {
        get;
        init => field = Guard.InRange(value, 1e-4, 0.5, "level of significance", "", "significance");
    } = 0.05;

    /// <summary>Share of the rats that drop out, each from a session after the baseline drawn at random, a fraction, 0 to 0.9.</summary>
    public double DropoutShare
    {
        get;
        init => field = Guard.InRange(value, 0, 0.9, "dropout share", "", "dropout");
    }

    /// <summary>Which effects count as found.</summary>
    public EffectDirection Direction { get; init; }

    /// <summary>Plausible sets of parameters, of which each replicate has one drawn at random; none for the study's own.</summary>
    public IReadOnlyList<NociceptionParameters> Ensemble { get; init; } = [];

    /// <summary>What tells the study's file from another, for the checkpoint.</summary>
    public string StudyDigest { get; init; } = "";

    /// <summary>Replicates between two checkpoints; no count depends on it.</summary>
    internal int BlockSize { get; init; } = 50;

    /// <summary>The numbers of rats in each group.</summary>
    internal int[] Sizes => [.. Enumerable.Range(From, To - From + 1)];

    /// <summary>The test of two groups of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">There is no such test, or it does not compare two groups.</exception>
    public static LatencyTest TestNamed(string name) =>
        TestNames.Contains(name)
            ? LatencyTest.Named(name)
            : throw new ArgumentException($"There is no test \"{name}\" of two groups.{Nearest.Suggest(name, TestNames)}", nameof(name));

    /// <summary>
    /// Designs the comparison of two groups: baseline up to day 0, tested where the typical treated rat is clearly faster, or on every
    /// later day.
    /// </summary>
    /// <param name="study">The study.</param>
    /// <param name="treated">Name of the group with the drug.</param>
    /// <param name="control">Name of the group without.</param>
    /// <exception cref="ArgumentException">The study contradicts itself, has no such group, or no session before or after the first
    /// dose.</exception>
    public static PowerDesign Of(Study study, string treated, string control)
    {
        study.Validate();
        // Doses by response are doses too; without them the days of a group that has no other would be chosen as of an untreated one.
        Study dosed = ResponseDoses.Resolve(study, StepControl.Default).Study;
        double[] days = [.. SessionDays(study)],
            with = Typical(dosed, treated),
            without = Typical(dosed, control);
        double[] baseline = [.. days.Where(day => day <= 1e-9)],
            later = [.. days.Where(day => day > 1e-9)];
        if (baseline.Length == 0 || later.Length == 0)
        {
            throw new ArgumentException("The study needs a session up to day 0, the baseline, and one after it.");
        }

        double[] faster = [.. days.Where((day, index) => day > 1e-9 && with[index] < (1 - FasterByPercent / 100) * without[index])];
        return new PowerDesign
        {
            Study = study,
            Treated = treated,
            Control = control,
            BaselineDays = baseline,
            Days = faster.Length > 0 ? faster : later,
        };
    }

    /// <summary>Refuses what does not go together.</summary>
    /// <exception cref="ArgumentException">A test, group or day is unknown, or a number contradicts another.</exception>
    public void Validate()
    {
        Study.Validate();
        LatencyTest? other = Tests.FirstOrDefault(test => !Compares(test));
        LatencyTest? blind = Direction == EffectDirection.Either ? null : Tests.FirstOrDefault(test => !test.HasDirection);
        double[] known = [.. SessionDays(Study)],
            named = [.. BaselineDays, .. Days];
        double absent = named.FirstOrDefault(day => !known.Any(one => Math.Abs(one - day) < 1.0 / 86_400), double.NaN);
        string? fault =
            GroupNamed(Treated).Name == GroupNamed(Control).Name ? $"\"{Treated}\" is both the treated and the control group."
            : From > To ? $"The smallest number of rats is {From}, above the largest of {To}."
            : Tests.Count == 0 || Days.Count == 0 || BaselineDays.Count == 0
                ? "Name at least one test, one tested day and one baseline day."
            : HasFactorial && Alone.Count != 2 ? $"A 2 x 2 design takes four groups; the study has {Study.Groups.Count}."
            : other is not null ? $"There is no test \"{other.Name}\" of two groups.{Nearest.Suggest(other.Name, TestNames)}"
            : blind is not null ? $"The {blind.Title} has no direction; leave out {blind.Name} or count effects in either direction."
            : !double.IsNaN(absent)
                ? FormattableString.Invariant($"There is no test on day {absent:0.####}; the days are ") + $"{NamedDays.Text(known)}."
            : named.Distinct().Count() < named.Length ? "A day is named twice, or as baseline and as tested day."
            : null;
        if (fault is not null)
        {
            throw new ArgumentException(fault);
        }
    }

    /// <summary>Number of blocks of replicates that a run has; after each of them it can be stopped and resumed.</summary>
    public int Blocks => PowerRun.Blocks(this);

    /// <summary>Whether a checkpoint is of this design.</summary>
    /// <param name="file">Name of the file, for the message.</param>
    /// <param name="checkpoint">Its bytes.</param>
    /// <exception cref="ArgumentException">It is damaged, or of another design.</exception>
    public void CheckCheckpoint(string file, ReadOnlySpan<byte> checkpoint) => PowerFiles.ReadCheckpoint(file, checkpoint.ToArray(), this);

    /// <summary>Runs the design from a checkpoint on.</summary>
    /// <param name="checkpoint">Where to go on: what <see cref="StepProgress.Checkpoint"/> gave; empty for the beginning.</param>
    /// <param name="options">Threads and tolerances; null for the defaults.</param>
    /// <param name="report">Told how far it is: at the beginning, and after each block.</param>
    /// <exception cref="ArgumentException">The checkpoint is damaged, or of another design.</exception>
    public PowerResult Resume(ReadOnlyMemory<byte> checkpoint, RunOptions? options = null, Action<StepProgress>? report = null)
    {
        PowerState begin = checkpoint.IsEmpty
            ? PowerState.Begin(this)
            : PowerFiles.ReadCheckpoint("the checkpoint", checkpoint.ToArray(), this);
        StepProgress Progress(PowerState state) =>
            new(
                "replicates",
                state.Block,
                Blocks,
                FormattableString.Invariant($"{state.Failures.Count} replicates failed"),
                CheckpointFile.Write(state)
            );
        report?.Invoke(Progress(begin));
        return new PowerResult(this, PowerRun.Run(this, begin, options ?? new RunOptions(), state => report?.Invoke(Progress(state))));
    }

    /// <summary>Everything that the numbers depend on, as text: a run of other arguments cannot be taken up.</summary>
    internal string Arguments() => Describe().ToJsonString();

    /// <summary>Everything that the numbers depend on.</summary>
    internal JsonObject Describe() =>
        new()
        {
            ["library"] = RunManifest.LibraryVersion,
            ["model"] = RunManifest.ModelVersion,
            ["event_rules"] = RunManifest.EventRulesVersion,
            ["study"] = Study.Name,
            ["study_digest"] = StudyDigest,
            ["seed"] = Study.Seed,
            ["treated"] = Treated,
            ["control"] = Control,
            ["baseline_days"] = new JsonArray([.. BaselineDays.Select(day => (JsonNode)day)]),
            ["days"] = new JsonArray([.. Days.Select(day => (JsonNode)day)]),
            ["tests"] = new JsonArray([.. Tests.Select(test => (JsonNode)test.Name)]),
            ["adjustment"] = Adjustment.Holm.Name,
            ["rats_per_group"] = new JsonArray(From, To),
            ["replicates"] = Replicates,
            ["significance"] = Significance,
            ["dropout_share"] = DropoutShare,
            ["direction"] = Direction.ToString().ToLowerInvariant(),
            ["variability"] = RunManifest.Properties(Study.Variability),
            ["parameter_sets"] = new JsonArray([
                .. (Ensemble.Count > 0 ? Ensemble : [Study.Parameters]).Select(set => (JsonNode)RunManifest.Properties(set)),
            ]),
        };

    /// <summary>The groups with one drug each where a test is of a 2 x 2 design; else none.</summary>
    internal IReadOnlyList<Group> Alone =>
        HasFactorial
            ? [.. Study.Groups.Where(group => group.Name != GroupNamed(Treated).Name && group.Name != GroupNamed(Control).Name)]
            : [];

    private bool HasFactorial => Tests.Any(test => test.ComparesFourGroups);

    private static bool Compares(LatencyTest test) => test.ComparesTwoGroups || test.ComparesFourGroups;

    internal Group GroupNamed(string name) => Nearest.Find(Study.Groups, group => [group.Name], name, "group", nameof(name));

    /// <summary>The days as every table of the study has them.</summary>
    public static IReadOnlyList<double> SessionDays(Study study)
    {
        IReadOnlyList<Session> sessions = study.Test.Sessions();
        Study one = study with { Groups = [new Group("untreated", 1, Regimen.None)] };
        RatResult[][] rats = StudyRun.RunRats(one, new RunOptions { Threads = 1 });
        return [.. LatencyTable.Of([("untreated", rats[0])], sessions.Count, SessionValue.Mean, study.Assay.Readout).Days];
    }

    private static double[] Typical(Study study, string name)
    {
        Group group = Nearest.Find(study.Groups, one => [one.Name], name, "group", nameof(name));
        return TypicalRun.SessionsS(study, group, group.Regimen, study.Test.Sessions(), StepControl.Default);
    }
}
