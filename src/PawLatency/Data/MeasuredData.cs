using PawLatency.Assays;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>Latencies of groups from a table: a laboratory's own, or what a run has written.</summary>
/// <remarks>
/// Long tables have a row for each value, with columns for group, rat, day (or time_h), latency_s (or threshold_g), and if there session,
/// trial, paw and censored; wide ones have a row for each animal and days across; grouped ones have the times in the first column, then a
/// column for each animal, or mean, spread and N. Other words for the columns are understood or named (<see cref="ReadingOptions"/>);
/// <see cref="Account"/> says what each was taken for.
/// </remarks>
/// <example>
/// <code>
/// MeasuredData data = MeasuredData.Load("latencies.csv", cutoff: 20);
/// ShapeReport report = ShapeContract.OpioidPumpMeasured.Check(data.Curves["morphine"], data.Curves["saline"]);
/// </code>
/// </example>
public sealed class MeasuredData
{
    private readonly string _path;
    private readonly IReadOnlyList<MeasuredRow> _rows;

    private MeasuredData(string path, TableReader read, double cutoff)
    {
        (_path, _rows, Cutoff, IsTypical, Tissue, Account) = (path, read.Rows, cutoff, read.IsTypical, TissueOf(read.Rows), read.Account);
        // Seconds until a tail moves are no paw's.
        Readout = Tissue == TailFlick.Standard.Tissue && read.Readout == Readout.PawWithdrawal ? TailFlick.Standard.Readout : read.Readout;
        Groups = [.. _rows.GroupBy(row => row.Group).Select(MeasuredGroup.Of)];
        Curves = Groups.ToDictionary(group => group.Name, Curve);
    }

    /// <summary>The values, one by one.</summary>
    internal IReadOnlyList<MeasuredRow> Rows => _rows;

    /// <summary>The groups in the order of the file, with what is known of their sessions and rats.</summary>
    public IReadOnlyList<MeasuredGroup> Groups { get; }

    /// <summary>The mean latency over time of each group.</summary>
    public IReadOnlyDictionary<string, LatencyCurve> Curves { get; }

    /// <summary>What the values are, and their unit.</summary>
    public Readout Readout { get; }

    /// <summary>What each column was taken for, and what was left out.</summary>
    public ReadingAccount Account { get; }

    /// <summary>The tissue that was tested, tail or paw, where the column paw tells it; null where it does not.</summary>
    public string? Tissue { get; }

    /// <summary>Cutoff of the test, in the unit of the values; infinite where neither the caller nor a censored value tells it.</summary>
    public double Cutoff { get; }

    /// <summary>Names of the tests that measured data may be of.</summary>
    public static IReadOnlyList<string> Assays { get; } = [.. MeasuredReadout.Names];

    /// <summary>Whether nothing tells the cutoff: neither the caller nor a censored value.</summary>
    public bool IsCutoffAssumed { get; private init; }

    /// <summary>Whether the values are of typical rats, without sampling error.</summary>
    public bool IsTypical { get; }

    /// <summary>Whether the table holds means of groups and not animals.</summary>
    public bool IsSummary => _rows.All(row => row.Summary is not null);

    /// <summary>Whether the animals of two groups are the same, by the user's word.</summary>
    public bool IsCrossover { get; private init; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cutoff">Cutoff of the test, above 0, in the unit of the values; null for the greatest censored value. No value may
    /// exceed it.</param>
    /// <exception cref="InputException">A column is missing, a cell is not understood, or a value exceeds the cutoff; every fault is told,
    /// with its line.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The cutoff is not above 0.</exception>
    public static MeasuredData Load(string path, double? cutoff = null) => Load(path, new ReadingOptions { Cutoff = cutoff });

    /// <summary>Reads a file of which something is known.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What is known of it.</param>
    /// <exception cref="InputException">A column is missing, a cell is not understood, or a value exceeds the cutoff; every fault is told,
    /// with its line.</exception>
    /// <exception cref="ArgumentException">An option names what is not there, or a cutoff that is not above 0.</exception>
    public static MeasuredData Load(string path, ReadingOptions options) => Load(path, options, null);

    /// <summary>Reads a file that is held against something with a cutoff.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What is known of it.</param>
    /// <param name="expected">The cutoff where the values tell none, by what they are; null for none.</param>
    /// <exception cref="InputException">The file has faults; every one is told, with its line.</exception>
    public static MeasuredData Load(string path, ReadingOptions options, Func<Readout, double>? expected)
    {
        if (options.Cutoff is { } given && !(given > 0))
        {
            throw new ArgumentOutOfRangeException(
                "cutoff",
                given,
                FormattableString.Invariant($"The cutoff is {given}; it must be above 0.")
            );
        }

        var read = TableReader.Read(path, options);
        double? told = options.Cutoff ?? read.Rows.Where(row => row.Censored == true).Max(row => (double?)row.Value);
        double applied = told ?? expected?.Invoke(read.Readout) ?? double.PositiveInfinity;
        // Held at a cutoff that is not theirs, long latencies would all be the same.
        MeasuredRow longest = read.Rows.MaxBy(row => row.Value)!;
        string above = options.Cutoff is null && told is not null ? "the greatest censored value," : "the cutoff of";
        string remedy = options.Cutoff is not null
            ? "a trial ends at the cutoff, which --cutoff tells"
            : "the cutoff of these data has to be told (--cutoff)";
        return longest.Value <= applied
            ? new MeasuredData(path, read, applied)
            {
                IsCutoffAssumed = told is null && expected is null,
                IsCrossover = options.IsCrossover == true,
            }
            : throw new InputException([
                new Fault(
                    path,
                    longest.Line,
                    1,
                    FormattableString.Invariant(
                        $"{longest.Value} {read.Readout.Unit} is above {above} {applied} {read.Readout.Unit}; {remedy}."
                    )
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
                IsSummary
                    ? new Fault(
                        _path,
                        1,
                        1,
                        "There is no column rat; the table holds means of groups, and this analysis needs the animals."
                            + " --test welch compares the means by their standard errors."
                    )
                : _rows.All(row => row.Rat is null)
                    ? new Fault(_path, 1, 1, "There is no column rat; an analysis needs to know which animal a value is of.")
                : new Fault(
                    _path,
                    _rows.First(row => row.Rat is not { Length: > 0 }).Line,
                    1,
                    "rat: The cell is empty; an analysis needs to know which animal a value is of."
                ),
            ]);

    /// <summary>
    /// Values that have the mean, standard deviation and number of each summary, for tests that depend on nothing else. They are no
    /// animals.
    /// </summary>
    /// <exception cref="InputException">The table has no spread or number for a group and day.</exception>
    public LatencyTable Moments() =>
        LatencyTable.Of(
            _rows.SelectMany(row =>
            {
                SessionSummary summary = row.Summary!;
                if (summary.Count < 2 || !double.IsFinite(summary.Sd) || !double.IsFinite(summary.Mean))
                {
                    throw new InputException([
                        new Fault(
                            _path,
                            row.Line,
                            row.Column + 1,
                            $"Group \"{row.Group}\" has no mean, SEM or SD, and N of 2 or more on {new StudyTime(row.Hours)}; a test "
                                + $"needs them."
                        ),
                    ]);
                }

                double middle = (summary.Count - 1) / 2.0,
                    spread = Math.Sqrt(
                        Enumerable.Range(0, summary.Count).Sum(place => (place - middle) * (place - middle)) / (summary.Count - 1)
                    );
                return Enumerable
                    .Range(0, summary.Count)
                    .Select(place => new LatencyRow(
                        row.Group,
                        FormattableString.Invariant($"{place + 1}"),
                        LatencyTable.DayOf(row.Hours),
                        summary.Mean + summary.Sd * (place - middle) / spread,
                        false
                    ));
            }),
            SessionValue.Mean,
            Readout.Unit
        );

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

    private static string? TissueOf(IReadOnlyList<MeasuredRow> rows) =>
        rows.All(row => row.Site == "tail") ? "tail"
        : rows.All(row => row.Site is "left" or "right" or "both") ? "paw"
        : null;
}
