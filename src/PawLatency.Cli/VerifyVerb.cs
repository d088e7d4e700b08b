using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Evidence;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>pawlatency verify: holds the model, or measured data, against the contract and published findings.</summary>
internal static class VerifyVerb
{
    private static readonly Argument<string[]> Input = new("evidence")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description =
            "Evidence files, study files with expectations, or folders of them; "
            + "the contract and all findings of the library if absent.",
    };
    private static readonly Option<bool> OfStudies = new("--studies")
    {
        Description = "The named studies of the library in place of the published findings.",
    };
    private static readonly Option<string?> Data = new("--data")
    {
        HelpName = "FILE",
        Description = "Measured data (CSV: trials or a summary, as check reads them) in place of the simulation.",
    };
    private static readonly Option<string?> Rival = ModelSource.Option("The model of the rat in place of the library's own.");
    private static readonly Option<bool> Rivals = new("--rivals")
    {
        Description = "The table of the library's models: parameters, contract, and what holds of the findings by their use.",
    };
    private static readonly TableOptions Reading = new();
    private static readonly Option<bool> Ensemble = new("--ensemble")
    {
        Description = "Hold every plausible set of parameters against them too, and print the share of sets in which each holds.",
    };
    private static readonly Option<bool> Failing = new("--failing") { Description = "Print only what fails, and the totals." };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Print the verdicts as JSON." };
    private static readonly Option<string?> JUnit = new("--junit")
    {
        HelpName = "FILE",
        Description = "Write the verdicts as JUnit XML, over a file that exists.",
    };
    private static readonly Option<string?> Report = new("--report")
    {
        HelpName = "FILE",
        Description = "Write the verdicts as a Markdown page, over a file that exists.",
    };
    private static readonly Option<string?> Record = new("--record")
    {
        HelpName = "FOLDER",
        Description = "Without files: accept today's verdicts and write record.csv and REPORT.md into this folder (data/evidence).",
    };

    public static Command Create()
    {
        var verb = new Command(
            "verify",
            """
            Holds the model against the contract and published findings, against named studies, or your own data against a finding.

            Without files, exits 1 if the contract or a finding with the weight of the contract fails, or if an expectation is
            lost: it held when data/evidence/record.csv was accepted and does not hold now. Other findings may fail, because
            some published findings contradict each other. With files or --studies, exits 1 if an expectation fails, or if one
            that is marked as a known failure holds.
            """
        )
        {
            Input,
            OfStudies,
            Rival,
            Rivals,
            Data,
            Ensemble,
            Failing,
            AsJson,
            JUnit,
            Report,
            Record,
        };
        Reading.AddTo(verb);
        verb.SetAction(Execute);
        return verb;
    }

    private static int Execute(ParseResult parsed) =>
        parsed.GetValue(Rivals)
            ? Compare(parsed)
            : Run(
                new Request
                {
                    Paths = parsed.GetValue(Input) ?? [],
                    OfStudies = parsed.GetValue(OfStudies),
                    Model = parsed.GetValue(Rival),
                    Data = parsed.GetValue(Data),
                    Reading = Reading.Of(parsed),
                    TableOption = Reading.Used(parsed),
                    Ensemble = parsed.GetValue(Ensemble),
                    OnlyFailing = parsed.GetValue(Failing),
                    Json = parsed.GetValue(AsJson),
                    JUnit = parsed.GetValue(JUnit),
                    Report = parsed.GetValue(Report),
                    Record = parsed.GetValue(Record),
                }
            );

    // The table of models knows no other question.
    private static int Compare(ParseResult parsed)
    {
        IEnumerable<Option> others = parsed
            .CommandResult.Children.OfType<OptionResult>()
            .Where(option => !option.Implicit)
            .Select(option => option.Option);
        IEnumerable<string> foreign = others
            .Where(option => option != AsJson && option != Report && option != Rivals)
            .Select(option => option.Name);
        if (foreign.Concat(parsed.GetValue(Input) ?? []).FirstOrDefault() is { } other)
        {
            throw new ArgumentException($"--rivals scores every model on all findings of the library; {other} has no place beside it.");
        }

        IReadOnlyList<ModelScore> scores = ProgressDisplay.Show(
            "models",
            true,
            progress => ModelScore.Of(Model.All, Finding.All, progress)
        );
        if (parsed.GetValue(Report) is { } file)
        {
            FileSet.Write(file, Encoding.UTF8.GetBytes(ModelScore.ToMarkdown(scores)));
        }

        Console.Out.Write(parsed.GetValue(AsJson) ? ModelScore.ToJson(scores) : ModelScore.ToText(scores));
        return ExitCode.Good;
    }

    private static int Run(Request request)
    {
        request.Check();
        Verification verification = request.Ensemble ? InSets(Verify(request)) : Verify(request);
        EvidenceRecord today = EvidenceRecord.Of(verification);
        RecordChange? change =
            request.OfLibrary && request.Model is null
                ? (request.Record is null ? EvidenceRecord.Library : today).Compare(verification)
                : null;
        Write(request, verification, today, change);
        bool holds = !request.OfLibrary
            ? verification.Findings.All(verdict => verdict.IsAsMarked)
            : change is not { Lost.Count: > 0 } && verification.Findings.All(verdict => verdict.Holds || !verdict.Finding.CountsAsContract);
        Console.Out.Write(
            request.Json
                ? VerifyText.Json(verification, request.OnlyFailing, holds, change)
                : VerifyText.Plain(verification, request.OnlyFailing, change)
        );
        return holds ? ExitCode.Good : ExitCode.CheckFailed;
    }

    private static void Write(Request request, Verification verification, EvidenceRecord record, RecordChange? change)
    {
        if (request.JUnit is { } junit)
        {
            FileSet.Write(
                junit,
                JUnitFile.Write(
                    request.OfStudies ? "studies" : "evidence",
                    [.. verification.Findings.SelectMany(verdict => Cases(verdict, change))]
                )
            );
        }

        if (request.Report is { } report)
        {
            FileSet.Write(report, Encoding.UTF8.GetBytes(verification.ToMarkdown(Path.GetFileName(request.Data))));
        }

        if (request.Record is { } folder)
        {
            new OutputFolder(folder).Write([
                (EvidenceRecord.FileName, Encoding.UTF8.GetBytes(record.Write())),
                ("REPORT.md", Encoding.UTF8.GetBytes(verification.ToMarkdown())),
            ]);
        }
    }

    private static Verification Verify(Request request)
    {
        IReadOnlyList<Finding> findings =
            request.OfStudies ? Finding.Studies
            : request.OfLibrary ? [Finding.Contract, .. Finding.All]
            : EvidenceSource.Open(request.Paths).Findings;
        if (request.Data is { } data)
        {
            MeasuredData measured = MeasuredData.Load(data, request.Reading, readout => CutoffOf(findings, readout));
            CheckUnit(findings, measured.Readout);
            return Verification.Against(findings, measured);
        }

        return ProgressDisplay.Show(
            "findings",
            IsLong(findings),
            progress => Verification.Run(findings, ModelSource.Parameters(request.Model), progress: progress)
        );
    }

    private static Verification InSets(Verification verification) =>
        NociceptionParameters.Ensemble is { Count: > 0 } sets
            ? ProgressDisplay.Show("plausible sets", true, progress => verification.InSets(sets, progress))
            : throw new ArgumentException("The library holds no plausible sets; --ensemble needs them.");

    /// <summary>Whether judging takes over a second: a finding takes about a twentieth of one; a test of significance runs hundreds of
    /// experiments.</summary>
    internal static bool IsLong(IReadOnlyList<Finding> findings) =>
        findings.Count > 20 || findings.Any(finding => finding.Expectations.Any(expectation => expectation.IsLong));

    private static void CheckUnit(IReadOnlyList<Finding> findings, Readout readout)
    {
        if (findings.FirstOrDefault(finding => finding.Study.Assay.Readout.Unit != readout.Unit) is { } other)
        {
            throw new ArgumentException(
                $"The data are in {readout.Unit}, "
                    + $"and {other.Id} reads a {other.Study.Assay.Readout.Name} in {other.Study.Assay.Readout.Unit}."
            );
        }
    }

    // Where no value of the data is censored, the cutoff is that of the experiment they are held against.
    private static double CutoffOf(IReadOnlyList<Finding> findings, Readout readout)
    {
        CheckUnit(findings, readout);
        double[] cutoffs = [.. findings.Select(finding => finding.Study.Assay.Readout.Of(finding.Study.Assay.CutoffS)).Distinct().Order()];
        return cutoffs.Length == 1
            ? cutoffs[0]
            : throw new ArgumentException("The cutoffs of the evidence files differ; give that of the data with --cutoff.");
    }

    // What fails in the library and failed before is skipped: it does not make the exit code 1.
    private static IEnumerable<JUnitCase> Cases(FindingVerdict verdict, RecordChange? change) =>
        verdict.Marked.Select(
            (marked, index) =>
                JUnitCase.Of(
                    verdict.Finding.Id,
                    index + 1,
                    marked.Judgement,
                    marked.Known,
                    change is not null && !verdict.Finding.CountsAsContract && !change.IsLost(verdict.Finding.Id, index + 1)
                )
        );

    private sealed record Request
    {
        public required string[] Paths { get; init; }

        public required bool OfStudies { get; init; }

        public required string? Model { get; init; }

        public required string? Data { get; init; }

        public required ReadingOptions Reading { get; init; }

        public required string? TableOption { get; init; }

        public required bool Ensemble { get; init; }

        public required bool OnlyFailing { get; init; }

        public required bool Json { get; init; }

        public required string? JUnit { get; init; }

        public required string? Report { get; init; }

        public required string? Record { get; init; }

        public bool OfLibrary => Paths.Length == 0 && !OfStudies;

        public void Check()
        {
            if (OfStudies && (Paths.Length > 0 || Data is not null))
            {
                throw new ArgumentException("--studies is for the studies of the library; files and --data are judged without it.");
            }

            if (Record is not null && !OfLibrary)
            {
                throw new ArgumentException("--record is for the findings of the library; leave out files and --studies.");
            }

            if ((Data ?? Model) is not null && Ensemble)
            {
                throw new ArgumentException(
                    "--ensemble is for the library's own model; measured data and other models have no plausible sets."
                );
            }

            if (Model is not null && (Data ?? Record) is not null)
            {
                throw new ArgumentException(
                    "--model is for the simulation; "
                        + (Data is null ? "the record is of the library's own model." : "measured data (--data) are judged without it.")
                );
            }

            if (Data is null && TableOption is not null)
            {
                throw new ArgumentException($"{TableOption} is that of measured data; use it with --data.");
            }

            if (Data is not null && Paths.Length == 0)
            {
                throw new ArgumentException("--data needs an evidence file whose groups are those of the data.");
            }

            OutputFolder.RefuseInput("--junit", JUnit, [.. Paths, Data]);
            OutputFolder.RefuseInput("--report", Report, [.. Paths, Data]);
            if (JUnit is not null && Report is not null && Path.GetFullPath(JUnit) == Path.GetFullPath(Report))
            {
                throw new ArgumentException($"--junit and --report both name {JUnit}; one would write over the other.");
            }
        }
    }
}
