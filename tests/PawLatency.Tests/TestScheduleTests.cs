using NUnit.Framework;
using PawLatency.Pharmacology;

namespace PawLatency.Tests;

[TestFixture]
public sealed class TestScheduleTests
{
    // Sums of hours and minutes: a few units in the last of sixteen digits of some hundred hours.
    private const double RoundingH = 1e-12;

    [Test]
    public void Sessions_GivenInAnyOrder_AreSortedAndNumbered()
    {
        IReadOnlyList<Session> sessions = new TestSchedule { Days = [3, -1, 0.5], Also = [1.Days, new StudyTime(-2)] }.Sessions();

        Assert.That(sessions.Select(session => session.Time.Hours), Is.EqualTo(new[] { -24.0, -2, 12, 24, 72 }));
        Assert.That(sessions.Select(session => session.Number), Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
    }

    // With tests at 10:00 the study clock begins there: day 6 12:15 is 2.25 h after day 6, day 7 02:00 is 8 h before day 7.
    [TestCase(10, 6 * 24, 6)]
    [TestCase(10, 6 * 24 + 2.25, 6)]
    [TestCase(10, 7 * 24 - 8, 7)]
    [TestCase(10, 7 * 24 - 10, 7)]
    [TestCase(10, 7 * 24 - 10.01, 6)]
    [TestCase(10, -10.5, -1)]
    [TestCase(22, 2.5, 1)]
    [TestCase(0, 23.9, 0)]
    public void Day_OfASession_IsThatOfTheCalendar(int testHour, double hours, int expectedDay)
    {
        var schedule = new TestSchedule { At = new TimeOnly(testHour, 0), Also = [new StudyTime(hours)] };

        Assert.That(schedule.Sessions()[0].Day, Is.EqualTo(expectedDay));
    }

    [Test]
    public void Schedule_WithoutSessions_IsRefused() =>
        Assert.That(() => new TestSchedule().Sessions(), Throws.ArgumentException.With.Message.Contains("never tested"));

    [Test]
    public void Session_GivenTwice_IsRefused() =>
        Assert.That(
            () => new TestSchedule { Days = [1, 2], Also = [48.Hours] }.Sessions(),
            Throws.ArgumentException.With.Message.Contains("The test on day 2 is given twice.")
        );

    [TestCase(-31)]
    [TestCase(366)]
    [TestCase(double.NaN)]
    public void Session_OutsideTheYear_IsRefused(double day) =>
        Assert.That(
            () => new TestSchedule { Days = [day] }.Sessions(),
            Throws.ArgumentException.With.Message.Contains("outside day -30 to day 365")
        );

    [TestCase(-30)]
    [TestCase(365)]
    public void Session_AtTheEndsOfTheYear_IsTaken(double day) =>
        Assert.That(new TestSchedule { Days = [day] }.Sessions(), Has.Count.EqualTo(1));

    [TestCase(false, new[] { 24 - 10 / 60.0, 24 - 5 / 60.0, 24 })]
    [TestCase(true, new[] { 24, 24 + 5 / 60.0, 24 + 10 / 60.0 })]
    public void Trials_OfASession_EndOrBeginAtItsTime(bool afterDose, double[] expectedH)
    {
        Trial[] trials = [.. Run(afterDose).Groups[0].Rats[0].Trials];

        Assert.That(trials.Select(trial => trial.TimeH), Is.EqualTo(expectedH).Within(RoundingH));
        Assert.That(trials.Select(trial => trial.Paw), Is.EqualTo(new[] { Paw.Left, Paw.Right, Paw.Left }));
        Assert.That(trials.Select(trial => trial.Number), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    // A dose at the session's own instant: before it the rat is untreated; after it, two of three trials see the drug.
    [Test]
    public void Session_BeforeADoseOfItsInstant_SeesNothingOfIt()
    {
        StudyResult before = Run(afterDose: false),
            after = Run(afterDose: true);
        double baselineS = before.Groups[0].Typical.Curve.Values[0];

        Assert.That(before.Groups[0].Typical.SessionS(before.Sessions[0]), Is.EqualTo(baselineS));
        Assert.That(after.Groups[0].Typical.SessionS(after.Sessions[0]), Is.GreaterThan(baselineS + 0.1), "the timer's resolution");
    }

    private static StudyResult Run(bool afterDose) =>
        new Study
        {
            Test = new TestSchedule { Days = [1], AfterDose = afterDose },
            Groups = [new Group("rats", 1, Regimen.None.Bolus(Substance.Morphine.Base, 10.MgPerKg, Route.Intravenous, 1.Days))],
        }.Run();
}
