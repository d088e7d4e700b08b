using PawLatency.Data;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Statistics;
using PawLatency.Text;

namespace PawLatency.Evidence;

/// <summary>Result of checking findings against a model or measured data.</summary>
/// <example>
/// <code>
/// Verification verification = Verification.Run(Finding.All);
/// (int holding, int all) = verification.Count(finding => finding.Use == EvidenceUse.Validation);
/// Console.WriteLine($"{holding} of {all} predicted expectations hold");
/// </code>
/// </example>
public sealed class Verification
{
    private Verification(IReadOnlyList<FindingVerdict> findings, Model? rival = null) => (Findings, Rival) = (findings, rival);

    /// <summary>The rival model that was run instead of the library's, or null.</summary>
    public Model? Rival { get; }

    /// <summary>The findings, in the order they were given.</summary>
    public IReadOnlyList<FindingVerdict> Findings { get; }

    /// <summary>Simulates findings and checks their expectations.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="parameters">Parameters of the typical rat; null for the library's.</param>
    /// <param name="control">Tolerances; null for the defaults.</param>
    /// <param name="progress">Receives the completed fraction, 0 to 1.</param>
    public static Verification Run(
        IReadOnlyList<Finding> findings,
        NociceptionParameters? parameters = null,
        StepControl? control = null,
        IProgress<double>? progress = null
    )
    {
        // Known failures apply to the library's model only, not to a rival.
        Model? rival = parameters is { Model: { IsReference: false } other } ? other : null;
        IReadOnlyList<Finding> judged = rival is null ? findings : [.. findings.Select(Unmarked)];
        var verdicts = new FindingVerdict[judged.Count];
        InParallel.For(
            verdicts.Length,
            null,
            progress,
            index => verdicts[index] = Simulate(judged[index], parameters, control ?? StepControl.Default)
        );
        return new Verification(verdicts, rival);
    }

    /// <summary>What was not judged, because a group was not tested on its day: finding and expectation.</summary>
    public IReadOnlyList<(string Finding, string Expected)> Untested { get; private init; } = [];

    /// <summary>Checks measured data against findings; a time between two tests is judged on the straight line between them.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="data">The data.</param>
    /// <exception cref="InputException">
    /// A group of a finding is not in the data, a time is outside the data, or an expectation cannot be read from curves. The message lists
    /// every such expectation with file and line.
    /// </exception>
    public static Verification Against(IReadOnlyList<Finding> findings, MeasuredData data) => Against(findings, data, interpolate: true);

    /// <summary>Checks measured data against findings, and may leave out the times between their tests.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="data">The data.</param>
    /// <param name="interpolate">Whether a time between two tests is judged on the straight line between them; else such an expectation is
    /// named and not judged.</param>
    /// <exception cref="ArgumentException">No expectation can be judged.</exception>
    /// <exception cref="InputException">
    /// A group of a finding is not in the data, a time is outside the data, or an expectation cannot be read from curves. The message lists
    /// every such expectation with file and line.
    /// </exception>
    public static Verification Against(IReadOnlyList<Finding> findings, MeasuredData data, bool interpolate)
    {
        var faults = new List<Fault>();
        FindingRun before = FindingRun.Measured(data),
            after = FindingRun.Measured(data, afterDose: true);
        var untested = new List<(string, string)>();
        Judgement? Judge(Finding finding, Expectation expectation, int index)
        {
            try
            {
                FindingRun run = finding.Study.Test.AfterDose ? after : before;
                Judgement judgement = expectation.JudgeMeasured(run);
                if (interpolate || expectation.IsTestedIn(run))
                {
                    return judgement;
                }

                untested.Add((finding.Id, judgement.Expected));
            }
            catch (ArgumentException fault)
            {
                faults.Add(
                    new Fault(
                        finding.File,
                        expectation.Place.Line,
                        expectation.Place.Column,
                        $"{finding.Id}, expectation {index + 1}: {Fault.Plain(fault)}"
                    )
                );
            }

            return null;
        }

        // Known failures do not apply to measured data.
        FindingVerdict[] verdicts = [.. findings.Select(Unmarked).Select(finding => Judged(finding, Judge))];
        return faults.Count > 0 ? throw new InputException(faults)
            : verdicts.All(verdict => verdict.Judgements.Count == 0)
                ? throw new ArgumentException(
                    "The groups were tested on none of the days of the evidence; --interpolate judges between the tested days."
                )
            : new Verification([.. verdicts.Where(verdict => verdict.Judgements.Count > 0)]) { Untested = untested };
    }

    // With the expectations that have a judgement.
    private static FindingVerdict Judged(Finding finding, Func<Finding, Expectation, int, Judgement?> judge)
    {
        (Expectation Expectation, Judgement Judgement)[] judged =
        [
            .. finding
                .Expectations.Select((expectation, index) => (Expectation: expectation, Judgement: judge(finding, expectation, index)))
                .Where(one => one.Judgement is not null)
                .Select(one => (one.Expectation, one.Judgement!)),
        ];
        return new FindingVerdict(
            finding with
            {
                Expectations = [.. judged.Select(one => one.Expectation)],
            },
            [.. judged.Select(one => one.Judgement)]
        );
    }

    /// <summary>The shares of expectations that hold: of all, and by weight, use, strength, reading and assay. Each has the classification,
    /// for example "use", and the kind, for example "calibration".</summary>
    public IReadOnlyList<(string By, string Name, Proportion Holding)> Totals => EvidenceTotals.Of(this);

    /// <summary>What was lost, gained or is new since the findings of the library were last accepted
    /// (<c>data/evidence/record.csv</c>).</summary>
    public RecordChange SinceRecord() => EvidenceRecord.Library.Compare(this);

    /// <summary>These verdicts as the record that later ones are compared with: the text of <c>record.csv</c>.</summary>
    public string ToRecord() => EvidenceRecord.Of(this).Write();

    /// <summary>The verdicts as a Markdown page.</summary>
    /// <param name="data">Name of the measured data they are of; null for the model.</param>
    public string ToMarkdown(string? data = null) =>
        data is null && Findings.All(verdict => verdict.Finding.IsStudy)
            ? NamedStudiesReport.Write(this, Findings.Select(verdict => verdict.Finding).SequenceEqual(Finding.Studies))
            : EvidenceReport.Write(this, data);

    /// <summary>Number of expectations that hold, and of all.</summary>
    /// <param name="which">Which findings count.</param>
    public (int Holding, int All) Count(Func<Finding, bool> which)
    {
        Judgement[] judgements = [.. Findings.Where(verdict => which(verdict.Finding)).SelectMany(verdict => verdict.Judgements)];
        return (judgements.Count(judgement => judgement.Holds), judgements.Length);
    }

    /// <summary>Adds to each verdict the share of plausible parameter sets in which it holds.</summary>
    /// <param name="sets">The plausible sets, at least one.</param>
    /// <param name="progress">Receives the completed fraction, 0 to 1.</param>
    public Verification InSets(IReadOnlyList<NociceptionParameters> sets, IProgress<double>? progress = null)
    {
        IReadOnlyList<EnsembleShare> shares = EnsembleShare.Of([.. Findings.Select(verdict => verdict.Finding)], sets, progress);
        return new Verification([
            .. Findings.Zip(
                shares,
                (verdict, share) =>
                    verdict with
                    {
                        HoldsInSetsPercent = share.Percent,
                        Judgements =
                        [
                            .. verdict.Judgements.Zip(
                                share.Expectations,
                                (judgement, percent) => judgement with { HoldsInSetsPercent = percent }
                            ),
                        ],
                    }
            ),
        ]);
    }

    private static Finding Unmarked(Finding finding) =>
        finding with
        {
            Expectations = [.. finding.Expectations.Select(expectation => expectation with { KnownFailure = null })],
        };

    /// <summary>Runs one finding, on the calling thread.</summary>
    internal static FindingVerdict Simulate(Finding finding, NociceptionParameters? parameters, StepControl control)
    {
        var run = FindingRun.Simulate(finding, parameters, control);
        Study study = finding.Study with { Parameters = parameters ?? finding.Study.Parameters };
        return new FindingVerdict(finding, [.. finding.Expectations.Select(expectation => expectation.Judge(run, study, control))]);
    }
}

/// <summary>The judgements of one finding.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Judgements">One for each expectation, in its order.</param>
public sealed record FindingVerdict(Finding Finding, IReadOnlyList<Judgement> Judgements)
{
    /// <summary>Share of the plausible parameter sets in which every expectation holds, percent, 0 to 100; null if not computed.</summary>
    public double? HoldsInSetsPercent { get; init; }

    /// <summary>Whether every expectation holds.</summary>
    public bool Holds => Judgements.All(judgement => judgement.Holds);

    /// <summary>Whether all expectations hold except those marked as known failures, and all of those fail.</summary>
    public bool IsAsMarked => Marked.All(one => one.Judgement.Holds == (one.Known is null));

    /// <summary>Each judgement with the reason of its known failure, or null.</summary>
    public IEnumerable<(Judgement Judgement, string? Known)> Marked =>
        Judgements.Zip(Finding.Expectations, (judgement, expectation) => (judgement, expectation.KnownFailure));
}
