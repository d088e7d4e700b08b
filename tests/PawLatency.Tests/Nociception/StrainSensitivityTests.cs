using NUnit.Framework;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;

namespace PawLatency.Tests.Nociception;

[TestFixture]
public sealed class StrainSensitivityTests
{
    [TestCase("Sprague-Dawley", Sex.Male, 1)]
    [TestCase("wistar-furth", Sex.Male, 2)]
    [TestCase("Wistar-Furth", Sex.Female, 3)]
    public void MorphineDose_OfAStrainAndASex_IsTheProduct(string strain, Sex sex, double dose) =>
        Assert.That(new RatDescription { Strain = strain, Sex = sex }.MorphineDose, Is.EqualTo(dose).Within(1e-12));

    // tau u / (1 + u) is the stimulus of half effect at u = EC50 / KA in the reference rat; in the other at the printed multiple of EC50.
    [Test]
    public void Morphine_AtTheDoseARatNeeds_HasItsHalfEffect([Values(0.5, 2, 3)] double dose)
    {
        double ec50 = Substance.Morphine.Agonist!.HalfEffectNgPerMl.Value * NociceptionParameters.Reference.Potency.HalfEffect("morphine");

        Assert.That(
            Stimulus(NociceptionParameters.Reference, Substance.Morphine, dose, dose * ec50),
            Is.EqualTo(Stimulus(NociceptionParameters.Reference, Substance.Morphine, 1, ec50)).Within(1e-12)
        );
    }

    // Less efficacy to spare, more dose: the order of the printed strain differences (Morgan, Cook & Picker 1999), which nothing was fitted
    // to.
    [Test]
    public void Buprenorphine_InARatThatNeedsTwiceTheMorphine_LosesMore()
    {
        Substance buprenorphine = Substance.All.Single(one => one.Name == "buprenorphine");
        double ec50 = buprenorphine.Agonist!.HalfEffectNgPerMl.Value;
        // How much depends on the reserve, which a calibration moves; this rat's stays.
        Assert.That(
            Stimulus(TestRat.Round, buprenorphine, 2, 2 * ec50),
            Is.LessThan(0.995 * Stimulus(TestRat.Round, buprenorphine, 1, ec50))
        );
    }

    [Test]
    public void Strain_NobodyKnows_IsRefusedWithTheNearest() =>
        Assert.That(
            () => new RatDescription { Strain = "Whistar" },
            Throws.ArgumentException.With.Message.Contains("Did you mean \"Wistar\"?")
        );

    [Test]
    public void Study_WithGroupsOfTwoSexes_IsReadWrittenAndRecorded()
    {
        Study study = Study.Named("sex-and-strain");
        Group female = study.Groups.Single(group => group.Name == "female-pump");
        Study again = StudyFile.Parse("again.yaml", System.Text.Encoding.UTF8.GetBytes(StudyText.Write(study)));
        var csv = new StringWriter();
        ResultFiles.StreamTrials(study with { Groups = [study.Groups[0].With(rats: 1), female.With(rats: 1)] }, new RunOptions(), csv);
        string[] rows = csv.ToString().Split('\n');

        Assert.That((female.Traits.Sex, female.Traits.Of(study.Rats).Strain), Is.EqualTo((Sex.Female, "Sprague-Dawley")));
        Assert.That(again.Groups.Select(group => group.Traits), Is.EqualTo(study.Groups.Select(group => group.Traits)));
        Assert.That(rows[1], Does.StartWith("Sex and strain,male,1,male,300"));
        Assert.That(rows[^2], Does.StartWith("Sex and strain,female-pump,1,female,300"));
    }

    [Test]
    public void Rats_ThatNeedMoreMorphine_AreTheSameWithoutADrug()
    {
        StudyResult result = TestStudies
            .Of(
                [0, 1],
                new Group("male", 0, Regimen.None),
                new Group("female", 0, Regimen.None)
                {
                    Traits = new RatTraits { Sex = Sex.Female, Strain = "Lewis" },
                }
            )
            .Run();

        Assert.That(result["female"].Typical.Curve.Values.ToArray(), Is.EqualTo(result["male"].Typical.Curve.Values.ToArray()));
    }

    private static double Stimulus(NociceptionParameters parameters, Substance substance, double morphineDose, double ngPerMl)
    {
        SubstanceAction<Real> action = TestRat.Action(parameters, substance, VirtualRat.Typical with { MorphineDose = morphineDose });
        double occupied = action.PerAgonistDissociation.Value * ngPerMl;
        return action.Efficacy.Value * occupied / (1 + occupied);
    }

    // Half as much again of morphine, half as much again of sensitization: the typical rat of a group carries its variant.
    [Test]
    public void Variant_OfAGroup_ChangesDoseAndSensitizationOfItsRats()
    {
        VirtualRat ordinary = RatTraits.Normal.Typical(RatDescription.Standard);
        VirtualRat receptor = (RatTraits.Normal with { Variant = "OPRM1-A118G" }).Typical(RatDescription.Standard);
        VirtualRat comt = (RatTraits.Normal with { Variant = "comt-low-activity", SusceptibilityPercent = 200 }).Typical(
            RatDescription.Standard
        );

        Assert.That((receptor.MorphineDose / ordinary.MorphineDose, receptor.SensitizationFactor), Is.EqualTo((1.5, 1.0)).Within(1e-12));
        Assert.That((comt.MorphineDose / ordinary.MorphineDose, comt.SensitizationFactor), Is.EqualTo((1.0, 3.0)).Within(1e-12));
        Assert.That(() => RatTraits.Normal with { Variant = "oprm1-a118" }, Throws.ArgumentException.With.Message.Contains("oprm1-a118g"));
    }
}
