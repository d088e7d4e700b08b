using System.Globalization;

namespace PawLatency.Numerics;

/// <summary>How a solve ended.</summary>
internal enum SolveStatus
{
    /// <summary>The end was reached.</summary>
    Success,

    /// <summary>More steps than <see cref="StepControl.MaximumSteps"/> were needed: raise it, or loosen the tolerance.</summary>
    TooManySteps,

    /// <summary>The step shrank below the resolution of time: the tolerance asks for more digits than a double has.</summary>
    StepTooSmall,

    /// <summary>The right-hand side gave a value that is not finite, however small the step.</summary>
    NotFinite,
}

/// <summary>The result of a solve: its status, the work done, and where it stopped if it failed. The default is a success without
/// steps.</summary>
/// <param name="Status">How the solve ended.</param>
/// <param name="AcceptedSteps">Steps accepted, all lanes together.</param>
/// <param name="RejectedSteps">Steps repeated with a smaller size, all lanes together.</param>
/// <param name="Time">Time reached by the lane that failed, h.</param>
/// <param name="Step">Its last step, h.</param>
/// <param name="State">Its state, by equation; null after a success.</param>
internal readonly record struct SolveOutcome(
    SolveStatus Status,
    long AcceptedSteps,
    long RejectedSteps,
    double Time,
    double Step,
    IReadOnlyList<double>? State
)
{
    /// <summary>This outcome with the work of an earlier one added.</summary>
    /// <param name="earlier">The outcome of the piece of time before.</param>
    public SolveOutcome After(SolveOutcome earlier) =>
        this with
        {
            AcceptedSteps = AcceptedSteps + earlier.AcceptedSteps,
            RejectedSteps = RejectedSteps + earlier.RejectedSteps,
        };

    /// <summary>Throws if the solve failed.</summary>
    /// <param name="control">The control it ran under, for the message.</param>
    /// <exception cref="SolveException">The status is not <see cref="SolveStatus.Success"/>.</exception>
    public void ThrowIfFailed(StepControl control)
    {
        if (Status != SolveStatus.Success)
        {
            throw new SolveException(this, control);
        }
    }
}

/// <summary>A solve that failed, told with what is needed to repeat it.</summary>
public sealed class SolveException : Exception
{
    /// <summary>Describes a failed solve.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="control">The control it ran under.</param>
    internal SolveException(SolveOutcome outcome, StepControl control)
        : base(Describe(outcome, control)) => Outcome = outcome;

    /// <summary>The failed outcome.</summary>
    internal SolveOutcome Outcome { get; }

    private static string Describe(SolveOutcome outcome, StepControl control)
    {
        string advice = outcome.Status switch
        {
            SolveStatus.TooManySteps =>
                $"more than {control.MaximumSteps} steps between two events; raise MaximumSteps or loosen the tolerance",
            SolveStatus.StepTooSmall => "the step fell below the resolution of time; the tolerance asks for more digits than there are",
            _ => "the equations gave a value that is not finite; a parameter is outside what the model can carry",
        };
        string state = string.Join(", ", (outcome.State ?? []).Select(value => value.ToString("G9", CultureInfo.InvariantCulture)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The solver stopped at t = {outcome.Time:G9} h with a step of "
                + $"{outcome.Step:G3} h (relative tolerance {control.RelativeTolerance:G3}, "
                + $"absolute {control.AbsoluteTolerance:G3}): {advice}. State: [{state}]."
        );
    }
}
