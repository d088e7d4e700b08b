namespace PawLatency.Evidence;

/// <summary>An expectation held against a result: a value and the band it must lie in.</summary>
/// <param name="Expected">The expectation in words.</param>
/// <param name="Actual">What was found, in words.</param>
/// <param name="Value">What was found, in the unit of the band; NaN where there is no such thing, infinite where it is never
/// reached.</param>
/// <param name="Low">Low end of the band, in the unit of the value.</param>
/// <param name="High">High end of the band, in the unit of the value.</param>
/// <param name="Scale">What counts as one error beyond the band, in the unit of the value, greater than 0.</param>
public sealed record Judgement(string Expected, string Actual, double Value, double Low, double High, double Scale)
{
    // Twelve over ten is not quite 1.2 in binary; the ends of a band belong to it.
    private const double Rounding = 1e-9;

    // A value that is absent or infinite is this many errors off.
    private const double Absent = 4;

    /// <summary>Share of the plausible sets of parameters in which it holds, percent, 0 to 100; null where that was not asked.</summary>
    public double? HoldsInSetsPercent { get; init; }

    /// <summary>Whether the value lies in the band.</summary>
    public bool Holds => Value >= Low - Rounding * Scale && Value <= High + Rounding * Scale;

    /// <summary>In a sentence.</summary>
    public override string ToString() => $"{Expected}; got {Actual}";

    /// <summary>Distance from the band in errors, dimensionless; 0 inside.</summary>
    public double Misfit =>
        Holds ? 0
        : double.IsFinite(Value) ? Math.Max(Low - Value, Value - High) / Scale
        : Absent;
}
