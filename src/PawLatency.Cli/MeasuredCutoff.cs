using System.CommandLine;
using System.Globalization;
using PawLatency.Analysis;
using PawLatency.Assay;

namespace PawLatency.Cli;

/// <summary>The option --cutoff of measured data.</summary>
internal static class MeasuredCutoff
{
    /// <summary>The option.</summary>
    public static Option<double?> Option() => new("--cutoff") { HelpName = "X", Description = "Cutoff of measured data in their unit; 20 s or 600 g if absent." };

    /// <summary>Reads measured data with their cutoff.</summary>
    /// <exception cref="ArgumentException">It is a cutoff that no apparatus has.</exception>
    public static MeasuredData Load(string path, double? cutoff)
    {
        MeasuredData data = MeasuredData.Load(path, cutoff);
        AssayLimit limit = (data.Readout.Unit == PawPressure.Standard.Readout.Unit ? PawPressure.Standard : (NociceptiveAssay)Hargreaves.Standard).Limits.Cutoff;
        return cutoff is null || (cutoff >= limit.Low && cutoff <= limit.High) ? data
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"--cutoff is {cutoff} {data.Readout.Unit}; it must be {limit.Low} to {limit.High} {data.Readout.Unit}."));
    }
}
