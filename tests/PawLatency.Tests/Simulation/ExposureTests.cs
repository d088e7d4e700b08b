using NUnit.Framework;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using PawLatency.Simulation;
using PawLatency.Tests.Nociception;

namespace PawLatency.Tests.Simulation;

public class ExposureTests
{
    private static readonly Regimen Given = Regimen
        .None.Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, 0.5.MgPerKgPerHour, 0.Hours, 7.Days)
        .Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 48.Hours)
        .Ramp(Substance.Morphine.Base, 0.2.MgPerKgPerHour, 0.MgPerKgPerHour, Route.Intravenous, 40.Hours, 60.Hours);

    // Each substance shows in a field of its own: morphine as occupancy, its metabolite as excitation, naloxone as antagonism.
    private static SubstanceAction<T>[] Actions<T>()
        where T : struct, IScalar<T>
    {
        T one = T.FromDouble(1);
        return
        [
            new(one, default, default, one, default, default, default),
            new(default, default, default, one, default, default, one),
            new(default, default, default, one, one, default, default),
        ];
    }

    [Test]
    public void After_InEveryPiece_IsTheEffectSiteOfTheProfile()
    {
        var dosing = new Dosing(Given, 300, VirtualRat.Typical);
        IReadOnlyList<ConcentrationProfile> profiles = dosing.Profiles();
        Exposure<Real> exposure = Load<Real>(dosing, 1);
        for (int segment = 0; segment < dosing.Starts.Length; segment++)
        {
            exposure.Begin(segment);
            Drive<Real> drive = exposure.After(new Real(1.3));
            double hours = dosing.Starts[segment] + 1.3;

            // The same polynomials with another routine for the exponential: a few roundings of concentrations up to 1000 ng/mL.
            Assert.Multiple(() =>
            {
                Assert.That(drive.Occupancy.Value, Is.EqualTo(Effect(profiles[0], 0, hours)).Within(1e-12));
                Assert.That(drive.Excitation.Value, Is.EqualTo(Effect(profiles[0], 1, hours)).Within(1e-12));
                Assert.That(drive.Antagonism.Value, Is.EqualTo(Effect(profiles[1], 0, hours)).Within(1e-12));
            });
        }
    }

    // Clearance factors near 1.64, 1.87 and 2.14 bring the rate of elimination to that of the effect site, the metabolite or absorption:
    // those rats have groups of rates where their neighbours have none.
    [TestCase(1, 0.4, 2.2, 5)]
    [TestCase(1, 1.64, 1.1, 0.9)]
    [TestCase(1.64, 1.87, 2.14, 1)]
    public void After_FourRatsOfDifferentClearance_EqualsEachAloneBitForBit(params double[] clearances)
    {
        var dosing = new Dosing(Given, 300, VirtualRat.Typical);
        Exposure<Lanes> together = Load<Lanes>(dosing, clearances);
        Exposure<Real>[] alone = [.. clearances.Select(clearance => Load<Real>(dosing, clearance))];
        for (int segment = 0; segment < dosing.Starts.Length; segment++)
        {
            together.Begin(segment);
            Array.ForEach(alone, exposure => exposure.Begin(segment));
            foreach (double elapsed in new[] { 0, 0.1, 1.3, 47.9 })
            {
                Drive<Lanes> four = together.After(Lanes.FromDouble(elapsed));
                for (int lane = 0; lane < 4; lane++)
                {
                    Drive<Real> one = alone[lane].After(new Real(elapsed));
                    Assert.That(
                        (four.Occupancy[lane], four.Excitation[lane], four.Antagonism[lane]),
                        Is.EqualTo((one.Occupancy.Value, one.Excitation.Value, one.Antagonism.Value)),
                        $"lane {lane}, piece {segment}, after {elapsed} h"
                    );
                }
            }
        }
    }

    // What is left of the typical rat's modes may be handed in; a rat whose modes are its own computes them.
    [TestCase(1)]
    [TestCase(1.3)]
    public void After_WithWhatIsLeftOfTheTypicalModes_IsTheSameBits(double clearance)
    {
        var dosing = new Dosing(Given, 300, VirtualRat.Typical);
        Exposure<Real> exposure = Load<Real>(dosing, clearance);
        exposure.Begin(0);
        double[] left = [.. dosing.ModeRates.Select(rate => Real.Exp(new Real(-(rate * 3.7))).Value)];

        Assert.That(exposure.After(new Real(3.7), left), Is.EqualTo(exposure.After(new Real(3.7))));
    }

    // One channel holds one molecule: the blocks of drug and metabolite add as concentrations over half inhibition, they do not multiply.
    [Test]
    public void After_KetamineAndItsNorketamine_AddUpAtOneChannel()
    {
        var dosing = new Dosing(
            Regimen.None.Bolus(Substance.Ketamine.As("hydrochloride"), 10.MgPerKg, Route.Subcutaneous, 0.Hours),
            300,
            VirtualRat.Typical
        );
        Substance norketamine = Substance.Named("norketamine");
        Potency<Real> potency = new(TestRat.Round);
        var exposure = new Exposure<Real>(dosing);
        exposure.Load([VirtualRat.Typical], potency);
        exposure.Begin(0);

        foreach (double hours in new[] { 0.25, 1, 3 })
        {
            ConcentrationProfile profile = dosing.Profiles().Single();
            double drug = Effect(profile, 0, hours) / Substance.Ketamine.NmdaHalfInhibitionNgPerMl!.Value;
            double metabolite = Effect(profile, 1, hours) / norketamine.NmdaHalfInhibitionNgPerMl!.Value;

            Assert.Multiple(() =>
            {
                Assert.That(metabolite, Is.GreaterThan(0.1 * drug), "or the sum would not tell");
                Assert.That(exposure.After(new Real(hours)).NmdaBlock.Value, Is.EqualTo(drug + metabolite).Within(1e-12));
            });
        }
    }

    private static Exposure<T> Load<T>(Dosing dosing, params double[] clearances)
        where T : struct, IScalar<T>
    {
        var exposure = new Exposure<T>(dosing);
        exposure.Load(T.FromLanes(clearances), Actions<T>());
        return exposure;
    }

    private static double Effect(ConcentrationProfile profile, int acting, double hours) =>
        profile.At(profile.Chain.Acting[acting].EffectSite, hours);
}
