using NUnit.Framework;
using PawLatency.Analysis;

namespace PawLatency.Tests.Analysis;

[TestFixture]
public sealed class ShapeContractTests
{
    private static readonly LatencyCurve Flat = new([0, 336], [10, 10], 20);

    // +50 % on day 1, home on day 3, -30 % on day 6 and 7, home on day 11.
    private static readonly LatencyCurve Published = new([0, 24, 72, 144, 168, 264, 336], [10, 15, 10, 7, 7, 10, 10], 20);

    [Test]
    public void Contract_OfThePublishedShape_Holds()
    {
        ShapeReport report = ShapeContract.OpioidPump.Check(Published, Flat);

        Assert.That(report.Holds, Is.True);
        Assert.That(() => report.ThrowIfFailed(), Throws.Nothing);
    }

    [Test]
    public void Contract_OfAFlatCurve_FailsWithFeatureExpectedAndGot() =>
        Assert.That(() => ShapeContract.OpioidPump.Check(Flat, Flat).ThrowIfFailed(), Throws.TypeOf<ShapeException>()
            .With.Message.Contains("breaks the contract opioid-pump")
            .And.Message.Contains("treated change on day 1: expected 25 to 90 %, got 0 %")
            .And.Message.Contains("treated deepest-change-on-drug: expected -40 to -20 %, got 0 %")
            .And.Message.Contains("treated crossing-day: expected 1.5 to 5 day, got not there"));

    [Test]
    public void Failure_OfOneFeature_NamesThatOneOnly()
    {
        var drifting = new LatencyCurve([0, 336], [10, 11], 20);
        ShapeReport report = ShapeContract.OpioidPump.Check(Published, drifting);

        ShapeVerdict failed = report.Verdicts.Single(verdict => !verdict.Holds);
        Assert.That(failed.Feature, Is.EqualTo("control largest-deviation"));
        Assert.That(failed.Expected, Is.EqualTo("0 to 1 %"));
        Assert.That(failed.Got, Is.EqualTo("10 %"));
        // 11 / 10 - 1 loses a digit of sixteen.
        Assert.That(failed.Value, Is.EqualTo(10).Within(1e-12));
        Assert.That(new ShapeException(report).Message, Does.Not.Contain("treated"));
        Assert.That(new ShapeException(report).Report, Is.SameAs(report));
    }

    [Test]
    public void Contracts_OfTheLibrary_AreFoundByName()
    {
        Assert.That(ShapeContract.OpioidPump.Name, Is.EqualTo("opioid-pump"));
        Assert.That(ShapeContract.OpioidPumpMeasured.Name, Is.EqualTo("opioid-pump-measured"));
        Assert.That(ShapeContract.OpioidPump.DrugOff, Is.EqualTo((StudyTime)7.Days));
        Assert.That(() => ShapeContract.Named("opiod-pump"), Throws.ArgumentException.With.Message.Contains("Did you mean \"opioid-pump\"?"));
    }

    // The wider bands are for means of small groups: what passes the narrow contract passes the wide one.
    [Test]
    public void MeasuredContract_OfThePublishedShape_Holds() =>
        Assert.That(ShapeContract.OpioidPumpMeasured.Check(Published, Flat).Holds, Is.True);

    [Test]
    public void Band_AtItsEnds_Holds()
    {
        var curve = new LatencyCurve([0, 24, 48, 336], [8, 10, 8, 8], 20);
        var band = new ShapeBand(false, ShapeFeature.Named("peak-change"), 0, 25, 25);

        Assert.That(band.Judge(new CurveShape(curve, 0.Days, 7.Days)).Holds, Is.True, "10 / 8 is exact");
    }
}
