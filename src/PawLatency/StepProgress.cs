namespace PawLatency;

/// <summary>How far a long calculation is: power, calibration, fit. It works in steps and can be resumed after each.</summary>
/// <param name="Stage">What it is doing; null at the end.</param>
/// <param name="Step">Steps that are done: of the stage in a calibration, else of the whole.</param>
/// <param name="Steps">Steps that there are.</param>
/// <param name="Found">What it has found so far, in a few words; empty if nothing.</param>
/// <param name="Checkpoint">What it can be resumed from.</param>
public sealed record StepProgress(string? Stage, int Step, int Steps, string Found, ReadOnlyMemory<byte> Checkpoint);
