using System.Globalization;
using CsvHelper;
using PawLatency.Files;

namespace PawLatency.Analysis;

/// <summary>Latencies of groups from a CSV file: a laboratory's own, or what a run has written.</summary>
/// <remarks>
/// Trials: columns <c>group</c>, <c>latency_s</c>, <c>time_h</c> or <c>day</c>, and if there <c>session</c> and <c>rat</c>; each
/// rat counts once in a session. Summaries: <c>group</c>, <c>time_h</c> or <c>day</c>, and <c>typical_s</c> or <c>mean_s</c>.
/// </remarks>
public sealed class MeasuredData
{
    private static readonly string[] ValueColumns = ["latency_s", "typical_s", "mean_s"];

    private MeasuredData(IReadOnlyDictionary<string, LatencyCurve> curves, bool isTypical) => (Curves, IsTypical) = (curves, isTypical);

    /// <summary>The mean latency over time of each group.</summary>
    public IReadOnlyDictionary<string, LatencyCurve> Curves { get; }

    /// <summary>Whether the values are of typical rats, without sampling error.</summary>
    public bool IsTypical { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cutoffS">Cutoff of the assay, s.</param>
    /// <exception cref="InputException">A column is missing or a cell is not a number; every fault is told, with its line.</exception>
    public static MeasuredData Load(string path, double cutoffS)
    {
        var faults = new List<Fault>();
        var rows = new List<Row>();
        bool typical = false;
        try
        {
            using CsvReader csv = CsvReader.FromFile(path, new CsvReaderOptions { TrackLineNumbers = true });
            csv.ReadHeader();
            string[] headers = [.. csv.Headers];
            if (headers.Length == 0)
            {
                throw new InputException([new Fault(path, 1, 1, "The file is empty.")]);
            }

            int group = Column(path, headers, faults, "group"), time = Column(path, headers, faults, "time_h", "day");
            int value = Column(path, headers, faults, ValueColumns);
            int session = Array.IndexOf(headers, "session"), rat = Array.IndexOf(headers, "rat");
            if (faults.Count == 0)
            {
                typical = headers[value] == "typical_s";
                double toHours = headers[time] == "day" ? 24 : 1;
                while (csv.Read())
                {
                    double hours = Number(path, csv, time, headers, faults) * toHours, latency = Number(path, csv, value, headers, faults);
                    string key = session < 0 ? "" : csv.GetString(session);
                    rows.Add(new Row((int)csv.LineNumber, csv.GetString(group), key.Length == 0 ? FormattableString.Invariant($"{hours:R}") : key, hours,
                        rat < 0 ? FormattableString.Invariant($"{rows.Count}") : csv.GetString(rat), latency));
                }
            }
        }
        catch (CsvFormatException fault)
        {
            faults.Add(new Fault(path, Math.Max(1, (int)fault.LineNumber), 1, fault.Message));
        }

        if (faults.Count > 0 || rows.Count == 0)
        {
            throw new InputException(faults.Count > 0 ? faults : [new Fault(path, 1, 1, "The file has no rows.")]);
        }

        return new MeasuredData(rows.GroupBy(row => row.Group).ToDictionary(group => group.Key, group => Curve(path, group, cutoffS)), typical);
    }

    private static LatencyCurve Curve(string path, IGrouping<string, Row> group, double cutoffS)
    {
        // The time of a session is that of its last trial; each rat's mean counts once.
        (double Hours, double Latency)[] points = [.. group.GroupBy(row => row.Session)
            .Select(session => (session.Max(row => row.Hours), session.GroupBy(row => row.Rat).Average(rat => rat.Average(row => row.Latency))))
            .OrderBy(point => point.Item1)];
        try
        {
            return new LatencyCurve([.. points.Select(point => point.Hours)], [.. points.Select(point => point.Latency)], cutoffS);
        }
        catch (ArgumentException fault)
        {
            throw new InputException([new Fault(path, group.First().Line, 1, $"Group \"{group.Key}\": {KeyReader.Plain(fault)}")]);
        }
    }

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

    private static double Number(string path, CsvReader csv, int column, string[] headers, List<Fault> faults)
    {
        // No thousands separators: "10,5" is a decimal comma, and would be read as 105.
        if (double.TryParse(csv.GetString(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
        {
            return number;
        }

        faults.Add(new Fault(path, (int)csv.LineNumber, column + 1, $"{headers[column]}: \"{csv.GetString(column).TrimEnd()}\" is not a number."));
        return 0;
    }

    private sealed record Row(int Line, string Group, string Session, double Hours, string Rat, double Latency);
}
