using PawLatency.Data;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Evidence;

/// <summary>Expectations on the shape of the curves of a treated and a control group, read from a file.</summary>
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

    /// <summary>The published shape of a seven-day opioid pump, for a model's typical rat.</summary>
    public static ShapeContract OpioidPump => Named("opioid-pump");

    /// <summary>The same shape with wider bands, for measured means of small groups.</summary>
    public static ShapeContract OpioidPumpMeasured => Named("opioid-pump-measured");

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>What the contract checks.</summary>
    public string Description { get; }

    /// <summary>Source of the bands.</summary>
    public string Source { get; }

    /// <summary>Start of the drug.</summary>
    public StudyTime DrugOn { get; }

    /// <summary>End of the drug.</summary>
    public StudyTime DrugOff { get; }

    /// <summary>Expectations on the groups "treated" and "control".</summary>
    public IReadOnlyList<Expectation> Expectations => _expectations;

    /// <summary>Finds a contract of the library.</summary>
    /// <param name="name">Name.</param>
    /// <exception cref="ArgumentException">There is no such contract; the message suggests the nearest name.</exception>
    public static ShapeContract Named(string name) => ContractFile.Named(name);

    /// <summary>Reads a contract file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file has errors.</exception>
    public static ShapeContract Load(string path) => ContractFile.Load(path);

    /// <summary>Checks the typical rats of two groups.</summary>
    /// <param name="treated">The treated group.</param>
    /// <param name="control">The control group.</param>
    public ShapeReport Check(GroupResult treated, GroupResult control) => Check(treated.Typical.Curve, control.Typical.Curve);

    /// <summary>Checks two curves.</summary>
    /// <param name="treated">Curve of the treated group.</param>
    /// <param name="control">Curve of the control group.</param>
    /// <exception cref="ArgumentException">A curve does not reach back to the start of the drug.</exception>
    public ShapeReport Check(LatencyCurve treated, LatencyCurve control)
    {
        var run = FindingRun.Of([(Treated, treated), (Control, control)]);
        return new ShapeReport(Name, [.. _expectations.Select(expectation => expectation.Judge(run))]);
    }

    /// <summary>The contract applied to a study, as a finding with the weight of a contract.</summary>
    /// <param name="study">The study; its curves are checked up to its last session.</param>
    /// <param name="treated">Name of its treated group.</param>
    /// <param name="control">Name of its control group.</param>
    internal Finding ToFinding(Study study, string treated, string control) =>
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

    /// <summary>Throws if an expectation does not hold, for use in tests.</summary>
    /// <exception cref="ShapeException">A feature is outside its band; the message lists all such features.</exception>
    public void ThrowIfFailed()
    {
        if (!Holds)
        {
            throw new ShapeException(this);
        }
    }
}

/// <summary>Thrown if a curve does not meet its contract.</summary>
public sealed class ShapeException : Exception
{
    /// <summary>Creates an exception that lists every feature outside its band.</summary>
    /// <param name="report">The judgements.</param>
    public ShapeException(ShapeReport report)
        : base(
            $"The curve does not meet the contract {report.Contract}:\n"
                + string.Join('\n', report.Judgements.Where(judgement => !judgement.Holds).Select(judgement => "  " + judgement))
        ) => Report = report;

    /// <summary>All judgements.</summary>
    public ShapeReport Report { get; }
}
