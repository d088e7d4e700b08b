using System.Runtime.Intrinsics;
using PawLatency.Assay;
using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency;

/// <summary>Runs a study: the typical rat of each group on a fine grid, and the virtual rats at their trials.</summary>
internal static class StudyRun
{
    // Fine enough for a remifentanil bolus (half-life under a minute, seen through an effect site of about one).
    private const double GridH = 1.0 / 30;

    public static StudyResult Run(Study study, RunOptions options)
    {
        IReadOnlyList<Session> sessions = study.Test.Sessions();
        if (options.Ensemble is { Count: 0 })
        {
            throw new ArgumentException("There is no plausible set of parameters to run; the library has some once a calibration has written data/parameters/ensemble.csv.", nameof(options));
        }

        (study, IReadOnlyList<DosingDecision>[] ledgers) = ResponseDosing.Resolve(study, options.Control);
        TypicalRat[] typical = new TypicalRat[study.Groups.Count];
        InParallel.For(typical.Length, options.Threads, null, group => typical[group] = RunTypical(study, study.Groups[group], sessions, options.Control));

        (RatResult[][] rats, SolveOutcome[] outcomes) = RunRats(study, sessions, options);
        EnsembleBand[][] bands = EnsembleRun.Bands(study, sessions, options);
        SolveOutcome work = outcomes.Concat(typical.Select(rat => rat.Outcome)).Aggregate(default(SolveOutcome), (sum, outcome) => outcome.After(sum));
        IReadOnlyList<GroupResult> groups = [.. study.Groups.Select((group, index) => new GroupResult(group, typical[index], rats[index]) { Ensemble = bands[index], Decisions = ledgers[index] })];
        return new StudyResult(study, sessions, groups, options.Control, work);
    }

    /// <summary>Runs the virtual rats alone: those of each group, and the steps of each solve.</summary>
    public static (RatResult[][] Rats, SolveOutcome[] Work) RunRats(Study study, IReadOnlyList<Session> sessions, RunOptions options)
    {
        (study, _) = ResponseDosing.Resolve(study, options.Control);
        RatResult[][] rats = [.. study.Groups.Select(group => new RatResult[group.Rats])];
        (int Group, int First)[] batches = [.. study.Groups.SelectMany((group, index) =>
            Enumerable.Range(0, (group.Rats + Width - 1) / Width).Select(batch => (index, batch * Width)))];
        SolveOutcome[] outcomes = new SolveOutcome[batches.Length];
        InParallel.For(batches.Length, options.Threads, options.Progress, batch =>
        {
            (int group, int first) = batches[batch];
            outcomes[batch] = Width == 1
                ? RunBatch<Real>(study, study.Groups[group], first, sessions, rats[group], options.Control)
                : RunBatch<Lanes>(study, study.Groups[group], first, sessions, rats[group], options.Control);
        });
        return (rats, outcomes);
    }

    private static int Width => Vector256.IsHardwareAccelerated ? Lanes.LaneCount : Real.LaneCount;

    private static TypicalRat RunTypical(Study study, Group group, IReadOnlyList<Session> sessions, StepControl control)
    {
        var simulation = new Simulation<Real>(group.Regimen, study.Rats.MassG, [group.Traits.Typical], study.Parameters, control);
        double[] trials = TrialTimes(study, sessions);
        double[] times = [.. Grid(group.Regimen, trials).Concat(trials).Distinct().Order()];
        var responses = new Response<Real>[times.Length];
        SolveOutcome outcome = simulation.Run(times, responses);
        outcome.ThrowIfFailed(control);

        double[] latencies = [.. responses.Select(response => Latency(study, group, response.ThresholdC).Value)];
        return new TypicalRat(times, latencies, responses, simulation.Profiles[0], SessionMeans(study, trials, times, latencies), outcome, study.Assay.CutoffS);
    }

    /// <summary>Latency of the typical rat at given times, ascending, neither cut off nor rounded, s.</summary>
    internal static double[] TypicalLatencies(Study study, Group group, Regimen regimen, double[] times, StepControl control)
    {
        var responses = new Response<Real>[times.Length];
        new Simulation<Real>(regimen, study.Rats.MassG, [group.Traits.Typical], study.Parameters, control).Run(times, responses).ThrowIfFailed(control);
        return [.. responses.Select(response => Latency(study, group, response.ThresholdC).Value)];
    }

    /// <summary>The typical rat's mean of each session's trials, each cut off, s.</summary>
    internal static double[] TypicalSessions(Study study, Group group, Regimen regimen, IReadOnlyList<Session> sessions, StepControl control)
    {
        double[] trials = TrialTimes(study, sessions), times = [.. trials.Distinct().Order()];
        return SessionMeans(study, trials, times, TypicalLatencies(study, group, regimen, times, control));
    }

    // Mean of each session's trials, each cut off.
    private static double[] SessionMeans(Study study, double[] trials, double[] times, double[] latencies) =>
        [.. trials.Chunk(study.Assay.Trials).Select(session => session.Average(time => Math.Min(study.Assay.CutoffS, latencies[Array.BinarySearch(times, time)])))];

    private static SolveOutcome RunBatch<T>(
        Study study, Group group, int first, IReadOnlyList<Session> sessions, RatResult[] results, StepControl control)
        where T : struct, IScalar<T>
    {
        VirtualRat[] rats = [.. Enumerable.Range(first, T.LaneCount).Select(index => Draw(study, group, Math.Min(index, group.Rats - 1) + 1))];
        double[] trials = TrialTimes(study, sessions);
        double[] times = [.. trials.Distinct().Order()];
        var responses = new Response<T>[times.Length];
        var simulation = new Simulation<T>(group.Regimen, study.Rats.MassG, rats, study.Parameters, control);
        SolveOutcome outcome = simulation.Run(times, responses);
        outcome.ThrowIfFailed(control);

        for (int lane = 0; lane < T.LaneCount && first + lane < group.Rats; lane++)
        {
            var latencies = new double[trials.Length];
            for (int trial = 0; trial < trials.Length; trial++)
            {
                latencies[trial] = Latency(study, group, responses[Array.BinarySearch(times, trials[trial])].ThresholdC)[lane];
            }

            results[first + lane] = new RatResult(rats[lane], Observe(study, group, rats[lane], sessions, trials, latencies));
        }

        return outcome;
    }

    private static VirtualRat Draw(Study study, Group group, int number)
    {
        var stream = new RandomNumbers(study.Seed, group.Name, number);
        return group.Traits.Give(VirtualRat.Draw(number, stream, study.Variability), stream.Uniform(RandomPurpose.Susceptibility));
    }

    private static T Latency<T>(Study study, Group group, T thresholdC)
        where T : struct, IScalar<T> =>
        group.Assay(study.Assay).LatencyS(thresholdC, study.Parameters.BaselineThresholdC);

    // What the bench makes of the rat's latency: the animal, the day, the trial, the timer and the cutoff.
    private static Trial[] Observe(
        Study study, Group group, VirtualRat rat, IReadOnlyList<Session> sessions, double[] times, double[] latencies)
    {
        var stream = new RandomNumbers(study.Seed, group.Name, rat.Number);
        int trialsPerSession = study.Assay.Trials;
        var trials = new Trial[latencies.Length];
        for (int index = 0; index < trials.Length; index++)
        {
            Session session = sessions[index / trialsPerSession];
            int number = index % trialsPerSession + 1;
            // The key is the time of the session, so that adding another session changes no other number.
            int occasion = (int)Math.Round(session.Time.Hours * 3600);
            double day = Variability.Factor(study.Variability.Session, stream.StandardNormal(RandomPurpose.Session, occasion));
            double scatter = Variability.Factor(study.Variability.Trial, stream.StandardNormal(RandomPurpose.Trial, occasion, number));
            double latency = latencies[index] * rat.LatencyFactor * day * scatter * study.Assay.Novelty(session.Number);
            (double recorded, bool censored) = study.Assay.Record(latency);
            trials[index] = new Trial(session, number, times[index], number % 2 == 1 ? Paw.Left : Paw.Right, recorded, censored);
        }

        return trials;
    }

    // The last trial is at the session's time, before a dose of that instant; or the first one is, after it.
    private static double[] TrialTimes(Study study, IReadOnlyList<Session> sessions)
    {
        double interval = study.Assay.TrialInterval.Hours;
        int shift = study.Test.AfterDose ? 0 : study.Assay.Trials - 1;
        return [.. sessions.SelectMany(session => Enumerable.Range(0, study.Assay.Trials).Select(trial => session.Time.Hours + (trial - shift) * interval))];
    }

    private static IEnumerable<double> Grid(Regimen regimen, double[] trials)
    {
        double[] events = [.. regimen.Administrations.SelectMany(given => new[] { given.Start.Hours, given.End?.Hours ?? given.Start.Hours })];
        double start = Math.Min(trials.Min(), events.DefaultIfEmpty(0).Min()), end = trials.Max();
        int count = (int)Math.Ceiling((end - start) / GridH);
        return Enumerable.Range(0, count + 1).Select(i => Math.Min(end, start + i * GridH)).Concat(events.Where(time => time <= end));
    }
}
