using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Text;

namespace PawLatency;

/// <summary>Options of a run. They do not change the animals; only the tolerances can change the last digits of a result.</summary>
public sealed record RunOptions
{
    /// <summary>Threads, 1 to 1024; null for one per processor.</summary>
    public int? Threads
    {
        get;
        init => field = value is { } threads ? (int)Guard.InRange(threads, 1, 1024, "number of threads", "", "threads") : null;
    }

    /// <summary>Plausible parameter sets for the uncertainty band of the typical rat; null for no band.</summary>
    public IReadOnlyList<NociceptionParameters>? Ensemble { get; init; }

    /// <summary>Tolerances of the solver.</summary>
    public StepControl Control { get; init; } = StepControl.Default;

    /// <summary>Receives the completed fraction of rats, 0 to 1.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Stops the run after at most some tens of rats; the run then throws <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }
}
