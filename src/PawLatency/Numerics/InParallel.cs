using System.Runtime.ExceptionServices;

namespace PawLatency.Numerics;

/// <summary>Independent pieces of work on several threads. Each writes to a place of its own, so the number of threads changes no
/// result.</summary>
internal static class InParallel
{
    /// <summary>Runs the pieces. A fault of one piece reaches the caller as that fault.</summary>
    /// <param name="count">Number of pieces.</param>
    /// <param name="threads">Threads; null for one for each processor.</param>
    /// <param name="progress">Receives the completed fraction, 0 to 1.</param>
    /// <param name="body">One piece, by its index.</param>
    /// <param name="stop">Ends the work between two pieces.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static void For(int count, int? threads, IProgress<double>? progress, Action<int> body, CancellationToken stop = default)
    {
        int done = 0;
        try
        {
            Parallel.For(
                0,
                count,
                new ParallelOptions { MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount, CancellationToken = stop },
                index =>
                {
                    body(index);
                    progress?.Report((double)Interlocked.Increment(ref done) / count);
                }
            );
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
    }
}
