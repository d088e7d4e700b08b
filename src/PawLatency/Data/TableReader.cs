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
    // No test of nociception goes on for longer; milliseconds begin there. Where a head says seconds, a hot plate may.
    private const double LongestS = 300,
        LongestWithUnitS = 1_000;

    // No animal withdraws faster; a point may separate thousands of milliseconds.
    private const double ShortestS = 0.1;

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
        read.CheckSize(log);
        return log.Faults.Count > 0 ? throw new InputException(log.Faults)
            : read.Rows.Count == 0 ? throw TableText.Refused(path, "The file has no rows.")
            : read;
    }

    // A latency of another unit than its head says.
    private void CheckSize(ReadingLog log)
    {
        double longest = HasUnit ? LongestWithUnitS : LongestS;
        if (
            Readout.Unit != Readout.PawWithdrawal.Unit
            || Rows.FirstOrDefault(row => row.Value > longest || row.Value < ShortestS) is not { } row
        )
        {
            return;
        }

        string value = row.Value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture);
        log.Refuse(
            row.Line,
            row.Column,
            row.Value < ShortestS
                    ? $"{value} s is faster than any animal; is the unit of the head right, or does a point separate thousands?"
                : HasUnit ? $"{value} s would be over {LongestWithUnitS} s, and the head says seconds; milliseconds need latency_ms."
                : $"{value} s would be over five minutes, and no head says the unit; write latency_s or latency_ms."
        );
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
