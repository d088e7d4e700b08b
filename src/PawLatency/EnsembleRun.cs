using MathNet.Numerics.Statistics;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Numerics;

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

/// <summary>Runs the typical rat of each group under each plausible set.</summary>
internal static class EnsembleRun
{
    public static EnsembleBand[][] Bands(Study study, IReadOnlyList<Session> sessions, RunOptions options)
    {
        IReadOnlyList<NociceptionParameters> sets = options.Ensemble ?? [];
        if (sets.Count == 0)
        {
            return [.. study.Groups.Select(_ => Array.Empty<EnsembleBand>())];
        }

        double[][] means = new double[study.Groups.Count * sets.Count][];
        InParallel.For(means.Length, options.Threads, null, index =>
        {
            Group group = study.Groups[index / sets.Count];
            means[index] = StudyRun.TypicalSessions(study with { Parameters = sets[index % sets.Count] }, group, group.Regimen, sessions, options.Control);
        }, options.CancellationToken);
        return [.. study.Groups.Select((_, group) => sessions.Select((_, session) =>
            Band([.. Enumerable.Range(0, sets.Count).Select(set => means[group * sets.Count + set][session]).Order()])).ToArray())];
    }

    private static EnsembleBand Band(double[] sorted)
    {
        double Quantile(double share) => SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R7);
        return new EnsembleBand(Quantile(0.05), Quantile(0.5), Quantile(0.95));
    }
}
