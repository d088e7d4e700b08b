using NUnit.Framework;
using PawLatency.Numerics;

namespace PawLatency.Tests.Numerics;

/// <summary>A rat computed alone, in a lane, and beside other rats is the same rat.</summary>
public class LanesAgreementTests
{
    private static readonly double[] Rates = [0.05, 8, 0.6, 60];
    private static readonly double[] Slopes = [1, 3, 2.3, 0.7];
    private static readonly double[] Times = [.. Enumerable.Range(1, 97).Select(i => 12.0 * i / 97)];

    [Test]
    public void Integrate_FourRatsWithDifferentSteps_EqualsEachRatAloneBitForBit()
    {
        (Lanes[] together, SolveOutcome four) = Solve<Lanes>(Rates, Slopes);
        long accepted = 0,
            rejected = 0;
        for (int lane = 0; lane < 4; lane++)
        {
            (Real[] alone, SolveOutcome one) = Solve<Real>([Rates[lane]], [Slopes[lane]]);
            (accepted, rejected) = (accepted + one.AcceptedSteps, rejected + one.RejectedSteps);

            // The required agreement is 1e-12; every operation of a lane is the scalar's own, so all bits agree.
            Assert.That(together.Select(value => Bits(value[lane])), Is.EqualTo(alone.Select(value => Bits(value.Value))), $"lane {lane}");
        }

        Assert.That((four.AcceptedSteps, four.RejectedSteps), Is.EqualTo((accepted, rejected)));
    }

    [Test]
    public void Integrate_SameRatBesideOtherNeighbours_KeepsItsBits()
    {
        long[] first = Lane(Solve<Lanes>(Rates, Slopes).Saved, 2);
        long[] beside = Lane(Solve<Lanes>([200, 0.01, 0.6, 0.3], [0.5, 4, 2.3, 1]).Saved, 2);
        long[] moved = Lane(Solve<Lanes>([0.6, 0.6, 7, 90], [2.3, 1, 3, 2]).Saved, 0);
        Assert.Multiple(() =>
        {
            Assert.That(beside, Is.EqualTo(first), "other neighbours");
            Assert.That(moved, Is.EqualTo(first), "another lane");
        });
    }

    [Test]
    public void Integrate_NeighbourFasterByAThousand_SavesEveryTimeOfBoth()
    {
        // The slow lane takes a few long steps while the fast one crosses many save times, and the other way round.
        (Lanes[] saved, _) = Solve<Lanes>([0.05, 60, 0.05, 60], [1, 1, 1, 1]);
        Assert.That(saved.Where((_, i) => i % 2 == 0).SelectMany(value => new[] { value[0], value[1] }), Has.All.GreaterThan(0));
    }

    private static (T[] Saved, SolveOutcome Outcome) Solve<T>(double[] rates, double[] slopes)
        where T : struct, IScalar<T>
    {
        var system = new Saturation<T>(rates, slopes);
        var integrator = new Integrator<T, Saturation<T>>(system.Dimension, StepControl.Default);
        T[] state = new T[system.Dimension],
            saved = new T[Times.Length * system.Dimension];
        SolveOutcome outcome = integrator.Integrate(system, 0, Times[^1], state, Times, saved);
        outcome.ThrowIfFailed(StepControl.Default);
        return (saved, outcome);
    }

    private static long[] Lane(Lanes[] saved, int lane) => [.. saved.Select(value => Bits(value[lane]))];

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
