using NUnit.Framework;
using PawLatency.Nociception;

namespace PawLatency.Tests.Nociception;

/// <summary>What the mean of a group is where the typical rat's latency is given.</summary>
[TestFixture]
public sealed class MeanRecordedTests
{
    // One source of spread with log variance ln(1 + 0.5^2).
    private static readonly Variability Half = new() { Trial = 0.5 };

    [Test]
    public void MeanRecorded_FarBelowTheCutoff_IsTheMeanOfTheLognormal() =>
        Assert.That(Half.MeanRecordedS(2, 1e6), Is.EqualTo(2 * Math.Sqrt(1.25)).Within(1e-9));

    [Test]
    public void MeanRecorded_FarAboveTheCutoff_IsTheCutoff() =>
        Assert.That(Variability.Standard.MeanRecordedS(200, 20), Is.EqualTo(20).Within(1e-9));

    [Test]
    public void MeanRecorded_WithoutVariability_IsTheTypicalLatencyUpToTheCutoff() =>
        Assert.That(
            new[] { Variability.None.MeanRecordedS(19, 20), Variability.None.MeanRecordedS(21, 20) },
            Is.EqualTo(new[] { 19.0, 20.0 })
        );

    // The midpoint rule over the quantiles: an independent way to the same mean.
    [TestCase(12)]
    [TestCase(20)]
    [TestCase(28)]
    public void MeanRecorded_NearTheCutoff_IsTheMeanOverTheDistribution(double typicalS)
    {
        const int Count = 200_000;
        double sum = 0;
        for (int i = 0; i < Count; i++)
        {
            double normal = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (i + 0.5) / Count);
            sum += Math.Min(20, typicalS * Variability.Factor(0.5, normal));
        }

        Assert.That(
            Half.MeanRecordedS(typicalS, 20),
            Is.EqualTo(sum / Count).Within(1e-4),
            "the midpoint rule is good to about 1 / its points in the tails"
        );
    }

    // Two typical rats beyond the cutoff: their groups still differ, which the typical rats alone do not show.
    [Test]
    public void MeanRecorded_BeyondTheCutoff_StillGrowsWithTheTypicalLatency() =>
        Assert.That(Variability.Standard.MeanRecordedS(26, 20), Is.GreaterThan(Variability.Standard.MeanRecordedS(21, 20) + 0.5));
}
