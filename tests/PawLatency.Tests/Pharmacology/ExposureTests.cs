using NUnit.Framework;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;

namespace PawLatency.Tests.Pharmacology;

public class ExposureTests
{
    private static readonly double[] Clearances = [1, 0.4, 2.2, 5];
    private static readonly Regimen Given = Regimen.None
        .Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, 0.5.MgPerKgPerHour, 0.Hours, 7.Days)
        .Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 48.Hours);

    // Each substance shows in a field of its own: morphine as occupancy, its metabolite as excitation, naloxone as antagonism.
    private static readonly SubstanceAction[] Actions = [new(1, 0, 0, 0, 0), new(0, 0, 0, 0, 1), new(0, 0, 1, 0, 0)];

    [Test]
    public void At_EverySegment_IsTheEffectSiteOfTheProfile()
    {
        (IReadOnlyList<ConcentrationProfile> profiles, double[] starts) = Profiles(1);
        var exposure = new Exposure<Real>(starts, [profiles], NoBlocks(starts), [.. Actions.Select(action => new[] { action })]);
        for (int segment = 0; segment < starts.Length; segment++)
        {
            double hours = starts[segment] + 1.3;
            Drive<Real> drive = exposure.At(segment, new Real(hours));

            // The same polynomials with another routine for the exponential: a few roundings of concentrations up to 1000 ng/mL.
            Assert.Multiple(() =>
            {
                Assert.That(drive.Occupancy.Value, Is.EqualTo(Effect(profiles[0], 0, hours)).Within(1e-12));
                Assert.That(drive.Excitation.Value, Is.EqualTo(Effect(profiles[0], 1, hours)).Within(1e-12));
                Assert.That(drive.Antagonism.Value, Is.EqualTo(Effect(profiles[1], 0, hours)).Within(1e-12));
            });
        }
    }

    [Test]
    public void At_FourRatsOfDifferentClearance_EqualsEachAloneBitForBit()
    {
        (IReadOnlyList<ConcentrationProfile> Profiles, double[] Starts)[] rats = [.. Clearances.Select(Profiles)];
        var together = new Exposure<Lanes>(rats[0].Starts, [.. rats.Select(rat => rat.Profiles)], NoBlocks(rats[0].Starts), [.. Actions.Select(action => Enumerable.Repeat(action, 4).ToArray())]);
        for (int lane = 0; lane < 4; lane++)
        {
            var alone = new Exposure<Real>(rats[lane].Starts, [rats[lane].Profiles], NoBlocks(rats[lane].Starts), [.. Actions.Select(action => new[] { action })]);
            foreach ((int segment, double hours) in new[] { (0, 0.1), (0, 47.9), (1, 48.5), (1, 160.0), (2, 169.0) })
            {
                Drive<Lanes> four = together.At(segment, Lanes.FromDouble(hours));
                Drive<Real> one = alone.At(segment, new Real(hours));
                Assert.That(
                    (four.Occupancy[lane], four.Excitation[lane], four.Antagonism[lane]),
                    Is.EqualTo((one.Occupancy.Value, one.Excitation.Value, one.Antagonism.Value)), $"lane {lane} at {hours} h");
            }
        }
    }

    [Test]
    public void At_BeforeTheFirstDose_IsNothing()
    {
        (IReadOnlyList<ConcentrationProfile> profiles, double[] starts) = Profiles(1);
        var exposure = new Exposure<Real>(starts, [profiles], NoBlocks(starts), [.. Actions.Select(action => new[] { action })]);
        Assert.That(exposure.At(-1, new Real(-5)), Is.EqualTo(default(Drive<Real>)));
    }

    private static (IReadOnlyList<ConcentrationProfile> Profiles, double[] Starts) Profiles(double clearanceFactor)
    {
        List<SubstanceChain> chains = Given.Chains(new VirtualRat { ClearanceFactor = clearanceFactor }, 300);
        double[] starts = [.. chains.SelectMany(chain => chain.Events).Select(happening => happening.Hours).Distinct().Order()];
        return (chains.ConvertAll(chain => new ConcentrationProfile(chain, starts)), starts);
    }

    private static Blocks[] NoBlocks(double[] starts) => new Blocks[starts.Length];

    private static double Effect(ConcentrationProfile profile, int acting, double hours) => profile.At(profile.Chain.Acting[acting].EffectSite, hours);
}
