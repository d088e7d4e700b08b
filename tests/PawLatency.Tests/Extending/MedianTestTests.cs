using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Power;
using PawLatency.Tests.Statistics;
using TestResult = PawLatency.Statistics.TestResult;

namespace PawLatency.Tests.Extending;

/// <summary>The worked example of docs/extending.md: a test that the library does not know.</summary>
[TestFixture]
public sealed class MedianTestTests
{
    // By hand: all three of morphine are above the median 3.5 of the six; 2 of the 20 ways to choose three are as far out.
    [Test]
    public void Run_HandValue_IsMet()
    {
        LatencyTable table = LatencyTable.Of([
            .. new double[] { 4, 5, 6 }.Select((value, i) => new LatencyRow("morphine", $"{i}", 1, value, false)),
            .. new double[] { 1, 2, 3 }.Select((value, i) => new LatencyRow("saline", $"{i}", 1, value, false)),
        ]);
        TestResult result = Ask.One(new MedianTest(), table, 1);

        Assert.That((result.Estimate, result.Statistic), Is.EqualTo((3.0, 3.0)));
        Assert.That(result.P, Is.EqualTo(0.1).Within(1e-12));
        Assert.That(
            result.Sentence,
            Does.StartWith(
                "morphine - saline on day 1: difference of medians 3 s; median test, "
                    + "animals above the median = 3, p = 0.10; n = 3 morphine, 3 saline."
            )
        );
    }

    [Test]
    public void PowerDesign_OfATestOutsideTheLibrary_RunsIt()
    {
        PowerDesign design = PowerDesign.Of(Study.Reference with { Test = new TestSchedule { Days = [0, 8] } }, "morphine", "saline") with
        {
            Tests = [new MedianTest()],
            From = 10,
            To = 10,
            Replicates = 10,
        };
        PowerResult result = PowerResult.Run(design);

        Assert.That((result.Tests[0].Test, result.Tests[0].Curve[0].Undecided), Is.EqualTo(("median", 0)));
        Assert.That(PowerText.Paragraph(result), Does.Contain("Tests: median test (median);"));
    }
}
