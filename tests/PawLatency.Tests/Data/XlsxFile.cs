using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace PawLatency.Tests.Data;

/// <summary>Makes small Excel workbooks: text, numbers, percents and dates, rows and columns that are hidden.</summary>
internal static class XlsxFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        Relations = "http://schemas.openxmlformats.org/package/2006/relationships",
        Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The bytes of a workbook.</summary>
    /// <param name="sheets">Its sheets: a name, and rows of strings, doubles, decimals (percent), DateOnly or null.</param>
    public static byte[] Of(params (string Name, object?[][] Rows)[] sheets) => Of([], [], sheets);

    /// <summary>The bytes of a workbook with hidden rows and columns, from 1, in every sheet.</summary>
    public static byte[] Of(int[] hiddenRows, int[] hiddenColumns, params (string Name, object?[][] Rows)[] sheets)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, string text)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
                writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text);
            }

            IEnumerable<int> numbers = Enumerable.Range(1, sheets.Length);
            Add(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
                    + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                    + "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "
                    + "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
            );
            Add(
                "_rels/.rels",
                $"<Relationships xmlns=\"{Relations}\"><Relationship Id=\"r1\" Type=\"{Office}/officeDocument\" "
                    + $"Target=\"xl/workbook.xml\"/></Relationships>"
            );
            Add(
                "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>"
                    + string.Concat(numbers.Select(n => $"<sheet name=\"{sheets[n - 1].Name}\" sheetId=\"{n}\" r:id=\"r{n}\"/>"))
                    + "</sheets></workbook>"
            );
            Add(
                "xl/_rels/workbook.xml.rels",
                $"<Relationships xmlns=\"{Relations}\">"
                    + string.Concat(
                        numbers.Select(n => $"<Relationship Id=\"r{n}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>")
                    )
                    + $"<Relationship Id=\"s\" Type=\"{Office}/styles\" Target=\"styles.xml\"/></Relationships>"
            );
            Add(
                "xl/styles.xml",
                $"<styleSheet xmlns=\"{Main}\"><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" "
                    + $"applyNumberFormat=\"1\"/><xf numFmtId=\"9\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
            );
            foreach (int n in numbers)
            {
                Add(
                    $"xl/worksheets/sheet{n}.xml",
                    $"<worksheet xmlns=\"{Main}\">{Columns(hiddenColumns)}<sheetData>"
                        + string.Concat(sheets[n - 1].Rows.Select((row, index) => Row(row, index, hiddenRows.Contains(index + 1))))
                        + "</sheetData></worksheet>"
                );
            }
        }

        return stream.ToArray();
    }

    private static string Columns(int[] hidden) =>
        hidden.Length == 0
            ? ""
            : $"<cols>{string.Concat(hidden.Select(n => $"<col min=\"{n}\" max=\"{n}\" width=\"0\" hidden=\"1\"/>"))}</cols>";

    private static string Row(object?[] cells, int row, bool isHidden) =>
        $"<row r=\"{row + 1}\"{(isHidden ? " hidden=\"1\"" : "")}>"
        + string.Concat(cells.Select((cell, column) => Cell(cell, $"{(char)('A' + column)}{row + 1}")))
        + "</row>";

    private static string Cell(object? cell, string place) =>
        cell switch
        {
            null => "",
            double number => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\"><v>{number:R}</v></c>"),
            decimal percent => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\" s=\"2\"><v>{percent / 100}</v></c>"),
            DateOnly date => $"<c r=\"{place}\" s=\"1\"><v>{date.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>",
            _ => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>",
        };
}
