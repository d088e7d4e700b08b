namespace PawLatency.Data;

/// <summary>A value of a table: a row of a long one, or a cell of another.</summary>
internal sealed record MeasuredRow(int Line, string Group, string Session, double Hours, string? Rat, double Value)
{
    /// <summary>Column of the value, from 0.</summary>
    public int Column { get; init; }

    /// <summary>Where the trial was done: left, right, both, tail, ipsi or contra; null where nothing tells it.</summary>
    public string? Site { get; init; }

    /// <summary>The trial, where the table numbers them.</summary>
    public string? Trial { get; init; }

    /// <summary>Whether the latency is a lower bound; null where the file does not say and the cutoff tells.</summary>
    public bool? Censored { get; init; }

    public SessionSummary? Summary { get; init; }

    public double Typical { get; init; } = double.NaN;

    public EnsembleBand? Ensemble { get; init; }

    /// <summary>The row of the table it stands in.</summary>
    public SheetRow? Source { get; init; }
}
