using PawLatency.Data;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Evidence;

/// <summary>Expectations on the shape of the curves of a treated and a control group, read from a file.</summary>
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
    public ShapeReport Check(LatencyCurve treated, LatencyCurve control) => Check(treated, control, interpolate: true);

    /// <summary>Holds two curves against the contract, and may leave out the days between their points.</summary>
    /// <param name="treated">With the drug.</param>
    /// <param name="control">Without.</param>
    /// <param name="interpolate">Whether a day between two tests is judged on the straight line between them; else such a day is named
    /// and not judged.</param>
    /// <exception cref="ArgumentException">A curve does not reach back to the start of the drug, or no feature can be judged.</exception>
    public ShapeReport Check(LatencyCurve treated, LatencyCurve control, bool interpolate)
    {
        var run = FindingRun.Of([(Treated, treated), (Control, control)]);
        ShapeExpectation[] judged =
        [
            .. _expectations.Where(expectation => interpolate || expectation.IsTestedIn(expectation.Group == Treated ? treated : control)),
        ];
        return judged.Length > 0
            ? new ShapeReport(Name, [.. judged.Select(expectation => expectation.Judge(run))])
            {
                Untested = [.. _expectations.Except(judged).Select(expectation => expectation.What)],
            }
            : throw new ArgumentException(
                "The groups were tested on none of the days of the contract; --interpolate judges between the tested days."
            );
    }

    /// <summary>The contract applied to a study, as a finding with the weight of a contract.</summary>
    /// <param name="study">The study; its curves are checked up to its last session.</param>
    /// <param name="treated">Name of its treated group.</param>
    /// <param name="control">Name of its control group.</param>
    internal Finding ToFinding(Study study, string treated, string control) =>
        new()
        {
            Id = Name,
            Citation = Source,
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
    /// <summary>What was not judged, because the group was not tested on its day.</summary>
    public IReadOnlyList<string> Untested { get; init; } = [];

    /// <summary>Whether every expectation that was judged holds.</summary>
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
