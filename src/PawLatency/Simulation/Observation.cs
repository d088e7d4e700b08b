using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Simulation;

/// <summary>What is done at the bench: when each trial is, and what is recorded of a rat's latency.</summary>
internal static class Observation
{
    /// <summary>Times of the trials, h, session by session. The last trial is at the session's time, before a dose of that instant; or the
    /// first one is, after it.</summary>
    public static double[] TrialTimes(Study study, IReadOnlyList<Session> sessions)
    {
        double interval = study.Assay.TrialInterval.Hours;
        int shift = study.Test.AfterDose ? 0 : study.Assay.Trials - 1;
        return
        [
            .. sessions.SelectMany(session =>
                Enumerable.Range(0, study.Assay.Trials).Select(trial => session.Time.Hours + (trial - shift) * interval)
            ),
        ];
    }

    /// <summary>The trials of a rat: its latency with the scatter of animal, day and trial, as timer and cutoff record it.</summary>
    public static Trial[] Record(
        Study study,
        Group group,
        VirtualRat rat,
        IReadOnlyList<Session> sessions,
        double[] times,
        double[] latencies
    )
    {
        var stream = new RandomNumbers(study.Seed, group.Name, rat.Number);
        int trialsPerSession = study.Assay.Trials;
        var trials = new Trial[latencies.Length];
        double sessionSpread = Variability.LogSd(study.Variability.Session),
            trialSpread = Variability.LogSd(study.Variability.Trial);
        double day = 1,
            novelty = 1;
        for (int index = 0; index < trials.Length; index++)
        {
            Session session = sessions[index / trialsPerSession];
            int number = index % trialsPerSession + 1;
            // The key is the time of the session, so that adding another session changes no other number.
            int occasion = (int)Math.Round(session.Time.Hours * 3600);
            if (number == 1)
            {
                day = Math.Exp(stream.StandardNormal(RandomPurpose.Session, occasion) * sessionSpread);
                novelty = study.Assay.Novelty(session.Number);
            }

            double scatter = Math.Exp(stream.StandardNormal(RandomPurpose.Trial, occasion, number) * trialSpread);
            double latency = latencies[index] * rat.LatencyFactor * day * scatter * novelty;
            (double recorded, bool censored) = study.Assay.Record(latency);
            trials[index] = new Trial(session, number, times[index], number % 2 == 1 ? Paw.Left : Paw.Right, recorded, censored);
        }

        return trials;
    }

    /// <summary>Mean of each session's trials, each cut off, s.</summary>
    public static double[] SessionMeans(Study study, double[] trials, double[] times, double[] latencies) =>
        [
            .. trials
                .Chunk(study.Assay.Trials)
                .Select(session => session.Average(time => Math.Min(study.Assay.CutoffS, latencies[Array.BinarySearch(times, time)]))),
        ];
}
