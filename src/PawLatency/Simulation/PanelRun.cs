using System.Runtime.InteropServices;
using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Simulation;

/// <summary>
/// Carries rats over the panels of their group. Where a rat's own error is too large it goes over the two halves of the panel instead, and
/// so on; the rats beside it, which have arrived, wait. So a rat's numbers never depend on another rat.
/// </summary>
/// <typeparam name="T">The scalar.</typeparam>
/// <param name="exposure">What drives the rats.</param>
/// <param name="plan">The panels of their group.</param>
/// <param name="control">Step control.</param>
/// <param name="timesInLanes">Whether all lanes are one rat, read at as many times at once.</param>
internal sealed class PanelRun<T>(Exposure<T> exposure, PanelPlan plan, StepControl control, bool timesInLanes = false)
    where T : struct, IScalar<T>
{
    private const int States = Equations<T>.StateCount;
    private readonly PanelSolver<T> _solver = new(exposure, control);
    private readonly T[] _values = new T[States];
    private readonly double[] _fractions = new double[T.LaneCount];
    private double _start;
    private long _accepted,
        _rejected;
    private SolveOutcome? _failure;

    /// <summary>Carries the rats over the piece of time that the exposure is in.</summary>
    /// <param name="equations">Their equations.</param>
    /// <param name="segment">The piece.</param>
    /// <param name="start">Its start, h.</param>
    /// <param name="state">The states at its start; receives those at the end of the last panel needed.</param>
    /// <param name="times">Times to save at, h, ascending, each after the start and none after its end.</param>
    /// <param name="saved">Receives the states at those times: time by time, or as many times together as there are lanes.</param>
    /// <param name="stopAfterSaves">Whether the end of the piece is not needed.</param>
    public SolveOutcome Run(
        in Equations<T> equations,
        int segment,
        double start,
        Span<T> state,
        ReadOnlySpan<double> times,
        Span<T> saved,
        bool stopAfterSaves
    )
    {
        (_accepted, _rejected, _failure) = (0, 0, null);
        _start = start;
        _solver.Begin(equations);
        List<Panel> panels = plan.Segment(segment);
        T everyone = T.IsGreater(T.FromDouble(1), default);
        for (int index = 0, done = 0; index < panels.Count && !(stopAfterSaves && done == times.Length); index++)
        {
            Panel panel = panels[index];
            int until = index + 1 == panels.Count ? times.Length : Until(times, done, _start + panel.End);
            Cross(panel, everyone, state, times[done..until], done, saved);
            done = until;
            if (_failure is { } failure)
            {
                return failure;
            }
        }

        return new SolveOutcome(SolveStatus.Success, _accepted, _rejected, 0, 0, null);
    }

    // Times begin with the one of the number first.
    private void Cross(Panel panel, T rats, Span<T> state, ReadOnlySpan<double> times, int first, Span<T> saved)
    {
        T error = _solver.Try(panel, state),
            one = T.FromDouble(1);
        T arrived = T.Select(T.IsGreater(error, one), default, rats);
        T behind = T.Select(T.IsGreater(error, one), rats, default);
        Count(arrived, behind);
        if (times.Length > 0 && T.Any(arrived))
        {
            _solver.PrepareOutput(panel);
            if (timesInLanes)
            {
                SaveCurve(panel, times, first, saved);
            }
            else
            {
                Save(panel, arrived, times, saved[(first * States)..]);
            }
        }

        _solver.Accept(arrived, state);
        if (!T.Any(behind) || _failure is not null)
        {
            return;
        }

        if (panel.Length < 1e-13 * Math.Max(panel.End, 1e-3) || _rejected > control.MaximumSteps)
        {
            Fail(panel, behind, error, state);
            return;
        }

        (Panel left, Panel right) = panel.Halves(plan.RatesPerH, plan.ModeRatesPerH);
        int middle = Until(times, 0, _start + left.End);
        Cross(left, behind, state, times[..middle], first, saved);
        Cross(right, behind, state, times[middle..], first + middle, saved);
    }

    private void Save(Panel panel, T arrived, ReadOnlySpan<double> times, Span<T> saved)
    {
        Span<T> values = _values;
        for (int time = 0; time < times.Length; time++)
        {
            _solver.Read(T.FromDouble(Fraction(panel, times[time])), values);
            for (int i = 0; i < States; i++)
            {
                saved[time * States + i] = T.Select(arrived, values[i], saved[time * States + i]);
            }
        }
    }

    // Every lane is the same rat, so each can read another time.
    private void SaveCurve(Panel panel, ReadOnlySpan<double> times, int first, Span<T> saved)
    {
        Span<double> lanes = MemoryMarshal.Cast<T, double>(saved);
        for (int time = 0; time < times.Length; time += T.LaneCount)
        {
            for (int lane = 0; lane < T.LaneCount; lane++)
            {
                _fractions[lane] = Fraction(panel, times[Math.Min(time + lane, times.Length - 1)]);
            }

            _solver.Read(T.FromLanes(_fractions), _values);
            for (int lane = 0; lane < T.LaneCount && time + lane < times.Length; lane++)
            {
                (int group, int place) = Math.DivRem(first + time + lane, T.LaneCount);
                for (int i = 0; i < States; i++)
                {
                    lanes[(group * States + i) * T.LaneCount + place] = _values[i][lane];
                }
            }
        }
    }

    private double Fraction(Panel panel, double time) => Math.Min(1, (time - _start - panel.Start) / panel.Length);

    private void Count(T arrived, T behind)
    {
        T one = T.FromDouble(1),
            yes = T.Select(arrived, one, default),
            no = T.Select(behind, one, default);
        for (int lane = 0; lane < T.LaneCount; lane++)
        {
            _accepted += (long)yes[lane];
            _rejected += (long)no[lane];
        }
    }

    private void Fail(Panel panel, T behind, T error, ReadOnlySpan<T> state)
    {
        T failed = T.Select(behind, T.FromDouble(1), default);
        int lane = 0;
        while (failed[lane] == 0)
        {
            lane++;
        }

        SolveStatus status =
            error[lane] >= 1e30 ? SolveStatus.NotFinite
            : _rejected > control.MaximumSteps ? SolveStatus.TooManySteps
            : SolveStatus.StepTooSmall;
        double[] values = new double[States];
        for (int i = 0; i < States; i++)
        {
            values[i] = state[i][lane];
        }

        _failure = new SolveOutcome(status, _accepted, _rejected, _start + panel.Start, panel.Length, values);
    }

    private static int Until(ReadOnlySpan<double> times, int from, double end)
    {
        while (from < times.Length && times[from] <= end)
        {
            from++;
        }

        return from;
    }
}
