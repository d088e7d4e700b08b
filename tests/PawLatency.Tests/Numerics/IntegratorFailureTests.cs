using NUnit.Framework;
using PawLatency.Numerics;

namespace PawLatency.Tests.Numerics;

internal sealed class IntegratorFailureTests
{
    [Test]
    public void Integrate_FewerStepsAllowedThanNeeded_FailsAsTooManySteps()
    {
        SolveOutcome outcome = Solve((time, y) => -y * Math.Cos(time), new StepControl { MaximumSteps = 5 }, out Real state);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Status, Is.EqualTo(SolveStatus.TooManySteps));
            Assert.That(outcome.AcceptedSteps + outcome.RejectedSteps, Is.EqualTo(6), "the step that is one too many is counted");
            Assert.That(outcome.Time, Is.InRange(0, 10));
            Assert.That(outcome.Step, Is.GreaterThan(0));
            Assert.That(outcome.State, Is.EqualTo(new[] { state.Value }));
        });
    }

    [Test]
    public void Integrate_SlopeNotANumberAfterATime_FailsAsNotFiniteAtThatTime()
    {
        SolveOutcome outcome = Solve((time, y) => time > 2.5 ? double.NaN : -y, StepControl.Default, out Real state);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Status, Is.EqualTo(SolveStatus.NotFinite));

            // The step shrinks to 1e-15 of the time before the solver gives up, so the time is found to some of those.
            Assert.That(outcome.Time, Is.EqualTo(2.5).Within(1e-13));
            Assert.That(outcome.Step, Is.GreaterThan(0).And.LessThan(1e-14));

            // The last good state, at the default tolerances of 1e-7 and 1e-8 over some 30 steps.
            Assert.That(outcome.State![0], Is.EqualTo(Math.Exp(-2.5)).Within(1e-6));
            Assert.That(state.Value, Is.EqualTo(outcome.State[0]));
        });
    }

    [Test]
    public void Integrate_SlopeNotANumberFromTheStart_FailsAsNotFinite() =>
        Assert.That(Solve((_, _) => double.NaN, StepControl.Default, out _).Status, Is.EqualTo(SolveStatus.NotFinite));

    [Test]
    public void Integrate_NotANumberUnderAFixedStep_FailsAsNotFinite() =>
        Assert.That(
            Solve((time, _) => time > 2.5 ? double.NaN : 1, new StepControl { FixedStep = 0.1 }, out _).Status,
            Is.EqualTo(SolveStatus.NotFinite)
        );

    [Test]
    public void Integrate_SlopeRougherThanTimeResolves_FailsAsStepTooSmall()
    {
        // A slope of a million that turns about within 1e-18 h asks for steps of 1e-19 at these tolerances.
        var control = new StepControl { RelativeTolerance = 1e-13, AbsoluteTolerance = 1e-13 };
        SolveOutcome outcome = Solve((time, _) => time < 1 ? 1 : 1e6 * Math.Sin(time * 1e18), control, out _);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Status, Is.EqualTo(SolveStatus.StepTooSmall));
            Assert.That(outcome.Time, Is.EqualTo(1).Within(1e-9));
            Assert.That(outcome.Step, Is.LessThan(1e-14));
            Assert.That(outcome.State, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public void Integrate_SolutionThatRunsToInfinity_FailsBeforeItGetsThere()
    {
        // y' = y^2 from 1 is 1 / (1 - t): no digits are left at t = 1.
        SolveOutcome outcome = Solve((_, y) => y * y, StepControl.Default, out _);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Status, Is.Not.EqualTo(SolveStatus.Success));

            // Relative errors of 1e-7 a step over some 200 steps move the pole by 1e-5 at most.
            Assert.That(outcome.Time, Is.EqualTo(1).Within(1e-5));
            Assert.That(outcome.State![0], Is.GreaterThan(1e5));
        });
    }

    [Test]
    public void Integrate_OneLaneFails_TellsTheStateOfThatLane()
    {
        var system = new OneSick();
        Lanes[] state = [Lanes.FromLanes([1, 2, 3, 4])];
        var integrator = new Integrator<Lanes, OneSick>(1, StepControl.Default);
        SolveOutcome outcome = integrator.Integrate(system, 0, 10, state, [], []);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Status, Is.EqualTo(SolveStatus.NotFinite));
            Assert.That(outcome.State![0], Is.EqualTo(3), "lane 2 starts at 3 and cannot move");
        });
    }

    [Test]
    public void ThrowIfFailed_AfterAFailure_TellsWhenHowAndWhatToDo()
    {
        var control = new StepControl
        {
            MaximumSteps = 5,
            RelativeTolerance = 1e-6,
            AbsoluteTolerance = 1e-9,
        };
        var outcome = new SolveOutcome(SolveStatus.TooManySteps, 4, 2, 1.25, 0.03125, [0.5, -2e-20]);
        SolveException thrown = Assert.Throws<SolveException>(() => outcome.ThrowIfFailed(control))!;
        Assert.Multiple(() =>
        {
            Assert.That(thrown.Outcome, Is.EqualTo(outcome));
            Assert.That(
                thrown.Message,
                Is.EqualTo(
                    "The solver stopped at t = 1.25 h with a step of 0.0312 h (relative tolerance 1E-06, absolute 1E-09): "
                        + "more than 5 steps between two events; raise MaximumSteps or loosen the tolerance. State: [0.5, -2E-20]."
                )
            );
        });
    }

    [TestCase(SolveStatus.StepTooSmall, "the step fell below the resolution of time")]
    [TestCase(SolveStatus.NotFinite, "the equations gave a value that is not finite")]
    public void ThrowIfFailed_EachStatus_SaysWhatHappened(SolveStatus status, string what) =>
        Assert.That(
            () => new SolveOutcome(status, 0, 0, 0, 0, null).ThrowIfFailed(StepControl.Default),
            Throws.TypeOf<SolveException>().With.Message.Contains(what)
        );

    [Test]
    public void ThrowIfFailed_AfterASuccess_DoesNotThrow() =>
        Assert.That(() => Solve((_, y) => -y, StepControl.Default, out _).ThrowIfFailed(StepControl.Default), Throws.Nothing);

    [Test]
    public void After_TwoPieces_AddsTheWorkAndKeepsTheLaterStatus()
    {
        var earlier = new SolveOutcome(SolveStatus.Success, 10, 3, 1, 0, null);
        var later = new SolveOutcome(SolveStatus.NotFinite, 5, 2, 1.5, 1e-16, [7]);
        Assert.That(later.After(earlier), Is.EqualTo(later with { AcceptedSteps = 15, RejectedSteps = 5 }));
    }

    private static SolveOutcome Solve(Func<double, double, double> slope, StepControl control, out Real end)
    {
        var integrator = new Integrator<Real, Equation>(1, control);
        Real[] state = [new Real(1)];
        SolveOutcome outcome = integrator.Integrate(new Equation(slope), 0, 10, state, [], []);
        end = state[0];
        return outcome;
    }

    private readonly struct OneSick : IOdeSystem<Lanes>
    {
        public int Dimension => 1;

        public void Derivative(Lanes time, ReadOnlySpan<Lanes> state, Span<Lanes> derivative) =>
            derivative[0] = Lanes.FromLanes([0.1, 0.1, double.NaN, 0.1]);
    }
}
