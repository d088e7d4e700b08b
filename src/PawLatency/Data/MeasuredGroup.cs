using PawLatency.Assays;

namespace PawLatency.Data;

/// <summary>A measured group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sessions">Its sessions, in order of time.</param>
public sealed record MeasuredGroup(string Name, IReadOnlyList<MeasuredSession> Sessions)
{
    /// <summary>What groups without the drug are called, where nothing but the name tells.</summary>
    public static IReadOnlyList<string> ControlNames { get; } = ["saline", "vehicle", "control", "placebo"];

    /// <summary>A group of a run, as its rats were measured.</summary>
    /// <param name="group">The group.</param>
    /// <param name="sessions">The sessions of the run.</param>
    /// <param name="readout">What its assay reads: the unit of all values.</param>
    public static MeasuredGroup Of(GroupResult group, IReadOnlyList<Session> sessions, Readout readout) =>
        new(
            group.Name,
            [
                .. sessions.Select(session =>
                {
                    double[] means = [.. group.SessionMeansS(session).Select(readout.Of)];
                    return new MeasuredSession(
                        session.Time.Hours,
                        SessionSummary.Of(means),
                        [.. group.Rats.Select((rat, index) => (FormattableString.Invariant($"{rat.Rat.Number}"), means[index]))],
                        readout.Of(group.Typical.SessionS(session))
                    )
                    {
                        Ensemble = group.Ensemble.Count > 0 ? group.Ensemble[session.Number - 1].In(readout) : null,
                    };
                }),
            ]
        );

    internal static MeasuredGroup Of(IGrouping<string, MeasuredRow> group) =>
        new(group.Key, [.. group.GroupBy(row => row.Session).Select(MeasuredSession.Of).OrderBy(session => session.TimeH)]);
}

/// <summary>A session of a measured group.</summary>
/// <param name="TimeH">Time of its last trial, h.</param>
/// <param name="Summary">Number of rats, mean and spread, in the unit that is read; NaN for what is not known.</param>
/// <param name="Rats">The rats, where the file tells them apart.</param>
/// <param name="Typical">The typical rat, in the same unit, s or g; NaN where the values are measured.</param>
public sealed record MeasuredSession(double TimeH, SessionSummary Summary, IReadOnlyList<(string Rat, double Value)> Rats, double Typical)
{
    /// <summary>The band over plausible sets, where there is one.</summary>
    public EnsembleBand? Ensemble { get; init; }

    /// <summary>Time of its first trial, h; that of the last where the file has one row for the session.</summary>
    internal double FirstTrialH { get; private init; } = TimeH;

    /// <summary>The typical rat's latency, or else the mean, in the unit that is read, s or g.</summary>
    public double Value => double.IsNaN(Typical) ? Summary.Mean : Typical;

    internal static MeasuredSession Of(IGrouping<string, MeasuredRow> session)
    {
        double last = session.Max(row => row.Hours);
        if (session.First() is { Summary: { } summary } row)
        {
            EnsembleBand? band = row.Ensemble is { } ensemble && !double.IsNaN(ensemble.P05) ? ensemble : null;
            return new MeasuredSession(last, summary, [], row.Typical) { Ensemble = band };
        }

        // Each rat's mean counts once; where rats are not told apart, each row is one.
        (string Rat, double Value)[] rats =
        [
            .. session
                .Select((row, index) => (row, Key: row.Rat ?? FormattableString.Invariant($"row {index}")))
                .GroupBy(one => one.Key)
                .Select(rat => (rat.Key, rat.Average(one => one.row.Value))),
        ];
        return new MeasuredSession(
            last,
            SessionSummary.Of([.. rats.Select(rat => rat.Value)]),
            session.First().Rat is null ? [] : rats,
            double.NaN
        )
        {
            FirstTrialH = session.Min(row => row.Hours),
        };
    }

    /// <summary>The effect in % of the maximum possible: of each rat, or of the session's value where there are no rats.</summary>
    /// <param name="baseline">The baseline, in the unit that is read.</param>
    /// <param name="cutoff">The cutoff, in the unit that is read.</param>
    public IReadOnlyList<double> EffectsPercent(double baseline, double cutoff) =>
        [
            .. (Rats.Count > 0 ? Rats.Select(rat => rat.Value) : [Value]).Select(value =>
                LatencyMeasures.Of(LatencyMeasure.PercentMaximumPossibleEffect, value, baseline, cutoff)
            ),
        ];

    /// <summary>What a summary says of a session.</summary>
    /// <param name="statistic">Reads a statistic by its name; NaN where there is none.</param>
    internal static SessionSummary Summarised(Func<string, double> statistic)
    {
        (double count, double sd, double sem) = (statistic("n"), statistic("sd"), statistic("sem"));
        bool known = count >= 1;
        sd = double.IsNaN(sd) && known ? sem * Math.Sqrt(count) : sd;
        sem = double.IsNaN(sem) && known ? sd / Math.Sqrt(count) : sem;
        return new SessionSummary(
            known ? (int)count : 0,
            statistic("mean"),
            sd,
            sem,
            statistic("median"),
            statistic("p_05"),
            statistic("p_95"),
            statistic("censored_share")
        );
    }
}
