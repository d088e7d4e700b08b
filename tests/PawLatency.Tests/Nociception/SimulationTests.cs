using NUnit.Framework;
using PawLatency.Assay;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;

namespace PawLatency.Tests.Nociception;

/// <summary>A rat computed alone and a rat computed beside others are the same rat, bit for bit.</summary>
[TestFixture]
public sealed class SimulationTests
{
    private const double MassG = 300;

    private static readonly Regimen Everything = TestStudies.MorphinePump
        .Bolus(Substance.Fentanyl.Base, 60.UgPerKg, Route.Subcutaneous, 2.Days)
        .Bolus(Substance.Ketamine.Base, 10.MgPerKg, Route.Subcutaneous, 4.Days)
        .Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 6.Days);

    // Often enough that one step of the leading lane passes many times while other lanes are still before them.
    private static readonly double[] Times = [.. Enumerable.Range(-10, 2600).Select(i => 0.1 * i)];

    private static readonly VirtualRat[] Rats =
        [.. Enumerable.Range(1, 7).Select(number => VirtualRat.Draw(number, new RandomNumbers(7, "lanes", number), Variability.Standard))];

    [TestCase(0, 1, 2, 3)]
    [TestCase(3, 3, 3, 3)]
    [TestCase(6, 2, 0, 5)]
    public void Lanes_WithAnyNeighbours_GiveEachRatTheBitsOfTheRatAlone(params int[] numbers)
    {
        Response<Lanes>[] together = Run<Lanes>([.. numbers.Select(number => Rats[number])]);
        for (int lane = 0; lane < numbers.Length; lane++)
        {
            Response<Real>[] alone = Run<Real>([Rats[numbers[lane]]]);
            Assert.That(together.Select(response => response.ThresholdC[lane]), Is.EqualTo(alone.Select(response => response.ThresholdC.Value)));
            Assert.That(together.Select(response => response.Sensitization[lane]), Is.EqualTo(alone.Select(response => response.Sensitization.Value)));
        }
    }

    [Test]
    public void Rats_OfDifferentDraws_Differ() =>
        Assert.That(Run<Real>([Rats[0]])[1000].ThresholdC, Is.Not.EqualTo(Run<Real>([Rats[1]])[1000].ThresholdC));

    [Test]
    public void Response_UpToTheFirstDose_IsThatOfTheUntreatedRat() =>
        Assert.That(Run<Real>([Rats[0]]).Take(11).Select(response => response.ThresholdC.Value),
            Is.All.EqualTo(NociceptionParameters.Reference.BaselineThresholdC));

    [Test]
    public void Regimen_OfNothing_LeavesTheRatAtRest()
    {
        var responses = new Response<Real>[2];
        SolveOutcome outcome = new Simulation<Real>(Regimen.None, MassG, [Rats[0]], NociceptionParameters.Reference, StepControl.Default).Run([-5, 500], responses);

        Assert.That(outcome.AcceptedSteps, Is.Zero);
        Assert.That(responses.Select(response => response.ThresholdC.Value), Is.All.EqualTo(NociceptionParameters.Reference.BaselineThresholdC));
    }

    private static Response<T>[] Run<T>(VirtualRat[] rats)
        where T : struct, IScalar<T>
    {
        var responses = new Response<T>[Times.Length];
        new Simulation<T>(Everything, MassG, rats, NociceptionParameters.Reference, StepControl.Default).Run(Times, responses).ThrowIfFailed(StepControl.Default);
        return responses;
    }
}
