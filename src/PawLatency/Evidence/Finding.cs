using PawLatency.Text;

namespace PawLatency.Evidence;

/// <summary>A published experiment as a test: what was done, what was seen, where it was printed.</summary>
/// <example>
/// <code>
/// Finding mine = Finding.Load("mine.yaml");
/// Verification verification = Verification.Run([mine]);
/// Console.WriteLine(verification.Findings[0].Holds);
/// </code>
/// </example>
public sealed record Finding
{
    private static readonly Lazy<Finding> ReferenceContract = new(() =>
        ShapeContract.OpioidPump.Over(Study.Reference, treated: "morphine", control: "saline")
    );

    /// <summary>Short name, for example "EKBL1993".</summary>
    public required string Id { get; init; }

    /// <summary>Where it was printed.</summary>
    public required FindingSource Source { get; init; }

    /// <summary>The animals of the source, in words.</summary>
    public string Animals { get; init; } = "";

    /// <summary>What was seen, in a sentence.</summary>
    public required string Statement { get; init; }

    /// <summary>The assay of the source.</summary>
    public string Assay { get; init; } = "hargreaves";

    /// <summary>Whether sizes are compared, or only sign and timing.</summary>
    public Reading Reading { get; init; } = Reading.Latency;

    /// <summary>What the source gives.</summary>
    public Strength Strength { get; init; } = Strength.Sign;

    /// <summary>What the finding is used for; decided before anything was fitted.</summary>
    public EvidenceUse Use { get; init; } = EvidenceUse.Validation;

    /// <summary>
    /// Whether it is part of what the model promises: it counts as much as the reference contract in a calibration, and it must hold.
    /// </summary>
    public bool CountsAsContract { get; init; }

    /// <summary>Findings it disagrees with.</summary>
    public IReadOnlyList<string> Contradicts { get; init; } = [];

    /// <summary>What a critical reader should know, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Why the model fails here, as far as that is understood, or null.</summary>
    public string? LikelyReason { get; init; }

    /// <summary>The file it was read from, or empty.</summary>
    public string File { get; init; } = "";

    /// <summary>Whether it is a study with expectations of its own, and not a printed finding.</summary>
    public bool IsStudy { get; init; }

    /// <summary>Whether its expectations are those of a shape contract, and not a printed finding.</summary>
    internal bool IsShapeContract { get; init; }

    /// <summary>The experiment.</summary>
    public required Study Study { get; init; }

    /// <summary>What must be seen.</summary>
    public required IReadOnlyList<Expectation> Expectations { get; init; }

    /// <summary>The opioid-pump contract over the reference study: what the model promises first of all.</summary>
    public static Finding Contract => ReferenceContract.Value;

    /// <summary>The findings of the library, by id.</summary>
    public static IReadOnlyList<Finding> All => EvidenceFile.Library;

    /// <summary>The named studies of the library with what must be seen in them, by name.</summary>
    public static IReadOnlyList<Finding> Studies => EvidenceFile.Studies;

    /// <summary>The format of evidence files as JSON Schema, for editors that complete and check.</summary>
    public static string Schema() => EvidenceFile.Schema();

    /// <summary>Reads an evidence file, or a study file with expectations.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file has faults; all of them are told, with line and column.</exception>
    public static Finding Load(string path) => EvidenceFile.Load(path);

    /// <summary>A study with what must be seen in it; it may expect nothing.</summary>
    /// <param name="nameOrPath">Name of a study of the library, or a study file (.yaml).</param>
    /// <exception cref="ArgumentException">There is no such study; the message offers the nearest.</exception>
    /// <exception cref="InputException">The file has faults; all of them are told, with line and column.</exception>
    public static Finding OfStudy(string nameOrPath) =>
        EvidenceFile.Of(
            System.IO.File.Exists(nameOrPath)
                ? StudyFile.ParseDocument(nameOrPath, System.IO.File.ReadAllBytes(nameOrPath))
                : StudyFile.NamedDocument(nameOrPath)
        );
}

/// <summary>Where a finding was printed.</summary>
/// <param name="Citation">Authors, year, journal.</param>
/// <param name="Address">DOI or address; empty where the citation is all there is.</param>
/// <param name="Where">Where in it the number stood; empty where it is not said.</param>
public sealed record FindingSource(string Citation, string Address = "", string Where = "");

/// <summary>How far a finding can be compared with a Hargreaves latency.</summary>
public enum Reading
{
    /// <summary>Sizes are compared.</summary>
    Latency,

    /// <summary>Only sign and timing are compared.</summary>
    Sign,
}

/// <summary>What a source gives.</summary>
public enum Strength
{
    /// <summary>Numbers with or without their errors.</summary>
    Numbers,

    /// <summary>A sign.</summary>
    Sign,

    /// <summary>A figure whose values are not printed.</summary>
    Figure,
}

/// <summary>What a finding is used for.</summary>
public enum EvidenceUse
{
    /// <summary>Parameters are fitted to it.</summary>
    Calibration,

    /// <summary>It is only predicted; but what fails is known to those who change the model.</summary>
    Validation,

    /// <summary>
    /// It is only predicted, and was written by someone who did not look at what the model does with it; but the structure of the model was
    /// changed since with a look at these. No share of them is asked for.
    /// </summary>
    Development,

    /// <summary>
    /// It is only predicted, and was written after the model and its parameters, by someone who did not look at what the model does with
    /// it:
    /// how many of these hold says what to expect of an experiment that the model has never met. No share of them is asked for.
    /// </summary>
    External,
}
