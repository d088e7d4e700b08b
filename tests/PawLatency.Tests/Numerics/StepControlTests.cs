using NUnit.Framework;
using PawLatency.Numerics;

namespace PawLatency.Tests.Numerics;

public class StepControlTests
{
    [TestCase(double.NaN, "NaN")]
    [TestCase(0, "0")]
    [TestCase(-1e-7, "-1E-07")]
    [TestCase(9e-14, "9E-14")]
    [TestCase(0.11, "0.11")]
    [TestCase(double.PositiveInfinity, "Infinity")]
    public void RelativeTolerance_OutOfRange_IsRefusedWithValueAndRange(double value, string shown) =>
        AssertRefused(() => new StepControl { RelativeTolerance = value }, $"The relative tolerance is {shown}; it must be 1E-13 to 0.1.");

    [TestCase(double.NaN, "NaN")]
    [TestCase(0, "0")]
    [TestCase(1, "1")]
    public void AbsoluteTolerance_OutOfRange_IsRefusedWithValueAndRange(double value, string shown) =>
        AssertRefused(() => new StepControl { AbsoluteTolerance = value }, $"The absolute tolerance is {shown}; it must be 1E-18 to 0.1.");

    [TestCase(0)]
    [TestCase(-5)]
    public void MaximumSteps_BelowOne_IsRefusedWithValueAndRange(int value) =>
        AssertRefused(() => new StepControl { MaximumSteps = value }, $"The maximum steps is {value}; it must be 1 to");

    [TestCase(double.NaN, "NaN")]
    [TestCase(0, "0")]
    [TestCase(-0.5, "-0.5")]
    [TestCase(double.PositiveInfinity, "Infinity")]
    public void FixedStep_OutOfRange_IsRefusedWithValueUnitAndRange(double value, string shown) =>
        AssertRefused(() => new StepControl { FixedStep = value }, $"The fixed step is {shown} h; it must be ");

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(10_001)]
    public void Integrator_DimensionOutOfRange_IsRefusedWithValueAndRange(int dimension) =>
        AssertRefused(
            () => new Integrator<Real, Equation>(dimension, StepControl.Default),
            $"The number of equations is {dimension}; it must be 1 to 10000."
        );

    [TestCase(1e-13, 1e-18)]
    [TestCase(0.1, 0.1)]
    public void Tolerances_AtTheEndsOfTheirRanges_AreKept(double relative, double absolute)
    {
        var control = new StepControl
        {
            RelativeTolerance = relative,
            AbsoluteTolerance = absolute,
            FixedStep = null,
            MaximumSteps = 1,
        };
        Assert.That((control.RelativeTolerance, control.AbsoluteTolerance), Is.EqualTo((relative, absolute)));
    }

    private static void AssertRefused(Func<object> make, string message) =>
        Assert.That(() => make(), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith(message));
}
