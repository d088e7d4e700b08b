namespace PawLatency;

/// <summary>How far a long calculation is: power, calibration. It works in steps and can be resumed after each.</summary>
/// <param name="Stage">What it is doing; null at the end.</param>
/// <param name="Step">Steps of the stage that are done.</param>
/// <param name="Steps">Steps that the stage has.</param>
/// <param name="Found">What it has found so far, in a few words.</param>
/// <param name="Checkpoint">What it can be resumed from.</param>
public sealed record StepProgress(string? Stage, int Step, int Steps, string Found, ReadOnlyMemory<byte> Checkpoint);
