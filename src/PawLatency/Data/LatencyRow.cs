namespace PawLatency.Data;

/// <summary>One recorded latency.</summary>
/// <param name="Group">Name of the group.</param>
/// <param name="Animal">Name of the animal; the same name in two groups is two animals.</param>
/// <param name="Day">Time of the session, days since the test hour of day 0.</param>
/// <param name="Value">Latency, s, or a measure made of it in the unit of its table.</param>
/// <param name="Censored">Whether it is a lower bound: the cutoff was reached.</param>
public readonly record struct LatencyRow(string Group, string Animal, double Day, double Value, bool Censored);

/// <summary>What one session of an animal counts as, where it has several trials.</summary>
public enum SessionValue
{
    /// <summary>The mean of its trials; a lower bound as soon as one trial is at the cutoff.</summary>
    Mean,

    /// <summary>The median of its trials; a lower bound only where the middle trial is at the cutoff, as censored models want it.</summary>
    Median,
}

/// <summary>Data that an analysis cannot be made of; the message says what is missing or wrong.</summary>
public sealed class AnalysisException : ArgumentException
{
    /// <summary>Reports what is missing or wrong.</summary>
    /// <param name="message">A sentence that names group, animal and day.</param>
    public AnalysisException(string message)
        : base(message) { }
}
