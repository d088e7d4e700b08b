using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Simulation;

/// <summary>Runs a study: the typical rat of each group on a fine grid, and the virtual rats at their trials.</summary>
internal static class StudyRun
{
    // Half a minute shows a remifentanil bolus (half-life under a minute, seen through an effect site of about one). What is still to come
    // after an event comes the more slowly the longer it takes, so the grid widens with the time since it, to an hour: four pixels of a
    // fortnight on the widest figure.
    private const double FinestH = 1.0 / 120,
        WidestH = 1,
        WideningPerH = 0.02;

    public static StudyResult Run(Study study, RunOptions options)
    {
        IReadOnlyList<Session> sessions = study.Test.Sessions();
        if (options.Ensemble is { Count: 0 })
        {
            throw new ArgumentException(
                "There is no plausible set of parameters to run; the library has "
                    + "some once a calibration has written data/parameters/ensemble.csv.",
                nameof(options)
            );
        }

        foreach (NociceptionParameters set in options.Ensemble ?? [])
        {
            set.Validate();
            if (set.Model != study.Model)
            {
                throw new ArgumentException(
                    $"The plausible sets are of the model {set.Model}, and the "
                        + $"study runs {study.Model}; a band needs sets of its own model.",
                    nameof(options)
                );
            }
        }

        (study, IReadOnlyList<DosingDecision>[] ledgers) = ResponseDosing.Resolve(study, options.Control);
        var typical = new TypicalRat[study.Groups.Count];
        var cohorts = new Cohort[typical.Length];
        InParallel.For(
            typical.Length,
            options.Threads,
            null,
            group => (typical[group], cohorts[group]) = RunTypical(study, study.Groups[group], sessions, options.Control),
            options.CancellationToken
        );

        (RatResult[][] rats, SolveOutcome ratWork) = RunRats(study, sessions, options, cohorts);
        GroupBands[] bands = EnsembleRun.Bands(study, sessions, options);
        SolveOutcome work = typical.Select(rat => rat.Outcome).Aggregate(ratWork, (sum, outcome) => outcome.After(sum));
        IReadOnlyList<GroupResult> groups =
        [
            .. study.Groups.Select(
                (group, index) =>
                    new GroupResult(group, typical[index], rats[index])
                    {
                        Ensemble = bands[index].Latencies,
                        EnsembleResponses = bands[index].Responses,
                        Decisions = ledgers[index],
                    }
            ),
        ];
        return new StudyResult(study, sessions, groups, study.Model.Form.Solvable(options.Control), work)
        {
            Ensemble = options.Ensemble ?? [],
        };
    }

    /// <summary>Runs the virtual rats alone: those of each group, and the steps of all solves.</summary>
    /// <param name="study">The study.</param>
    /// <param name="sessions">When the rats are tested.</param>
    /// <param name="options">Threads, tolerances, progress.</param>
    /// <param name="cohorts">What is prepared of each group already; null where nothing is.</param>
    public static (RatResult[][] Rats, SolveOutcome Work) RunRats(
        Study study,
        IReadOnlyList<Session> sessions,
        RunOptions options,
        IReadOnlyList<Cohort>? cohorts = null
    )
    {
        RatResult[][] rats = [.. study.Groups.Select(group => new RatResult[group.Rats])];
        var runs = new RatRun(study, sessions, options) { Cohorts = cohorts };
        SolveOutcome work = runs.Stream((group, rat) => rats[group][rat.Rat.Number - 1] = rat);
        return (rats, work);
    }

    private static (TypicalRat Rat, Cohort Cohort) RunTypical(
        Study study,
        Group group,
        IReadOnlyList<Session> sessions,
        StepControl control
    )
    {
        double[] trials = TrialTimes(study, sessions);
        NociceptiveAssay assay = group.Assay(study.Assay);
        Dosing dosing = Felt(study, group, group.Regimen);
        // A single session is drawn with what led to it, in every group over the same time.
        IEnumerable<double> led = sessions.Count > 1 ? [] : study.StartsH;
        double[] times = Ascending([.. Grid(group.Regimen, [.. dosing.Starts.ToArray(), .. led], trials), .. trials]);
        var cohort = new Cohort(dosing, study.Parameters, control, times);
        var responses = new Response<Real>[times.Length];
        SolveOutcome outcome = cohort.Curve(group.Traits.Typical(study.Rats), responses);
        outcome.ThrowIfFailed(control);

        // A rat that never responds has no latency to draw; a curve ends at the cutoff.
        double[] latencies =
        [
            .. responses.Select(response =>
                Math.Min(assay.CutoffS, assay.LatencyS(response.ThresholdC, study.Parameters.BaselineThresholdC).Value)
            ),
        ];
        return (
            new TypicalRat(
                times,
                latencies,
                responses,
                cohort.Dosing.Profiles(),
                SessionMeans(study, trials, times, latencies),
                outcome,
                study.Assay.CutoffS
            ),
            cohort
        );
    }

    /// <summary>What a regimen does to the rats of a group, as far as the tissue that is tested meets it.</summary>
    internal static Dosing Felt(Study study, Group group, Regimen regimen) =>
        new(regimen.FeltIn(group.Assay(study.Assay).Tissue), study.Rats.MassG, group.Traits.Typical(study.Rats));

    /// <summary>Latency of the typical rat at given times, ascending, neither cut off nor rounded, s; infinite where it never
    /// responds.</summary>
    internal static double[] TypicalLatencies(Study study, Group group, Regimen regimen, double[] times, StepControl control) =>
        Latencies(study, group, TypicalResponses(study, group, regimen, times, control));

    /// <summary>The typical rat's mean of each session's trials, each cut off, s.</summary>
    internal static double[] TypicalSessions(
        Study study,
        Group group,
        Regimen regimen,
        IReadOnlyList<Session> sessions,
        StepControl control
    ) => [.. SessionResponses(study, group, regimen, sessions, control).Select(one => one.LatencyS)];

    /// <summary>The typical rat in each session.</summary>
    internal static SessionResponse[] SessionResponses(
        Study study,
        Group group,
        Regimen regimen,
        IReadOnlyList<Session> sessions,
        StepControl control
    )
    {
        double[] trials = TrialTimes(study, sessions),
            times = Ascending([.. trials]);
        Response<Real>[] responses = TypicalResponses(study, group, regimen, times, control);
        double[] means = SessionMeans(study, trials, times, Latencies(study, group, responses));
        return
        [
            .. sessions.Select(
                (session, index) => new SessionResponse(means[index], responses[Array.BinarySearch(times, session.Time.Hours)])
            ),
        ];
    }

    private static Response<Real>[] TypicalResponses(Study study, Group group, Regimen regimen, double[] times, StepControl control)
    {
        var responses = new Response<Real>[times.Length];
        var cohort = new Cohort(Felt(study, group, regimen), study.Parameters, control, times);
        cohort.Curve(group.Traits.Typical(study.Rats), responses).ThrowIfFailed(control);
        return responses;
    }

    private static double[] Latencies(Study study, Group group, Response<Real>[] responses)
    {
        NociceptiveAssay assay = group.Assay(study.Assay);
        return [.. responses.Select(response => assay.LatencyS(response.ThresholdC, study.Parameters.BaselineThresholdC).Value)];
    }

    // Mean of each session's trials, each cut off.
    private static double[] SessionMeans(Study study, double[] trials, double[] times, double[] latencies) =>
        [
            .. trials
                .Chunk(study.Assay.Trials)
                .Select(session => session.Average(time => Math.Min(study.Assay.CutoffS, latencies[Array.BinarySearch(times, time)]))),
        ];

    // What the bench makes of the rat's latency: the animal, the day, the trial, the timer and the cutoff.
    internal static Trial[] Observe(
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

    // The last trial is at the session's time, before a dose of that instant; or the first one is, after it.
    internal static double[] TrialTimes(Study study, IReadOnlyList<Session> sessions)
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

    /// <summary>Times in order, each once; they are sorted where they stand.</summary>
    internal static double[] Ascending(double[] times)
    {
        Array.Sort(times);
        int kept = Math.Min(1, times.Length);
        for (int i = 1; i < times.Length; i++)
        {
            times[kept] = times[i];
            kept += times[i] > times[kept - 1] ? 1 : 0;
        }

        return times[..kept];
    }

    // From the first trial or dose to the last trial; it depends on the events alone, so that one more session moves none of its points.
    private static List<double> Grid(Regimen regimen, double[] starts, double[] trials)
    {
        double end = trials.Max();
        double[] events =
        [
            .. regimen
                .Administrations.SelectMany(given => new[] { given.Start.Hours, given.End?.Hours ?? given.Start.Hours })
                .Concat(starts)
                .Where(time => time <= end)
                .Distinct()
                .Order(),
        ];
        double start = Math.Min(trials.Min(), events.FirstOrDefault(end));
        List<double> grid = [];
        foreach ((double from, double to) in events.Prepend(start).Zip(events.Append(end)))
        {
            for (double after = 0; from + after < to; after += Math.Clamp(WideningPerH * after, FinestH, WidestH))
            {
                grid.Add(from + after);
            }
        }

        grid.Add(end);
        return grid;
    }
}
