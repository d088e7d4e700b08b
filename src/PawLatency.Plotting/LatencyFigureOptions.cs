namespace PawLatency.Plotting;

/// <summary>What a figure of latencies shows.</summary>
public sealed record LatencyFigureOptions
{
    /// <summary>Title; null for the name of the study.</summary>
    public string? Title { get; init; }

    /// <summary>What the error bars are.</summary>
    public ErrorBars Error { get; init; }

    /// <summary>Whether each animal is drawn as a thin line.</summary>
    public bool Animals { get; init; }

    /// <summary>Whether the typical rat's curve is drawn, where there is one.</summary>
    public bool Typical { get; init; } = true;

    /// <summary>Whether analgesia, tolerance, hyperalgesia and recovery are named, where one group has a lasting drug.</summary>
    public bool Phases { get; init; } = true;

    /// <summary>Another run whose typical rats are drawn as thin broken lines; null for none.</summary>
    public StudyResult? Compared { get; init; }
}

/// <summary>What error bars are.</summary>
public enum ErrorBars
{
    /// <summary>Standard error of the mean.</summary>
    Sem,

    /// <summary>Standard deviation.</summary>
    Sd,

    /// <summary>95 % interval of the mean by Student's t.</summary>
    Interval95,
}
