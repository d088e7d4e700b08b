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
        (string Name, Sheet Cells)[] sheets;
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
            (string Name, Sheet Cells)[] found =
            [
                .. sheets.Where(sheet => string.Equals(sheet.Name, wanted, StringComparison.OrdinalIgnoreCase)),
            ];
            bool numbered = int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1;
            return found.Length > 0 ? found[0].Cells
                : numbered && number <= sheets.Length ? sheets[number - 1].Cells
                : throw TableText.Refused(path, $"There is no sheet \"{wanted}\"; the sheets are {names}.");
        }

        (string Name, Sheet Cells)[] filled = [.. sheets.Where(sheet => sheet.Cells.Rows.Count > 0)];
        return filled.Length switch
        {
            0 => throw TableText.Refused(path, "The workbook is empty."),
            1 => filled[0].Cells,
            _ => throw TableText.Refused(
                path,
                $"Several sheets hold something: {string.Join(", ", filled.Select(sheet => $"\"{sheet.Name}\""))}; choose one with "
                    + $"--sheet \"{filled[0].Name}\"."
            ),
        };
    }

    private static IEnumerable<(string Name, Sheet Cells)> Sheets(byte[] bytes)
    {
        using IExcelDataReader reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes));
        do
        {
            var rows = new List<SheetRow>();
            int line = 0;
            while (reader.Read())
            {
                line++;
                string[] cells = [.. Enumerable.Range(0, Math.Min(reader.FieldCount, MostColumns)).Select(column => Text(reader, column))];
                if (cells.Any(cell => cell.Length > 0))
                {
                    rows.Add(new SheetRow(line, cells));
                }
            }

            yield return (reader.Name, new Sheet(rows));
        } while (reader.NextResult());
    }

    private static string Text(IExcelDataReader reader, int column) =>
        reader.GetValue(column) switch
        {
            null => "",
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
