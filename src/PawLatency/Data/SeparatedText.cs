using System.Text.RegularExpressions;
using CsvHelper;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>Splits text into cells: by tab, semicolon, comma, bar, or runs of spaces, whichever makes rows as wide as the head.</summary>
internal static partial class SeparatedText
{
    private static readonly char[] Separators = ['\t', ';', ',', '|'];

    /// <summary>The rows of a text.</summary>
    /// <exception cref="InputException">A quoted cell is never closed.</exception>
    public static Sheet Read(string path, string text)
    {
        (char Separator, SheetRow[] Rows, double Fit)[] tried =
        [
            .. Separators
                .Where(separator => text.Contains(separator, StringComparison.Ordinal))
                .Select(separator => (separator, Rows: Split(path, text, separator)))
                .Select(one => (one.separator, one.Rows, Fit(one.Rows))),
        ];
        (char Separator, SheetRow[] Rows, double Fit) best = tried
            .Where(one => one.Fit > 0)
            .OrderByDescending(one => one.Fit)
            .FirstOrDefault();
        if (best.Rows is not null)
        {
            return new Sheet(best.Rows);
        }

        // Columns that are set with spaces: two or more between cells, or one where no line has two.
        Regex gap = ManySpaces().IsMatch(text) ? ManySpaces() : Spaces();
        string[] lines = [.. text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())];
        SheetRow[] spaced = Split(path, string.Join('\n', lines.Select(line => gap.Replace(line, "\t"))), '\t');
        SheetRow[] single = Split(path, string.Join('\n', lines.Select(line => Spaces().Replace(line, "\t"))), '\t');
        return new Sheet(
            Fit(single) > Fit(spaced) ? single
            : Fit(spaced) > 0 ? spaced
            : Split(path, text, ',')
        );
    }

    // The share of rows that are no wider than the widest head; 0 where a row has one cell only.
    private static double Fit(SheetRow[] rows)
    {
        int[] widths = [.. rows.Select(row => row.Cells.Count).Where(width => width > 1)];
        return widths.Length == 0 ? 0 : (double)widths.GroupBy(width => width).Max(same => same.Count()) / rows.Length;
    }

    private static SheetRow[] Split(string path, string text, char separator)
    {
        var rows = new List<SheetRow>();
        var format = new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            TrackLineNumbers = true,
            TrimWhitespace = separator != '\t',
            TrimInsideQuotes = true,
            OnMalformedRecord = record =>
            {
                if (record.Reason == CsvMalformedReason.UnterminatedQuote)
                {
                    throw new InputException([
                        new Fault(path, (int)record.LineNumber, 1, "A quoted cell begins in this row and is never closed."),
                    ]);
                }
            },
        };
        // Excel's first line "sep=;" names the separator.
        bool named = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase);
        try
        {
            using CsvReader csv = CsvReader.FromText(text, format);
            while (csv.Read())
            {
                string[] cells = [.. Enumerable.Range(0, csv.FieldCount).Select(column => Plain(csv.GetString(column)))];
                if (cells.Any(cell => cell.Length > 0) && !(named && csv.LineNumber == 1))
                {
                    rows.Add(new SheetRow((int)csv.LineNumber, cells));
                }
            }
        }
        catch (CsvFormatException fault)
        {
            throw new InputException([new Fault(path, Math.Max(1, (int)fault.LineNumber), 1, fault.Message)]);
        }

        return [.. rows];
    }

    /// <summary>A cell without the spaces around it, no-break spaces and marks of the byte order among them.</summary>
    public static string Plain(string cell) => cell.Trim().Trim('\u00A0', '\uFEFF', '\u200B', ' ', '\t');

    [GeneratedRegex(@"[ \t]{2,}")]
    private static partial Regex ManySpaces();

    [GeneratedRegex(@"[ \t]+")]
    private static partial Regex Spaces();
}
