using System.CommandLine;
using System.Globalization;
using PawLatency.Data;
using PawLatency.Nociception;
using PawLatency.Plotting;
using PawLatency.Power;
using PawLatency.Statistics;

namespace PawLatency.Cli;

/// <summary>pawlatency power: how many rats, tested on which days.</summary>
internal static class PowerVerb
{
    private const string FigureFile = "power.svg",
        PictureFile = "power.png";

    private static readonly string[] Results =
    [
        PowerResult.CurveFile,
        PowerResult.DaysFile,
        FigureFile,
        PictureFile,
        PowerResult.ParagraphFile,
        PowerResult.ManifestFile,
    ];

    private static readonly Argument<string?> Input = StudySource.Argument();
    private static readonly Option<string[]> Test = new("--test")
    {
        HelpName = "NAME",
        Description = string.Join(", ", PowerDesign.TestNames) + " (default: welch, ancova and lmm).",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<double[]> Day = new("--day")
    {
        HelpName = "D",
        Description =
            "Days to test, Holm-adjusted; default: those on which the typical treated rat is 10 % faster than the control, "
            + "or else every day after the baseline.",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<double[]> Baseline = new("--baseline")
    {
        HelpName = "D",
        Description = "Baseline days (default: the days up to day 0).",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<string?> Treated = new("--treated")
    {
        HelpName = "GROUP",
        Description = "The group with the drug, or with both drugs of a 2 x 2 design; needed where there are several.",
    };
    private static readonly Option<string?> Control = new("--control")
    {
        HelpName = "GROUP",
        Description = "The group without the drug (default: saline, vehicle, control or placebo).",
    };
    private static readonly Option<int> From = new("--from")
    {
        HelpName = "N",
        Description = "Fewest rats in each group.",
        DefaultValueFactory = _ => 4,
    };
    private static readonly Option<int> To = new("--to")
    {
        HelpName = "N",
        Description = "Most rats in each group.",
        DefaultValueFactory = _ => 20,
    };
    private static readonly Option<int> Replicates = new("--replicates")
    {
        HelpName = "N",
        Description = "Simulated studies.",
        DefaultValueFactory = _ => 2_000,
    };
    private static readonly Option<double> Significance = new("--alpha")
    {
        HelpName = "P",
        Description = "Two-sided level of significance.",
        DefaultValueFactory = _ => 0.05,
    };
    private static readonly Option<double> Dropout = new("--dropout")
    {
        HelpName = "SHARE",
        Description = "Share of the rats that drop out after the baseline, 0 to 0.9.",
        DefaultValueFactory = _ => 0,
    };
    private static readonly Option<string> Direction = new("--direction")
    {
        HelpName = "WORD",
        Description = "Direction of the effects that count: either, below (treated faster: hyperalgesia) or above.",
        DefaultValueFactory = _ => "either",
    };
    private static readonly Option<bool> Typical = new("--one-set")
    {
        Description = "Run all replicates under the library's best parameters, even where it has plausible sets to draw from.",
    };
    private static readonly Option<string?> Parameters = StudySource.Parameters();
    private static readonly Option<long?> Seed = StudySource.Seed();
    private static readonly Option<int?> Threads = StudySource.Threads();
    private static readonly Option<string?> Output = new("--out")
    {
        HelpName = "FOLDER",
        Description = "Folder for the files (default: pawlatency-power-STUDY).",
    };
    private static readonly Option<bool> Force = new("--force")
    {
        Description = "Begin anew over the checkpoint and the results of another call.",
    };

    public static Command Create()
    {
        Direction.AcceptOnlyFromAmong("either", "below", "above");
        var verb = new Command(
            "power",
            "How many rats, tested on which days: power and false positives of a study by simulation; "
                + "stopped and started again, it goes on."
        )
        {
            Input,
            Test,
            Day,
            Baseline,
            Treated,
            Control,
            From,
            To,
            Replicates,
            Significance,
            Dropout,
            Direction,
            Typical,
            Parameters,
            Seed,
            Threads,
            Output,
            Force,
        };
        verb.SetAction(Simulate);
        return verb;
    }

    private static int Simulate(ParseResult parsed)
    {
        StudySource source = StudySource.Open(parsed.GetValue(Input), model: null, parsed.GetValue(Parameters));
        PowerDesign design = Design(parsed, source);
        design.Validate();
        var folder = new OutputFolder(parsed.GetValue(Output) ?? $"pawlatency-power-{source.Name}");
        byte[] checkpoint = folder.Resume(Results, parsed.GetValue(Force), design.CheckCheckpoint);
        var options = new RunOptions { Threads = parsed.GetValue(Threads) };
        PowerResult result = PowerDisplay.Run(design, checkpoint, options, folder.WriteCheckpoint);
        if (result.Stopped)
        {
            return TellStopped(result);
        }

        Write(result, source, folder);
        Console.Out.Write(PowerTable.Draw(result));
        Console.WriteLine($"Wrote {string.Join(", ", Results)} to {folder.Path}{Path.DirectorySeparatorChar}");
        return ExitCode.Good;
    }

    private static PowerDesign Design(ParseResult parsed, StudySource source)
    {
        Study study = RunVerb.Seeded(source.Study, parsed.GetValue(Seed));
        PowerDesign usual = Usual(study, source, parsed.GetValue(Treated), parsed.GetValue(Control));
        return usual with
        {
            Tests = parsed.GetValue(Test) is { Length: > 0 } tests ? [.. tests.Distinct().Select(PowerDesign.TestNamed)] : usual.Tests,
            Days = parsed.GetValue(Day) is { Length: > 0 } days ? NamedDays.Meant(days, PowerDesign.SessionDays(study)) : usual.Days,
            BaselineDays = parsed.GetValue(Baseline) is { Length: > 0 } baseline
                ? NamedDays.Meant(baseline, PowerDesign.SessionDays(study))
                : usual.BaselineDays,
            From = parsed.GetValue(From),
            To = parsed.GetValue(To),
            Replicates = parsed.GetValue(Replicates),
            Significance = parsed.GetValue(Significance),
            DropoutShare = parsed.GetValue(Dropout),
            Direction = Enum.Parse<EffectDirection>(parsed.GetValue(Direction)!, ignoreCase: true),
            // The plausible sets are of the library's rats; a parameter file is of the user's.
            Ensemble = parsed.GetValue(Typical) || parsed.GetValue(Parameters) is not null ? [] : usual.Ensemble,
        };
    }

    internal static int TellStopped(PowerResult result)
    {
        Console.Error.WriteLine(
            $"Stopped: most of the last replicates failed, {result.Failed} in all. The first said: {result.FirstFailure}"
        );
        return ExitCode.SolverFailed;
    }

    /// <summary>The design that a study asks for where nothing else is said.</summary>
    internal static PowerDesign Usual(Study study, StudySource source, string? treated, string? control)
    {
        string[] groups = [.. study.Groups.Select(group => group.Name)];
        string without = CheckVerb.ControlGroup(groups, control);
        string[] others = [.. groups.Where(group => group != without)];
        string with =
            treated
            ?? (
                others.Length == 1
                    ? others[0]
                    : throw new ArgumentException(
                        others.Length == 0
                            ? $"There is no group beside the control \"{without}\"; a power is of a comparison of two."
                            : $"Name one of {string.Join(", ", others)} with --treated."
                    )
            );
        return PowerDesign.Of(study, with, without) with
        {
            Ensemble = NociceptionParameters.Ensemble,
            StudyDigest = RunManifest.Hash(source.Bytes),
        };
    }

    private static void Write(PowerResult result, StudySource source, OutputFolder folder)
    {
        Figure figure = Figure(result);
        FigureWarnings.Write(figure);
        folder.Write(
            result.Files(
                [(source.FileName, source.Bytes)],
                [(FigureFile, figure.ToBytes(FigureFormat.Svg)), (PictureFile, figure.ToBytes(FigureFormat.Png))]
            )
        );
    }

    private static Figure Figure(PowerResult result) =>
        PowerReport
            .Of(result)
            .Figure(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{result.Design.Study.Title}: {result.Design.Treated} against "
                        + $"{result.Design.Control}, day {NamedDays.Text(result.Design.Days)}"
                )
            );
}
