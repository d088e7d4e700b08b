using PawLatency.Assays;

namespace PawLatency;

/// <summary>A session of the typical rat over plausible sets of parameters: how sure a prediction is, apart from how rats differ.</summary>
/// <param name="P05">5th percentile, s or g.</param>
/// <param name="Median">Median, s or g.</param>
/// <param name="P95">95th percentile, s or g.</param>
public readonly record struct EnsembleBand(double P05, double Median, double P95)
{
    /// <summary>The same in the unit that is read.</summary>
    internal EnsembleBand In(Readout readout) => new(readout.Of(P05), readout.Of(Median), readout.Of(P95));
}
