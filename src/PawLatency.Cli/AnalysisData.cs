using System.CommandLine;
using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Statistics;

namespace PawLatency.Cli;

/// <summary>What analyse, check and export run on: a measured table, or a study that is run first.</summary>
/// <param name="Result">The study's run, or null.</param>
/// <param name="Measured">The measured table, or null.</param>
/// <param name="Readout">What was read.</param>
/// <param name="Cutoff">The cutoff, in its unit.</param>
internal sealed record AnalysisData(StudyResult? Result, MeasuredData? Measured, Readout Readout, double Cutoff)
{
    // What spreadsheets and statistics programs call a table; everything else is a study.
    private static readonly string[] TableExtensions = [".csv", ".tsv", ".tab", ".txt", ".dat", ".xlsx"];

    /// <summary>Opens a measured table or runs a study.</summary>
    /// <param name="input">A table, a study file or the name of a study; null for the reference study.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">Its options for tables.</param>
    /// <param name="model">A model of the rat in place of the study's own; null for that.</param>
    /// <param name="expected">The cutoff of measured data that tell none; null for none.</param>
    public static AnalysisData Open(
        string? input,
        ParseResult parsed,
        TableOptions options,
        string? model = null,
        Func<Readout, double>? expected = null
    )
    {
        if (IsTable(input))
        {
            if (model is not null)
            {
                throw new ArgumentException($"--model runs a study under another model; {input} is measured.");
            }

            var measured = MeasuredData.Load(input!, options.Of(parsed), expected);
            return new AnalysisData(null, measured, measured.Readout, measured.Cutoff);
        }

        if (options.Used(parsed) is { } option)
        {
            throw new ArgumentException(
                $"{option} is that of measured data ({string.Join(", ", TableExtensions)}); "
                    + $"{input ?? "the reference study"} is a study and has its own."
            );
        }

        StudyResult result = StudySource.Open(input, model).Study.Run();
        Readout readout = result.Study.Assay.Readout;
        return new AnalysisData(result, null, readout, readout.Of(result.Study.Assay.CutoffS));
    }

    // A file that is no study file is a table, whatever it is called.
    private static bool IsTable(string? input)
    {
        string? extension = Path.GetExtension(input)?.ToLowerInvariant();
        return TableExtensions.Contains(extension) || (File.Exists(input) && extension is not (".yaml" or ".yml"));
    }

    /// <summary>Whether there are means of groups and no animals.</summary>
    public bool IsSummary => Measured is { IsSummary: true, IsTypical: false };

    /// <summary>What a test runs on: animals, or the means of groups where a test takes them.</summary>
    public LatencyTable Table(LatencyTest test) =>
        IsSummary && test.TakesMeans ? Measured!.Moments()
        : Measured is { IsCrossover: true } && test.ComparesAnimalsApart
            ? throw new ArgumentException(
                $"--animals-of-two-groups crossover says that the animals of the groups are the same, and {test.Title} compares "
                    + $"different animals."
            )
        : Table(test.Session);

    public LatencyTable Table(SessionValue session) => Result?.Table(session) ?? Measured!.Table(session);
}
