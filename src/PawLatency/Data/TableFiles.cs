using System.Globalization;
using CsvHelper;
using PawLatency.Assays;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>Writes a table in the layouts that other programs open. A missing value is an empty cell.</summary>
internal static class TableFiles
{
    /// <summary>A row for each animal, a column for each day.</summary>
    public static void WriteWide(LatencyTable table, TextWriter writer)
    {
        using CsvWriter csv = CsvText.Writer(writer);
        csv.WriteRecord(["group", "rat", .. table.Days.Select(day => $"day {Text(Day(day))}")]);
        for (int animal = 0; animal < table.Animals.Count; animal++)
        {
            csv.WriteRecord([
                CsvText.Name(table.Groups[table.GroupOf(animal)]),
                CsvText.Name(table.Animals[animal]),
                .. Enumerable.Range(0, table.Days.Count).Select(day => Text(table.Value(animal, day))),
            ]);
        }
    }

    /// <summary>
    /// The grouped table that <see cref="PrismTable"/> reads: a row for each day, a block of columns for each group, in it a column for
    /// each
    /// animal under the group's name. Forces are named in the head of the times, since nothing else of such a table tells their unit.
    /// </summary>
    public static void WritePrism(LatencyTable table, TextWriter writer)
    {
        int[] animals = [.. Enumerable.Range(0, table.Animals.Count).OrderBy(table.GroupOf)];
        // Where no name repeats, a number says that "dose 1" and "dose 2" are groups and not the animals of one.
        string number = animals.Length == table.Groups.Count ? " 1" : "";
        using CsvWriter csv = CsvText.Writer(writer);
        csv.WriteRecord([
            table.Unit == Readout.PawPressure.Unit ? PrismTable.ForcesBy("day") : "day",
            .. animals.Select(animal => CsvText.Name(table.Groups[table.GroupOf(animal)] + number)),
        ]);
        for (int day = 0; day < table.Days.Count; day++)
        {
            csv.WriteRecord([Text(Day(table.Days[day])), .. animals.Select(animal => Text(table.Value(animal, day)))]);
        }
    }

    // To a ten-thousandth of a second: read back, a day is the same time.
    private static double Day(double day) => Math.Round(day, 9);

    // Twelve digits: a mean of trials, without the noise of the binary sum.
    private static string Text(double value) => double.IsNaN(value) ? "" : value.ToString("G12", CultureInfo.InvariantCulture);
}
