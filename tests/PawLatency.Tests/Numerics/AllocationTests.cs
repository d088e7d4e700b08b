using NUnit.Framework;
using PawLatency.Numerics;

namespace PawLatency.Tests.Numerics;

public class AllocationTests
{
    [Test]
    public void Integrate_OneRat_AllocatesNothing() => AssertNothing<Real>();

    [Test]
    public void Integrate_FourRats_AllocatesNothing() => AssertNothing<Lanes>();

    [Test]
    public void Bytes_OfCodeThatAllocates_AreCounted() =>
        Assert.That(Allocation.Bytes(() => GC.KeepAlive(new byte[100])), Is.InRange(100, 200));

    // What another thread's collection takes back is not this code's.
    [Test]
    public void Bytes_WhileTheRestOfTheSuiteCollects_AreThoseOfTheCodeAlone()
    {
        using var stop = new CancellationTokenSource();
        Task collector = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(0);
                Thread.Yield();
            }
        });
        double sum = 0;
        try
        {
            Assert.That(Allocation.Bytes(() => sum += Math.Sqrt(sum + 1)), Is.Zero);
        }
        finally
        {
            stop.Cancel();
            collector.Wait();
        }
    }

    // A long and a short solve with as many saves differ in their steps alone.
    private static void AssertNothing<T>()
        where T : struct, IScalar<T>
    {
        var system = new Saturation<T>([0.05, 8, 0.6, 60], [1, 3, 2.3, 0.7]);
        var integrator = new Integrator<T, Saturation<T>>(2, StepControl.Default);
        long few = Bytes(system, integrator, 1, out long fewSteps),
            many = Bytes(system, integrator, 100, out long manySteps);

        Assert.That(manySteps, Is.GreaterThan(2 * fewSteps));
        Assert.That((few, many), Is.EqualTo((0, 0)));
    }

    private static long Bytes<T>(Saturation<T> system, Integrator<T, Saturation<T>> integrator, double end, out long steps)
        where T : struct, IScalar<T>
    {
        T[] state = new T[2],
            saved = new T[20];
        double[] times = [.. Enumerable.Range(1, 10).Select(i => end * i / 10)];
        SolveOutcome outcome = default;
        long bytes = Allocation.Bytes(() => outcome = integrator.Integrate(system, 0, end, state, times, saved));
        steps = outcome.AcceptedSteps + outcome.RejectedSteps;
        return bytes;
    }
}
