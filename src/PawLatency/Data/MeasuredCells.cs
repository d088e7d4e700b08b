using System.Globalization;
using CsvHelper;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>The cells of a file of latencies, row by row; what is wrong with one is told with its place.</summary>
internal sealed class MeasuredCells(string path, CsvReader csv, string[] headers, List<Fault> faults)
{
    // As long as the name of a group of a study may be, and ten times the greatest cutoff, a force of 1000 g.
    private const int LongestName = 100,
        Greatest = 10_000;

    /// <summary>Names of the columns.</summary>
    public string[] Headers => headers;

    /// <summary>Line of the present row.</summary>
    public int Line => (int)csv.LineNumber;

    /// <summary>How such files are read: spaces beside a separator are no part of a name, and a quote that nobody closes would hide the
    /// rest of the file.</summary>
    public static CsvReaderOptions Format(string path) =>
        new()
        {
            TrackLineNumbers = true,
            TrimWhitespace = true,
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

    /// <summary>Goes to the next row; rows of empty cells, as spreadsheets leave them below a table, are none.</summary>
    public bool Read()
    {
        while (csv.Read())
        {
            if (HasText(0))
            {
                CheckWidth();
                return true;
            }
        }

        return false;
    }

    /// <summary>Tells a fault of the present row.</summary>
    public void Refuse(int column, string message) => faults.Add(new Fault(path, Line, column + 1, message));

    /// <summary>Place of the first of some columns that is there; a fault and -1 where none is.</summary>
    public int Column(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Array.IndexOf(headers, name) is var index and >= 0)
            {
                return index;
            }
        }

        string wanted = string.Join(" or ", names.ToArray());
        faults.Add(new Fault(path, 1, 1, $"There is no column {wanted}.{Nearest.Suggest(names[0], headers)}"));
        return -1;
    }

    /// <summary>Refuses a name that two columns have.</summary>
    public void RefuseRepeatedColumns() =>
        faults.AddRange(
            headers
                .Index()
                .Where(one => one.Item.Length > 0 && Array.IndexOf(headers, one.Item) < one.Index)
                .Select(one => new Fault(
                    path,
                    1,
                    one.Index + 1,
                    $"The column {one.Item} stands here a second time; it is already column {Array.IndexOf(headers, one.Item) + 1}."
                ))
        );

    public string Text(int column) => csv.GetString(column);

    /// <summary>The name of a group. An undecodable byte is read as U+FFFD.</summary>
    public string Name(int column)
    {
        string name = CsvText.Unmarked(Text(column));
        if (name.Length > LongestName)
        {
            Refuse(column, $"group: The name has {name.Length} letters; {LongestName} is the most.");
        }
        else if (name.Length == 0 || name.Contains('\uFFFD', StringComparison.Ordinal))
        {
            Refuse(
                column,
                name.Length == 0
                    ? "group: The cell is empty; every value is of a group."
                    : $"group: \"{name}\" is not UTF-8 text. Save the file as UTF-8."
            );
        }

        return name;
    }

    /// <summary>The latency or force in a cell; a fault where it is none.</summary>
    public double Latency(int column, string name)
    {
        int before = faults.Count;
        double value = Number(column, name);
        if (value > Greatest && faults.Count == before)
        {
            Refuse(column, $"{name}: \"{Text(column)}\" is out of range; no trial reads more than {Greatest}.");
        }

        if (value <= 0 && faults.Count == before)
        {
            Refuse(column, $"{name}: \"{Text(column)}\" is out of range; it must be above 0, and a missing value has no row.");
        }

        return value;
    }

    /// <summary>The number in a cell; a fault where it is none.</summary>
    public double Number(int column, string name)
    {
        string text = Text(column);
        // No thousands separators: "10,5" is a decimal comma, and would be read as 105.
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
        {
            return number;
        }

        string comma = text.Contains(',', StringComparison.Ordinal) ? " Decimals are written with a point, as in 0.5." : "";
        Refuse(column, $"{name}: \"{text}\" is not a number.{comma}");
        return 0;
    }

    /// <summary>Whether a latency is a lower bound.</summary>
    public bool Flag(int column)
    {
        string text = Text(column).Trim();
        if (text is not ("0" or "1" or "true" or "false" or "TRUE" or "FALSE"))
        {
            Refuse(column, $"censored: \"{text}\" is not 0 or 1.");
        }

        return text is "1" or "true" or "TRUE";
    }

    // Where commas separate, a decimal comma makes two cells of a number.
    private void CheckWidth()
    {
        if (HasText(headers.Length))
        {
            Refuse(
                headers.Length,
                $"This row has {csv.FieldCount} cells, the header {headers.Length}; decimals are written with a point, as in 0.5."
            );
        }
    }

    // Whether a cell from this column on holds something.
    private bool HasText(int from)
    {
        for (int column = from; column < csv.FieldCount; column++)
        {
            if (Text(column).Length > 0)
            {
                return true;
            }
        }

        return false;
    }
}
