using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Nociception;

namespace PawLatency.Tests.Nociception;

[TestFixture]
public sealed class VariabilityTests
{
    [TestCase(0)]
    [TestCase(0.18)]
    [TestCase(2)]
    public void Factor_OfTheMedianRat_IsOne(double cv) => Assert.That(Variability.Factor(cv, 0), Is.EqualTo(1));

    [TestCase(-3)]
    [TestCase(1.7)]
    public void Factor_WithoutVariation_IsOne(double standardNormal) => Assert.That(Variability.Factor(0, standardNormal), Is.EqualTo(1));

    // The trapezoidal rule on a Gaussian times an exponential is exact to all digits once the step is a fraction of the width.
    [TestCase(0.06)]
    [TestCase(0.18)]
    [TestCase(0.5)]
    [TestCase(1.0)]
    public void Factor_OverThePopulation_HasTheStatedCoefficientOfVariation(double cv)
    {
        double mean = Expectation(z => Variability.Factor(cv, z));
        double square = Expectation(z => Math.Pow(Variability.Factor(cv, z), 2));

        Assert.That(Math.Sqrt(square - mean * mean) / mean, Is.EqualTo(cv).Within(1e-10));
    }

    // A factor and its mirror image cancel: as many rats are a third slower as are a third faster.
    [Test]
    public void Factor_OfMirroredNumbers_Cancels() =>
        Assert.That(Variability.Factor(0.3, 1.3) * Variability.Factor(0.3, -1.3), Is.EqualTo(1).Within(1e-15));

    // Rat, session and the mean of three trials are independent factors: CVs combine as products of 1 + CV^2. From 4000 rats a CV of
    // 0.17 is known to 0.17 / sqrt(2 x 4000) = 0.0019; allowed are four of those.
    [Test]
    public void Sessions_OfSalineRats_HaveACoefficientOfVariationOf17Percent()
    {
        Study study = TestStudies.Of([0], new Group("saline", 4000, TestStudies.SalinePump)) with
        {
            Assay = new Hargreaves { Cutoff = 60 },
        };
        StudyResult result = study.Run();
        double[] means = [.. result.Groups[0].SessionMeansS(result.Sessions[0])];
        double mean = means.Average(),
            cv = Math.Sqrt(means.Sum(value => (value - mean) * (value - mean)) / (means.Length - 1)) / mean;

        Variability parts = Variability.Standard;
        double stated = Math.Sqrt((1 + Square(parts.BaselineLatency)) * (1 + Square(parts.Session)) * (1 + Square(parts.Trial) / 3) - 1);
        TestContext.Out.WriteLine(FormattableString.Invariant($"{cv:F4}, stated {stated:F4}"));
        Assert.That(cv, Is.EqualTo(stated).Within(0.0076));
        Assert.That(stated, Is.EqualTo(0.17).Within(0.005), "the published value, given to two digits");
    }

    [Test]
    public void Trials_WithoutVariability_AreTheTypicalOnes()
    {
        StudyResult result = (TestStudies.Of([0], new Group("saline", 2, Regimen.None)) with { Variability = Variability.None }).Run();

        Assert.That(result.Groups[0].Rats.SelectMany(rat => rat.Trials).Select(trial => trial.LatencyS), Is.All.EqualTo(10.5));
    }

    [TestCase(-0.01)]
    [TestCase(2.01)]
    [TestCase(double.NaN)]
    public void Variation_OutsideItsRange_IsRefused(double cv) =>
        Assert.That(
            () => new Variability { Trial = cv },
            Throws
                .TypeOf<ArgumentOutOfRangeException>()
                .With.Message.Contains(FormattableString.Invariant($"coefficient of variation of trial is {cv:G6}; it must be 0 to 2."))
        );

    private static double Expectation(Func<double, double> of)
    {
        const double Step = 0.05,
            Reach = 14;
        return Enumerable
            .Range(0, (int)(2 * Reach / Step) + 1)
            .Select(i => -Reach + i * Step)
            .Sum(z => Step * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * of(z));
    }

    private static double Square(double value) => value * value;
}
