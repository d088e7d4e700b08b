using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Statistics;
using PawLatency.Tests.Numerics;

namespace PawLatency.Tests.Statistics;

/// <summary>Measures of effect, areas, shares and ladders: by hand, in their limits, and refused.</summary>
[TestFixture]
internal sealed class EffectMeasureTests
{
    private static readonly LatencyTable Table = LatencyTable.Of([
        Row("1", -1, 9),
        Row("1", 0, 11),
        Row("1", 1, 15),
        Row("2", -1, 10),
        Row("2", 0, 10),
        Row("2", 1, 8),
    ]);
    private static readonly double[] Baseline = [-1, 0];

    // By hand: baselines 10 and 10, cutoff 20.
    [TestCase(LatencyMeasure.PercentMaximumPossibleEffect, 50, -20)]
    [TestCase(LatencyMeasure.PercentOfBaseline, 150, 80)]
    [TestCase(LatencyMeasure.DifferenceSeconds, 5, -2)]
    [TestCase(LatencyMeasure.LogRatio, 0.4054651081081644, -0.2231435513142097)]
    public void Express_HandValue_IsMet(LatencyMeasure measure, double first, double second)
    {
        LatencyTable expressed = Table.Express(measure, Baseline, 20);

        Assert.That(new[] { expressed.Value(0, 2), expressed.Value(1, 2) }, Is.EqualTo(new[] { first, second }).Within(1e-13));
        Assert.That(expressed.Measure, Is.EqualTo(measure));
    }

    [Test]
    public void Express_BaselineAtTheCutoffOrNone_IsRefused()
    {
        Assert.That(
            () => Table.Express(LatencyMeasure.PercentMaximumPossibleEffect, Baseline, 10),
            Throws.TypeOf<AnalysisException>().With.Message.StartsWith("Animal 1 of a has a baseline of 10 s")
        );
        Assert.That(
            () => Table.Express(LatencyMeasure.PercentMaximumPossibleEffect, Baseline),
            Throws.TypeOf<AnalysisException>().With.Message.Contains("needs the cutoff")
        );
        Assert.That(
            () => Table.Express(LatencyMeasure.LogRatio, []),
            Throws.TypeOf<AnalysisException>().With.Message.EqualTo("No baseline day is named.")
        );
        Assert.That(
            () => Table.Express(LatencyMeasure.LogRatio, [5]),
            Throws.TypeOf<AnalysisException>().With.Message.StartsWith("There is no test on day 5; the days are -1, 0, 1.")
        );
    }

    // By hand: 10, 14, 6 on days 0, 1, 2 about 10: up a triangle of 2 and then 1, down one of 1.
    [TestCase(AreaPart.Total, 22)]
    [TestCase(AreaPart.Net, 2)]
    [TestCase(AreaPart.Above, 3)]
    [TestCase(AreaPart.Below, 1)]
    public void Area_HandValue_IsMet(AreaPart part, double expected) =>
        Assert.That(AreaUnderCurve.Of([0, 1, 2], [10, 14, 6], 10, part), Is.EqualTo(expected).Within(1e-14));

    [Test]
    public void DaysBelow_HandValue_IsMet() =>
        Assert.That(AreaUnderCurve.DaysBelow([0, 1, 2, 4], [10, 14, 6, 10], 10), Is.EqualTo(2.5).Within(1e-14));

    [Test]
    public void Area_AboveLessBelow_IsNet() =>
        RepeatableProperty.Check(
            FsCheck.Fluent.Gen.ArrayOf(RepeatableProperty.LogUniform(3, 30), 9),
            100,
            values =>
            {
                double[] days = [.. Enumerable.Range(0, 9).Select(day => day + 0.1 * day * day)];
                double Of(AreaPart part) => AreaUnderCurve.Of(days, values, 10, part);

                Assert.That(Of(AreaPart.Above) - Of(AreaPart.Below), Is.EqualTo(Of(AreaPart.Net)).Within(1e-11));
                Assert.That(Of(AreaPart.Total) - 10 * days[^1], Is.EqualTo(Of(AreaPart.Net)).Within(1e-11));
            }
        );

    [Test]
    public void Area_OfOnePointOrDaysThatDoNotAscend_IsRefused()
    {
        Assert.That(() => AreaUnderCurve.Of([1], [2], 1, AreaPart.Net), Throws.TypeOf<AnalysisException>());
        Assert.That(
            () => AreaUnderCurve.Of([1, 1], [2, 3], 1, AreaPart.Net),
            Throws.TypeOf<AnalysisException>().With.Message.StartsWith("Point 2 of the curve")
        );
    }

    // By hand, after Wilson 1927: 3 of 10 is 0.1078 to 0.6032.
    [Test]
    public void HyperalgesicShare_HandValue_IsMet()
    {
        Proportion share = HyperalgesicShare.Of(Table, "a", 1, Baseline, 20);

        Assert.That((share.Count, share.Total), Is.EqualTo((1, 2)));
        Assert.That(new Proportion(3, 10).Interval.Lower, Is.EqualTo(0.10779).Within(5e-6));
        Assert.That(new Proportion(3, 10).Interval.Upper, Is.EqualTo(0.60322).Within(5e-6));
        Assert.That((new Proportion(0, 10).Interval.Lower, new Proportion(10, 10).Interval.Upper), Is.EqualTo((0.0, 1.0)));
    }

    // A curve without noise gives its own parameters back, with an interval of no width.
    [Test]
    public void Ed50_OfAnExactCurve_IsItsOwn()
    {
        double[] doses = [1, 2, 4, 8, 16];
        LogisticDoseResponse fit = LogisticDoseResponse.FitGraded(doses, [.. doses.Select(dose => 100 / (1 + Math.Pow(dose / 3, -1.5)))]);

        Assert.That(new[] { fit.Ed50, fit.Lower, fit.Upper, fit.Slope }, Is.EqualTo(new[] { 3, 3, 3, 1.5 }).Within(1e-9));
    }

    [Test]
    public void Ed50_OfALadderThatHasNone_IsRefused()
    {
        Assert.That(
            () => LogisticDoseResponse.FitGraded([1, 1, 1], [10, 20, 30]),
            Throws.TypeOf<AnalysisException>().With.Message.Contains("at least 3 values at two doses")
        );
        Assert.That(
            () => LogisticDoseResponse.FitGraded([0, 1, 2], [10, 20, 30]),
            Throws.TypeOf<AnalysisException>().With.Message.Contains("needs a dose above 0")
        );
        Assert.That(
            () => LogisticDoseResponse.FitQuantal([1, 2, 4, 8], [0, 0, 6, 6], [6, 6, 6, 6]),
            Throws.TypeOf<AnalysisException>().With.Message.StartsWith("No logistic curve fits")
        );
        Assert.That(() => LogisticDoseResponse.FitQuantal([1, 2], [7, 1], [6, 6]), Throws.TypeOf<AnalysisException>());
    }

    // In the limit of no noncentrality and many degrees of freedom the distribution is normal, and the power the level.
    [Test]
    public void NoncentralT_Limits_AreMet()
    {
        Assert.That(
            NoncentralT.Cdf(1.3, double.PositiveInfinity, 0.4),
            Is.EqualTo(MathNet.Numerics.Distributions.Normal.CDF(0, 1, 0.9)).Within(1e-15)
        );
        Assert.That(NoncentralT.Power(0, 1, 7, 9), Is.EqualTo(0.05).Within(1e-12));
        Assert.That(() => NoncentralT.Power(1, 0, 7, 9), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Adjustment_OfAProbabilityAboveOne_IsRefused() =>
        Assert.That(() => Adjustment.Holm.Of([0.1, 1.1]), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("p value 2"));

    private static LatencyRow Row(string animal, double day, double value) => new("a", animal, day, value, false);
}
