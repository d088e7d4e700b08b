using System.Globalization;
using System.Text.Json.Nodes;
using CsvHelper;
using PawLatency.Statistics;
using PawLatency.Text;

namespace PawLatency.Power;

/// <summary>Writes what a power calculation gave, and its checkpoint.</summary>
internal static class PowerFiles
{
    /// <summary>Reads a checkpoint.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="design">What is asked for now.</param>
    /// <exception cref="ArgumentException">It is damaged, or of other arguments.</exception>
    internal static PowerState ReadCheckpoint(string file, byte[] bytes, PowerDesign design)
    {
        PowerState state = CheckpointFile.Read<PowerState>(file, bytes);
        PowerState fresh = PowerState.Begin(design);
        return state.Arguments == fresh.Arguments
            ? state
            : throw new ArgumentException(
                $"{file} belongs to another study, design or version; use --force to start again or --out for another folder."
            );
    }

    /// <summary>A row for each test and number of rats.</summary>
    /// <param name="result">What the run gave.</param>
    /// <param name="writer">Where to.</param>
    public static void WriteCurve(PowerResult result, TextWriter writer)
    {
        using CsvWriter csv = CsvText.Writer(writer);
        csv.WriteRecord(
            "test",
            "rats_per_group",
            "replicates",
            "found",
            "power",
            "power_low",
            "power_high",
            "found_without_effect",
            "false_positives",
            "false_positives_low",
            "false_positives_high",
            "undecided"
        );
        foreach (TestPower test in result.Tests)
        {
            foreach (PowerAt at in test.Curve)
            {
                csv.WriteRecord([
                    test.Test,
                    Text(at.Rats),
                    Text(at.Power.Total),
                    .. Cells(at.Power),
                    .. Cells(at.FalsePositives),
                    Text(at.Undecided),
                ]);
            }
        }
    }

    /// <summary>Reads what <see cref="WriteCurve"/> wrote: for each test its power and false positives by number of rats.</summary>
    /// <param name="bytes">The file, known to be as it was written.</param>
    public static IReadOnlyList<(string Test, IReadOnlyList<PowerAt> Curve)> ReadCurve(byte[] bytes)
    {
        using CsvReader csv = CsvReader.Create(bytes, new CsvReaderOptions());
        csv.ReadHeader();
        string[] headers = [.. csv.Headers];
        var rows = new List<(string Test, PowerAt At)>();
        while (csv.Read())
        {
            string Cell(string column) => csv.GetString(Array.IndexOf(headers, column));
            int Whole(string column) => int.Parse(Cell(column), CultureInfo.InvariantCulture);
            rows.Add(
                (
                    Cell("test"),
                    new PowerAt(
                        Whole("rats_per_group"),
                        new Proportion(Whole("found"), Whole("replicates")),
                        new Proportion(Whole("found_without_effect"), Whole("replicates")),
                        Whole("undecided")
                    )
                )
            );
        }

        return [.. rows.GroupBy(row => row.Test).Select(test => (test.Key, (IReadOnlyList<PowerAt>)[.. test.Select(row => row.At)]))];
    }

    /// <summary>A row for each test and day that can be left out.</summary>
    /// <param name="result">What the run gave.</param>
    /// <param name="writer">Where to.</param>
    public static void WriteDays(PowerResult result, TextWriter writer)
    {
        using CsvWriter csv = CsvText.Writer(writer);
        csv.WriteRecord("test", "rats_per_group", "day", "role", "power_lost", "standard_error");
        foreach (TestPower test in result.Tests)
        {
            foreach ((double day, double lost, double error) in test.Days)
            {
                csv.WriteRecord(
                    test.Test,
                    Text(test.DaysAtRats),
                    Text(day),
                    result.Design.BaselineDays.Contains(day) ? "baseline" : "tested",
                    Text(lost),
                    Text(error)
                );
            }
        }
    }

    /// <summary>The manifest: all that the numbers depend on, the answer in short, and the other files.</summary>
    /// <param name="result">What the run gave.</param>
    /// <param name="inputs">Name and bytes of each file that was read.</param>
    /// <param name="outputs">Name and bytes of each other file that is written.</param>
    public static string WriteManifest(
        PowerResult result,
        IEnumerable<(string Name, byte[] Bytes)> inputs,
        IEnumerable<(string Name, byte[] Bytes)> outputs
    )
    {
        JsonObject manifest = result.Design.Describe();
        manifest["failed_replicates"] = result.Failed;
        manifest["largest_monte_carlo_error"] = Round(result.LargestError);
        manifest["fewest_rats_per_group"] = new JsonObject(
            result.Tests.Select(test =>
                KeyValuePair.Create(
                    test.Test,
                    (JsonNode?)
                        new JsonObject
                        {
                            ["power_80"] = test.Fewest(0.8),
                            ["power_80_interval"] = test.FewestSurely(0.8),
                            ["power_90"] = test.Fewest(0.9),
                            ["power_90_interval"] = test.FewestSurely(0.9),
                        }
                )
            )
        );
        manifest["inputs"] = RunManifest.Hashes(inputs);
        manifest["outputs"] = RunManifest.Hashes(outputs);
        return JsonText.Write(manifest);
    }

    private static string[] Cells(Proportion share) =>
        [Text(share.Count), Text(share.Share), Text(share.Interval.Lower), Text(share.Interval.Upper)];

    private static string Text(double value) => Round(value).ToString("R", CultureInfo.InvariantCulture);

    private static double Round(double value) => Math.Round(value, 6) + 0.0;
}
