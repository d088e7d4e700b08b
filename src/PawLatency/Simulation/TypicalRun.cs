using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Simulation;

/// <summary>Runs typical rats: of a group, under its own regimen or another one.</summary>
internal static class TypicalRun
{
    /// <summary>The typical rat of a group on a fine grid and at the trials, and what was prepared for it.</summary>
    public static (TypicalRat Rat, Cohort Cohort) Run(Study study, Group group, IReadOnlyList<Session> sessions, StepControl control)
    {
        double[] trials = Observation.TrialTimes(study, sessions);
        NociceptiveAssay assay = group.Assay(study.Assay);
        Dosing dosing = Dosing.Of(study, group, group.Regimen);
        // A single session is drawn with the doses that preceded it, in every group over the same time.
        IEnumerable<double> preceding = sessions.Count > 1 ? [] : study.StartsH;
        double[] starts = [.. dosing.Starts.ToArray(), .. preceding];
        double[] times = OutputGrid.Ascending([.. OutputGrid.Times(group.Regimen, starts, trials), .. trials]);
        var cohort = new Cohort(dosing, study.Parameters, control, times);
        (Response<Real>[] responses, SolveOutcome outcome) = Solve(study, group, cohort);

        // A rat that never responds has no latency to draw; a curve ends at the cutoff.
        double[] latencies = [.. Latencies(study, group, responses).Select(latency => Math.Min(assay.CutoffS, latency))];
        double[] means = Observation.SessionMeans(study, trials, times, latencies);
        return (new TypicalRat(times, latencies, responses, dosing.Profiles(), means, outcome, study.Assay.CutoffS), cohort);
    }

    /// <summary>Latency of the typical rat at given times, ascending, neither cut off nor rounded, s; infinite where it never
    /// responds.</summary>
    public static double[] LatenciesS(Study study, Group group, Regimen regimen, double[] times, StepControl control) =>
        Latencies(study, group, Responses(study, group, regimen, times, control));

    /// <summary>The typical rat's mean of each session's trials, each cut off, s.</summary>
    public static double[] SessionsS(Study study, Group group, Regimen regimen, IReadOnlyList<Session> sessions, StepControl control) =>
        [.. Sessions(study, group, regimen, sessions, control).Select(one => one.LatencyS)];

    /// <summary>The typical rat in each session.</summary>
    public static SessionResponse[] Sessions(
        Study study,
        Group group,
        Regimen regimen,
        IReadOnlyList<Session> sessions,
        StepControl control
    )
    {
        double[] trials = Observation.TrialTimes(study, sessions),
            times = OutputGrid.Ascending([.. trials]);
        Response<Real>[] responses = Responses(study, group, regimen, times, control);
        double[] means = Observation.SessionMeans(study, trials, times, Latencies(study, group, responses));
        return
        [
            .. sessions.Select(
                (session, index) => new SessionResponse(means[index], responses[Array.BinarySearch(times, session.Time.Hours)])
            ),
        ];
    }

    private static Response<Real>[] Responses(Study study, Group group, Regimen regimen, double[] times, StepControl control) =>
        Solve(study, group, new Cohort(Dosing.Of(study, group, regimen), study.Parameters, control, times)).Responses;

    private static (Response<Real>[] Responses, SolveOutcome Outcome) Solve(Study study, Group group, Cohort cohort)
    {
        var responses = new Response<Real>[cohort.TimesH.Length];
        SolveOutcome outcome = cohort.Curve(group.Traits.Typical(study.Rats), responses);
        outcome.ThrowIfFailed(cohort.Control);
        return (responses, outcome);
    }

    private static double[] Latencies(Study study, Group group, Response<Real>[] responses)
    {
        NociceptiveAssay assay = group.Assay(study.Assay);
        return [.. responses.Select(response => assay.LatencyS(response.ThresholdC, study.Parameters.BaselineThresholdC).Value)];
    }
}

/// <summary>The typical rat in one session.</summary>
/// <param name="LatencyS">Mean of its trials, each cut off, s.</param>
/// <param name="Response">What lies behind it, at the time of the session.</param>
internal readonly record struct SessionResponse(double LatencyS, Response<Real> Response);
