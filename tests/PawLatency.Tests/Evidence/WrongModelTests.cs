using NUnit.Framework;
using PawLatency.Evidence;
using PawLatency.Nociception;

namespace PawLatency.Tests.Evidence;

/// <summary>The evidence can tell a wrong model: a term that is taken away turns expectations that hold into failures.</summary>
[TestFixture]
public sealed class WrongModelTests
{
    // Fewer than this could be the luck of a band.
    private const int Enough = 5;

    private static readonly Lazy<Verification> Right = new(() => Verification.Run(Finding.All));

    private static readonly NociceptionParameters Rat = NociceptionParameters.Reference;

    [Test]
    public void Evidence_WithoutTheOpponent_Fails() => AssertTold(
        Verification.Run(Finding.All, Rat with { FastSensitizationGain = 0, SlowSensitizationGain = 0, LatentWeight = 0 }));

    [Test]
    public void Evidence_WithoutTheDurationGate_Fails() =>
        // Nothing is averaged, and any activation above a thousandth opens the gate: what adapts sees the drug and not how long it has been there.
        AssertTold(Verification.Run(Finding.All, Rat with { GateHalfActivation = 1e-3, GateRatePerH = 100 }));

    [Test]
    public void Evidence_WithoutAcuteTolerance_Fails() => AssertTold(Verification.Run(Finding.All, Rat with { AcuteToleranceGain = 0 }));

    [Test]
    public void Evidence_WithoutThePotentiation_Fails() => AssertTold(Verification.Run(Finding.All, Rat with { NmdaPotentiation = 0 }));

    [Test]
    public void Evidence_WithoutTheNmdaGate_Fails() =>
        AssertTold(Verification.Run([.. Finding.All.Select(finding => finding with { Study = WithoutNmda(finding.Study) })]));

    private static void AssertTold(Verification wrong)
    {
        string[] lost = [.. Right.Value.Findings.Zip(wrong.Findings).SelectMany(pair => pair.First.Judgements.Zip(pair.Second.Judgements)
            .Where(judgements => judgements.First.Holds && !judgements.Second.Holds)
            .Select(judgements => $"{pair.First.Finding.Id}: {judgements.First.Expected}"))];
        TestContext.Out.WriteLine($"{lost.Length} expectations told:\n{string.Join('\n', lost)}");
        Assert.That(lost, Has.Length.AtLeast(Enough));
    }

    private static Study WithoutNmda(Study study) => study with
    {
        Groups = [.. study.Groups.Select(group => group.With(regimen: WithoutNmda(group.Regimen)))],
    };

    private static Regimen WithoutNmda(Regimen regimen)
    {
        Regimen stripped = regimen.Administrations.Aggregate(Regimen.None, (sum, given) => sum.Add(Disconnected.From(given, substance => substance with { NmdaHalfInhibitionNgPerMl = null })));
        return regimen.Procedures.Where(procedure => !procedure.Target.Terms.Contains(TargetTerm.NmdaGate)).Aggregate(stripped, (sum, procedure) => sum.Add(procedure));
    }
}
