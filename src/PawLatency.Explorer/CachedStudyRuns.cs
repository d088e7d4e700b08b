namespace PawLatency.Explorer;

/// <summary>Runs studies and caches the runs of pinned ones, so that moving a control does not repeat them.</summary>
internal sealed class CachedStudyRuns
{
    private readonly Dictionary<string, StudyResult> _cached = new(StringComparer.Ordinal);

    /// <summary>Runs a study until it ends or the token is cancelled.</summary>
    public static StudyResult Run(Study study, CancellationToken token) => study.Run(options: new RunOptions { CancellationToken = token });

    /// <summary>The typical rats of a pinned study. The result is cached.</summary>
    public StudyResult Typical(Experiment experiment, CancellationToken token)
    {
        lock (_cached)
        {
            if (_cached.TryGetValue(experiment.Text, out StudyResult? cached))
            {
                return cached;
            }
        }

        StudyResult result = Run(
            experiment.Study with
            {
                Groups = [.. experiment.Study.Groups.Select(group => group.With(rats: 0))],
            },
            token
        );
        lock (_cached)
        {
            if (_cached.Count >= RequestLimits.CachedRuns)
            {
                _cached.Clear();
            }

            return _cached[experiment.Text] = result;
        }
    }
}
