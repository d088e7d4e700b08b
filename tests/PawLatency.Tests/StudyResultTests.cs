using NUnit.Framework;
using PawLatency.Pharmacology;

namespace PawLatency.Tests;

[TestFixture]
public sealed class StudyResultTests
{
    // A sum of a few exponentials in closed form.
    private const double Relative = 1e-12;

    private static readonly Substance Own = new()
    {
        Name = "own",
        FormsGPerMol = new Dictionary<string, SourcedNumber> { ["base"] = 300, ["salt"] = 400 },
        Disposition = new DispositionParameters
        {
            ClearanceLPerHPerKg = 2,
            CentralVolumeLPerKg = 4,
            EffectSiteRatePerH = 3,
        },
        Agonist = new MuAgonist(HalfEffectNgPerMl: 50, RelativeEfficacy: 1),
    };

    [Test]
    public void Group_Misspelt_IsOfferedTheNearest()
    {
        StudyResult result = TestStudies.Of([0], new Group("saline", 0, Regimen.None), new Group("morphine", 0, Regimen.None)).Run();

        Assert.That(result["morphine"].Name, Is.EqualTo("morphine"));
        Assert.That(
            () => result["morphin"],
            Throws.ArgumentException.With.Message.Contains("There is no group \"morphin\". Did you mean \"morphine\"?")
        );
    }

    // Plateaus of an hour put a dip after each of their steps into the curve of a drug that is gone in minutes.
    [Test]
    public void Typical_UnderALinearTaper_FallsWithoutASteadyStretch()
    {
        DrugForm remifentanil = Substance.Remifentanil.Base;
        TypicalRat rat = TestStudies
            .Of(
                [0, 1],
                new Group(
                    "taper",
                    0,
                    Regimen
                        .None.Infusion(remifentanil, 3.UgPerKgPerMinute, Route.Intravenous, 0.Hours, 2.Hours)
                        .Ramp(remifentanil, 3.UgPerKgPerMinute, default, Route.Intravenous, 2.Hours, 6.Hours)
                )
            )
            .Run()
            .Groups[0]
            .Typical;
        double[] levels =
        [
            .. Enumerable.Range(0, 61).Select(step => rat.ConcentrationNgPerMl("remifentanil", new StudyTime(2 + 0.1 * step))),
        ];
        double[] falls = [.. levels.Zip(levels.Skip(1), (before, after) => before - after)];

        // Once the line is followed, minutes after its start, every tenth of an hour takes the same.
        Assert.That(falls[10..], Is.All.EqualTo(falls[^1]).Within(1e-9 * levels[0]));
        Assert.That(falls[^1], Is.EqualTo(levels[0] / 60).Within(1e-3 * levels[0] / 60));
    }

    // Linear disposition: what heroin leaves of morphine and what is given of it add up.
    [TestCase(true)]
    [TestCase(false)]
    public void Concentration_OfASubstanceThatIsGivenAndMade_IsTheSum(bool effectSite)
    {
        Regimen heroin = Regimen.None.Bolus(Substance.Named("heroin").Base, 3.MgPerKg, Route.Subcutaneous, 0.Hours),
            morphine = Regimen.None.Bolus(Substance.Morphine.Base, 2.MgPerKg, Route.Subcutaneous, 0.Hours);
        StudyResult result = TestStudies
            .Of(
                [0, 1],
                new Group("heroin", 0, heroin),
                new Group("morphine", 0, morphine),
                new Group("both", 0, heroin.Bolus(Substance.Morphine.Base, 2.MgPerKg, Route.Subcutaneous, 0.Hours))
            )
            .Run();
        double At(string group) => result[group].Typical.ConcentrationNgPerMl("morphine", 1.Hours, effectSite);

        Assert.That(At("heroin"), Is.GreaterThan(100));
        Assert.That(At("both"), Is.EqualTo(At("heroin") + At("morphine")).Within(1e-9 * At("both")));
        Assert.That(result["both"].Typical.Substances, Is.Unique);
    }

    [Test]
    public void Group_OfNoRats_HasTheTypicalRatOnly()
    {
        StudyResult result = TestStudies.Of([0, 1], new Group("rats", 0, TestStudies.MorphinePump)).Run();
        string[] cells = TestStudies.Rows(TestStudies.SummaryCsv(result), "rats", 0)[1].Split(',');

        Assert.That(result["rats"].Rats, Is.Empty);
        Assert.That(
            result["rats"].Typical.SessionS(result.Sessions[1]),
            Is.Not.EqualTo(result["rats"].Typical.SessionS(result.Sessions[0]))
        );
        Assert.That(
            TestStudies.TrialsCsv(result).Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Has.Length.EqualTo(1),
            "the header alone"
        );
        Assert.That(cells[4], Is.EqualTo("0"));
        Assert.That(cells[5..], Is.All.Empty);
    }

    // C = dose / V exp(-CL/V t), and at the effect site dose / V ke0 / (ke0 - k) (exp(-k t) - exp(-ke0 t)), k = CL/V = 0.5 1/h.
    [Test]
    public void OwnDrug_FromNumbers_HasTheHandConcentrations()
    {
        TypicalRat rat = Run(Regimen.None.Bolus(Own.Base, 1.MgPerKg, Route.Intravenous, 1.Days));

        Assert.That(rat.ConcentrationNgPerMl("own", 26.Hours, effectSite: false), Is.EqualTo(250 * Math.Exp(-1)).Within(250 * Relative));
        Assert.That(
            rat.ConcentrationNgPerMl("own", 26.Hours),
            Is.EqualTo(250 * 3 / 2.5 * (Math.Exp(-1) - Math.Exp(-6))).Within(250 * Relative)
        );
        Assert.That(rat.Curve.At(25.Hours), Is.GreaterThan(rat.Curve.At(24.Hours) + 0.1), "the timer's resolution");
    }

    // The fault reaches the caller as it was thrown, although rats are computed in parallel.
    [Test]
    public void OwnDrug_TooWeakForItsHalfEffect_IsRefusedByTheRun()
    {
        Substance weak = Own with { Agonist = new MuAgonist(HalfEffectNgPerMl: 50, RelativeEfficacy: 1e-3) };

        Assert.That(
            () => Run(Regimen.None.Bolus(weak.Base, 1.MgPerKg, Route.Intravenous, 1.Days)),
            Throws.ArgumentException.With.Message.Contains("a half-effect concentration does not exist")
        );
    }

    [Test]
    public void OwnDrug_DosedAsSalt_CountsItsBase()
    {
        TypicalRat rat = Run(Regimen.None.Bolus(Own.As("salt"), 1.MgPerKg, Route.Intravenous, 1.Days));

        Assert.That(
            rat.ConcentrationNgPerMl("own", 26.Hours, effectSite: false),
            Is.EqualTo(0.75 * 250 * Math.Exp(-1)).Within(250 * Relative)
        );
    }

    [Test]
    public void Concentration_AtTheInstantOfADose_IsThatBeforeIt()
    {
        TypicalRat rat = Run(
            Regimen.None.Bolus(Own.Base, 1.MgPerKg, Route.Intravenous, 1.Days).Bolus(Own.Base, 1.MgPerKg, Route.Intravenous, 26.Hours)
        );

        Assert.That(rat.ConcentrationNgPerMl("own", 1.Days, effectSite: false), Is.Zero);
        Assert.That(rat.ConcentrationNgPerMl("own", 26.Hours, effectSite: false), Is.EqualTo(250 * Math.Exp(-1)).Within(250 * Relative));
        // A nanosecond later: 3e-13 h times a rate of 0.5 1/h is lost, less than the tolerance.
        Assert.That(
            rat.ConcentrationNgPerMl("own", new StudyTime(26 + 3e-13), effectSite: false),
            Is.EqualTo(250 * (1 + Math.Exp(-1))).Within(250 * Relative)
        );
    }

    [Test]
    public void Concentration_OfAnAbsentSubstance_IsRefused() =>
        Assert.That(
            () => Run(TestStudies.MorphinePump).ConcentrationNgPerMl("morphin", 1.Days),
            Throws.ArgumentException.With.Message.Contains("There is no morphin in this rat. Did you mean \"morphine\"?")
        );

    [Test]
    public void Substances_OfARat_IncludeActiveMetabolites() =>
        Assert.That(Run(TestStudies.MorphinePump).Substances, Is.EquivalentTo(new[] { "morphine", "morphine-3-glucuronide" }));

    [Test]
    public void TypicalRat_OnItsGrid_HasEveryDoseAndTrial()
    {
        TypicalRat rat = Run(TestStudies.MorphinePump.Bolus(Own.Base, 1.MgPerKg, Route.Intravenous, 26.1234.Hours));
        double[] times = rat.TimesH.ToArray();

        foreach (double hours in (double[])[0, 26.1234, 48 - 10 / 60.0, 48 - 5 / 60.0, 48])
        {
            Assert.That(times, Has.Some.EqualTo(hours).Within(1e-12), "sums of hours and minutes");
        }

        Assert.That(times, Is.Ordered.Ascending.And.Unique);
    }

    private static TypicalRat Run(Regimen regimen) => TestStudies.Of([0, 2], new Group("rats", 0, regimen)).Run().Groups[0].Typical;
}
