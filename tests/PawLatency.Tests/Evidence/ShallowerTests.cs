using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Evidence;
using PawLatency.Tests.Cli;

namespace PawLatency.Tests.Evidence;

/// <summary>The deepest points of two groups, whenever they come.</summary>
[TestFixture]
public sealed class ShallowerTests
{
    private static readonly TemporaryFolder Folder = new();

    [OneTimeTearDown]
    public void Clean() => Folder.Dispose();

    // By hand: a falls to 6 on day 1, b to 8 on day 3; both begin at 10.
    [TestCase("b", "a", 0.0, 4.0, 20, true)]
    [TestCase("b", "a", 0.0, 4.0, 21, false)]
    [TestCase("a", "b", 0.0, 4.0, 0, false)]
    [TestCase("b", "a", 2.0, 4.0, 0, true)]
    [TestCase("b", "a", 2.0, 4.0, 1, false)]
    public void Judge_OfCurvesByHand_ComparesTheDeepestPointsOfTheWindow(
        string group,
        string than,
        double from,
        double to,
        double by,
        bool holds
    )
    {
        Judgement judged = Between(group, than, from, to, by).Judge(Measured());

        Assert.That(judged.Holds, Is.EqualTo(holds), judged.Actual);
    }

    [Test]
    public void Judge_AgainstAGroupThatIsNeverBelowBaseline_DoesNotHold()
    {
        Judgement judged = Between("a", "flat", 0, 4, 0).Judge(Measured());

        Assert.That((judged.Holds, judged.Actual), Is.EqualTo((false, "flat is not below baseline")));
    }

    // The ends of the window count, also between the points of a curve.
    [Test]
    public void Judge_OfAWindowBetweenPoints_ReadsItsEnds() =>
        Assert.That(Between("flat", "a", 1.25, 1.5, 0).Judge(Measured()).Value, Is.EqualTo(35).Within(1e-9));

    private static SmallerDeficit Between(string group, string than, double from, double to, double by) =>
        new()
        {
            Group = group,
            Than = than,
            From = from.Days,
            To = to.Days,
            ByPercent = by,
        };

    private static FindingRun Measured() =>
        FindingRun.Measured(
            MeasuredData.Load(
                Folder.Write(
                    "curves.csv",
                    "group,day,latency_s\na,0,10\na,1,6\na,2,8\na,3,9\na,4,10\nb,0,10\nb,1,9\nb,2,9\nb,3,8\nb,4,10\n"
                        + "flat,0,10\nflat,1,10\nflat,2,10\nflat,3,10\nflat,4,10\n"
                )
            )
        );
}
