using System.Globalization;

namespace PawLatency.Data;

/// <summary>Days as a person reads and types them.</summary>
internal static class NamedDays
{
    // Decimals of a day where it is printed: four in sentences and designs, two in tables and charts.
    private static readonly int[] PrintedDecimals = [4, 3, 2];

    /// <summary>Days as text.</summary>
    /// <param name="days">The days.</param>
    public static string Text(IEnumerable<double> days) =>
        string.Join(", ", days.Select(day => Math.Round(day, 4).ToString(CultureInfo.InvariantCulture)));

    /// <summary>The tested days that typed days mean. A day as it is printed means the tested day, if there is only one.</summary>
    /// <param name="days">Days that were typed.</param>
    /// <param name="tested">Days that are tested.</param>
    /// <returns>The tested days; a typed day that means none or several stays as it is.</returns>
    public static IReadOnlyList<double> Meant(IReadOnlyList<double> days, IReadOnlyList<double> tested) =>
        [.. days.Select(day => Meant(day, tested))];

    private static double Meant(double day, IReadOnlyList<double> tested)
    {
        // A day to within a second is that day (LatencyTable.DayIndex), however many look alike when rounded.
        double[] found = [.. tested.Where(one => Math.Abs(one - day) < 1.0 / 86_400)];
        foreach (int decimals in PrintedDecimals.Where(decimals => Math.Round(day, decimals) == day))
        {
            found = found.Length > 0 ? found : [.. tested.Where(one => Math.Round(one, decimals) == day)];
        }

        return found.Length == 1 ? found[0] : day;
    }
}
