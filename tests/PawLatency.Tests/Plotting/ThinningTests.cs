using FsCheck.Fluent;
using NUnit.Framework;
using PawLatency.Plotting.Building;
using PawLatency.Tests.Numerics;

namespace PawLatency.Tests.Plotting;

/// <summary>A thinned curve is the curve, within its tolerance.</summary>
[TestFixture]
public sealed class ThinningTests
{
    [Test]
    public void Keep_AnyCurve_LeavesNoPointFurtherThanTheTolerance() =>
        RepeatableProperty.Check(
            from count in Gen.Choose(1, 400)
            from values in Gen.ListOf(Gen.Choose(-1000, 1000), count)
            from smooth in Gen.Elements(true, false)
            from tolerance in RepeatableProperty.LogUniform(0.01, 100)
            select (values, smooth, tolerance),
            200,
            curve =>
            {
                double[] y = [.. curve.values.Select((value, index) => curve.smooth ? 500 * Math.Sin(index / 20.0) : value)],
                    x = [.. y.Select((_, index) => index * 0.5 + (index % 3) * 0.1)];
                List<int> kept = Thinning.Keep(x, y, curve.tolerance);
                Assert.That(kept, Is.Ordered.And.Unique);
                Assert.That((kept[0], kept[^1]), Is.EqualTo((0, y.Length - 1)));
                for (int piece = 1; piece < kept.Count; piece++)
                {
                    (int a, int b) = (kept[piece - 1], kept[piece]);
                    for (int i = a; i <= b; i++)
                    {
                        Assert.That(
                            y[a] + (y[b] - y[a]) * (x[i] - x[a]) / (x[b] - x[a]),
                            Is.EqualTo(y[i]).Within(curve.tolerance * (1 + 1e-9) + 1e-9)
                        );
                    }
                }
            }
        );

    [Test]
    public void Keep_AStraightLine_IsItsEnds() =>
        Assert.That(Thinning.Keep([0, 1, 2, 3, 4], [0, 2, 4, 6, 8], 1e-9), Is.EqualTo(new[] { 0, 4 }));
}
