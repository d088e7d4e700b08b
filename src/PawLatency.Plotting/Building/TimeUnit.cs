namespace PawLatency.Plotting.Building;

/// <summary>The unit of a time axis: days, hours or minutes, by how long the axis is.</summary>
internal sealed record TimeUnit(string Title, double HoursPerUnit, AxisScale Scale, string Prefix, string Suffix)
{
    /// <summary>The unit for a stretch of time; a single instant far from the start is told in the unit of the way there.</summary>
    public static TimeUnit For(double fromH, double toH) =>
        (toH > fromH ? toH - fromH : Math.Abs(toH)) switch
        {
            > 72 => new TimeUnit("time, days", 24, AxisScale.Linear, "day ", ""),
            > 4 => new TimeUnit("time, h", 1, AxisScale.Hours, "", " h"),
            _ => new TimeUnit("time, min", 1.0 / 60, AxisScale.Minutes, "", " min"),
        };

    public double From(double hours) => hours / HoursPerUnit;

    /// <summary>For example "day 3" or "2.5 h".</summary>
    public string Text(double hours) => FormattableString.Invariant($"{Prefix}{Math.Round(hours / HoursPerUnit, 2) + 0.0}{Suffix}");
}
