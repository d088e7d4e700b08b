namespace PawLatency.Data;

/// <summary>A table with its head apart from its rows.</summary>
/// <param name="Line">Line of the head.</param>
/// <param name="Heads">The heads.</param>
/// <param name="SubHeads">The heads of a second row below, where there is one; else empty.</param>
/// <param name="Rows">The rows.</param>
internal sealed record TableBody(int Line, IReadOnlyList<string> Heads, IReadOnlyList<string> SubHeads, IReadOnlyList<SheetRow> Rows)
{
    /// <summary>Finds the head: titles and remarks above it are told and left out, and a head may have two rows.</summary>
    public static TableBody Of(Sheet sheet, ReadingLog log)
    {
        IReadOnlyList<SheetRow> rows = sheet.Rows;
        int widest = rows.Max(row => row.Width),
            first = 0;
        while (first < rows.Count - 1 && (IsRemark(rows[first]) || (rows[first].Width == 1 && widest > 1 && rows[first][0].Length > 0)))
        {
            log.Note($"line {rows[first].Line} \"{ReadingLog.Shown(rows[first][0])}\" is not used");
            first++;
        }

        SheetRow head = rows[first];
        // A blank head is of a column that holds something: in a grouped table the last animals of the last group.
        int reach = Math.Max(head.Width, rows.Skip(first + 1).Max(row => (int?)Math.Min(row.Width, head.Cells.Count)) ?? 0);
        string[] heads = [.. Enumerable.Range(0, reach).Select(column => head[column])];
        if (first + 1 >= rows.Count || !IsSubHead(head, rows[first + 1]))
        {
            return new TableBody(head.Line, heads, [], [.. rows.Skip(first + 1)]);
        }

        SheetRow below = rows[first + 1];
        int width = Math.Max(head.Width, below.Width);
        return new TableBody(
            head.Line,
            [.. Enumerable.Range(0, width).Select(column => head[column])],
            [.. Enumerable.Range(0, width).Select(column => below[column])],
            [.. rows.Skip(first + 2)]
        );
    }

    /// <summary>Both rows of the head in one: "Day 7" above "left" is "Day 7 left". A head reaches over the blank ones after it.</summary>
    public IReadOnlyList<string> Joined()
    {
        if (SubHeads.Count == 0)
        {
            return Heads;
        }

        string above = "";
        var joined = new List<string>();
        for (int column = 0; column < Heads.Count; column++)
        {
            bool isLeading = Heads.Take(column + 1).All(head => head.Length == 0);
            above = Heads[column].Length > 0 || isLeading ? Heads[column] : above;
            joined.Add($"{above} {SubHeads[column]}".Trim());
        }

        return joined;
    }

    /// <summary>Refuses a row that is wider than the head: where commas separate, a decimal comma makes two cells of a number.</summary>
    public void CheckWidth(SheetRow row, ReadingLog log)
    {
        if (row.Width > Heads.Count)
        {
            log.Refuse(
                row.Line,
                Heads.Count,
                $"This row has {row.Width} cells, the header {Heads.Count}; decimals are written with a point, as in 0.5."
            );
        }
    }

    private static bool IsRemark(SheetRow row) =>
        row[0].Length > 1 && row[0][0] == '#' && !ValueCells.IsMissing(row[0]) && (row.Width == 1 || char.IsWhiteSpace(row[0][1]));

    // A head whose names reach over blank cells, or stand again, and below it names that no data can be.
    private static bool IsSubHead(SheetRow head, SheetRow below)
    {
        string[] names = [.. Enumerable.Range(0, Math.Max(head.Width, below.Width)).Select(column => head[column])],
            labels = [.. Enumerable.Range(0, names.Length).Select(column => below[column])];
        bool isOver =
            names.Skip(1).Any(name => name.Length == 0) || names.Skip(1).Distinct().Count() < names.Length - 1 || names[0].Length == 0;
        string[] filled = [.. labels.Skip(1).Where(label => label.Length > 0)];
        if (!isOver || filled.Length == 0)
        {
            return false;
        }

        if (filled.All(ColumnWords.IsStatistic))
        {
            return true;
        }

        bool isNamed = ColumnWords.Of(ColumnHead.Of(labels[0])).Role is ColumnRole.Time or ColumnRole.Animal or ColumnRole.Group;
        bool isBelow = names[0].Length > 0 && labels[0].Length == 0 && names.Skip(1).Any(name => name.Length == 0);
        return (isNamed || isBelow) && filled.All(IsLabel) && (isNamed || filled.Any(label => !IsNumber(label)) || Counts(labels));
    }

    private static bool IsLabel(string text) => !text.Contains('.', StringComparison.Ordinal) || !IsNumber(text);

    private static bool IsNumber(string text) => WrittenTime.Number(text, decimalComma: false) is not null;

    // 1, 2, 3, 1, 2: numbers of animals or trials.
    private static bool Counts(string[] labels)
    {
        double last = 0;
        foreach (string label in labels.Where(label => label.Length > 0))
        {
            double? number = WrittenTime.Number(label, decimalComma: false);
            if (number is null || (number != 1 && number != last + 1))
            {
                return false;
            }

            last = number.Value;
        }

        return true;
    }
}
