using System.Text;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Simulation;
using PawLatency.Text;

namespace PawLatency;

/// <summary>A virtual experiment: groups of rats, their treatments, and how and when they are tested.</summary>
/// <example>
/// <code>
/// StudyResult result = Study.Reference.Run(seed: 42);
/// foreach (GroupResult group in result.Groups)
/// {
///     Console.WriteLine($"{group.Name}: {group.Typical.Curve.At(8.Days):0.0} s on day 8");
/// }
/// </code>
/// </example>
/// <remarks>Immutable. Equal studies with equal seeds give equal numbers, for any number of threads and any order of groups.</remarks>
public sealed record Study
{
    /// <summary>The reference experiment: a seven-day morphine pump against a saline pump.</summary>
    public static Study Reference => StudyFile.Named("reference");

    /// <summary>Name, 1 to 100 characters.</summary>
    public string Name
    {
        get;
        init => field = Guard.Name(value, "name of the study", "name");
    } = "Study";

    /// <summary>The question of the study, in one sentence.</summary>
    public string Question { get; init; } = "";

    /// <summary>Methods and reasons, in one paragraph.</summary>
    public string Description { get; init; } = "";

    /// <summary>Seed of all random numbers.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The rats.</summary>
    public RatDescription Rats { get; init; } = RatDescription.Standard;

    /// <summary>The apparatus.</summary>
    public NociceptiveAssay Assay { get; init; } = Hargreaves.Standard;

    /// <summary>Times of testing.</summary>
    public required TestSchedule Test { get; init; }

    /// <summary>The groups, at least one.</summary>
    public required IReadOnlyList<Group> Groups { get; init; }

    /// <summary>Variability of rats, days and trials.</summary>
    public Variability Variability { get; init; } = Variability.Standard;

    /// <summary>Parameters of the typical rat.</summary>
    public NociceptionParameters Parameters { get; init; } = NociceptionParameters.Reference;

    /// <summary>The model of the rat to which the parameters belong.</summary>
    public Model Model => Parameters.Model;

    /// <summary>Name of the study, with that of the model where it is not the library's own.</summary>
    public string Title => Model.IsReference ? Name : $"{Name} ({Model.Title})";

    /// <summary>When whatever is given begins, h, group by group.</summary>
    public IEnumerable<double> StartsH => Groups.SelectMany(group => group.Regimen.Administrations).Select(given => given.Start.Hours);

    /// <summary>The study with the parameters and the variability of a parameter file, such as a fit writes.</summary>
    /// <param name="path">The file (.yaml).</param>
    /// <exception cref="InputException">The file has errors; the message lists all of them with line and column.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Study WithParameters(string path)
    {
        var read = ParameterFile.Parse(path, File.ReadAllBytes(path));
        return this with { Parameters = read.Nociception, Variability = read.Variability };
    }

    /// <summary>The coefficients of variation in words.</summary>
    public string DescribeVariability() => Power.PowerText.Variation(Variability, Assay.Readout);

    /// <summary>Names of the studies of the library.</summary>
    public static IReadOnlyList<string> Names => StudyFile.Names;

    /// <summary>The format of study files as JSON Schema, for editors that complete and check.</summary>
    public static string Schema() => StudyFile.Schema();

    /// <summary>The file of a study of the library, as it was written: UTF-8.</summary>
    /// <param name="name">Name, for example "reference".</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ReadOnlyMemory<byte> NamedFile(string name) => EmbeddedData.Bytes($"studies/{name}.yaml");

    /// <summary>The study as the text of a study file, which is read back as the same study.</summary>
    /// <exception cref="ArgumentException">The study has what no study file can say: parameters or a variability of its own, or substances
    /// outside the library.</exception>
    public string ToYaml() => StudyText.Write(this);

    /// <summary>Writes the study as a study file.</summary>
    /// <param name="path">The file (.yaml), written over if it exists.</param>
    /// <exception cref="ArgumentException">The study has what no study file can say; the file is as it was.</exception>
    public void Save(string path) => FileSet.Write(path, Encoding.UTF8.GetBytes(ToYaml()));

    /// <summary>Reads a study file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file has errors; the message lists all of them with line and column.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Study Load(string path) => StudyFile.Load(path);

    /// <summary>Finds a study of the library by name.</summary>
    /// <param name="name">Name, for example "reference".</param>
    /// <exception cref="ArgumentException">There is no such name; the message suggests the nearest.</exception>
    public static Study Named(string name) => StudyFile.Named(name);

    /// <summary>Runs the study.</summary>
    /// <param name="seed">Seed, or null for the study's own.</param>
    /// <param name="options">Threads, tolerances, progress, stop; null for the defaults.</param>
    /// <exception cref="ArgumentException">The study is not consistent.</exception>
    /// <exception cref="Numerics.SolveException">The solver failed.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public StudyResult Run(ulong? seed = null, RunOptions? options = null)
    {
        Validate();
        return StudyRun.Run(this with { Seed = seed ?? Seed }, options ?? new RunOptions());
    }

    /// <summary>
    /// Runs the virtual rats and passes them on one by one, in order of group and number: the same rats as <see cref="Run"/>, with memory
    /// that does not grow with their number. Typical rats and bands are not computed.
    /// </summary>
    /// <param name="consumer">Receives each rat with its group, on the calling thread.</param>
    /// <param name="seed">Seed, or null for the study's own.</param>
    /// <param name="options">Threads, tolerances, progress, stop; null for the defaults.</param>
    /// <exception cref="ArgumentException">The study is not consistent.</exception>
    /// <exception cref="Numerics.SolveException">The solver failed.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public void Stream(Action<Group, RatResult> consumer, ulong? seed = null, RunOptions? options = null)
    {
        Validate();
        StudyRun.Stream(this with { Seed = seed ?? Seed }, options ?? new RunOptions(), consumer);
    }

    /// <summary>Runs the virtual rats and writes their trials as a tidy table during the run: the same file as <see
    /// cref="StudyResult.WriteCsv(string)"/>.</summary>
    /// <param name="path">The file, written over if it exists.</param>
    /// <param name="seed">Seed, or null for the study's own.</param>
    /// <param name="options">Threads, tolerances, progress, stop; null for the defaults.</param>
    /// <exception cref="ArgumentException">The study cannot be run; the file is unchanged.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; the file contains the rats up to that point.</exception>
    public void StreamCsv(string path, ulong? seed = null, RunOptions? options = null)
    {
        // Checked before the file is opened, so that an invalid study does not empty it.
        Validate();
        using var writer = new StreamWriter(path);
        ResultFiles.StreamTrials(this with { Seed = seed ?? Seed }, options ?? new RunOptions(), writer);
    }

    /// <summary>The study with the doses that its groups' responses ask for, given at fixed times.</summary>
    /// <exception cref="Numerics.SolveException">The solver failed.</exception>
    public Study ResolveDoses() => ResponseDoses.Resolve(this, Numerics.StepControl.Default).Study;

    /// <summary>Runs the typical rat of a group alone: its mean of each session's trials, each cut off, s. For scans of many
    /// doses.</summary>
    /// <param name="group">A group of the study, or one of the same rats under another regimen.</param>
    /// <exception cref="Numerics.SolveException">The solver failed.</exception>
    public IReadOnlyList<double> TypicalLatenciesS(Group group)
    {
        Study one = (this with { Groups = [group] }).ResolveDoses();
        return TypicalRun.SessionsS(one, one.Groups[0], one.Groups[0].Regimen, Test.Sessions(), Numerics.StepControl.Default);
    }

    /// <summary>Warnings about settings that can be run but are unusual in the laboratory; empty if there are none.</summary>
    public IReadOnlyList<string> Warnings() => StudyWarnings.Of(this);

    /// <summary>Checks the consistency of the whole study.</summary>
    /// <exception cref="ArgumentException">No group, a name used twice, no test, a parameter out of range, a stimulus that the apparatus
    /// does not have, or a device that cannot deliver its rate.</exception>
    public void Validate()
    {
        Parameters.Validate();
        Assay.Validate();
        Assay.CheckThreshold(Parameters.BaselineThresholdC);
        Test.Sessions();
        if (Groups.Count == 0)
        {
            throw new ArgumentException("The study has no groups.", "groups");
        }

        // Names that differ only in case are most likely an error.
        if (Groups.GroupBy(group => group.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"There are {twice.Count()} groups named \"{twice.Key}\"; names must differ in more than case.",
                "groups"
            );
        }

        foreach (Group group in Groups)
        {
            group.Assay(Assay).CheckThreshold(Parameters.BaselineThresholdC);
        }

        foreach (Pharmacology.Administration given in Groups.SelectMany(group => group.Regimen.Administrations))
        {
            given.CheckAgainst(Rats.MassG);
        }

        StudyWarnings.Refuse(this);
        IEnumerable<Pharmacology.DrugForm> drugs = Groups.SelectMany(group =>
            group.Regimen.Administrations.Select(given => given.Drug).Concat(group.Regimen.Responses.Select(response => response.Drug))
        );
        if (
            drugs.FirstOrDefault(drug => drug.Substance.Targets.Any(engaged => (engaged.Target.Tissue ?? Assay.Tissue) != Assay.Tissue)) is
            { } elsewhere
        )
        {
            throw new ArgumentException(
                $"{elsewhere.Substance.Name} acts on a tissue that the {Assay.Name} "
                    + $"test does not touch; leave it out, or read the rats by another test.",
                "groups"
            );
        }
    }
}
