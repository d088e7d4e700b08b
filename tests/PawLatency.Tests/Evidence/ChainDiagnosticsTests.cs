using NUnit.Framework;
using PawLatency.Evidence.Calibration;
using PawLatency.Numerics;

namespace PawLatency.Tests.Evidence;

/// <summary>Whether chains have met, on chains whose answer is known.</summary>
[TestFixture]
public sealed class ChainDiagnosticsTests
{
    private const int Chains = 4,
        Length = 1000;

    [Test]
    public void IndependentDraws_HaveAnRHatOfOneAndCountInFull()
    {
        double[][] chains = Autoregressive(0, _ => 0, _ => 1);

        Assert.That(ChainDiagnostics.RHat(chains), Is.EqualTo(1).Within(0.005));
        Assert.That(ChainDiagnostics.EffectiveDraws(chains), Is.EqualTo(Chains * Length).Within(15).Percent);
    }

    // Neighbours that correlate by r: N draws are worth N (1 - r) / (1 + r).
    [TestCase(0.5)]
    [TestCase(0.9)]
    public void CorrelatedDraws_CountLess(double correlation)
    {
        double[][] chains = Autoregressive(correlation, _ => 0, _ => 1);

        Assert.That(
            ChainDiagnostics.EffectiveDraws(chains),
            Is.EqualTo(Chains * Length * (1 - correlation) / (1 + correlation)).Within(30).Percent
        );
    }

    // One chain of four lies one standard deviation off: the means of the halves vary by 0.75 / 3.5 = 0.214, so R-hat is about sqrt(1.2).
    [Test]
    public void ChainInAnotherPlace_IsTold() =>
        Assert.That(ChainDiagnostics.RHat(Autoregressive(0, chain => chain == 0 ? 1 : 0, _ => 1)), Is.EqualTo(Math.Sqrt(1.2)).Within(0.03));

    [Test]
    public void ChainOfAnotherWidthOrThatDrifts_IsTold()
    {
        double[][] drifting =
        [
            .. Autoregressive(0, _ => 0, _ => 1).Select(chain => chain.Select((value, i) => value + 2.0 * i / Length).ToArray()),
        ];

        Assert.That(ChainDiagnostics.RHat(Autoregressive(0, _ => 0, chain => chain == 0 ? 3 : 1)), Is.GreaterThan(1.05));
        Assert.That(ChainDiagnostics.RHat(drifting), Is.GreaterThan(1.1), "the halves of each chain differ");
    }

    [Test]
    public void ScaleAndOrderPreservingChange_ChangeNothing()
    {
        double[][] chains = Autoregressive(0.3, chain => 0.1 * chain, _ => 1);
        double[][] cubed = [.. chains.Select(chain => chain.Select(value => 5 + 2 * value).ToArray())];

        Assert.That(ChainDiagnostics.RHat(cubed), Is.EqualTo(ChainDiagnostics.RHat(chains)).Within(1e-12));
        Assert.That(ChainDiagnostics.EffectiveDraws(cubed), Is.EqualTo(ChainDiagnostics.EffectiveDraws(chains)).Within(1e-6));
    }

    [Test]
    public void TooFewDraws_TellNothing()
    {
        double[][] few =
        [
            [1, 2, 3, 4, 5, 6, 7],
            [1, 2, 3, 4, 5, 6, 7],
        ];

        Assert.That((ChainDiagnostics.RHat(few), ChainDiagnostics.EffectiveDraws(few)), Is.EqualTo((double.NaN, double.NaN)));
        Assert.That(ChainDiagnostics.RHat([]), Is.NaN);
    }

    private static double[][] Autoregressive(double correlation, Func<int, double> mean, Func<int, double> spread) =>
        [
            .. Enumerable
                .Range(0, Chains)
                .Select(chain =>
                {
                    var numbers = new RandomNumbers(3, "diagnostics", chain);
                    double[] values = new double[Length];
                    double last = numbers.StandardNormal(RandomPurpose.Sampling, Length);
                    for (int i = 0; i < Length; i++)
                    {
                        last =
                            correlation * last
                            + Math.Sqrt(1 - correlation * correlation) * numbers.StandardNormal(RandomPurpose.Sampling, i);
                        values[i] = mean(chain) + spread(chain) * last;
                    }

                    return values;
                }),
        ];
}
