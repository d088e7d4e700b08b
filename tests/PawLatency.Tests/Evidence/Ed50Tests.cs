using NUnit.Framework;
using PawLatency.Evidence;
using PawLatency.Pharmacology;

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
        double dose = Run.Ed50UgPerKg(group, Ratio.At, Ratio.Challenge),
            cutoff = Pellets.Study.Assay.CutoffS;
        FindingRun dosed = FindingRun.Simulate(
            Pellets with
            {
                Study = Pellets.Study with
                {
                    Groups =
                    [
                        .. Pellets.Study.Groups.Select(rats =>
                            rats.With(regimen: rats.Regimen.Bolus(Ratio.Challenge.Drug, new Dose(dose), Ratio.Challenge.Route, Ratio.At))
                        ),
                    ],
                },
                Expectations = [Ratio with { At = Ratio.At + Ratio.Challenge.After }],
            }
        );

        Assert.That(
            dosed.Curve(group).At(Ratio.At + Ratio.Challenge.After),
            Is.EqualTo((Run.Curve(group).At(Ratio.At) + cutoff) / 2).Within(0.01)
        );
    }

    // A band in the sulfate is a band in the base times the ratio of the masses for one molecule of base.
    [TestCase("base")]
    [TestCase("sulfate")]
    public void Ed50_OfAForm_IsTheDoseOfThatForm(string form)
    {
        DrugForm drug = Ratio.Challenge.Drug.Substance.As(form);
        var expectation = new Ed50
        {
            Group = "placebo",
            At = Ratio.At,
            Challenge = Ratio.Challenge with { Drug = drug },
            FromUgPerKg = 1,
            ToUgPerKg = 4,
        };
        Judgement judgement = expectation.Judge(Run);
        double ugPerKg = Run.Ed50UgPerKg("placebo", Ratio.At, Ratio.Challenge with { Drug = drug.Substance.Base }) / drug.BaseFraction;

        Assert.That(judgement.Value, Is.EqualTo(Math.Log2(ugPerKg)).Within(2e-3), "the root is found to a thousandth of the log dose");
        Assert.That((judgement.Low, judgement.High, judgement.Scale), Is.EqualTo((0.0, 2.0, 1.0)));
        Assert.That(judgement.Expected, Is.EqualTo($"ED50 of morphine ({form}) in placebo 0.001 to 0.004 mg/kg on {Ratio.At}"));
    }

    [Test]
    public void Ed50Ratio_DividedByThatOfAnotherPair_IsTheQuotient()
    {
        Challenge later = Ratio.Challenge with { After = 2.Hours };
        double over = Of("pellets", Ratio.Challenge) / Of("placebo", Ratio.Challenge),
            under = Of("pellets", later) / Of("placebo", later);
        Judgement judgement = (Ratio with { Against = new Ed50Pair("pellets", "placebo", Ratio.At, later), From = 1, To = 2 }).Judge(Run);

        Assert.That(judgement.Value, Is.EqualTo(Math.Log2(over / under)).Within(1e-12));
        Assert.That(
            judgement.Expected,
            Does.StartWith("ED50 of morphine pellets over placebo on ")
                .And.Contain(", divided by ED50 of morphine pellets over placebo on ")
                .And.EndsWith(", 1 to 2")
        );
        double Of(string group, Challenge challenge) => Run.Ed50UgPerKg(group, Ratio.At, challenge);
    }

    [Test]
    public void Ed50Ratio_DividedByItself_IsOne() =>
        Assert.That(
            (Ratio with { Against = new Ed50Pair(Ratio.Group, Ratio.Than, Ratio.At, Ratio.Challenge), From = 1, To = 1 }).Judge(Run).Holds,
            Is.True
        );

    [Test]
    public void Ed50_OfRatsBelowTheirBaseline_IsNotReadFromUntreatedRats()
    {
        Assert.That(
            Run.Curve("pellets").At(Ratio.At),
            Is.LessThan(0.9 * Run.BaselineS("pellets")),
            "hyperalgesic before the test dose, or the test above shows nothing"
        );
        Assert.That(Run.Curve("placebo").At(Ratio.At), Is.EqualTo(Run.BaselineS("placebo")).Within(1e-9));
    }
}
