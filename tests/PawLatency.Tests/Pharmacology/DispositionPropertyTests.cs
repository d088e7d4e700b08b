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
    public void Concentrations_TwoBoluses_AreTheSumOfBoth() =>
        Check(
            AnySubstance,
            Count,
            substance =>
            {
                Bolus first = new(substance.Base, 1.MgPerKg, Route.Subcutaneous, 0.Hours),
                    second = new(substance.Base, 3.MgPerKg, Route.Intravenous, 1.5.Hours);
                var sum = new Disposition(substance, first, second);
                Disposition one = new(substance, first),
                    other = new(substance, second);

                // Both sides round alike; the restart at 1.5 h costs a few roundings of the larger curve.
                AssertSame(Curve(sum), [.. Curve(one).Zip(Curve(other), (a, b) => a + b)], 1e-12);
            }
        );

    [Test]
    public void Concentrations_SplitInfusion_AreThoseOfTheWhole() =>
        Check(
            AnySubstance,
            Count,
            substance =>
            {
                Infusion Piece(double from, double length) =>
                    new(substance.Base, 1.MgPerKgPerHour, Route.Intravenous, from.Hours, length.Hours);
                var whole = new Disposition(substance, Piece(0, 12));
                var split = new Disposition(substance, Piece(0, 3), Piece(3, 1), Piece(4, 8));
                AssertSame(Curve(split), Curve(whole), 1e-12);
            }
        );

    [Test]
    public void Concentrations_SplitRamp_AreThoseOfTheWhole() =>
        Check(
            AnySubstance,
            Count,
            substance =>
            {
                Ramp Piece(double from, double length) =>
                    new(
                        substance.Base,
                        (600 - 50 * from).UgPerKgPerHour,
                        (600 - 50 * (from + length)).UgPerKgPerHour,
                        Route.Subcutaneous,
                        from.Hours,
                        length.Hours
                    );
                var whole = new Disposition(substance, Piece(0, 12));
                var split = new Disposition(substance, Piece(0, 3), Piece(3, 1), Piece(4, 8));
                AssertSame(Curve(split), Curve(whole), 1e-12);
            }
        );

    [Test]
    public void Concentrations_RampUpOverRampDown_AreThoseOfAConstantRate() =>
        Check(
            AnySubstance,
            Count,
            substance =>
            {
                Ramp Line(double first, double last) =>
                    new(substance.Base, first.UgPerKgPerHour, last.UgPerKgPerHour, Route.Intravenous, 0.5.Hours, 12.Hours);
                var crossed = new Disposition(substance, Line(0, 1000), Line(1000, 0));
                var constant = new Disposition(
                    substance,
                    new Infusion(substance.Base, 1.MgPerKgPerHour, Route.Intravenous, 0.5.Hours, 12.Hours)
                );
                AssertSame(Curve(crossed), Curve(constant), 1e-12);
                AssertSame(Curve(new Disposition(substance, Line(1000, 1000))), Curve(constant), 1e-12);
            }
        );

    // The rate's slope is a step: a line from zero is the integral over time of an infusion at its slope.
    [Test]
    public void Concentrations_RampFromZero_AreTheIntegralOfAnInfusion() =>
        Check(
            AnySubstance,
            Count,
            substance =>
            {
                var ramp = new Disposition(
                    substance,
                    new Ramp(substance.Base, default, 1200.UgPerKgPerHour, Route.Subcutaneous, 0.Hours, 12.Hours)
                );
                var infusion = new Disposition(
                    substance,
                    new Infusion(substance.Base, 100.UgPerKgPerHour, Route.Subcutaneous, 0.Hours, 12.Hours)
                );
                foreach (double time in new[] { 0.2, 1, 5, 12 })
                {
                    // Gauss-Legendre with five points on 400 panels.
                    double expected = Integral(hours => infusion.Effect(hours), time, 400);
                    Assert.That(ramp.Effect(time), Is.EqualTo(expected).Within(1e-11 * expected), $"{time} h");
                }
            }
        );

    // Steps with the line's amount approach it with the square of their length.
    [Test]
    public void Concentrations_RampInSteps_ApproachTheLineWithTheSquareOfTheirLength() =>
        Check(
            AnySubstance,
            20,
            substance =>
            {
                var line = new Ramp(substance.Base, 1000.UgPerKgPerHour, 200.UgPerKgPerHour, Route.Intravenous, 0.Hours, 1.Hours);
                double exact = new Disposition(substance, line).Plasma(1);
                double Error(int steps) => Math.Abs(new Disposition(substance, [.. line.InSteps(steps)]).Plasma(1) - exact);

                // The fastest rates here are near 100 1/h: a step is a fifth of their time at most, and the next term some percent.
                Assert.That(Error(1024) / exact, Is.LessThan(1e-5));
                Assert.That(Error(512) / Error(1024), Is.EqualTo(4).Within(0.4));
            }
        );

    // The series of positive terms ends at thirty turnovers of the fastest rate; the exponentials that go on from there have cancelled most
    // there.
    [Test]
    public void Concentrations_OfARampWhereTheEarlySeriesEnds_GoOnWithTheSameDigits() =>
        Check(
            Gen.Zip(AnySubstance, AnySubstance),
            Count,
            pair =>
            {
                Substance substance = pair.Item1 with { Metabolite = new Metabolite(pair.Item2, 0.5) };
                var rat = new Disposition(
                    substance,
                    new Ramp(substance.Base, default, 1.MgPerKgPerHour, Route.Subcutaneous, 0.Hours, 1000.Hours)
                );
                double border = 30 / rat.Profile.Chain.Cascade.FastestRate;
                for (int acting = 0; acting < 2; acting++)
                {
                    double before = rat.Effect(border, acting),
                        after = rat.Effect(Math.BitIncrement(border), acting);
                    Assert.That(after, Is.EqualTo(before).Within(1e-9 * before), $"acting {acting} at {border} h");
                }
            }
        );

    [Test]
    public void Concentrations_AfterARampToZeroBetweenOthers_HaveNothingLeftOfIt()
    {
        Substance substance = Disposition.Make(2.8, 0.66, 15.9, 1.85, 1.66, 2.16);
        var rat = new Disposition(
            substance,
            new Ramp(substance.Base, 333.3.UgPerKgPerHour, default, Route.Subcutaneous, 0.1.Hours, 0.7.Hours),
            new Bolus(substance.Base, 0.MgPerKg, Route.Subcutaneous, 0.3.Hours),
            new Bolus(substance.Base, 0.MgPerKg, Route.Subcutaneous, 100.Hours)
        );

        // The slowest rate is about 1 1/h: e^-200 of the peak, and no rate that rounding left.
        Assert.That(rat.Effect(200), Is.InRange(0, 1e-70));
    }

    [Test]
    public void Concentrations_DoseTimesAFactor_ScaleWithIt() =>
        Check(
            Gen.Zip(AnySubstance, LogUniform(1e-3, 1e3)),
            Count,
            pair =>
            {
                (Substance substance, double factor) = pair;
                Disposition Dosed(double scale) =>
                    new(
                        substance,
                        new Bolus(substance.Base, (scale * 10).UgPerKg, Route.Subcutaneous, 0.Hours),
                        new PumpImplant(AlzetPump.Model2ML1, substance.Base, (scale * 5).UgPerKgPerHour, 1.Hours, 12.Hours),
                        new Ramp(
                            substance.Base,
                            (scale * 2).UgPerKgPerHour,
                            (scale * 7).UgPerKgPerHour,
                            Route.Intravenous,
                            2.Hours,
                            9.Hours
                        )
                    );
                AssertSame(Curve(Dosed(factor)), [.. Curve(Dosed(1)).Select(value => factor * value)], 1e-12);
            }
        );

    [Test]
    public void Concentrations_EverythingLater_AreTheSameThatMuchLater() =>
        Check(
            Gen.Zip(AnySubstance, LogUniform(0.1, 1000)),
            Count,
            pair =>
            {
                (Substance substance, double shift) = pair;
                Disposition Begun(double start) =>
                    new(
                        substance,
                        new Bolus(substance.Base, 1.MgPerKg, Route.Subcutaneous, start.Hours),
                        new Infusion(substance.Base, 1.MgPerKgPerHour, Route.Intravenous, (start + 2).Hours, 9.Hours)
                    );

                // Times near 1000 h are rounded to 1e-13 h; the fastest rates here are near 100 1/h.
                AssertSame(Curve(Begun(shift), shift), Curve(Begun(0)), 1e-11);
            }
        );

    [Test]
    public void Concentrations_DoseOfNothing_AreExactlyZero()
    {
        Substance morphine = Substance.Morphine;
        var rat = new Disposition(
            morphine,
            new Bolus(morphine.Base, 0.MgPerKg, Route.Subcutaneous, 0.Hours),
            new Infusion(morphine.Base, 0.MgPerKgPerHour, Route.Intravenous, 1.Hours, 2.Hours),
            new PumpImplant(AlzetPump.Model2ML1, morphine.Base, 0.MgPerKgPerHour, 0.Hours, 7.Days),
            new Ramp(morphine.Base, 0.MgPerKgPerHour, 0.MgPerKgPerHour, Route.Intravenous, 1.Hours, 2.Hours)
        );
        Assert.That(Curve(rat).Concat(Times.Select(time => rat.Effect(time, 1))), Has.All.EqualTo(0.0));
    }

    [Test]
    public void Concentrations_AtTheInstantOfABolus_AreThoseBeforeIt()
    {
        Substance substance = Disposition.Make(2, 0.5);
        Bolus first = new(substance.Base, 1.MgPerKg, Route.Intravenous, 0.Hours),
            second = new(substance.Base, 1.MgPerKg, Route.Intravenous, 1.Hours);
        Disposition both = new(substance, first, second),
            one = new(substance, first);
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
        Disposition removed = new(substance, Until(3)),
            left = new(substance, Until(7));
        double[] after = [.. Enumerable.Range(0, 100).Select(i => removed.Plasma(72 + 0.1 * i))];
        Assert.Multiple(() =>
        {
            Assert.That(removed.Plasma(72), Is.EqualTo(left.Plasma(72)), "nothing changes before the removal");
            Assert.That(after.Zip(after.Skip(1)), Has.All.Matches<(double Before, double After)>(pair => pair.After < pair.Before));

            // The absorption site empties at 2.16 and the body at about 1 1/h: 4.5 half-lives of the slower in 3 h.
            Assert.That(removed.Plasma(75), Is.LessThan(left.Plasma(75) / 10));
        });
    }

    private static double Integral(Func<double, double> value, double end, int panels)
    {
        ReadOnlySpan<double> nodes = [-0.906179845938663993, -0.538469310105683091, 0, 0.538469310105683091, 0.906179845938663993];
        ReadOnlySpan<double> weights =
        [
            0.236926885056189088,
            0.478628670499366468,
            0.568888888888888889,
            0.478628670499366468,
            0.236926885056189088,
        ];
        double half = end / panels / 2,
            sum = 0;
        for (int panel = 0; panel < panels; panel++)
        {
            for (int i = 0; i < nodes.Length; i++)
            {
                sum += weights[i] * value(half * (2 * panel + 1 + nodes[i]));
            }
        }

        return sum * half;
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
