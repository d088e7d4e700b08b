namespace PawLatency.Analysis;

/// <summary>What a group shows as a whole: areas against each animal's own baseline, and the day with most hyperalgesic animals.</summary>
/// <param name="Name">The group.</param>
/// <param name="Animals">Number of animals.</param>
/// <param name="AreaAboveSDay">Mean area above baseline, s day.</param>
/// <param name="AreaBelowSDay">Mean area below baseline, s day.</param>
/// <param name="DaysBelow">Mean time below baseline, days.</param>
/// <param name="WorstDay">Day with the largest share of hyperalgesic animals; NaN where none is after the baseline.</param>
/// <param name="Worst">That share.</param>
internal sealed record GroupEffect(string Name, int Animals, double AreaAboveSDay, double AreaBelowSDay, double DaysBelow, double WorstDay, Proportion Worst)
{
    /// <summary>How far under its baseline a hyperalgesic animal is, percent.</summary>
    public const double HyperalgesicPercent = 20;

    public static GroupEffect Of(LatencyTable table, string group, double[] baseline)
    {
        LatencyTable own = table.Select([group]);
        double from = baseline.Max();
        double[] later = [.. table.Days.Where(day => day > from + 1e-9 && own.Sample(0, own.DayIndex(day)).Length > 0)];
        (double worstDay, Proportion worst) = later.Select(day => (day, HyperalgesicShare.Of(table, group, day, baseline, HyperalgesicPercent)))
            .OrderByDescending(one => one.Item2.Share).FirstOrDefault((double.NaN, new Proportion(0, 0)));
        return new GroupEffect(group, own.Animals.Count, AreaUnderCurve.Of(own, AreaPart.Above, baseline, from).Average(), AreaUnderCurve.Of(own, AreaPart.Below, baseline, from).Average(),
            AreaUnderCurve.DaysBelow(own, baseline, from).Average(), worstDay, worst);
    }
}
