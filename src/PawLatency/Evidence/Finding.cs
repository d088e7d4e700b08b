using PawLatency.Text;

namespace PawLatency.Evidence;

/// <summary>A published experiment as a test: the experiment, its result and its source.</summary>
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
        ShapeContract.OpioidPump.ToFinding(Study.Reference, treated: "morphine", control: "saline")
    );

    /// <summary>Short name, for example "EKBL1993".</summary>
    public required string Id { get; init; }

    /// <summary>The publication: authors, year, journal.</summary>
    public required string Citation { get; init; }

    /// <summary>DOI or address of the publication; empty where the citation is all there is.</summary>
    public string Address { get; init; } = "";

    /// <summary>Where in the publication the number stands; empty where it is not said.</summary>
    public string Where { get; init; } = "";

    /// <summary>Description of the animals.</summary>
    public string Animals { get; init; } = "";

    /// <summary>The result in one sentence.</summary>
    public required string Statement { get; init; }

    /// <summary>The assay of the source.</summary>
    public string Assay { get; init; } = "hargreaves";

    /// <summary>Whether effect sizes are compared, or only sign and timing.</summary>
    public Reading Reading { get; init; } = Reading.Latency;

    /// <summary>Kind of data in the source.</summary>
    public Strength Strength { get; init; } = Strength.Sign;

    /// <summary>Use of the finding, decided before anything was fitted.</summary>
    public EvidenceUse Use { get; init; } = EvidenceUse.Validation;

    /// <summary>
    /// Whether the finding must hold. In a calibration it then has the same weight as the reference contract.
    /// </summary>
    public bool CountsAsContract { get; init; }

    /// <summary>Findings it disagrees with.</summary>
    public IReadOnlyList<string> Contradicts { get; init; } = [];

    /// <summary>Note for critical readers, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Likely reason why the model fails here, or null.</summary>
    public string? LikelyReason { get; init; }

    /// <summary>Its file, or empty.</summary>
    public string File { get; init; } = "";

    /// <summary>Whether it is a study with expectations, not a published finding.</summary>
    public bool IsStudy { get; init; }

    /// <summary>Whether its expectations are those of a shape contract, not of a published finding.</summary>
    internal bool IsShapeContract { get; init; }

    /// <summary>The experiment.</summary>
    public required Study Study { get; init; }

    /// <summary>Expected results.</summary>
    public required IReadOnlyList<Expectation> Expectations { get; init; }

    /// <summary>The opioid-pump contract applied to the reference study; the model must meet it.</summary>
    public static Finding Contract => ReferenceContract.Value;

    /// <summary>The findings of the library, by id.</summary>
    public static IReadOnlyList<Finding> All => EvidenceFile.Library;

    /// <summary>The named studies of the library with their expectations, by name.</summary>
    public static IReadOnlyList<Finding> Studies => EvidenceFile.Studies;

    /// <summary>The format of evidence files as JSON Schema, for editors that complete and check.</summary>
    public static string Schema() => EvidenceFile.Schema();

    /// <summary>Reads an evidence file, or a study file with expectations.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file has errors; the message lists all of them with line and column.</exception>
    public static Finding Load(string path) => EvidenceFile.Load(path);

    /// <summary>A study with what must be seen in it; it may expect nothing.</summary>
    /// <param name="nameOrPath">Name of a study of the library, or a study file (.yaml).</param>
    /// <exception cref="ArgumentException">There is no such study; the message offers the nearest.</exception>
    /// <exception cref="InputException">The file has errors; the message lists all of them with line and column.</exception>
    public static Finding OfStudy(string nameOrPath) =>
        EvidenceFile.Of(
            System.IO.File.Exists(nameOrPath)
                ? StudyFile.ParseDocument(nameOrPath, System.IO.File.ReadAllBytes(nameOrPath))
                : StudyFile.NamedDocument(nameOrPath)
        );
}

/// <summary>What of a finding can be compared with a Hargreaves latency.</summary>
public enum Reading
{
    /// <summary>Effect sizes.</summary>
    Latency,

    /// <summary>Sign and timing only.</summary>
    Sign,
}

/// <summary>Kind of data in a source.</summary>
public enum Strength
{
    /// <summary>Numbers, with or without errors.</summary>
    Numbers,

    /// <summary>The sign of an effect.</summary>
    Sign,

    /// <summary>A figure without printed values.</summary>
    Figure,
}

/// <summary>Use of a finding.</summary>
public enum EvidenceUse
{
    /// <summary>Parameters are fitted to it.</summary>
    Calibration,

    /// <summary>Predicted, not fitted; those who change the model know its failures.</summary>
    Validation,

    /// <summary>
    /// Predicted, not fitted. Written without knowledge of the model's prediction, but the structure of the model has been changed since
    /// with knowledge of these findings. No minimum share is required.
    /// </summary>
    Development,

    /// <summary>
    /// Predicted, not fitted. Written after the model and its parameters, without knowledge of the model's prediction. The share that holds
    /// estimates how well the model predicts a new experiment. No minimum share is required.
    /// </summary>
    External,
}
