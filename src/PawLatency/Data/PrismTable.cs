using System.Globalization;
using PawLatency.Assays;

namespace PawLatency.Data;

/// <summary>
/// Reads the grouped table of statistics programs: rows are times, blocks of columns are groups, one column for each animal, or mean,
/// spread and number of each group. Values are latencies in s, or forces in g where the head of the times says so ("threshold_g by day").
/// </summary>
internal sealed class PrismTable(TableBody body, ReadingOptions options, ReadingLog log)
{
    /// <summary>The head of the times in a table of forces.</summary>
    public static string ForcesBy(string unit) => $"{Readout.PawPressure.Column} by {unit}";

    /// <summary>Whether a table is grouped and not long: times in the first column, and beside it columns of numbers only.</summary>
    public static bool Is(TableBody body, TableColumn[] columns, ReadingOptions options)
    {
        ColumnHead head = TimeHead(body);
        bool chosen = columns[0] is { IsChosen: true, Role: ColumnRole.Time };
        bool labelled =
            body.Rows.Count > 0
            && ColumnWords.Of(head).Role is ColumnRole.Unknown or ColumnRole.Time
            && body.Rows.All(row =>
                WrittenTime.Read(row[0], null) is { Kind: TimeKind.Labelled or TimeKind.Baseline or TimeKind.After or TimeKind.Date }
            );
        bool timed =
            chosen
            || labelled
            || (ColumnWords.Of(head).Role == ColumnRole.Unknown && head.HoursPerUnit is not null)
            || ColumnWords.IsTime(head)
            || IsForces(head);
        if (!timed || columns.Skip(1).Any(column => column.IsChosen))
        {
            return false;
        }

        TableColumn[] beside = [.. columns.Skip(1)];
        return body.SubHeads.Count > 0
            || GroupedHeads.IsSummary(body)
            || beside.All(column =>
                column.Role == ColumnRole.Unknown
                || (column.Role is ColumnRole.Group or ColumnRole.Treatment && body.Rows.All(row => IsNumeric(row[column.Index])))
            );
    }

    /// <summary>What the values are.</summary>
    public Readout Values { get; } =
        IsForces(TimeHead(body)) && options.Assay is null ? Readout.PawPressure
        : options.Assay is { } assay ? MeasuredReadout.Named(assay)
        : Readout.PawWithdrawal;

    /// <summary>The rows of the table.</summary>
    public List<MeasuredRow> Read()
    {
        GroupedColumn[] columns = GroupedHeads.Of(body, log);
        bool summary = GroupedHeads.IsSummary(body);
        if (!summary && columns.Length > 0)
        {
            (columns, summary) = new SummaryBlocks(body, options, log).Of(columns);
        }

        if (log.Faults.Count > 0)
        {
            return [];
        }

        string name = body.SubHeads.Count > 0 && body.SubHeads[0].Length > 0 ? body.SubHeads[0] : body.Heads[0];
        double[] hours = Hours(name);
        log.Use(0, name, "time", isPlain: true);
        foreach ((int index, GroupedColumn column) in columns.Index())
        {
            log.Use(
                index + 1,
                body.Heads[index + 1],
                $"group {ReadingLog.Shown(column.Group)}{(summary ? $", {column.Label}{(IsRead(column) ? "" : " (not used)")}" : "")}",
                isPlain: !summary
            );
        }

        if (!summary && columns.DistinctBy(column => column.Group).Count() == columns.Length)
        {
            log.Note("each group has one column, and the table does not say whether it is an animal or a mean");
        }

        var rows = new List<MeasuredRow>();
        foreach ((int index, SheetRow row) in body.Rows.Index())
        {
            body.CheckWidth(row, log);
            rows.AddRange(summary ? Summaries(row, hours[index], columns) : Animals(row, hours[index], columns));
        }

        return rows;
    }

    private static bool IsRead(GroupedColumn column) => column.Label is "mean" or "sem" or "sd" or "n" or "median";

    private static ColumnHead TimeHead(TableBody body) =>
        ColumnHead.Of(body.SubHeads.Count > 0 && body.SubHeads[0].Length > 0 ? body.SubHeads[0] : body.Heads[0]);

    private static bool IsForces(ColumnHead head) => head.Text.StartsWith(ForcesBy(""), StringComparison.OrdinalIgnoreCase);

    private static bool IsNumeric(string text) =>
        ValueCells.IsMissing(text)
        || ValueCells.Read(text, "", "s", 1, decimalComma: true, _ => { }).Kind != CellKind.Faulty
        || ValueCells.Read(text, "", "s", 1, decimalComma: false, _ => { }).Kind != CellKind.Faulty;

    private double[] Hours(string name)
    {
        double? unit =
            options.Columns.Select(choice => WrittenTime.HoursOf(choice.Split('=')[0])).FirstOrDefault(hours => hours is not null)
            ?? ColumnHead.Of(name).HoursOfWords;
        var lines = new Dictionary<double, int>();
        return new SessionTimes(options, log).Read(0, name, "#1", unit, body.Rows, RefuseTwice);

        void RefuseTwice(SheetRow row, TableTime time)
        {
            if (!lines.TryAdd(time.Hours, row.Line) && time.Kind is TimeKind.Number or TimeKind.Labelled)
            {
                log.Refuse(
                    row.Line,
                    0,
                    $"{name}: \"{ReadingLog.Shown(row[0])}\" is given twice, first on line {lines[time.Hours]}; "
                        + "a row holds every animal of its time."
                );
            }
        }
    }

    private IEnumerable<MeasuredRow> Animals(SheetRow row, double hours, GroupedColumn[] columns)
    {
        for (int column = 1; column < body.Heads.Count; column++)
        {
            ValueCell cell = Cell(row, column, body.Heads[column].Length > 0 ? body.Heads[column] : columns[column - 1].Group);
            if (cell.Kind is CellKind.Missing or CellKind.Excluded)
            {
                // A block is as wide as its largest group, so that an empty cell is no missing value.
                if (row[column].Length > 0)
                {
                    log.Count(cell.Kind == CellKind.Missing ? "missing" : "excluded (*)");
                }

                continue;
            }

            yield return new MeasuredRow(row.Line, columns[column - 1].Group, Session(hours), hours, columns[column - 1].Label, cell.Value)
            {
                Column = column,
                Censored = cell.Kind == CellKind.Censored ? true : null,
            };
        }
    }

    private IEnumerable<MeasuredRow> Summaries(SheetRow row, double hours, GroupedColumn[] columns)
    {
        foreach (IGrouping<string, (int Index, GroupedColumn Item)> block in columns.Index().GroupBy(column => column.Item.Group))
        {
            (int Index, GroupedColumn Item) mean = block.FirstOrDefault(column => column.Item.Label == "mean", (-1, default));
            if (mean.Index < 0)
            {
                log.Refuse(body.Line, block.First().Index + 1, $"Group \"{block.Key}\" has no mean among its columns.");
                continue;
            }

            ValueCell value = Cell(row, mean.Index + 1, block.Key);
            if (value.Kind is CellKind.Missing or CellKind.Excluded)
            {
                continue;
            }

            double Statistic(string name) =>
                name == "mean" ? value.Value
                : block.FirstOrDefault(column => column.Item.Label == name, (-1, default)) is { Index: >= 0 } found
                    ? ValueCells.Statistic(row, found.Index + 1, block.Key, options, log)
                : double.NaN;
            yield return new MeasuredRow(row.Line, block.Key, Session(hours), hours, null, value.Value)
            {
                Column = mean.Index + 1,
                Summary = MeasuredSession.Summarised(Statistic),
            };
        }
    }

    private ValueCell Cell(SheetRow row, int column, string name) =>
        ValueCells.Read(row, column, ReadingLog.Shown(name), Values.Unit, 1, options, log);

    private static string Session(double hours) => hours.ToString("R", CultureInfo.InvariantCulture);
}
