using PawLatency.Data;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Evidence;

/// <summary>What the curves of a treated and a control group must look like: a list of expectations, read from a file.</summary>
/// <example>
/// <code>
/// StudyResult result = Study.Reference.Run();
/// ShapeContract.OpioidPump.Check(result.Groups[1], result.Groups[0]).ThrowIfFailed();
/// </code>
/// </example>
public sealed class ShapeContract
{
    /// <summary>Names of the two groups in the expectations.</summary>
    internal const string Treated = "treated",
        Control = "control";

    private readonly IReadOnlyList<ShapeExpectation> _expectations;

    internal ShapeContract(
        string name,
        string description,
        string source,
        StudyTime drugOn,
        StudyTime drugOff,
        IReadOnlyList<ShapeExpectation> expectations
    ) => (Name, Description, Source, DrugOn, DrugOff, _expectations) = (name, description, source, drugOn, drugOff, expectations);

    /// <summary>Names of the contracts of the library.</summary>
    public static IReadOnlyList<string> Names => ContractFile.Names;

    /// <summary>The published shape of a seven-day opioid pump, for a model's typical rat.</summary>
    public static ShapeContract OpioidPump => Named("opioid-pump");

    /// <summary>The same shape with bands as wide as the means of small groups need.</summary>
    public static ShapeContract OpioidPumpMeasured => Named("opioid-pump-measured");

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>What it holds a curve against.</summary>
    public string Description { get; }

    /// <summary>Where the bands come from.</summary>
    public string Source { get; }

    /// <summary>Start of the drug.</summary>
    public StudyTime DrugOn { get; }

    /// <summary>End of the drug.</summary>
    public StudyTime DrugOff { get; }

    /// <summary>What must be seen in the groups "treated" and "control".</summary>
    public IReadOnlyList<Expectation> Expectations => _expectations;

    /// <summary>Finds a contract of the library.</summary>
    /// <param name="name">Name.</param>
    /// <exception cref="ArgumentException">There is none; the message offers the nearest.</exception>
    public static ShapeContract Named(string name) => ContractFile.Named(name);

    /// <summary>Reads a contract file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file has faults.</exception>
    public static ShapeContract Load(string path) => ContractFile.Load(path);

    /// <summary>Holds the typical rats of two groups against the contract.</summary>
    /// <param name="treated">The group with the drug.</param>
    /// <param name="control">The group without.</param>
    public ShapeReport Check(GroupResult treated, GroupResult control) => Check(treated.Typical.Curve, control.Typical.Curve);

    /// <summary>Holds two curves against the contract.</summary>
    /// <param name="treated">With the drug.</param>
    /// <param name="control">Without.</param>
    /// <exception cref="ArgumentException">A curve does not reach back to the start of the drug.</exception>
    public ShapeReport Check(LatencyCurve treated, LatencyCurve control)
    {
        var run = FindingRun.Of([(Treated, treated), (Control, control)]);
        return new ShapeReport(Name, [.. _expectations.Select(expectation => expectation.Judge(run))]);
    }

    /// <summary>The contract over a study, as a finding that counts as a contract.</summary>
    /// <param name="study">The study; its curves are looked at up to its last session.</param>
    /// <param name="treated">Its group with the drug.</param>
    /// <param name="control">Its group without.</param>
    internal Finding Over(Study study, string treated, string control) =>
        new()
        {
            Id = Name,
            Source = new FindingSource(Source),
            Statement = Description,
            Use = EvidenceUse.Calibration,
            CountsAsContract = true,
            IsShapeContract = true,
            Study = study with { Variability = Variability.None },
            Expectations =
            [
                .. _expectations.Select(expectation =>
                    expectation with
                    {
                        Group = expectation.Group == Control ? control : treated,
                        End = study.Test.Sessions()[^1].Time,
                    }
                ),
            ],
        };
}

/// <summary>The judgements of a contract.</summary>
/// <param name="Contract">Name of the contract.</param>
/// <param name="Judgements">One for each expectation, in the order of the file.</param>
public sealed record ShapeReport(string Contract, IReadOnlyList<Judgement> Judgements)
{
    /// <summary>Whether every expectation holds.</summary>
    public bool Holds => Judgements.All(judgement => judgement.Holds);

    /// <summary>Throws if an expectation does not hold; the one line a test needs.</summary>
    /// <exception cref="ShapeException">A feature is outside its band; the message names each.</exception>
    public void ThrowIfFailed()
    {
        if (!Holds)
        {
            throw new ShapeException(this);
        }
    }
}

/// <summary>A curve that breaks its contract.</summary>
public sealed class ShapeException : Exception
{
    /// <summary>Names every feature that is outside its band.</summary>
    /// <param name="report">The judgements.</param>
    public ShapeException(ShapeReport report)
        : base(
            $"The curve breaks the contract {report.Contract}:\n"
                + string.Join('\n', report.Judgements.Where(judgement => !judgement.Holds).Select(judgement => "  " + judgement))
        ) => Report = report;

    /// <summary>All judgements.</summary>
    public ShapeReport Report { get; }
}
