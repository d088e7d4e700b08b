using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Nociception;

namespace PawLatency.Tests.Assays;

[TestFixture]
public sealed class HargreavesRecordTests
{
    // A recorded latency is a whole number of units of the timer, up to the rounding of the product.
    private const double Rounding = 1e-12;

    [TestCase(10.54, 10.5, false)]
    [TestCase(10.56, 10.6, false)]
    [TestCase(0.4, 0.4, false)]
    [TestCase(19.94, 19.9, false)]
    [TestCase(19.96, 20, true)]
    [TestCase(20, 20, true)]
    [TestCase(20.04, 20, true)]
    [TestCase(1e6, 20, true)]
    public void Record_OnAStandardTimer_RoundsAndCuts(double latencyS, double expectedS, bool censored)
    {
        (double recorded, bool flag) = Hargreaves.Standard.Record(latencyS);

        Assert.That(recorded, Is.EqualTo(expectedS).Within(Rounding));
        Assert.That(flag, Is.EqualTo(censored));
    }

    [TestCase(0.001, 12.345)]
    [TestCase(0.01, 12.35)]
    [TestCase(0.5, 12.5)]
    [TestCase(1, 12)]
    public void Record_OnAnotherTimer_HasItsResolution(double resolutionS, double expectedS) =>
        Assert.That(
            new Hargreaves { Resolution = resolutionS }
                .Record(12.3454)
                .LatencyS,
            Is.EqualTo(expectedS).Within(Rounding)
        );

    [Test]
    public void Record_WithACutoffBetweenTicks_NeverShowsMoreThanTheCutoff() =>
        Assert.That(new Hargreaves { Resolution = 1, Cutoff = 19.8 }.Record(19.7), Is.EqualTo((19.8, true)));

    // What a reader of the table sees: at the cutoff if and only if flagged, for every timer and cutoff that is a multiple of it.
    [Test]
    public void Record_OfAnyLatency_IsCensoredExactlyWhereItShowsTheCutoff() =>
        Prop.ForAll(
                Gen.Elements(0.1, 0.01, 0.05, 0.2, 0.3, 0.7).ToArbitrary(),
                Gen.Choose(0, 40).ToArbitrary(),
                Gen.Choose(-20, 10).ToArbitrary(),
                (resolutionS, ticks, tenths) =>
                {
                    double cutoffS = Math.Round((Math.Round(15 / resolutionS) + ticks) * resolutionS, 2);
                    var assay = new Hargreaves { Resolution = resolutionS, Cutoff = cutoffS };
                    (double recorded, bool censored) = assay.Record(cutoffS + tenths * resolutionS / 10);
                    return censored == (Shown(recorded) == Shown(cutoffS));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Test]
    public void Novelty_OverSessions_FadesByAFactorEEach()
    {
        var assay = new Hargreaves { NoveltyPercent = 8 };

        Assert.That(assay.Novelty(1), Is.EqualTo(1.08).Within(Rounding));
        Assert.That(assay.Novelty(2), Is.EqualTo(1 + 0.08 / Math.E).Within(Rounding));
        Assert.That(
            (assay.Novelty(5) - 1) / (assay.Novelty(6) - 1),
            Is.EqualTo(Math.E).Within(1e-10),
            "differences of numbers near 1 lose five digits"
        );
    }

    [Test]
    public void Novelty_ByDefault_IsOff() => Assert.That(Hargreaves.Standard.Novelty(1), Is.EqualTo(1));

    // Rounding to 0.1 s can move a session's mean by half of that.
    [Test]
    public void Novelty_InAStudy_LengthensTheFirstSession()
    {
        Study study = TestStudies.Of([-1, 0], new Group("rats", 1, Regimen.None)) with
        {
            Variability = Variability.None,
            Assay = new Hargreaves { NoveltyPercent = 20 },
        };
        StudyResult result = study.Run();

        Assert.That(result.Groups[0].SessionMeansS(result.Sessions[0])[0], Is.EqualTo(12.6).Within(0.05));
        Assert.That(result.Groups[0].SessionMeansS(result.Sessions[1])[0], Is.EqualTo(10.5 * (1 + 0.2 / Math.E)).Within(0.05));
    }

    private static string Shown(double latencyS) => latencyS.ToString("0.00", CultureInfo.InvariantCulture);
}
