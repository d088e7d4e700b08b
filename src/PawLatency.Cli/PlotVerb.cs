using System.CommandLine;
using PawLatency.Data;
using PawLatency.Plotting;

namespace PawLatency.Cli;

/// <summary>pawlatency plot: draws a file of latencies.</summary>
internal static class PlotVerb
{
    private static readonly Dictionary<string, ErrorBars> Errors = new()
    {
        ["sem"] = ErrorBars.Sem,
        ["sd"] = ErrorBars.Sd,
        ["ci95"] = ErrorBars.Interval95,
    };
    private static readonly Dictionary<string, Variant> Variants = new()
    {
        ["light"] = Variant.Light,
        ["dark"] = Variant.Dark,
        ["print"] = Variant.Print,
    };

    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            Description =
                "latencies.csv or summary.csv of a run, measured data in the same columns, or a grouped table with a column for each animal.",
        };
        var output = new Option<string?>("--out")
        {
            HelpName = "FILE",
            Description = "The file: .png, .svg, .pdf, .jpg or .webp by its ending; the data file's name with .svg if absent.",
        };
        var study = new Option<string?>("--study")
        {
            HelpName = "FILE|NAME",
            Description = "The study it comes from: adds cutoff, baseline, what was given and the phases.",
        };
        var error = new Option<string>("--error")
        {
            HelpName = "sem|sd|ci95",
            Description = "Error bars: standard error, standard deviation or 95 % interval of the mean; sem if absent.",
            DefaultValueFactory = _ => "sem",
        };
        var animals = new Option<bool>("--animals") { Description = "Draw each animal as a thin line." };
        var split = new Option<bool>("--split") { Description = "Draw each group in a panel of its own." };
        var variant = new Option<string>("--variant")
        {
            HelpName = "light|dark|print",
            Description = "Colours on white or on black, or greys for print; light if absent.",
            DefaultValueFactory = _ => "light",
        };
        var width = new Option<double>("--width")
        {
            HelpName = "PX",
            Description = "Width, 320 to 2000 px; 800 if absent.",
            DefaultValueFactory = _ => new DrawingOptions().WidthPx,
        };
        var height = new Option<double?>("--height")
        {
            HelpName = "PX",
            Description = "Height, 200 to 4000 px; what suits the width if absent.",
        };
        var dpi = new Option<double>("--dpi")
        {
            HelpName = "DPI",
            Description = "Resolution of a .png, .jpg or .webp, 48 to 1200 dots per inch; 192 if absent.",
            DefaultValueFactory = _ => new DrawingOptions().DotsPerInch,
        };
        var title = new Option<string?>("--title")
        {
            HelpName = "TEXT",
            Description = "Title; the name of the study or of the file if absent.",
        };
        var force = new Option<bool>("--force") { Description = "Write over a file that exists." };
        var reading = new TableOptions();
        error.AcceptOnlyFromAmong([.. Errors.Keys]);
        variant.AcceptOnlyFromAmong([.. Variants.Keys]);
        var verb = new Command("plot", "Draws a file of latencies: group means with error bars over time, as SVG, PNG, PDF, JPEG or WebP.")
        {
            file,
            output,
            study,
            error,
            animals,
            split,
            variant,
            width,
            height,
            dpi,
            title,
            force,
        };
        reading.AddTo(verb);
        verb.SetAction(parsed =>
        {
            string source = parsed.GetValue(file)!,
                target = parsed.GetValue(output) ?? Path.ChangeExtension(source, ".svg");
            var drawing = new DrawingOptions
            {
                DotsPerInch = parsed.GetValue(dpi),
                WidthPx = parsed.GetValue(width),
                HeightPx = parsed.GetValue(height),
                Variant = Variants[parsed.GetValue(variant)!],
            };
            Refuse(source, target, parsed.GetValue(force));
            FigureFormat format = FigureFormats.Of(target);
            StudySource? known = parsed.GetValue(study) is { } name ? StudySource.Open(name) : null;
            var shown = new LatencyFigureOptions
            {
                Title = parsed.GetValue(title) ?? known?.Study.Title ?? Path.GetFileNameWithoutExtension(source),
                Error = Errors[parsed.GetValue(error)!],
                Animals = parsed.GetValue(animals),
            };
            // What is drawn is what was measured; only the curves of a contract are held at the cutoff.
            ReadingOptions options = reading.Of(parsed);
            var data = MeasuredData.Load(source, options with { Cutoff = options.Cutoff ?? double.PositiveInfinity });
            Figure figure = Draw(source, data, known?.Study, shown, parsed.GetValue(split));
            if (format != FigureFormat.Svg)
            {
                FigureWarnings.Write(figure);
            }

            new OutputFolder(Path.GetDirectoryName(target) is { Length: > 0 } folder ? folder : ".").Write([
                (Path.GetFileName(target), figure.ToBytes(format, drawing)),
            ]);
            Console.WriteLine($"Wrote {target}");
            Console.Write(reading.Account(parsed, data));
            return ExitCode.Good;
        });
        return verb;
    }

    private static Figure Draw(string source, MeasuredData data, Study? study, LatencyFigureOptions shown, bool split)
    {
        // A group called saline is in half of all studies; what another experiment was given is not drawn.
        string[] unknown = study is null ? [] : [.. data.Groups.Select(group => group.Name).Except(study.Groups.Select(own => own.Name))];
        if (unknown.Length > 0)
        {
            throw new ArgumentException(
                $"{(unknown.Length == data.Groups.Count ? $"No group of {source}" : $"Not every group of {source}")} is in the study \"{study!.Name}\" ({string.Join(", ", study.Groups.Select(group => group.Name))}): it has no {string.Join(", ", unknown)}."
            );
        }

        if (shown.Animals && data.Groups.All(group => group.Sessions.All(session => session.Rats.Count == 0)))
        {
            throw new ArgumentException(
                $"{source} does not tell the animals apart, so --animals has nothing to draw; trials need a column rat."
            );
        }

        return split ? data.GroupFigures(shown, study) : data.LatencyFigure(shown, study);
    }

    private static void Refuse(string source, string target, bool force)
    {
        if (Path.GetExtension(source).ToLowerInvariant() is ".yaml" or ".yml")
        {
            throw new ArgumentException($"{source} is a study, not data; pawlatency run {source} runs and draws it.");
        }

        if (!File.Exists(source))
        {
            throw new ArgumentException($"There is no file {source}.");
        }

        OutputFolder.RefuseInput("--out", target, source);
        if (Directory.Exists(target))
        {
            throw new ArgumentException($"{target} is a folder; --out names a file.");
        }

        if (File.Exists(target) && !force)
        {
            throw new ArgumentException($"{target} exists; --force writes over it, --out names another file.");
        }
    }
}
