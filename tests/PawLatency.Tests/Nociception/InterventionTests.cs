using NUnit.Framework;
using PawLatency.Pharmacology;

namespace PawLatency.Tests.Nociception;

/// <summary>What interventions do to whole rats, as orderings that hold for any sensible parameters.</summary>
[TestFixture]
public sealed class InterventionTests
{
    // The solver's own error in a threshold, allowed where two solves are compared: 1e-7 of some degrees, times ten.
    private const double SolverErrorC = 1e-5;

    [Test]
    public void Naloxone_InTheNaiveRat_ChangesNothing()
    {
        TypicalRat rat = Typical(Regimen.None.Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 0.Days), 0, 2);

        Assert.That(rat.Curve.Values.ToArray(), Is.All.EqualTo(rat.Curve.Values[0]));
    }

    [Test]
    public void Naloxone_LongAfterAnOpioid_UnmasksLatentSensitization()
    {
        TypicalRat rat = Typical(
            TestStudies.MorphinePump.Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 25.Days),
            0,
            25,
            25.05
        );

        Assert.That(Latency(rat, 25), Is.EqualTo(Latency(rat, 0)).Within(0.3), "recovered, but for what slow sensitization is left");
        Assert.That(Latency(rat, 25.05), Is.LessThan(Latency(rat, 25) - 0.1), "the timer's resolution");
    }

    [Test]
    public void Naloxone_OnTheFirstDay_AbolishesAnalgesia()
    {
        TypicalRat rat = Typical(
            TestStudies.MorphinePump.Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 1.Days),
            0,
            1,
            1.04
        );

        Assert.That(Latency(rat, 1), Is.GreaterThan(Latency(rat, 0)));
        Assert.That(Latency(rat, 1.04), Is.LessThanOrEqualTo(Latency(rat, 0)));
    }

    [Test]
    public void Dizocilpine_BesideMorphine_NeverLowersTheThresholdAndKeepsAnalgesia()
    {
        TypicalRat alone = Typical(TestStudies.MorphinePump, 0, 10);
        Regimen protectedRats = Enumerable
            .Range(0, 21)
            .Aggregate(
                TestStudies.MorphinePump,
                (regimen, i) => regimen.Bolus(Substance.Dizocilpine.Base, 0.1.MgPerKg, Route.Intraperitoneal, (8 * i).Hours)
            );
        TypicalRat with = Typical(protectedRats, 0, 10);

        // Each dose begins the grid anew, so the two have only some points in common.
        int[] common = [.. Enumerable.Range(0, alone.TimesH.Length).Where(i => with.TimesH.BinarySearch(alone.TimesH[i]) >= 0)];
        Assert.That(common, Has.Length.AtLeast(10));
        foreach (int i in common)
        {
            int same = with.TimesH.BinarySearch(alone.TimesH[i]);
            Assert.That(
                with.ResponseAt(same).ThresholdC,
                Is.GreaterThanOrEqualTo(alone.ResponseAt(i).ThresholdC - SolverErrorC),
                $"at {alone.TimesH[i]} h"
            );
        }

        Assert.That(Latency(with, 6), Is.GreaterThan(Latency(alone, 6) + 0.1), "the timer's resolution");
    }

    // Tolerance is overcome by dose, at once; the price is paid later.
    [Test]
    public void Dose_RaisedInTheTolerantRat_RestoresAnalgesia()
    {
        TypicalRat steady = Typical(TestStudies.MorphinePump, 0, 5.06);
        TypicalRat raised = Typical(
            TestStudies.MorphinePump.Bolus(Substance.Morphine.Base, 20.MgPerKg, Route.Subcutaneous, 5.Days),
            0,
            5.06
        );

        Assert.That(Latency(steady, 5.04), Is.LessThan(Latency(steady, 0)));
        Assert.That(Latency(raised, 5.04), Is.GreaterThan(Latency(steady, 0)));
    }

    [Test]
    public void Morphine_MoreOfIt_SensitizesMore()
    {
        double[] rates = [0.1, 0.3, 0.5];
        double[] sensitization =
        [
            .. rates.Select(rate =>
                SensitizationAt(Regimen.None.Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, rate.MgPerKgPerHour, 0.Days, 7.Days), 6)
            ),
        ];

        Assert.That(sensitization, Is.Ordered.Ascending.And.All.GreaterThan(0));
    }

    private static double SensitizationAt(Regimen regimen, double day)
    {
        TypicalRat rat = Typical(regimen, 0, day);
        return rat.ResponseAt(rat.TimesH.Length - 1).Sensitization;
    }

    private static double Latency(TypicalRat rat, double day) => rat.Curve.At(day.Days);

    private static TypicalRat Typical(Regimen regimen, params double[] days) =>
        TestStudies.Of(days, new Group("rats", 0, regimen)).Run().Groups[0].Typical;
}
