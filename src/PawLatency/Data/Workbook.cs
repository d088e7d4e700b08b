using System.Globalization;
using System.Text;
using ExcelDataReader;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>Reads a sheet of an Excel workbook (.xlsx).</summary>
internal static class Workbook
{
    // The package knows the code pages of old workbooks, and wants them even where none is used.
    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    // A sheet may claim a million empty rows.
    private const int MostColumns = 5_000;

    /// <summary>Whether the bytes are those of a workbook.</summary>
    public static bool Is(byte[] bytes) =>
        bytes is [(byte)'P', (byte)'K', 3, 4, ..] && bytes.AsSpan().IndexOf("xl/"u8) >= 0 && bytes.AsSpan().IndexOf("xl/workbook"u8) >= 0;

    /// <summary>Reads a sheet.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="wanted">Name or number of the sheet; null for the only one that holds anything.</param>
    /// <exception cref="InputException">There is no such sheet, or several hold something and none is named.</exception>
    public static Sheet Read(string path, byte[] bytes, string? wanted)
    {
        (string name, Sheet cells, string? hidden) = Choose(path, bytes, wanted);
        return hidden is null
            ? cells
            : throw TableText.Refused(
                path,
                $"Of the sheet \"{name}\", {hidden} hidden and hold values. Show them or delete them: nothing says whether they count."
            );
    }

    private static (string Name, Sheet Cells, string? Hidden) Choose(string path, byte[] bytes, string? wanted)
    {
        (string Name, Sheet Cells, string? Hidden)[] sheets;
        try
        {
            sheets = [.. Sheets(bytes)];
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw TableText.Refused(
                path,
                $"The workbook is damaged or protected ({fault.Message.Split('\n')[0]}); save it again as .xlsx or CSV."
            );
        }

        string names = string.Join(", ", sheets.Select(sheet => $"\"{sheet.Name}\""));
        if (wanted is not null)
        {
            (string Name, Sheet Cells, string? Hidden)[] found =
            [
                .. sheets.Where(sheet => string.Equals(sheet.Name, wanted, StringComparison.OrdinalIgnoreCase)),
            ];
            bool numbered = int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1;
            return found.Length > 0 ? found[0]
                : numbered && number <= sheets.Length ? sheets[number - 1]
                : throw TableText.Refused(path, $"There is no sheet \"{wanted}\"; the sheets are {names}.");
        }

        (string Name, Sheet Cells, string? Hidden)[] filled = [.. sheets.Where(sheet => sheet.Cells.Rows.Count > 0)];
        return filled.Length switch
        {
            0 => throw TableText.Refused(path, "The workbook is empty."),
            1 => filled[0],
            _ => throw TableText.Refused(
                path,
                $"Several sheets hold something: {string.Join(", ", filled.Select(sheet => $"\"{sheet.Name}\""))}; choose one with "
                    + $"--sheet \"{filled[0].Name}\"."
            ),
        };
    }

    private static IEnumerable<(string Name, Sheet Cells, string? Hidden)> Sheets(byte[] bytes)
    {
        using IExcelDataReader reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes));
        do
        {
            var rows = new List<SheetRow>();
            var hiddenRows = new List<string>();
            var hiddenColumns = new SortedSet<int>();
            int line = 0;
            while (reader.Read())
            {
                line++;
                string[] cells = [.. Enumerable.Range(0, Math.Min(reader.FieldCount, MostColumns)).Select(column => Text(reader, column))];
                if (cells.Any(cell => cell.Length > 0))
                {
                    rows.Add(new SheetRow(line, cells));
                    hiddenRows.AddRange(reader.RowHeight == 0 ? [$"{line}"] : []);
                    hiddenColumns.UnionWith(cells.Index().Where(cell => IsHidden(reader, cell)).Select(cell => cell.Index));
                }
            }

            yield return (reader.Name, new Sheet(rows), Hidden(hiddenRows, [.. hiddenColumns.Select(column => $"{column + 1}")]));
        } while (reader.NextResult());
    }

    private static bool IsHidden(IExcelDataReader reader, (int Index, string Item) cell) =>
        cell.Item.Length > 0 && reader.GetColumnWidth(cell.Index) == 0;

    // "row 9 is", "rows 9, 10 and columns 4 are"; null where nothing is hidden.
    private static string? Hidden(List<string> rows, string[] columns)
    {
        string[] parts = [.. new[] { Named("row", rows), Named("column", columns) }.OfType<string>()];
        return parts.Length == 0 ? null : $"{string.Join(" and ", parts)} {(rows.Count + columns.Length == 1 ? "is" : "are")}";
    }

    private static string? Named(string what, IReadOnlyList<string> numbers) =>
        numbers.Count == 0 ? null : $"{what}{(numbers.Count == 1 ? "" : "s")} {string.Join(", ", numbers)}";

    private static string Text(IExcelDataReader reader, int column) =>
        reader.GetValue(column) switch
        {
            null => "",
            // As it is shown: 0.85 in a cell of percent is 85 %.
            double number when reader.GetNumberFormatString(column)?.Contains('%', StringComparison.Ordinal) == true => string.Create(
                CultureInfo.InvariantCulture,
                $"{100 * number:0.####}%"
            ),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            int number => number.ToString(CultureInfo.InvariantCulture),
            DateTime date when date.Year < 1901 => date.ToString("HH:mm", CultureInfo.InvariantCulture),
            DateTime date when date.TimeOfDay == TimeSpan.Zero => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime date => date.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            TimeSpan span => span.ToString(@"hh\:mm", CultureInfo.InvariantCulture),
            bool flag => flag ? "1" : "0",
            var other => SeparatedText.Plain(Convert.ToString(other, CultureInfo.InvariantCulture) ?? ""),
        };
}
