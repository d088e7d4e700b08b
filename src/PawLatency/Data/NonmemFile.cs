using System.Globalization;
using CsvHelper;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>Reads and writes NONMEM-style tables; a missing value is a point.</summary>
internal static class NonmemFile
{
    private static readonly string[] Columns =
    [
        "ID",
        "TIME",
        "DV",
        "AMT",
        "RATE",
        "EVID",
        "CMT",
        "II",
        "ADDL",
        "MDV",
        "CENS",
        "LIMIT",
        "WT",
        "GRP",
    ];
    private static readonly string[] Required = ["ID", "TIME", "DV", "AMT", "EVID"];

    public static void Write(NonmemData data, TextWriter writer)
    {
        using CsvWriter csv = CsvText.Writer(writer);
        csv.WriteRecord(Columns);
        foreach (NonmemRecord row in data.Records)
        {
            csv.WriteRecord(
                Text(row.Id),
                Text(row.TimeH),
                Text(row.Dv),
                Text(row.Amount),
                Text(row.Rate),
                Text(row.EventId),
                Text(row.Compartment),
                Text(row.IntervalH),
                Text(row.AdditionalDoses),
                row.IsMissing ? "1" : "0",
                Text(row.Censoring),
                Text(row.Limit),
                Text(row.WeightKg),
                Text(row.Group)
            );
        }
    }

    public static NonmemData Parse(string file, byte[] bytes)
    {
        var faults = new List<Fault>();
        var records = new List<(int Line, NonmemRecord Row)>();
        try
        {
            using CsvReader csv = CsvReader.Create(bytes, new CsvReaderOptions { TrackLineNumbers = true });
            csv.ReadHeader();
            string[] headers = [.. csv.Headers.Select(header => header.Trim().ToUpperInvariant())];
            CheckHeaders(file, headers, faults);
            while (faults.Count == 0 && csv.Read())
            {
                ReadAll(file, csv, headers, records, faults);
            }
        }
        catch (CsvFormatException fault)
        {
            faults.Add(new Fault(file, Math.Max(1, (int)fault.LineNumber), 1, fault.Message));
        }

        if (faults.Count == 0 && records.Count == 0)
        {
            faults.Add(new Fault(file, 1, 1, "The file has no rows."));
        }

        return faults.Count > 0
            ? throw new InputException(faults)
            : new NonmemData(
                [.. records.Select(record => record.Row)],
                [
                    .. Enumerable
                        .Range(1, records.Max(record => record.Row.Group))
                        .Select(group => FormattableString.Invariant($"group {group}")),
                ],
                []
            );
    }

    // Once the header is good, all rows are read, so that all their faults are told.
    private static void ReadAll(
        string file,
        CsvReader csv,
        string[] headers,
        List<(int Line, NonmemRecord Row)> records,
        List<Fault> faults
    )
    {
        var order = new NonmemOrder();
        do
        {
            var row = new NonmemRow(file, csv, headers, faults);
            if (row.Read() is { } record)
            {
                order.Check(row, record);
                records.Add((row.Line, record));
            }
        } while (csv.Read());
    }

    private static void CheckHeaders(string file, string[] headers, List<Fault> faults)
    {
        foreach (string missing in Required.Except(headers))
        {
            faults.Add(
                new Fault(file, 1, 1, $"There is no column {missing}.{Nearest.DidYouMean(missing, headers.Length == 0 ? [""] : headers)}")
            );
        }

        foreach ((int index, string header) in headers.Index())
        {
            if (!Columns.Contains(header) || Array.IndexOf(headers, header) < index)
            {
                faults.Add(
                    new Fault(
                        file,
                        1,
                        index + 1,
                        Columns.Contains(header)
                            ? $"The column {header} is there twice."
                            : $"The column {header} is not supported.{Nearest.Suggest(header, Columns)}"
                    )
                );
            }
        }
    }

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? ".";
}

/// <summary>What only a row and those before it can show: order of time, animals in one piece, nothing twice.</summary>
internal sealed class NonmemOrder
{
    private readonly HashSet<int> _closed = [];
    private readonly Dictionary<(int EventId, int Compartment), double> _last = [];
    private int _id;
    private double _timeH;

    public void Check(NonmemRow row, NonmemRecord record)
    {
        if (record.Id != _id)
        {
            if (!_closed.Add(record.Id))
            {
                row.Refuse(
                    "ID",
                    FormattableString.Invariant($"{record.Id} was there before another animal; the rows of an animal stand together.")
                );
            }

            (_id, _timeH) = (record.Id, double.NegativeInfinity);
            _last.Clear();
        }

        if (record.TimeH < _timeH)
        {
            row.Refuse(
                "TIME",
                FormattableString.Invariant(
                    $"{record.TimeH} h comes after {_timeH} h of the row before; the rows of an animal are in order of time."
                )
            );
        }

        if (_last.TryGetValue((record.EventId, record.Compartment), out double before) && before == record.TimeH)
        {
            row.Refuse(
                "TIME",
                FormattableString.Invariant(
                    $"{record.TimeH} h is there twice for animal {record.Id} with EVID {record.EventId} and CMT {record.Compartment}."
                )
            );
        }

        (_timeH, _last[(record.EventId, record.Compartment)]) = (Math.Max(_timeH, record.TimeH), record.TimeH);
    }
}
