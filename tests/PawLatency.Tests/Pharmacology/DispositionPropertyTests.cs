using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using PawLatency.Pharmacology;
using static PawLatency.Tests.Numerics.RepeatableProperty;

namespace PawLatency.Tests.Pharmacology;

/// <summary>What linearity and time invariance demand of any substance.</summary>
public class DispositionPropertyTests
{
    private const int Count = 100;
    private static readonly double[] Times = [0.1, 0.7, 2, 5, 11, 12, 20];

    private static readonly Gen<Substance> AnySubstance =
        from cl in LogUniform(0.5, 15)
        from v1 in LogUniform(0.3, 6)
        from q in LogUniform(0.5, 15)
        from v2 in LogUniform(0.3, 6)
        from ka in LogUniform(0.2, 20)
        from ke0 in LogUniform(0.3, 50)
        from two in Gen.Elements(true, false)
        select two ? Disposition.Make(cl, v1, q, v2, ke0, ka) : Disposition.Make(cl, v1, effectSiteRate: ke0, absorptionRate: ka);

    [Test]
    public void Concentrations_TwoBoluses_AreTheSumOfBoth() => Check(AnySubstance, Count, substance =>
    {
        Bolus first = new(substance.Base, 1.MgPerKg, Route.Subcutaneous, 0.Hours), second = new(substance.Base, 3.MgPerKg, Route.Intravenous, 1.5.Hours);
        var sum = new Disposition(substance, first, second);
        Disposition one = new(substance, first), other = new(substance, second);

        // Both sides round alike; the restart at 1.5 h costs a few roundings of the larger curve.
        AssertSame(Curve(sum), [.. Curve(one).Zip(Curve(other), (a, b) => a + b)], 1e-12);
    });

    [Test]
    public void Concentrations_SplitInfusion_AreThoseOfTheWhole() => Check(AnySubstance, Count, substance =>
    {
        Infusion Piece(double from, double length) => new(substance.Base, 1.MgPerKgPerHour, Route.Intravenous, from.Hours, length.Hours);
        var whole = new Disposition(substance, Piece(0, 12));
        var split = new Disposition(substance, Piece(0, 3), Piece(3, 1), Piece(4, 8));
        AssertSame(Curve(split), Curve(whole), 1e-12);
    });

    [Test]
    public void Concentrations_DoseTimesAFactor_ScaleWithIt() => Check(Gen.Zip(AnySubstance, LogUniform(1e-3, 1e3)), Count, pair =>
    {
        (Substance substance, double factor) = pair;
        Disposition Dosed(double scale) => new(substance, new Bolus(substance.Base, (scale * 10).UgPerKg, Route.Subcutaneous, 0.Hours),
            new PumpImplant(AlzetPump.Model2ML1, substance.Base, (scale * 5).UgPerKgPerHour, 1.Hours, 12.Hours));
        AssertSame(Curve(Dosed(factor)), [.. Curve(Dosed(1)).Select(value => factor * value)], 1e-12);
    });

    [Test]
    public void Concentrations_EverythingLater_AreTheSameThatMuchLater() => Check(Gen.Zip(AnySubstance, LogUniform(0.1, 1000)), Count, pair =>
    {
        (Substance substance, double shift) = pair;
        Disposition Begun(double start) => new(substance, new Bolus(substance.Base, 1.MgPerKg, Route.Subcutaneous, start.Hours),
            new Infusion(substance.Base, 1.MgPerKgPerHour, Route.Intravenous, (start + 2).Hours, 9.Hours));

        // Times near 1000 h are rounded to 1e-13 h; the fastest rates here are near 100 1/h.
        AssertSame(Curve(Begun(shift), shift), Curve(Begun(0)), 1e-11);
    });

    [Test]
    public void Concentrations_DoseOfNothing_AreExactlyZero()
    {
        Substance morphine = Substance.Morphine;
        var rat = new Disposition(morphine,
            new Bolus(morphine.Base, 0.MgPerKg, Route.Subcutaneous, 0.Hours),
            new Infusion(morphine.Base, 0.MgPerKgPerHour, Route.Intravenous, 1.Hours, 2.Hours),
            new PumpImplant(AlzetPump.Model2ML1, morphine.Base, 0.MgPerKgPerHour, 0.Hours, 7.Days));
        Assert.That(Curve(rat).Concat(Times.Select(time => rat.Effect(time, 1))), Has.All.EqualTo(0.0));
    }

    [Test]
    public void Concentrations_AtTheInstantOfABolus_AreThoseBeforeIt()
    {
        Substance substance = Disposition.Make(2, 0.5);
        Bolus first = new(substance.Base, 1.MgPerKg, Route.Intravenous, 0.Hours), second = new(substance.Base, 1.MgPerKg, Route.Intravenous, 1.Hours);
        Disposition both = new(substance, first, second), one = new(substance, first);
        Assert.Multiple(() =>
        {
            Assert.That(both.Plasma(0), Is.Zero);
            Assert.That(both.Plasma(-1), Is.Zero);
            Assert.That(both.Plasma(1), Is.EqualTo(one.Plasma(1)));
            Assert.That(both.Plasma(Math.BitIncrement(1)), Is.GreaterThan(2000));
        });
    }

    [Test]
    public void Pump_RemovedEarly_NeverRisesAgain()
    {
        Substance substance = Disposition.Make(2.8, 0.66, 15.9, 1.85, 1.66, 2.16);
        PumpImplant Until(double day) => new(AlzetPump.Model2ML1, substance.Base, 0.5.MgPerKgPerHour, 0.Hours, day.Days);
        Disposition removed = new(substance, Until(3)), left = new(substance, Until(7));
        double[] after = [.. Enumerable.Range(0, 100).Select(i => removed.Plasma(72 + 0.1 * i))];
        Assert.Multiple(() =>
        {
            Assert.That(removed.Plasma(72), Is.EqualTo(left.Plasma(72)), "nothing changes before the removal");
            Assert.That(after.Zip(after.Skip(1)), Has.All.Matches<(double Before, double After)>(pair => pair.After < pair.Before));

            // The absorption site empties at 2.16 and the body at about 1 1/h: 4.5 half-lives of the slower in 3 h.
            Assert.That(removed.Plasma(75), Is.LessThan(left.Plasma(75) / 10));
        });
    }

    private static double[] Curve(Disposition rat, double shift = 0) =>
        [.. Times.SelectMany(time => new[] { rat.Plasma(shift + time), rat.Effect(shift + time) })];

    // Relative to the peak: at the rise of a curve the terms cancel.
    private static void AssertSame(double[] actual, double[] expected, double tolerance)
    {
        double peak = expected.Max();
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.That(actual[i], Is.EqualTo(expected[i]).Within(tolerance * peak), $"value {i} of peak {peak:G6}");
        }
    }
}
