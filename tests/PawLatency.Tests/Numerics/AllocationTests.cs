using NUnit.Framework;
using PawLatency.Numerics;

namespace PawLatency.Tests.Numerics;

public class AllocationTests
{
    [Test]
    public void Integrate_OneRat_AllocatesNothingPerStep() => AssertNothingPerStep<Real>();

    [Test]
    public void Integrate_FourRats_AllocatesNothingPerStep() => AssertNothingPerStep<Lanes>();

    // A long and a short solve with as many saves differ in their steps alone.
    private static void AssertNothingPerStep<T>()
        where T : struct, IScalar<T>
    {
        var system = new Saturation<T>([0.05, 8, 0.6, 60], [1, 3, 2.3, 0.7]);
        var integrator = new Integrator<T, Saturation<T>>(2, StepControl.Default);
        Measure(system, integrator, 1, out _);
        long small = Measure(system, integrator, 1, out long fewSteps),
            large = Measure(system, integrator, 100, out long manySteps);
        Assert.Multiple(() =>
        {
            Assert.That(manySteps, Is.GreaterThan(2 * fewSteps));
            Assert.That(large - small, Is.Zero, "bytes for the extra steps");
            Assert.That(small, Is.Zero, "bytes for a solve");
        });
    }

    private static long Measure<T>(Saturation<T> system, Integrator<T, Saturation<T>> integrator, double end, out long steps)
        where T : struct, IScalar<T>
    {
        T[] state = new T[2],
            saved = new T[20];
        double[] times = [.. Enumerable.Range(1, 10).Select(i => end * i / 10)];
        long before = GC.GetAllocatedBytesForCurrentThread();
        SolveOutcome outcome = integrator.Integrate(system, 0, end, state, times, saved);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        steps = outcome.AcceptedSteps + outcome.RejectedSteps;
        return bytes;
    }
}
