using NUnit.Framework;
using PawLatency.Assays;

namespace PawLatency.Tests.Assays;

[TestFixture]
public sealed class HargreavesRangeTests
{
    public static IEnumerable<TestCaseData> Settings()
    {
        yield return Case("baseline", " s", 2, 30, value => new Hargreaves { Baseline = value });
        yield return Case("cutoff", " s", 3, 60, value => new Hargreaves { Cutoff = value });
        yield return Case("trial interval", " h", 0, 2, value => new Hargreaves { TrialInterval = new Duration(value) });
        yield return Case("lamp intensity", " %", 20, 300, value => new Hargreaves { LampPercent = value });
        yield return Case("floor temperature", " C", 15, 40, value => new Hargreaves { FloorC = value });
        yield return Case("skin temperature", " C", 20, 42, value => new Hargreaves { SkinC = value });
        yield return Case("timer resolution", " s", 0.001, 1, value => new Hargreaves { Resolution = value });
        yield return Case("response delay", " s", 0, 1.5, value => new Hargreaves { ResponseDelayS = value });
        yield return Case("novelty", " %", 0, 50, value => new Hargreaves { NoveltyPercent = value });
    }

    [TestCaseSource(nameof(Settings))]
    public void Setting_OutsideItsRange_IsRefusedWithValueUnitAndRange(
        string quantity,
        string unit,
        double low,
        double high,
        Func<double, Hargreaves> make
    )
    {
        string range = FormattableString.Invariant($"it must be {low:G6} to {high:G6}{unit}.");
        foreach (double value in (double[])[low - 0.5, high + 0.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity])
        {
            string told = FormattableString.Invariant($"The {quantity} is {value:G6}{unit}; {range}");
            Assert.That(() => make(value), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains(told));
        }
    }

    [TestCaseSource(nameof(Settings))]
    public void Setting_AtTheEndsOfItsRange_IsTaken(string quantity, string unit, double low, double high, Func<double, Hargreaves> make)
    {
        (Hargreaves lowest, Hargreaves highest) = (make(low), make(high));

        Assert.That(lowest, Is.Not.EqualTo(highest), $"{quantity} in{unit}");
    }

    [TestCase(0)]
    [TestCase(21)]
    public void Trials_OutsideTheirRange_AreRefused(int trials) =>
        Assert.That(
            () => new Hargreaves { Trials = trials },
            Throws
                .TypeOf<ArgumentOutOfRangeException>()
                .With.Message.Contains(FormattableString.Invariant($"The number of trials is {trials}; it must be 1 to 20."))
        );

    [TestCase(10.5)]
    [TestCase(10)]
    public void Validate_OfACutoffNotAboveTheBaseline_IsRefused(double cutoffS) =>
        Assert.That(
            new Hargreaves { Cutoff = cutoffS }.Validate,
            Throws.ArgumentException.With.Message.Contains(
                FormattableString.Invariant($"The cutoff of {cutoffS} s is not above the baseline of 10.5 s.")
            )
        );

    [Test]
    public void Validate_OfTheStandard_Passes() => Assert.That(Hargreaves.Standard.Validate, Throws.Nothing);

    // A study checks its apparatus before it runs.
    [Test]
    public void Study_WithACutoffBelowTheBaseline_IsRefused()
    {
        Study study = TestStudies.Of([0], new Group("rats", 0, Regimen.None)) with { Assay = new Hargreaves { Cutoff = 9 } };

        Assert.That(() => study.Run(), Throws.ArgumentException.With.Message.Contains("cutoff of 9 s"));
    }

    private static TestCaseData Case(string quantity, string unit, double low, double high, Func<double, Hargreaves> make) =>
        new TestCaseData(quantity, unit, low, high, make).SetArgDisplayNames(quantity);
}
