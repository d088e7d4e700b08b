using NUnit.Framework;
using PawLatency.Pharmacology;

namespace PawLatency.Tests;

/// <summary>What no laboratory could do is refused, and what it would ask about is warned of.</summary>
[TestFixture]
public sealed class NonsenseScheduleTests
{
    [TestCase(1e-7)]
    [TestCase(1e-5)]
    [TestCase(19.9 / 86400)]
    public void Validate_SessionsCloserThanATrialIsLong_AreRefused(double apartDays) =>
        Assert.That(
            () => TestStudies.Of([0, apartDays, 1], new Group("saline", 1, TestStudies.SalinePump)).Validate(),
            Throws.ArgumentException.With.Message.Contains("sessions 1 and 2").And.Message.Contains("a trial takes up to 20 s")
        );

    [TestCase(9.99, 1)]
    [TestCase(10.0, 0)]
    [TestCase(5.0, 1)]
    public void Warnings_OfSessionsThatOverlap_NameThem(double apartMin, int warnings)
    {
        Study study = TestStudies.Of([0, apartMin / 1440, 1], new Group("saline", 1, TestStudies.SalinePump));

        Assert.That(study.Validate, Throws.Nothing);
        Assert.That(
            study.Warnings().Count(warning => warning.StartsWith("Sessions overlap", StringComparison.Ordinal)),
            Is.EqualTo(warnings)
        );
    }

    [TestCase(500, false)]
    [TestCase(21, false)]
    [TestCase(20, true)]
    public void Validate_RatFullOfPumps_IsRefusedAboveTenTimesWhatIsTolerated(int pumps, bool holds)
    {
        Regimen regimen = Enumerable
            .Range(0, pumps)
            .Aggregate(Regimen.None, (all, _) => all.Pump(AlzetPump.Model2ML1, Substance.Saline.Base, default, 0.Days, 7.Days));
        Study study = TestStudies.Of([0], new Group("saline", 1, regimen));

        Assert.That(
            study.Validate,
            holds
                ? Throws.Nothing
                : Throws.ArgumentException.With.Message.Contains($"{pumps} pumps").And.Message.Contains("2 are tolerated")
        );
    }

    // One after the other, any number of them may be carried.
    [Test]
    public void Validate_ManyPumpsOneAfterTheOther_AreAllowed()
    {
        Regimen regimen = Enumerable
            .Range(0, 30)
            .Aggregate(
                Regimen.None,
                (all, week) => all.Pump(AlzetPump.Model2ML1, Substance.Saline.Base, default, (7 * week).Days, (7 * week + 7).Days)
            );

        Assert.That(TestStudies.Of([0], new Group("saline", 1, regimen)).Validate, Throws.Nothing);
    }
}
