using System.Collections.Concurrent;
using System.Runtime.Intrinsics;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Simulation;

/// <summary>
/// Runs the virtual rats of a study and hands them on one by one, in order: rats in lanes, batches on threads, so many at a time that
/// memory does not grow with their number.
/// </summary>
/// <param name="study">The study, its doses by response resolved.</param>
/// <param name="sessions">When the rats are tested.</param>
/// <param name="options">Threads, tolerances, progress.</param>
/// <param name="lanes">Rats side by side, 1, 4 or 8; 0 for what the machine does best. The results do not depend on it.</param>
/// <param name="batch">Rats that one thread runs before it asks for more.</param>
internal sealed class RatRun(Study study, IReadOnlyList<Session> sessions, RunOptions options, int lanes = 0, int batch = 64)
{
    // Batches that are in memory at a time.
    private const int Batches = 64;

    private readonly double[] _trials = Observation.TrialTimes(study, sessions);
    private long _accepted,
        _rejected;

    /// <summary>The study that is run.</summary>
    public Study Study { get; } = study;

    /// <summary>What is prepared of each group already, looked at up to its last trial at least; null where nothing is.</summary>
    public IReadOnlyList<Cohort>? Cohorts { get; init; }

    /// <summary>Runs all rats.</summary>
    /// <param name="consumer">Takes the index of a group and a rat of it; called on the calling thread.</param>
    /// <returns>The work of all solves.</returns>
    public SolveOutcome Stream(Action<int, RatResult> consumer)
    {
        (_accepted, _rejected) = (0, 0);
        long all = Study.Groups.Sum(group => (long)group.Rats),
            done = 0;
        foreach (int index in Enumerable.Range(0, Study.Groups.Count).Where(group => Study.Groups[group].Rats > 0))
        {
            int width =
                lanes > 0 ? lanes
                : Vector512.IsHardwareAccelerated ? WideLanes.LaneCount
                : Vector256.IsHardwareAccelerated ? Lanes.LaneCount
                : 1;
            done = width switch
            {
                8 => Stream<WideLanes>(index, consumer, done, all),
                4 => Stream<Lanes>(index, consumer, done, all),
                _ => Stream<Real>(index, consumer, done, all),
            };
        }

        return new SolveOutcome(SolveStatus.Success, _accepted, _rejected, 0, 0, null);
    }

    private long Stream<T>(int index, Action<int, RatResult> consumer, long done, long all)
        where T : struct, IScalar<T>
    {
        Group group = Study.Groups[index];
        double[] times = OutputGrid.Ascending([.. _trials]);
        NociceptiveAssay assay = group.Assay(Study.Assay);
        Cohort cohort =
            Cohorts?[index].At(times) ?? new Cohort(Dosing.Of(Study, group, group.Regimen), Study.Parameters, options.Control, times);
        var engines = new ConcurrentBag<Engine<T>>();
        var results = new RatResult[Math.Min(group.Rats, batch * Batches)];
        for (int first = 0; first < group.Rats; first += results.Length)
        {
            int from = first,
                count = Math.Min(results.Length, group.Rats - first);
            InParallel.For(
                (count + batch - 1) / batch,
                options.Threads,
                null,
                piece =>
                {
                    Engine<T> engine = engines.TryTake(out Engine<T>? idle) ? idle : new Engine<T>(cohort);
                    int start = piece * batch;
                    Run(engine, group, assay, from + start, results.AsSpan(start, Math.Min(batch, count - start)));
                    engines.Add(engine);
                },
                options.CancellationToken
            );
            for (int rat = 0; rat < count; rat++)
            {
                consumer(index, results[rat]);
            }

            done += count;
            options.Progress?.Report((double)done / all);
        }

        return done;
    }

    private void Run<T>(Engine<T> engine, Group group, NociceptiveAssay assay, int first, Span<RatResult> results)
        where T : struct, IScalar<T>
    {
        double morphineDose = group.Traits.Of(Study.Rats).MorphineDose;
        for (int start = 0; start < results.Length; start += T.LaneCount)
        {
            for (int lane = 0; lane < T.LaneCount; lane++)
            {
                // The last rat fills lanes that are left over.
                int number = first + Math.Min(start + lane, results.Length - 1) + 1;
                var stream = new RandomNumbers(Study.Seed, group.Name, number);
                engine.Rats[lane] = group.Traits.Give(
                    VirtualRat.Draw(number, stream, Study.Variability),
                    morphineDose,
                    stream.Uniform(RandomPurpose.Susceptibility)
                );
            }

            SolveOutcome outcome = engine.Simulation.Run(engine.Rats, engine.Responses);
            outcome.ThrowIfFailed(options.Control);
            Interlocked.Add(ref _accepted, outcome.AcceptedSteps);
            Interlocked.Add(ref _rejected, outcome.RejectedSteps);
            for (int time = 0; time < engine.Responses.Length; time++)
            {
                T latency = assay.LatencyS(engine.Responses[time].ThresholdC, Study.Parameters.BaselineThresholdC);
                for (int lane = 0; lane < T.LaneCount; lane++)
                {
                    engine.Latencies[lane][time] = latency[lane];
                }
            }

            for (int lane = 0; lane < T.LaneCount && start + lane < results.Length; lane++)
            {
                VirtualRat rat = engine.Rats[lane];
                results[start + lane] = new RatResult(
                    rat,
                    Observation.Record(Study, group, rat, sessions, _trials, engine.TrialLatencies(lane, _trials))
                );
            }
        }
    }

    // An engine with the rats and results of one load.
    private sealed class Engine<T>
        where T : struct, IScalar<T>
    {
        private readonly Cohort _cohort;
        private double[] _trialLatencies = [];

        public Engine(Cohort cohort)
        {
            (_cohort, Simulation) = (cohort, new Simulation<T>(cohort));
            (Rats, Responses) = (new VirtualRat[T.LaneCount], new Response<T>[cohort.TimesH.Length]);
            Latencies = [.. Enumerable.Range(0, T.LaneCount).Select(_ => new double[Responses.Length])];
        }

        public Simulation<T> Simulation { get; }

        public VirtualRat[] Rats { get; }

        public Response<T>[] Responses { get; }

        public double[][] Latencies { get; }

        // Trials of two sessions may be at one time.
        public double[] TrialLatencies(int lane, double[] trials)
        {
            if (trials.Length == Responses.Length)
            {
                return Latencies[lane];
            }

            _trialLatencies = _trialLatencies.Length == trials.Length ? _trialLatencies : new double[trials.Length];
            for (int trial = 0; trial < trials.Length; trial++)
            {
                _trialLatencies[trial] = Latencies[lane][_cohort.TimesH.BinarySearch(trials[trial])];
            }

            return _trialLatencies;
        }
    }
}
