using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Evidence;

namespace PawLatency.Tests.Evidence;

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
        Assert.That(
            () => ShapeContract.OpioidPump.Check(Flat, Flat).ThrowIfFailed(),
            Throws
                .TypeOf<ShapeException>()
                .With.Message.Contains("does not meet the contract opioid-pump")
                .And.Message.Contains("treated change on day 1: 20 to 90 %; actual: 0 %")
                .And.Message.Contains("treated deepest-change-on-drug: -40 to -20 %; actual: 0 %")
                .And.Message.Contains("treated crossing-day: 2.3 to 5 day; actual: absent")
        );

    [Test]
    public void Failure_OfOneFeature_NamesThatOneOnly()
    {
        var drifting = new LatencyCurve([0, 336], [10, 11], 20);
        ShapeReport report = ShapeContract.OpioidPump.Check(Published, drifting);

        Judgement failed = report.Judgements.Single(judgement => !judgement.Holds);
        Assert.That(failed.Expected, Is.EqualTo("control largest-deviation: 0 to 1 %"));
        Assert.That(failed.Actual, Is.EqualTo("10 %"));
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
        Assert.That(
            () => ShapeContract.Named("opiod-pump"),
            Throws.ArgumentException.With.Message.Contains("Did you mean \"opioid-pump\"?")
        );
    }

    // The wider bands are for means of small groups: what passes the narrow contract passes the wide one.
    [Test]
    public void MeasuredContract_OfThePublishedShape_Holds() =>
        Assert.That(ShapeContract.OpioidPumpMeasured.Check(Published, Flat).Holds, Is.True);

    [Test]
    public void Band_AtItsEnds_Holds()
    {
        var curve = new LatencyCurve([0, 24, 48, 336], [8, 10, 8, 8], 20);
        var band = new ShapeExpectation
        {
            Group = "a",
            Feature = ShapeFeature.Named("peak-change"),
            DrugOn = 0.Days,
            DrugOff = 7.Days,
            End = 7.Days,
            From = 25,
            To = 25,
        };

        Assert.That(band.Judge(FindingRun.Of([("a", curve)])).Holds, Is.True, "10 / 8 is exact");
    }

    // One engine: what check says of two curves is what verify says of the contract as a finding.
    [Test]
    public void Over_AStudy_ExpectsTheSameOfItsOwnGroups()
    {
        Finding finding = ShapeContract.OpioidPump.ToFinding(Study.Reference, treated: "morphine", control: "saline");
        var run = FindingRun.Of([("morphine", Published), ("saline", Flat)]);
        ShapeReport report = ShapeContract.OpioidPump.Check(Published, Flat);

        Assert.That(
            finding.Expectations.Select(expectation => expectation.Judge(run) with { Expected = "" }),
            Is.EqualTo(report.Judgements.Select(judgement => judgement with { Expected = "" }))
        );
        Assert.That(finding.CountsAsContract, Is.True);
    }

    // The deepest point, the peak and the crossing of a finding are those of a contract.
    [Test]
    public void Moments_OfAFinding_AreTheFeaturesOfAContract()
    {
        var run = FindingRun.Of([("a", new LatencyCurve([0, 24, 72, 120, 144, 168, 264, 336], [10, 15, 10.5, 9, 7, 7.5, 10, 10], 20))]);
        double EventTimeH(CurveEvent curveEvent) =>
            new CurveEventTime
            {
                Group = "a",
                Event = curveEvent,
                From = 0.Days,
                To = 14.Days,
            }
                .Judge(run)
                .Value / 24;
        double Feature(string name) =>
            new ShapeExpectation
            {
                Group = "a",
                Feature = ShapeFeature.Named(name),
                DrugOn = 0.Days,
                DrugOff = 7.Days,
                End = 7.Days,
                From = 0,
                To = 0,
            }
                .Judge(run)
                .Value;

        Assert.That(
            new[] { EventTimeH(CurveEvent.Peak), EventTimeH(CurveEvent.Deepest) },
            Is.EqualTo(new[] { Feature("peak-day"), Feature("deepest-day") })
        );
        Assert.That(
            EventTimeH(CurveEvent.Crossing),
            Is.EqualTo(Feature("crossing-day")).Within(1e-12).And.EqualTo(3 + 2 * 0.5 / 1.5).Within(1e-12)
        );
    }
}
