using System.Globalization;

namespace PawLatency.Data;

/// <summary>Reads a long table, a row for each value, or a wide one, a row for each animal with days, trials or sides across.</summary>
internal sealed class LongTable
{
    private readonly LongPlan _plan;
    private readonly ReadingOptions _options;
    private readonly ReadingLog _log;
    private readonly SheetRow[] _rows;
    private readonly SessionTimes _times;
    private readonly double[] _headHours;

    private LongTable(TableBody body, LongPlan plan, ReadingOptions options, ReadingLog log)
    {
        (_plan, _options, _log) = (plan, options, log);
        _rows = RowFilter.Select(body.Rows, plan, options, log);
        _times = SessionTimes.Of([.. plan.All.Where(column => column.Role == ColumnRole.Time)], _rows, options, log);
        _headHours = _times.OnOneAxis([.. plan.Values.Select(value => (value.Time, body.Line, value.Index, value.Name))], "head");
    }

    /// <summary>The rows of a table.</summary>
    public static List<MeasuredRow> Read(TableBody body, LongPlan plan, ReadingOptions options, ReadingLog log)
    {
        var table = new LongTable(body, plan, options, log);
        var rows = new List<MeasuredRow>();
        bool byRow = ColumnChoice.HasAnimalByRow(options);
        foreach ((int index, SheetRow row) in table._rows.Index())
        {
            body.CheckWidth(row, log);
            table.AddRow(rows, row, byRow ? (index + 1).ToString(CultureInfo.InvariantCulture) : null);
        }

        new RowChecks(plan, table._times.Unread, options, log).Check(rows, out List<MeasuredRow> told);
        return told;
    }

    private void AddRow(List<MeasuredRow> rows, SheetRow row, string? number)
    {
        string group = _plan.Groups.Count == 0 ? _options.Group ?? "" : Name(row, _plan.Groups, "group", "every value is of a group.");
        string? rat =
            number
            ?? (
                _plan.Animals.Count == 0
                    ? null
                    : Name(row, _plan.Animals, "rat", "each value is of an animal. Without a column rat, each row counts as one.")
            );
        RefuseSummary(row, rat, "rat", "animal", _plan.Animals.Count > 0 ? _plan.Animals[0].Index : 0);
        if (_plan.One(ColumnRole.Excluded) is { } excluded && Flag(row, excluded, "excluded"))
        {
            _log.Count("excluded");
            return;
        }

        string? site = Site(row);
        bool? censored = _plan.One(ColumnRole.Censored) is { } bound ? Flag(row, bound, "censored") : null;
        string session = _plan.One(ColumnRole.Session) is { } visits ? row[visits.Index] : "";
        string? trial = _plan.One(ColumnRole.Trial) is { } trials && row[trials.Index].Length > 0 ? row[trials.Index] : null;
        RefuseSummary(row, trial, "trial", "trial", _plan.One(ColumnRole.Trial)?.Index ?? 0);
        if (group.ToLowerInvariant() is "mean" or "average" or "total" or "sem" && _plan.Groups.Count > 0)
        {
            _log.Refuse(row.Line, _plan.Groups[0].Index, $"group: \"{group}\" is a summary and no group; leave out the rows of means.");
        }

        for (int place = 0; place < Math.Max(1, _plan.Values.Count); place++)
        {
            ValueCell cell = Cell(row, place, out ValueColumn? value);
            if (cell.Kind is CellKind.Missing or CellKind.Excluded)
            {
                _log.Count(cell.Kind == CellKind.Missing ? "missing" : "excluded (*)");
                continue;
            }

            double hours = value?.Time is null ? _times.Hours(row) : _headHours[place];
            string visit = session.Length > 0 ? session : FormattableString.Invariant($"{hours:R}");
            var measured = new MeasuredRow(row.Line, group, visit, hours, rat, cell.Value)
            {
                Column = value?.Index ?? 0,
                Site = value?.Site ?? site,
                Trial = value?.Trial ?? trial,
                Censored = cell.Kind == CellKind.Censored ? true : censored,
                Source = row,
            };
            rows.Add(_plan.IsSummary ? Summarised(measured, row) : measured);
        }
    }

    private MeasuredRow Summarised(MeasuredRow measured, SheetRow row) =>
        measured with
        {
            Summary = MeasuredSession.Summarised(name => Statistic(row, name)),
            Typical = IsMean() ? double.NaN : measured.Value,
            Ensemble = new EnsembleBand(
                Statistic(row, "ensemble_p_05"),
                Statistic(row, "ensemble_median"),
                Statistic(row, "ensemble_p_95")
            ),
        };

    private void RefuseSummary(SheetRow row, string? name, string key, string kind, int column)
    {
        if (name is not null && ColumnWords.IsStatistic(name))
        {
            _log.Refuse(row.Line, column, $"{key}: \"{ReadingLog.Shown(name)}\" is a summary and no {kind}; leave out the rows of means.");
        }
    }

    private bool IsMean() => _plan.Statistic("typical") is null;

    private ValueCell Cell(SheetRow row, int place, out ValueColumn? value)
    {
        value = _plan.Values.Count > 0 ? _plan.Values[place] : null;
        if (value is null)
        {
            TableColumn responses = _plan.One(ColumnRole.Responses)!;
            return UpDown.Read(
                row[responses.Index],
                _options,
                message => _log.Refuse(row.Line, responses.Index, $"{responses.Name}: {message}")
            );
        }

        return ValueCells.Read(row, value.Index, value.Name, _plan.Readout.Unit, value.Factor, _options, _log);
    }

    private double Statistic(SheetRow row, string name) =>
        _plan.Statistic(name) is { } column
            ? (column.Head.ValueUnit?.Factor ?? 1) * ValueCells.Statistic(row, column.Index, column.Name, _options, _log)
            : double.NaN;

    private string Name(SheetRow row, IReadOnlyList<TableColumn> columns, string what, string rule)
    {
        string name = string.Join(' ', columns.Select(column => row[column.Index]));
        TableColumn first = columns[0];
        if (columns.FirstOrDefault(column => row[column.Index].Length == 0) is { } empty)
        {
            _log.Refuse(row.Line, empty.Index, $"{what}: The cell is empty; {rule}");
        }
        else if (columns.FirstOrDefault(column => IsNoName(row[column.Index], what)) is { } missing)
        {
            _log.Refuse(row.Line, missing.Index, $"{what}: \"{row[missing.Index]}\" stands for a missing value; {rule}");
        }
        else if (name.Contains('\uFFFD', StringComparison.Ordinal))
        {
            _log.Refuse(row.Line, first.Index, $"{what}: \"{ReadingLog.Shown(name)}\" is not UTF-8 text. Save the file as UTF-8.");
        }
        else if (name.Length > 100 || ReadingLog.Escaped(name) != name)
        {
            _log.Refuse(
                row.Line,
                first.Index,
                $"{what}: \"{ReadingLog.Shown(name)}\" is no name; it must be 1 to 100 printable characters."
            );
        }

        return name;
    }

    // A group may be called "none" or "ND", for normal diet.
    private static bool IsNoName(string text, string what) =>
        ValueCells.IsMissing(text)
        && (what == "rat" || text.ToLowerInvariant() is "na" or "n/a" or "#n/a" or "nan" or "null" or "-" or "--" or "." or "?");

    private string? Site(SheetRow row)
    {
        if (_plan.One(ColumnRole.Side) is not { } column)
        {
            return null;
        }

        string text = row[column.Index];
        if (ColumnWords.SideOf(text) is not { } site)
        {
            _log.Refuse(
                row.Line,
                column.Index,
                $"{column.Name}: \"{ReadingLog.Shown(text)}\" is not left, right, both, tail, ipsi or contra. --column note="
                    + $"{column.Quoted} leaves the column out."
            );
            return null;
        }

        return site;
    }

    private bool Flag(SheetRow row, TableColumn column, string what)
    {
        string text = row[column.Index].ToLowerInvariant();
        if (text is "" && what == "excluded")
        {
            return false;
        }

        if (text is not ("0" or "1" or "true" or "false" or "yes" or "no" or "y" or "n"))
        {
            _log.Refuse(row.Line, column.Index, $"{what}: \"{ReadingLog.Shown(row[column.Index])}\" is not 0 or 1.");
        }

        return text is "1" or "true" or "yes" or "y";
    }
}
