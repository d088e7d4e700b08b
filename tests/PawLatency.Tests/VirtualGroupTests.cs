using NUnit.Framework;

namespace PawLatency.Tests;

/// <summary>
/// Groups of ten rats scatter as published groups do. The expected SEM is 10.5 s x 0.17 / sqrt(10) = 0.57 s. A standard deviation
/// estimated from ten rats is itself uncertain by 1 / sqrt(2 x 9) = 24 %, so on a single day of a single seed an SEM of 0.25 to 0.9 s
/// (99 % of a chi distribution with 9 degrees of freedom) is no surprise: the bar of 0.4 to 0.9 s is one for averages.
/// </summary>
[TestFixture]
public sealed class VirtualGroupTests
{
    private static readonly ulong[] Seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

    private Dictionary<int, double>[] _salineSem = null!;
    private Dictionary<int, double>[] _morphineSem = null!;
    private double[] _day0Difference = null!;

    [OneTimeSetUp]
    public void RunOnce()
    {
        string[] summaries = [.. Seeds.Select(seed => TestStudies.SummaryCsv(Study.Reference.Run(seed)))];
        _salineSem = [.. summaries.Select(summary => TestStudies.ByDay(summary, "saline", "sem_s"))];
        _morphineSem = [.. summaries.Select(summary => TestStudies.ByDay(summary, "morphine", "sem_s"))];
        _day0Difference =
        [
            .. summaries.Select(summary =>
                TestStudies.ByDay(summary, "morphine", "mean_s")[0] - TestStudies.ByDay(summary, "saline", "mean_s")[0]
            ),
        ];
    }

    // The average of ten estimates of 0.57 +- 0.135 s is uncertain by 0.043 s: the lower bar is four of those away.
    [Test]
    public void Sem_OnEveryDayAveragedOverSeeds_IsThatOfPublishedGroups()
    {
        foreach (int day in TestStudies.ReferenceDays.Select(day => (int)day))
        {
            double mean = _salineSem.Average(sem => sem[day]);
            TestContext.Out.WriteLine(FormattableString.Invariant($"day {day}: mean SEM {mean:F3} s"));
            Assert.That(mean, Is.InRange(0.4, 0.9), $"day {day}");
        }
    }

    // Half of the variance is the rats' own and the same on every day, so the average over days is still uncertain by some 15 %.
    [Test]
    public void Sem_OfEverySeedAveragedOverDays_IsThatOfPublishedGroups()
    {
        double[] means = [.. _salineSem.Select(sem => sem.Values.Average())];
        TestContext.Out.WriteLine(string.Join(", ", means.Select(mean => FormattableString.Invariant($"{mean:F3}"))));
        Assert.That(means, Is.All.InRange(0.4, 0.9));
    }

    // 1 % is expected outside a 99 % interval. The 14 days of a seed share their rats, so they are worth a few days only: 5 % is allowed.
    [Test]
    public void Sem_OfSingleDays_ScattersAsAnEstimateFromTenRats()
    {
        double[] single = [.. _salineSem.SelectMany(sem => sem.Values)];
        double outside = single.Count(sem => sem is < 0.25 or > 0.91) / (double)single.Length;
        TestContext.Out.WriteLine(FormattableString.Invariant($"{single.Min():F3} to {single.Max():F3} s, {outside:P1} outside"));
        Assert.That(outside, Is.LessThanOrEqualTo(0.05));
    }

    // A difference of more than 2 SEM comes by chance with probability 0.06 (t with 18 degrees of freedom).
    [Test]
    public void Groups_BeforeTheDrug_DifferByLessThanTwoStandardErrors()
    {
        double[] ratios =
        [
            .. _day0Difference.Select(
                (difference, i) =>
                    Math.Abs(difference) / Math.Sqrt(_salineSem[i][0] * _salineSem[i][0] + _morphineSem[i][0] * _morphineSem[i][0])
            ),
        ];
        TestContext.Out.WriteLine(string.Join(", ", ratios.Select(ratio => FormattableString.Invariant($"{ratio:F2}"))));
        Assert.That(ratios.Count(ratio => ratio < 2), Is.GreaterThanOrEqualTo(9));
    }
}
