using System.Globalization;
using System.Text;
using CsvHelper;
using PawLatency.Text;

namespace PawLatency.Evidence;

/// <summary>
/// Expectations that held when the library's findings were last accepted (data/evidence/record.csv). An expectation that held then and
/// fails now is lost.
/// </summary>
internal sealed class EvidenceRecord
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "record.csv";

    private const string Place = "evidence/" + FileName;
    private static readonly string[] Columns = ["finding", "expectation", "holds"];
    private static readonly Lazy<EvidenceRecord> Loaded = new(() => Parse("data/" + Place, EmbeddedData.Bytes(Place)));

    private readonly IReadOnlyList<Row> _rows;

    private EvidenceRecord(IReadOnlyList<Row> rows) => _rows = rows;

    /// <summary>The record of the library.</summary>
    public static EvidenceRecord Library => Loaded.Value;

    /// <summary>Record of the current verdicts.</summary>
    public static EvidenceRecord Of(Verification verification) => new([.. Judged(verification).Select(pair => pair.Row)]);

    /// <summary>Reads a record.</summary>
    /// <param name="file">Name of the file, for error messages.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="InputException">A column is missing, a value cannot be read, or an expectation occurs twice.</exception>
    public static EvidenceRecord Parse(string file, byte[] bytes)
    {
        var rows = new List<Row>();
        var faults = new List<Fault>();
        using CsvReader csv = CsvReader.Create(bytes, new CsvReaderOptions { TrackLineNumbers = true });
        csv.ReadHeader();
        if (!csv.Headers.ToArray().SequenceEqual(Columns))
        {
            throw new InputException([new Fault(file, 1, 1, $"The columns must be {string.Join(", ", Columns)}.")]);
        }

        while (csv.Read())
        {
            (string finding, string number, string holds) = (csv.GetString(0), csv.GetString(1), csv.GetString(2));
            bool isNumber = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int expectation);
            bool isTwice = rows.Any(row => row.Finding == finding && row.Expectation == expectation);
            (int Column, string Message)? fault =
                !isNumber ? (2, $"\"{number}\" is not a whole number.")
                : holds is not ("yes" or "no") ? (3, $"\"{holds}\" is not yes or no.")
                : isTwice ? (1, $"{finding}, expectation {expectation} is recorded twice.")
                : null;
            rows.Add(new Row(finding, expectation, holds == "yes"));
            faults.AddRange(fault is { } found ? [new Fault(file, (int)csv.LineNumber, found.Column, found.Message)] : []);
        }

        return faults.Count == 0 ? new EvidenceRecord(rows) : throw new InputException(faults);
    }

    /// <summary>The file.</summary>
    public string Write()
    {
        var text = new StringBuilder(string.Join(',', Columns)).Append('\n');
        foreach (Row row in _rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Finding},{row.Expectation},{(row.Holds ? "yes" : "no")}\n");
        }

        return text.ToString();
    }

    /// <summary>Compares the current verdicts with the record.</summary>
    public RecordChange Compare(Verification verification)
    {
        var recorded = _rows.ToDictionary(row => (row.Finding, row.Expectation), row => row.Holds);
        (Row Row, Judgement Judgement)[] judged = [.. Judged(verification)];
        var today = judged.ToDictionary(pair => (pair.Row.Finding, pair.Row.Expectation), pair => pair.Row.Holds);
        IEnumerable<(string, int, Judgement?)> failing = judged
            .Where(pair => !pair.Row.Holds && recorded.GetValueOrDefault((pair.Row.Finding, pair.Row.Expectation)))
            .Select(pair => (pair.Row.Finding, pair.Row.Expectation, (Judgement?)pair.Judgement));
        IEnumerable<(string, int, Judgement?)> removed = _rows
            .Where(row => row.Holds && !today.ContainsKey((row.Finding, row.Expectation)))
            .Select(row => (row.Finding, row.Expectation, (Judgement?)null));
        return new RecordChange(
            [.. failing, .. removed],
            today.Count(pair => pair.Value && recorded.TryGetValue(pair.Key, out bool held) && !held),
            today.Keys.Count(key => !recorded.ContainsKey(key))
        );
    }

    private static IEnumerable<(Row Row, Judgement Judgement)> Judged(Verification verification) =>
        verification.Findings.SelectMany(verdict =>
            verdict.Judgements.Select((judgement, index) => (new Row(verdict.Finding.Id, index + 1, judgement.Holds), judgement))
        );

    private sealed record Row(string Finding, int Expectation, bool Holds);
}

/// <summary>Changes from the record to the current verdicts.</summary>
/// <param name="Lost">Expectations that held before and now fail or no longer exist: the finding, the number in it from 1, and the current
/// verdict, null if the expectation no longer exists.</param>
/// <param name="Gained">Expectations that failed before and now hold.</param>
/// <param name="New">Expectations that are not in the record.</param>
public sealed record RecordChange(IReadOnlyList<(string Finding, int Number, Judgement? Judgement)> Lost, int Gained, int New)
{
    /// <summary>Whether an expectation is lost.</summary>
    /// <param name="finding">Its finding.</param>
    /// <param name="number">Its number in the finding, from 1.</param>
    public bool IsLost(string finding, int number) => Lost.Any(lost => lost.Finding == finding && lost.Number == number);
}
