using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>What a group shows as a whole: areas against each animal's own baseline, and the day with most hyperalgesic animals.</summary>
/// <param name="Name">The group.</param>
/// <param name="Animals">Number of animals.</param>
/// <param name="AreaAboveSDay">Mean area above baseline, s day; NaN where no animal has one.</param>
/// <param name="AreaBelowSDay">Mean area below baseline, s day; NaN likewise.</param>
/// <param name="DaysBelow">Mean time below baseline, days; NaN likewise.</param>
/// <param name="WorstDay">Day with the largest share of hyperalgesic animals; NaN where none is after the baseline.</param>
/// <param name="Worst">That share.</param>
public sealed record GroupEffect(
    string Name,
    int Animals,
    double AreaAboveSDay,
    double AreaBelowSDay,
    double DaysBelow,
    double WorstDay,
    Proportion Worst
)
{
    /// <summary>How far under its baseline a hyperalgesic animal is, percent.</summary>
    public const double HyperalgesicPercent = 20;

    /// <summary>First and last day of the areas, the same for all groups of a table.</summary>
    public (double From, double To) Window { get; private init; }

    /// <summary>Animals with a value on the first and on the last day of the window. The areas are their means.</summary>
    public int WithArea { get; private init; }

    /// <summary>What is missing of an animal is left out: a rat that dropped out keeps no test from the others.</summary>
    /// <param name="table">The table.</param>
    /// <param name="group">Name of the group.</param>
    /// <param name="baseline">The baseline days, one at least.</param>
    public static GroupEffect Of(LatencyTable table, string group, IReadOnlyList<double> baseline)
    {
        LatencyTable whole = table.Select([group]),
            own = whole.Where(animal => baseline.Any(day => whole.Has(animal, day)));
        own = own.Animals.Count > 0 ? own : whole;
        (double from, double to) = WindowOf(table, baseline.Max());
        double[] later = [.. table.Days.Where(day => day > from + 1e-9 && own.Sample(0, own.DayIndex(day)).Length > 0)];
        (double worstDay, Proportion worst) = later
            .Select(day => (day, HyperalgesicShare.Of(own, group, day, baseline, HyperalgesicPercent)))
            .OrderByDescending(one => one.Item2.Share)
            .FirstOrDefault((double.NaN, new Proportion(0, 0)));
        LatencyTable curves = own.Select(null, [.. own.Days.Where(day => day <= to)])
            .Where(animal => to > from && own.Has(animal, from) && own.Has(animal, to));
        double Mean(Func<LatencyTable, IReadOnlyList<double>> of) => curves.Animals.Count > 0 ? of(curves).Average() : double.NaN;
        return new GroupEffect(
            group,
            whole.Animals.Count,
            Mean(kept => AreaUnderCurve.Of(kept, AreaPart.Above, baseline, from)),
            Mean(kept => AreaUnderCurve.Of(kept, AreaPart.Below, baseline, from)),
            Mean(kept => AreaUnderCurve.DaysBelow(kept, baseline, from)),
            worstDay,
            worst
        )
        {
            Window = (from, to),
            WithArea = curves.Animals.Count,
        };
    }

    // To the last day on which every group still has an animal: areas over different times cannot be compared.
    private static (double From, double To) WindowOf(LatencyTable table, double from)
    {
        bool InEveryGroup(double day) =>
            Enumerable.Range(0, table.Groups.Count).All(group => table.Sample(group, table.DayIndex(day)).Length > 0);
        return (from, table.Days.Where(day => day >= from && InEveryGroup(day)).DefaultIfEmpty(from).Last());
    }
}
