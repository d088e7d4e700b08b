using FsCheck.Fluent;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using static PawLatency.Tests.Numerics.RepeatableProperty;

namespace PawLatency.Tests;

/// <summary>Tapers, escalations, repeated doses and doses by response.</summary>
[TestFixture]
public sealed class RegimenSeriesTests
{
    private static readonly DrugForm Morphine = Substance.Morphine.Base;

    // What enters the chain is what the rate says: the integral of the rate over its pieces, and nothing left when all has ended.
    [Test]
    public void Delivery_OfRampsAndSeriesOverEachOther_IsTheIntegralOfTheRate() =>
        Check(
            from first in LogUniform(1, 1000)
            from last in LogUniform(1, 1000)
            from length in LogUniform(0.1, 100)
            from steps in Gen.Choose(1, 40)
            from start in LogUniform(0.01, 50)
            from dose in LogUniform(0.1, 1000)
            select (first, last, length, steps, start, dose),
            200,
            given =>
            {
                (double first, double last, double length, int steps, double start, double dose) = given;
                Regimen regimen = Regimen
                    .None.Ramp(
                        Morphine,
                        first.UgPerKgPerHour,
                        last.UgPerKgPerHour,
                        Route.Intravenous,
                        start.Hours,
                        length.Hours,
                        steps == 1 ? null : steps
                    )
                    .Infusion(Morphine, first.UgPerKgPerHour, Route.Intravenous, start.Hours, length.Hours)
                    .Infusion(Morphine, last.UgPerKgPerHour, Route.Intravenous, (start + length).Hours, length.Hours)
                    .Boluses(Morphine, dose.UgPerKg, Route.Intravenous, start.Hours, (length / 3).Hours, 4);

                var chain = new SubstanceChain(Substance.Morphine, regimen.Administrations, 1, 300);
                int plasma = chain.Events[0].Compartment;
                double volume = Substance.Morphine.Disposition!.CentralVolumeLPerKg.Value,
                    rate = 0,
                    before = 0;
                double delivered = chain
                    .Ramps.Where(ramp => ramp.Compartment == plasma)
                    .Sum(ramp => (ramp.First + ramp.Last) / 2 * (ramp.ToH - ramp.FromH));
                foreach (
                    ChainEvent happening in chain
                        .Events.Where(happening => happening.Compartment == plasma)
                        .OrderBy(happening => happening.Hours)
                )
                {
                    delivered += rate * (happening.Hours - before) + (happening.Action == ChainAction.AddAmount ? happening.Amount : 0);
                    rate += happening.Action == ChainAction.AddRate ? happening.Amount : 0;
                    before = happening.Hours;
                }

                // A ramp, and its steps, have the mean of its ends; rounding of some hundred sums stays below a few parts in 10^14.
                double expected = (first + last) / 2 * length + (first + last) * length + 4 * dose;
                Assert.That(delivered * volume / expected, Is.EqualTo(1).Within(1e-12));
                Assert.That(Math.Abs(rate) * volume, Is.LessThan(1e-9 * Math.Max(first, last)), "nothing runs on");
            }
        );

    [TestCase(0, 1, "The number of doses is 0; it must be 1 to 10000.")]
    [TestCase(10_001, 0.01, "The number of doses is 10001; it must be 1 to 10000.")]
    [TestCase(2, 0, "The time between doses is 0 h; it must be 0.000277778 to 8760 h.")]
    [TestCase(2, -1, "The time between doses is -1 h; it must be 0.000277778 to 8760 h.")]
    public void Boluses_OutOfRange_AreRefused(int times, double hours, string message) =>
        Assert.That(
            () => Regimen.None.Boluses(Morphine, 1.MgPerKg, Route.Subcutaneous, 0.Days, hours.Hours, times),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith(message)
        );

    [Test]
    public void Ramp_InSteps_BeginsAtTheFirstRateAndEndsAtTheLast()
    {
        Infusion[] pieces =
        [
            .. Regimen
                .None.Ramp(Morphine, 4.UgPerKgPerHour, 1.UgPerKgPerHour, Route.Subcutaneous, 2.Hours, 8.Hours, 4)
                .Administrations.Cast<Infusion>(),
        ];

        Assert.That(
            pieces.Select(piece => (piece.From.Hours, piece.Length.Hours, piece.Rate.MicrogramsPerKgPerHour)),
            Is.EqualTo(new[] { (2.0, 2.0, 4.0), (4, 2, 3), (6, 2, 2), (8, 2, 1) })
        );
    }

    [Test]
    public void Ramp_WithoutSteps_IsOneLine()
    {
        var line = (Ramp)
            Regimen.None.Ramp(Morphine, 4.UgPerKgPerHour, 1.UgPerKgPerHour, Route.Subcutaneous, 2.Hours, 8.Hours).Administrations.Single();

        Assert.That(line, Is.EqualTo(new Ramp(Morphine, 4.UgPerKgPerHour, 1.UgPerKgPerHour, Route.Subcutaneous, 2.Hours, 8.Hours)));
        Assert.That((line.Start.Hours, line.End!.Value.Hours), Is.EqualTo((2.0, 10.0)));
        Assert.That(line.Describe(), Is.EqualTo("morphine (base) 0.004 to 0.001 mg/kg/h sc linearly from day 0.0833 for 8 h"));
    }

    [TestCase(-1, 0, 1, "The first rate is -1 ug/kg/h")]
    [TestCase(0, 2e7, 1, "The last rate is 20000000 ug/kg/h")]
    [TestCase(0, 1, 0, "The duration of the infusion is 0 h")]
    public void Ramp_OutOfRange_IsRefused(double first, double last, double hours, string message) =>
        Assert.That(
            () => Regimen.None.Ramp(Morphine, first.UgPerKgPerHour, last.UgPerKgPerHour, Route.Subcutaneous, 2.Hours, hours.Hours),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith(message)
        );

    [Test]
    public void Ramp_OfOneStepOrNone_IsRefused()
    {
        Assert.That(
            () => Regimen.None.Ramp(Morphine, 4.UgPerKgPerHour, 0.UgPerKgPerHour, Route.Subcutaneous, 0.Hours, 4.Hours, 1),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("number of steps is 1")
        );
        Assert.That(
            () => Regimen.None.Boluses(Morphine, 1.MgPerKg, Route.Subcutaneous, 0.Hours, 1.Hours, 1, 2.MgPerKg),
            Throws.ArgumentException.With.Message.Contains("at least 2")
        );
    }

    [Test]
    public void Response_WhileTheLatencyIsShort_DosesAndKeepsALedger()
    {
        var study = new Study
        {
            Variability = Variability.None,
            Test = new TestSchedule { Days = [0] },
            // A limit above the baseline: the first look doses, the next see the relief, the last see it gone.
            Groups =
            [
                new Group(
                    "rats",
                    2,
                    Regimen.None.Add(new ResponseDosing(Morphine, 10.MgPerKg, Route.Subcutaneous, 10.6, 0.Hours, 1.Hours, 24, 2))
                ),
            ],
        };
        GroupResult result = study.Run().Groups[0];

        Assert.That(result.Decisions, Has.Count.EqualTo(24));
        Assert.That(result.Decisions.Count(decision => decision.Given), Is.EqualTo(2));
        Assert.That(
            (result.Decisions[0].Given, result.Decisions[1].Given),
            Is.EqualTo((true, false)),
            "relief an hour after ten milligrams"
        );
        Assert.That(result.Decisions[0].LatencyS, Is.EqualTo(10.5).Within(1e-6), "a look is before its dose");
        Assert.That(
            result.Group.Regimen.Administrations.Select(given => given.Start),
            Is.EqualTo(result.Decisions.Where(decision => decision.Given).Select(decision => decision.Time))
        );
        Assert.That(
            result
                .Decisions.Where(decision => decision.LatencyS < 10.6 && !decision.Given)
                .Select(decision => decision.Describe(Readout.PawWithdrawal)),
            Is.All.Contains("all 2 doses have been given")
        );
    }

    [Test]
    public void Response_OutOfRange_IsRefused() =>
        Assert.That(
            () => new ResponseDosing(Morphine, 1.MgPerKg, Route.Subcutaneous, 0.1, 0.Hours, 1.Hours, 1, 1),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("0.5 to 60 s")
        );
}
