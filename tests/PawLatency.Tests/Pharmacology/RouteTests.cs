using NUnit.Framework;
using PawLatency.Nociception;
using PawLatency.Pharmacology;

namespace PawLatency.Tests.Pharmacology;

/// <summary>The spinal and the inhaled route, and kidneys that fail.</summary>
[TestFixture]
public sealed class RouteTests
{
    private static readonly Substance Spinal = Disposition.Make(2, 1, effectSiteRate: 2) with
    {
        Intrathecal = new IntrathecalDisposition(0.5, 0.01, 0.25),
    };

    private static readonly Substance Gas = Disposition.Make(10, 0.5, effectSiteRate: 20) with { GasInBloodNgPerMl = 800 };

    [Test]
    public void Intrathecal_Bolus_ActsAtTheCordBeforeItIsInTheBlood()
    {
        var rat = new Disposition(Spinal, new Bolus(Spinal.Base, 1.UgPerKg, Route.Intrathecal, 0.Hours));
        double FromFluid(double hours) => 0.5 / 0.01 * (Math.Exp(-0.5 * hours) - Math.Exp(-2 * hours)) / 1.5;
        double Plasma(double hours) => 0.25 * 0.5 * (Math.Exp(-0.5 * hours) - Math.Exp(-2 * hours)) / 1.5;

        // ke0 equals CL / V here, so that the blood's share at the effect site has a double rate: the confluent form.
        double FromBlood(double hours) =>
            2 * 0.25 * 0.5 / 1.5 * ((Math.Exp(-0.5 * hours) - Math.Exp(-2 * hours)) / 1.5 - hours * Math.Exp(-2 * hours));
        Assert.That(rat.Plasma(1), Is.EqualTo(Plasma(1)).Within(1e-12));
        Assert.That(rat.Effect(1), Is.EqualTo(FromFluid(1) + FromBlood(1)).Within(1e-11));
    }

    [Test]
    public void Intrathecal_Infusion_ReachesRateOverVolumeAndKe0()
    {
        var rat = new Disposition(Spinal, new Infusion(Spinal.Base, 1.UgPerKgPerHour, Route.Intrathecal, 0.Hours, 200.Hours));

        Assert.That(rat.Effect(100), Is.EqualTo(1 / (0.01 * 2) + 0.25 / 2).Within(1e-9));
    }

    [TestCase(1.0, 1.0)]
    [TestCase(0.5, 2.0)]
    public void Inhalation_AtEquilibrium_HoldsTheShareOfTheGasInEveryRat(double air, double clearanceFactor)
    {
        var given = new Inhalation(Gas.Base, 40 * air, 0.Hours, 10.Hours);
        var chain = new SubstanceChain(Gas, [given], clearanceFactor, Disposition.MassG);
        var profile = new ConcentrationProfile(chain, [.. chain.Events.Select(happening => happening.Hours).Order()]);

        Assert.That(profile.At(chain.Acting[0].EffectSite, 10), Is.EqualTo(0.4 * air * 800).Within(1e-9));
        Assert.That(profile.At(chain.Acting[0].EffectSite, 12), Is.LessThan(1e-6));
    }

    [Test]
    public void RenalFunction_OfAThird_SlowsOnlyTheRenalShare()
    {
        Substance half = Disposition.Make(2, 1) with { Disposition = Disposition.Make(2, 1).Disposition! with { RenalShare = 0.5 } };
        double Level(Substance substance, double renal)
        {
            var chain = new SubstanceChain(
                substance,
                [new Infusion(substance.Base, 6.UgPerKgPerHour, Route.Intravenous, 0.Hours, 500.Hours)],
                1,
                Disposition.MassG,
                renal
            );
            return new ConcentrationProfile(chain, [.. chain.Events.Select(happening => happening.Hours).Order()]).At(
                chain.Acting[0].Plasma,
                400
            );
        }

        Assert.That((Level(half, 1), Level(Disposition.Make(2, 1), 0.1)), Is.EqualTo((3.0, 3.0)).Within(1e-9));
        Assert.That(Level(half, 1.0 / 3), Is.EqualTo(6 / (2 * (1 - 0.5 * 2 / 3))).Within(1e-9));
    }

    [Test]
    public void Substance_RoutesItHas_AreThoseItsNumbersAllow()
    {
        Assert.That(
            Gas.WhyNot(Route.Intravenous),
            Is.EqualTo("test substance has no iv route: it is a gas. Available routes: sc, inhaled.")
        );
        Assert.That(Gas.WhyNot(Route.Inhaled), Is.Null);
        Assert.That(Spinal.WhyNot(Route.Intrathecal), Is.Null);
        Assert.That(Substance.Saline.WhyNot(Route.Intrathecal), Is.Null);
        Assert.That(Substance.Saline.WhyNot(Route.Inhaled), Does.Contain("it is not a gas"));
        Assert.That(
            () => new Bolus(Gas.Base, 1.MgPerKg, Route.Inhaled, 0.Hours),
            Throws.ArgumentException.With.Message.Contains("inhalation")
        );
    }

    // The refusal's own lines, put into a study, make the dose that was refused.
    [TestCase("remifentanil", "po", Route.Oral)]
    [TestCase("remifentanil", "ip", Route.Intraperitoneal)]
    [TestCase("fentanyl", "it", Route.Intrathecal)]
    public void WhyNot_RouteThatADrugLacks_ShowsFourLinesThatAddIt(string drug, string route, Route lacking)
    {
        string reason = Substance.Named(drug).WhyNot(lacking)!;
        string[] lines = reason[reason.IndexOf("substances:", StringComparison.Ordinal)..reason.LastIndexOf('\n')].Split('\n');
        string study = $$"""
            name: own route
            seed: 1
            test: { days: [0] }
            groups:
              - name: rats
                n: 1
                give: [ bolus: { substance: {{drug}}, as: base, dose: 1 ug/kg, route: {{route}}, at: day 0 } ]
            {{string.Join('\n', lines)}}
            """.ReplaceLineEndings("\n");
        Bolus given = (Bolus)StudyFile.Parse("own.yaml", System.Text.Encoding.UTF8.GetBytes(study)).Groups[0].Regimen.Administrations[0];

        Assert.That(lines, Has.Length.EqualTo(4));
        Assert.That((given.Route, given.Drug.Substance.Name), Is.EqualTo((lacking, drug)));
        Assert.That(given.Drug.Substance.Disposition, Is.EqualTo(Substance.Named(drug).Disposition), "all else is as it was");
        Assert.That(given.Drug.Substance.WhyNot(lacking), Is.Null);
    }

    [Test]
    public void Pump_ByMouth_IsRefused() =>
        Assert.That(
            () => new PumpImplant(AlzetPump.Model2ML1, Substance.Morphine.Base, 1.MgPerKgPerHour, 0.Days, null, Route.Oral),
            Throws.ArgumentException.With.Message.Contains("does not deliver by mouth")
        );

    // First order in and out: C = F D ka / (V (ka - k)) (e^-kt - e^-kat).
    [Test]
    public void Oral_Bolus_IsAbsorbedAtItsRateAndFraction()
    {
        Substance drug = Disposition.Make(2, 1, effectSiteRate: 20) with
        {
            Absorption = new Dictionary<Route, Absorption> { [Route.Oral] = new(0.5, 0.25) },
        };
        var rat = new Disposition(drug, new Bolus(drug.Base, 1.UgPerKg, Route.Oral, 0.Hours));

        Assert.That(rat.Plasma(1), Is.EqualTo(0.25 * 0.5 / (0.5 - 2) * (Math.Exp(-2) - Math.Exp(-0.5))).Within(1e-12));
    }

    [TestCase(100, 29, true)]
    [TestCase(30, 29, true)]
    [TestCase(30, 31, false)]
    [TestCase(0, 0, false)]
    public void Traits_GivenToARat_MakeTheSharedSusceptible(double share, double uniformPercent, bool susceptible)
    {
        var traits = new RatTraits
        {
            SusceptibilityPercent = 200,
            SusceptiblePercent = share,
            RenalFunctionPercent = 40,
        };
        VirtualRat rat = traits.Give(VirtualRat.Typical with { SensitizationFactor = 1.5 }, 1, uniformPercent / 100);

        Assert.That((rat.SensitizationFactor, rat.RenalFunction), Is.EqualTo((susceptible ? 3.0 : 1.5, 0.4)));
        Assert.That(traits.Typical(RatDescription.Standard).SensitizationFactor, Is.EqualTo(share >= 50 ? 2 : 1));
    }
}
