using NUnit.Framework;
using PawLatency.Pharmacology;

namespace PawLatency.Tests.Pharmacology;

public class DispositionHandValueTests
{
    // Closed form against closed form: a few roundings, and one exponential of an argument below 30.
    private const double Rounding = 1e-13;

    private static readonly Substance OneCompartment = Disposition.Make(clearance: 2, centralVolume: 0.5);
    private static readonly Substance TwoCompartments = Disposition.Make(2.8, 0.66, 15.9, 1.85, 1.66, 2.16, 0.94);

    [Test]
    public void Bolus_OneCompartment_StartsAtDoseOverVolumeAndHalvesEveryHalfLife()
    {
        var rat = new Disposition(OneCompartment, new Bolus(OneCompartment.Base, 1.MgPerKg, Route.Intravenous, 0.Hours));
        double halfLifeH = Math.Log(2) * 0.5 / 2;
        Assert.Multiple(() =>
        {
            // 1000 ug/kg in 0.5 L/kg; the instant after the bolus differs by the loss of 1e-15 h.
            Assert.That(rat.Plasma(1e-15), Is.EqualTo(2000).Within(Rounding * 2000));
            Assert.That(rat.Plasma(halfLifeH), Is.EqualTo(1000).Within(Rounding * 1000));
            Assert.That(rat.Plasma(3 * halfLifeH), Is.EqualTo(250).Within(Rounding * 250));
        });
    }

    [Test]
    public void Bolus_Subcutaneous_IsTheBatemanFunction()
    {
        var rat = new Disposition(OneCompartment, new Bolus(OneCompartment.Base, 1.MgPerKg, Route.Subcutaneous, 0.Hours));

        // F dose ka / (V (k - ka)) (exp(-ka t) - exp(-k t)) with k = 4, ka = 3 at 1 h.
        double expected = 0.8 * 1000 * 3 / (0.5 * (4 - 3)) * (Math.Exp(-3) - Math.Exp(-4));
        Assert.That(rat.Plasma(1), Is.EqualTo(expected).Within(Rounding * expected));
    }

    [Test]
    public void Infusion_Long_ReachesRateOverClearanceInPlasmaAndEffectSite()
    {
        var rat = new Disposition(
            TwoCompartments,
            new Infusion(TwoCompartments.Base, 0.5.MgPerKgPerHour, Route.Intravenous, 0.Hours, 48.Hours)
        );

        // The slowest rate is about 1 1/h: 40 time constants leave 1e-17.
        double plateau = 500 / 2.8;
        Assert.Multiple(() =>
        {
            Assert.That(rat.Plasma(48), Is.EqualTo(plateau).Within(Rounding * plateau));
            Assert.That(rat.Effect(48), Is.EqualTo(plateau).Within(Rounding * plateau));
        });
    }

    [TestCase(0, 600)]
    [TestCase(600, 0)]
    [TestCase(600, 100)]
    public void Ramp_OneCompartment_IsTheLineItFollowsAndAnExponential(double first, double last)
    {
        var rat = new Disposition(
            OneCompartment,
            new Ramp(OneCompartment.Base, first.UgPerKgPerHour, last.UgPerKgPerHour, Route.Intravenous, 1.Hours, 5.Hours)
        );

        // k = 4 1/h, V = 0.5 L/kg: C = (a - b / k + b t) / CL - (a - b / k) / CL exp(-k t), t from the start.
        double slope = (last - first) / 5,
            begin = first - slope / 4,
            middle = (begin + slope * 2 - begin * Math.Exp(-8)) / 2,
            end = (begin + slope * 5 - begin * Math.Exp(-20)) / 2;
        Assert.Multiple(() =>
        {
            Assert.That(rat.Plasma(3), Is.EqualTo(middle).Within(Rounding * 300));
            Assert.That(rat.Plasma(6), Is.EqualTo(end).Within(Rounding * 300));
            Assert.That(rat.Plasma(7), Is.EqualTo(end * Math.Exp(-4)).Within(Rounding * 300));
        });
    }

    // Early on, an i.v. line from zero is b t^2 / 2 V, and the effect site a third of ke0 t of that.
    [Test]
    public void Ramp_FromZero_BeginsWithItsSquareAndCube()
    {
        var rat = new Disposition(
            OneCompartment,
            new Ramp(OneCompartment.Base, default, 500.UgPerKgPerHour, Route.Intravenous, 0.Hours, 5.Hours)
        );
        const double time = 1e-7;
        double square = 100 * time * time / 2 / 0.5;
        Assert.Multiple(() =>
        {
            Assert.That(rat.Plasma(time), Is.EqualTo(square).Within(1e-6 * square));
            Assert.That(rat.Effect(time), Is.EqualTo(square * 2 * time / 3).Within(1e-6 * square * time));
        });
    }

    [TestCase(Route.Intravenous, 1.0)]
    [TestCase(Route.Subcutaneous, 0.94)]
    public void Bolus_AnyRoute_HasTheAreaOfBioavailableDoseOverClearance(Route route, double bioavailability)
    {
        var rat = new Disposition(TwoCompartments, new Bolus(TwoCompartments.Base, 1.MgPerKg, route, 0.Hours));
        double expected = bioavailability * 1000 / 2.8;

        // Ten panels a time constant of the fastest rate (38 1/h) by a rule of order 10 leave 1e-12; 48 h leave 1e-20 of the dose.
        Assert.Multiple(() =>
        {
            Assert.That(Area(time => rat.Plasma(time), 48), Is.EqualTo(expected).Within(1e-11 * expected), "plasma");
            Assert.That(Area(time => rat.Effect(time), 48), Is.EqualTo(expected).Within(1e-11 * expected), "effect site");
        });
    }

    [Test]
    public void Metabolite_AfterABolus_HasTheAreaOfTheFormedAmountOverItsClearance()
    {
        Substance morphine = Substance.Morphine;
        var rat = new Disposition(morphine, new Bolus(morphine.Base, 1.MgPerKg, Route.Intravenous, 0.Hours));

        // 0.675 mol of M3G (461.47 g/mol) from a mol of morphine (285.34 g/mol), cleared at 2.08 L/h/kg; 80 h are 40 slowest time
        // constants.
        double expected = 1000 * 0.675 * 461.47 / 285.34 / 2.08;
        Assert.That(Area(time => rat.Plasma(time, 1), 80), Is.EqualTo(expected).Within(1e-11 * expected));
    }

    [Test]
    public void Metabolite_OfAMetabolite_HasTheAreaOfTheFormedAmountOverItsClearance()
    {
        Substance last = Disposition.Make(4, 0.3, name: "last"),
            middle = Disposition.Make(3, 1, metabolite: new Metabolite(last, 0.5), name: "middle");
        Substance first = Disposition.Make(2, 0.5, metabolite: new Metabolite(middle, 0.8), name: "first");
        var rat = new Disposition(first, new Bolus(first.Base, 1.MgPerKg, Route.Intravenous, 0.Hours));

        // 0.8 of 1 mg/kg becomes the middle one, half of that the last; all weigh the same.
        Assert.Multiple(() =>
        {
            Assert.That(rat.Profile.Chain.Acting.Select(acting => acting.Substance.Name), Is.EqualTo(new[] { "first", "middle", "last" }));
            Assert.That(Area(time => rat.Plasma(time, 1), 30), Is.EqualTo(800 / 3.0).Within(1e-11 * 800 / 3));
            Assert.That(Area(time => rat.Plasma(time, 2), 30), Is.EqualTo(400 / 4.0).Within(1e-11 * 400 / 4));
        });
    }

    [Test]
    public void Metabolite_OfHeroin_IsMorphineAndItsGlucuronide() =>
        Assert.That(
            new Disposition(
                Substance.Named("heroin"),
                new Bolus(Substance.Named("heroin").Base, 1.MgPerKg, Route.Intravenous, 0.Hours)
            ).Profile.Chain.Acting.Select(acting => acting.Substance.Name),
            Is.EqualTo(new[] { "heroin", "morphine", "morphine-3-glucuronide" })
        );

    [Test]
    public void Pump_Primed_DeliversRateTimesTime()
    {
        var pump = new PumpImplant(
            AlzetPump.Model2ML1,
            TwoCompartments.Base,
            0.5.MgPerKgPerHour,
            0.Hours,
            24.Hours,
            Route.Intravenous,
            primed: true
        );
        var rat = new Disposition(TwoCompartments, pump);
        double delivered = 2.8 * (Area(time => rat.Plasma(time), 24) + Area(time => rat.Plasma(24 + time), 48));
        Assert.That(delivered, Is.EqualTo(500 * 24.0).Within(1e-11 * 500 * 24));
    }

    [Test]
    public void Pump_Unprimed_DeliversLessByTheStartUp()
    {
        var pump = new PumpImplant(AlzetPump.Model2ML1, TwoCompartments.Base, 0.5.MgPerKgPerHour, 0.Hours, 24.Hours, Route.Intravenous);
        var rat = new Disposition(TwoCompartments, pump);
        double delivered = 2.8 * (Area(time => rat.Plasma(time), 24) + Area(time => rat.Plasma(24 + time), 48));

        // The integral of 1 - exp(-t / tau): a time constant less than 24 h, but for what exp(-6) leaves.
        double tau = AlzetPump.StartUpTimeConstantH.Value,
            expected = 500 * (24 - tau * (1 - Math.Exp(-24 / tau)));
        Assert.That(delivered, Is.EqualTo(expected).Within(1e-11 * expected));
    }

    [Test]
    public void Pump_LeftIn_RunsDownAndDeliversItsWholeLife()
    {
        var pump = new PumpImplant(AlzetPump.Named("1003D"), TwoCompartments.Base, 0.5.MgPerKgPerHour, 0.Hours, null, Route.Intravenous);
        var rat = new Disposition(TwoCompartments, pump);

        // What the start-up withholds the run-down returns: the life of three days at the nominal rate. 160 h are 40 time constants.
        double delivered = 2.8 * (Area(time => rat.Plasma(time), 72) + Area(time => rat.Plasma(72 + time), 160));
        Assert.That(delivered, Is.EqualTo(500 * 72.0).Within(1e-11 * 500 * 72));
    }

    [Test]
    public void Pellet_LeftIn_ReleasesItsContent()
    {
        Pellet pellet = new("fast", TwoCompartments.Base, 75, 0.5);
        var rat = new Disposition(TwoCompartments, new PelletImplant(pellet, 2, 0.Hours, null));

        // Two pellets of 75 mg in 0.3 kg, 94 % absorbed; 80 h are 40 time constants of the release.
        double expected = 0.94 * 2 * 75_000 / 0.3;
        Assert.That(2.8 * Area(time => rat.Plasma(time), 80), Is.EqualTo(expected).Within(1e-11 * expected));
    }

    [Test]
    public void Pellet_RemovedAfterAHalfLife_HasReleasedHalf()
    {
        double halfLifeH = Math.Log(2) / 0.05;
        Pellet pellet = new("slow", TwoCompartments.Base, 75, 0.05);
        var rat = new Disposition(TwoCompartments, new PelletImplant(pellet, 1, 0.Hours, halfLifeH.Hours));
        double area = Area(time => rat.Plasma(time), halfLifeH) + Area(time => rat.Plasma(halfLifeH + time), 48);
        double expected = 0.94 * 75_000 / 0.3 / 2;
        Assert.That(2.8 * area, Is.EqualTo(expected).Within(1e-11 * expected));
    }

    // Gauss-Legendre with five points on panels of 1/400 h.
    private static double Area(Func<double, double> concentration, double hours)
    {
        ReadOnlySpan<double> nodes = [0, 0.538469310105683091, 0.906179845938663993];
        ReadOnlySpan<double> weights = [0.568888888888888889, 0.478628670499366468, 0.236926885056189088];
        int panels = (int)Math.Ceiling(hours * 400);
        double half = hours / panels / 2,
            sum = 0;
        for (int panel = 0; panel < panels; panel++)
        {
            double middle = (2 * panel + 1) * half;
            sum += weights[0] * concentration(middle);
            for (int i = 1; i < nodes.Length; i++)
            {
                sum += weights[i] * (concentration(middle - nodes[i] * half) + concentration(middle + nodes[i] * half));
            }
        }

        return sum * half;
    }
}
