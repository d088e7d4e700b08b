using System.Globalization;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>The rows of a table that the user asks for, by --only HEAD=VALUE.</summary>
internal static class RowFilter
{
    /// <summary>The rows that pass every condition.</summary>
    /// <exception cref="ArgumentException">A condition names no column, or a value that no row has.</exception>
    public static SheetRow[] Select(IReadOnlyList<SheetRow> rows, LongPlan plan, ReadingOptions options, ReadingLog log)
    {
        SheetRow[] kept = [.. rows];
        foreach (string condition in options.Only)
        {
            int equals = condition.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == condition.Length - 1)
            {
                throw new ArgumentException($"--only is \"{condition}\"; write it as HEAD=VALUE, for example --only paw=ipsi.");
            }

            (string name, string value) = (condition[..equals].Trim(), condition[(equals + 1)..].Trim());
            int column = ColumnChoice.Find(plan.All, name, "--only");
            string[] known = [.. rows.Select(row => row[column]).Where(cell => cell.Length > 0).Distinct()];
            if (!known.Any(cell => IsSame(cell, value)))
            {
                throw new ArgumentException(
                    $"--only {ReadingLog.Shown(condition)}: no row has this value."
                        + $"{Nearest.Suggest(value, [.. known.Select(ReadingLog.Shown)], $" {known.Length} values are there.")}"
                );
            }

            int before = kept.Length;
            kept = [.. kept.Where(row => IsSame(row[column], value))];
            log.Note($"--only {condition} keeps {kept.Length} of {before} rows");
        }

        return kept;
    }

    private static bool IsSame(string cell, string value) =>
        string.Equals(cell, value, StringComparison.OrdinalIgnoreCase)
        || (
            double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double left)
            && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double right)
            && left == right
        );
}
