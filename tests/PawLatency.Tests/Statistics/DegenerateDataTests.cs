using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Statistics;

namespace PawLatency.Tests.Statistics;

/// <summary>Data and questions at the edge of what an analysis can answer: no spread but rounding, nothing to compare, a day twice, too
/// many pairs.</summary>
[TestFixture]
public sealed class DegenerateDataTests
{
    // The mean of ten equal values is not the value in binary, so that a residue of rounding remains.
    [Test]
    public void MixedAnova_ResidueOfRounding_SaysWithoutSpread() =>
        Assert.That(() => MixedAnova.Of(Equal()), Throws.TypeOf<AnalysisException>().With.Message.Contains("without residual spread"));

    // Animals change by their own amounts but have one mean, so that only the groups have no statistic.
    [Test]
    public void MixedAnova_EqualMeansOfAnimals_RefusesOnlyTheGroups()
    {
        MixedAnova anova = MixedAnova.Of(
            LatencyTable.Of(
                Enumerable
                    .Range(0, 20)
                    .SelectMany(i =>
                        new[] { Row(i, 0, (i < 10 ? 8.1 : 9.7) + 0.1 * (i % 7)), Row(i, 1, (i < 10 ? 8.1 : 9.7) - 0.1 * (i % 7)) }
                    )
            )
        );

        Assert.That(() => anova.Group(), Throws.TypeOf<AnalysisException>().With.Message.Contains("without any spread"));
        Assert.That(anova.Interaction(SphericityCorrection.None).P, Is.InRange(0, 1));
    }

    [TestCase(1e9)]
    [TestCase(1e30)]
    public void EtaSquaredInterval_HugeF_EndsWithFiniteBounds(double f)
    {
        var interval = Task.Run(() => NoncentralF.EtaSquaredInterval(f, 2, 18, 0.95));

        Assert.That(interval.Wait(TimeSpan.FromSeconds(30)), Is.True);
        Assert.That(interval.Result.Lower, Is.InRange(0.99999, interval.Result.Upper));
        Assert.That(interval.Result.Upper, Is.LessThanOrEqualTo(1));
    }

    // The limit of many degrees replaces the sum at 1e6; of 1 - eta squared the two agree there to 1e-4.
    [TestCase(1, 4)]
    [TestCase(2, 18)]
    [TestCase(7, 400)]
    public void EtaSquaredInterval_WhereTheLimitBegins_IsContinuous(double numerator, double denominator)
    {
        (double lower, double upper) = NoncentralF.EtaSquaredInterval(0.999999e6 / numerator, numerator, denominator, 0.95);
        (double limitLower, double limitUpper) = NoncentralF.EtaSquaredInterval(1.000001e6 / numerator, numerator, denominator, 0.95);

        Assert.That((1 - limitLower) / (1 - lower), Is.EqualTo(1).Within(1e-4));
        Assert.That((1 - limitUpper) / (1 - upper), Is.EqualTo(1).Within(1e-4));
    }

    [Test]
    public void WelchTest_ResidueOfRounding_SaysWithoutSpread() =>
        Assert.That(() => Ask.One("welch", Equal(), 1), Throws.TypeOf<AnalysisException>().With.Message.Contains("without any spread"));

    [Test]
    public void GroupComparisons_ResidueOfRounding_SayWithoutSpread()
    {
        Assert.That(() => Ask.One("dunnett", Equal(), 1), Throws.TypeOf<AnalysisException>().With.Message.Contains("without any spread"));
        Assert.That(() => Ask.One("tukey", Equal(), 1), Throws.TypeOf<AnalysisException>().With.Message.Contains("without any spread"));
    }

    [TestCase("saline", 0.0, new[] { 0.0 })]
    [TestCase("saline", 1.0, new[] { 1.0, 1.0, 1.0 })]
    [TestCase("morphine", 1.0, new double[0])]
    public void MixedModels_ContrastOfNothing_AreRefused(string control, double day, double[] baseline)
    {
        Assert.That(
            () => LinearMixedModel.Fit(Spread()).Compare("morphine", control, day, baseline),
            Throws.TypeOf<AnalysisException>().With.Message.Contains("leaves nothing to test")
        );
        Assert.That(
            () => CensoredMixedModel.Fit(Spread()).Compare("morphine", control, day, baseline),
            Throws.TypeOf<AnalysisException>().With.Message.Contains("leaves nothing to test")
        );
    }

    [Test]
    public void MixedAnovaTest_DayTwice_CountsOnce()
    {
        var once = new TestQuestion { Control = "saline", Days = [0, 1, 2] };

        Assert.That(
            LatencyTest.Named("anova").Run(Spread(), once with { Days = [0, 1, 1, 2] }),
            Is.EqualTo(LatencyTest.Named("anova").Run(Spread(), once))
        );
    }

    [Test]
    public void WelchTest_DayTwice_CountsOnce() =>
        Assert.That(
            LatencyTest
                .Named("welch")
                .Run(
                    Spread(),
                    new TestQuestion
                    {
                        Control = "saline",
                        Days = [1, 1, 2],
                        BaselineDays = [0],
                    }
                ),
            Has.Count.EqualTo(2)
        );

    [Test]
    public void MannWhitney_MorePairsThanFit_SaysSo() =>
        Assert.That(
            () =>
                Ask.One(
                    "mann-whitney",
                    LatencyTable.Of(
                        Enumerable
                            .Range(0, 100_000)
                            .Select(i => new LatencyRow(i < 50_000 ? "saline" : "morphine", $"{i}", 1, 5 + i % 101, false))
                    ),
                    1
                ),
            Throws.TypeOf<AnalysisException>().With.Message.Contains("do not fit in memory")
        );

    private static LatencyTable Equal() =>
        LatencyTable.Of(
            Enumerable.Range(0, 20).SelectMany(i => Enumerable.Range(0, 3).Select(day => Row(i, day, (i < 10 ? 8.1 : 9.7) + 0.3 * day)))
        );

    private static LatencyTable Spread() =>
        LatencyTable.Of(
            Enumerable
                .Range(0, 20)
                .SelectMany(i => Enumerable.Range(0, 3).Select(day => Row(i, day, 8 + 5 * Math.Abs(Math.Sin(7.0 * i + 3 * day + 1)))))
        );

    private static LatencyRow Row(int animal, double day, double value) =>
        new(animal < 10 ? "saline" : "morphine", $"{animal}", day, value, false);
}
