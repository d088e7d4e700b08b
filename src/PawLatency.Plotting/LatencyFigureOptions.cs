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

    /// <summary>Whether the typical rat's curve is drawn between the tests too. Null draws it unless a group is given four or more separate
    /// doses: their peaks would hide the points, so the curve of that group joins its values at the tests.</summary>
    public bool? BetweenTests { get; init; }

    /// <summary>A test that was run on these data, for asterisks beside the points; null for none.</summary>
    public Significance? Significance { get; init; }

    /// <summary>Another run whose typical rats are drawn as thin broken lines; null for none.</summary>
    public StudyResult? Compared { get; init; }
}

/// <summary>What a test found, to be marked in a figure of latencies.</summary>
/// <param name="Test">The test and its adjustment, for the legend: "Welch's t test, Holm".</param>
/// <param name="Found">Group, day and p value, 0 to 1, of each comparison with the control.</param>
public sealed record Significance(string Test, IReadOnlyList<(string Group, double Day, double P)> Found);

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
