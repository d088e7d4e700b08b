using NUnit.Framework;
using PawLatency.Pharmacology;

namespace PawLatency.Tests.Pharmacology;

public class AdministrationTests
{
    [Test]
    public void Bolus_OfASalt_CountsItsBase()
    {
        Substance morphine = Substance.Morphine;
        Disposition Dosed(DrugForm form) => new(morphine, new Bolus(form, 1.MgPerKg, Route.Intravenous, 0.Hours));

        // Two morphine (285.34 g/mol each) in one sulfate pentahydrate (758.83 g/mol, 379.42 per morphine); one multiplication.
        double expected = 285.34 / 379.42 * Dosed(morphine.Base).Plasma(1);
        Assert.That(Dosed(morphine.As("sulfate")).Plasma(1), Is.EqualTo(expected).Within(1e-15 * expected));
    }

    [Test]
    public void DrugForm_ThatDoesNotExist_NamesThoseThatDo() =>
        Assert.That(
            () => Substance.Morphine.As("acetate"),
            Throws.ArgumentException.With.Message.StartsWith(
                "morphine has no form \"acetate\". Valid: base, sulfate, hydrochloride, hydrochloride-anhydrous."
            )
        );

    [TestCase(
        "remifentanil",
        Route.Subcutaneous,
        "remifentanil has no sc route: no s.c. or i.p. data; hydrolysed by tissue esterases at the site, so i.v. only. Available "
            + "routes: iv."
    )]
    [TestCase("oxymorphone", Route.Intraperitoneal, "oxymorphone has no ip route: ")]
    [TestCase("alfentanil", Route.Intraperitoneal, "alfentanil has no ip route: no rat i.p. rate or bioavailability was found. ")]
    [TestCase(
        "naloxone",
        Route.Oral,
        "naloxone has no po route: its absorption rate and bioavailability in rats are unknown. Available routes: iv, sc, ip. To add it, "
    )]
    public void Bolus_ByARouteTheSubstanceLacks_IsRefusedWithTheReason(string name, Route route, string reason)
    {
        var substance = Substance.Named(name);
        Assert.Multiple(() =>
        {
            Assert.That(substance.WhyNot(route), Does.StartWith(reason));
            Assert.That(substance.WhyNot(Route.Intravenous), Is.Null);
            Assert.That(
                () => new Bolus(substance.Base, 1.MgPerKg, route, 0.Hours),
                Throws.ArgumentException.With.Message.StartsWith(reason)
            );
        });
    }

    [Test]
    public void WhyNot_ReasonNotOnRecord_StillSaysWhichRoutesAreOpen() =>
        Assert.That(
            Disposition.Make(1, 1).WhyNot(Route.Intraperitoneal),
            Is.EqualTo(
                "test substance has no ip route: its absorption rate and bioavailability in rats are unknown. Available routes: iv, sc."
            )
        );

    [Test]
    public void WhyNot_Vehicle_HasEveryRouteOfAFluid() =>
        Assert.That(Enum.GetValues<Route>().Where(route => route != Route.Inhaled).Select(Substance.Saline.WhyNot), Has.All.Null);

    [TestCase(-1.0)]
    [TestCase(1.1e7)]
    [TestCase(double.NaN)]
    public void Bolus_DoseOutOfRange_IsRefusedWithValueAndUnit(double dose) =>
        Assert.That(
            () => new Bolus(Substance.Morphine.Base, dose.UgPerKg, Route.Intravenous, 0.Hours),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Match(@"^The dose is .* ug/kg; it must be 0 to 10000000 ug/kg\.")
        );

    [TestCase(0.0)]
    [TestCase(-2.0)]
    [TestCase(double.NaN)]
    public void Infusion_LengthNotPositive_IsRefusedWithValueAndUnit(double hours) =>
        Assert.That(
            () => new Infusion(Substance.Morphine.Base, 1.MgPerKgPerHour, Route.Intravenous, 0.Hours, hours.Hours),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Match(@"^The duration of the infusion is .* h; it must be ")
        );

    [Test]
    public void Pump_EmptyBeforeItsRemoval_NamesTheDaysAndThePumpsThatLast()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() =>
            _ = new PumpImplant(AlzetPump.Model2ML1, Substance.Morphine.Base, 0.5.MgPerKgPerHour, 1.Days, 10.Days)
        )!;
        Assert.Multiple(() =>
        {
            Assert.That(
                thrown.Message,
                Does.StartWith(
                    "This pump is empty on day 8, before its removal on day 10: ALZET 2ML1 runs for 7 days. Models that run longer: "
                )
            );
            Assert.That(thrown.Message, Does.Contain("2ML2 (5 uL/h, 14 d)").And.Contain("2ML4 (2.5 uL/h, 28 d)").And.Not.Contain("1003D"));
            Assert.That(thrown.ParamName, Is.EqualTo("remove"));
        });
    }

    [Test]
    public void Pump_RemovedOnItsLastDay_IsAccepted() =>
        Assert.That(
            () => new PumpImplant(AlzetPump.Model2ML1, Substance.Morphine.Base, 0.5.MgPerKgPerHour, 0.1.Days, 7.1.Days),
            Throws.Nothing
        );

    [TestCase(2.0)]
    [TestCase(1.0)]
    public void Pump_RemovedNotAfterItsImplantation_IsRefused(double day) =>
        Assert.That(
            () => new PumpImplant(AlzetPump.Model2ML1, Substance.Morphine.Base, 0.5.MgPerKgPerHour, 2.Days, day.Days),
            Throws.ArgumentException.With.Message.StartsWith($"The removal on day {day} is not after the start on day 2.")
        );

    [Test]
    public void Pump_OfUnknownRate_IsRefusedWithTheReason() =>
        Assert.That(
            () => new PumpImplant(AlzetPump.Named("2004"), Substance.Morphine.Base, 0.5.MgPerKgPerHour, 0.Hours, null),
            Throws.ArgumentException.With.Message.StartsWith("ALZET 2004 cannot be used: no document read states the rate;")
        );

    [Test]
    public void Pump_TooSmallForTheRate_NamesTheFillAndThePumpsThatAreFastEnough()
    {
        // 3 mg/kg/h of sulfate in 300 g is 0.9 mg/h; at 1 uL/h that is 900 mg/mL of sulfate, 676.8 of base; at 10 uL/h 67.7; at most 48.
        var pump = new PumpImplant(AlzetPump.Named("2001"), Substance.Morphine.As("sulfate"), 3.MgPerKgPerHour, 0.Hours, 5.Days);
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => pump.CheckAgainst(300))!;
        Assert.Multiple(() =>
        {
            Assert.That(pump.FillConcentrationMgPerMl(300), Is.EqualTo(900).Within(1e-12 * 900), "two roundings");
            Assert.That(
                thrown.Message,
                Does.StartWith(
                    "ALZET 2001 is too small for this rate: 3 mg/kg/h in a rat of 300 g at 1 uL/h needs "
                        + "676.8 mg/mL of base, but the maximum is 48 mg/mL. Models that are fast enough: none."
                )
            );
        });
    }

    [Test]
    public void Pump_FastEnough_IsAcceptedAndNamedForTheSlower()
    {
        PumpImplant With(string model) => new(AlzetPump.Named(model), Substance.Morphine.Base, 0.5.MgPerKgPerHour, 0.Hours, 3.Days);

        // 0.15 mg/h of base: 150 mg/mL at 1 uL/h, 15 at 10 uL/h, 30 at 5 uL/h, 60 at 2.5 uL/h, against 48.
        Assert.Multiple(() =>
        {
            Assert.That(() => With("2ML1").CheckAgainst(300), Throws.Nothing);
            Assert.That(
                () => With("2001").CheckAgainst(300),
                Throws.ArgumentException.With.Message.EndsWith(
                    "Models that are fast enough: 2ML1 (10 uL/h, 7 d), 2ML2 (5 uL/h, 14 d). (Parameter 'rate')"
                )
            );
        });
    }
}
