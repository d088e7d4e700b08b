namespace PawLatency.Explorer;

/// <summary>Limits of one request. A run at all limits at once stays well under the time limit on two cores.</summary>
internal static class RequestLimits
{
    /// <summary>Maximum number of rats in a group.</summary>
    public const int RatsPerGroup = 40;

    /// <summary>Maximum number of rats in a study.</summary>
    public const int Rats = 200;

    /// <summary>Maximum number of sessions in a study.</summary>
    public const int Sessions = 60;

    /// <summary>First and last day allowed for treatments and tests.</summary>
    public const double FirstDay = -7,
        LastDay = 42;

    /// <summary>Maximum length of the query string, characters.</summary>
    public const int QueryCharacters = 4000;

    /// <summary>Maximum number of waiting requests; further ones get status 503.</summary>
    public const int QueuedRequests = 64;

    /// <summary>Maximum number of cached runs of pinned experiments.</summary>
    public const int CachedRuns = 4;

    /// <summary>Time limit of a request, including waiting.</summary>
    public static TimeSpan Time { get; } = TimeSpan.FromSeconds(2);
}
