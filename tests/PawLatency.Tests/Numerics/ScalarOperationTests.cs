using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using PawLatency.Numerics;

namespace PawLatency.Tests.Numerics;

/// <summary>
/// An operation on lanes is the scalar's own in every lane, bit for bit; a NaN equals a NaN whatever its payload. The inputs mix
/// all bit patterns with numbers of ordinary size and the special ones.
/// </summary>
public class ScalarOperationTests
{
    private static readonly Gen<double> AnyNumber = Gen.Frequency(
        (
            3,
            Gen.Choose(int.MinValue, int.MaxValue)
                .Two()
                .Select(bits => BitConverter.Int64BitsToDouble(((long)bits.Item1 << 32) | (uint)bits.Item2))
        ),
        (4, Gen.Choose(-1_000_000_000, 1_000_000_000).Select(n => n / 1e8)),
        (2, Gen.Choose(-1_000_000_000, 1_000_000_000).Select(n => n / 1e6)),
        (
            2,
            Gen.Elements(
                0.0,
                -0.0,
                1,
                -1,
                double.NaN,
                double.PositiveInfinity,
                double.NegativeInfinity,
                double.Epsilon,
                double.MaxValue,
                709.78,
                -745.2
            )
        )
    );

    private static readonly Gen<(double[] Left, double[] Right)> EightPairs =
        from left in AnyNumber.ArrayOf(WideLanes.LaneCount)
        from right in AnyNumber.ArrayOf(WideLanes.LaneCount)
        select (left, right);

    [TestCase("sum")]
    [TestCase("difference")]
    [TestCase("product")]
    [TestCase("quotient")]
    [TestCase("negation")]
    [TestCase("product and sum, rounded once")]
    [TestCase("exponential")]
    [TestCase("logarithm")]
    [TestCase("square root")]
    [TestCase("absolute value")]
    [TestCase("larger")]
    [TestCase("smaller")]
    [TestCase("select where greater")]
    [TestCase("select where both are greater")]
    public void Operation_OnLanes_EqualsThatOnEachNumberBitForBit(string name) =>
        RepeatableProperty.Check(
            EightPairs,
            2000,
            pairs =>
            {
                WideLanes eight = Apply(name, WideLanes.FromLanes(pairs.Left), WideLanes.FromLanes(pairs.Right));
                Lanes four = Apply(name, Lanes.FromLanes(pairs.Left), Lanes.FromLanes(pairs.Right));
                for (int lane = 0; lane < WideLanes.LaneCount; lane++)
                {
                    Real alone = Apply(name, new Real(pairs.Left[lane]), new Real(pairs.Right[lane]));
                    Assert.That(
                        Bits(eight[lane]),
                        Is.EqualTo(Bits(alone.Value)),
                        $"{name} of {pairs.Left[lane]:R} and {pairs.Right[lane]:R}"
                    );
                    Assert.That(
                        lane >= Lanes.LaneCount || Bits(four[lane]) == Bits(alone.Value),
                        Is.True,
                        $"{name} of {pairs.Left[lane]:R} and {pairs.Right[lane]:R} among four"
                    );
                }
            }
        );

    [TestCase(double.NaN, 1)]
    [TestCase(1, double.NaN)]
    [TestCase(double.NaN, double.NaN)]
    [TestCase(1, 1)]
    [TestCase(-0.0, 0.0)]
    [TestCase(0.0, -0.0)]
    public void IsGreater_NotANumberOrEqual_IsFalse(double left, double right)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Real.Any(Real.IsGreater(new Real(left), new Real(right))), Is.False);
            Assert.That(Lanes.Any(Lanes.IsGreater(Lanes.FromDouble(left), Lanes.FromDouble(right))), Is.False);
        });
    }

    [Test]
    public void Any_TrueInOneLaneOnly_IsTrue([Range(0, 3)] int lane)
    {
        double[] values = [0, 0, 0, 0];
        values[lane] = 1;
        Assert.That(Lanes.Any(Lanes.IsGreater(Lanes.FromLanes(values), default)), Is.True);
    }

    [Test]
    public void ExpAndLog_AgainstTheRuntime_AgreeToRounding() =>
        RepeatableProperty.Check(
            Gen.Choose(-700_000_000, 700_000_000).Select(n => n / 1e6),
            2000,
            x =>
            {
                // The vector routines and the runtime's are each within about one unit in the last place (2.2e-16): together 4.5e-16.
                double exp = Math.Exp(x),
                    log = Math.Log(Math.Abs(x) + 2);
                Assert.That(Real.Exp(new Real(x)).Value, Is.EqualTo(exp).Within(4.5e-16 * exp));
                Assert.That(Real.Log(new Real(Math.Abs(x) + 2)).Value, Is.EqualTo(log).Within(4.5e-16 * log));
            }
        );

    [Test]
    public void FromLanes_FourNumbers_KeepsTheirOrder()
    {
        var lanes = Lanes.FromLanes([1, 2, 3, 4]);
        Assert.That(Enumerable.Range(0, Lanes.LaneCount).Select(lane => lanes[lane]), Is.EqualTo(new double[] { 1, 2, 3, 4 }));
    }

    private static T Apply<T>(string name, T a, T b)
        where T : struct, IScalar<T>
    {
        T one = T.FromDouble(1);
        return name switch
        {
            "sum" => a + b,
            "difference" => a - b,
            "product" => a * b,
            "quotient" => a / b,
            "negation" => -a,
            "product and sum, rounded once" => T.MultiplyAdd(a, b, one),
            "exponential" => T.Exp(a),
            "logarithm" => T.Log(a),
            "square root" => T.Sqrt(a),
            "absolute value" => T.Abs(a),
            "larger" => T.Max(a, b),
            "smaller" => T.Min(a, b),
            "select where greater" => T.Select(T.IsGreater(a, b), a, -one),
            "select where both are greater" => T.Select(T.And(T.IsGreater(a, one), T.IsGreater(b, one)), b, -one),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such operation"),
        };
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);
}
