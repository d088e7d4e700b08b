using System.Globalization;
using PawLatency.Assays;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>
/// One value for each animal and day, the table every analysis runs on, whether simulated (<see cref="StudyResult.Table"/>) or measured
/// (<see cref="MeasuredData.Table"/>). Groups, animals and days keep the order of the source, days ascend. Immutable.
/// </summary>
/// <example>
/// <code>
/// LatencyTable table = MeasuredData.Load("latencies.csv").Table();
/// double baseline = table.Value(animal: 0, day: 0);
/// </code>
/// </example>
public sealed class LatencyTable
{
    private readonly int[] _animalGroups;
    private readonly double[] _values;
    private readonly bool[] _censored;

    /// <summary>Takes arrays as they are, a row for each animal; NaN is a missing cell. Nothing is copied or checked.</summary>
    internal LatencyTable(
        IReadOnlyList<string> groups,
        IReadOnlyList<string> animals,
        int[] animalGroups,
        IReadOnlyList<double> days,
        double[] values,
        bool[] censored,
        LatencyMeasure measure = LatencyMeasure.Seconds,
        string readUnit = "s"
    ) =>
        (Groups, Animals, _animalGroups, Days, _values, _censored, Measure, ReadUnit) = (
            groups,
            animals,
            animalGroups,
            days,
            values,
            censored,
            measure,
            readUnit
        );

    /// <summary>Names of the groups.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>Names of the animals.</summary>
    public IReadOnlyList<string> Animals { get; }

    /// <summary>Days of the sessions, ascending.</summary>
    public IReadOnlyList<double> Days { get; }

    /// <summary>What the values are.</summary>
    public LatencyMeasure Measure { get; }

    /// <summary>Unit of the values: s or g for what was read, % or nothing for some measures.</summary>
    public string Unit => LatencyMeasures.Unit(Measure, ReadUnit);

    /// <summary>The measure in words.</summary>
    public string MeasureName => LatencyMeasures.Name(Measure);

    /// <summary>Writes a row for each animal and a column for each day; a missing value is an empty cell.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteWide(TextWriter writer) => TableFiles.WriteWide(this, writer);

    /// <summary>Writes a grouped table of Prism: a row for each day, a block of columns for each group.</summary>
    /// <param name="writer">Where to.</param>
    public void WritePrism(TextWriter writer) => TableFiles.WritePrism(this, writer);

    /// <summary>Unit of what was read, s for a latency or g for a force.</summary>
    internal string ReadUnit { get; }

    /// <summary>Makes a table of rows; rows of the same group, animal and day are trials of one session.</summary>
    /// <param name="rows">The rows, in any order; an animal not tested on a day has none.</param>
    /// <param name="session">What several trials count as.</param>
    /// <param name="unit">Unit of the values, s for latencies or g for forces.</param>
    /// <exception cref="AnalysisException">There are no rows, or a number is not finite.</exception>
    public static LatencyTable Of(IEnumerable<LatencyRow> rows, SessionValue session = SessionValue.Mean, string unit = "s")
    {
        LatencyRow[] all = [.. rows];
        if (all.Length == 0)
        {
            throw new AnalysisException("The table has no rows.");
        }

        foreach (LatencyRow row in all)
        {
            if (!double.IsFinite(row.Value) || !double.IsFinite(row.Day))
            {
                throw new AnalysisException(
                    Text($"Animal {row.Animal} of {row.Group} has the value {row.Value} on day {row.Day}; it must be a finite number, ")
                        + Text($"and a missing value has no row.")
                );
            }
        }

        string[] groups = [.. all.Select(row => row.Group).Distinct()];
        (string Group, string Animal)[] animals = [.. all.Select(row => (row.Group, row.Animal)).Distinct()];
        double[] days = [.. all.Select(row => row.Day).Distinct().Order()];
        double[] values = new double[animals.Length * days.Length];
        bool[] censored = new bool[values.Length];
        Array.Fill(values, double.NaN);
        Dictionary<(string, string), int> numbers = animals.Index().ToDictionary(animal => animal.Item, animal => animal.Index);
        foreach (
            IGrouping<int, LatencyRow> cell in all.GroupBy(row =>
                numbers[(row.Group, row.Animal)] * days.Length + Array.BinarySearch(days, row.Day)
            )
        )
        {
            (values[cell.Key], censored[cell.Key]) = Summary([.. cell.OrderBy(row => row.Value)], session);
        }

        return new LatencyTable(
            groups,
            [.. animals.Select(animal => animal.Animal)],
            [.. animals.Select(animal => Array.IndexOf(groups, animal.Group))],
            days,
            values,
            censored,
            readUnit: unit
        );
    }

    /// <summary>The table of virtual rats, which have all their trials: a power run makes thousands.</summary>
    internal static LatencyTable Of(
        IReadOnlyList<(string Name, IReadOnlyList<RatResult> Rats)> groups,
        int sessions,
        SessionValue session,
        Readout readout
    )
    {
        (string Name, IReadOnlyList<RatResult> Rats)[] filled = [.. groups.Where(group => group.Rats.Count > 0)];
        if (filled.Length == 0)
        {
            throw new AnalysisException("The study has no virtual rats; give a group n: 1 or more.");
        }

        RatResult[] rats = [.. filled.SelectMany(group => group.Rats)];
        int each = rats[0].Trials.Count / sessions;
        double[] values = new double[rats.Length * sessions],
            trials = new double[each];
        bool[] censored = new bool[values.Length];
        for (int cell = 0; cell < values.Length; cell++)
        {
            int cut = 0;
            for (int trial = 0; trial < each; trial++)
            {
                Trial one = rats[cell / sessions].Trials[cell % sessions * each + trial];
                (trials[trial], cut) = (readout.Of(one.LatencyS), cut + (one.Censored ? 1 : 0));
            }

            // The trials at the cutoff are the last when sorted.
            Array.Sort(trials);
            int low = (each - 1) / 2;
            double value = session == SessionValue.Mean ? trials.Sum() / each : (trials[low] + trials[each / 2]) / 2;
            (values[cell], censored[cell]) = (Math.Round(value, 9), session == SessionValue.Mean ? cut > 0 : cut >= each - low);
        }

        double[] days = [.. Enumerable.Range(0, sessions).Select(number => DayOf(rats[0].Trials[(number + 1) * each - 1].TimeH))];
        return new LatencyTable(
            [.. filled.Select(group => group.Name)],
            [.. rats.Select(rat => rat.Rat.Number.ToString(CultureInfo.InvariantCulture))],
            [.. filled.SelectMany((group, index) => Enumerable.Repeat(index, group.Rats.Count))],
            days,
            values,
            censored,
            readUnit: readout.Unit
        );
    }

    /// <summary>Day of a time, to the four decimals of an hour that files have.</summary>
    internal static double DayOf(double hours) => Math.Round(hours, 4) / 24;

    /// <summary>Index of the group of an animal.</summary>
    /// <param name="animal">Index of the animal.</param>
    public int GroupOf(int animal) => _animalGroups[animal];

    /// <summary>The value of an animal on a day, in the unit of the table; NaN where it was not tested.</summary>
    /// <param name="animal">Index of the animal.</param>
    /// <param name="day">Index of the day.</param>
    public double Value(int animal, int day) => _values[animal * Days.Count + day];

    /// <summary>Whether the value of an animal on a day is a lower bound.</summary>
    /// <param name="animal">Index of the animal.</param>
    /// <param name="day">Index of the day.</param>
    public bool IsCensored(int animal, int day) => _censored[animal * Days.Count + day];

    /// <summary>The same table of some groups and days.</summary>
    /// <param name="groups">Names of the groups, or null for all.</param>
    /// <param name="days">The days, or null for all.</param>
    /// <exception cref="AnalysisException">There is no such group or day.</exception>
    public LatencyTable Select(IReadOnlyCollection<string>? groups = null, IReadOnlyCollection<double>? days = null)
    {
        int[] groupIndex = groups is null ? [.. Enumerable.Range(0, Groups.Count)] : [.. groups.Distinct().Select(GroupIndex).Order()];
        int[] dayIndex = days is null ? [.. Enumerable.Range(0, Days.Count)] : [.. days.Distinct().Select(DayIndex).Order()];
        int[] animals = [.. Enumerable.Range(0, Animals.Count).Where(animal => Array.IndexOf(groupIndex, _animalGroups[animal]) >= 0)];
        return new LatencyTable(
            [.. groupIndex.Select(group => Groups[group])],
            [.. animals.Select(animal => Animals[animal])],
            [.. animals.Select(animal => Array.IndexOf(groupIndex, _animalGroups[animal]))],
            [.. dayIndex.Select(day => Days[day])],
            [.. animals.SelectMany(animal => dayIndex.Select(day => Value(animal, day)))],
            [.. animals.SelectMany(animal => dayIndex.Select(day => IsCensored(animal, day)))],
            Measure,
            ReadUnit
        );
    }

    /// <summary>The first animals of each group, as many of each.</summary>
    internal LatencyTable First(int perGroup)
    {
        int[] taken = new int[Groups.Count];
        return Where(animal => taken[_animalGroups[animal]]++ < perGroup);
    }

    /// <summary>Whether an animal has a value on a day.</summary>
    internal bool Has(int animal, double day) => !double.IsNaN(Value(animal, DayIndex(day)));

    /// <summary>The animals with a value on every day.</summary>
    internal LatencyTable Complete() => Where(animal => Enumerable.Range(0, Days.Count).All(day => !double.IsNaN(Value(animal, day))));

    /// <summary>The same table without the values of each animal from a day on.</summary>
    /// <param name="lostFrom">For each animal the index of the first day without it; the number of days for one that stays.</param>
    internal LatencyTable Lose(IReadOnlyList<int> lostFrom)
    {
        double[] values = [.. _values];
        for (int animal = 0; animal < Animals.Count; animal++)
        {
            values.AsSpan(animal * Days.Count + lostFrom[animal], Days.Count - lostFrom[animal]).Fill(double.NaN);
        }

        return new LatencyTable(Groups, Animals, _animalGroups, Days, values, _censored, Measure, ReadUnit);
    }

    /// <summary>The same table with each value expressed against the animal's own baseline.</summary>
    /// <param name="measure">How.</param>
    /// <param name="baselineDays">Days whose mean is the animal's baseline, at least one.</param>
    /// <param name="cutoffS">Cutoff of the assay, in the unit of what was read; needed for the percent of the maximum possible effect
    /// alone.</param>
    /// <exception cref="AnalysisException">An animal has no baseline, or one that the measure is not defined for.</exception>
    public LatencyTable Express(LatencyMeasure measure, IReadOnlyList<double> baselineDays, double cutoffS = double.NaN)
    {
        if (Measure != LatencyMeasure.Seconds)
        {
            throw new AnalysisException($"The table already holds {LatencyMeasures.Name(Measure)}; a measure is made of latencies.");
        }

        double[] values = new double[_values.Length];
        for (int animal = 0; animal < Animals.Count; animal++)
        {
            double baseline = measure == LatencyMeasure.Seconds ? 0 : Baseline(animal, baselineDays);
            LatencyMeasures.Check(measure, baseline, cutoffS, AnimalName(animal), ReadUnit);
            for (int day = 0; day < Days.Count; day++)
            {
                values[animal * Days.Count + day] = LatencyMeasures.Of(measure, Value(animal, day), baseline, cutoffS);
            }
        }

        if (measure != LatencyMeasure.Seconds)
        {
            LatencyMeasures.Tie(values);
        }

        return new LatencyTable(Groups, Animals, _animalGroups, Days, values, _censored, measure, ReadUnit);
    }

    /// <summary>Mean of the values of an animal on some days, in the unit of the table.</summary>
    /// <param name="animal">Index of the animal.</param>
    /// <param name="days">The days, at least one; those without a value are left out.</param>
    /// <exception cref="AnalysisException">The animal has a value on none of them.</exception>
    public double Baseline(int animal, IReadOnlyList<double> days)
    {
        double sum = 0;
        int count = 0;
        foreach (double day in days)
        {
            double value = Value(animal, DayIndex(day));
            (sum, count) = double.IsNaN(value) ? (sum, count) : (sum + value, count + 1);
        }

        return count > 0
            ? sum / count
            : throw new AnalysisException(
                days.Count == 0
                    ? "No baseline day is named."
                    : Text(
                        $"{AnimalName(animal)} has no value on the baseline {(days.Count == 1 ? "day" : "days")} {NamedDays.Text(days)}."
                    )
            );
    }

    /// <summary>Index of a group by name.</summary>
    internal int GroupIndex(string group)
    {
        for (int index = 0; index < Groups.Count; index++)
        {
            if (string.Equals(Groups[index], group, StringComparison.Ordinal))
            {
                return index;
            }
        }

        throw new AnalysisException($"There is no group \"{group}\".{Nearest.Suggest(group, [.. Groups])}");
    }

    /// <summary>Index of a day, to within a second.</summary>
    internal int DayIndex(double day)
    {
        for (int index = 0; index < Days.Count; index++)
        {
            if (Math.Abs(Days[index] - day) < 1.0 / 86_400)
            {
                return index;
            }
        }

        throw new AnalysisException(
            Text($"There is no test on day {day}; the days are ")
                + Text($"{string.Join(", ", Days.Select(one => one.ToString("G6", CultureInfo.InvariantCulture)))}.")
        );
    }

    /// <summary>The values of a group on a day that are there, in the order of the animals.</summary>
    internal double[] Sample(int group, int day)
    {
        int count = 0;
        for (int animal = 0; animal < Animals.Count; animal++)
        {
            count += _animalGroups[animal] == group && !double.IsNaN(Value(animal, day)) ? 1 : 0;
        }

        double[] sample = new double[count];
        for (int animal = Animals.Count - 1; animal >= 0; animal--)
        {
            if (_animalGroups[animal] == group && !double.IsNaN(Value(animal, day)))
            {
                sample[--count] = Value(animal, day);
            }
        }

        return sample;
    }

    /// <summary>An animal for messages: "Animal 3 of morphine".</summary>
    internal string AnimalName(int animal) => $"Animal {Animals[animal]} of {Groups[_animalGroups[animal]]}";

    /// <summary>The animals that are kept.</summary>
    internal LatencyTable Where(Func<int, bool> keep)
    {
        int[] kept = [.. Enumerable.Range(0, Animals.Count).Where(keep)];
        var (values, censored) = (new double[kept.Length * Days.Count], new bool[kept.Length * Days.Count]);
        for (int animal = 0; animal < kept.Length; animal++)
        {
            Array.Copy(_values, kept[animal] * Days.Count, values, animal * Days.Count, Days.Count);
            Array.Copy(_censored, kept[animal] * Days.Count, censored, animal * Days.Count, Days.Count);
        }

        return new LatencyTable(
            Groups,
            [.. kept.Select(animal => Animals[animal])],
            [.. kept.Select(animal => _animalGroups[animal])],
            Days,
            values,
            censored,
            Measure,
            ReadUnit
        );
    }

    // The median of an even number is the mean of the two in the middle; it is a bound only where the lower of them is.
    private static (double Value, bool Censored) Summary(LatencyRow[] trials, SessionValue session)
    {
        if (session == SessionValue.Mean)
        {
            // Sums in binary differ in their last digits; animals of one mean are tied all the same.
            double mean = trials.Length == 1 ? trials[0].Value : Math.Round(trials.Average(trial => trial.Value), 9);
            return (mean, trials.Any(trial => trial.Censored));
        }

        LatencyRow low = trials[(trials.Length - 1) / 2],
            high = trials[trials.Length / 2];
        return (trials.Length % 2 == 1 ? low.Value : Math.Round((low.Value + high.Value) / 2, 9), low.Censored);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
