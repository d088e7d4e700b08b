using System.CommandLine;
using System.Globalization;
using PawLatency.Data;
using PawLatency.Fitting;
using PawLatency.Plotting;

namespace PawLatency.Cli;

/// <summary>pawlatency fit: fits the model to a laboratory's own rats.</summary>
internal static class FitVerb
{
    private static readonly Argument<string> Table = new("table")
    {
        Description = "The measured rats: a table as analyse reads it (.csv, .tsv, .xlsx), one value for each rat and time.",
    };
    private static readonly Option<string?> StudyName = new("--study")
    {
        HelpName = "FILE|NAME",
        Description = "The study: what each group was given, and how it was tested.",
    };
    private static readonly Option<string[]> Free = new("--free")
    {
        HelpName = "KEY",
        Description = "Parameters to fit, by their keys in data/parameters/reference.yaml, with commas between them.",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<string[]> Estimate = new("--estimate")
    {
        HelpName = "KEY",
        Description =
            "Coefficients of variation to fit, with commas between them: baseline-latency, clearance, affinity, tolerance-gain, "
            + "sensitization-gain, session, trial (default: baseline-latency, session and trial; the others are the study's).",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<string[]> Covariate = new("--covariate")
    {
        HelpName = "KEY=GROUP",
        Description = "A group that multiplies a parameter by a factor of its own; can be repeated.",
    };
    private static readonly Option<string[]> Compare = new("--compare")
    {
        HelpName = "KEY=VALUE",
        Description = "Also fit with a parameter held at a value, and compare: likelihood ratio, AIC and BIC; can be repeated.",
    };
    private static readonly Option<bool> OnlyVariability = new("--only-variability")
    {
        Description = "Fit how untreated rats vary; without --study the groups of the table are given nothing.",
    };
    private static readonly Option<string?> Rival = ModelSource.Option("The model of the rat in place of the study's own.");
    private static readonly Option<string?> Parameters = StudySource.Parameters();
    private static readonly Option<int> Starts = new("--starts")
    {
        HelpName = "N",
        Description = "Searches from different starts.",
        DefaultValueFactory = _ => 3,
    };
    private static readonly Option<int> Nodes = new("--nodes")
    {
        HelpName = "N",
        Description = "Nodes of the quadrature over each effect of a rat, 1 (Laplace's approximation) to 9; slow above 3.",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<bool> Quick = new("--no-profiles")
    {
        Description = "Take intervals from the standard errors; profile-likelihood intervals take most of the time.",
    };
    private static readonly Option<long?> Seed = StudySource.Seed();
    private static readonly Option<int?> Threads = StudySource.Threads();
    private static readonly Option<string?> Output = new("--out")
    {
        HelpName = "FOLDER",
        Description = "Folder for the files (default: pawlatency-fit-TABLE).",
    };
    private static readonly Option<bool> Force = new("--force")
    {
        Description = "Begin anew over the checkpoint and the results of another call.",
    };
    private static readonly TableOptions Reading = new();

    // Beside the files of the result: observed over predicted, and each rat.
    private static readonly (string Name, Func<FitResult, Figure> Of)[] Figures =
    [
        ("fit", FitFigures.Agreement),
        ("rats", FitFigures.Rats),
    ];
    private static readonly (string Extension, FigureFormat Format)[] Formats = [(".svg", FigureFormat.Svg), (".png", FigureFormat.Png)];

    // Small panels stand side by side.
    private static readonly DrawingOptions Wide = new() { WidthPx = 1400 };

    // The manifest is the last.
    private static readonly string[] Results =
    [
        .. FitResult.FileNames.SkipLast(1),
        .. Figures.SelectMany(figure => Formats.Select(format => figure.Name + format.Extension)),
        FitResult.FileNames[^1],
    ];

    public static Command Create()
    {
        var verb = new Command(
            "fit",
            "Fits the model to measured rats: parameters with intervals, how rats vary, each rat. Writes "
                + $"{string.Join(", ", Results)}. With the same arguments, an interrupted fit resumes from its checkpoint."
        )
        {
            Table,
            StudyName,
            Free,
            Estimate,
            Covariate,
            Compare,
            OnlyVariability,
            Rival,
            Parameters,
            Starts,
            Nodes,
            Quick,
            Seed,
            Threads,
            Output,
            Force,
        };
        Reading.AddTo(verb);
        verb.SetAction(Execute);
        return verb;
    }

    private static int Execute(ParseResult parsed)
    {
        string table = parsed.GetValue(Table)!;
        if (!File.Exists(table))
        {
            throw new ArgumentException($"There is no file {table}.");
        }

        (string, byte[]) input = (Path.GetFileName(table), File.ReadAllBytes(table));
        StudySource? source = Source(parsed);
        (string, byte[])[] inputs = source is null ? [input] : [input, (source.FileName, source.Bytes)];
        FitPlan plan = Plan(parsed, table, source) with { Digest = string.Join(' ', inputs.Select(file => RunManifest.Hash(file.Item2))) };
        var folder = new OutputFolder(parsed.GetValue(Output) ?? $"pawlatency-fit-{Path.GetFileNameWithoutExtension(table)}");
        byte[] checkpoint = folder.Resume(Results, parsed.GetValue(Force), (file, bytes) => Fit.CheckCheckpoint(plan, file, bytes));
        FitResult result = FitDisplay.Run(plan, checkpoint, new RunOptions { Threads = parsed.GetValue(Threads) }, folder.WriteCheckpoint);
        folder.Write(result.Files(input.Item1, inputs, Drawn(result)));
        Console.Out.Write(FitText.Describe(result));
        Console.Out.Write(Reading.Account(parsed, plan.Data));
        Console.WriteLine($"\nWrote {string.Join(", ", Results)} to {folder.Path}{Path.DirectorySeparatorChar}");
        return ExitCode.Good;
    }

    private static IEnumerable<(string, byte[])> Drawn(FitResult result) =>
        from named in Figures
        let figure = named.Of(result)
        from format in Formats
        select (named.Name + format.Extension, figure.ToBytes(format.Format, Wide));

    private static StudySource? Source(ParseResult parsed) =>
        parsed.GetValue(StudyName) is { } name ? StudySource.Open(name, parsed.GetValue(Rival), parsed.GetValue(Parameters))
        : !parsed.GetValue(OnlyVariability)
            ? throw new ArgumentException(
                "--study is missing: what was each group given? --only-variability fits untreated rats without it."
            )
        : parsed.GetValue(Rival) is not null || parsed.GetValue(Parameters) is not null
            ? throw new ArgumentException("--model and --parameters are of a study; name it with --study.")
        : null;

    private static FitPlan Plan(ParseResult parsed, string table, StudySource? source)
    {
        string[] free = List(parsed.GetValue(Free));
        (string, double)[] compare = [.. (parsed.GetValue(Compare) ?? []).Select(ReadComparison)];
        bool onlyVariability = parsed.GetValue(OnlyVariability);
        if (onlyVariability == (free.Length + compare.Length > 0))
        {
            throw new ArgumentException(
                onlyVariability
                    ? "--only-variability fits no parameter; leave out --free and --compare."
                    : "Nothing is to be fitted; name parameters with --free, or ask for --only-variability."
            );
        }

        FitPlan plan = source is null
            ? FitPlan.OfControls(MeasuredData.Load(table, Reading.Of(parsed)))
            : new FitPlan { Study = source.Study, Data = Read(parsed, table, source.Study) };
        string[] estimated = List(parsed.GetValue(Estimate));
        return plan with
        {
            Study = RunVerb.Seeded(plan.Study, parsed.GetValue(Seed)),
            Free = free,
            Estimated = estimated.Length > 0 ? estimated : plan.Estimated,
            Covariates = [.. (parsed.GetValue(Covariate) ?? []).Select(text => Pair("--covariate", text))],
            Compare = compare,
            Starts = parsed.GetValue(Starts),
            Nodes = parsed.GetValue(Nodes),
            WithProfiles = !parsed.GetValue(Quick),
        };
    }

    private static MeasuredData Read(ParseResult parsed, string table, Study study)
    {
        ReadingOptions told = Reading.Of(parsed);
        return told.Cutoff is { } cutoff && Math.Abs(cutoff - study.Assay.Cutoff) > 1e-9
            ? throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"--cutoff is {cutoff} and that of the study {study.Assay.Cutoff} {study.Assay.Readout.Unit}; "
                        + $"a fit uses that of the study."
                )
            )
            : MeasuredData.Load(table, told, _ => study.Assay.Cutoff);
    }

    private static string[] List(string[]? values) =>
        [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static (string, string) Pair(string option, string text) =>
        text.Split('=', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } key, { Length: > 0 } value]
            ? (key, value)
            : throw new ArgumentException($"{option} is \"{text}\"; write KEY=VALUE, for example slow-sensitization-gain=0.");

    private static (string, double) ReadComparison(string text)
    {
        (string key, string value) = Pair("--compare", text);
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? (key, number)
            : throw new ArgumentException($"--compare is \"{text}\"; \"{value}\" is not a number with a decimal point.");
    }
}
