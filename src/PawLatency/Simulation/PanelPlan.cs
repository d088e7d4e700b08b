using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Simulation;

/// <summary>
/// The panels of a group: laid once, by step control on the typical rat, and shared by all its rats. They depend on the regimen, the
/// parameters and the tolerance, never on another rat and never on the times asked for.
/// </summary>
internal sealed class PanelPlan
{
    // A rat may need shorter panels than the typical one. The typical rat's errors stay this far below the tolerance, so that few do.
    private const double Margin = 1.0 / 8;
    private const double Safety = 0.9,
        MostGrowth = 6,
        LeastGrowth = 0.1;

    private readonly List<Panel>[] _segments;

    /// <summary>Lays the panels.</summary>
    /// <param name="dosing">The regimen.</param>
    /// <param name="parameters">Parameters of the typical rat.</param>
    /// <param name="control">Step control.</param>
    /// <param name="last">The last time that will be asked for, h.</param>
    public PanelPlan(Dosing dosing, NociceptionParameters parameters, StepControl control, double last)
    {
        (RatesPerH, ModeRatesPerH) = (Equations<Real>.RatesPerH(parameters), dosing.ModeRates);
        // How short the first panel after an event is; an hour where nothing moves.
        double first = 1 / ModeRatesPerH.Concat(RatesPerH).Where(rate => rate > 0).DefaultIfEmpty(1).Max();
        var exposure = new Exposure<Real>(dosing);
        exposure.Load([VirtualRat.Typical], new Potency<Real>(parameters));
        var solver = new PanelSolver<Real>(exposure, control);
        var equations = new Equations<Real>([parameters]);
        var state = new Real[Equations<Real>.StateCount];
        _segments = new List<Panel>[dosing.Starts.Length];
        for (int segment = 0; segment < _segments.Length; segment++)
        {
            _segments[segment] = [];
            double start = dosing.Starts[segment];
            if (start < last && Outcome.Status == SolveStatus.Success)
            {
                double end = segment + 1 < _segments.Length ? dosing.Starts[segment + 1] - start : double.PositiveInfinity;
                exposure.Begin(segment);
                solver.Begin(equations);
                Outcome = Lay(solver, segment, start, end, last - start, first, state, control).After(Outcome);
            }
        }
    }

    /// <summary>Rates of the modes of the typical rat's concentrations, 1/h.</summary>
    public double[] ModeRatesPerH { get; }

    /// <summary>Rates of the six filters, 1/h.</summary>
    public double[] RatesPerH { get; }

    /// <summary>How the laying went.</summary>
    public SolveOutcome Outcome { get; }

    /// <summary>The panels of a piece of time.</summary>
    public List<Panel> Segment(int segment) => _segments[segment];

    private SolveOutcome Lay(
        PanelSolver<Real> solver,
        int segment,
        double start,
        double end,
        double enough,
        double first,
        Span<Real> state,
        StepControl control
    )
    {
        long rejected = 0;
        double time = 0,
            length = first;
        var panel = new Panel(ModeRatesPerH.Length);
        while (time < end && time < enough)
        {
            // A rest of less than two panels is cut in half, so that none is short.
            double rest = end - time,
                size = rest <= length ? rest
                : rest < 2 * length ? rest / 2
                : length;
            panel.Lay(time, size, RatesPerH, ModeRatesPerH);
            double error = solver.Try(panel, state).Value / Margin;
            double factor = Math.Clamp(Safety * Math.Pow(Math.Max(error, 1e-30), -1.0 / FilterRule.NodeCount), LeastGrowth, MostGrowth);
            length = size * factor;
            if (error <= 1)
            {
                solver.Accept(new Real(1), state);
                _segments[segment].Add(panel);
                time = size == rest ? end : time + size;
                panel = new Panel(ModeRatesPerH.Length);
            }
            else
            {
                rejected++;
            }

            bool spent = _segments[segment].Count + rejected > control.MaximumSteps;
            if (spent || (error > 1 && size < 1e-13 * Math.Max(start + time, 1e-3)))
            {
                SolveStatus status =
                    spent ? SolveStatus.TooManySteps
                    : error >= 1e30 ? SolveStatus.NotFinite
                    : SolveStatus.StepTooSmall;
                return new SolveOutcome(
                    status,
                    _segments[segment].Count,
                    rejected,
                    start + time,
                    size,
                    [.. state.ToArray().Select(value => value.Value)]
                );
            }
        }

        return new SolveOutcome(SolveStatus.Success, _segments[segment].Count, rejected, start + time, 0, null);
    }
}
