using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;

namespace PawLatency.Tests.Nociception;

[TestFixture]
public sealed class PotencyTests
{
    // Half of the way from 10.5 s to 20 s.
    private const double HalfEffectS = 15.25;

    // A stimulus found by one power and used through another: some digits of sixteen.
    private const double Rounding = 1e-9;

    public static IEnumerable<Substance> Agonists() => Substance.All.Where(substance => substance.Agonist is not null);

    [TestCaseSource(nameof(Agonists))]
    public void HalfEffectConcentration_InTheNaiveRat_GivesHalfOfTheMaximumPossibleEffect(Substance agonist) =>
        Assert.That(
            NaiveLatencyS(
                agonist,
                agonist.Agonist!.HalfEffectNgPerMl.Value * NociceptionParameters.Reference.Potency.HalfEffect(agonist.Name),
                VirtualRat.Typical,
                NociceptionParameters.Reference with
                {
                    LowDoseExcitationC = 0,
                }
            ),
            Is.EqualTo(HalfEffectS).Within(Rounding),
            "the half effect is that of relief alone"
        );

    [Test]
    public void HalfEffectConcentration_InTheRoundRat_GivesHalfEffect()
    {
        Substance drug = Own(halfEffectNgPerMl: 30, relativeEfficacy: 0.7);

        Assert.That(NaiveLatencyS(drug, 30, VirtualRat.Typical, TestRat.Round), Is.EqualTo(HalfEffectS).Within(Rounding));
    }

    // The file keeps what its source prints; what was fitted is in the set.
    [Test]
    public void HalfEffectFactor_OfASet_MovesTheConcentrationOfThatSubstanceAlone()
    {
        NociceptionParameters moved = TestRat.Round with { Potency = PotencyFactors.None.WithHalfEffect("own", 3) };

        Assert.That(
            NaiveLatencyS(Own(halfEffectNgPerMl: 30, relativeEfficacy: 0.7), 90, VirtualRat.Typical, moved),
            Is.EqualTo(HalfEffectS).Within(Rounding)
        );
        Assert.That(
            NaiveLatencyS(Substance.Morphine, 90, VirtualRat.Typical, moved),
            Is.EqualTo(NaiveLatencyS(Substance.Morphine, 90, VirtualRat.Typical, TestRat.Round))
        );
    }

    [Test]
    public void HalfInhibitionFactor_OfASet_DividesTheBlock()
    {
        NociceptionParameters moved = TestRat.Round with { Potency = PotencyFactors.None.WithHalfInhibition("ketamine", 4) };
        double plain = TestRat.Action(TestRat.Round, Substance.Ketamine, VirtualRat.Typical).PerNmdaHalfInhibition.Value;

        Assert.That(TestRat.Action(moved, Substance.Ketamine, VirtualRat.Typical).PerNmdaHalfInhibition.Value, Is.EqualTo(plain / 4));
    }

    [Test]
    public void PotencyFactors_AreValues()
    {
        PotencyFactors one = PotencyFactors.None.WithHalfEffect("morphine", 2).WithHalfInhibition("ketamine", 3);
        PotencyFactors same = PotencyFactors.None.WithHalfInhibition("ketamine", 3).WithHalfEffect("morphine", 2);

        Assert.That(one, Is.EqualTo(same));
        Assert.That(one.GetHashCode(), Is.EqualTo(same.GetHashCode()));
        Assert.That(one.WithHalfEffect("morphine", 1).WithHalfInhibition("ketamine", 1), Is.EqualTo(PotencyFactors.None));
        Assert.That(one, Is.Not.EqualTo(one.WithHalfEffect("fentanyl", 2)));
        Assert.That(
            PotencyFactors.None.WithHalfEffect("Morphine", 2).HalfEffect("morphine"),
            Is.EqualTo(2),
            "names are names in any case, as everywhere"
        );
        Assert.That(() => PotencyFactors.None.WithHalfEffect("morphine", 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    // A rat with twice the dissociation constants needs twice the drug, exactly.
    [Test]
    public void Rat_OfHalfTheAffinity_NeedsTwiceTheDrug()
    {
        var rat = new VirtualRat { DissociationFactor = 2 };

        Assert.That(NaiveLatencyS(Substance.Morphine, 200, rat), Is.EqualTo(NaiveLatencyS(Substance.Morphine, 100, VirtualRat.Typical)));
    }

    [Test]
    public void Action_OfEachKindOfSubstance_HasOnlyItsOwnTerms()
    {
        SubstanceAction<Real> naloxone = TestRat.Action(NociceptionParameters.Reference, Substance.Naloxone, VirtualRat.Typical);
        SubstanceAction<Real> dizocilpine = TestRat.Action(NociceptionParameters.Reference, Substance.Dizocilpine, VirtualRat.Typical);

        Assert.That(
            naloxone,
            Is.EqualTo(
                new SubstanceAction<Real>(
                    default,
                    default,
                    default,
                    new Real(1),
                    new Real(1 / Substance.Naloxone.AntagonistDissociationNgPerMl!.Value),
                    default,
                    default
                )
            )
        );
        Assert.That(
            dizocilpine,
            Is.EqualTo(
                new SubstanceAction<Real>(
                    default,
                    default,
                    default,
                    new Real(1),
                    default,
                    new Real(
                        1
                            / (
                                Substance.Dizocilpine.NmdaHalfInhibitionNgPerMl!.Value
                                * NociceptionParameters.Reference.Potency.HalfInhibition("dizocilpine")
                            )
                    ),
                    default
                )
            )
        );
    }

    [Test]
    public void Agonist_OfTooLittleEfficacy_IsRefusedWithTheNumbers()
    {
        Substance weak = Own(halfEffectNgPerMl: 30, relativeEfficacy: 0.01);

        Assert.That(
            () => TestRat.Action(TestRat.Round, weak, VirtualRat.Typical),
            Throws
                .ArgumentException.With.Message.Contains(
                    "own has an efficacy of 0.04, and half of the maximum possible effect needs more than"
                )
                .And.Message.Contains("a half-effect concentration does not exist")
        );
    }

    // 15.25 s is 48.58 C in the standard assay: 3.08 C above baseline.
    [Test]
    public void Rat_WhoseAnalgesiaCannotReachHalfEffect_IsRefused() =>
        Assert.That(
            () => new Potency<Real>(TestRat.Round with { MaximumAnalgesiaC = 3 }),
            Throws.ArgumentException.With.Message.Contains("needs 3.082 C, and the analgesic drive gives at most 3 C")
        );

    // In another assay the same drug has another half-effect concentration: the constants are those of the standard one.
    [Test]
    public void Study_UnderABrighterLamp_NeedsMoreDrugForHalfEffect()
    {
        double brightS = Latency(new Hargreaves { LampPercent = 150 }),
            baselineS =
                new Hargreaves { LampPercent = 150 }
                    .LatencyS(new Real(45.5), 45.5)
                    .Value;

        Assert.That((brightS - baselineS) / (20 - baselineS), Is.LessThan(0.5));

        static double Latency(Hargreaves assay) =>
            assay
                .LatencyS(
                    Threshold(
                        Substance.Morphine,
                        Substance.Morphine.Agonist!.HalfEffectNgPerMl.Value,
                        VirtualRat.Typical,
                        NociceptionParameters.Reference
                    ),
                    45.5
                )
                .Value;
    }

    private static double NaiveLatencyS(Substance substance, double ngPerMl, VirtualRat rat, NociceptionParameters? parameters = null)
    {
        NociceptionParameters used = parameters ?? NociceptionParameters.Reference;
        return Hargreaves.Standard.LatencyS(Threshold(substance, ngPerMl, rat, used), used.BaselineThresholdC).Value;
    }

    private static Real Threshold(Substance substance, double ngPerMl, VirtualRat rat, NociceptionParameters parameters)
    {
        SubstanceAction<Real> action = TestRat.Action(parameters, substance, rat);
        double occupancy = ngPerMl * action.PerAgonistDissociation.Value;
        return new Equations<Real>([parameters])
            .Respond(TestRat.Agonist(occupancy, action.Efficacy.Value), new Real[Equations<Real>.StateCount])
            .ThresholdC;
    }

    private static Substance Own(double halfEffectNgPerMl, double relativeEfficacy) =>
        new() { Name = "own", Agonist = new MuAgonist(halfEffectNgPerMl, relativeEfficacy) };
}
