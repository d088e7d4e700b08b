using System.Text;
using NUnit.Framework;
using PawLatency.Pharmacology;

namespace PawLatency.Tests;

/// <summary>Quantities and times as study files write them.</summary>
[TestFixture]
public sealed class QuantityTests
{
    // Hand values: one minute is 60 s, one day 24 h, 1 g is 1e6 ug. The factors are exact or correct to a rounding of the last bit.
    [TestCase("2 ug/kg", 2)]
    [TestCase("2 µg/kg", 2)]
    [TestCase("2 ng/kg", 0.002)]
    [TestCase("2 mg/kg", 2000)]
    [TestCase("2 g/kg", 2e6)]
    [TestCase("2mg/kg", 2000)]
    [TestCase("+2e0 mg/kg", 2000)]
    [TestCase(".5 mg/kg", 500)]
    public void Dose_InEveryUnit_IsRead(string text, double microgramsPerKg) =>
        Assert.That(
            ((Bolus)Given($"bolus: {{ substance: morphine, as: base, dose: {text}, route: iv, at: day 0 }}")).Dose.MicrogramsPerKg,
            Is.EqualTo(microgramsPerKg).Within(1).Ulps
        );

    [TestCase("3 ug/kg/h", 3)]
    [TestCase("3 µg/kg/h", 3)]
    [TestCase("3 ug/kg/min", 180)]
    [TestCase("3 µg/kg/min", 180)]
    [TestCase("3 ng/kg/min", 0.18)]
    [TestCase("24 ug/kg/day", 1)]
    [TestCase("3 mg/kg/h", 3000)]
    [TestCase("3 mg/kg/min", 180_000)]
    [TestCase("24 mg/kg/day", 1000)]
    [TestCase("24 mg/kg/d", 1000)]
    public void DoseRate_InEveryUnit_IsRead(string text, double microgramsPerKgPerHour) =>
        Assert.That(
            ((Infusion)Given($"infusion: {{ substance: morphine, as: base, rate: {text}, route: iv, from: day 0, for: 1 h }}"))
                .Rate
                .MicrogramsPerKgPerHour,
            Is.EqualTo(microgramsPerKgPerHour).Within(2).Ulps
        );

    [TestCase("90 s", 0.025)]
    [TestCase("90 min", 1.5)]
    [TestCase("1.5 h", 1.5)]
    [TestCase("1 day", 24)]
    [TestCase("2 days", 48)]
    [TestCase("2 d", 48)]
    [TestCase("1 week", 168)]
    [TestCase("2 weeks", 336)]
    public void Length_InEveryUnit_IsRead(string text, double hours) =>
        Assert.That(
            ((Infusion)Given($"infusion: {{ substance: morphine, as: base, rate: 1 mg/kg/h, route: iv, from: day 0, for: {text} }}"))
                .Length
                .Hours,
            Is.EqualTo(hours).Within(1).Ulps
        );

    // The study clock is zero at the test hour, here 10:00, of day 0.
    [TestCase("day 6", 144)]
    [TestCase("day 6 12:30", 146.5)]
    [TestCase("day 6 9:00", 143)]
    [TestCase("day 0 00:00", -10)]
    [TestCase("day -1", -24)]
    [TestCase("day -1 23:59:30", -24 + 14 - 0.5 / 60)]
    [TestCase("day 6.25", 150)]
    [TestCase("36 h", 36)]
    [TestCase("-2 h", -2)]
    [TestCase("1 week", 168)]
    [TestCase("90 min", 1.5)]
    public void Time_InEveryForm_IsOnTheStudyClock(string text, double hours) =>
        Assert.That(
            Given($"bolus: {{ substance: morphine, as: base, dose: 1 mg/kg, route: iv, at: {text} }}").Start.Hours,
            Is.EqualTo(hours).Within(1e-12)
        );

    [Test]
    public void TestHour_IfChanged_MovesClockTimesButNotDays()
    {
        Assert.That(
            Given("bolus: { substance: morphine, as: base, dose: 1 mg/kg, route: iv, at: day 6 12:30 }", "14:00").Start.Hours,
            Is.EqualTo(142.5).Within(1e-12)
        );
        Assert.That(
            Given("bolus: { substance: morphine, as: base, dose: 1 mg/kg, route: iv, at: day 6 }", "14:00").Start.Hours,
            Is.EqualTo(144)
        );
    }

    private static Administration Given(string entry, string at = "10:00")
    {
        string study = $"name: T\nseed: 1\ntest: {{ days: [0], at: {at} }}\ngroups:\n  - name: a\n    n: 1\n    give:\n      - {entry}\n";
        return StudyFile.Parse("t.yaml", Encoding.UTF8.GetBytes(study)).Groups[0].Regimen.Administrations.Single();
    }
}
