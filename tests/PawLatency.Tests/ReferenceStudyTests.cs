using NUnit.Framework;
using PawLatency.Evidence;

namespace PawLatency.Tests;

/// <summary>The published shape of a seven-day morphine pump, read from the summary table a user gets.</summary>
[TestFixture]
public sealed class ReferenceStudyTests
{
    private StudyResult _result = null!;
    private Dictionary<int, double> _morphine = null!;
    private Dictionary<int, double> _saline = null!;

    [OneTimeSetUp]
    public void RunOnce()
    {
        _result = Study.Reference.Run();
        string summary = TestStudies.SummaryCsv(_result);
        _morphine = TestStudies.ByDay(summary, "morphine", "typical_s");
        _saline = TestStudies.ByDay(summary, "saline", "typical_s");
    }

    [Test]
    public void Morphine_OnDay1_IsAnalgesicAndNotCensored()
    {
        Assert.That(ChangePercent(1), Is.GreaterThanOrEqualTo(20), "as the contract draws it");
        Assert.That(_morphine[1], Is.LessThan(Study.Reference.Assay.CutoffS));
    }

    [Test]
    public void Morphine_OnDay3_IsBackAtBaseline() => Assert.That(ChangePercent(3), Is.InRange(-5, 5));

    [TestCase(5)]
    [TestCase(6)]
    [TestCase(7)]
    public void Morphine_LateInTheWeek_IsBelowBaseline(int day) => Assert.That(ChangePercent(day), Is.LessThan(0));

    [Test]
    public void Morphine_AtItsDeepestOnDrug_IsTwentyToFortyPercentBelow()
    {
        double deepest = Enumerable.Range(1, 7).Min(ChangePercent);

        Assert.That(deepest, Is.InRange(-40, -20));
    }

    [TestCase(12, 10)]
    [TestCase(14, 5)]
    public void Morphine_AfterThePump_Recovers(int day, double withinPercent) =>
        Assert.That(Math.Abs(ChangePercent(day)), Is.LessThanOrEqualTo(withinPercent));

    [Test]
    public void Saline_Throughout_StaysWithinOnePercent()
    {
        Assert.That(_saline, Has.Count.EqualTo(TestStudies.ReferenceDays.Length));
        Assert.That(_saline.Values, Is.All.InRange(0.99 * _saline[0], 1.01 * _saline[0]));
    }

    [Test]
    public void Study_AgainstTheLibrarysContract_Holds() =>
        Assert.That(() => ShapeContract.OpioidPump.Check(_result["morphine"], _result["saline"]).ThrowIfFailed(), Throws.Nothing);

    private double ChangePercent(int day) => 100 * (_morphine[day] / _morphine[0] - 1);
}
