using System.Globalization;
using System.Text;
using PawLatency.Statistics;

namespace PawLatency.Power;

/// <summary>Power and false positives of a test at a number of rats.</summary>
/// <param name="Rats">Rats in each group.</param>
/// <param name="Power">Experiments that found the effect.</param>
/// <param name="FalsePositives">Experiments that found one although the treated group was given what the control was.</param>
/// <param name="Undecided">Experiments of both kinds whose data did not allow the test; they count as finding nothing. A single day that
/// allows none, as where every rat is at the cutoff, is left out of its experiment by the tests that take each day by itself.
/// </param>
public sealed record PowerAt(int Rats, Proportion Power, Proportion FalsePositives, int Undecided)
{
    /// <summary>What has to be said of experiments that did not allow the test; null where all did.</summary>
    public string? UndecidedText =>
        Undecided == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"with {Rats} rats in each group {Undecided} of {Power.Total + FalsePositives.Total} "
                    + $"experiments (with and without effect) did not allow the test and count as finding nothing"
            );
}

/// <summary>The power of one test.</summary>
/// <param name="Test">Name of the test.</param>
/// <param name="Curve">By number of rats, ascending.</param>
/// <param name="DaysAtRats">The number of rats at which the days were weighed.</param>
/// <param name="Days">For each day that can be left out, days since the test hour of day 0: the power lost without it, a fraction (below 0
/// where the test is better without the day), and its Monte Carlo standard error.</param>
public sealed record TestPower(
    string Test,
    IReadOnlyList<PowerAt> Curve,
    int DaysAtRats,
    IReadOnlyList<(double Day, double Lost, double LostError)> Days
)
{
    /// <summary>The fewest rats in each group from which on the power reaches a share; null where the range does not show it.</summary>
    /// <param name="share">The share, a fraction.</param>
    public int? Fewest(double share) => FewestWhere(at => at.Power.Share >= share);

    /// <summary>The fewest rats from which on the whole interval of the power reaches a share; null where the range does not show
    /// it.</summary>
    /// <param name="share">The share, a fraction.</param>
    public int? FewestSurely(double share) => FewestWhere(at => at.Power.Interval.Lower >= share);

    private int? FewestWhere(Func<PowerAt, bool> reached)
    {
        int below = Curve.Count - 1;
        while (below >= 0 && reached(Curve[below]))
        {
            below--;
        }

        return below + 1 < Curve.Count ? Curve[below + 1].Rats : null;
    }
}

/// <summary>What a power design gave. Immutable.</summary>
public sealed class PowerResult
{
    /// <summary>Name of the file with a row for each test and number of rats.</summary>
    public const string CurveFile = "power.csv";

    /// <summary>Name of the file with a row for each test and day that can be left out.</summary>
    public const string DaysFile = "days.csv";

    /// <summary>Name of the file with <see cref="Paragraph"/>.</summary>
    public const string ParagraphFile = "power.txt";

    /// <summary>Name of the file with all that the numbers depend on, the answer in short, and the digests of the other files.</summary>
    public const string ManifestFile = "power.json";

    /// <summary>The paragraph on numbers of animals for an application to an animal-use committee.</summary>
    public string Paragraph => PowerText.Paragraph(this);

    internal PowerResult(PowerDesign design, PowerState state)
    {
        (Design, Failed, FirstFailure, Stopped) = (design, state.Failures.Count, state.FirstFailure, state.Stopped);
        int done = design.Replicates - Failed;
        double[] days = PowerRun.DaysToLeaveOut(design);
        Tests =
        [
            .. design.Tests.Select(
                (test, at) =>
                    new TestPower(
                        test.Name,
                        [.. design.Sizes.Select((size, index) => At(size, state.Counts[at * design.Sizes.Length + index], done))],
                        PowerRun.SizeForDays(design, state, at),
                        [.. days.Select((day, index) => Worth(day, state.Days[at * days.Length + index], done))]
                    )
            ),
        ];
    }

    /// <summary>The design.</summary>
    public PowerDesign Design { get; }

    /// <summary>The tests, in the order of the design.</summary>
    public IReadOnlyList<TestPower> Tests { get; }

    /// <summary>Replicates whose solver failed; they are in no count.</summary>
    public int Failed { get; }

    /// <summary>What the first failure said; empty where there was none.</summary>
    public string FirstFailure { get; }

    /// <summary>Whether the run was given up because most replicates of a block failed; the numbers are then of no use.</summary>
    public bool Stopped { get; }

    /// <summary>The largest Monte Carlo standard error that a share of so many replicates can have, a fraction.</summary>
    public double LargestError => Math.Sqrt(0.25 / (Design.Replicates - Failed));

    /// <summary>Runs a design.</summary>
    /// <param name="design">The design.</param>
    /// <param name="options">Threads, tolerances, progress; null for the defaults.</param>
    /// <exception cref="ArgumentException">The design contradicts itself.</exception>
    public static PowerResult Run(PowerDesign design, RunOptions? options = null)
    {
        design.Validate();
        options ??= new RunOptions();
        return new PowerResult(
            design,
            PowerRun.Run(
                design,
                PowerState.Begin(design),
                options,
                state => options.Progress?.Report((double)state.Block / PowerRun.Blocks(design))
            )
        );
    }

    private static PowerAt At(int size, PowerCount count, int done) =>
        new(size, new Proportion(count.Found, done), new Proportion(count.FoundWithoutEffect, done), count.Undecided);

    /// <summary>The result as files: curve, days, paragraph and, as the last, the manifest.</summary>
    /// <param name="inputs">Name and bytes of each file that was read.</param>
    /// <param name="figures">Name and bytes of each figure that is written beside them.</param>
    public IReadOnlyList<(string Name, byte[] Bytes)> Files(
        IEnumerable<(string Name, byte[] Bytes)> inputs,
        IEnumerable<(string Name, byte[] Bytes)> figures
    )
    {
        var curve = new StringWriter { NewLine = "\n" };
        PowerFiles.WriteCurve(this, curve);
        var days = new StringWriter { NewLine = "\n" };
        PowerFiles.WriteDays(this, days);
        (string, byte[])[] files =
        [
            (CurveFile, Encoding.UTF8.GetBytes(curve.ToString())),
            (DaysFile, Encoding.UTF8.GetBytes(days.ToString())),
            .. figures,
            (ParagraphFile, Encoding.UTF8.GetBytes(Paragraph)),
        ];
        return [.. files, (ManifestFile, Encoding.UTF8.GetBytes(PowerFiles.WriteManifest(this, inputs, files)))];
    }

    /// <summary>Reads a <see cref="CurveFile"/>: for each test its power and false positives by number of rats.</summary>
    /// <param name="bytes">The file, known to be as it was written.</param>
    public static IReadOnlyList<(string Test, IReadOnlyList<PowerAt> Curve)> ReadCurve(byte[] bytes) => PowerFiles.ReadCurve(bytes);

    private static (double Day, double Lost, double LostError) Worth(double day, DayCount count, int done)
    {
        double lost = (double)(count.Lost - count.Gained) / done;
        return (day, lost, Math.Sqrt(((double)(count.Lost + count.Gained) / done - lost * lost) / done));
    }
}
