using PawLatency.Assays;

namespace PawLatency;

/// <summary>Latency of the typical rat in one session over the plausible parameter sets. It shows the uncertainty of the prediction,
/// without the variability of rats.</summary>
/// <param name="P05">5th percentile, s or g.</param>
/// <param name="Median">Median, s or g.</param>
/// <param name="P95">95th percentile, s or g.</param>
public readonly record struct EnsembleBand(double P05, double Median, double P95)
{
    /// <summary>The same in the unit of the readout.</summary>
    internal EnsembleBand In(Readout readout) => new(readout.Of(P05), readout.Of(Median), readout.Of(P95));
}
