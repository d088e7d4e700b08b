using NUnit.Framework;
using PawLatency.Numerics;

namespace PawLatency.Tests.Numerics;

public class RandomNumbersTests
{
    private const int Count = 100_000;

    [Test]
    public void Uniform_Bits_AreTheFirst52OfTheGenerator()
    {
        // Seed 0x299f31d0a4093822, rat 1, group "a" (FNV-1a 0xe40c292c), purpose Session, occasion 3, trial 2: the documented key.
        (uint high, uint low, _, _) = Philox.Generate((1, 0xe40c292c, 3, (6u << 16) | 2), (0xa4093822, 0x299f31d0));
        // Bits 0 and 2^52 - 1 cannot be asked for, but the mapping is this one, and it takes them to 2^-53 and 1 - 2^-53.
        double middle = ((((ulong)high << 20) | (low >> 12)) + 0.5) / Math.Pow(2, 52);
        Assert.That(new RandomNumbers(0x299f31d0a4093822, "a", 1).Uniform(RandomPurpose.Session, 3, 2), Is.EqualTo(middle));
    }

    [Test]
    public void Uniform_ManyNumbers_FillTheOpenIntervalEvenly()
    {
        double[] numbers = Draw((stream, i) => stream.Uniform(RandomPurpose.Trial, i));

        // Standard errors of the mean and variance of n uniform numbers: sqrt(1/12n) and sqrt(1/180n); five of them.
        double mean = numbers.Average(),
            variance = numbers.Average(x => (x - mean) * (x - mean));
        Assert.Multiple(() =>
        {
            Assert.That(numbers, Has.All.GreaterThan(0).And.All.LessThan(1));
            Assert.That(mean, Is.EqualTo(0.5).Within(5 * Math.Sqrt(1.0 / 12 / Count)));
            Assert.That(variance, Is.EqualTo(1.0 / 12).Within(5 * Math.Sqrt(1.0 / 180 / Count)));
        });
    }

    [Test]
    public void StandardNormal_ManyNumbers_HaveTheMomentsOfTheNormalDistribution()
    {
        double[] numbers = Draw((stream, i) => stream.StandardNormal(RandomPurpose.Trial, i));
        double[] moments = [.. Enumerable.Range(1, 4).Select(power => numbers.Average(x => Math.Pow(x, power)))];

        // Standard errors of the raw moments of n normal numbers: sqrt of 1, 2, 15 and 96 over n; five of them.
        Assert.Multiple(() =>
        {
            Assert.That(moments[0], Is.EqualTo(0).Within(5 * Math.Sqrt(1.0 / Count)));
            Assert.That(moments[1], Is.EqualTo(1).Within(5 * Math.Sqrt(2.0 / Count)));
            Assert.That(moments[2], Is.EqualTo(0).Within(5 * Math.Sqrt(15.0 / Count)));
            Assert.That(moments[3], Is.EqualTo(3).Within(5 * Math.Sqrt(96.0 / Count)));
        });
    }

    [Test]
    public void StandardNormal_NeighbouringRats_AreUncorrelated()
    {
        double[] first = Draw((_, i) => new RandomNumbers(1, "drug", i).StandardNormal(RandomPurpose.Clearance));
        double[] next = Draw((_, i) => new RandomNumbers(1, "drug", i + 1).StandardNormal(RandomPurpose.Clearance));

        // The mean product of independent normal numbers has standard error 1/sqrt(n); five of them.
        Assert.That(first.Zip(next, (a, b) => a * b).Average(), Is.EqualTo(0).Within(5 / Math.Sqrt(Count)));
    }

    [Test]
    public void Uniform_EverySeedGroupRatPurposeOccasionAndTrial_IsItsOwnNumber()
    {
        var numbers = new List<double>();
        foreach (ulong seed in (ulong[])[0, 1, 2, 1ul << 32, ulong.MaxValue])
        {
            foreach (string group in new[] { "saline", "morphine", "Morphine", "", "morphin", "µg" })
            {
                for (int rat = 0; rat < 8; rat++)
                {
                    var stream = new RandomNumbers(seed, group, rat);
                    numbers.AddRange(
                        from purpose in Enum.GetValues<RandomPurpose>()
                        from occasion in Enumerable.Range(0, 6)
                        from trial in new[] { 0, 1, 2, 65_535 }
                        select stream.Uniform(purpose, occasion, trial)
                    );
                }
            }
        }

        // 40,320 numbers of 52 bits would hold a chance collision in one of five million such sets.
        Assert.That(numbers.Distinct().Count(), Is.EqualTo(numbers.Count));
    }

    [Test]
    public void Uniform_DrawnInAnyOrder_IsTheSame()
    {
        var stream = new RandomNumbers(42, "saline", 3);
        double[] forward = [.. Enumerable.Range(0, 100).Select(i => stream.Uniform(RandomPurpose.Trial, i))];
        double[] backward =
        [
            .. Enumerable.Range(0, 100).Reverse().Select(i => new RandomNumbers(42, "saline", 3).Uniform(RandomPurpose.Trial, i)).Reverse(),
        ];
        Assert.That(backward, Is.EqualTo(forward));
    }

    [Test]
    public void Equality_Streams_IsByValue()
    {
        RandomNumbers stream = new(7, "a", 1),
            same = new(7, "a", 1),
            other = new(7, "b", 1);
        Assert.Multiple(() =>
        {
            Assert.That(stream, Is.EqualTo(same));
            Assert.That(stream, Is.Not.EqualTo(other));
        });
    }

    private static double[] Draw(Func<RandomNumbers, int, double> number)
    {
        var stream = new RandomNumbers(20261122, "drug", 1);
        return [.. Enumerable.Range(0, Count).Select(i => number(stream, i))];
    }
}
