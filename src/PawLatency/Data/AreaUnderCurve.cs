namespace PawLatency.Data;

/// <summary>What the area under a curve counts.</summary>
internal enum AreaPart
{
    /// <summary>All down to zero: the baseline is ignored.</summary>
    Total,

    /// <summary>What is above the baseline less what is below it.</summary>
    Net,

    /// <summary>What is above the baseline alone: analgesia.</summary>
    Above,

    /// <summary>What is below the baseline alone, counted positive: hyperalgesia.</summary>
    Below,
}

/// <summary>Areas and times of curves whose points are joined by straight lines (the linear trapezoidal rule); a line is parted where it
/// crosses the baseline.</summary>
internal static class AreaUnderCurve
{
    /// <summary>The area of a curve.</summary>
    /// <param name="days">Times, days, ascending, at least two.</param>
    /// <param name="values">Value at each, in any unit.</param>
    /// <param name="baseline">Baseline in the same unit of the values.</param>
    /// <param name="part">What counts.</param>
    /// <returns>Area, in the unit of the values times days.</returns>
    /// <exception cref="AnalysisException">There are fewer than two points, the days do not ascend, or a number is not finite.</exception>
    public static double Of(ReadOnlySpan<double> days, ReadOnlySpan<double> values, double baseline, AreaPart part)
    {
        Check(days, values, baseline);
        double area = 0,
            origin = part == AreaPart.Total ? 0 : baseline,
            sign = part == AreaPart.Below ? -1 : 1;
        for (int i = 1; i < days.Length; i++)
        {
            double before = sign * (values[i - 1] - origin),
                after = sign * (values[i] - origin),
                width = days[i] - days[i - 1];
            if (part is AreaPart.Above or AreaPart.Below)
            {
                width *= Share(before, after);
                (before, after) = (Math.Max(0, before), Math.Max(0, after));
            }

            area += width * (before + after) / 2;
        }

        return area;
    }

    /// <summary>The time a curve spends below its baseline.</summary>
    /// <param name="days">Times, ascending, at least two: days, or any other unit, which is then that of the result.</param>
    /// <param name="values">Value at each, in any unit.</param>
    /// <param name="baseline">Baseline in the same unit of the values.</param>
    /// <returns>Time, days.</returns>
    /// <exception cref="AnalysisException">There are fewer than two points, the days do not ascend, or a number is not finite.</exception>
    public static double DaysBelow(ReadOnlySpan<double> days, ReadOnlySpan<double> values, double baseline)
    {
        Check(days, values, baseline);
        double below = 0;
        for (int i = 1; i < days.Length; i++)
        {
            below += (days[i] - days[i - 1]) * Share(baseline - values[i - 1], baseline - values[i]);
        }

        return below;
    }

    /// <summary>The area of each animal of a table against its own baseline; days without a value are bridged by a line.</summary>
    /// <param name="table">The data.</param>
    /// <param name="part">What counts.</param>
    /// <param name="baselineDays">Days whose mean is an animal's baseline.</param>
    /// <param name="fromDay">First day that counts, days since the test hour of day 0.</param>
    /// <returns>Areas in the order of the animals, in the unit of the table times days.</returns>
    /// <exception cref="AnalysisException">An animal has no baseline or fewer than two values from that day on.</exception>
    public static IReadOnlyList<double> Of(LatencyTable table, AreaPart part, IReadOnlyList<double> baselineDays, double fromDay = 0) =>
        [
            .. Enumerable
                .Range(0, table.Animals.Count)
                .Select(animal =>
                    OfAnimal(table, animal, baselineDays, fromDay, (days, values, baseline) => Of(days, values, baseline, part))
                ),
        ];

    /// <summary>The time each animal of a table spends below its own baseline.</summary>
    /// <param name="table">The data.</param>
    /// <param name="baselineDays">Days whose mean is an animal's baseline.</param>
    /// <param name="fromDay">First day that counts, days since the test hour of day 0.</param>
    /// <returns>Times in the order of the animals, days.</returns>
    /// <exception cref="AnalysisException">An animal has no baseline or fewer than two values from that day on.</exception>
    public static IReadOnlyList<double> DaysBelow(LatencyTable table, IReadOnlyList<double> baselineDays, double fromDay = 0) =>
        [
            .. Enumerable
                .Range(0, table.Animals.Count)
                .Select(animal =>
                    OfAnimal(table, animal, baselineDays, fromDay, (days, values, baseline) => DaysBelow(days, values, baseline))
                ),
        ];

    private static double OfAnimal(
        LatencyTable table,
        int animal,
        IReadOnlyList<double> baselineDays,
        double fromDay,
        Func<double[], double[], double, double> measure
    )
    {
        int[] there =
        [
            .. Enumerable.Range(0, table.Days.Count).Where(day => table.Days[day] >= fromDay && !double.IsNaN(table.Value(animal, day))),
        ];
        return there.Length >= 2
            ? measure(
                [.. there.Select(day => table.Days[day])],
                [.. there.Select(day => table.Value(animal, day))],
                table.Baseline(animal, baselineDays)
            )
            : throw new AnalysisException(
                FormattableString.Invariant(
                    $"{table.AnimalName(animal)} has {there.Length} value{(there.Length == 1 ? "" : "s")} from day {fromDay} on; an "
                ) + FormattableString.Invariant($"area needs at least two.")
            );
    }

    // The share of a line that is above zero.
    private static double Share(double before, double after) =>
        before > 0 == after > 0
            ? before > 0
                ? 1
                : 0
            : Math.Max(before, after) / Math.Abs(after - before);

    private static void Check(ReadOnlySpan<double> days, ReadOnlySpan<double> values, double baseline)
    {
        if (days.Length < 2 || days.Length != values.Length || !double.IsFinite(baseline))
        {
            throw new AnalysisException(
                FormattableString.Invariant(
                    $"An area needs at least two points, as many values as days and a baseline; there are {days.Length} days, "
                ) + FormattableString.Invariant($"{values.Length} values and the baseline {baseline}.")
            );
        }

        for (int i = 0; i < days.Length; i++)
        {
            if (!double.IsFinite(days[i]) || !double.IsFinite(values[i]) || (i > 0 && !(days[i] > days[i - 1])))
            {
                throw new AnalysisException(
                    FormattableString.Invariant(
                        $"Point {i + 1} of the curve (day {days[i]}, value {values[i]}) is not finite or not later than the point before."
                    )
                );
            }
        }
    }
}
