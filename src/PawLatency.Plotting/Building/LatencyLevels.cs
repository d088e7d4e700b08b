using MathNet.Numerics.Statistics;
using PawLatency.Assays;
using PawLatency.Data;

namespace PawLatency.Plotting.Building;

/// <summary>The levels of a figure of latencies: the cutoff, and the baseline of each test that the groups were under.</summary>
/// <param name="study">The study.</param>
/// <param name="groups">The groups as measured.</param>
/// <param name="readout">What was read: the unit of all values.</param>
internal sealed class LatencyLevels(Study study, IReadOnlyList<MeasuredGroup> groups, Readout readout)
{
    /// <summary>The levels.</summary>
    public IEnumerable<Level> Levels()
    {
        double cutoff = study.Assay.Cutoff;
        yield return new Level(FormattableString.Invariant($"cutoff\n{cutoff:0.##} {readout.Unit}"), cutoff, cutoff, cutoff);
        double[] starts = [.. study.Groups.SelectMany(group => TreatmentLanes.Instants(group.Regimen)).Order()];
        double first = starts.Length > 0 ? starts[0] : double.PositiveInfinity;
        IGrouping<double, MeasuredGroup>[] alike = [.. groups.GroupBy(group => Math.Round(Expected(Apparatus(group)), 6))];
        foreach (IGrouping<double, MeasuredGroup> same in alike)
        {
            yield return Baseline(same, first, alike.Length == 1);
        }
    }

    // Groups under a lamp, in water or on a plate of their own have a baseline of their own: a mean of both would be nobody's, and bands
    // would lie over each other.
    private Level Baseline(IGrouping<double, MeasuredGroup> same, double firstH, bool isOnly)
    {
        MeasuredSession[] before =
        [
            .. same.SelectMany(group => group.Sessions)
                .Where(session => study.Test.AfterDose ? session.TimeH < firstH : session.TimeH <= firstH + 1e-9),
        ];
        double[] rats = [.. before.SelectMany(session => session.Rats).Select(rat => rat.Value)];
        double[] means = rats.Length > 0 ? rats : [.. before.Select(session => session.Value)];
        double mean = means.Length > 0 ? means.Average() : same.Key,
            spread = isOnly && rats.Length > 1 ? ArrayStatistics.StandardDeviation(rats) : 0;
        string setting = isOnly ? "" : $"{Apparatus(same.First()).Stimulus}: ";
        return new Level(FormattableString.Invariant($"baseline\n{setting}{mean:0.0} {readout.Unit}"), mean, mean - spread, mean + spread);
    }

    private NociceptiveAssay Apparatus(MeasuredGroup group) =>
        study.Groups.FirstOrDefault(own => own.Name == group.Name)?.Assay(study.Assay) ?? study.Assay;

    // What an untreated typical rat shows, in the unit that is read.
    private double Expected(NociceptiveAssay assay) =>
        Math.Min(assay.Cutoff, assay.Readout.Of(assay.UntreatedS(study.Parameters.BaselineThresholdC)));
}
