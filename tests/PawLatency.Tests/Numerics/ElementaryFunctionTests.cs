using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using PawLatency.Numerics;

namespace PawLatency.Tests.Numerics;

/// <summary>Exponential and logarithm against series in decimals of 28 digits, at numbers that a decimal holds exactly.</summary>
public class ElementaryFunctionTests
{
    private const decimal Ln2 = 0.6931471805599453094172321215m;

    private static readonly Gen<int> Millionths = Gen.Choose(-8 << 20, 8 << 20);

    [Test]
    public void Exp_OfAnyNumber_IsWithinOneUnitInTheLastPlace() =>
        RepeatableProperty.Check(
            Millionths,
            5000,
            n =>
            {
                double value = Real.Exp(new Real(n / 1048576.0)).Value;
                Assert.That(Units(value, Exp(n / 1048576m)), Is.LessThan(1), $"exp({n} / 2^20)");
            }
        );

    [Test]
    public void Log_OfAnyPositiveNumber_IsWithinOneAndAHalfUnitsInTheLastPlace() =>
        RepeatableProperty.Check(
            Millionths,
            5000,
            n =>
            {
                int positive = Math.Abs(n) + 1;
                double value = Real.Log(new Real(positive / 1048576.0)).Value;
                Assert.That(Units(value, Log(positive / 1048576m)), Is.LessThan(1.5), $"log({positive} / 2^20)");
            }
        );

    [TestCase(0, 1)]
    [TestCase(double.NegativeInfinity, 0)]
    [TestCase(-745.2, 0)]
    [TestCase(-745.1, double.Epsilon)]
    [TestCase(-744.4400719213812, double.Epsilon)]
    [TestCase(709.8, double.PositiveInfinity)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(double.NaN, double.NaN)]
    public void Exp_AtTheEndsOfItsRange_IsTheLimit(double x, double expected) =>
        Assert.That(Real.Exp(new Real(x)).Value, Is.EqualTo(expected));

    [TestCase(1, 0)]
    [TestCase(0, double.NegativeInfinity)]
    [TestCase(double.Epsilon, -744.4400719213812)]
    [TestCase(double.MaxValue, 709.782712893384)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(-1, double.NaN)]
    [TestCase(double.NaN, double.NaN)]
    public void Log_AtTheEndsOfItsRange_IsTheLimit(double x, double expected) =>
        Assert.That(Real.Log(new Real(x)).Value, Is.EqualTo(expected));

    // Distance in units in the last place of the value.
    private static double Units(double value, decimal exact)
    {
        if (value == 0)
        {
            return exact == 0 ? 0 : double.PositiveInfinity;
        }

        int exponent = Math.ILogB(value);
        long mantissa = (long)Math.ScaleB(value, 52 - exponent);
        decimal scaled = exact;
        for (int bit = 0; bit < 52 - exponent; bit++)
        {
            scaled *= 2;
        }

        return (double)Math.Abs(mantissa - scaled);
    }

    // The sixteenth part by its series, then four squarings.
    private static decimal Exp(decimal x)
    {
        decimal part = x / 16,
            term = 1,
            sum = 1;
        for (int n = 1; n < 40; n++)
        {
            term = term * part / n;
            sum += term;
        }

        sum *= sum;
        sum *= sum;
        sum *= sum;
        return sum * sum;
    }

    private static decimal Log(decimal x)
    {
        int halvings = 0;
        for (; x > 1.5m; x /= 2)
        {
            halvings++;
        }

        for (; x < 0.75m; x *= 2)
        {
            halvings--;
        }

        decimal s = (x - 1) / (x + 1),
            power = s,
            sum = 0;
        for (int n = 1; n < 80; n += 2)
        {
            sum += power / n;
            power *= s * s;
        }

        return 2 * sum + halvings * Ln2;
    }
}
