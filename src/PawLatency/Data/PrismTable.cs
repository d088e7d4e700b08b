using System.Globalization;
using System.Text.RegularExpressions;
using PawLatency.Assays;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>
/// Reads the grouped table of statistics programs: rows are times, blocks of columns are groups, one column for each animal, blank is
/// missing. A group's columns repeat its name ("saline, saline"), leave it out after the first ("saline, , "), or number the animals
/// ("saline 1, saline 2"). Values are latencies in s, or forces in g where the head of the times says so ("threshold_g by day").
/// </summary>
internal static partial class PrismTable
{
    private static readonly (string Word, double Hours)[] TimeWords =
    [
        ("day", 24),
        ("days", 24),
        ("d", 24),
        ("hour", 1),
        ("hours", 1),
        ("h", 1),
        ("minute", 1.0 / 60),
        ("minutes", 1.0 / 60),
        ("min", 1.0 / 60),
    ];

    /// <summary>Whether a header is that of a grouped table and not of a tidy one.</summary>
    public static bool Is(string[] headers, IReadOnlyList<string> tidyColumns) =>
        !headers.Any(tidyColumns.Contains) && HoursPerUnit(headers[0]) is not null;

    /// <summary>The head of the times in a table of forces.</summary>
    public static string ForcesBy(string unit) => $"{Readout.PawPressure.Column} by {unit}";

    /// <summary>What the values of a grouped table are.</summary>
    public static Readout ReadoutOf(string[] headers) =>
        headers[0].StartsWith(ForcesBy(""), StringComparison.OrdinalIgnoreCase) ? Readout.PawPressure : Readout.PawWithdrawal;

    public static List<MeasuredRow> Read(string path, MeasuredCells cells, List<Fault> faults)
    {
        var rows = new List<MeasuredRow>();
        string[] headers = cells.Headers;
        (string Group, string Rat)[] columns = Columns(path, headers, faults);
        double toHours = HoursPerUnit(headers[0])!.Value;
        var lines = new Dictionary<double, int>();
        while (columns.Length > 0 && cells.Read())
        {
            double hours = cells.Number(0, headers[0]) * toHours;
            if (!lines.TryAdd(hours, cells.Line))
            {
                cells.Refuse(
                    0,
                    $"{headers[0]}: \"{cells.Text(0).Trim()}\" is given twice, first on line {lines[hours]}; a row holds every animal of its time."
                );
            }

            for (int column = 1; column < headers.Length; column++)
            {
                if (cells.Text(column).Trim().Length > 0)
                {
                    rows.Add(
                        new MeasuredRow(
                            cells.Line,
                            columns[column - 1].Group,
                            hours.ToString("R", CultureInfo.InvariantCulture),
                            hours,
                            columns[column - 1].Rat,
                            cells.Latency(column, headers[column].Length > 0 ? headers[column] : columns[column - 1].Group)
                        )
                    );
                }
            }
        }

        return rows;
    }

    private static (string Group, string Rat)[] Columns(string path, string[] headers, List<Fault> faults)
    {
        string[] names = [.. headers.Skip(1).Select(name => CsvText.Unmarked(name.Trim()))];
        if (names.Length == 0 || names[0].Length == 0)
        {
            faults.Add(
                new Fault(
                    path,
                    1,
                    2,
                    "There is no group beside the times; a grouped table has a column for each animal, headed by the name of its group."
                )
            );
            return [];
        }

        bool repeated = names.Any(name => name.Length == 0) || names.Distinct().Count() < names.Length;
        bool numbered = !repeated && names.All(name => Numbered().IsMatch(name));
        var columns = new List<(string Group, string Rat)>();
        foreach (string name in names)
        {
            string group =
                name.Length == 0 ? columns[^1].Group
                : numbered ? Numbered().Match(name).Groups[1].Value
                : name;
            string rat = numbered
                ? Numbered().Match(name).Groups[2].Value
                : (columns.Count(column => column.Group == group) + 1).ToString(CultureInfo.InvariantCulture);
            columns.Add((group, rat));
        }

        return [.. columns];
    }

    // "day", "time_h", "Time (days)", "time, min": the last word tells the unit.
    private static double? HoursPerUnit(string header)
    {
        string[] words = header
            .ToLowerInvariant()
            .Split([' ', '_', ',', '(', ')', '[', ']', '/', '.'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0
            ? null
            : TimeWords.Where(unit => unit.Word == words[^1]).Select(unit => (double?)unit.Hours).FirstOrDefault();
    }

    [GeneratedRegex(@"^(.*?\S)[\s_:#.-]*?[\s_:#.-](?:rat|animal)?\s*(\d+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
