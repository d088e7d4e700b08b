using System.Globalization;
using CsvHelper;
using PawLatency.Assay;
using PawLatency.Files;

namespace PawLatency.Analysis;

/// <summary>Latencies of groups from a CSV file: a laboratory's own, or what a run has written.</summary>
/// <remarks>
/// Trials: columns <c>group</c>, <c>latency_s</c>, <c>time_h</c> or <c>day</c>, and if there <c>session</c>, <c>rat</c>, <c>trial</c>, <c>paw</c> and <c>censored</c>; each
/// rat counts once in a session. Summaries: <c>group</c>, <c>time_h</c> or <c>day</c>, and <c>typical_s</c> or <c>mean_s</c>, and if
/// there <c>n</c>, <c>sd_s</c>, <c>sem_s</c>. Forces have <c>threshold_g</c>, <c>typical_g</c> and so on in their place. Grouped tables: the times in the first column, then a column for each animal.
/// </remarks>
public sealed class MeasuredData
{
    private static readonly Readout[] Readouts = [Readout.PawWithdrawal, Readout.PawPressure];
    private static readonly string[] ValueColumns = [.. Readouts.SelectMany(Columns)];

    private readonly string _path;
    private readonly IReadOnlyList<MeasuredRow> _rows;

    private MeasuredData(string path, IReadOnlyList<MeasuredRow> rows, double cutoffS, bool isTypical, Readout readout)
    {
        (_path, _rows, CutoffS, IsTypical, Readout) = (path, rows, cutoffS, isTypical, readout);
        Groups = [.. rows.GroupBy(row => row.Group).Select(MeasuredGroup.Of)];
        Curves = Groups.ToDictionary(group => group.Name, Curve);
    }

    /// <summary>The groups in the order of the file, with what is known of their sessions and rats.</summary>
    public IReadOnlyList<MeasuredGroup> Groups { get; }

    /// <summary>The mean latency over time of each group.</summary>
    public IReadOnlyDictionary<string, LatencyCurve> Curves { get; }

    /// <summary>What the values are, and their unit.</summary>
    public Readout Readout { get; }

    /// <summary>Cutoff of the assay, in the unit of the values.</summary>
    public double CutoffS { get; }

    /// <summary>Whether the values are of typical rats, without sampling error.</summary>
    public bool IsTypical { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cutoffS">Cutoff of the assay, in the unit of the values; null for the usual one, 20 s or 600 g, which then no value may exceed.</param>
    /// <exception cref="InputException">A column is missing, a cell is not a number, or a value exceeds the usual cutoff; every fault is told, with its line.</exception>
    public static MeasuredData Load(string path, double? cutoffS = null)
    {
        var faults = new List<Fault>();
        List<MeasuredRow> rows = [];
        bool typical = false;
        Readout readout = Readout.PawWithdrawal;
        try
        {
            using CsvReader csv = CsvReader.FromFile(path, Format(path));
            csv.ReadHeader();
            string[] headers = [.. csv.Headers];
            if (headers.Length == 0)
            {
                throw new InputException([new Fault(path, 1, 1, "The file is empty.")]);
            }

            bool isTable = PrismTable.Is(headers, ["group", .. ValueColumns]);
            rows = isTable ? PrismTable.Read(path, csv, headers, faults) : Tidy(path, csv, headers, faults);
            readout = isTable ? PrismTable.ReadoutOf(headers) : Readouts.FirstOrDefault(one => Columns(one).Any(headers.Contains)) ?? readout;
            typical = !isTable && !headers.Contains(readout.Column) && headers.Contains(readout.Named("typical"));
        }
        catch (CsvFormatException fault)
        {
            faults.Add(new Fault(path, Math.Max(1, (int)fault.LineNumber), 1, fault.Message));
        }

        if (faults.Count > 0 || rows.Count == 0)
        {
            throw new InputException(faults.Count > 0 ? faults : [new Fault(path, 1, 1, "The file has no rows.")]);
        }

        double cutoff = cutoffS ?? (readout == Readout.PawPressure ? PawPressure.Standard.CutoffG : Hargreaves.Standard.CutoffS);
        // Held at a cutoff that is not theirs, long latencies would all be the same.
        MeasuredRow longest = rows.MaxBy(row => row.LatencyS)!;
        return cutoffS is not null || longest.LatencyS <= cutoff ? new MeasuredData(path, rows, cutoff, typical, readout)
            : throw new InputException([new Fault(path, longest.Line, 1,
                FormattableString.Invariant($"{longest.LatencyS} {readout.Unit} is above the usual cutoff of {cutoff} {readout.Unit}; the cutoff of these data has to be told (--cutoff)."))]);
    }

    /// <summary>One value for each animal and day, as every analysis wants it.</summary>
    /// <param name="session">What several trials count as.</param>
    /// <exception cref="InputException">The file does not say which animal a value is of.</exception>
    public LatencyTable Table(SessionValue session = SessionValue.Mean) => _rows.All(row => row.Rat is { Length: > 0 })
        ? LatencyTable.Of(_rows.GroupBy(row => (row.Group, row.Session)).SelectMany(same => same.Select(row =>
            new LatencyRow(row.Group, row.Rat!, LatencyTable.DayOf(same.Max(trial => trial.Hours)), row.LatencyS, row.Censored ?? row.LatencyS >= CutoffS))), session, Readout.Unit)
        : throw new InputException([_rows.All(row => row.Rat is null)
            ? new Fault(_path, 1, 1, "There is no column rat; an analysis needs to know which animal a value is of.")
            : new Fault(_path, _rows.First(row => row.Rat is not { Length: > 0 }).Line, 1, "rat: The cell is empty; an analysis needs to know which animal a value is of.")]);

    // The value of a session is the mean of its rats, or what a summary says of it.
    private LatencyCurve Curve(MeasuredGroup group)
    {
        try
        {
            return new LatencyCurve([.. group.Sessions.Select(session => session.TimeH)], [.. group.Sessions.Select(session => session.ValueS)], CutoffS);
        }
        catch (ArgumentException fault)
        {
            throw new InputException([new Fault(_path, _rows.First(row => row.Group == group.Name).Line, 1, $"Group \"{group.Name}\": {KeyReader.Plain(fault)}")]);
        }
    }

    // Spaces beside a separator are no part of a name. A quote that nobody closes would hide the rest of the file.
    private static CsvReaderOptions Format(string path) => new()
    {
        TrackLineNumbers = true,
        TrimWhitespace = true,
        TrimInsideQuotes = true,
        OnMalformedRecord = record => _ = record.Reason != CsvMalformedReason.UnterminatedQuote ? record
            : throw new InputException([new Fault(path, (int)record.LineNumber, 1, "A quoted cell begins in this row and is never closed.")]),
    };

    private static List<MeasuredRow> Tidy(string path, CsvReader csv, string[] headers, List<Fault> faults)
    {
        var rows = new List<MeasuredRow>();
        int group = Column(path, headers, faults, "group"), time = Column(path, headers, faults, "time_h", "day");
        int value = Column(path, headers, faults, ValueColumns);
        int session = Array.IndexOf(headers, "session"), rat = Array.IndexOf(headers, "rat"), trial = Array.IndexOf(headers, "trial"), paw = Array.IndexOf(headers, "paw"), censored = Array.IndexOf(headers, "censored");
        if (faults.Count == 0)
        {
            faults.AddRange(headers.Index().Where(one => one.Item.Length > 0 && Array.IndexOf(headers, one.Item) < one.Index).Select(one =>
                new Fault(path, 1, one.Index + 1, $"The column {one.Item} stands here a second time; it is already column {Array.IndexOf(headers, one.Item) + 1}.")));
        }

        if (faults.Count > 0)
        {
            return rows;
        }

        Readout readout = Readouts.First(one => Columns(one).Contains(headers[value]));
        bool isSummary = headers[value] != readout.Column;
        double toHours = headers[time] == "day" ? 24 : 1;
        var trials = new HashSet<(string Group, string? Rat, string Session, double Hours, string Trial, string Paw)>();
        while (csv.Read())
        {
            if (IsBlank(csv))
            {
                continue;
            }

            CheckWidth(path, csv, headers, faults);
            double hours = Number(path, csv, time, headers[time], faults) * toHours, latency = Latency(path, csv, value, headers[value], faults);
            string key = session < 0 ? "" : csv.GetString(session);
            double Further(string column) => Array.IndexOf(headers, column) is var index and >= 0 && csv.GetString(index).Trim().Length > 0
                ? Number(path, csv, index, column, faults) : double.NaN;
            rows.Add(new MeasuredRow((int)csv.LineNumber, Name(path, csv, group, faults), key.Length == 0 ? FormattableString.Invariant($"{hours:R}") : key, hours,
                rat < 0 ? null : csv.GetString(rat), latency)
            {
                Censored = censored < 0 ? null : Flag(path, csv, censored, faults),
                Summary = isSummary ? MeasuredSession.Summarised(Further, readout) : null,
                TypicalS = headers[value] == readout.Named("typical") ? latency : double.NaN,
                Ensemble = isSummary ? new EnsembleBand(Further(readout.Named("ensemble_p05")), Further(readout.Named("ensemble_median")), Further(readout.Named("ensemble_p95"))) : null,
            });
            if (rat >= 0 && trial >= 0 && csv.GetString(trial) is { Length: > 0 } number && rows[^1] is var row
                && !trials.Add((row.Group, row.Rat, row.Session, hours, number, paw < 0 ? "" : csv.GetString(paw))))
            {
                faults.Add(new Fault(path, row.Line, 1, $"Group \"{row.Group}\" has trial {number} of rat {row.Rat} in this session for the second time."));
            }
        }

        if (isSummary)
        {
            faults.AddRange(rows.GroupBy(row => (row.Group, row.Session)).SelectMany(same => same.Skip(1).Select(row =>
                new Fault(path, row.Line, 1, $"Group \"{row.Group}\" has this session already on line {same.First().Line}; a summary has one row for each."))));
        }

        return rows;
    }

    private static string[] Columns(Readout readout) => [readout.Column, readout.Named("typical"), readout.Named("mean")];

    private static int Column(string path, string[] headers, List<Fault> faults, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Array.IndexOf(headers, name) is var index and >= 0)
            {
                return index;
            }
        }

        string wanted = string.Join(" or ", names.ToArray());
        faults.Add(new Fault(path, 1, 1, $"There is no column {wanted}.{Nearest.Suggest(names[0], headers)}"));
        return -1;
    }

    /// <summary>Whether all cells of a row are empty, as spreadsheets leave them below a table.</summary>
    internal static bool IsBlank(CsvReader csv) => Enumerable.Range(0, csv.FieldCount).All(column => csv.GetString(column).Length == 0);

    /// <summary>Refuses a row with more cells than the header has: where commas separate, a decimal comma makes two cells of a number.</summary>
    internal static void CheckWidth(string path, CsvReader csv, string[] headers, List<Fault> faults)
    {
        if (Enumerable.Range(headers.Length, Math.Max(0, csv.FieldCount - headers.Length)).Any(column => csv.GetString(column).Length > 0))
        {
            faults.Add(new Fault(path, (int)csv.LineNumber, headers.Length + 1, $"This row has {csv.FieldCount} cells, the header {headers.Length}; decimals are written with a point, as in 0.5."));
        }
    }

    // An undecodable byte is read as U+FFFD.
    private static string Name(string path, CsvReader csv, int column, List<Fault> faults)
    {
        string name = csv.GetString(column);
        if (name.Length == 0 || name.Contains('\uFFFD', StringComparison.Ordinal))
        {
            faults.Add(new Fault(path, (int)csv.LineNumber, column + 1, name.Length == 0 ? "group: The cell is empty; every value is of a group." : $"group: \"{name}\" is not UTF-8 text. Save the file as UTF-8."));
        }

        return name;
    }

    /// <summary>The latency or force in a cell; a fault where it is none.</summary>
    internal static double Latency(string path, CsvReader csv, int column, string name, List<Fault> faults)
    {
        int before = faults.Count;
        double value = Number(path, csv, column, name, faults);
        if (value <= 0 && faults.Count == before)
        {
            faults.Add(new Fault(path, (int)csv.LineNumber, column + 1, $"{name}: \"{csv.GetString(column)}\" is out of range; it must be above 0, and a missing value has no row."));
        }

        return value;
    }

    /// <summary>The number in a cell; a fault with its place where it is none.</summary>
    internal static double Number(string path, CsvReader csv, int column, string name, List<Fault> faults)
    {
        // No thousands separators: "10,5" is a decimal comma, and would be read as 105.
        if (double.TryParse(csv.GetString(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
        {
            return number;
        }

        string text = csv.GetString(column);
        string comma = text.Contains(',', StringComparison.Ordinal) ? " Decimals are written with a point, as in 0.5." : "";
        faults.Add(new Fault(path, (int)csv.LineNumber, column + 1, $"{name}: \"{text}\" is not a number.{comma}"));
        return 0;
    }

    private static bool Flag(string path, CsvReader csv, int column, List<Fault> faults)
    {
        string text = csv.GetString(column).Trim();
        if (text is not ("0" or "1" or "true" or "false" or "TRUE" or "FALSE"))
        {
            faults.Add(new Fault(path, (int)csv.LineNumber, column + 1, $"censored: \"{text}\" is not 0 or 1."));
        }

        return text is "1" or "true" or "TRUE";
    }
}

/// <summary>A row of a file, or a cell of a grouped table.</summary>
internal sealed record MeasuredRow(int Line, string Group, string Session, double Hours, string? Rat, double LatencyS)
{
    /// <summary>Whether the latency is a lower bound; null where the file does not say and the cutoff tells.</summary>
    public bool? Censored { get; init; }

    public SessionSummary? Summary { get; init; }

    public double TypicalS { get; init; } = double.NaN;

    public EnsembleBand? Ensemble { get; init; }
}
