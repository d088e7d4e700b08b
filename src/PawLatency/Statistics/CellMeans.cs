using System.Globalization;
using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// A table laid out for mixed models: a mean for each group and day that has data (a cell), and the natural logarithms of the latencies of
/// each animal. Cells of one group stand together, for animals of different groups share none.
/// </summary>
internal sealed class CellMeans
{
    private readonly LatencyTable _table;
    private readonly int[] _cells;

    public CellMeans(LatencyTable table)
    {
        LogPairs.RequireLatencies(table);
        (_table, _cells) = (table, new int[table.Groups.Count * table.Days.Count]);
        int[] filled = new int[_cells.Length];
        for (int animal = 0; animal < table.Animals.Count; animal++)
        {
            for (int day = 0; day < table.Days.Count; day++)
            {
                filled[table.GroupOf(animal) * table.Days.Count + day] += double.IsNaN(table.Value(animal, day)) ? 0 : 1;
            }
        }

        Blocks = new int[table.Groups.Count + 1];
        for (int cell = 0; cell < filled.Length; cell++)
        {
            _cells[cell] = filled[cell] > 0 ? Count++ : -1;
            Blocks[cell / table.Days.Count + 1] = Count;
        }

        Fill(filled.Sum());
        Animals = Enumerable.Range(0, table.Animals.Count).Count(animal => Starts[animal + 1] > Starts[animal]);
        if (Values.Length <= Count)
        {
            throw new AnalysisException(
                $"There are {Values.Length} values and {Count} means of group and day; a mixed model needs more values than means."
            );
        }
    }

    /// <summary>Number of cells.</summary>
    public int Count { get; }

    /// <summary>What the values are, latency or threshold.</summary>
    public string Kind => Assays.Readout.OfUnit(_table.ReadUnit).Kind;

    /// <summary>Number of animals with data.</summary>
    public int Animals { get; }

    /// <summary>First cell of each group, and the number of cells at the end.</summary>
    public int[] Blocks { get; }

    /// <summary>First value of each animal, and the number of values at the end.</summary>
    public int[] Starts { get; private set; } = [];

    /// <summary>Logarithms of the values, animal by animal.</summary>
    public double[] Values { get; private set; } = [];

    /// <summary>Cell of each value.</summary>
    public int[] Cells { get; private set; } = [];

    /// <summary>Whether each value is a lower bound.</summary>
    public bool[] Censored { get; private set; } = [];

    /// <summary>Compares lists of cells.</summary>
    public static IEqualityComparer<ArraySegment<int>> SameCells { get; } =
        EqualityComparer<ArraySegment<int>>.Create(
            (one, other) => one.AsSpan().SequenceEqual(other),
            cells => cells.Count == 0 ? 0 : HashCode.Combine(cells.Count, cells[0], cells[^1])
        );

    /// <summary>The cells of an animal, ascending.</summary>
    public ArraySegment<int> CellsOf(int animal) => new(Cells, Starts[animal], Starts[animal + 1] - Starts[animal]);

    public int GroupOf(int animal) => _table.GroupOf(animal);

    /// <summary>The weights of the cells in a comparison: treated against control on a day, less the same at baseline where there is
    /// one.</summary>
    public double[] Contrast(string treated, string control, double day, IReadOnlyList<double> baselineDays)
    {
        double[] weights = new double[Count];
        weights[Cell(treated, day)] += 1;
        weights[Cell(control, day)] -= 1;
        foreach (double baseline in baselineDays)
        {
            weights[Cell(treated, baseline)] -= 1.0 / baselineDays.Count;
            weights[Cell(control, baseline)] += 1.0 / baselineDays.Count;
        }

        // Thirds of a baseline do not add up to one exactly.
        return weights.Any(weight => Math.Abs(weight) > 1e-12)
            ? weights
            : throw new AnalysisException(
                treated == control
                    ? $"\"{treated}\" compared with itself leaves nothing to test; name two groups."
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"Day {day} compared with itself as the baseline leaves nothing to test; name another day or baseline."
                    )
            );
    }

    /// <summary>The number of animals with data of some groups, in words.</summary>
    public string AnimalsOf(params string[] groups) =>
        string.Join(", ", groups.Select(group => FormattableString.Invariant($"{AnimalCount(_table.GroupIndex(group))} {group}")));

    private int AnimalCount(int group) =>
        Enumerable.Range(0, Starts.Length - 1).Count(animal => GroupOf(animal) == group && Starts[animal + 1] > Starts[animal]);

    /// <summary>Name of a cell for messages.</summary>
    public string NameOf(int cell)
    {
        int place = Array.IndexOf(_cells, cell);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_table.Groups[place / _table.Days.Count]} on day {Math.Round(_table.Days[place % _table.Days.Count], 4)}"
        );
    }

    private int Cell(string group, double day)
    {
        int cell = _cells[_table.GroupIndex(group) * _table.Days.Count + _table.DayIndex(day)];
        return cell >= 0
            ? cell
            : throw new AnalysisException(
                string.Create(CultureInfo.InvariantCulture, $"{group} has no animal on day {Math.Round(day, 4)}.")
            );
    }

    private void Fill(int count)
    {
        int days = _table.Days.Count,
            next = 0;
        (Starts, Values, Cells, Censored) = (new int[_table.Animals.Count + 1], new double[count], new int[count], new bool[count]);
        for (int animal = 0; animal < _table.Animals.Count; animal++)
        {
            for (int day = 0; day < days; day++)
            {
                double value = LogPairs.Log(_table, animal, day);
                if (double.IsNaN(value))
                {
                    continue;
                }

                (Values[next], Cells[next], Censored[next]) = (value, _cells[GroupOf(animal) * days + day], _table.IsCensored(animal, day));
                next++;
            }

            Starts[animal + 1] = next;
        }
    }
}
