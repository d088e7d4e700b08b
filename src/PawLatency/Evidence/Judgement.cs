using System.Text.Json.Nodes;

namespace PawLatency.Evidence;

/// <summary>Result of an expectation: the value found and the band in which it must lie.</summary>
/// <param name="Expected">The expectation in words.</param>
/// <param name="Actual">What was found, in words.</param>
/// <param name="Value">The value found, in the unit of the band; NaN if it does not exist, infinite if it is never reached.</param>
/// <param name="Low">Low end of the band, in the unit of the value.</param>
/// <param name="High">High end of the band, in the unit of the value.</param>
/// <param name="Scale">Distance from the band that counts as one error, in the unit of the value, greater than 0.</param>
public sealed record Judgement(string Expected, string Actual, double Value, double Low, double High, double Scale)
{
    // The limits belong to the band; this allows for rounding (1.2 is not exact in binary).
    private const double Rounding = 1e-9;

    // Misfit of a value that is absent or infinite, in errors.
    private const double Absent = 4;

    /// <summary>Share of the plausible parameter sets in which it holds, percent, 0 to 100; null if not computed.</summary>
    public double? HoldsInSetsPercent { get; init; }

    /// <summary>Whether the value lies in the band.</summary>
    public bool Holds => Value >= Low - Rounding * Scale && Value <= High + Rounding * Scale;

    /// <summary>Short form of the verdict: holds, FAILS, known failure or unexpected pass.</summary>
    /// <param name="known">Reason of a known failure, or null.</param>
    public string Word(string? known) => VerdictText.Word(this, known);

    /// <summary>The verdict as JSON; infinite and NaN values become null.</summary>
    /// <param name="known">Reason of a known failure, or null.</param>
    public JsonObject Json(string? known) => VerdictText.Json(this, known);

    /// <summary>Lines for the terminal: verdict, share of the plausible sets if computed, owner, expected and actual.</summary>
    /// <param name="verdicts">For each judgement its finding, or "", and the reason of a known failure, or null.</param>
    public static string Lines(IReadOnlyList<(string Owner, Judgement Judgement, string? Known)> verdicts) => VerdictText.Lines(verdicts);

    /// <summary>The expected and the actual result as text.</summary>
    public override string ToString() => $"{Expected}; actual: {Actual}";

    /// <summary>Distance from the band in errors, dimensionless; 0 inside.</summary>
    public double Misfit =>
        Holds ? 0
        : double.IsFinite(Value) ? Math.Max(Low - Value, Value - High) / Scale
        : Absent;
}
