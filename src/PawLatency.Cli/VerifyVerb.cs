using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Evidence;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>pawlatency verify: checks the model, or measured data, against the contract and published findings.</summary>
internal static class VerifyVerb
{
    private static readonly Argument<string[]> Input = new("evidence")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description =
            "Evidence files, study files with expectations, or folders with such files; "
            + "(default: the contract and all findings of the library).",
    };
    private static readonly Option<bool> OfStudies = new("--studies")
    {
        Description = "Check the named studies of the library instead of the published findings.",
    };
    private static readonly Option<string?> Data = new("--data")
    {
        HelpName = "FILE",
        Description = "Measured data to check instead of the simulation (CSV of trials or a summary, as for check).",
    };
    private static readonly Option<string?> Rival = ModelSource.Option("Model of the rat to use instead of that of the library.");
    private static readonly Option<bool> Rivals = new("--rivals")
    {
        Description =
            "Compare the models of the library: number of parameters, and expectations met in the contract and in the findings by use.",
    };
    private static readonly TableOptions Reading = new();
    private static readonly Option<bool> Interpolate = TableOptions.Interpolation();
    private static readonly Option<bool> Ensemble = new("--ensemble")
    {
        Description = "Also check every plausible parameter set, and print the share of sets in which each expectation holds.",
    };
    private static readonly Option<bool> Failing = new("--failing") { Description = "Print only failures and totals." };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Print the verdicts as JSON." };
    private static readonly Option<string?> JUnit = JUnitFile.Option();
    private static readonly Option<string?> Report = new("--report")
    {
        HelpName = "FILE",
        Description = "Write the verdicts as a Markdown page; overwrites an existing file.",
    };
    private static readonly Option<string?> Record = new("--record")
    {
        HelpName = "FOLDER",
        Description = "Accept the current verdicts: write record.csv and REPORT.md to this folder (data/evidence). Not with files.",
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
            Interpolate,
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
                    Interpolate = parsed.GetValue(Interpolate),
                    TableOption = Reading.Used(parsed) ?? (parsed.GetValue(Interpolate) ? Interpolate.Name : null),
                    Account = measured => Reading.Account(parsed, measured),
                    Ensemble = parsed.GetValue(Ensemble),
                    OnlyFailing = parsed.GetValue(Failing),
                    Json = parsed.GetValue(AsJson),
                    JUnit = parsed.GetValue(JUnit),
                    Report = parsed.GetValue(Report),
                    Record = parsed.GetValue(Record),
                }
            );

    // The table of models allows no other options.
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
            throw new ArgumentException($"--rivals checks every model on all findings of the library and cannot be combined with {other}.");
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
        RecordChange? change =
            !request.OfLibrary || request.Model is not null ? null
            : request.Record is null ? verification.SinceRecord()
            : new RecordChange([], 0, 0);
        Write(request, verification, change);
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

    private static void Write(Request request, Verification verification, RecordChange? change)
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
                ("record.csv", Encoding.UTF8.GetBytes(verification.ToRecord())),
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
            Console.Out.Write(request.Json ? "" : request.Account(measured).TrimStart('\n'));
            return Verification.Against(findings, measured, request.Interpolate);
        }

        return ProgressDisplay.Show(
            "findings",
            IsLong(findings),
            progress => Verification.Run(findings, ModelSource.Parameters(request.Model), progress: progress)
        );
    }

    private static Verification InSets(Verification verification) =>
        NociceptionParameters.Ensemble is { Count: > 0 } sets
            ? ProgressDisplay.Show("plausible parameter sets", true, progress => verification.InSets(sets, progress))
            : throw new ArgumentException("The library has no plausible parameter sets, which --ensemble needs.");

    /// <summary>Whether checking takes more than a second. A finding takes about 0.05 s; a significance test runs hundreds of
    /// experiments.</summary>
    internal static bool IsLong(IReadOnlyList<Finding> findings) =>
        findings.Count > 20 || findings.Any(finding => finding.Expectations.Any(expectation => expectation.IsLong));

    private static void CheckUnit(IReadOnlyList<Finding> findings, Readout readout)
    {
        if (findings.FirstOrDefault(finding => finding.Study.Assay.Readout.Unit != readout.Unit) is { } other)
        {
            throw new ArgumentException(
                $"The data are in {readout.Unit}, "
                    + $"but {other.Id} measures a {other.Study.Assay.Readout.Name} in {other.Study.Assay.Readout.Unit}."
            );
        }
    }

    // If no value is censored, the cutoff is that of the experiment of the finding.
    private static double CutoffOf(IReadOnlyList<Finding> findings, Readout readout)
    {
        CheckUnit(findings, readout);
        double[] cutoffs = [.. findings.Select(finding => finding.Study.Assay.Readout.Of(finding.Study.Assay.CutoffS)).Distinct().Order()];
        return cutoffs.Length == 1
            ? cutoffs[0]
            : throw new ArgumentException("The cutoffs of the evidence files differ; give the cutoff of the data with --cutoff.");
    }

    // Failures of the library that are on record are skipped; they do not cause exit code 1.
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

        public required bool Interpolate { get; init; }

        public required string? TableOption { get; init; }

        public required Func<MeasuredData, string> Account { get; init; }

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
                throw new ArgumentException("--studies checks the studies of the library; do not combine it with files or --data.");
            }

            if (Record is not null && !OfLibrary)
            {
                throw new ArgumentException("--record is for the findings of the library; do not combine it with files or --studies.");
            }

            if ((Data ?? Model) is not null && Ensemble)
            {
                throw new ArgumentException(
                    "--ensemble needs the library's model; measured data and other models have no plausible parameter sets."
                );
            }

            if (Model is not null && (Data ?? Record) is not null)
            {
                throw new ArgumentException(
                    "--model selects a simulation; "
                        + (Data is null ? "the record is of the library's own model." : "measured data (--data) are judged without it.")
                );
            }

            if (Data is null && TableOption is not null)
            {
                throw new ArgumentException($"{TableOption} is that of measured data; use it with --data.");
            }

            if (Data is not null && Paths.Length == 0)
            {
                throw new ArgumentException("--data needs an evidence file with the groups of the data.");
            }

            OutputFolder.RefuseInput("--junit", JUnit, [.. Paths, Data]);
            OutputFolder.RefuseInput("--report", Report, [.. Paths, Data]);
            if (JUnit is not null && Report is not null && Path.GetFullPath(JUnit) == Path.GetFullPath(Report))
            {
                throw new ArgumentException($"--junit and --report both name {JUnit}; use two files.");
            }
        }
    }
}
