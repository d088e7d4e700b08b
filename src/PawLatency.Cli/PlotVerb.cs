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

    private static readonly Argument<string> Input = new("file")
    {
        Description =
            "latencies.csv or summary.csv of a run, measured data in the same columns, or a grouped table with a column for each animal.",
    };
    private static readonly Option<string?> Output = new("--out")
    {
        HelpName = "FILE",
        Description =
            "Output file; its extension, .png, .svg, .pdf, .jpg or .webp, chooses the format (default: the data file's name with .svg).",
    };
    private static readonly Option<string?> OfStudy = new("--study")
    {
        HelpName = "FILE|NAME",
        Description = "The study it comes from: adds cutoff, baseline, what was given and the phases.",
    };
    private static readonly Option<string> Error = new("--error")
    {
        HelpName = "sem|sd|ci95",
        Description = "Error bars: standard error, standard deviation or 95 % interval of the mean.",
        DefaultValueFactory = _ => "sem",
    };
    private static readonly Option<bool> Animals = new("--animals") { Description = "Draw each animal as a thin line." };
    private static readonly Option<bool> Split = new("--split") { Description = "Draw each group in a panel of its own." };
    private static readonly Option<string?> Test = new("--test")
    {
        HelpName = "NAME",
        Description =
            "Compare each group with the control on each day, adjusted by Holm's method, and mark p < 0.05 by *: "
            + $"{string.Join(", ", PlotSignificance.Tests.Select(test => test.Name))}.",
    };
    private static readonly Option<string?> Control = new("--control")
    {
        HelpName = "GROUP",
        Description = "The group without the drug, for --test (default: saline, vehicle, control or placebo).",
    };
    private static readonly Option<double?> DoseResponseH = new("--dose-response")
    {
        HelpName = "HOURS",
        Description = "Draw the effect at this test, hours after day 0, against the dose of each group's one injection; needs --study.",
    };
    private static readonly Option<string> Colours = new("--variant")
    {
        HelpName = "light|dark|print",
        Description = "Colours on white or on black, or greys for print.",
        DefaultValueFactory = _ => "light",
    };
    private static readonly Option<double> Width = new("--width")
    {
        HelpName = "PX",
        Description = "Width, 320 to 2000 px.",
        DefaultValueFactory = _ => new DrawingOptions().WidthPx,
    };
    private static readonly Option<double?> Height = new("--height")
    {
        HelpName = "PX",
        Description = "Height, 200 to 4000 px (default: fits the width).",
    };
    private static readonly Option<double> DotsPerInch = new("--dpi")
    {
        HelpName = "DPI",
        Description = "Resolution of a .png, .jpg or .webp, 48 to 1200 dots per inch.",
        DefaultValueFactory = _ => new DrawingOptions().DotsPerInch,
    };
    private static readonly Option<string?> Title = new("--title")
    {
        HelpName = "TEXT",
        Description = "Title (default: the name of the study or of the file).",
    };
    private static readonly Option<bool> Force = new("--force") { Description = "Overwrite an existing file." };
    private static readonly TableOptions Reading = new();

    public static Command Create()
    {
        Error.AcceptOnlyFromAmong([.. Errors.Keys]);
        Colours.AcceptOnlyFromAmong([.. Variants.Keys]);
        var verb = new Command("plot", "Draws a file of latencies: group means with error bars over time, as SVG, PNG, PDF, JPEG or WebP.")
        {
            Input,
            Output,
            OfStudy,
            Error,
            Animals,
            Split,
            Test,
            Control,
            DoseResponseH,
            Colours,
            Width,
            Height,
            DotsPerInch,
            Title,
            Force,
        };
        Reading.AddTo(verb);
        verb.SetAction(Plot);
        return verb;
    }

    private static int Plot(ParseResult parsed)
    {
        string source = parsed.GetValue(Input)!,
            target = parsed.GetValue(Output) ?? Path.ChangeExtension(source, ".svg");
        Refuse(source);
        var output = new FigureOutput(target, parsed.GetValue(Force), source);
        var drawing = new DrawingOptions
        {
            WidthPx = parsed.GetValue(Width),
            HeightPx = parsed.GetValue(Height),
            DotsPerInch = parsed.GetValue(DotsPerInch),
            Variant = Variants[parsed.GetValue(Colours)!],
        };
        // What is drawn is what was measured; only the curves of a contract are held at the cutoff.
        ReadingOptions options = Reading.Of(parsed);
        var data = MeasuredData.Load(source, options with { Cutoff = options.Cutoff ?? double.PositiveInfinity });
        Figure figure = Draw(source, data, parsed);
        output.Write(figure, drawing);
        Console.WriteLine($"Wrote {target}");
        Console.Write(Reading.Account(parsed, data));
        return ExitCode.Good;
    }

    private static Figure Draw(string source, MeasuredData data, ParseResult parsed)
    {
        Study? study = parsed.GetValue(OfStudy) is { } name ? StudySource.Open(name).Study : null;
        RefuseUnknown(source, data, study);
        if (parsed.GetValue(DoseResponseH) is { } hours)
        {
            return study is null
                ? throw new ArgumentException("--dose-response needs --study, which tells the dose of each group.")
                : data.DoseResponseFigure(study, hours.Hours, parsed.GetValue(Title));
        }

        bool animals = parsed.GetValue(Animals);
        if (animals && data.Groups.All(group => group.Sessions.All(session => session.Rats.Count == 0)))
        {
            throw new ArgumentException(
                $"{source} does not tell the animals apart, so --animals has nothing to draw; trials need a column rat."
            );
        }

        var shown = new LatencyFigureOptions
        {
            Title = parsed.GetValue(Title) ?? study?.Title ?? Path.GetFileNameWithoutExtension(source),
            Error = Errors[parsed.GetValue(Error)!],
            Animals = animals,
            Significance = Significance(data, parsed),
        };
        return parsed.GetValue(Split) ? data.GroupFigures(shown, study) : data.LatencyFigure(shown, study);
    }

    private static Significance? Significance(MeasuredData data, ParseResult parsed) =>
        parsed.GetValue(Test) is { } test ? PlotSignificance.Of(data, test, parsed.GetValue(Control))
        : parsed.GetValue(Control) is null ? null
        : throw new ArgumentException("--control is not used without --test; leave it out.");

    // A group called saline is in half of all studies; what another experiment was given is not drawn.
    private static void RefuseUnknown(string source, MeasuredData data, Study? study)
    {
        string[] unknown = study is null ? [] : [.. data.Groups.Select(group => group.Name).Except(study.Groups.Select(own => own.Name))];
        if (unknown.Length > 0)
        {
            throw new ArgumentException(
                $"{(unknown.Length == data.Groups.Count ? $"No group of {source}" : $"Not every group of {source}")} is in the study "
                    + $"\"{study!.Name}\" ({string.Join(", ", study.Groups.Select(group => group.Name))}): "
                    + $"it has no {string.Join(", ", unknown)}."
            );
        }
    }

    private static void Refuse(string source)
    {
        if (Path.GetExtension(source).ToLowerInvariant() is ".yaml" or ".yml")
        {
            throw new ArgumentException($"{source} is a study, not data; pawlatency run {source} runs and draws it.");
        }

        if (!File.Exists(source))
        {
            throw new ArgumentException($"There is no file {source}.");
        }
    }
}
