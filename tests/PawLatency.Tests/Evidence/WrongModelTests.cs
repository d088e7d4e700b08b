using NUnit.Framework;
using PawLatency.Evidence;
using PawLatency.Nociception;
using PawLatency.Pharmacology;

namespace PawLatency.Tests.Evidence;

/// <summary>The evidence can tell a wrong model: a term that is taken away turns expectations that hold into failures.</summary>
[TestFixture]
[Category(Fixtures.Slow)]
public sealed class WrongModelTests
{
    // Fewer than this could be the luck of a band.
    private const int Enough = 5,
        PlausibleSets = 8;

    private static readonly NociceptionParameters Rat = NociceptionParameters.Reference;

    // Whatever explains the evidence about as well misses a dozen bands too, now these and now those; what any of these sets loses tells
    // nothing.
    private static readonly Lazy<HashSet<string>> LostByPlausible = new(() =>
        [
            .. NociceptionParameters
                .Ensemble.Where((_, index) => index % (NociceptionParameters.Ensemble.Count / PlausibleSets) == 0)
                .SelectMany(set => Lost(Verification.Run(Finding.All, set))),
        ]
    );

    [Test]
    public void Evidence_WithoutTheOpponent_Fails() =>
        AssertTold(Verification.Run(Finding.All, Rat with { FastSensitizationGain = 0, SlowSensitizationGain = 0, LatentWeight = 0 }));

    // What adapts slowly sees the drug at once, and not how long it has been there.
    [Test]
    public void Evidence_WithoutAveraging_Fails() => AssertTold(Verification.Run(Finding.All, Rat with { AveragingRatePerH = 100 }));

    // These two carry less: a plausible set loses as many, but wins half as many others, and without them hardly any is won.
    [Test]
    public void Evidence_WithoutFastTolerance_LosesMoreThanItWins() =>
        AssertWorse(Verification.Run(Finding.All, Rat with { FastToleranceGain = 0 }));

    [Test]
    public void Evidence_WithoutThePotentiation_LosesMoreThanItWins() =>
        AssertWorse(Verification.Run(Finding.All, Rat with { NmdaPotentiation = 0 }));

    [Test]
    public void Evidence_WithoutTheNmdaGate_Fails() =>
        AssertTold(Verification.Run([.. Finding.All.Select(finding => finding with { Study = WithoutNmda(finding.Study) })]));

    private static void AssertTold(Verification wrong)
    {
        string[] lost = Lost(wrong),
            told = [.. lost.Where(one => !LostByPlausible.Value.Contains(one))];
        TestContext.Out.WriteLine(
            $"{lost.Length} expectations lost, {told.Length} of them by no plausible set:\n{string.Join('\n', told)}"
        );
        Assert.That(told, Has.Length.AtLeast(Enough));
    }

    private static void AssertWorse(Verification without)
    {
        string[] lost = Lost(without);
        int won = Holding(without.Findings) - Holding(Verified.Findings) + lost.Length;
        TestContext.Out.WriteLine($"{lost.Length} expectations lost, {won} won:\n{string.Join('\n', lost)}");
        Assert.That(lost, Has.Length.AtLeast(Math.Max(Enough, 5 * won)));
    }

    private static int Holding(IEnumerable<FindingVerdict> verdicts) =>
        verdicts.Sum(verdict => verdict.Judgements.Count(judgement => judgement.Holds));

    private static string[] Lost(Verification wrong) =>
        [
            .. Verified
                .Findings.Zip(wrong.Findings)
                .SelectMany(pair =>
                    pair.First.Judgements.Zip(pair.Second.Judgements)
                        .Where(judgements => judgements.First.Holds && !judgements.Second.Holds)
                        .Select(judgements => $"{pair.First.Finding.Id}: {judgements.First.Expected}")
                ),
        ];

    private static Study WithoutNmda(Study study) =>
        study with
        {
            Groups = [.. study.Groups.Select(group => group.With(regimen: WithoutNmda(group.Regimen)))],
        };

    private static Regimen WithoutNmda(Regimen regimen)
    {
        Regimen stripped = regimen.Administrations.Aggregate(
            Regimen.None,
            (sum, given) => sum.Add(Disconnected.From(given, substance => substance with { NmdaHalfInhibitionNgPerMl = null }))
        );
        return regimen
            .Procedures.Where(procedure => !procedure.Target.Terms.Any(term => term.Term == TargetTerm.NmdaGate))
            .Aggregate(stripped, (sum, procedure) => sum.Add(procedure));
    }
}
