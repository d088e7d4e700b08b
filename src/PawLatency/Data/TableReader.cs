using PawLatency.Assays;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>Reads a table of any layout: bytes to cells, cells to head and rows, columns to roles, rows to values.</summary>
/// <param name="Rows">The values.</param>
/// <param name="Readout">What they are.</param>
/// <param name="IsTypical">Whether they are of typical rats.</param>
/// <param name="Account">What the columns were taken for.</param>
internal sealed record TableReader(IReadOnlyList<MeasuredRow> Rows, Readout Readout, bool IsTypical, ReadingAccount Account)
{
    // No test of nociception goes on for longer; milliseconds begin there.
    private const double LongestS = 300;

    /// <summary>Whether a head says the unit of the values.</summary>
    private bool HasUnit { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">Something is not understood; every fault is told, with its cell and what mends it.</exception>
    /// <exception cref="ArgumentException">An option names what is not there.</exception>
    public static TableReader Read(string path, ReadingOptions options)
    {
        byte[] bytes = TableText.Bytes(path);
        Sheet sheet =
            Workbook.Is(bytes) ? Workbook.Read(path, bytes, options.Sheet)
            : options.Sheet is null ? SeparatedText.Read(path, TableText.Of(path, bytes))
            : throw new ArgumentException($"--sheet is for workbooks (.xlsx); {path} is a text.");
        if (sheet.Rows.Count == 0)
        {
            throw TableText.Refused(path, "The file is empty.");
        }

        var log = new ReadingLog(path);
        var body = TableBody.Of(sheet, log);
        TableColumn[] columns = ColumnChoice.Of([.. body.Joined().Select(ColumnHead.Of)], options);
        TableReader read = PrismTable.Is(body, columns, options) ? Grouped(body, options, log) : Long(body, columns, options, log);
        SessionChecks.Check(read.Rows, log);
        if (
            !read.HasUnit
            && read.Readout.Unit == Readout.PawWithdrawal.Unit
            && read.Rows.FirstOrDefault(row => row.Value > LongestS) is { } longest
        )
        {
            log.Refuse(
                longest.Line,
                longest.Column,
                FormattableString.Invariant(
                    $"{longest.Value} s would be over five minutes, and no head says the unit; write latency_s or latency_ms."
                )
            );
        }

        return log.Faults.Count > 0 ? throw new InputException(log.Faults)
            : read.Rows.Count == 0 ? throw TableText.Refused(path, "The file has no rows.")
            : read;
    }

    private static TableReader Grouped(TableBody body, ReadingOptions options, ReadingLog log)
    {
        if (options.Only.Count > 0)
        {
            throw new ArgumentException("--only is for tables with a row for each value or animal; this one has a row for each time.");
        }

        if (options.Group is not null)
        {
            throw new ArgumentException($"--group {options.Group} is for a table without groups; here the heads are groups.");
        }

        var table = new PrismTable(body, options, log);
        List<MeasuredRow> rows = table.Read();
        return new TableReader(rows, table.Values, IsTypical: false, log.Account());
    }

    private static TableReader Long(TableBody body, TableColumn[] columns, ReadingOptions options, ReadingLog log)
    {
        var plan = LongPlan.Of(body, columns, options, log);
        List<MeasuredRow> rows = log.Faults.Count > 0 ? [] : LongTable.Read(body, plan, options, log);
        return new TableReader(rows, plan.Readout, plan.IsSummary && plan.Statistic("typical") is not null, log.Account())
        {
            HasUnit = plan.Values.All(value => value.Unit is not null),
        };
    }
}
