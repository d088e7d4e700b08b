using Microsoft.AspNetCore.Http;

namespace PawLatency.Explorer;

/// <summary>Limits the work of the server: a fixed number of requests run at once, each within the time limit. The others wait, or are
/// refused when too many wait.</summary>
internal sealed class RequestQueue(int concurrency, TimeSpan timeLimit) : IDisposable
{
    private readonly SemaphoreSlim _free = new(concurrency);
    private int _waiting;

    public void Dispose() => _free.Dispose();

    /// <summary>Runs work when a place is free.</summary>
    /// <param name="work">The work. It should stop soon after its token is cancelled.</param>
    /// <param name="aborted">Cancelled when the client has disconnected.</param>
    /// <exception cref="RequestException">Too many requests wait, or the time limit has passed: status 503.</exception>
    public async Task<T> Run<T>(Func<CancellationToken, T> work, CancellationToken aborted)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        time.CancelAfter(timeLimit);
        try
        {
            if (Interlocked.Increment(ref _waiting) > RequestLimits.QueuedRequests + concurrency)
            {
                throw Busy();
            }

            await _free.WaitAsync(time.Token);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            throw Busy();
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        CancellationToken token = time.Token;
        Task<T> task = Task.Run(() => work(token), CancellationToken.None);
        // Free the place when the work ends, which may be later than the client disconnects.
        _ = task.ContinueWith(
            _ => _free.Release(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        try
        {
            return await task.WaitAsync(token);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            throw new RequestException(
                "",
                "",
                $"The run took longer than {timeLimit.TotalSeconds:0.#} s and was stopped. Use fewer rats, sessions or days.",
                StatusCodes.Status503ServiceUnavailable
            );
        }
    }

    private static RequestException Busy() =>
        new("", "", "The server is busy; try again in a moment.", StatusCodes.Status503ServiceUnavailable);
}
