using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Evidence;
using PawLatency.Tests.Cli;
using PawLatency.Text;

namespace PawLatency.Tests.Evidence;

/// <summary>Every relation, judged on curves made by hand (see <see cref="OwnEvidence.Data"/>).</summary>
[TestFixture]
public sealed class ExpectationTests
{
    private FindingRun _run = null!;

    [OneTimeSetUp]
    public void ReadData()
    {
        using var folder = new TemporaryFolder();
        _run = FindingRun.Measured(MeasuredData.Load(folder.Write("data.csv", OwnEvidence.Data), 20));
    }

    // value, low, high and misfit are worked out by hand; the scale is that of the relation.
    [TestCase("group: treated, is: above, than: saline, at: [10 h]", 50, 5, double.PositiveInfinity, 0)]
    [TestCase(
        "group: treated, is: above, than: saline, at: [10 h, 30 h]",
        -20,
        5,
        double.PositiveInfinity,
        5,
        TestName = "the worst of two times decides"
    )]
    [TestCase(
        "group: treated, is: above, than: baseline, at: [5 h], by: 20 %, at-most: 30 %",
        25,
        20,
        30,
        0,
        TestName = "between two points, against baseline"
    )]
    [TestCase("group: treated, is: below, than: saline, at: [30 h], by: 5 %, at-most: 15 %", 20, 5, 15, 1)]
    [TestCase("group: treated, is: near, than: saline, at: [30 h], within: 25 %", -20, -25, 25, 0)]
    [TestCase("group: treated, is: near, than: saline, at: [30 h], within: 10 %", -20, -10, 10, 2)]
    [TestCase(
        "group: treated, is: above, than: saline, at: [200 h]",
        double.NaN,
        5,
        double.PositiveInfinity,
        4,
        TestName = "outside the curve nothing is known"
    )]
    [TestCase("group: treated, is: peaking, from: 5 h, to: 15 h", 10, 5, 15, 0)]
    [TestCase("group: treated, is: peaking, from: 20 h, to: 30 h", 10, 20, 30, 4)]
    [TestCase("group: saline, is: peaking, from: 0 h, to: 30 h", double.NaN, 0, 30, 4, TestName = "a flat curve has no peak")]
    [TestCase("group: treated, is: deepest, from: 25 h, to: 35 h", 30, 25, 35, 0)]
    [TestCase(
        "group: treated, is: deepest, from: 25 h, to: 35 h, by: 25 %",
        20,
        25,
        double.PositiveInfinity,
        1,
        TestName = "deepest in time, but not deep enough"
    )]
    [TestCase("group: treated, is: deepest, from: 25 h, to: 35 h, at-most: 15 %", 20, 0, 15, 1)]
    [TestCase("group: saline, is: deepest, from: 0 h, to: 30 h", double.NaN, 0, 30, 4)]
    [TestCase("group: treated, is: crossing, from: 20 h, to: 30 h", 30, 20, 30, 0)]
    [TestCase(
        "group: treated, is: crossing, from: 31 h, to: 32 h",
        30,
        31,
        32,
        1,
        TestName = "an hour is the least that counts as an error"
    )]
    [TestCase("group: saline, is: crossing, from: 0 h, to: 30 h", double.NaN, 0, 30, 4)]
    [TestCase("group: treated, is: recovered, at: [60 h], within: 5 %", 0, -5, 5, 0)]
    [TestCase("group: treated, is: recovered, at: [30 h], within: 5 %", -20, -5, 5, 3)]
    [TestCase(
        "group: treated, is: lasting, from: 10 h, to: 30 h",
        27.5,
        10,
        30,
        0,
        TestName = "the line passes 5 % under baseline at 22.5 and 50 h"
    )]
    [TestCase("group: treated, is: lasting, from: 30 h, to: 40 h", 27.5, 30, 40, 1)]
    [TestCase("groups: [treated, saline], is: ordered, at: [10 h]", 50, 2, double.PositiveInfinity, 0)]
    [TestCase("groups: [saline, spared, treated], is: ordered, at: [30 h], by: 11 %", 10, 11, double.PositiveInfinity, 0.2)]
    [TestCase("groups: [saline, treated], is: ordered, at: [10 h]", -50, 2, double.PositiveInfinity, 10.4)]
    [TestCase("groups: [treated, saline], is: ordered, at: [10 h, 200 h]", double.NaN, 2, double.PositiveInfinity, 4)]
    [TestCase("group: treated, is: value, at: [200 h], of: mpe, value: 45 %, error: 5 %", double.NaN, 35, 55, 4)]
    [TestCase("group: spared, is: prevented, than: treated, at: [30 h], by: 40 %", 50, 40, 300, 0)]
    [TestCase("group: spared, is: prevented, than: treated, at: [30 h], by: 75 %", 50, 75, 300, 1.25)]
    [TestCase("group: spared, is: prevented, than: treated, at: [30 h], by: 10 %, at-most: 30 %", 50, 10, 30, 1)]
    [TestCase(
        "group: treated, is: ratio-ratio, than: saline, at: [10 h], against: { at: [30 h] }, from: 1, to: 2",
        0.6286086594223741,
        0,
        0.69314718055994531,
        0,
        TestName = "15 over 10, divided by 8 over 10"
    )]
    [TestCase(
        "group: treated, is: ratio-ratio, than: saline, at: [10 h], against: { group: spared, than: treated, at: [30 h] }, from: 1, to: 2",
        0.28768207245178093,
        0,
        0.69314718055994531,
        0,
        TestName = "1.5 divided by 9 over 8"
    )]
    [TestCase(
        "group: treated, is: ratio-ratio, than: saline, at: [10 h], against: { group: spared }, from: 1, to: 1",
        0.4393666597838457,
        0,
        0,
        8.787333195676913,
        TestName = "1.5 divided by 9.6667 over 10"
    )]
    [TestCase(
        "group: treated, is: ratio-ratio, than: saline, at: [200 h], against: { at: [30 h] }, from: 1, to: 2",
        double.NaN,
        0,
        0.69314718055994531,
        4
    )]
    [TestCase(
        "group: spared, is: prevented, than: treated, at: [10 h], by: 40 %",
        double.NaN,
        40,
        300,
        4,
        TestName = "there is nothing to prevent"
    )]
    [TestCase("group: treated, is: value, at: [10 h], of: mpe, value: 45 %, error: 5 %", 50, 35, 55, 0)]
    [TestCase("group: treated, is: value, at: [30 h], of: change, value: -10 %, error: 2 %", -20, -14, -6, 3)]
    [TestCase("group: spared, is: share, of: treated, at: [30 h], value: 45 %, error: 6 %", 50, 33, 57, 0)]
    [TestCase("group: spared, is: share, of: treated, at: [30 h], value: 26 %, error: 6 %", 50, 14, 38, 2)]
    [TestCase(
        "group: spared, is: share, of: saline, at: [30 h], value: 26 %, error: 6 %",
        double.NaN,
        14,
        38,
        4,
        TestName = "a share of no effect is none"
    )]
    public void Judge_HandMadeCurves_GivesTheHandValue(string expectation, double value, double low, double high, double misfit)
    {
        Judgement judgement = Read(expectation).Expectations[0].Judge(_run);

        Assert.Multiple(() =>
        {
            Assert.That(judgement.Value, Is.EqualTo(value).Within(1e-9), judgement.ToString());
            Assert.That((judgement.Low, judgement.High), Is.EqualTo((low, high)));
            Assert.That(judgement.Misfit, Is.EqualTo(misfit).Within(1e-9));
            Assert.That(judgement.Holds, Is.EqualTo(misfit == 0));
            Assert.That(judgement.Expected + judgement.Actual, Does.Not.Contain("NaN"));
        });
    }

    // The day before the first dose was a good one: it is baseline, and what follows it no fall.
    [Test]
    public void Judge_AHigherLatencyBeforeDayZero_IsNoPeak()
    {
        using var folder = new TemporaryFolder();
        var run = FindingRun.Measured(
            MeasuredData.Load(
                folder.Write(
                    "early.csv",
                    "group,time_h,typical_s\ntreated,-24,11.2\ntreated,0,10\ntreated,24,11\ntreated,72,10.7\ntreated,168,8\n"
                ),
                20
            )
        );

        Assert.That(Read("group: treated, is: peaking, from: 20 h, to: 30 h").Expectations[0].Judge(run).Value, Is.EqualTo(24));
        Assert.That(
            Read("group: treated, is: crossing, from: 60 h, to: 170 h").Expectations[0].Judge(run).Value,
            Is.EqualTo(72 + 96 * (10.7 - 10.6) / (10.7 - 8)).Within(1e-9),
            "on the line from 10.7 to 8 s, where it passes the baseline of 10.6 s"
        );
    }

    // The control has 10 s and the others 8 s, a deficit of 2 s: by hand 100, 300 and 302 %.
    [TestCase("10", true)]
    [TestCase("14", true)]
    [TestCase("14.04", false)]
    public void Prevented_GroupFarAboveItsBaseline_IsNotAsPrinted(string latency, bool holds)
    {
        using var folder = new TemporaryFolder();
        MeasuredData data = MeasuredData.Load(
            folder.Write("more.csv", $"group,day,mean_s\ntreated,0,10\ntreated,1,8\nspared,0,10\nspared,1,{latency}\n"),
            20
        );
        Judgement judgement = Verification
            .Against([Read("group: spared, is: prevented, than: treated, at: [day 1], by: 50 %")], data)
            .Findings[0]
            .Judgements[0];

        Assert.That(
            (judgement.Holds, judgement.Expected),
            Is.EqualTo((holds, "spared spared 50 to 300 % of the deficit of treated on day 1")),
            judgement.Actual
        );
    }

    // Twenty seconds and twenty seconds are two lower bounds: their difference is not known to be nothing.
    [TestCase("20", "not distinguishable, both at the cutoff on day 1")]
    [TestCase("19", "-5 % on day 1")]
    [TestCase("10", "-50 % on day 1")]
    public void Near_GroupsAtTheCutoff_AreNotToldApart(string latency, string actual)
    {
        using var folder = new TemporaryFolder();
        MeasuredData data = MeasuredData.Load(
            folder.Write("cut.csv", $"group,day,mean_s\ntreated,0,10\ntreated,1,20\nspared,0,10\nspared,1,{latency}\n"),
            20
        );

        Assert.That(
            Verification
                .Against([Read("group: spared, is: near, than: treated, at: [day 1], within: 5 %")], data)
                .Findings[0]
                .Judgements[0]
                .Actual,
            Is.EqualTo(actual)
        );
    }

    // Each group of a ratio of ratios is read at its own time only.
    [Test]
    public void Against_ARatioOfRatios_NeedsEachGroupAtItsOwnTime()
    {
        using var folder = new TemporaryFolder();
        MeasuredData data = MeasuredData.Load(
            folder.Write("own.csv", "group,day,mean_s\ntreated,0,10\ntreated,1,15\nsaline,0,10\nsaline,1,10\nspared,7,8\nuntouched,7,10\n"),
            20
        );
        Judgement judgement = Verification
            .Against(
                [
                    Read(
                        "group: treated, is: ratio-ratio, than: saline, at: [day 1], against: "
                            + "{ group: spared, than: untouched, at: [day 7] }, from: 1.8, to: 1.9"
                    ),
                ],
                data
            )
            .Findings[0]
            .Judgements[0];

        Assert.That(
            (judgement.Expected, judgement.Actual, judgement.Holds),
            Is.EqualTo(
                (
                    "latency of treated over saline on day 1, divided by latency of spared over untouched on day 7, 1.8 to 1.9",
                    "1.875 (1.5 over 0.8)",
                    true
                )
            )
        );
    }

    [TestCase(double.NaN, 4)]
    [TestCase(double.PositiveInfinity, 4)]
    [TestCase(double.NegativeInfinity, 4)]
    [TestCase(1, 0, TestName = "the low end belongs to the band")]
    [TestCase(2, 0, TestName = "the high end belongs to the band")]
    [TestCase(0, 2)]
    [TestCase(3.5, 3)]
    public void Misfit_OfABandFromOneToTwo_CountsErrorsOfAHalf(double value, double misfit)
    {
        var judgement = new Judgement("", "", value, 1, 2, Scale: 0.5);

        Assert.That((judgement.Misfit, judgement.Holds), Is.EqualTo((misfit, misfit == 0)));
    }

    [TestCase(
        "group: treated, is: ed50-ratio, than: saline, at: [day 1], challenge: { "
            + "substance: morphine, as: base, route: sc, after: 30 min }, from: 1, to: 2",
        "An ED50 cannot be read from measured curves."
    )]
    [TestCase(
        "group: treated, is: significant, than: saline, at: [day 1], n: 6, power: 80 %",
        "Significance needs individual rats: trials with a rat column, or a grouped table."
    )]
    [TestCase("group: untouched, is: above, than: saline, at: [1 h]", "There is no group \"untouched\".")]
    [TestCase("group: treated, is: above, than: saline, at: [200 h]", "is outside the data of \"treated\"")]
    [TestCase("group: spared, is: recovered, at: [101 h], within: 5 %", "is outside the data of \"spared\"")]
    [TestCase("group: treated, is: peaking, from: 5 h, to: 150 h", "is outside the data of \"treated\"")]
    public void Against_ExpectationTheDataDoNotAnswer_NamesFilePlaceFindingAndExpectation(string expectation, string message)
    {
        using var folder = new TemporaryFolder();
        MeasuredData data = MeasuredData.Load(folder.Write("data.csv", OwnEvidence.Data), 20);

        Fault fault = Assert
            .Throws<InputException>(() =>
                Verification.Against([Read("group: treated, is: above, than: saline, at: [10 h]", expectation)], data)
            )!
            .Faults.Single();

        Assert.That((fault.File, fault.Line, fault.Column), Is.EqualTo(("own.yaml", 20, 5)));
        Assert.That(fault.Message, Does.StartWith("OWN, expectation 2: ").And.Contain(message).And.Not.Contain("Parameter '"));
    }

    // By hand, 9 and 12 s from 10: exactly on the end of its band each, which belongs to it.
    [TestCase("group: treated, is: above, than: baseline, at: [day 1], by: 20 %")]
    [TestCase("group: spared, is: below, than: treated, at: [day 1], by: 25 %")]
    [TestCase("group: spared, is: near, than: baseline, at: [day 1], within: 10 %")]
    [TestCase("group: spared, is: recovered, at: [day 1], within: 10 %")]
    [TestCase("group: treated, is: value, of: change, at: [day 1], value: 19 %, error: 1 %")]
    public void Against_AValueOnTheEndOfItsBand_Holds(string expectation)
    {
        using var folder = new TemporaryFolder();
        MeasuredData data = MeasuredData.Load(
            folder.Write("edge.csv", "group,day,mean_s\nspared,0,10\nspared,1,9\ntreated,0,10\ntreated,1,12\n"),
            20
        );
        Judgement judgement = Verification.Against([Read(expectation)], data).Findings[0].Judgements[0];

        Assert.That((judgement.Holds, judgement.Misfit), Is.EqualTo((true, 0.0)), judgement.ToString());
    }

    [TestCase(
        "group: spared, is: above, than: baseline, at: [day 3], by: 5 %",
        "\"spared\" has no baseline: test it up to day 0 (before day 0 if tests follow the dose)."
    )]
    [TestCase(
        "group: spared, is: lasting, from: 2 h, to: 100 h",
        "\"spared\" has no baseline: test it up to day 0 (before day 0 if tests follow the dose)."
    )]
    [TestCase(
        "group: treated, is: lasting, from: 2 h, to: 100 h",
        "The data of \"treated\" end on day 7, still below baseline, so the total time below it is unknown."
    )]
    public void Against_DataThatDoNotReachFarEnough_AreRefused(string expectation, string message)
    {
        using var folder = new TemporaryFolder();
        MeasuredData data = MeasuredData.Load(
            folder.Write("late.csv", "group,day,mean_s\nspared,3,10\nspared,7,9\ntreated,0,10\ntreated,3,9\ntreated,7,6\n"),
            20
        );

        Assert.That(
            Assert.Throws<InputException>(() => Verification.Against([Read(expectation)], data))!.Faults.Single().Message,
            Is.EqualTo("OWN, expectation 1: " + message)
        );
    }

    // The line between two days was measured by nobody: that it is read there must be seen. Recovery counts from its own time on, too.
    [Test]
    public void Against_TimeBetweenTests_SaysSo()
    {
        using var folder = new TemporaryFolder();
        MeasuredData data = MeasuredData.Load(folder.Write("gap.csv", "group,day,mean_s\nspared,0,10\nspared,7,5\nspared,14,10\n"), 20);
        IReadOnlyList<Judgement> judgements = Verification
            .Against(
                [
                    Read(
                        "group: spared, is: near, than: baseline, at: [day 8], within: 10 %",
                        "group: spared, is: recovered, at: [day 8], within: 10 %"
                    ),
                ],
                data
            )
            .Findings[0]
            .Judgements;

        Assert.That(judgements[0].Actual, Is.EqualTo("-42.9 % on day 8; day 8 was not tested; interpolated between day 7 and day 14"));
        Assert.That(
            (judgements[1].Holds, judgements[1].Actual),
            Is.EqualTo((false, "-42.9 %; day 8 was not tested; interpolated between day 7 and day 14"))
        );
    }

    // The mark is of the model; animals that show it are right, and those that do not fail.
    [Test]
    public void Against_AKnownFailureOfTheModel_IsAnOrdinaryExpectationOfAnimals()
    {
        using var folder = new TemporaryFolder();
        MeasuredData data = MeasuredData.Load(folder.Write("deep.csv", "group,day,mean_s\nspared,0,10\nspared,1,3\n"), 20);
        Finding read = Read(
            "group: spared, is: below, than: baseline, at: [day 1], by: 60 %",
            "group: spared, is: above, than: baseline, at: [day 1], by: 60 %"
        );
        FindingVerdict verdict = Verification
            .Against(
                [
                    read with
                    {
                        Expectations = [.. read.Expectations.Select(one => one with { KnownFailure = "the model does not go that deep" })],
                    },
                ],
                data
            )
            .Findings[0];

        Assert.That(
            (
                verdict.Judgements[0].Holds,
                verdict.Judgements[1].Holds,
                verdict.IsAsMarked,
                verdict.Marked.Any(mark => mark.Known is not null)
            ),
            Is.EqualTo((true, false, false, false))
        );
    }

    // By hand: means 3 and 6, squared errors 0.5 and 2, t = 1.897, 5.882 degrees of freedom.
    [TestCase(new double[] { 1, 2, 3, 4, 5 }, new double[] { 2, 4, 6, 8, 10 }, 0.1075)]
    [TestCase(new double[] { 1, 2, 3 }, new double[] { 1, 2, 3 }, 1)]
    [TestCase(new double[] { 20, 20, 20 }, new double[] { 20, 20, 20 }, 1, TestName = "all at the cutoff, no difference")]
    [TestCase(new double[] { 20, 20, 20 }, new double[] { 10, 10, 10 }, 0, TestName = "a difference without any spread")]
    public void Welch_OfSmallGroups_IsTheHandValue(double[] first, double[] second, double probability)
    {
        Assert.That(Significant.PValue(first, second), Is.EqualTo(probability).Within(1e-4));
        Assert.That(Significant.PValue(second, first), Is.EqualTo(probability).Within(1e-4));
    }

    // Rats' means as in the hand value above: each counts once, whatever its number of trials.
    [TestCase("treated", "p = 0.11 (n 5 and 5)", false)]
    [TestCase("spared", "p < 0.0001 (n 3 and 5)", true)]
    public void Against_SignificanceOfMeasuredRats_IsTheirWelchTest(string group, string got, bool holds)
    {
        Judgement judgement = Verification
            .Against([Read($"group: {group}, is: significant, than: saline, at: [1 h], n: 6, power: 80 %")], Rats())
            .Findings[0]
            .Judgements[0];

        Assert.That(
            (judgement.Expected, judgement.Actual, judgement.Holds),
            Is.EqualTo(($"{group} differs from saline with p < 0.05 (Welch) on 1 h", got, holds))
        );
    }

    [TestCase(
        "group: treated, is: significant, than: saline, at: [2 h], n: 6, power: 80 %",
        "\"treated\" was not tested on day 0.0833; it was on day 0, 0.0417."
    )]
    [TestCase(
        "group: treated, is: significant, than: untouched, at: [1 h], n: 6, power: 80 %",
        "\"untouched\" has one rat on day 0.0417; a test compares two at least of each group."
    )]
    public void Against_SignificanceTheRatsDoNotAnswer_SaysWhatIsMissing(string expectation, string message) =>
        Assert.That(
            Assert.Throws<InputException>(() => Verification.Against([Read(expectation)], Rats()))!.Faults.Single().Message,
            Is.EqualTo("OWN, expectation 1: " + message)
        );

    // A huge dose is nearly always seen; groups that get the same differ in 5 % of the repeats, give or take three standard errors of 200.
    [Test]
    public void Significant_HugeDoseAndNoDose_HasPowerAndTheNominalErrorRate()
    {
        FindingVerdict verdict = Verification
            .Run([
                Read(
                    "group: treated, is: significant, than: saline, at: [1 h], n: 6, power: 80 %",
                    "group: untouched, is: significant, than: saline, at: [1 h], n: 6, power: 80 %"
                ),
            ])
            .Findings[0];

        Assert.That(verdict.Judgements[0].Value, Is.InRange(90, 100));
        Assert.That(verdict.Judgements[0].Holds, Is.True);
        Assert.That(verdict.Judgements[1].Value, Is.InRange(0.5, 9.5));
        Assert.That(verdict.Judgements[1].Holds, Is.False);
    }

    // Saline 1 to 5 s, treated twice that, each of two trials; three rats of spared lie far off, one is untouched.
    private static MeasuredData Rats()
    {
        using var folder = new TemporaryFolder();
        IEnumerable<string> Rows(string group, int rat, double latency) =>
            [
                FormattableString.Invariant($"{group},{rat},0,5"),
                FormattableString.Invariant($"{group},{rat},1,{latency - 0.5}"),
                FormattableString.Invariant($"{group},{rat},1,{latency + 0.5}"),
            ];
        string[] rows =
        [
            .. Enumerable.Range(1, 5).SelectMany(rat => Rows("saline", rat, rat)),
            .. Enumerable.Range(1, 5).SelectMany(rat => Rows("treated", rat, 2 * rat)),
            .. Enumerable.Range(1, 3).SelectMany(rat => Rows("spared", rat, 15 + 0.1 * rat)),
            .. Rows("untouched", 1, 5),
        ];
        return MeasuredData.Load(
            folder.Write("rats.csv", "group,rat,time_h,latency_s\n" + string.Join('\n', rows) + "\n"),
            new ReadingOptions { Cutoff = 20, HasRepeats = true }
        );
    }

    private static Finding Read(params string[] expectations)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("own.yaml", OwnEvidence.Yaml(expectations));
        return Finding.Load(path) with { File = Path.GetFileName(path) };
    }
}
