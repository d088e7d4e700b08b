using Microsoft.AspNetCore.Http;

namespace PawLatency.Explorer;

/// <summary>Where requests do their work: as many at a time as there are processors, each within the time limit, the rest wait or are sent
/// away.</summary>
internal sealed class Bench(int places, TimeSpan limit) : IDisposable
{
    private readonly SemaphoreSlim _free = new(places);
    private readonly Dictionary<string, StudyResult> _kept = new(StringComparer.Ordinal);
    private int _waiting;

    public void Dispose() => _free.Dispose();

    /// <summary>Does a piece of work.</summary>
    /// <param name="work">The work; it should end soon when its token is cancelled.</param>
    /// <param name="aborted">Cancelled when nobody waits for the answer any longer.</param>
    /// <exception cref="Refusal">Too many wait already, or the time is up: status 503.</exception>
    public async Task<T> Do<T>(Func<CancellationToken, T> work, CancellationToken aborted)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        time.CancelAfter(limit);
        try
        {
            if (Interlocked.Increment(ref _waiting) > Limits.Waiting + places)
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
        // The place is free when the work is, not when its reader went away.
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
            throw new Refusal(
                "",
                "",
                $"The answer took longer than {limit.TotalSeconds:0.#} s and was given up. Fewer rats, sessions or days are faster.",
                StatusCodes.Status503ServiceUnavailable
            );
        }
    }

    /// <summary>Runs a study; the rats stop when the token is cancelled.</summary>
    public static StudyResult Run(Study study, CancellationToken token) => study.Run(options: new RunOptions { CancellationToken = token });

    /// <summary>The typical rats of a pinned study, kept while it stays pinned.</summary>
    public StudyResult Typical(Experiment experiment, CancellationToken token)
    {
        lock (_kept)
        {
            if (_kept.TryGetValue(experiment.Text, out StudyResult? known))
            {
                return known;
            }
        }

        StudyResult result = Run(
            experiment.Study with
            {
                Groups = [.. experiment.Study.Groups.Select(group => group.With(rats: 0))],
            },
            token
        );
        lock (_kept)
        {
            if (_kept.Count >= Limits.KeptRuns)
            {
                _kept.Clear();
            }

            return _kept[experiment.Text] = result;
        }
    }

    private static Refusal Busy() =>
        new("", "", "Too many requests are being answered; try again in a moment.", StatusCodes.Status503ServiceUnavailable);
}
