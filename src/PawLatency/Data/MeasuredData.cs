using CsvHelper;
using PawLatency.Assays;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>Latencies of groups from a CSV file: a laboratory's own, or what a run has written.</summary>
/// <remarks>
/// Trials: columns <c>group</c>, <c>latency_s</c>, <c>time_h</c> or <c>day</c>, and if there <c>session</c>, <c>rat</c>, <c>trial</c>,
/// <c>paw</c> and <c>censored</c>; each
/// rat counts once in a session. Summaries: <c>group</c>, <c>time_h</c> or <c>day</c>, and <c>typical_s</c> or <c>mean_s</c>, and if
/// there <c>n</c>, <c>sd_s</c>, <c>sem_s</c>. Forces have <c>threshold_g</c>, <c>typical_g</c> and so on in their place. Grouped tables:
/// the times in the first column, then a column for each animal.
/// </remarks>
/// <example>
/// <code>
/// MeasuredData data = MeasuredData.Load("latencies.csv", cutoff: 20);
/// ShapeReport report = ShapeContract.OpioidPumpMeasured.Check(data.Curves["morphine"], data.Curves["saline"]);
/// </code>
/// </example>
public sealed class MeasuredData
{
    private static readonly Readout[] Readouts = [Readout.PawWithdrawal, Readout.PawPressure];
    private static readonly string[] ValueColumns = [.. Readouts.SelectMany(Columns)];

    // Many trials far apart, and not the same hour of the next day.
    private const double LongestSessionH = 20;

    private readonly string _path;
    private readonly IReadOnlyList<MeasuredRow> _rows;

    private MeasuredData(string path, IReadOnlyList<MeasuredRow> rows, double cutoff, bool isTypical, Readout readout)
    {
        (_path, _rows, Cutoff, IsTypical, Tissue) = (path, rows, cutoff, isTypical, TissueOf(rows));
        // Seconds until a tail moves are no paw's.
        Readout = Tissue == TailFlick.Standard.Tissue && readout == Readout.PawWithdrawal ? TailFlick.Standard.Readout : readout;
        Groups = [.. rows.GroupBy(row => row.Group).Select(MeasuredGroup.Of)];
        Curves = Groups.ToDictionary(group => group.Name, Curve);
    }

    /// <summary>The groups in the order of the file, with what is known of their sessions and rats.</summary>
    public IReadOnlyList<MeasuredGroup> Groups { get; }

    /// <summary>The mean latency over time of each group.</summary>
    public IReadOnlyDictionary<string, LatencyCurve> Curves { get; }

    /// <summary>What the values are, and their unit.</summary>
    public Readout Readout { get; }

    /// <summary>The tissue that was tested, tail or paw, where the column paw tells it; null where it does not.</summary>
    internal string? Tissue { get; }

    /// <summary>Cutoff of the assay, in the unit of the values.</summary>
    public double Cutoff { get; }

    /// <summary>Whether the cutoff is the usual one, because neither the caller nor a censored value told it.</summary>
    public bool IsCutoffAssumed { get; private init; }

    /// <summary>Whether the values are of typical rats, without sampling error.</summary>
    public bool IsTypical { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cutoff">Cutoff of the assay, in the unit of the values; null for the greatest censored value and, where none is
    /// censored, the usual one, 20 s or 600 g. No value may exceed it.</param>
    /// <exception cref="InputException">A column is missing, a cell is not a number, or a value exceeds the cutoff; every fault is told,
    /// with its line.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is a cutoff that no apparatus has.</exception>
    public static MeasuredData Load(string path, double? cutoff = null) => Load(path, cutoff, null);

    /// <summary>Reads a file of which something is known.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cutoff">Cutoff of the assay, in the unit of the values; null for what the values tell.</param>
    /// <param name="expected">The cutoff where the values tell none, by what they are; null for the usual one.</param>
    /// <exception cref="InputException">The file has faults; every one is told, with its line.</exception>
    public static MeasuredData Load(string path, double? cutoff, Func<Readout, double>? expected)
    {
        var faults = new List<Fault>();
        List<MeasuredRow> rows = [];
        bool typical = false;
        Readout readout = Readout.PawWithdrawal;
        try
        {
            using CsvReader csv = CsvReader.FromFile(path, MeasuredCells.Format(path));
            csv.ReadHeader();
            string[] headers = [.. csv.Headers];
            if (headers.Length == 0)
            {
                throw new InputException([new Fault(path, 1, 1, "The file is empty.")]);
            }

            bool isTable = PrismTable.Is(headers, ["group", .. ValueColumns]);
            readout = isTable
                ? PrismTable.ReadoutOf(headers)
                : Readouts.FirstOrDefault(one => Columns(one).Any(headers.Contains)) ?? readout;
            var cells = new MeasuredCells(path, csv, headers, faults);
            rows = isTable ? PrismTable.Read(path, cells, faults) : Tidy(path, cells, readout, faults);
            RefuseSpellings(path, rows, faults);
            RefuseLongSessions(path, rows, faults);
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

        NociceptiveAssay usual = readout == Readout.PawPressure ? PawPressure.Standard : Hargreaves.Standard;
        if (cutoff is { } given && double.IsFinite(given))
        {
            usual.Readings.Cutoff.Check(given);
        }

        // Held at a cutoff that is not theirs, long latencies would all be the same.
        MeasuredRow longest = rows.MaxBy(row => row.Value)!;
        double? told = cutoff ?? rows.Where(row => row.Censored == true).Max(row => (double?)row.Value);
        double applied = told ?? expected?.Invoke(readout) ?? usual.Cutoff;
        string above =
            cutoff is not null || (told is null && expected is not null) ? "the cutoff of"
            : told is null ? "the usual cutoff of"
            : "the greatest censored value,";
        string remedy = cutoff is not null
            ? "a trial ends at the cutoff, which --cutoff tells"
            : "the cutoff of these data has to be told (--cutoff)";
        return longest.Value <= applied
            ? new MeasuredData(path, rows, applied, typical, readout) { IsCutoffAssumed = told is null && expected is null }
            : throw new InputException([
                new Fault(
                    path,
                    longest.Line,
                    1,
                    FormattableString.Invariant($"{longest.Value} {readout.Unit} is above {above} {applied} {readout.Unit}; {remedy}.")
                ),
            ]);
    }

    /// <summary>One value for each animal and day, as every analysis wants it.</summary>
    /// <param name="session">What several trials count as.</param>
    /// <exception cref="InputException">The file does not say which animal a value is of.</exception>
    public LatencyTable Table(SessionValue session = SessionValue.Mean) =>
        _rows.All(row => row.Rat is { Length: > 0 })
            ? LatencyTable.Of(
                _rows
                    .GroupBy(row => (row.Group, row.Session))
                    .SelectMany(same =>
                        same.Select(row => new LatencyRow(
                            row.Group,
                            row.Rat!,
                            LatencyTable.DayOf(same.Max(trial => trial.Hours)),
                            row.Value,
                            row.Censored ?? row.Value >= Cutoff
                        ))
                    ),
                session,
                Readout.Unit
            )
            : throw new InputException([
                _rows.All(row => row.Rat is null)
                    ? new Fault(_path, 1, 1, "There is no column rat; an analysis needs to know which animal a value is of.")
                    : new Fault(
                        _path,
                        _rows.First(row => row.Rat is not { Length: > 0 }).Line,
                        1,
                        "rat: The cell is empty; an analysis needs to know which animal a value is of."
                    ),
            ]);

    // The value of a session is the mean of its rats, or what a summary says of it.
    private LatencyCurve Curve(MeasuredGroup group)
    {
        try
        {
            return new LatencyCurve(
                [.. group.Sessions.Select(session => session.TimeH)],
                [.. group.Sessions.Select(session => session.Value)],
                Cutoff
            );
        }
        catch (ArgumentException fault)
        {
            throw new InputException([
                new Fault(_path, _rows.First(row => row.Group == group.Name).Line, 1, $"Group \"{group.Name}\": {Fault.Plain(fault)}"),
            ]);
        }
    }

    private static List<MeasuredRow> Tidy(string path, MeasuredCells cells, Readout readout, List<Fault> faults)
    {
        var rows = new List<MeasuredRow>();
        string[] headers = cells.Headers;
        int group = cells.Column("group"),
            time = cells.Column("time_h", "day"),
            value = cells.Column(ValueColumns);
        int day = Array.IndexOf(headers, "day"),
            session = Array.IndexOf(headers, "session"),
            rat = Array.IndexOf(headers, "rat"),
            trial = Array.IndexOf(headers, "trial"),
            paw = Array.IndexOf(headers, "paw"),
            censored = Array.IndexOf(headers, "censored");
        if (faults.Count == 0)
        {
            cells.RefuseRepeatedColumns();
        }

        if (faults.Count > 0)
        {
            return rows;
        }

        bool isSummary = headers[value] != readout.Column;
        double toHours = headers[time] == "day" ? 24 : 1;
        var trials = new HashSet<(string Group, string? Rat, string Session, double Hours, string Trial, string Paw)>();
        double Further(string column) =>
            Array.IndexOf(headers, column) is var index and >= 0 && cells.Text(index).Trim().Length > 0
                ? cells.Number(index, column)
                : double.NaN;
        while (cells.Read())
        {
            double hours = cells.Number(time, headers[time]) * toHours,
                latency = cells.Latency(value, headers[value]);
            string key = session < 0 ? "" : cells.Text(session);
            var row = new MeasuredRow(
                cells.Line,
                cells.Name(group),
                key.Length == 0 ? FormattableString.Invariant($"{hours:R}") : key,
                hours,
                rat < 0 ? null : cells.Text(rat),
                latency
            )
            {
                Site = paw < 0 ? null : cells.Text(paw),
                Censored = censored < 0 ? null : cells.Flag(censored),
                Summary = isSummary ? MeasuredSession.Summarised(Further, readout) : null,
                Typical = headers[value] == readout.Named("typical") ? latency : double.NaN,
                Ensemble = isSummary
                    ? new EnsembleBand(
                        Further(readout.Named("ensemble_p05")),
                        Further(readout.Named("ensemble_median")),
                        Further(readout.Named("ensemble_p95"))
                    )
                    : null,
            };
            rows.Add(row);
            if (rat >= 0 && cells.Text(rat).Trim().Length == 0)
            {
                cells.Refuse(rat, "rat: The cell is empty; each value is of an animal. Without a column rat, each row counts as one.");
            }

            if (
                day >= 0
                && headers[time] == "time_h"
                && cells.Text(day).Length > 0
                && cells.Number(day, "day") is var whole
                && Math.Abs(hours / 24 - whole) > 1
            )
            {
                cells.Refuse(
                    day,
                    FormattableString.Invariant(
                        $"day: {whole} is not the day of time_h {hours}, which counts the hours from the test hour of day 0."
                    )
                );
            }

            if (
                rat >= 0
                && trial >= 0
                && cells.Text(trial) is { Length: > 0 } number
                && !trials.Add((row.Group, row.Rat, row.Session, hours, number, paw < 0 ? "" : cells.Text(paw)))
            )
            {
                cells.Refuse(0, $"Group \"{row.Group}\" has trial {number} of rat {row.Rat} in this session for the second time.");
            }
        }

        if (isSummary)
        {
            faults.AddRange(
                rows.GroupBy(row => (row.Group, row.Session))
                    .SelectMany(same =>
                        same.Skip(1)
                            .Select(row => new Fault(
                                path,
                                row.Line,
                                1,
                                $"Group \"{row.Group}\" has this session already on line {same.First().Line}; a summary has one row for each."
                            ))
                    )
            );
        }

        return rows;
    }

    // "Saline" and "saline" are one group that was typed in two ways; taken for two, each would have half of the rats.
    private static void RefuseSpellings(string path, List<MeasuredRow> rows, List<Fault> faults)
    {
        var spellings = new Dictionary<string, MeasuredRow>(StringComparer.OrdinalIgnoreCase);
        foreach (MeasuredRow row in rows.DistinctBy(row => row.Group))
        {
            if (!spellings.TryAdd(row.Group, row))
            {
                MeasuredRow first = spellings[row.Group];
                faults.Add(
                    new Fault(
                        path,
                        row.Line,
                        1,
                        $"Group \"{row.Group}\" is \"{first.Group}\" of line {first.Line} in other letters; a group has one spelling."
                    )
                );
            }
        }
    }

    // A label that comes again on another day ("am", "test") would make one session of many days.
    private static void RefuseLongSessions(string path, List<MeasuredRow> rows, List<Fault> faults)
    {
        foreach (IGrouping<(string Group, string Session), MeasuredRow> session in rows.GroupBy(row => (row.Group, row.Session)))
        {
            double first = session.Min(row => row.Hours);
            if (session.FirstOrDefault(row => row.Hours - first > LongestSessionH) is { } late)
            {
                faults.Add(
                    new Fault(
                        path,
                        late.Line,
                        1,
                        $"Session {session.Key.Session} of \"{session.Key.Group}\" began on {new StudyTime(first)}, and this row is of {new StudyTime(late.Hours)}; a label is for one visit. Without a column session, each time is one."
                    )
                );
            }
        }
    }

    private static string? TissueOf(IReadOnlyList<MeasuredRow> rows) =>
        rows.All(row => row.Site == "tail") ? "tail"
        : rows.All(row => row.Site is "left" or "right" or "both") ? "paw"
        : null;

    private static string[] Columns(Readout readout) => [readout.Column, readout.Named("typical"), readout.Named("mean")];
}

/// <summary>A row of a file, or a cell of a grouped table.</summary>
internal sealed record MeasuredRow(int Line, string Group, string Session, double Hours, string? Rat, double Value)
{
    /// <summary>Where the trial was done, as the column paw has it; null where there is none.</summary>
    public string? Site { get; init; }

    /// <summary>Whether the latency is a lower bound; null where the file does not say and the cutoff tells.</summary>
    public bool? Censored { get; init; }

    public SessionSummary? Summary { get; init; }

    public double Typical { get; init; } = double.NaN;

    public EnsembleBand? Ensemble { get; init; }
}
