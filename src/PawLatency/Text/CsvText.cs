using CsvHelper;

namespace PawLatency.Text;

/// <summary>Format of all CSV files: comma and line feed on every system.</summary>
internal static class CsvText
{
    private static readonly CsvWriterOptions Format = new() { NewLine = "\n" };

    /// <summary>Creates a writer that leaves the underlying text open.</summary>
    public static CsvWriter Writer(TextWriter text) => CsvWriter.Create(text, Format, leaveOpen: true);
}
