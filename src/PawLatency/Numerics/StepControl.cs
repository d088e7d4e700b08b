using PawLatency.Text;

namespace PawLatency.Numerics;

/// <summary>The control: how large a step may be. The defaults keep a latency curve within 0.001 s of the exact one.</summary>
public sealed record StepControl
{
    /// <summary>The control that studies use unless told otherwise.</summary>
    public static StepControl Default { get; } = new();

    /// <summary>The method. Default <see cref="SolveMethod.Panels"/>.</summary>
    internal SolveMethod Method { get; init; } = SolveMethod.Panels;

    /// <summary>The method in words.</summary>
    public string MethodName => Method == SolveMethod.Panels ? "Exponential collocation on panels" : RungeKuttaPair.DormandPrince54.Name;

    /// <summary>Allowed error of a step relative to the state, dimensionless, 1e-13 to 0.1. Default 1e-7.</summary>
    public double RelativeTolerance
    {
        get;
        init => field = Guard.InRange(value, 1e-13, 0.1, "relative tolerance", "");
    } = 1e-7;

    /// <summary>Allowed error of a step in the unit of the state, 1e-18 to 0.1. Default 1e-8.</summary>
    public double AbsoluteTolerance
    {
        get;
        init => field = Guard.InRange(value, 1e-18, 0.1, "absolute tolerance", "");
    } = 1e-8;

    /// <summary>Steps, accepted and rejected, allowed between two events, at least 1. Default 100,000.</summary>
    public int MaximumSteps
    {
        get;
        init => field = (int)Guard.InRange(value, 1, int.MaxValue, "maximum steps", "");
    } = 100_000;

    /// <summary>A constant step in the unit of time, greater than 0, or null for error control. For measuring the order of the
    /// Dormand-Prince pair alone; no study has it.</summary>
    internal double? FixedStep
    {
        get;
        init => field = value is { } step ? Guard.InRange(step, double.Epsilon, double.MaxValue, "fixed step", "h") : null;
    }
}

/// <summary>How the six states are integrated.</summary>
internal enum SolveMethod
{
    /// <summary>Exponential collocation on panels shared by the rats of a group: made for a cascade of filters, the fastest.</summary>
    Panels,

    /// <summary>The explicit pair of Dormand and Prince: knows nothing of the model, and is what the other is held against.</summary>
    DormandPrince54,
}
