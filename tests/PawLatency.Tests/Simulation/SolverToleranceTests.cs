using System.Globalization;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Numerics;
using PawLatency.Pharmacology;

namespace PawLatency.Tests.Simulation;

/// <summary>At the tolerances a user gets, no point of a latency curve is off by more than 0.001 s.</summary>
[TestFixture]
public sealed class SolverToleranceTests
{
    private static readonly StepControl Tight = new()
    {
        RelativeTolerance = 1e-12,
        AbsoluteTolerance = 1e-14,
        MaximumSteps = 10_000_000,
    };

    public static IEnumerable<TestCaseData> Regimens()
    {
        DrugForm morphine = Substance.Morphine.Base,
            remifentanil = Substance.Remifentanil.Base,
            fentanyl = Substance.Fentanyl.Base;
        Regimen pump = TestStudies.MorphinePump;
        yield return Case("reference pump", 14, pump);
        yield return Case(
            "remifentanil infusion with boluses",
            2,
            Enumerable
                .Range(0, 4)
                .Aggregate(
                    Regimen.None.Infusion(remifentanil, 3.UgPerKgPerMinute, Route.Intravenous, 0.Hours, 2.Hours),
                    (regimen, i) => regimen.Bolus(remifentanil, 10.UgPerKg, Route.Intravenous, (0.25 + 0.5 * i).Hours)
                )
        );
        yield return Case(
            "remifentanil taper with a bolus",
            2,
            Regimen
                .None.Infusion(remifentanil, 3.UgPerKgPerMinute, Route.Intravenous, 0.Hours, 1.Hours)
                .Ramp(remifentanil, 3.UgPerKgPerMinute, default, Route.Intravenous, 1.Hours, 2.Hours)
                .Bolus(remifentanil, 10.UgPerKg, Route.Intravenous, 2.Hours)
        );
        yield return Case(
            "two-week pump with daily injections",
            18,
            Enumerable
                .Range(0, 14)
                .Aggregate(
                    Regimen.None.Pump(AlzetPump.Model2ML2, morphine, 0.5.MgPerKgPerHour, 0.Days, 14.Days),
                    (regimen, day) => regimen.Bolus(morphine, 5.MgPerKg, Route.Subcutaneous, day.Days)
                )
        );
        yield return Case(
            "four fentanyl boluses",
            5,
            Enumerable
                .Range(0, 4)
                .Aggregate(Regimen.None, (regimen, i) => regimen.Bolus(fentanyl, 60.UgPerKg, Route.Subcutaneous, (15.0 * i).Minutes))
        );
        yield return Case("naloxone on the pump", 10, pump.Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 6.Days));
        yield return Case(
            "NMDA antagonists with the pump",
            12,
            Enumerable
                .Range(0, 7)
                .Aggregate(
                    pump,
                    (regimen, day) =>
                        regimen
                            .Bolus(Substance.Dizocilpine.Base, 0.1.MgPerKg, Route.Intraperitoneal, day.Days)
                            .Bolus(Substance.Ketamine.Base, 10.MgPerKg, Route.Subcutaneous, (day + 0.5).Days)
                )
        );
    }

    // 0.001 s is a hundredth of what the timer of the assay shows.
    [TestCaseSource(nameof(Regimens))]
    public void Curve_AtDefaultTolerances_IsWithinAMillisecond(double lastDay, Regimen regimen)
    {
        // The longest cutoff, so that it hides nothing.
        Study study = TestStudies.Of([-1, lastDay], new Group("rats", 0, regimen)) with
        {
            Assay = new Hargreaves { Cutoff = 60 },
        };
        TypicalRat usual = study.Run().Groups[0].Typical,
            exact = study.RunWith(Tight).Groups[0].Typical;
        Assert.That(usual.TimesH.SequenceEqual(exact.TimesH), Is.True);

        double largest = 0,
            at = 0;
        for (int i = 0; i < usual.TimesH.Length; i++)
        {
            double error = Math.Abs(usual.Curve.Values[i] - exact.Curve.Values[i]);
            (largest, at) = error > largest ? (error, usual.TimesH[i]) : (largest, at);
        }

        TestContext.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{largest:E2} s at {at:F2} h; steps {usual.Outcome.AcceptedSteps} + "
                    + $"{usual.Outcome.RejectedSteps}, exact {exact.Outcome.AcceptedSteps}; "
                    + $"{exact.Curve.Values.ToArray().Min():F2} to {exact.Curve.Values.ToArray().Max():F2} s"
            )
        );
        Assert.That(largest, Is.InRange(double.Epsilon, 0.001));
    }

    private static TestCaseData Case(string name, double lastDay, Regimen regimen) =>
        new TestCaseData(lastDay, regimen).SetArgDisplayNames(name);
}
