using System.Runtime.CompilerServices;
using PawLatency.Text;

namespace PawLatency.Numerics;

/// <summary>
/// Integrates an ODE system with an explicit pair, step control and dense output. Each lane keeps a clock and a step of its own,
/// so lanes share the instructions and nothing else.
/// </summary>
/// <remarks>Holds the buffers of one solve at a time: not thread-safe, allocates nothing after construction.</remarks>
/// <typeparam name="T">The scalar.</typeparam>
/// <typeparam name="TSystem">The problem.</typeparam>
internal sealed class Integrator<T, TSystem>
    where T : struct, IScalar<T>
    where TSystem : IOdeSystem<T>
{
    private readonly RungeKuttaPair _pair;
    private readonly StepControl _control;
    private readonly int _dimension;
    private readonly T[] _stages;
    private readonly T[] _trial;
    private readonly T[] _weightedError;
    private readonly T[] _stepCount;
    private long _accepted;
    private long _rejected;

    /// <summary>Makes an integrator for systems of one size.</summary>
    /// <param name="dimension">Number of equations, at least 1.</param>
    /// <param name="control">Step control.</param>
    /// <param name="pair">The method, <see cref="RungeKuttaPair.DormandPrince54"/> if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dimension is below 1.</exception>
    public Integrator(int dimension, StepControl control, RungeKuttaPair? pair = null)
    {
        _dimension = (int)Guard.InRange(dimension, 1, 10_000, "number of equations", "");
        _control = control;
        _pair = pair ?? RungeKuttaPair.DormandPrince54;
        _stages = new T[_pair.StageCount * dimension];
        _trial = new T[dimension];
        _weightedError = new T[dimension];
        _stepCount = new T[1];
    }

    /// <summary>Integrates over one piece of time inside which the right-hand side is smooth.</summary>
    /// <param name="system">The problem.</param>
    /// <param name="start">Start, h.</param>
    /// <param name="end">End, h, not before the start. It is met exactly.</param>
    /// <param name="state">The state at the start; receives the state at the end.</param>
    /// <param name="saveTimes">Times to save at, h, ascending, each in (start, end]. They do not influence the steps.</param>
    /// <param name="saved">Receives the states, save time by save time.</param>
    /// <param name="stopAfterSaves">
    /// Whether to stop with the step that passes the last save time. The end is then where a step must land if it comes so far, and may
    /// be infinite; the state at the end is not reached.
    /// </param>
    /// <returns>Status and work.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The end is before the start, or not a number.</exception>
    public SolveOutcome Integrate(
        TSystem system,
        double start,
        double end,
        Span<T> state,
        ReadOnlySpan<double> saveTimes,
        Span<T> saved,
        bool stopAfterSaves = false
    )
    {
        if (!(end >= start))
        {
            throw new ArgumentOutOfRangeException(
                nameof(end),
                end,
                FormattableString.Invariant($"The end at {end} h is not after the start at {start} h.")
            );
        }

        (_accepted, _rejected) = (0, 0);
        T one = T.FromDouble(1),
            finish = T.FromDouble(end),
            time = T.FromDouble(start);
        T step = FirstStep(system, time, finish - time, state);
        T previousError = T.FromDouble(1e-4),
            rejectedBefore = default;
        _stepCount[0] = default;
        T enough = T.FromDouble(stopAfterSaves && saveTimes.Length > 0 ? saveTimes[^1] : double.PositiveInfinity);
        int nextSave = 0;

        while (T.Any(T.IsGreater(finish, time)))
        {
            // A rest shorter than a hundredth of a step joins it; a lane that has arrived takes steps of length zero.
            T rest = finish - time;
            T last = T.IsGreater(T.FromDouble(1.01) * step, rest);
            T size = T.Select(last, rest, step);
            T error = TakeStep(system, time, size, state);
            T accepted = T.IsGreater(one, error);
            T arrival = T.Select(accepted, T.Select(last, finish, time + size), time);
            nextSave = SavePassed(time, arrival, size, state, saveTimes, saved, nextSave);

            T active = T.IsGreater(finish, time);
            CountSteps(active, accepted);
            if (Failure(active, accepted, time, size, error, state) is { } failure)
            {
                return failure;
            }

            Accept(accepted, state);
            T next = NextStep(size, error, previousError, accepted, rejectedBefore);
            step = T.Select(active, T.Select(T.And(accepted, last), step, next), step);
            previousError = T.Select(accepted, T.Max(error, T.FromDouble(1e-4)), previousError);
            rejectedBefore = T.Select(accepted, default, one);
            time = arrival;
            finish = T.Select(T.IsGreater(enough, time), finish, time);
        }

        return new SolveOutcome(SolveStatus.Success, _accepted, _rejected, end, 0, null);
    }

    private Span<T> Stage(int stage) => _stages.AsSpan(stage * _dimension, _dimension);

    // Hairer, Norsett and Wanner, II.4: a first step from the sizes of y and y', then y''.
    private T FirstStep(TSystem system, T time, T length, ReadOnlySpan<T> state)
    {
        Span<T> slope = Stage(0);
        system.Derivative(time, state, slope);
        if (_control.FixedStep is { } fixedStep)
        {
            return T.FromDouble(fixedStep);
        }

        T sizeOfState = default,
            sizeOfSlope = default,
            sizeOfCurvature = default;
        for (int i = 0; i < _dimension; i++)
        {
            T scale = Scale(state[i], state[i]);
            sizeOfState += Square(state[i] / scale);
            sizeOfSlope += Square(slope[i] / scale);
        }

        T tiny = T.FromDouble(1e-10);
        T known = T.And(T.IsGreater(sizeOfState, tiny), T.IsGreater(sizeOfSlope, tiny));
        T guess = T.Select(known, T.FromDouble(0.01) * T.Sqrt(sizeOfState / sizeOfSlope), T.FromDouble(1e-6));
        guess = T.Min(guess, length);
        Span<T> curvature = Stage(1);
        for (int i = 0; i < _dimension; i++)
        {
            _trial[i] = state[i] + guess * slope[i];
        }

        system.Derivative(time + guess, _trial, curvature);
        for (int i = 0; i < _dimension; i++)
        {
            sizeOfCurvature += Square((curvature[i] - slope[i]) / Scale(state[i], state[i]));
        }

        T largest = T.Max(T.Sqrt(sizeOfCurvature) / guess, T.Sqrt(sizeOfSlope));
        T bounded = Power(T.FromDouble(0.01) / T.Max(largest, T.FromDouble(1e-15)), 1.0 / _pair.Order);
        T first = T.Min(T.Min(T.FromDouble(100) * guess, bounded), length);
        // Where the slope is not a number there is no estimate; any step will do to find that out.
        return T.Select(T.IsGreater(first, default), first, T.Min(T.FromDouble(1e-6), length));
    }

    // Fills the stages and the trial state; returns the error of the step in units of the tolerance.
    private T TakeStep(TSystem system, T time, T size, ReadOnlySpan<T> state)
    {
        ReadOnlySpan<double> nodes = _pair.Nodes;
        for (int stage = 1; stage < _pair.StageCount; stage++)
        {
            Combine(_pair.Stage(stage), size, state);
            system.Derivative(time + size * T.FromDouble(nodes[stage]), _trial, Stage(stage));
        }

        T sum = default;
        if (_control.FixedStep is not null)
        {
            for (int i = 0; i < _dimension; i++)
            {
                sum += T.Abs(_trial[i]);
            }

            return T.Select(IsFinite(sum), default, T.FromDouble(1e30));
        }

        Array.Clear(_weightedError);
        AddStages(_pair.ErrorWeights, _weightedError);
        for (int i = 0; i < _dimension; i++)
        {
            sum += Square(size * _weightedError[i] / Scale(state[i], _trial[i]));
        }

        T error = T.Sqrt(sum / T.FromDouble(_dimension));
        // Where the error is not a number the step is rejected as if it were far too large.
        return T.Select(IsFinite(error), error, T.FromDouble(1e30));
    }

    private void Combine(ReadOnlySpan<double> weights, T size, ReadOnlySpan<T> state)
    {
        Array.Clear(_trial);
        AddStages(weights, _trial);
        for (int i = 0; i < _dimension; i++)
        {
            _trial[i] = state[i] + size * _trial[i];
        }
    }

    private void AddStages(ReadOnlySpan<double> weights, Span<T> sum)
    {
        for (int stage = 0; stage < weights.Length; stage++)
        {
            if (weights[stage] == 0)
            {
                continue;
            }

            T weight = T.FromDouble(weights[stage]);
            ReadOnlySpan<T> slope = Stage(stage);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += weight * slope[i];
            }
        }
    }

    // Saves every time passed by a lane that accepted its step, whatever the other lanes do.
    private int SavePassed(T time, T arrival, T size, ReadOnlySpan<T> state, ReadOnlySpan<double> saveTimes, Span<T> saved, int first)
    {
        int next = first;
        for (int save = first; save < saveTimes.Length; save++)
        {
            T saveTime = T.FromDouble(saveTimes[save]);
            T reached = T.And(T.IsGreater(saveTime, time), Not(T.IsGreater(saveTime, arrival)));
            if (T.Any(reached))
            {
                Interpolate((saveTime - time) / size, size, reached, state, saved.Slice(save * _dimension, _dimension));
            }
            else if (!T.Any(T.And(T.IsGreater(arrival, time), Not(T.IsGreater(saveTime, arrival)))))
            {
                // Beyond every lane that moved. A time that a lane behind has yet to reach must not stop the lanes ahead.
                break;
            }

            if (save == next && !T.Any(T.IsGreater(saveTime, arrival)))
            {
                next++;
            }
        }

        return next;
    }

    private void Interpolate(T fraction, T size, T mask, ReadOnlySpan<T> state, Span<T> saved)
    {
        Array.Clear(_weightedError);
        AddStages(_pair.DenseWeights, _weightedError);
        ReadOnlySpan<T> first = Stage(0),
            last = Stage(_pair.StageCount - 1);
        T left = T.FromDouble(1) - fraction;
        for (int i = 0; i < _dimension; i++)
        {
            T rise = _trial[i] - state[i];
            T bend = size * first[i] - rise;
            T twist = rise - size * last[i] - bend;
            T value = state[i] + fraction * (rise + left * (bend + fraction * (twist + left * (size * _weightedError[i]))));
            // The end of a step is the step's own solution, not the interpolant's rounding of it.
            value = T.Select(T.IsGreater(fraction, T.FromDouble(1 - 1e-15)), _trial[i], value);
            saved[i] = T.Select(mask, value, saved[i]);
        }
    }

    private void Accept(T accepted, Span<T> state)
    {
        Span<T> first = Stage(0);
        ReadOnlySpan<T> last = Stage(_pair.StageCount - 1);
        for (int i = 0; i < _dimension; i++)
        {
            state[i] = T.Select(accepted, _trial[i], state[i]);
            first[i] = T.Select(accepted, last[i], first[i]);
        }
    }

    // The proportional-integral controller of Gustafsson, with the constants of Hairer, Norsett and Wanner, IV.2.
    private T NextStep(T size, T error, T previousError, T accepted, T rejectedBefore)
    {
        if (_control.FixedStep is not null)
        {
            return size;
        }

        T proportional = Power(T.Max(error, T.FromDouble(1e-10)), 0.17);
        T shrink = T.Max(T.FromDouble(0.2), T.Min(T.FromDouble(10), proportional / Power(previousError, 0.04) / T.FromDouble(0.9)));
        T grown = size / shrink;
        T cautious = T.Select(T.IsGreater(rejectedBefore, default), T.Min(grown, size), grown);
        T reduced = size / T.Min(T.FromDouble(5), proportional / T.FromDouble(0.9));
        return T.Select(accepted, cautious, reduced);
    }

    private void CountSteps(T active, T accepted)
    {
        _stepCount[0] += T.Select(active, T.FromDouble(1), default);
        T taken = T.Select(T.And(active, accepted), T.FromDouble(1), default),
            tried = T.Select(active, T.FromDouble(1), default);
        for (int lane = 0; lane < T.LaneCount; lane++)
        {
            _accepted += (long)taken[lane];
            _rejected += (long)(tried[lane] - taken[lane]);
        }
    }

    private SolveOutcome? Failure(T active, T accepted, T time, T size, T error, ReadOnlySpan<T> state)
    {
        T resolution = T.FromDouble(1e-15) * T.Max(T.Abs(time), T.FromDouble(1e-3));
        // A fixed step that is not accepted never will be.
        T hopeless = _control.FixedStep is null ? T.IsGreater(resolution, size) : active;
        T stuck = T.And(T.And(active, Not(accepted)), hopeless);
        T spent = T.And(active, T.IsGreater(_stepCount[0], T.FromDouble(_control.MaximumSteps)));
        if (!T.Any(stuck) && !T.Any(spent))
        {
            return null;
        }

        int lane = 0;
        T one = T.FromDouble(1),
            failed = T.Select(stuck, one, T.Select(spent, one, default));
        while (failed[lane] == 0)
        {
            lane++;
        }

        SolveStatus status =
            T.Select(stuck, one, default)[lane] == 0 ? SolveStatus.TooManySteps
            : error[lane] >= 1e30 ? SolveStatus.NotFinite
            : SolveStatus.StepTooSmall;
        double[] values = new double[_dimension];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = state[i][lane];
        }

        return new SolveOutcome(status, _accepted, _rejected, time[lane], size[lane], values);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Scale(T before, T after) =>
        T.FromDouble(_control.AbsoluteTolerance) + T.FromDouble(_control.RelativeTolerance) * T.Max(T.Abs(before), T.Abs(after));

    // For values that are not negative.
    private static T IsFinite(T value) => T.IsGreater(T.FromDouble(double.MaxValue), value);

    private static T Square(T value) => value * value;

    private static T Power(T value, double exponent) => T.Exp(T.FromDouble(exponent) * T.Log(value));

    private static T Not(T mask) => T.Select(mask, default, T.IsGreater(T.FromDouble(1), default));
}
