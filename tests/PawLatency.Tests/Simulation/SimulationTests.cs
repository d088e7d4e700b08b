using NUnit.Framework;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using PawLatency.Simulation;

namespace PawLatency.Tests.Simulation;

/// <summary>A rat computed alone and a rat computed beside others are the same rat, bit for bit.</summary>
[TestFixture]
public sealed class SimulationTests
{
    private const double MassG = 300;

    private static readonly Regimen Everything = TestStudies
        .MorphinePump.Bolus(Substance.Fentanyl.Base, 60.UgPerKg, Route.Subcutaneous, 2.Days)
        .Bolus(Substance.Ketamine.Base, 10.MgPerKg, Route.Subcutaneous, 4.Days)
        .Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 6.Days);

    // Often enough that one step of the leading lane passes many times while other lanes are still before them.
    private static readonly double[] Times = [.. Enumerable.Range(-10, 2600).Select(i => 0.1 * i)];

    private static readonly VirtualRat[] Rats =
    [
        .. Enumerable.Range(1, 7).Select(number => VirtualRat.Draw(number, new RandomNumbers(7, "lanes", number), Variability.Standard)),
    ];

    [TestCase(0, 1, 2, 3)]
    [TestCase(3, 3, 3, 3)]
    [TestCase(6, 2, 0, 5)]
    public void Lanes_WithAnyNeighbours_GiveEachRatTheBitsOfTheRatAlone(params int[] numbers) => AssertAlone<Lanes>(numbers);

    [TestCase(0, 1, 2, 3, 4, 5, 6, 0)]
    [TestCase(6, 6, 0, 2, 2, 1, 3, 5)]
    public void WideLanes_WithAnyNeighbours_GiveEachRatTheBitsOfTheRatAlone(params int[] numbers) => AssertAlone<WideLanes>(numbers);

    // The engine is loaded again and again; nothing of the rats before may be left.
    [Test]
    public void Engine_LoadedASecondTime_GivesTheBitsOfANewOne()
    {
        var cohort = new Cohort(
            new Dosing(Everything, MassG, VirtualRat.Typical),
            NociceptionParameters.Reference,
            StepControl.Default,
            Times
        );
        var engine = new Simulation<Real>(cohort);
        Response<Real>[] again = new Response<Real>[Times.Length];
        engine.Run([Rats[4]], again).ThrowIfFailed(StepControl.Default);
        engine.Run([Rats[0]], again).ThrowIfFailed(StepControl.Default);

        Assert.That(again, Is.EqualTo(Run<Real>([Rats[0]])));
    }

    // Panels laid for a fine grid serve the trials too: to the bit, or rats run with their group would differ from rats streamed.
    [Test]
    public void Cohort_LookedAtAtOtherTimes_GivesTheBitsOfOneOfItsOwn([Values(50, 1000, 2599)] int last)
    {
        var fine = new Cohort(
            new Dosing(Everything, MassG, VirtualRat.Typical),
            NociceptionParameters.Reference,
            StepControl.Default,
            Times
        );
        double[] times = [.. Times[..(last + 1)].Where((_, index) => index % 7 == 0 || index == last)];
        Response<Real>[] shared = new Response<Real>[times.Length],
            own = new Response<Real>[times.Length];
        new Simulation<Real>(fine.At(times)).Run([Rats[1]], shared).ThrowIfFailed(StepControl.Default);
        new Simulation<Real>(new Cohort(fine.Dosing, NociceptionParameters.Reference, StepControl.Default, times))
            .Run([Rats[1]], own)
            .ThrowIfFailed(StepControl.Default);

        Assert.That(shared, Is.EqualTo(own));
    }

    [Test]
    public void Cohort_LookedAtAfterItsPanels_IsRefused() =>
        Assert.That(
            () =>
                new Cohort(
                    new Dosing(Everything, MassG, VirtualRat.Typical),
                    NociceptionParameters.Reference,
                    StepControl.Default,
                    [1, 2]
                ).At([1, 2.5]),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("2.5").And.Message.Contains("2 h")
        );

    private static void AssertAlone<T>(int[] numbers)
        where T : struct, IScalar<T>
    {
        Response<T>[] together = Run<T>([.. numbers.Select(number => Rats[number])]);
        for (int lane = 0; lane < numbers.Length; lane++)
        {
            Response<Real>[] alone = Run<Real>([Rats[numbers[lane]]]);
            Assert.That(
                together.Select(response => response.ThresholdC[lane]),
                Is.EqualTo(alone.Select(response => response.ThresholdC.Value))
            );
            Assert.That(
                together.Select(response => response.Sensitization[lane]),
                Is.EqualTo(alone.Select(response => response.Sensitization.Value))
            );
        }
    }

    [Test]
    public void Rats_OfDifferentDraws_Differ() =>
        Assert.That(Run<Real>([Rats[0]])[1000].ThresholdC, Is.Not.EqualTo(Run<Real>([Rats[1]])[1000].ThresholdC));

    [Test]
    public void Response_UpToTheFirstDose_IsThatOfTheUntreatedRat() =>
        Assert.That(
            Run<Real>([Rats[0]]).Take(11).Select(response => response.ThresholdC.Value),
            Is.All.EqualTo(NociceptionParameters.Reference.BaselineThresholdC)
        );

    [Test]
    public void Regimen_OfNothing_LeavesTheRatAtRest()
    {
        var responses = new Response<Real>[2];
        var cohort = new Cohort(
            new Dosing(Regimen.None, MassG, VirtualRat.Typical),
            NociceptionParameters.Reference,
            StepControl.Default,
            [-5, 500]
        );
        SolveOutcome outcome = new Simulation<Real>(cohort).Run([Rats[0]], responses);

        Assert.That(outcome.AcceptedSteps, Is.Zero);
        Assert.That(
            responses.Select(response => response.ThresholdC.Value),
            Is.All.EqualTo(NociceptionParameters.Reference.BaselineThresholdC)
        );
    }

    private static Response<T>[] Run<T>(VirtualRat[] rats)
        where T : struct, IScalar<T>
    {
        var responses = new Response<T>[Times.Length];
        var cohort = new Cohort(
            new Dosing(Everything, MassG, VirtualRat.Typical),
            NociceptionParameters.Reference,
            StepControl.Default,
            Times
        );
        new Simulation<T>(cohort).Run(rats, responses).ThrowIfFailed(StepControl.Default);
        return responses;
    }
}
