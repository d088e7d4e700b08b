using NUnit.Framework;
using PawLatency.Evidence;

namespace PawLatency.Tests.Evidence;

/// <summary>The ED50 that findings compare, read as a laboratory does: from the rats' own latency before the test dose.</summary>
[TestFixture]
public sealed class Ed50Tests
{
    private static readonly Finding Pellets = Finding.All.Single(finding => finding.Id == "BHAR1992");

    private static readonly Ed50Ratio Ratio = Pellets.Expectations.OfType<Ed50Ratio>().First();

    private static readonly FindingRun Run = FindingRun.Simulate(Pellets);

    // The root is found to a thousandth of the log dose, and an e-fold of dose is a few seconds here.
    [TestCase("pellets")]
    [TestCase("placebo")]
    public void Ed50_GivenToTheRats_BringsThemHalfWayFromTheirOwnLatencyToTheCutoff(string group)
    {
        double dose = Run.Ed50UgPerKg(group, Ratio.At, Ratio.Challenge), cutoff = Pellets.Study.Assay.CutoffS;
        FindingRun dosed = FindingRun.Simulate(Pellets with
        {
            Study = Pellets.Study with
            {
                Groups = [.. Pellets.Study.Groups.Select(rats => rats.With(regimen: rats.Regimen.Bolus(Ratio.Challenge.Drug, new Dose(dose), Ratio.Challenge.Route, Ratio.At)))],
            },
            Expectations = [Ratio with { At = Ratio.At + Ratio.Challenge.After }],
        });

        Assert.That(dosed.Curve(group).At(Ratio.At + Ratio.Challenge.After), Is.EqualTo((Run.Curve(group).At(Ratio.At) + cutoff) / 2).Within(0.01));
    }

    [Test]
    public void Ed50_OfRatsBelowTheirBaseline_IsNotReadFromUntreatedRats()
    {
        Assert.That(Run.Curve("pellets").At(Ratio.At), Is.LessThan(0.9 * Run.BaselineS("pellets")), "hyperalgesic before the test dose, or the test above shows nothing");
        Assert.That(Run.Curve("placebo").At(Ratio.At), Is.EqualTo(Run.BaselineS("placebo")).Within(1e-9));
    }
}
