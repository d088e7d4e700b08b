using System.CommandLine;
using System.Text;
using PawLatency.Data;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>pawlatency export: writes a table in the layout of another program.</summary>
internal static class ExportVerb
{
    private static readonly string[] Layouts = ["prism", "wide", "nonmem"];

    private static readonly Argument<string?> Input = new("result")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "latencies.csv of a run, measured data in the same columns, or a study (default: the reference study).",
    };
    private static readonly Option<string> To = new("--to")
    {
        HelpName = "LAYOUT",
        Description = "prism (grouped table), wide (a row for each animal) or nonmem (a study only: it has the doses).",
        Required = true,
    };
    private static readonly Option<string?> Output = new("--out") { HelpName = "FILE", Description = "The file (default: LAYOUT.csv)." };
    private static readonly Option<bool> Force = new("--force") { Description = "Overwrite an existing file." };
    private static readonly TableOptions Reading = new();

    public static Command Create()
    {
        var verb = new Command("export", "Writes a table for Prism, a spreadsheet, or NONMEM, Monolix, nlmixr2 and R.")
        {
            Input,
            To,
            Output,
            Force,
        };
        Reading.AddTo(verb);
        verb.SetAction(Export);
        return verb;
    }

    private static int Export(ParseResult parsed)
    {
        string layout = parsed.GetValue(To)!;
        if (!Layouts.Contains(layout))
        {
            throw new ArgumentException($"There is no layout \"{layout}\".{Nearest.Suggest(layout, Layouts)}");
        }

        string path = parsed.GetValue(Output) ?? $"{layout}.csv";
        OutputFolder.RefuseInput("--out", path, parsed.GetValue(Input));
        var folder = new OutputFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        folder.RefuseExisting([Path.GetFileName(path)], parsed.GetValue(Force));
        AnalysisData data = AnalysisData.Open(parsed.GetValue(Input), parsed, Reading);
        var text = new StringWriter { NewLine = "\n" };
        string legend = Write(data, layout, text);
        folder.Write([(Path.GetFileName(path), Encoding.UTF8.GetBytes(text.ToString()))]);
        Console.WriteLine($"Wrote {path}{legend}");
        Console.Write(Reading.Account(parsed, data.Measured));
        return ExitCode.Good;
    }

    private static string Write(AnalysisData data, string layout, StringWriter text)
    {
        if (layout != "nonmem")
        {
            LatencyTable table = data.Table(SessionValue.Mean);
            if (layout == "prism")
            {
                table.WritePrism(text);
            }
            else
            {
                table.WriteWide(text);
            }

            return $": {table.Animals.Count} {(table.Animals.Count == 1 ? "animal" : "animals")}, "
                + $"{table.Days.Count} {(table.Days.Count == 1 ? "day" : "days")}, "
                + $"{data.Readout.Kind} in {data.Readout.Unit}, the mean of each session's trials";
        }

        if (data.Result is not { } result)
        {
            throw new ArgumentException("A table of latencies has no doses; the NONMEM style is written from a study (.yaml).");
        }

        NonmemData records = NonmemData.Of(result);
        records.Write(text);
        string missing = NonmemData.LeavesOut(result.Study);
        string groups = string.Join(", ", records.Groups.Select((name, index) => $"{index + 1} {name}")),
            compartments = string.Join("; ", records.Compartments.Select((name, index) => $"{index + 1} {name}"));
        return $": {records.Count} rows; TIME in h, DV in {data.Readout.Unit}, AMT in ug of base, RATE in ug/h\n"
            + $"GRP: {groups}\nCMT: {compartments}{(missing.Length > 0 ? "\n" + missing : "")}";
    }
}
