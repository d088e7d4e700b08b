using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Simulation;

/// <summary>
/// The engine: rats of a cohort, one to a lane, concentrations in closed form, the six states by integration, the response at the times of
/// the cohort. One rat is one lane. Buffers are reused from rats to rats: one engine for each thread, no allocation after construction.
/// </summary>
/// <remarks>Every dose begins a new piece of time, and the steps end there; the times asked for never influence the steps.</remarks>
/// <typeparam name="T">The scalar.</typeparam>
internal sealed class Simulation<T> : IOdeSystem<T>
    where T : struct, IScalar<T>
{
    private readonly Cohort _cohort;
    private readonly Exposure<T> _exposure;
    private readonly Equations<T> _typical;
    private readonly Potency<T> _potency;
    private readonly bool _timesInLanes;
    private readonly PanelRun<T>? _panels;
    private readonly Integrator<T, Simulation<T>>? _integrator;
    private readonly T[] _state = new T[Equations<T>.StateCount];
    private readonly T[] _saved;
    private readonly double[] _lanes = new double[T.LaneCount];
    private Equations<T> _equations;
    private double _start;

    /// <summary>Makes an engine.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="timesInLanes">Whether all lanes will be one rat, read at as many times at once (<see cref="Cohort.Curve"/>).</param>
    /// <param name="tangents">Derivatives of the parameters, one set for each direction.</param>
    public Simulation(Cohort cohort, bool timesInLanes = false, params ReadOnlySpan<NociceptionParameters> tangents)
    {
        _timesInLanes = timesInLanes;
        _cohort = cohort;
        _exposure = new Exposure<T>(cohort.Dosing);
        _potency = new Potency<T>(cohort.Typical, tangents.ToArray());
        _typical = new Equations<T>([.. Enumerable.Repeat(cohort.Typical, T.LaneCount)], tangents);
        _saved = new T[Dimension * (timesInLanes ? cohort.TimesH.Length / T.LaneCount + 1 : cohort.TimesH.Length)];
        _panels = cohort.Plan is { } plan ? new PanelRun<T>(_exposure, plan, cohort.Control, timesInLanes) : null;
        _integrator = _panels is null ? new Integrator<T, Simulation<T>>(Dimension, cohort.Control) : null;
    }

    /// <inheritdoc/>
    public int Dimension => Equations<T>.StateCount;

    /// <inheritdoc/>
    public void Derivative(T time, ReadOnlySpan<T> state, Span<T> derivative) =>
        _equations.Derivative(_exposure.After(time - T.FromDouble(_start)), state, derivative);

    /// <summary>Runs rats.</summary>
    /// <param name="rats">One for each lane.</param>
    /// <param name="responses">Receives the response at each time.</param>
    /// <param name="tangents">Derivatives of the rats' factors, one rat for each direction.</param>
    /// <returns>Status and work of the solve.</returns>
    public SolveOutcome Run(ReadOnlySpan<VirtualRat> rats, Span<Response<T>> responses, ReadOnlySpan<VirtualRat> tangents = default)
    {
        int next = Load(rats, tangents);
        responses[..next].Fill(_equations.Respond(default, _state));
        SolveOutcome outcome = Ready(next);
        for (int segment = 0; IsGoingOn(segment, next, outcome); segment++)
        {
            outcome = Cross(segment, next, out int count).After(outcome);
            for (int i = 0; i < count && outcome.Status == SolveStatus.Success; i++)
            {
                responses[next + i] = RespondAt(T.FromDouble(_cohort.TimesH[next + i]), _saved.AsSpan((next + i) * Dimension, Dimension));
            }

            next += count;
        }

        return outcome;
    }

    /// <summary>Runs one rat, with times in lanes.</summary>
    /// <param name="rat">The rat.</param>
    /// <param name="responses">Receives the response at each time.</param>
    /// <returns>Status and work of the solve.</returns>
    public SolveOutcome Run(VirtualRat rat, Span<Response<Real>> responses)
    {
        int next = Load([.. Enumerable.Repeat(rat, T.LaneCount)]);
        Spread(_equations.Respond(default, _state), responses[..next]);
        SolveOutcome outcome = Ready(next);
        for (int segment = 0; IsGoingOn(segment, next, outcome); segment++)
        {
            outcome = Cross(segment, next, out int count).After(outcome);
            for (int i = 0; i < count && outcome.Status == SolveStatus.Success; i += T.LaneCount)
            {
                for (int lane = 0; lane < _lanes.Length; lane++)
                {
                    _lanes[lane] = _cohort.TimesH[next + Math.Min(i + lane, count - 1)];
                }

                Response<T> together = RespondAt(T.FromLanes(_lanes), _saved.AsSpan(i / T.LaneCount * Dimension, Dimension));
                Spread(together, responses.Slice(next + i, Math.Min(T.LaneCount, count - i)));
            }

            next += count;
        }

        // All lanes took the same steps.
        return outcome with
        {
            AcceptedSteps = outcome.AcceptedSteps / T.LaneCount,
            RejectedSteps = outcome.RejectedSteps / T.LaneCount,
        };
    }

    private static void Spread(Response<T> together, Span<Response<Real>> responses)
    {
        for (int i = 0; i < responses.Length; i++)
        {
            int lane = i % T.LaneCount;
            responses[i] = new Response<Real>(
                new Real(together.Analgesia[lane]),
                new Real(together.Tolerance[lane]),
                new Real(together.Sensitization[lane]),
                new Real(together.ThresholdC[lane])
            );
        }
    }

    private Response<T> RespondAt(T time, ReadOnlySpan<T> state) => _equations.Respond(_exposure.After(time - T.FromDouble(_start)), state);

    private bool IsGoingOn(int segment, int next, SolveOutcome outcome) =>
        segment < _cohort.Dosing.Starts.Length && next < _cohort.TimesH.Length && outcome.Status == SolveStatus.Success;

    // Where the panels could not be laid there is nothing to run on.
    private SolveOutcome Ready(int next) =>
        next < _cohort.TimesH.Length && _cohort.Plan is { } plan && plan.Outcome.Status != SolveStatus.Success ? plan.Outcome : default;

    // One piece of time; tells how many of the times are in it.
    private SolveOutcome Cross(int segment, int next, out int count)
    {
        ReadOnlySpan<double> starts = _cohort.Dosing.Starts,
            times = _cohort.TimesH[next..];
        // The end is that of the piece, not of the times asked for: the last of those must not shorten a step.
        double end = segment + 1 == starts.Length ? double.PositiveInfinity : starts[segment + 1];
        count = times.Length - CountAfter(times, end);
        _start = starts[segment];
        _exposure.Begin(segment);
        Span<T> saved = _timesInLanes ? _saved : _saved.AsSpan(next * Dimension, count * Dimension);
        bool enough = count == times.Length;
        return _panels?.Run(_equations, segment, _start, _state, times[..count], saved, enough)
            ?? _integrator!.Integrate(this, _start, end, _state, times[..count], saved, enough);
    }

    // Takes the rats; tells how many times see them at rest. Before the first dose nothing moves; an observation at the instant of the dose
    // still sees that.
    private int Load(ReadOnlySpan<VirtualRat> rats, ReadOnlySpan<VirtualRat> tangents = default)
    {
        _exposure.Load(rats, _potency, tangents);
        _equations = _typical.With(
            Gathered.Of<T, VirtualRat>(rats, tangents, rat => rat.ToleranceFactor),
            Gathered.Of<T, VirtualRat>(rats, tangents, rat => rat.SensitizationFactor)
        );
        Array.Clear(_state);
        double first = _cohort.Dosing.Starts.Length == 0 ? double.PositiveInfinity : _cohort.Dosing.Starts[0];
        return _cohort.TimesH.Length - CountAfter(_cohort.TimesH, first);
    }

    private static int CountAfter(ReadOnlySpan<double> times, double instant)
    {
        int count = 0;
        while (count < times.Length && times[^(count + 1)] > instant)
        {
            count++;
        }

        return count;
    }
}
