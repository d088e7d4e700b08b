using System.Globalization;
using CsvHelper;

namespace PawLatency.Text;

/// <summary>How every CSV file is written: comma, line feed, the same on every system.</summary>
internal static class CsvText
{
    private static readonly CsvWriterOptions Format = new() { NewLine = "\n" };

    private const char Mark = '\'';

    /// <summary>A name as a cell: one that a spreadsheet would calculate gets an apostrophe before it.</summary>
    public static string Name(string name) => IsFormula(name) ? Mark + name : name;

    /// <summary>A name as <see cref="Name"/> was given it.</summary>
    public static string Unmarked(string cell) => cell.Length > 1 && cell[0] == Mark && IsFormula(cell[1..]) ? cell[1..] : cell;

    private static bool IsFormula(string name) =>
        name.Length > 0
        && (name[0] is '=' or '+' or '-' or '@' or '\t')
        && !double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>Writes records to a text that stays open.</summary>
    public static CsvWriter Writer(TextWriter text) => CsvWriter.Create(text, Format, leaveOpen: true);
}
