using System.Globalization;

namespace PawLatency.Evidence;

/// <summary>Formats a band of allowed values.</summary>
internal static class BandText
{
    /// <summary>For example "25 to 90 %", "at least 25 %" or "at most 90 %".</summary>
    public static string Of(double low, double high, string unit) =>
        (double.IsInfinity(low), double.IsInfinity(high)) switch
        {
            (false, false) => string.Create(CultureInfo.InvariantCulture, $"{low:0.##} to {high:0.##} {unit}"),
            (false, true) => string.Create(CultureInfo.InvariantCulture, $"at least {low:0.##} {unit}"),
            (true, false) => string.Create(CultureInfo.InvariantCulture, $"at most {high:0.##} {unit}"),
            _ => "any value",
        };
}
