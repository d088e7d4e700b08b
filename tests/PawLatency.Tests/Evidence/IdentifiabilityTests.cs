using MathNet.Numerics.Distributions;
using NUnit.Framework;
using PawLatency.Evidence.Calibration;
using PawLatency.Nociception;
using PawLatency.Pharmacology;

namespace PawLatency.Tests.Evidence;

/// <summary>Which parameters the evidence pins.</summary>
[TestFixture]
public sealed class IdentifiabilityTests
{
    private static readonly ParameterPrior Prior = new(ParameterKey.Named("averaging-rate"), 0.1, 0.01, 1, Basis.Assumed, "here");

    [Test]
    public void Prior_PlacesAndValues_AreInverseOnTheLogScale()
    {
        Assert.That(Prior.StartPlace, Is.EqualTo(0.5).Within(1e-12));
        Assert.That(Prior.Value(0.75), Is.EqualTo(0.316228).Within(1e-6), "10^-0.5");
        Assert.That((Prior.Value(0), Prior.Value(1)), Is.EqualTo((0.01, 1.0)));
        Assert.That(
            (Prior.Pull(0.5), Prior.Pull(1)),
            Is.EqualTo((0.0, 1.0)).Within(1e-12),
            "the end of the range is one standard deviation away"
        );
    }

    // Two standard deviations of a normal distribution cut off at one on each side: quantiles at Phi^-1(0.5 +- 0.45 * 0.682689).
    [Test]
    public void Prior_Width_IsThatOfTheCutNormalDistribution() =>
        Assert.That(Prior.Width90, Is.EqualTo(2 * Normal.InvCDF(0, 1, 0.5 + 0.45 * 0.6826895) * 0.5 * Math.Log(100)).Within(1e-5));

    [TestCase(0.1, "identified")]
    [TestCase(0.45, "partly identified")]
    [TestCase(0.99, "not identified")]
    public void Verdict_FollowsTheWidthOfTheSets(double spread, string verdict)
    {
        PlausibleSet[] sets = [.. Enumerable.Range(0, 101).Select(i => new PlausibleSet([0.5 + spread * (i / 100.0 - 0.5)], 1))];

        Identifiability row = Identifiability
            .Of(
                [Prior],
                new CalibrationState
                {
                    Arguments = "",
                    Date = "",
                    Best = [0.5],
                    Sets = sets,
                },
                1
            )
            .Single();

        Assert.That(row.Verdict, Is.EqualTo(verdict));
        Assert.That(row.Width90, Is.EqualTo(0.9 * spread * Math.Log(100)).Within(1e-9));
        Assert.That(row.Median, Is.EqualTo(0.1).Within(1e-9));
    }

    [Test]
    public void RHat_OfChainsThatHaveNotMet_IsFarAboveOne()
    {
        PlausibleSet[] apart = [.. Enumerable.Range(0, 80).Select(i => new PlausibleSet([(i % 2) + 0.001 * (i / 2 % 2)], 1))];
        PlausibleSet[] together = [.. Enumerable.Range(0, 80).Select(i => new PlausibleSet([0.1 * (i / 2 % 4)], 1))];

        double Ratio(PlausibleSet[] sets) =>
            Identifiability
                .Of(
                    [Prior],
                    new CalibrationState
                    {
                        Arguments = "",
                        Date = "",
                        Best = [0.5],
                        Sets = sets,
                    },
                    2
                )
                .Single()
                .RHat;

        Assert.That(Ratio(apart), Is.GreaterThan(2));
        Assert.That(Ratio(together), Is.LessThan(1.05));
    }
}
