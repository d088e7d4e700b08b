using System.CommandLine;
using System.Globalization;
using PawLatency.Analysis;
using PawLatency.Assay;
using PawLatency.Evidence;
using PawLatency.Files;
using PawLatency.Nociception;

namespace PawLatency.Cli;

/// <summary>pawlatency verify: holds the model, or measured data, against published findings.</summary>
internal static class VerifyVerb
{
    private const double CalibrationPercent = 90, ValidationPercent = 75;

    public static Command Create()
    {
        var input = new Argument<string[]>("evidence") { Arity = ArgumentArity.ZeroOrMore, Description = "Evidence files, study files with expectations, or folders of them; all findings of the library if absent." };
        var studies = new Option<bool>("--studies") { Description = "The named studies of the library in place of the published findings." };
        var data = new Option<string?>("--data") { HelpName = "FILE", Description = "Measured data (CSV: trials or a summary, as check reads them) in place of the simulation." };
        Option<string?> model = ModelSource.Option("The model of the rat in place of the library's own.");
        var rivals = new Option<bool>("--rivals") { Description = "The table of the library's models: parameters, contract, and what holds of the findings by their use." };
        var cutoff = new Option<double?>("--cutoff") { HelpName = "X", Description = "Cutoff of the measured data in their unit; that of the evidence file if absent." };
        var failing = new Option<bool>("--failing") { Description = "Print only what fails, and the totals." };
        var json = new Option<bool>("--json") { Description = "Print the verdicts as JSON." };
        var junit = new Option<string?>("--junit") { HelpName = "FILE", Description = "Write the verdicts as JUnit XML, over a file that exists." };
        var report = new Option<string?>("--report") { HelpName = "FILE", Description = "Write the verdicts as a Markdown page, over a file that exists." };
        var calibration = new Option<double?>("--calibration-share") { HelpName = "PERCENT", Description = "Without files: share of the calibration expectations that must hold; 90 if absent." };
        var validation = new Option<double?>("--validation-share") { HelpName = "PERCENT", Description = "Without files: share of the validation expectations that must hold; 75 if absent." };
        var verb = new Command("verify", """
            Holds the model against published findings or named studies, or your own data against a finding.

            Exit code 1 says: an expectation of the files you name, or of the studies, fails; or, without either, fewer hold than
            the two shares ask for. Some published findings contradict each other, so not all of the library's can hold. A
            failure that a study marks as known must fail: "known" is good, "MARKED" says that the mark has outlived its reason.
            """)
        {
            input, studies, model, rivals, data, cutoff, failing, json, junit, report, calibration, validation,
        };
        verb.SetAction(parsed =>
        {
            string[] paths = parsed.GetValue(input) ?? [];
            bool ofStudies = parsed.GetValue(studies);
            string? measured = parsed.GetValue(data);
            if (ofStudies && (paths.Length > 0 || measured is not null))
            {
                throw new ArgumentException("--studies is for the studies of the library; files and --data are judged without it.");
            }

            OutputFolder.RefuseInput("--junit", parsed.GetValue(junit), [.. paths, measured]);
            OutputFolder.RefuseInput("--report", parsed.GetValue(report), [.. paths, measured]);
            if (parsed.GetValue(junit) is { } first && parsed.GetValue(report) is { } second && Path.GetFullPath(first) == Path.GetFullPath(second))
            {
                throw new ArgumentException($"--junit and --report both name {first}; one would write over the other.");
            }

            if (parsed.GetValue(rivals))
            {
                RefuseBesideRivals(parsed, [studies, model, data, cutoff, failing, junit, calibration, validation], paths);
                return Compare(parsed.GetValue(json), parsed.GetValue(report));
            }

            NociceptionParameters? parameters = ModelSource.Parameters(parsed.GetValue(model));
            if (parameters is not null && measured is not null)
            {
                throw new ArgumentException("--model is for the simulation; measured data (--data) are judged without it.");
            }

            bool all = paths.Length == 0 && !ofStudies;
            double? calibrationShare = Share(parsed.GetValue(calibration), "--calibration-share", all);
            double? validationShare = Share(parsed.GetValue(validation), "--validation-share", all);
            Verification verification = Verify(ofStudies ? Finding.Studies : null, paths, measured, parsed.GetValue(cutoff), parameters);
            if (parsed.GetValue(junit) is { } junitFile)
            {
                JUnitFile.Write(junitFile, ofStudies ? "studies" : "evidence", [.. verification.Findings.SelectMany(Cases)]);
            }

            if (parsed.GetValue(report) is { } reportFile)
            {
                File.WriteAllText(reportFile, measured is null && verification.Findings.All(verdict => verdict.Finding.IsStudy) ? NamedStudiesReport.Write(verification, ofStudies) : EvidenceReport.Write(verification, measured is null ? null : Path.GetFileName(measured)));
            }

            bool holds = !all
                ? verification.Findings.All(verdict => verdict.IsAsMarked)
                : EvidenceTotals.Percent(verification, EvidenceUse.Calibration) >= (calibrationShare ?? CalibrationPercent)
                    && EvidenceTotals.Percent(verification, EvidenceUse.Validation) >= (validationShare ?? ValidationPercent);
            bool onlyFailing = parsed.GetValue(failing);
            Console.Out.Write(parsed.GetValue(json) ? VerifyText.Json(verification, onlyFailing, holds) : VerifyText.Plain(verification, onlyFailing));
            return holds ? ExitCode.Good : ExitCode.CheckFailed;
        });
        return verb;
    }

    private static int Compare(bool json, string? report)
    {
        IReadOnlyList<ModelScore> scores = ProgressDisplay.Show("models", true, progress => ModelScore.Of(Model.All, Finding.All, progress));
        if (report is not null)
        {
            File.WriteAllText(report, ModelReport.Write(scores));
        }

        Console.Out.Write(json ? ModelReport.Json(scores) : ModelReport.Plain(scores));
        return ExitCode.Good;
    }

    private static void RefuseBesideRivals(ParseResult parsed, IEnumerable<Option> others, string[] paths)
    {
        IEnumerable<string> given = others.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name);
        if (given.Concat(paths).FirstOrDefault() is { } other)
        {
            throw new ArgumentException($"--rivals scores every model on all findings of the library; {other} has no place beside it.");
        }
    }

    private static Verification Verify(IReadOnlyList<Finding>? studies, string[] paths, string? data, double? cutoffS, NociceptionParameters? parameters)
    {
        if (data is null && cutoffS is not null)
        {
            throw new ArgumentException("--cutoff is that of measured data; name them with --data.");
        }

        if (data is not null && paths.Length == 0)
        {
            throw new ArgumentException("--data needs an evidence file whose groups are those of the data.");
        }

        IReadOnlyList<Finding> findings = studies ?? EvidenceSource.Open(paths).Findings;
        if (data is not null)
        {
            MeasuredData measured = MeasuredData.Load(data, cutoffS, readout => Cutoff(findings, readout));
            CheckUnit(findings, measured.Readout);
            return Verification.Against(findings, measured);
        }

        return ProgressDisplay.Show("findings", IsLong(findings), progress => Verification.Run(findings, parameters, progress: progress));
    }

    /// <summary>Whether judging takes over a second: a finding takes about a twentieth of one; a test of significance runs hundreds of experiments.</summary>
    internal static bool IsLong(IReadOnlyList<Finding> findings) =>
        findings.Count > 20 || findings.Any(finding => finding.Expectations.Any(expectation => expectation is Significant));

    private static void CheckUnit(IReadOnlyList<Finding> findings, Readout readout)
    {
        if (findings.FirstOrDefault(finding => finding.Study.Assay.Readout.Unit != readout.Unit) is { } other)
        {
            throw new ArgumentException($"The data are in {readout.Unit}, and {other.Id} reads a {other.Study.Assay.Readout.Name} in {other.Study.Assay.Readout.Unit}.");
        }
    }

    // Where no value of the data is censored, the cutoff is that of the experiment they are held against.
    private static double Cutoff(IReadOnlyList<Finding> findings, Readout readout)
    {
        CheckUnit(findings, readout);
        double[] cutoffs = [.. findings.Select(finding => finding.Study.Assay.Readout.Of(finding.Study.Assay.CutoffS)).Distinct().Order()];
        return cutoffs.Length == 1 ? cutoffs[0] : throw new ArgumentException("The cutoffs of the evidence files differ; give that of the data with --cutoff.");
    }

    private static double? Share(double? percent, string option, bool all)
    {
        if (percent is not null && !all)
        {
            throw new ArgumentException($"{option} is for the findings of the library; of files and studies, everything must hold.");
        }

        return percent is null or (>= 0 and <= 100) ? percent : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{option} is {percent}; it must be 0 to 100."));
    }

    private static IEnumerable<JUnitCase> Cases(FindingVerdict verdict) => verdict.Marked.Select((marked, index) =>
    {
        (Judgement judgement, string? known) = marked;
        string? failure = judgement.Holds == (known is null) ? null : $"expected {judgement.Expected}, got {judgement.Got}{(known is null ? "" : $"; marked as a known failure: {known}")}";
        return new JUnitCase(verdict.Finding.Id, string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {judgement.Expected}"), failure);
    });
}
