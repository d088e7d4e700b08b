using System.Runtime.Intrinsics;
using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Simulation;

/// <summary>
/// Rats under one regimen, looked at at the same times, and all that none of them changes: prepared once, shared by threads, immutable.
/// </summary>
internal sealed class Cohort
{
    private readonly double[] _times;

    /// <summary>Prepares a cohort.</summary>
    /// <param name="dosing">What the rats get.</param>
    /// <param name="typical">Parameters of the typical rat.</param>
    /// <param name="control">Method and tolerances.</param>
    /// <param name="times">When they are looked at, h, ascending. The times never influence the steps.</param>
    public Cohort(Dosing dosing, NociceptionParameters typical, StepControl control, ReadOnlySpan<double> times)
    {
        (Dosing, Typical, Control, _times) = (dosing, typical, typical.Model.Form.Solvable(control), times.ToArray());
        bool given = Dosing.Starts.Length > 0 && _times.Length > 0 && _times[^1] > Dosing.Starts[0];
        Plan = given && Control.Method == SolveMethod.Panels ? new PanelPlan(Dosing, typical, control, _times[^1]) : null;
    }

    private Cohort(Cohort same, double[] times) =>
        (Dosing, Typical, Control, Plan, _times) = (same.Dosing, same.Typical, same.Control, same.Plan, times);

    public Dosing Dosing { get; }

    /// <summary>Parameters of the typical rat.</summary>
    public NociceptionParameters Typical { get; }

    public StepControl Control { get; }

    /// <summary>The panels; null where nothing is given, or the method has none.</summary>
    public PanelPlan? Plan { get; }

    /// <summary>When the rats are looked at, h, ascending.</summary>
    public ReadOnlySpan<double> TimesH => _times;

    /// <summary>The same rats looked at at other times, none after the last one of this cohort: up to there its panels are laid.</summary>
    /// <param name="times">The times, h, ascending.</param>
    public Cohort At(double[] times) =>
        times.Length == 0 || times[^1] <= _times[^1]
            ? new Cohort(this, times)
            : throw new ArgumentOutOfRangeException(nameof(times), times[^1], $"The panels end at {_times[^1]} h.");

    /// <summary>Runs one rat of the cohort, its times side by side in lanes: what a curve of many points wants.</summary>
    /// <param name="rat">The rat.</param>
    /// <param name="responses">Receives the response at each time.</param>
    /// <returns>Status and work of the solve.</returns>
    public SolveOutcome Curve(VirtualRat rat, Span<Response<Real>> responses) =>
        Plan is null ? new Simulation<Real>(this).Run([rat], responses)
        : Vector512.IsHardwareAccelerated ? new Simulation<WideLanes>(this, timesInLanes: true).Run(rat, responses)
        : Vector256.IsHardwareAccelerated ? new Simulation<Lanes>(this, timesInLanes: true).Run(rat, responses)
        : new Simulation<Real>(this).Run([rat], responses);
}
