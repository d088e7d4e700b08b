using NUnit.Framework;
using PawLatency.Numerics;

namespace PawLatency.Tests.Numerics;

public class IntegratorOutputTests
{
    [Test]
    public void Save_At11Or101Or1001Times_GivesTheSameBitsAtSharedTimes()
    {
        long[] coarse = Save<Lanes>(10),
            middle = Save<Lanes>(100),
            fine = Save<Lanes>(1000);
        Assert.Multiple(() =>
        {
            Assert.That(Every(10, middle), Is.EqualTo(coarse));
            Assert.That(Every(100, fine), Is.EqualTo(coarse));
            Assert.That(Every(10, fine), Is.EqualTo(middle));
        });
    }

    [Test]
    public void Save_AtTheEnd_IsTheStateAndTheStateDoesNotDependOnSaving()
    {
        var system = new Saturation<Real>([0.6], [2.3]);
        var integrator = new Integrator<Real, Saturation<Real>>(2, StepControl.Default);
        Real[] state = new Real[2],
            saved = new Real[4],
            unsaved = new Real[2];
        integrator.Integrate(system, 0, 1.7, state, [0.3, 1.7], saved);
        integrator.Integrate(system, 0, 1.7, unsaved, [], []);
        Assert.Multiple(() =>
        {
            Assert.That(saved[2..], Is.EqualTo(state));
            Assert.That(unsaved, Is.EqualTo(state));
            Assert.That(state[0].Value, Is.GreaterThan(0));
        });
    }

    [TestCase(0, 0.1, TestName = "Integrate_EndBeforeTheFirstStep_ArrivesExactly")]
    [TestCase(0, 1e6 / 3, TestName = "Integrate_LongInterval_ArrivesExactly")]
    [TestCase(-1.0 / 7, 1.0 / 3, TestName = "Integrate_StartBelowZero_ArrivesExactly")]
    [TestCase(163.7, 163.7000001, TestName = "Integrate_ShortIntervalFarFromZero_ArrivesExactly")]
    public void Integrate_AnyInterval_ArrivesExactly(double start, double end)
    {
        // y' = 1 is solved without truncation error, so the state is the length of the interval that was really covered.
        var clock = new Equation((_, _) => 1);
        var integrator = new Integrator<Real, Equation>(1, StepControl.Default);
        Real[] state = [new Real(0)];
        SolveOutcome outcome = integrator.Integrate(clock, start, end, state, [], []);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Status, Is.EqualTo(SolveStatus.Success));
            Assert.That(outcome.Time, Is.EqualTo(end));
            Assert.That(outcome.State, Is.Null);

            // Each step rounds the time and the state once: half a unit in the last place of the larger end, a step.
            double rounding = Math.BitIncrement(Math.Abs(end)) - Math.Abs(end);
            Assert.That(state[0].Value, Is.EqualTo(end - start).Within(rounding * (outcome.AcceptedSteps + 1)));
        });
    }

    [TestCase(0, 1.0 / 7)]
    [TestCase(0, 0.099)]
    [TestCase(5, 5.7)]
    public void Integrate_FixedStepThatDoesNotDivideTheInterval_EvaluatesNothingBeyondTheEnd(double start, double end)
    {
        double latest = double.NegativeInfinity;
        var clock = new Equation((time, _) => Track(ref latest, time));
        var integrator = new Integrator<Real, Equation>(1, new StepControl { FixedStep = 0.1 });
        integrator.Integrate(clock, start, end, [new Real(0)], [], []);

        // The last stage lies at time + step: one rounding of the end.
        Assert.That(latest, Is.EqualTo(end).Within(1).Ulps);
    }

    [Test]
    public void Integrate_ZeroLengthInterval_LeavesTheStateAndTakesNoStep()
    {
        var system = new Equation((_, y) => -y);
        var integrator = new Integrator<Real, Equation>(1, StepControl.Default);
        Real[] state = [new Real(0.25)];
        SolveOutcome outcome = integrator.Integrate(system, 3, 3, state, [], []);
        Assert.Multiple(() =>
        {
            Assert.That(outcome, Is.EqualTo(new SolveOutcome(SolveStatus.Success, 0, 0, 3, 0, null)));
            Assert.That(state[0].Value, Is.EqualTo(0.25));
        });
    }

    private static double Track(ref double latest, double time)
    {
        latest = Math.Max(latest, time);
        return 1;
    }

    private static long[] Save<T>(int intervals)
        where T : struct, IScalar<T>
    {
        var system = new Saturation<T>([0.05, 8, 0.6, 60], [1, 3, 2.3, 0.7]);
        var integrator = new Integrator<T, Saturation<T>>(2, StepControl.Default);

        // i / intervals is rounded once, so a shared time is the same double on every grid.
        double[] times = [.. Enumerable.Range(1, intervals).Select(i => 10.0 * ((double)i / intervals))];
        T[] saved = new T[2 * times.Length];
        integrator.Integrate(system, 0, 10, new T[2], times, saved).ThrowIfFailed(StepControl.Default);
        return [.. saved.SelectMany(value => Enumerable.Range(0, T.LaneCount).Select(lane => BitConverter.DoubleToInt64Bits(value[lane])))];
    }

    // Every n-th time; a time is two components of four lanes.
    private static long[] Every(int n, long[] saved) => [.. saved.Chunk(8).Where((_, i) => (i + 1) % n == 0).SelectMany(time => time)];
}
