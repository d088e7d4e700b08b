using CsvHelper;

namespace PawLatency.Text;

/// <summary>How every CSV file is written: comma, line feed, the same on every system.</summary>
internal static class CsvText
{
    private static readonly CsvWriterOptions Format = new() { NewLine = "\n" };

    /// <summary>Writes records to a text that stays open.</summary>
    public static CsvWriter Writer(TextWriter text) => CsvWriter.Create(text, Format, leaveOpen: true);
}
