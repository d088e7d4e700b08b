namespace PawLatency.Data;

/// <summary>
/// Blocks of a grouped table that hold mean, spread and number and do not say so. A third column of equal whole numbers cannot be a
/// latency, nor a second that is a small part of the first in every row; such a table is refused until the user says what it is.
/// </summary>
internal sealed class SummaryBlocks(TableBody body, ReadingOptions options, ReadingLog log)
{
    // Two animals differ by more only now and then; an error of the mean is always smaller.
    private const double SmallPart = 0.34;

    /// <summary>The columns with what they are.</summary>
    /// <param name="columns">The columns, taken for animals.</param>
    public (GroupedColumn[] Columns, bool IsSummary) Of(GroupedColumn[] columns)
    {
        int[] sizes = [.. columns.GroupBy(column => column.Group).Select(block => block.Count()).Distinct()];
        int size = sizes.Length == 1 ? sizes[0] : 0;
        if (options.Spread is { } spread && spread != "none")
        {
            return size is 2 or 3
                ? (Named(columns, spread), true)
                : throw new ArgumentException(
                    $"--spread {spread} is for blocks of mean, {spread} and N; here the groups have {string.Join(" and ", sizes)} columns."
                );
        }

        if (options.Spread is null && size is 2 or 3 && LooksSummarised(columns, size))
        {
            log.Refuse(
                body.Line,
                1,
                $"The columns of each group look like mean, "
                    + $"{(size == 3 ? "standard error or deviation, and N" : "and standard error or deviation")}, not like {size} animals."
                    + " --spread sem or --spread sd reads them so, --spread none reads animals."
            );
        }

        return (columns, false);
    }

    private static GroupedColumn[] Named(GroupedColumn[] columns, string spread) =>
        [
            .. columns.Select(
                (column, index) =>
                    column with
                    {
                        Label = columns.Take(index).Count(earlier => earlier.Group == column.Group) switch
                        {
                            0 => "mean",
                            1 => spread,
                            _ => "n",
                        },
                    }
            ),
        ];

    private bool LooksSummarised(GroupedColumn[] columns, int size)
    {
        bool counts = true,
            small = true;
        int rows = 0;
        foreach (IGrouping<string, (int Index, GroupedColumn Item)> block in columns.Index().GroupBy(column => column.Item.Group))
        {
            int[] at = [.. block.Select(column => column.Index + 1)];
            double last = double.PositiveInfinity;
            foreach (SheetRow row in body.Rows)
            {
                double?[] cells = [.. at.Select(column => WrittenTime.Number(row[column], options.HasDecimalComma))];
                if (cells[0] is not { } mean || cells[1] is not { } spread)
                {
                    continue;
                }

                rows++;
                small &= spread >= 0 && spread < SmallPart * mean;
                if (size == 3 && cells[2] is { } count)
                {
                    counts &= count == Math.Round(count) && count >= 1 && count <= last;
                    last = count;
                }
            }
        }

        return rows > 0 && small && (size == 2 || counts);
    }
}
