namespace PawLatency.Explorer;

/// <summary>What one request may ask for. With all of it at its most, a run stays well under the time limit on two cores.</summary>
internal static class Limits
{
    /// <summary>Most rats of a group.</summary>
    public const int RatsPerGroup = 40;

    /// <summary>Most rats of a study.</summary>
    public const int Rats = 200;

    /// <summary>Most sessions of a study.</summary>
    public const int Sessions = 60;

    /// <summary>First and last day of anything.</summary>
    public const double FirstDay = -7,
        LastDay = 42;

    /// <summary>Longest query of an address, characters.</summary>
    public const int QueryLetters = 4000;

    /// <summary>Requests that may wait for their turn; further ones are told to come back.</summary>
    public const int Waiting = 64;

    /// <summary>Pinned curves that are kept, so that each move does not run them again.</summary>
    public const int KeptRuns = 4;

    /// <summary>Most trials of rats in a run that is light: it takes some hundredths of a second.</summary>
    private const int LightTrials = 1000;

    /// <summary>Whether a study is quickly run.</summary>
    public static bool IsLight(Study study) =>
        study.Groups.Sum(group => group.Rats + 1) * (study.Test.Days.Count + study.Test.Also.Count) <= LightTrials;

    /// <summary>Longest time a connection may stay open and ask nothing.</summary>
    public static TimeSpan Idle { get; } = TimeSpan.FromSeconds(3);

    /// <summary>Longest time a request may take, waiting included.</summary>
    public static TimeSpan Time { get; } = TimeSpan.FromSeconds(2);
}
