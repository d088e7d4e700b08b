using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Simulation;

/// <summary>
/// Carries rats over panels. The model is a cascade of filters: what the substances do is known, the average filters it, the slow states
/// filter the average; so one evaluation at each node is enough. Only the latent state acts on one before it, weakly: those two are
/// iterated until nothing changes.
/// </summary>
/// <remarks>Holds scratch space: not thread-safe, allocates nothing after construction.</remarks>
/// <typeparam name="T">The scalar.</typeparam>
internal sealed class PanelSolver<T>
    where T : struct, IScalar<T>
{
    private const int Nodes = FilterRule.NodeCount,
        Last = Nodes - 1,
        MostSweeps = 20;
    private const int Average = 0,
        FastTolerance = 1,
        SlowTolerance = 2,
        FastSensitization = 3,
        SlowSensitization = 4,
        Latent = 5;

    // The error seen is that of the solution without the highest mode; the solution carried on has it, and is more exact by more than this.
    // With this share an error is about that of the 5(4) pair at the default tolerance.
    private const double CarriedShare = 1.0 / 16,
        SharedAt = 1e-7;

    // The rest of the iteration may add this share of the tolerance.
    private const double SweepShare = 0.01;

    private readonly Exposure<T> _exposure;
    private readonly T _relative,
        _absolute,
        _share;
    private readonly T[] _targets = new T[Equations<T>.StateCount * Nodes];
    private readonly T[] _average = new T[Nodes],
        _formationBlock = new T[Nodes],
        _toleranceBlock = new T[Nodes];
    private readonly T[] _latent = new T[Nodes];
    private readonly T[] _start = new T[Equations<T>.StateCount];
    private readonly T[] _end = new T[Equations<T>.StateCount];
    private readonly T[] _output = new T[Equations<T>.StateCount * FilterRule.MostTerms];
    private readonly T[] _fading = new T[Equations<T>.StateCount];
    private readonly int[] _terms = new int[Equations<T>.StateCount];
    private readonly T[] _turnovers = new T[Equations<T>.StateCount];
    private readonly T[] _rateChanges = new T[Equations<T>.StateCount];
    private Equations<T> _equations;

    public PanelSolver(Exposure<T> exposure, StepControl control)
    {
        _exposure = exposure;
        (_relative, _absolute) = (T.FromDouble(control.RelativeTolerance), T.FromDouble(control.AbsoluteTolerance));
        // More panels share the tolerance: their number grows as its power -1 / 7.
        _share = T.FromDouble(CarriedShare * Math.Pow(control.RelativeTolerance / SharedAt, -1.0 / Nodes));
    }

    /// <summary>The states at the end of the last panel tried.</summary>
    public ReadOnlySpan<T> End => _end;

    /// <summary>Begins the piece of time that the exposure is in.</summary>
    /// <param name="equations">The equations of the rats.</param>
    public void Begin(in Equations<T> equations)
    {
        _equations = equations;
        for (int i = 0; T.HasSlopes && i < _rateChanges.Length; i++)
        {
            _rateChanges[i] = equations.RateChange(i);
        }

        Evaluate(0, _exposure.After(default));
    }

    /// <summary>Makes the last node the first of the next panel, in the lanes where the panel is accepted.</summary>
    public void Accept(T accepted, Span<T> state)
    {
        for (int i = 0; i < _end.Length; i++)
        {
            state[i] = T.Select(accepted, _end[i], state[i]);
        }

        _formationBlock[0] = T.Select(accepted, _formationBlock[Last], _formationBlock[0]);
        Target(Average)[0] = T.Select(accepted, Target(Average)[Last], Target(Average)[0]);
        _toleranceBlock[0] = T.Select(accepted, _toleranceBlock[Last], _toleranceBlock[0]);
        Target(FastTolerance)[0] = T.Select(accepted, Target(FastTolerance)[Last], Target(FastTolerance)[0]);
        Target(FastSensitization)[0] = T.Select(accepted, Target(FastSensitization)[Last], Target(FastSensitization)[0]);
    }

    /// <summary>Tries a panel.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="state">The states at its start.</param>
    /// <returns>The error of the panel in units of the tolerance.</returns>
    public T Try(Panel panel, ReadOnlySpan<T> state)
    {
        state.CopyTo(_start);
        for (int node = 1; node < Nodes; node++)
        {
            Evaluate(node, _exposure.After(T.FromDouble(panel.Node(node)), panel.Fading(node)));
        }

        T average = state[Average];
        Tolerate(0, average);
        for (int node = 1; node < Nodes; node++)
        {
            average = Filter(panel, Average, node);
            Tolerate(node, average);
        }

        _end[Average] = average;
        _end[FastTolerance] = Filter(panel, FastTolerance, Last);
        _end[SlowTolerance] = Filter(panel, SlowTolerance, Last);
        _end[FastSensitization] = Filter(panel, FastSensitization, Last);
        T error = Iterate(panel, state);
        for (int i = 0; i < _end.Length; i++)
        {
            T highest = FilterRule.Sum(default, FilterRule.Highest, Target(i));
            error = T.Max(error, T.Abs(highest) * T.FromDouble(panel.HighestResponse(i)) / Scale(state[i], _end[i]));
        }

        return T.Select(T.IsGreater(T.FromDouble(double.MaxValue), error), _share * error, T.FromDouble(1e30));
    }

    /// <summary>Prepares reading inside the last panel tried.</summary>
    public void PrepareOutput(Panel panel)
    {
        for (int i = FastTolerance; i < _end.Length; i++)
        {
            _turnovers[i] = T.FromDouble(panel.Turnovers(i)) + T.FromDouble(panel.Length) * _rateChanges[i];
            _terms[i] = FilterRule.Output(_turnovers[i], _start[i], Target(i), _output.AsSpan(i * FilterRule.MostTerms), out _fading[i]);
        }
    }

    /// <summary>The states at a fraction of the panel; the average, which no response needs, is left out.</summary>
    public void Read(T fraction, Span<T> state)
    {
        for (int i = FastTolerance; i < _end.Length; i++)
        {
            ReadOnlySpan<T> coefficients = _output.AsSpan(i * FilterRule.MostTerms, _terms[i]);
            T sum = default;
            for (int power = coefficients.Length - 1; power >= 0; power--)
            {
                sum = T.MultiplyAdd(sum, fraction, coefficients[power]);
            }

            state[i] = coefficients.Length > Nodes ? sum : sum + _fading[i] * T.Exp(-_turnovers[i] * fraction);
        }
    }

    private Span<T> Target(int state) => _targets.AsSpan(state * Nodes, Nodes);

    private void Evaluate(int node, in Drive<T> drive)
    {
        _formationBlock[node] = drive.SensitizationFormationBlock;
        _toleranceBlock[node] = drive.ToleranceFormationBlock;
        T adapting = _equations.AverageTarget(drive);
        Target(Average)[node] = adapting;
        Target(FastTolerance)[node] = _equations.FastToleranceTarget(adapting, drive.ToleranceFormationBlock);
        Target(FastSensitization)[node] = _equations.FastSensitizationTarget(adapting, drive);
    }

    private void Tolerate(int node, T average)
    {
        _average[node] = average;
        Target(SlowTolerance)[node] = _equations.SlowToleranceTarget(average, _toleranceBlock[node]);
    }

    private T Filter(Panel panel, int state, int node)
    {
        T value = FilterRule.Sum(T.FromDouble(panel.Remaining(state, node)) * _start[state], panel.Weights(state, node), Target(state));
        if (!T.HasSlopes || !_rateChanges[state].IsMoving)
        {
            return value;
        }

        // The weights move with the rate of the filter.
        ReadOnlySpan<double> slopes = panel.Slopes(state, node);
        T byTurnovers = FilterRule.Sum(T.FromDouble(slopes[0]) * _start[state], slopes[1..], Target(state));
        return value + T.FromDouble(panel.Length) * _rateChanges[state] * byTurnovers;
    }

    // Slow sensitization from the latent state, the latent state from slow sensitization, until what is left of both is small: the last
    // change times the ratio of the last two. A lane at rest keeps its target, and so its numbers, while others go on.
    private T Iterate(Panel panel, ReadOnlySpan<T> state)
    {
        T one = T.FromDouble(1),
            huge = T.FromDouble(1e30),
            moving = one,
            latentChange = huge;
        Span<T> target = Target(SlowSensitization),
            slow = Target(Latent);
        slow[0] = state[SlowSensitization];
        Predict(panel, state, slow[0]);
        for (int sweep = 0; sweep < MostSweeps && T.Any(T.IsGreater(moving, default)); sweep++)
        {
            T active = T.IsGreater(moving, default),
                slowChange = default,
                before = latentChange;
            latentChange = default;
            for (int node = 0; node < Nodes; node++)
            {
                target[node] = T.Select(
                    active,
                    _equations.SlowSensitizationTarget(_average[node], _formationBlock[node], _latent[node]),
                    target[node]
                );
            }

            for (int node = 1; node < Nodes; node++)
            {
                T value = Filter(panel, SlowSensitization, node);
                slowChange = T.Max(slowChange, T.Abs(value - slow[node]));
                slow[node] = value;
            }

            for (int node = 1; node < Nodes; node++)
            {
                T value = Filter(panel, Latent, node);
                latentChange = T.Max(latentChange, T.Abs(value - _latent[node]));
                _latent[node] = value;
            }

            T ratio = sweep == 0 ? one : T.Min(latentChange / T.Max(before, T.FromDouble(1e-300)), one);
            T rest = T.Max(sweep == 0 ? default : slowChange, latentChange) * ratio / Scale(default, _latent[Last]);
            moving = T.Select(T.And(active, T.IsGreater(rest, T.FromDouble(SweepShare))), one, default);
        }

        _end[SlowSensitization] = slow[Last];
        _end[Latent] = _latent[Last];
        return T.Select(T.IsGreater(moving, default), huge, default);
    }

    // The latent state if slow sensitization stayed where it is.
    private void Predict(Panel panel, ReadOnlySpan<T> state, T slow)
    {
        for (int node = 0; node < Nodes; node++)
        {
            T remaining = T.FromDouble(node == 0 ? 1 : panel.Remaining(Latent, node));
            _latent[node] = slow + remaining * (state[Latent] - slow);
        }
    }

    private T Scale(T before, T after) => _absolute + _relative * T.Max(T.Abs(before), T.Abs(after));
}
