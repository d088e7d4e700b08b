using NUnit.Framework;
using PawLatency.Nociception;
using PawLatency.Pharmacology;

namespace PawLatency.Tests.Nociception;

/// <summary>Every state stays below the bound that docs/model.md states, whatever the dose and however long it lasts.</summary>
[TestFixture]
public sealed class BoundTests
{
    // The solver's own error, a hundred-thousandth, is allowed on top of a bound.
    private const double Above = 1 + 1e-5;

    private static readonly NociceptionParameters Rat = NociceptionParameters.Reference;

    private static IEnumerable<string> Opioids =>
        Substance.All.Where(substance => substance is { Agonist: not null, Disposition: not null }).Select(substance => substance.Name);

    [TestCaseSource(nameof(Opioids))]
    public void States_AYearAtTheHighestLegalRate_StayBelowTheirBounds(string opioid)
    {
        Substance substance = Substance.Named(opioid);
        var highest = new DoseRate(DoseRate.MaximumMicrogramsPerKgPerHour);
        TypicalRat rat = TestStudies
            .Of(
                [0, 1, 30, 180, 365],
                new Group("rats", 0, Regimen.None.Infusion(substance.Base, highest, Route.Intravenous, 0.Days, 365.Days))
            )
            .Run()
            .Groups[0]
            .Typical;
        double tau = rat
            .Substances.Select(Substance.Named)
            .Max(acting => (acting.Agonist?.RelativeEfficacy.Value ?? 0) * Rat.MorphineEfficacy);
        double excitation = rat
            .Substances.Select(Substance.Named)
            .Sum(acting =>
                (acting.ExcitationMlPerNg?.Value ?? 0)
                * rat.TimesH.ToArray().Max(hours => rat.ConcentrationNgPerMl(acting.Name, new StudyTime(hours)))
            );
        double mostTolerance = (Rat.FastToleranceGain + Rat.SlowToleranceGain) * tau;
        double mostSensitization =
            Rat.FastSensitizationGain * tau + excitation + Rat.SlowSensitizationGain * tau * (1 + Rat.LatentAmplification);
        double least = Rat.BaselineThresholdC - Rat.MaximumSensitizationC - Rat.LowDoseExcitationC,
            most = Rat.BaselineThresholdC + Rat.MaximumAnalgesiaC;

        for (int i = 0; i < rat.TimesH.Length; i++)
        {
            (_, double tolerance, double sensitization, double thresholdC) = rat.ResponseAt(i);
            Assert.That(tolerance, Is.InRange(0, mostTolerance * Above), $"tolerance at {rat.TimesH[i]} h");
            Assert.That(sensitization, Is.InRange(0, mostSensitization * Above), $"sensitization at {rat.TimesH[i]} h");
            Assert.That(thresholdC, Is.InRange(least, most), $"threshold at {rat.TimesH[i]} h");
        }
    }

    // Days until the latency is within a tenth of the baseline for good.
    [Test]
    public void Recovery_AfterLongerExposure_TakesLongerAndLevelsOff()
    {
        double[] lengths = [7, 14, 28, 60, 160, 320];
        double[] days = [.. lengths.Select(RecoveryDays)];

        TestContext.Out.WriteLine(
            string.Join("  ", lengths.Zip(days, (length, recovery) => FormattableString.Invariant($"{length} d: {recovery:0.##} d")))
        );
        Assert.That(days.Select(recovery => Math.Round(recovery, 6)), Is.Ordered.Ascending);
        Assert.That(days[^1] - days[^2], Is.LessThan(0.5), "160 days more leave no more than half a day");
        Assert.That(days[^1], Is.LessThan(21), "the reviews say weeks at most");
    }

    private static double RecoveryDays(double length)
    {
        TypicalRat rat = TestStudies
            .Of(
                [0, length, length + 40],
                new Group(
                    "rats",
                    0,
                    Regimen.None.Infusion(Substance.Morphine.Base, 0.5.MgPerKgPerHour, Route.Subcutaneous, 0.Days, length.Days)
                )
            )
            .Run()
            .Groups[0]
            .Typical;
        double baseline = rat.Curve.At(0.Days);
        double last = rat.TimesH.ToArray().Where((_, i) => Math.Abs(rat.Curve.Values[i] / baseline - 1) > 0.1).Max();
        return last / 24 - length;
    }
}
