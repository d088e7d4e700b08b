using PawLatency.Numerics;
using PawLatency.Pharmacology;

namespace PawLatency.Nociception;

/// <summary>
/// Carries rats over the panels of their group. Where a rat's own error is too large it goes over the two halves of the panel instead, and
/// so on; the rats beside it, which have arrived, wait. So a rat's numbers never depend on another rat.
/// </summary>
/// <typeparam name="T">The scalar.</typeparam>
internal sealed class PanelRun<T>(Equations<T> equations, Exposure<T> exposure, PanelPlan plan, StepControl control)
    where T : struct, IScalar<T>
{
    private const int States = Equations<T>.StateCount;
    private readonly PanelSolver<T> _solver = new(equations, exposure, control);
    private readonly T[] _values = new T[States];
    private double _start;
    private long _accepted, _rejected;
    private SolveOutcome? _failure;

    /// <summary>Carries the rats over one piece of time.</summary>
    /// <param name="segment">The piece.</param>
    /// <param name="state">The states at its start; receives those at the end of the last panel needed.</param>
    /// <param name="times">Times to save at, h, ascending, each after the start and none after its end.</param>
    /// <param name="saved">Receives the states at those times.</param>
    /// <param name="stopAfterSaves">Whether the end of the piece is not needed.</param>
    public SolveOutcome Run(int segment, Span<T> state, ReadOnlySpan<double> times, Span<T> saved, bool stopAfterSaves)
    {
        (_accepted, _rejected, _failure) = (0, 0, null);
        _start = exposure.Start(segment);
        _solver.Begin(segment);
        IReadOnlyList<Panel> panels = plan.Segment(segment);
        T everyone = T.IsGreater(T.FromDouble(1), default);
        for (int index = 0, done = 0; index < panels.Count && !(stopAfterSaves && done == times.Length); index++)
        {
            Panel panel = panels[index];
            int until = index + 1 == panels.Count ? times.Length : Until(times, done, _start + panel.End);
            Cross(panel, everyone, state, times[done..until], saved[(done * States)..]);
            done = until;
            if (_failure is { } failure)
            {
                return failure;
            }
        }

        return new SolveOutcome(SolveStatus.Success, _accepted, _rejected, 0, 0, null);
    }

    private void Cross(Panel panel, T rats, Span<T> state, ReadOnlySpan<double> times, Span<T> saved)
    {
        T error = _solver.Try(panel, state), one = T.FromDouble(1);
        T arrived = T.Select(T.IsGreater(error, one), default, rats);
        T behind = T.Select(T.IsGreater(error, one), rats, default);
        Count(arrived, behind);
        if (times.Length > 0 && T.Any(arrived))
        {
            Save(panel, arrived, times, saved);
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

        (Panel first, Panel second) = panel.Halves(plan.RatesPerH);
        int middle = Until(times, 0, _start + first.End);
        Cross(first, behind, state, times[..middle], saved);
        Cross(second, behind, state, times[middle..], saved[(middle * States)..]);
    }

    private void Save(Panel panel, T arrived, ReadOnlySpan<double> times, Span<T> saved)
    {
        Span<T> values = _values;
        _solver.PrepareOutput(panel);
        for (int time = 0; time < times.Length; time++)
        {
            _solver.Read(T.FromDouble(Math.Min(1, (times[time] - _start - panel.Start) / panel.Length)), values);
            for (int i = 0; i < States; i++)
            {
                saved[time * States + i] = T.Select(arrived, values[i], saved[time * States + i]);
            }
        }
    }

    private void Count(T arrived, T behind)
    {
        T one = T.FromDouble(1), yes = T.Select(arrived, one, default), no = T.Select(behind, one, default);
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

        SolveStatus status = error[lane] >= 1e30 ? SolveStatus.NotFinite : _rejected > control.MaximumSteps ? SolveStatus.TooManySteps : SolveStatus.StepTooSmall;
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
