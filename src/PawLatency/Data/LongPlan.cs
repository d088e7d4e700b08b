using PawLatency.Assays;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>Which columns of a long or wide table are what.</summary>
internal sealed record LongPlan
{
    /// <summary>Columns that make the name of the group.</summary>
    public IReadOnlyList<TableColumn> Groups { get; init; } = [];

    /// <summary>Columns that make the name of the animal.</summary>
    public IReadOnlyList<TableColumn> Animals { get; init; } = [];

    public required IReadOnlyList<TableColumn> All { get; init; }

    public required IReadOnlyList<ValueColumn> Values { get; init; }

    /// <summary>Whether the values are those of a summary.</summary>
    public bool IsSummary { get; init; }

    public required Readout Readout { get; init; }

    /// <summary>The only column of a role; null where there is none.</summary>
    public TableColumn? One(ColumnRole role) => All.FirstOrDefault(column => column.Role == role);

    /// <summary>A column of a summary by its documented name; null where there is none.</summary>
    public TableColumn? Statistic(string name) =>
        All.FirstOrDefault(column =>
            column.Role == ColumnRole.Summary && (column.IsChosen ? column.Word : ColumnWords.StatisticOf(column.Head)) == name
        );

    /// <summary>Plans the reading of a table.</summary>
    public static LongPlan Of(TableBody body, TableColumn[] columns, ReadingOptions options, ReadingLog log)
    {
        TableColumn[] groups = [.. columns.Where(column => column.Role == ColumnRole.Group)];
        groups = groups.Length > 0 ? groups : [.. columns.Where(column => column.Role == ColumnRole.Treatment).Take(1)];
        columns = [.. columns.Select(column => groups.Contains(column) ? column with { Role = ColumnRole.Group } : column)];
        string[] names = [.. columns.Select(column => column.Name)];
        if (groups.Length == 0 && options.Group is null)
        {
            log.Refuse(
                body.Line,
                0,
                $"There is no column group.{Nearest.Suggest("group", names)} --column group=HEAD says which one it is, --group NAME "
                    + $"that all animals are of one."
            );
        }

        if (groups.Length > 0 && options.Group is not null)
        {
            throw new ArgumentException($"--group {options.Group} is for a table without a column of groups; {groups[0].Name} is one.");
        }

        (ValueColumn[] values, bool summary) = ValuesOf(columns, options);
        bool responses = columns.Any(column => column.Role == ColumnRole.Responses);
        var plan = new LongPlan
        {
            Groups = groups,
            Animals = [.. columns.Where(column => column.Role == ColumnRole.Animal)],
            All =
            [
                .. columns.Select(column =>
                    values.Any(value => value.Index == column.Index) && !summary ? column with { Role = ColumnRole.Value } : column
                ),
            ],
            Values = values,
            IsSummary = summary,
            Readout = MeasuredReadout.Of(
                [.. values.Select(value => columns[value.Index].Head)],
                values.Select(value => value.Unit).FirstOrDefault(unit => unit is not null),
                responses ? options with { Assay = options.Assay ?? "von-frey" } : options,
                log
            ),
        };
        plan.Check(body, names, log);
        return plan;
    }

    private static (ValueColumn[] Values, bool IsSummary) ValuesOf(TableColumn[] columns, ReadingOptions options)
    {
        bool hyphen = WrittenTime.HyphenSeparates(columns.Select(column => column.Head.Text));
        ValueColumn[] Of(Func<TableColumn, bool> which) => [.. columns.Where(which).Select(column => ValueColumn.Of(column, hyphen))];
        ValueColumn[] named = Of(column => column.Role is ColumnRole.Value);
        if (named.Length == 0 && columns.Any(column => column.Role == ColumnRole.Animal))
        {
            // Beside a column of animals a mean is that of the animal's trials.
            named = Of(column =>
                column.Role == ColumnRole.Summary && ColumnWords.StatisticOf(column.Head) == "mean" && !ColumnWords.IsDerived(column.Head)
            );
            named =
                named.Length == 1 && !columns.Any(column => ColumnWords.StatisticOf(column.Head) == "typical")
                    ? [named[0] with { Time = null, Trial = null, Site = null, HasOther = false }]
                    : [];
        }

        if (columns.Any(column => column.Role == ColumnRole.Responses))
        {
            named = [];
        }

        ValueColumn[] parts = PartsOf(columns, hyphen);
        if (parts.Length > 1 && parts.Length >= named.Length && named.All(value => value.IsPart || value.Index < 0))
        {
            return (parts, false);
        }

        if (named.Length > 0)
        {
            return (named, false);
        }

        string[] order = ["typical", "mean"];
        TableColumn[] summaries = [.. columns.Where(column => column.Role == ColumnRole.Summary)];
        TableColumn? first = order
            .Select(name =>
                summaries.FirstOrDefault(column => (column.IsChosen ? column.Word : ColumnWords.StatisticOf(column.Head)) == name)
            )
            .FirstOrDefault(column => column is not null);
        return first is null || columns.Any(column => column.Role == ColumnRole.Responses)
            ? ([], false)
            : ([ValueColumn.Of(first, hyphen) with { Time = null, Trial = null, Site = null }], true);
    }

    // Columns of days, trials or sides, without a word for what was measured: two at least make a table.
    private static ValueColumn[] PartsOf(TableColumn[] columns, bool hyphen) =>
        columns.Any(column => column.Role == ColumnRole.Value && column.IsChosen)
            ? []
            :
            [
                .. columns
                    .Where(column => column.Role is ColumnRole.Unknown or ColumnRole.Time or ColumnRole.Value)
                    .Select(column => ValueColumn.Of(column, hyphen))
                    .Where(value => value.IsPart && !value.HasOther)
                    .Where(part =>
                        part.IsNamed || part.Time is { Kind: not TimeKind.Number } || part.Trial is not null || part.Site is not null
                    ),
            ];

    private void Check(TableBody body, string[] names, ReadingLog log)
    {
        bool acrossTime = Values.Count > 0 && Values.All(value => value.Time is not null);
        TableColumn[] times = [.. All.Where(column => column.Role == ColumnRole.Time)];
        if (times.Length == 0 && !acrossTime)
        {
            log.Refuse(
                body.Line,
                0,
                $"There is no column time_h or day.{Nearest.Suggest("day", names)} --column day=HEAD says which one it is (or hour, "
                    + $"minute, week, date)."
            );
        }

        if (Values.Count == 0 && One(ColumnRole.Responses) is null)
        {
            TableColumn? derived = All.FirstOrDefault(column => ColumnWords.IsDerived(column.Head));
            log.Refuse(
                body.Line,
                0,
                "There is no column latency_s or typical_s or mean_s or threshold_g or typical_g or mean_g."
                    + Nearest.Suggest("latency_s", names)
                    + " --column latency=HEAD or --column threshold=HEAD says which one it is."
                    + (derived is null ? "" : $" {derived.Quoted} is made of latencies; give the latencies themselves.")
            );
        }

        RefuseRepeated(body, log);
        RefuseSeveral(body, acrossTime ? [] : times, log);
    }

    private void RefuseRepeated(TableBody body, ReadingLog log)
    {
        if (log.Faults.Count > 0)
        {
            return;
        }

        foreach (TableColumn column in All.Where(column => column.Head.Text.Length > 0))
        {
            TableColumn first = All.First(other => other.Head.Text == column.Head.Text);
            if (first.Index < column.Index)
            {
                log.Refuse(
                    body.Line,
                    column.Index,
                    $"The column {column.Name} stands here a second time; it is already column {first.Index + 1}."
                );
            }
        }
    }

    // Two columns of values have to say what tells them apart.
    private void RefuseSeveral(TableBody body, TableColumn[] times, ReadingLog log)
    {
        bool differ = Values.Select(value => (value.Time?.Hours, value.Trial, value.Site)).Distinct().Count() == Values.Count;
        if (
            log.Faults.Count == 0
            && Values.Count > 1
            && (!differ || Values.Any(value => value.HasOther) || Values.Select(value => value.Unit ?? "").Distinct().Count() > 1)
        )
        {
            log.Refuse(
                body.Line,
                Values[1].Index,
                $"{string.Join(" and ", Values.Select(value => All[value.Index].Name))} are both values; --column latency="
                    + $"{All[Values[0].Index].Quoted} reads the first alone (or threshold=)."
            );
        }

        if (log.Faults.Count == 0 && Values.Any(value => value.Time is not null) && times.FirstOrDefault() is { } time)
        {
            log.Refuse(
                body.Line,
                time.Index,
                $"{time.Name} is a column of times, and {Values.First(value => value.Time is not null).Name} has a time in its head; "
                    + $"--column note={time.Quoted} leaves the column out."
            );
        }
    }
}
