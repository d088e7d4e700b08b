using System.Text;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>The text of a table file, whatever Unicode encoding it has; a file that is no text is refused as what it is.</summary>
internal static class TableText
{
    // No table of animals is longer, and a longer file would fill the memory.
    private const long MostBytes = 200_000_000;

    private static readonly (string Start, string Kind)[] Kinds =
    [
        ("%PDF", "a PDF; save the table as .xlsx or CSV"),
        ("\u0089PNG", "a picture (PNG)"),
        ("\u00FF\u00D8\u00FF", "a picture (JPEG)"),
        ("GIF8", "a picture (GIF)"),
        ("II*\0", "a picture (TIFF)"),
        ("\u00D0\u00CF\u0011\u00E0", "an old or encrypted Office file (.xls); save it as .xlsx or CSV"),
        ("\u001F\u008B", "compressed (gzip, or an R data file); unpack it, or save the table as CSV"),
        ("BZh", "compressed (bzip2); unpack it first"),
        ("7z\u00BC\u00AF", "an archive (7z); unpack it first"),
        ("$FL2", "an SPSS file; save the table as CSV"),
        ("PAR1", "a Parquet file; save the table as CSV"),
        ("ARROW1", "an Arrow file; save the table as CSV"),
        ("SQLite", "a database; save the table as CSV"),
        ("MATLAB", "a MATLAB file; save the table as CSV"),
        ("\u0089HDF", "an HDF5 file; save the table as CSV"),
        ("PK\u0003\u0004", "a zip archive; unpack it, or save the table as .xlsx or CSV"),
        ("{\\rtf", "a word processor's text; save the table as CSV"),
    ];

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="InputException">It is a folder, too large, or empty.</exception>
    public static byte[] Bytes(string path)
    {
        if (Directory.Exists(path))
        {
            throw Refused(path, "This is a folder; name the file in it.");
        }

        var file = new FileInfo(path);
        if (file.Exists && file.Length > MostBytes)
        {
            throw Refused(path, $"The file has {file.Length / 1_000_000} MB; a table has at most {MostBytes / 1_000_000} MB.");
        }

        byte[] bytes = File.ReadAllBytes(path);
        return bytes.Length > 0 ? bytes : throw Refused(path, "The file is empty.");
    }

    /// <summary>The text of a file.</summary>
    /// <exception cref="InputException">It is no text.</exception>
    public static string Of(string path, byte[] bytes)
    {
        string start = Encoding.Latin1.GetString(bytes, 0, Math.Min(8, bytes.Length));
        if (Kinds.FirstOrDefault(kind => start.StartsWith(kind.Start, StringComparison.Ordinal)) is { Kind: { } kind })
        {
            throw Refused(path, $"This is no table of text but {kind}.");
        }

        string text = Decoded(bytes);
        string head = text.TrimStart()[..Math.Min(200, text.TrimStart().Length)];
        if (
            head.StartsWith("<GraphPadPrismFile", StringComparison.OrdinalIgnoreCase)
            || head.Contains("<GraphPad", StringComparison.Ordinal)
        )
        {
            throw Refused(path, "This is a Prism project (.pzfx); export the data table as CSV (File, Export).");
        }

        if (head.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) || head.StartsWith('<'))
        {
            throw Refused(path, "This is a web page or XML, and no table; save the table as .xlsx or CSV.");
        }

        return text.Contains('\0', StringComparison.Ordinal)
            ? throw Refused(path, "This is a binary file, and no table; save the table as .xlsx or CSV.")
            : text;
    }

    /// <summary>A refusal of the whole file.</summary>
    public static InputException Refused(string path, string message) => new([new Fault(path, 1, 1, message)]);

    // UTF-16 without a mark has a zero in nearly every other byte.
    private static string Decoded(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..])
        {
            return new UTF32Encoding(bytes[0] == 0, true).GetString(bytes, 4, bytes.Length - 4);
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes, 2, bytes.Length - 2);
        }

        int pairs = Math.Min(bytes.Length, 2000) / 2,
            odd = Enumerable.Range(0, pairs).Count(pair => bytes[2 * pair + 1] == 0 && bytes[2 * pair] != 0),
            even = Enumerable.Range(0, pairs).Count(pair => bytes[2 * pair] == 0 && bytes[2 * pair + 1] != 0);
        return pairs > 2 && odd > 0.9 * pairs ? Encoding.Unicode.GetString(bytes)
            : pairs > 2 && even > 0.9 * pairs ? Encoding.BigEndianUnicode.GetString(bytes)
            : Encoding.UTF8.GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsSpan(3) : bytes);
    }
}
