using System.CommandLine;
using System.Globalization;
using PawLatency.Analysis;
using PawLatency.Evidence;
using PawLatency.Files;

namespace PawLatency.Cli;

/// <summary>pawlatency verify: holds the model, or measured data, against published findings.</summary>
internal static class VerifyVerb
{
    private const double CalibrationPercent = 90, ValidationPercent = 75;

    public static Command Create()
    {
        var input = new Argument<string[]>("evidence") { Arity = ArgumentArity.ZeroOrMore, Description = "Evidence files (.yaml) or folders of them; all findings of the library if absent." };
        var data = new Option<string?>("--data") { HelpName = "FILE", Description = "Measured data (CSV: trials or a summary, as check reads them) in place of the simulation." };
        var cutoff = new Option<double?>("--cutoff") { HelpName = "S", Description = "Cutoff of the measured data, s; that of the evidence file if absent." };
        var failing = new Option<bool>("--failing") { Description = "Print only what fails, and the totals." };
        var json = new Option<bool>("--json") { Description = "Print the verdicts as JSON." };
        var junit = new Option<string?>("--junit") { HelpName = "FILE", Description = "Write the verdicts as JUnit XML, over a file that exists." };
        var report = new Option<string?>("--report") { HelpName = "FILE", Description = "Write the verdicts as a Markdown page, over a file that exists." };
        var calibration = new Option<double?>("--calibration-share") { HelpName = "PERCENT", Description = "Without files: share of the calibration expectations that must hold; 90 if absent." };
        var validation = new Option<double?>("--validation-share") { HelpName = "PERCENT", Description = "Without files: share of the validation expectations that must hold; 75 if absent." };
        var verb = new Command("verify", """
            Holds the model against published findings, or your own data against a finding.

            Exit code 1 says: an expectation of the files you name fails; or, without files, fewer hold than the two shares ask
            for. Some published findings contradict each other, so not all of the library's can hold.
            """)
        {
            input, data, cutoff, failing, json, junit, report, calibration, validation,
        };
        verb.SetAction(parsed =>
        {
            string[] paths = parsed.GetValue(input) ?? [];
            double? calibrationShare = Share(parsed.GetValue(calibration), "--calibration-share", paths);
            double? validationShare = Share(parsed.GetValue(validation), "--validation-share", paths);
            string? measured = parsed.GetValue(data);
            Verification verification = Verify(paths, measured, parsed.GetValue(cutoff));
            if (parsed.GetValue(junit) is { } junitFile)
            {
                JUnitFile.Write(junitFile, "evidence", [.. verification.Findings.SelectMany(Cases)]);
            }

            if (parsed.GetValue(report) is { } reportFile)
            {
                File.WriteAllText(reportFile, EvidenceReport.Write(verification, measured is null ? null : Path.GetFileName(measured)));
            }

            bool holds = paths.Length > 0
                ? verification.Findings.All(verdict => verdict.Holds)
                : EvidenceTotals.Percent(verification, EvidenceUse.Calibration) >= (calibrationShare ?? CalibrationPercent)
                    && EvidenceTotals.Percent(verification, EvidenceUse.Validation) >= (validationShare ?? ValidationPercent);
            bool onlyFailing = parsed.GetValue(failing);
            Console.Out.Write(parsed.GetValue(json) ? VerifyText.Json(verification, onlyFailing, holds) : VerifyText.Plain(verification, onlyFailing));
            return holds ? ExitCode.Good : ExitCode.CheckFailed;
        });
        return verb;
    }

    private static Verification Verify(string[] paths, string? data, double? cutoffS)
    {
        if (data is null && cutoffS is not null)
        {
            throw new ArgumentException("--cutoff is that of measured data; name them with --data.");
        }

        if (data is not null && paths.Length == 0)
        {
            throw new ArgumentException("--data needs an evidence file whose groups are those of the data.");
        }

        IReadOnlyList<Finding> findings = EvidenceSource.Open(paths).Findings;
        if (data is not null)
        {
            return Verification.Against(findings, MeasuredData.Load(data, Cutoff(findings, cutoffS)));
        }

        // A finding takes about a twentieth of a second; a test of significance runs hundreds of experiments.
        bool isLong = findings.Count > 20 || findings.Any(finding => finding.Expectations.Any(expectation => expectation is Significant));
        return ProgressDisplay.Show("findings", isLong, progress => Verification.Run(findings, progress: progress));
    }

    private static double Cutoff(IReadOnlyList<Finding> findings, double? given)
    {
        if (given is { } cutoffS)
        {
            return MeasuredCutoff.Check(cutoffS);
        }

        double[] cutoffs = [.. findings.Select(finding => finding.Study.Assay.CutoffS).Distinct().Order()];
        return cutoffs.Length == 1 ? cutoffs[0] : throw new ArgumentException("The cutoffs of the evidence files differ; give that of the data with --cutoff.");
    }

    private static double? Share(double? percent, string option, string[] paths)
    {
        if (percent is not null && paths.Length > 0)
        {
            throw new ArgumentException($"{option} is for the findings of the library; of the files you name, everything must hold.");
        }

        return percent is null or (>= 0 and <= 100) ? percent : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{option} is {percent}; it must be 0 to 100."));
    }

    private static IEnumerable<JUnitCase> Cases(FindingVerdict verdict) => verdict.Judgements.Select((judgement, index) =>
        new JUnitCase(verdict.Finding.Id, string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {judgement.Expected}"), judgement.Holds ? null : $"expected {judgement.Expected}, got {judgement.Got}"));
}
