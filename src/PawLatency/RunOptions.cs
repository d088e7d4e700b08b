using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Text;

namespace PawLatency;

/// <summary>How a study is run. None of it changes the animals; only the tolerance can change a digit of a result.</summary>
public sealed record RunOptions
{
    /// <summary>Threads, 1 to 1024; null for one for each processor.</summary>
    public int? Threads
    {
        get;
        init => field = value is { } threads ? (int)Guard.InRange(threads, 1, 1024, "number of threads", "", "threads") : null;
    }

    /// <summary>Plausible sets of parameters: the typical rat is run under each, and the result tells the band; null for none.</summary>
    public IReadOnlyList<NociceptionParameters>? Ensemble { get; init; }

    /// <summary>Tolerances of the solver.</summary>
    public StepControl Control { get; init; } = StepControl.Default;

    /// <summary>Told the share of the rats that are done, 0 to 1.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Stops the run within some tens of rats; the run then throws <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }
}
