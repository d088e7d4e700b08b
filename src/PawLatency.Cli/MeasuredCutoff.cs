using System.Globalization;

namespace PawLatency.Cli;

/// <summary>The option --cutoff of measured data.</summary>
internal static class MeasuredCutoff
{
    /// <summary>Refuses what no apparatus has.</summary>
    public static double Check(double cutoffS) => cutoffS is >= 3 and <= 60
        ? cutoffS
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"--cutoff is {cutoffS} s; it must be 3 to 60 s."));
}
