namespace PawLatency.Plotting.Building;

/// <summary>The unit of a time axis: days, hours or minutes, by how long the axis is.</summary>
internal sealed record TimeUnit(string Title, double HoursPerUnit, AxisScale Scale, string Prefix, string Suffix)
{
    public static TimeUnit For(double lengthH) => lengthH switch
    {
        > 72 => new TimeUnit("time, days", 24, AxisScale.Linear, "day ", ""),
        > 4 => new TimeUnit("time, h", 1, AxisScale.Hours, "", " h"),
        _ => new TimeUnit("time, min", 1.0 / 60, AxisScale.Minutes, "", " min"),
    };

    public double From(double hours) => hours / HoursPerUnit;

    /// <summary>For example "day 3" or "2.5 h".</summary>
    public string Text(double hours) => FormattableString.Invariant($"{Prefix}{Math.Round(hours / HoursPerUnit, 2) + 0.0}{Suffix}");
}
