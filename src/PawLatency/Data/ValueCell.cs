using System.Globalization;
using System.Text.RegularExpressions;

namespace PawLatency.Data;

/// <summary>What a cell of a value holds.</summary>
/// <param name="Value">The value in s or g; NaN where there is none.</param>
/// <param name="Kind">What else is known.</param>
internal readonly record struct ValueCell(double Value, CellKind Kind);

/// <summary>What a cell of a value is.</summary>
internal enum CellKind
{
    /// <summary>A value.</summary>
    Value,

    /// <summary>A lower bound: the trial was ended.</summary>
    Censored,

    /// <summary>Not measured.</summary>
    Missing,

    /// <summary>Measured, and excluded by who wrote the table.</summary>
    Excluded,

    /// <summary>Not understood; it has been told.</summary>
    Faulty,
}

/// <summary>Reads the values of a table.</summary>
internal static partial class ValueCells
{
    /// <summary>Values that no apparatus reads, s or g.</summary>
    public const double Most = 100_000;

    private static readonly string[] MissingCodes =
    [
        "",
        "na",
        "n/a",
        "n.a.",
        "n.a",
        "nd",
        "n.d.",
        "n.d",
        "n/d",
        "nan",
        "-",
        "--",
        "---",
        "\u2013",
        "\u2014",
        ".",
        "..",
        "#n/a",
        "#na",
        "#value!",
        "#div/0!",
        "null",
        "none",
        "missing",
        "miss",
        "not tested",
        "nt",
        "?",
    ];

    /// <summary>Whether a cell is one of the usual codes of a missing value.</summary>
    public static bool IsMissing(string text) => MissingCodes.Contains(text.Trim().ToLowerInvariant());

    /// <summary>Reads a cell.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="name">The head, for messages.</param>
    /// <param name="unit">Unit of the values.</param>
    /// <param name="factor">What makes s or g of the number.</param>
    /// <param name="decimalComma">Whether decimals are written with a comma.</param>
    /// <param name="refuse">Told what is wrong.</param>
    public static ValueCell Read(string text, string name, string unit, double factor, bool decimalComma, Action<string> refuse)
    {
        if (IsMissing(text))
        {
            return new ValueCell(double.NaN, CellKind.Missing);
        }

        Match parts = Parts().Match(text);
        string number =
            parts.Success && (parts.Groups["unit"].Length == 0 || parts.Groups["unit"].Value == unit) ? parts.Groups["number"].Value : text;
        string shown = ReadingLog.Shown(text);
        if (WrittenTime.Number(number, decimalComma) is not { } value)
        {
            refuse($"{name}: \"{shown}\" is not a number.{Advice(text, decimalComma)}");
            return new ValueCell(double.NaN, CellKind.Faulty);
        }

        value *= factor;
        if (value is <= 0 or > Most)
        {
            refuse(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: \"{shown}\" is out of range; it must be above 0 and at most {Most:0} {unit}. A missing value is an empty "
                        + $"cell or NA."
                )
            );
            return new ValueCell(double.NaN, CellKind.Faulty);
        }

        bool isBound = parts.Groups["bound"].Length > 0 || parts.Groups["plus"].Length > 0;
        return new ValueCell(
            value,
            parts.Groups["star"].Length > 0 ? CellKind.Excluded
                : isBound ? CellKind.Censored
                : CellKind.Value
        );
    }

    /// <summary>Reads a cell of a row; a fault is told with its place, a value marked as a lower bound is counted.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column, from 0.</param>
    /// <param name="name">The head, for messages.</param>
    /// <param name="unit">Unit of the values.</param>
    /// <param name="factor">What makes s or g of the number.</param>
    /// <param name="options">What the user says of the table.</param>
    /// <param name="log">Told what is found.</param>
    public static ValueCell Read(SheetRow row, int column, string name, string unit, double factor, ReadingOptions options, ReadingLog log)
    {
        ValueCell cell = Read(row[column], name, unit, factor, options.HasDecimalComma, message => log.Refuse(row.Line, column, message));
        if (cell.Kind == CellKind.Censored)
        {
            log.Count("censored by its mark");
        }

        return cell;
    }

    /// <summary>Reads a statistic of a summary, 0 or more; NaN if missing, or refused with its place.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column, from 0.</param>
    /// <param name="name">The head or group, for the message.</param>
    /// <param name="options">What the user says of the table.</param>
    /// <param name="log">Told what is wrong.</param>
    public static double Statistic(SheetRow row, int column, string name, ReadingOptions options, ReadingLog log)
    {
        if (IsMissing(row[column]))
        {
            return double.NaN;
        }

        if (WrittenTime.Number(row[column], options.HasDecimalComma) is { } number && number is >= 0 and <= Most)
        {
            return number;
        }

        log.Refuse(row.Line, column, $"{name}: \"{ReadingLog.Shown(row[column])}\" is not a number of 0 or more.");
        return double.NaN;
    }

    private static string Advice(string text, bool decimalComma) =>
        !decimalComma && CommaNumber().IsMatch(text)
            ? $" Decimals are written with a point, as in 0.5. --decimal comma reads decimal commas."
        : decimalComma && text.Contains('.', StringComparison.Ordinal)
            ? " It has a point, and --decimal comma says that decimals have a comma."
        : text.Contains('\u00B1', StringComparison.Ordinal)
        || text.Contains("+/-", StringComparison.Ordinal)
        || text.Contains('(', StringComparison.Ordinal)
            ? " Give mean, SEM and N a column each."
        : text.Contains('<', StringComparison.Ordinal)
            ? " A value below what can be measured is not read; only the upper limit censors (>20)."
        : "";

    [GeneratedRegex(
        @"^(?<bound>>=?|\u2265|&gt;)?\s*(?<number>[-+]?[0-9.,]+(?:[eE][-+]?[0-9]+)?)\s*(?<unit>\p{L}*)\s*(?<plus>\+)?\s*(?<star>\*)?$"
    )]
    private static partial Regex Parts();

    [GeneratedRegex(@"[0-9],[0-9]")]
    private static partial Regex CommaNumber();
}
