namespace PawLatency.Data;

/// <summary>
/// Holds the rows of a long table against the one rule: every column is used or named as not used, and rows that coincide in animal and
/// time are declared repeats.
/// </summary>
internal sealed class RowChecks(LongPlan plan, IReadOnlyList<TableColumn> unread, ReadingOptions options, ReadingLog log)
{
    /// <summary>Checks rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="told">The rows with names that tell all animals apart.</param>
    public void Check(List<MeasuredRow> rows, out List<MeasuredRow> told)
    {
        told = rows;
        if (rows.Count == 0)
        {
            return;
        }

        if (plan.IsSummary)
        {
            RefuseSummaryTwice(rows);
        }
        else
        {
            CheckTreatments(rows);
            CheckSides(rows);
            told = new AnimalIdentity(plan, options, log).Tell(rows);
            CheckUnknown(told);
            if (log.Faults.Count == 0)
            {
                CheckRepeats(told);
            }
        }

        Tell();
    }

    private static string Animal(MeasuredRow row) => row.Rat is null ? $"\"{row.Group}\"" : $"rat {row.Rat} of \"{row.Group}\"";

    private static string Cell(MeasuredRow row, TableColumn column) => row.Source![column.Index];

    private static string When(MeasuredRow row) => $"on {new StudyTime(row.Hours)}";

    // What was given is a part of the group where animals of one group differ in it.
    private void CheckTreatments(List<MeasuredRow> rows)
    {
        foreach (TableColumn column in plan.All.Where(column => column.Role == ColumnRole.Treatment))
        {
            IGrouping<string, MeasuredRow>? mixed = rows.GroupBy(row => row.Group)
                .FirstOrDefault(group => group.Select(row => Cell(row, column)).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1);
            if (mixed is null)
            {
                log.Use(column.Index, column.Head.Text, "not used: each group has one");
                continue;
            }

            MeasuredRow first = mixed.First(),
                other = mixed.First(row => Cell(row, column) != Cell(first, column));
            string group = string.Join('+', plan.Groups.Select(one => one.Head.Text));
            log.Refuse(
                other.Line,
                column.Index,
                $"{column.Name}: \"{other.Group}\" has {ReadingLog.Shown(Cell(other, column))} here and "
                    + $"{ReadingLog.Shown(Cell(first, column))} on line {first.Line}."
                    + $" --column \"group={group}+{column.Head.Text}\" makes groups of both columns, --column note={column.Quoted} "
                    + $"leaves this one out."
            );
        }
    }

    private void CheckSides(List<MeasuredRow> rows)
    {
        string[] sites = [.. rows.Select(row => row.Site).OfType<string>().Distinct()];
        bool injured = sites.Any(site => site is "ipsi" or "contra"),
            tail = sites.Contains("tail");
        if (sites.Length > 1 && (injured || tail))
        {
            MeasuredRow first = rows.First(row => row.Site is not null),
                other = rows.First(row => row.Site is { } site && site != first.Site);
            string mend = plan.One(ColumnRole.Side) is { } column
                ? $"--only {column.Quoted}={ReadingLog.Shown(Cell(first, column))} reads one, --only {column.Quoted}="
                    + $"{ReadingLog.Shown(Cell(other, column))} the other. --column "
                    + $"\"group={string.Join('+', plan.Groups.Select(one => one.Head.Text))}+{column.Head.Text}\" makes groups "
                    + "of the sides, which --test crossover compares within the animal."
                : $"--column latency={plan.All[first.Column].Quoted} reads one, --column latency={plan.All[other.Column].Quoted} the "
                    + $"other.";
            log.Refuse(
                other.Line,
                plan.One(ColumnRole.Side)?.Index ?? other.Column,
                $"The sides {string.Join(" and ", sites)} are not averaged; {mend}"
            );
        }
        else if (
            sites.Length > 1
            && plan.One(ColumnRole.Side)?.Head.Text != "paw"
            && rows.GroupBy(row => (row.Group, row.Rat, row.Session)).Any(same => same.Select(row => row.Site).Distinct().Count() > 1)
        )
        {
            log.Note("left and right are averaged");
        }
    }

    // A column that nothing explains must not tell rows apart that are averaged.
    private void CheckUnknown(List<MeasuredRow> rows)
    {
        TableColumn[] unknown = [.. plan.All.Where(column => column.Role is ColumnRole.Unknown or ColumnRole.Summary), .. unread];
        IGrouping<(string, string?, string), MeasuredRow>[] averaged =
        [
            .. rows.GroupBy(row => (row.Group, row.Rat, row.Session)).Where(same => same.Count() > 1),
        ];
        foreach (
            TableColumn column in unknown.Where(column => column.Head.Text.Length > 0 || rows.Any(row => Cell(row, column).Length > 0))
        )
        {
            IGrouping<(string, string?, string), MeasuredRow>? told = averaged.FirstOrDefault(same =>
                same.Select(row => Cell(row, column)).Distinct().Count() > 1
            );
            if (told is null || CountsRows(rows, column))
            {
                log.Use(column.Index, column.Head.Text, told is null ? "not used" : "not used: it counts the rows");
                continue;
            }

            MeasuredRow first = told.First(),
                other = told.First(row => Cell(row, column) != Cell(first, column));
            string one = ReadingLog.Shown(Cell(other, column)),
                another = ReadingLog.Shown(Cell(first, column));
            string animal = plan.Animals.Count == 0 ? $"--column rat={column.Quoted} says that it names the animals, " : "";
            log.Refuse(
                other.Line,
                column.Index,
                $"{column.Name}: \"{one}\" here and \"{another}\" on line {first.Line} are both of {Animal(other)} {When(other)}, and "
                    + $"nothing says what the column is."
                    + $" {animal}--only \"{column.Head.Text}={one}\" reads these rows alone, --column trial={column.Quoted} averages "
                    + $"them as trials,"
                    + $" --column identity={column.Quoted} says that they are two animals, --column hour={column.Quoted} (or minute) "
                    + $"that it is a time in the day."
            );
        }
    }

    // The numbers that programs write before the rows.
    private static bool CountsRows(List<MeasuredRow> rows, TableColumn column)
    {
        double?[] numbers =
        [
            .. rows.Select(row => row.Source).Distinct().Select(row => WrittenTime.Number(row![column.Index], decimalComma: false)),
        ];
        bool isHeadless = column.Head.Words.Count == 0 || column.Head.Words is ["x"] or ["nr"] or ["no"] or ["obs"];
        return isHeadless && numbers.Length > 2 && numbers.Zip(numbers.Skip(1)).All(pair => pair.Second > pair.First);
    }

    private void CheckRepeats(List<MeasuredRow> rows)
    {
        bool hasSessions = plan.One(ColumnRole.Session) is not null;
        foreach (
            var same in rows.GroupBy(row => (row.Group, row.Rat, row.Session, row.Hours, row.Trial, row.Site))
                .Where(same => same.Count() > 1)
        )
        {
            MeasuredRow first = same.First(),
                again = same.ElementAt(1);
            if (again.Trial is { } number)
            {
                log.Refuse(
                    again.Line,
                    0,
                    again.Rat is null
                        ? $"Group \"{again.Group}\" has trial {number} {When(again)} for the second time, first on line {first.Line}; a "
                            + $"column rat has to say which animal it is of."
                        : $"Group \"{again.Group}\" has trial {number} of rat {again.Rat} in this session for the second time."
                );
            }
            else if (options.HasRepeats || (hasSessions && again.Rat is not null))
            {
                log.Note("rows of one animal at one time are averaged as trials");
            }
            else
            {
                log.Refuse(again.Line, 0, Twice(first, again));
            }
        }
    }

    private static string Twice(MeasuredRow first, MeasuredRow again) =>
        again.Rat is null
            ? $"Group \"{again.Group}\" has a value {When(again)} on line {first.Line} already, and no column says which animal each is of."
                + " --column rat=HEAD names the column of the animals; --column rat=row says that each row is another animal."
            : $"Group \"{again.Group}\" has rat {again.Rat} {When(again)} on line {first.Line} already."
                + " --repeats says that such rows are trials of one session; a column trial or --column trial=HEAD numbers them.";

    private void RefuseSummaryTwice(List<MeasuredRow> rows)
    {
        foreach (IGrouping<(string Group, string Session), MeasuredRow> same in rows.GroupBy(row => (row.Group, row.Session)))
        {
            foreach (MeasuredRow row in same.Skip(1))
            {
                log.Refuse(
                    row.Line,
                    0,
                    $"Group \"{row.Group}\" has this session already on line {same.First().Line}; a summary has one row for each."
                );
            }
        }

        foreach (
            TableColumn column in plan.All.Where(column => column.Role is ColumnRole.Unknown or ColumnRole.Identity or ColumnRole.Treatment)
        )
        {
            log.Use(column.Index, column.Head.Text, "not used");
        }
    }

    private void Tell()
    {
        foreach (TableColumn column in plan.All)
        {
            string? use = column.Role switch
            {
                ColumnRole.Group => "group",
                ColumnRole.Animal => "animal",
                ColumnRole.Time when !unread.Contains(column) => "time",
                ColumnRole.Session => "session",
                ColumnRole.Trial => "trial",
                ColumnRole.Side => "side",
                ColumnRole.Value => $"{plan.Readout.Name}, {plan.Readout.Unit}",
                ColumnRole.Responses => "up-down responses",
                ColumnRole.Censored => "whether the value is a lower bound",
                ColumnRole.Excluded => "whether the value is excluded",
                ColumnRole.Summary when plan.IsSummary => "summary of the group",
                ColumnRole.Note => "not used",
                _ => null,
            };
            if (use is not null)
            {
                log.Use(column.Index, column.Head.Text, use, isPlain: Documented.Contains(column.Head.Text) || plan.IsSummary);
            }
        }
    }

    private static readonly string[] Documented =
    [
        "group",
        "rat",
        "day",
        "time_h",
        "session",
        "trial",
        "paw",
        "latency_s",
        "threshold_g",
        "censored",
        "mass_g",
    ];
}
