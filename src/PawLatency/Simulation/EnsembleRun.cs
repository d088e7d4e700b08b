using MathNet.Numerics.Statistics;
using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Simulation;

/// <summary>Runs the typical rat of each group under each plausible set.</summary>
internal static class EnsembleRun
{
    /// <summary>The bands of each group: one for each session, of latency and of what lies behind it; empty without sets.</summary>
    public static GroupBands[] Bands(Study study, IReadOnlyList<Session> sessions, RunOptions options)
    {
        IReadOnlyList<NociceptionParameters> sets = options.Ensemble ?? [];
        if (sets.Count == 0)
        {
            return [.. study.Groups.Select(_ => new GroupBands([], []))];
        }

        var runs = new SessionResponse[study.Groups.Count * sets.Count][];
        InParallel.For(
            runs.Length,
            options.Threads,
            null,
            index =>
            {
                Group group = study.Groups[index / sets.Count];
                Study under = study with { Parameters = sets[index % sets.Count] };
                runs[index] = TypicalRun.Sessions(under, group, group.Regimen, sessions, options.Control);
            },
            options.CancellationToken
        );
        return
        [
            .. study.Groups.Select(
                (_, group) => Bands(new ArraySegment<SessionResponse[]>(runs, group * sets.Count, sets.Count), sessions.Count)
            ),
        ];
    }

    private static GroupBands Bands(IReadOnlyList<SessionResponse[]> runs, int sessions)
    {
        EnsembleBand Of(int session, Func<SessionResponse, double> value) => Band([.. runs.Select(run => value(run[session])).Order()]);
        return new GroupBands(
            [.. Enumerable.Range(0, sessions).Select(session => Of(session, one => one.LatencyS))],
            [
                .. Enumerable
                    .Range(0, sessions)
                    .Select(session =>
                        (
                            Of(session, one => one.Response.Analgesia.Value),
                            Of(session, one => one.Response.Tolerance.Value),
                            Of(session, one => one.Response.Sensitization.Value),
                            Of(session, one => one.Response.ThresholdC.Value)
                        )
                    ),
            ]
        );
    }

    private static EnsembleBand Band(double[] sorted)
    {
        double Quantile(double share) => SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R7);
        return new EnsembleBand(Quantile(0.05), Quantile(0.5), Quantile(0.95));
    }
}

/// <summary>The bands of a group, one of each kind for each session.</summary>
internal sealed record GroupBands(
    IReadOnlyList<EnsembleBand> Latencies,
    IReadOnlyList<(EnsembleBand Analgesia, EnsembleBand Tolerance, EnsembleBand Sensitization, EnsembleBand ThresholdC)> Responses
);
