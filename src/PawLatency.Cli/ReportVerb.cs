using System.CommandLine;
using System.Text;
using PawLatency.Data;
using PawLatency.Evidence;
using PawLatency.Plotting;
using PawLatency.Power;
using PawLatency.Statistics;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>pawlatency report: writes a study as one HTML page.</summary>
internal static class ReportVerb
{
    private const string Page = "report.html";

    private static readonly Argument<string?> Input = StudySource.Argument();
    private static readonly Option<string> Test = new("--test")
    {
        HelpName = "NAME",
        Description = string.Join(", ", LatencyTest.All.Select(test => test.Name)) + ".",
        DefaultValueFactory = _ => LatencyTest.Usual.Name,
    };
    private static readonly Option<string?> Control = new("--control")
    {
        HelpName = "GROUP",
        Description = "The control group (default: saline, vehicle, control or placebo).",
    };
    private static readonly Option<string?> Treated = new("--treated")
    {
        HelpName = "GROUP",
        Description = "The treated group (default: every group except the control).",
    };
    private static readonly Option<string?> Power = new("--power")
    {
        HelpName = "FOLDER",
        Description = "Include the results that pawlatency power wrote to this folder for this study.",
    };
    private static readonly Option<int?> Replicates = new("--replicates")
    {
        HelpName = "N",
        Description = "Compute the power with this number of replicates, as pawlatency power does by default, and include it.",
    };
    private static readonly Option<long?> Seed = StudySource.Seed();
    private static readonly Option<int?> Threads = StudySource.Threads();
    private static readonly Option<string?> Output = new("--out")
    {
        HelpName = "FOLDER",
        Description = $"Folder for {Page} (default: pawlatency-STUDY).",
    };
    private static readonly Option<bool> Force = new("--force") { Description = $"Overwrite an existing {Page}." };

    public static Command Create()
    {
        var verb = new Command(
            "report",
            $"Writes a study as one page, {Page}: "
                + "design, figures, tables, tests, power, methods and manifest, without scripts or external files."
        )
        {
            Input,
            Test,
            Treated,
            Control,
            Power,
            Replicates,
            Seed,
            Threads,
            Output,
            Force,
        };
        verb.SetAction(Report);
        return verb;
    }

    private static int Report(ParseResult parsed)
    {
        StudySource source = StudySource.Open(parsed.GetValue(Input));
        LatencyTest test = LatencyTest.Named(parsed.GetValue(Test)!);
        var folder = new OutputFolder(parsed.GetValue(Output) ?? $"pawlatency-{source.Name}");
        folder.RefuseExisting([Page], parsed.GetValue(Force));
        Study study = RunVerb.Seeded(source.Study, parsed.GetValue(Seed));
        string? treated = TreatedGroup(study, parsed);
        PowerReport? known = parsed.GetValue(Power) is { } path ? PowerFolder.Read(path, study, source) : null;
        if (known is not null && parsed.GetValue(Replicates) is not null)
        {
            throw new ArgumentException("--power includes computed results and --replicates computes new ones; use one of them.");
        }

        var options = new RunOptions { Threads = parsed.GetValue(Threads) };
        PowerResult? simulated = parsed.GetValue(Replicates) is { } replicates
            ? Simulate(study, source, parsed, treated, replicates, options)
            : null;
        if (simulated is { Stopped: true })
        {
            return PowerVerb.TellStopped(simulated);
        }

        StudyResult result = RunVerb.Run(study, options);
        StudyReport report = Tested(
            new StudyReport
            {
                Result = result,
                Manifest = RunManifest.Write(result, [(source.FileName, source.Bytes)], []),
                Verdict = source.Finding.Expectations.Count > 0 ? Verify(source.Finding) : null,
                Power = simulated is null ? known : PowerReport.Of(simulated),
            },
            test,
            treated,
            parsed
        );
        folder.Write([(Page, Encoding.UTF8.GetBytes(report.ToHtml()))]);
        Console.WriteLine($"Wrote {Page} to {folder.Path}{Path.DirectorySeparatorChar}");
        return ExitCode.Good;
    }

    // Returns the names as spelt in the study. A wrong name is an error; a study without a control has no tests.
    private static string? TreatedGroup(Study study, ParseResult parsed)
    {
        string[] groups = [.. study.Groups.Select(group => group.Name)];
        if (parsed.GetValue(Control) is { } control)
        {
            CheckVerb.ControlGroup(groups, control);
        }

        string? treated = parsed.GetValue(Treated) is { } name ? Nearest.Find(groups, group => [group], name, "group", "treated") : null;
        return treated is null || treated != parsed.GetValue(Control)
            ? treated
            : throw new ArgumentException($"--treated and --control both name \"{treated}\"; a test compares two groups.");
    }

    private static StudyReport Tested(StudyReport report, LatencyTest test, string? treated, ParseResult parsed)
    {
        try
        {
            LatencyTable table = report.Result.Table(test.Session);
            double[] baseline = AnalyseVerb.Baseline(table, null),
                days = AnalyseVerb.Days(table, null, baseline);
            string control = AnalyseVerb.ControlOf(test, table.Groups, parsed.GetValue(Control));
            var question = new TestQuestion
            {
                Control = control,
                Treated = treated,
                Days = days,
                BaselineDays = baseline,
            };
            return report with { Tests = test.Run(table, question), BaselineDays = baseline };
        }
        catch (Exception fault) when (fault is AnalysisException or ArgumentException)
        {
            return report with { WithoutTests = fault.Message };
        }
    }

    // Shows progress if a significance test repeats the experiment.
    private static FindingVerdict Verify(Finding finding) =>
        ProgressDisplay
            .Show("expectations", VerifyVerb.IsLong([finding]), progress => Verification.Run([finding], progress: progress))
            .Findings[0];

    private static PowerResult Simulate(
        Study study,
        StudySource source,
        ParseResult parsed,
        string? treated,
        int replicates,
        RunOptions options
    )
    {
        PowerDesign design = PowerVerb.Usual(study, source, treated, parsed.GetValue(Control)) with { Replicates = replicates };
        design.Validate();
        return PowerDisplay.Run(design, default, options);
    }
}
