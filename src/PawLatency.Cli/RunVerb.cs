using System.CommandLine;
using System.Text;
using PawLatency.Nociception;
using PawLatency.Plotting;

namespace PawLatency.Cli;

/// <summary>pawlatency run: runs a study and writes its files.</summary>
internal static class RunVerb
{
    private static readonly string[] Written =
    [
        "latencies.csv",
        "summary.csv",
        "curves.csv",
        "figure.svg",
        "figure.png",
        "mechanism.svg",
        "mechanism.png",
        "run.json",
    ];

    private static readonly string Names = $"{string.Join(", ", Written[..^1])} and {Written[^1]}";

    private static readonly Argument<string?> Input = StudySource.Argument();
    private static readonly Option<string?> Output = new("--out")
    {
        HelpName = "FOLDER",
        Description = "Folder for the files (default: pawlatency-STUDY).",
    };
    private static readonly Option<bool> Force = new("--force") { Description = "Overwrite existing results." };
    private static readonly Option<long?> Seed = StudySource.Seed();
    private static readonly Option<int?> Threads = StudySource.Threads();
    private static readonly Option<bool> Ensemble = new("--ensemble")
    {
        Description = "Also run the typical rat with every plausible parameter set; adds its median and 90 % band to summary.csv.",
    };
    private static readonly Option<string[]> Models = new("--model")
    {
        HelpName = "NAME|FILE",
        Description = "The model of the rat in place of the study's own; given twice, the figure shows the typical rats of both.",
    };
    private static readonly Option<string?> Parameters = StudySource.Parameters();
    private static readonly Option<bool> AsJson = new("--json") { Description = "Print the run as JSON instead of the curve and table." };

    public static Command Create()
    {
        var verb = new Command("run", $"Runs a study: prints the curve and the group table, writes {Names}.")
        {
            Input,
            Output,
            Force,
            Seed,
            Threads,
            Ensemble,
            Models,
            Parameters,
            AsJson,
        };
        verb.SetAction(Execute);
        return verb;
    }

    private static int Execute(ParseResult parsed)
    {
        string[] models = parsed.GetValue(Models) ?? [];
        if (models.Length > 2)
        {
            throw new ArgumentException($"--model is given {models.Length} times; a figure compares at most two models.");
        }

        StudySource source = StudySource.Open(parsed.GetValue(Input), models.FirstOrDefault(), parsed.GetValue(Parameters));
        NociceptionParameters? other = ModelSource.Parameters(models.Skip(1).FirstOrDefault());
        Study seeded = Seeded(source.Study, parsed.GetValue(Seed));
        var folder = new OutputFolder(parsed.GetValue(Output) ?? $"pawlatency-{source.Name}");
        folder.RefuseExisting(Written, parsed.GetValue(Force));
        StudyResult result = Run(
            seeded,
            new RunOptions
            {
                Threads = parsed.GetValue(Threads),
                Ensemble = parsed.GetValue(Ensemble) ? NociceptionParameters.Ensemble : null,
            }
        );
        StudyResult? compared = other is null ? null : Typical(seeded with { Parameters = other }).Run();
        string manifest = Write(result, compared, source, folder);
        if (parsed.GetValue(AsJson))
        {
            Console.Out.Write(manifest);
            return ExitCode.Good;
        }

        Print(result, folder);
        Console.Write(
            compared is null
                ? ""
                : $"The figure compares {result.Study.Model} with {compared.Study.Model}; the other files are from {result.Study.Model}.\n"
        );
        return ExitCode.Good;
    }

    /// <summary>The study with the seed from the command line, if given.</summary>
    internal static Study Seeded(Study study, long? seed) =>
        seed < 0
            ? throw new ArgumentException($"--seed is {seed}; it must be 0 or more.")
            : study with
            {
                Seed = (ulong?)seed ?? study.Seed,
            };

    // Comparisons use the typical rats.
    private static Study Typical(Study study) => study with { Groups = [.. study.Groups.Select(group => group.With(rats: 0))] };

    internal static StudyResult Run(Study study, RunOptions options)
    {
        foreach (string warning in study.Warnings())
        {
            Console.Error.WriteLine($"Warning: {warning}");
        }

        return ProgressDisplay.Show(
            "rats",
            study.Groups.Sum(group => group.Rats) >= 2_000,
            progress => study.Run(options: options with { Progress = progress })
        );
    }

    private static string Write(StudyResult result, StudyResult? compared, StudySource source, OutputFolder folder)
    {
        var latencies = new StringWriter { NewLine = "\n" };
        result.WriteCsv(latencies);
        var summary = new StringWriter { NewLine = "\n" };
        result.WriteSummary(summary);
        var curves = new StringWriter { NewLine = "\n" };
        result.WriteCurves(curves);
        Figure figure = result.LatencyFigure(new LatencyFigureOptions { Compared = compared }),
            mechanism = result.MechanismFigure();
        FigureWarnings.Write(figure);
        (string, Func<byte[]>)[] parts =
        [
            ("latencies.csv", () => Encoding.UTF8.GetBytes(latencies.ToString())),
            ("summary.csv", () => Encoding.UTF8.GetBytes(summary.ToString())),
            ("curves.csv", () => Encoding.UTF8.GetBytes(curves.ToString())),
            ("figure.svg", () => figure.ToBytes(FigureFormat.Svg)),
            ("figure.png", () => figure.ToBytes(FigureFormat.Png)),
            ("mechanism.svg", () => mechanism.ToBytes(FigureFormat.Svg)),
            ("mechanism.png", () => mechanism.ToBytes(FigureFormat.Png)),
        ];
        (string, byte[])[] files = [.. parts.AsParallel().AsOrdered().Select(part => (part.Item1, part.Item2()))];
        string manifest = RunManifest.Write(result, [(source.FileName, source.Bytes)], files, compared);
        folder.Write([.. files, ("run.json", Encoding.UTF8.GetBytes(manifest))]);
        return manifest;
    }

    private static void Print(StudyResult result, OutputFolder folder)
    {
        Console.WriteLine($"{result.Study.Title}, seed {result.Study.Seed}");
        if (result.Study.Question.Length > 0)
        {
            Console.WriteLine(result.Study.Question);
        }

        Console.WriteLine();
        int width = TerminalWidth();
        Console.Write(TerminalChart.Draw(result, Math.Clamp(width, 60, 110)));
        Console.WriteLine();
        Console.Write(GroupTable.Draw(result, Math.Max(width, 80)));
        Console.WriteLine();
        foreach (GroupResult group in result.Groups.Where(group => group.Decisions.Count > 0))
        {
            IEnumerable<string> decisions = group.Decisions.Select(decision => decision.Describe(result.Study.Assay.Readout));
            Console.WriteLine($"{group.Name}, dosed by response:\n  {string.Join("\n  ", decisions)}\n");
        }

        Console.WriteLine($"Wrote {Names} to {folder.Path}{Path.DirectorySeparatorChar}");
    }

    private static int TerminalWidth()
    {
        try
        {
            return Console.IsOutputRedirected ? 80 : Console.WindowWidth;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
