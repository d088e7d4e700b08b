using System.Globalization;

namespace PawLatency.Data;

/// <summary>
/// The times of the rows of a table: one column of days, hours or dates, and where there is one a second of times within the day. Names
/// become times (a baseline is day 0), dates become days from the named day 0.
/// </summary>
internal sealed class SessionTimes
{
    private const double DayH = 24;

    private const string DecimalsHint = " Decimals are written with a point, as in 0.5. --decimal comma reads decimal commas.";

    private readonly ReadingOptions _options;
    private readonly ReadingLog _log;
    private readonly Dictionary<SheetRow, double> _hours = [];

    /// <summary>Times that are read one by one.</summary>
    public SessionTimes(ReadingOptions options, ReadingLog log) => (_options, _log) = (options, log);

    /// <summary>Columns of times that are not read.</summary>
    public List<TableColumn> Unread { get; } = [];

    /// <summary>Hours of a row; 0 where a fault was told.</summary>
    public double Hours(SheetRow row) => _hours.GetValueOrDefault(row);

    /// <summary>Reads the times of rows.</summary>
    public static SessionTimes Of(IReadOnlyList<TableColumn> columns, IReadOnlyList<SheetRow> rows, ReadingOptions options, ReadingLog log)
    {
        var times = new SessionTimes(options, log);
        TableColumn? main = Main(columns);
        if (main is null)
        {
            return times;
        }

        double[] hours = times.Read(main, rows);
        bool isExact = string.Equals(main.Head.Text, "time_h", StringComparison.Ordinal);
        TableColumn? within = columns.FirstOrDefault(column => column != main && IsWithin(column));
        foreach (TableColumn other in columns.Where(column => column != main))
        {
            if (isExact && other.Head.Text == "day")
            {
                times.CheckDays(other, rows, hours);
            }
            else if (other != within || !times.Add(other, rows, hours))
            {
                times.Unread.Add(other);
            }
        }

        foreach ((int index, SheetRow row) in rows.Index())
        {
            times._hours[row] = hours[index];
        }

        return times;
    }

    /// <summary>Reads a column of times.</summary>
    /// <param name="column">Its place, from 0.</param>
    /// <param name="name">Its head, for messages.</param>
    /// <param name="quoted">How an option names it.</param>
    /// <param name="unit">Hours of a bare number's unit; null where nothing tells it.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="found">Told each time that is read; null for nobody.</param>
    public double[] Read(
        int column,
        string name,
        string quoted,
        double? unit,
        IReadOnlyList<SheetRow> rows,
        Action<SheetRow, TableTime>? found = null
    )
    {
        bool hyphen = WrittenTime.HyphenSeparates(rows.Select(row => row[column]));
        var cells = new List<(TableTime? Time, int Line, int Column, string Text)>();
        foreach (SheetRow row in rows)
        {
            TableTime? time = WrittenTime.Read(row[column], unit, _options.HasDecimalComma, hyphen);
            if (time is null)
            {
                _log.Refuse(row.Line, column, NoTime(row[column], name, quoted, unit));
            }
            else
            {
                found?.Invoke(row, time.Value);
            }

            cells.Add((time, row.Line, column, row[column]));
        }

        return OnOneAxis(cells, name);
    }

    /// <summary>Makes hours of the times of a table: refuses what has no place on one axis.</summary>
    /// <param name="cells">The cells: what they say, line and column, and the text.</param>
    /// <param name="name">The head.</param>
    public double[] OnOneAxis(IReadOnlyList<(TableTime? Time, int Line, int Column, string Text)> cells, string name)
    {
        TimeKind[] kinds = [.. cells.Where(cell => cell.Time is not null).Select(cell => cell.Time!.Value.Kind).Distinct()];
        bool named = kinds.Contains(TimeKind.Baseline),
            onlyNames = kinds.All(kind => kind is TimeKind.Baseline or TimeKind.After);
        bool zero = cells.Any(cell => cell.Time is { Hours: 0, Kind: TimeKind.Number or TimeKind.Labelled });
        DateTime? day0 = kinds.Contains(TimeKind.Date) ? Day0(cells, name) : null;
        double clock = cells
            .Where(cell => cell.Time is { Kind: TimeKind.Date })
            .Select(cell => cell.Time!.Value.Hours % DayH)
            .DefaultIfEmpty(0)
            .Min();
        if (kinds.Contains(TimeKind.After) && onlyNames)
        {
            _log.Note($"{name}: the time after the drug has no number and is called day 1");
        }

        return
        [
            .. cells.Select(cell =>
            {
                string? refused = cell.Time?.Kind switch
                {
                    TimeKind.After when !onlyNames => "is a time after the drug without a number; write its day.",
                    TimeKind.Baseline when zero =>
                        "is taken for day 0, and another row is of day 0; write its day, for example \"Day -1\".",
                    TimeKind.Clock => "is a time of the clock; a column of days has to stand beside it.",
                    TimeKind.Date when kinds.Length > 1 => "is a date, and other cells of the column are none.",
                    _ => null,
                };
                if (refused is not null)
                {
                    _log.Refuse(cell.Line, cell.Column, $"{name}: \"{ReadingLog.Shown(cell.Text)}\" {refused}");
                }

                return cell.Time is not { } time ? 0
                    : time.Kind == TimeKind.Date && day0 is { } start ? time.Hours - (start - DateTime.UnixEpoch).TotalHours - clock
                    : time.Hours;
            }),
        ];
    }

    private DateTime? Day0(IReadOnlyList<(TableTime? Time, int Line, int Column, string Text)> cells, string name)
    {
        var first = cells.First(cell => cell.Time is { Kind: TimeKind.Date });
        double earliest = cells.Where(cell => cell.Time is { Kind: TimeKind.Date }).Min(cell => cell.Time!.Value.Hours);
        string example = DateTime.UnixEpoch.AddHours(earliest).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (_options.Day0 is null)
        {
            _log.Refuse(
                first.Line,
                first.Column,
                $"{name}: \"{ReadingLog.Shown(first.Text)}\" is a date; --day-0 {example} says which date is day 0."
            );
            return null;
        }

        return WrittenTime.Date(_options.Day0)
            ?? throw new ArgumentException($"--day-0 is \"{_options.Day0}\"; write the date as {example}.");
    }

    // Hours of the run's own files count from day 0; else days go before hours and minutes, which may be within them.
    private static TableColumn? Main(IReadOnlyList<TableColumn> columns) =>
        columns.FirstOrDefault(column =>
            column is { Head.Text: "time_h", IsChosen: false } && columns.Any(other => other.Head.Text == "day")
        )
        ?? columns
            .OrderBy(column =>
                Unit(column) is >= DayH ? 0
                : column.Head.Has("date") || column.Word == "date" ? 1
                : Unit(column) is null ? 2
                : 3
            )
            .FirstOrDefault();

    private static bool IsWithin(TableColumn column) => Unit(column) is null or < DayH && !column.Head.Has("date");

    private static double? Unit(TableColumn column) =>
        column.Word switch
        {
            "day" => DayH,
            "hour" => 1,
            "minute" => 1.0 / 60,
            "week" => 7 * DayH,
            _ => column.Head.HoursOfWords,
        };

    private double[] Read(TableColumn column, IReadOnlyList<SheetRow> rows) =>
        Read(column.Index, column.Name, column.Quoted, Unit(column), rows);

    // Why a text is no time.
    private string NoTime(string text, string name, string quoted, double? unit)
    {
        string shown = ReadingLog.Shown(text);
        bool number = WrittenTime.Number(text, _options.HasDecimalComma) is not null;
        bool dates = name.Contains("date", StringComparison.OrdinalIgnoreCase);
        return dates && !WrittenTime.IsAmbiguousDate(text) ? $"{name}: \"{shown}\" is not a date that can be read; write it as 2024-03-04."
            : number && unit is null
                ? $"{name}: \"{shown}\" has no unit; --column day={quoted} says that it is in days (or hour, minute, week)."
            : number ? $"{name}: \"{shown}\" is out of range; it must be at most ten years from day 0."
            : WrittenTime.IsAmbiguousDate(text)
                ? $"{name}: \"{shown}\" is a date whose day and month could be exchanged; write it as 2024-03-04."
            : $"{name}: \"{shown}\" is not a number.{(text.Contains(',', StringComparison.Ordinal) ? DecimalsHint : "")}";
    }

    private void CheckDays(TableColumn day, IReadOnlyList<SheetRow> rows, double[] hours)
    {
        foreach ((int index, SheetRow row) in rows.Index().Where(row => row.Item[day.Index].Length > 0))
        {
            if (WrittenTime.Read(row[day.Index], DayH, _options.HasDecimalComma) is not { } whole)
            {
                _log.Refuse(row.Line, day.Index, NoTime(row[day.Index], day.Name, day.Quoted, Unit(day)));
            }
            else if (Math.Abs(hours[index] - whole.Hours) > DayH)
            {
                _log.Refuse(
                    row.Line,
                    day.Index,
                    FormattableString.Invariant(
                        $"day: {whole.Hours / DayH} is not the day of time_h {hours[index]}, which counts the hours from the test hour "
                    ) + FormattableString.Invariant($"of day 0. --column hour=time_h says that it counts within the day.")
                );
            }
        }
    }

    // Times within the day; false where they are none. Times of the clock count from the earliest.
    private bool Add(TableColumn column, IReadOnlyList<SheetRow> rows, double[] hours)
    {
        TableTime?[] own = [.. rows.Select(row => WrittenTime.Read(row[column.Index], Unit(column), _options.HasDecimalComma))];
        if (own.Any(time => time is null or { Kind: TimeKind.After or TimeKind.Date }))
        {
            return false;
        }

        double[] added = [.. own.Select(time => time!.Value.Hours)];
        if (added.Distinct().Count() == 1)
        {
            _log.Note($"{column.Name} is the same in all rows that are read, and not added to the day");
            return true;
        }

        bool isClock = own.All(time => time!.Value.Kind == TimeKind.Clock);
        if (own.Any(time => time!.Value.Kind == TimeKind.Clock) && !isClock)
        {
            return false;
        }

        double first = isClock ? added.Min() : 0;
        // 24, 48 and 168 h beside days 1, 2 and 7 are the same times again.
        bool isSame = added.Max() > DayH && added.Zip(hours).All(pair => Math.Abs(pair.First - pair.Second) <= DayH);
        if (!isSame && added.FirstOrDefault(hour => Math.Abs(hour - first) >= DayH) is not 0)
        {
            int at = Array.FindIndex(added, hour => Math.Abs(hour - first) >= DayH);
            _log.Refuse(
                rows[at].Line,
                column.Index,
                $"{column.Name}: \"{ReadingLog.Shown(rows[at][column.Index])}\" is a day or more, and a column of days stands beside "
                    + $"it; --column note=HEAD leaves one of them out."
            );
            return true;
        }

        for (int index = 0; index < hours.Length; index++)
        {
            hours[index] = isSame ? added[index] : hours[index] + added[index] - first;
        }

        string from = FormattableString.Invariant($"{TimeSpan.FromHours(first):hh\\:mm}");
        _log.Note(
            isSame ? $"{column.Name} counts from day 0, as the days do"
            : isClock ? $"{column.Name} is counted from {from}, the earliest time of the clock"
            : $"{column.Name} is added to the day"
        );
        return true;
    }
}
