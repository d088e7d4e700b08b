using PawLatency.Numerics;
using PawLatency.Pharmacology;

namespace PawLatency.Nociception;

/// <summary>Rats under one regimen, one to a lane: concentrations in closed form, the six states by integration, the response at given times.</summary>
/// <remarks>Every dose begins a new piece of time, and the integrator lands on it; the times asked for never influence the steps.</remarks>
/// <typeparam name="T">The scalar.</typeparam>
internal sealed class Simulation<T> : IOdeSystem<T>
    where T : struct, IScalar<T>
{
    private readonly Equations<T> _equations;
    private readonly Exposure<T> _exposure;
    private readonly StepControl _control;
    private readonly Regimen _regimen;
    private readonly double _massG;
    private readonly NociceptionParameters _typical;
    private int _segment;

    /// <summary>Prepares the rats.</summary>
    /// <param name="regimen">What they get.</param>
    /// <param name="massG">Their body mass, g.</param>
    /// <param name="rats">One rat for each lane.</param>
    /// <param name="typical">Parameters of the typical rat.</param>
    /// <param name="control">Step control.</param>
    public Simulation(Regimen regimen, double massG, IReadOnlyList<VirtualRat> rats, NociceptionParameters typical, StepControl control)
    {
        _equations = new Equations<T>([.. rats.Select(rat => rat.Parameters(typical))]);
        (_regimen, _massG, _typical, _control) = (regimen, massG, typical, control);
        List<List<SubstanceChain>> chains = [.. rats.Select(rat => regimen.Chains(rat, massG))];
        double[] starts = [.. chains[0].SelectMany(chain => chain.Events).Select(happening => happening.Hours)
            .Concat(Blocks.Times(regimen.Procedures)).Distinct().Order()];
        Profiles = [.. chains.Select(lane => lane.ConvertAll(chain => new ConcentrationProfile(chain, starts)))];
        var potency = new Potency(typical);
        IEnumerable<Substance> acting = chains[0].SelectMany(chain => chain.Acting.Select(acts => acts.Substance));
        _exposure = new Exposure<T>(starts, Profiles, [.. starts.Select(start => Blocks.After(regimen.Procedures, start))],
            [.. acting.Select(substance => rats.Select(rat => potency.Action(substance, rat)).ToArray())]);
    }

    /// <summary>For each lane the concentrations of its substances.</summary>
    public IReadOnlyList<IReadOnlyList<ConcentrationProfile>> Profiles { get; }

    /// <inheritdoc/>
    public int Dimension => Equations<T>.StateCount;

    /// <inheritdoc/>
    public void Derivative(T time, ReadOnlySpan<T> state, Span<T> derivative) =>
        _equations.Derivative(_exposure.At(_segment, time), state, derivative);

    /// <summary>Solves and reads the response.</summary>
    /// <param name="times">Times, h, ascending.</param>
    /// <param name="responses">Receives the response at each time.</param>
    /// <returns>Status and work of the solve.</returns>
    public SolveOutcome Run(ReadOnlySpan<double> times, Span<Response<T>> responses)
    {
        T[] state = new T[Dimension];
        T[] saved = new T[times.Length * Dimension];
        int next = RespondAtRest(times, responses, state);
        PanelPlan? plan = _control.Method == SolveMethod.Panels && next < times.Length ? Plan(times[^1]) : null;
        SolveOutcome outcome = plan?.Outcome ?? default;
        var panels = plan is null ? null : new PanelRun<T>(_equations, _exposure, plan, _control);
        Integrator<T, Simulation<T>>? integrator = plan is null ? new(Dimension, _control) : null;
        for (int segment = 0; segment < _exposure.SegmentCount && next < times.Length && outcome.Status == SolveStatus.Success; segment++)
        {
            double start = _exposure.Start(segment);
            bool last = segment + 1 == _exposure.SegmentCount;
            // The end is that of the piece, not of the times asked for: the last of those must not shorten a step.
            double end = last ? double.PositiveInfinity : _exposure.Start(segment + 1);
            int count = times[next..].Length - CountAfter(times[next..], end);
            bool enough = next + count == times.Length;
            _segment = segment;
            ReadOnlySpan<double> saves = times.Slice(next, count);
            Span<T> piece = saved.AsSpan(next * Dimension, count * Dimension);
            SolveOutcome crossed = panels?.Run(segment, state, saves, piece, enough) ?? integrator!.Integrate(this, start, end, state, saves, piece, enough);
            outcome = crossed.After(outcome);
            for (int i = 0; i < count && outcome.Status == SolveStatus.Success; i++)
            {
                responses[next + i] = _equations.Respond(
                    _exposure.At(segment, T.FromDouble(times[next + i])), piece.Slice(i * Dimension, Dimension));
            }

            next += count;
        }

        return outcome;
    }

    // Laid on the typical rat of the group.
    private PanelPlan Plan(double last)
    {
        List<SubstanceChain> chains = _regimen.Chains(VirtualRat.Typical, _massG);
        double[] starts = [.. Enumerable.Range(0, _exposure.SegmentCount).Select(_exposure.Start)];
        var potency = new Potency(_typical);
        var exposure = new Exposure<Real>(starts, [chains.ConvertAll(chain => new ConcentrationProfile(chain, starts))],
            [.. starts.Select(start => Blocks.After(_regimen.Procedures, start))],
            [.. chains.SelectMany(chain => chain.Acting).Select(acts => new[] { potency.Action(acts.Substance, VirtualRat.Typical) })]);
        double fastest = chains.Select(chain => chain.Cascade.FastestRate).Append(_typical.FastSensitizationRatePerH).Max();
        return new PanelPlan(exposure, _typical, fastest, _control, last);
    }

    // Before the first dose nothing moves; an observation at the instant of the dose still sees that.
    private int RespondAtRest(ReadOnlySpan<double> times, Span<Response<T>> responses, ReadOnlySpan<T> rest)
    {
        double first = _exposure.SegmentCount == 0 ? double.PositiveInfinity : _exposure.Start(0);
        int count = times.Length - CountAfter(times, first);
        Response<T> response = _equations.Respond(default, rest);
        responses[..count].Fill(response);
        return count;
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
