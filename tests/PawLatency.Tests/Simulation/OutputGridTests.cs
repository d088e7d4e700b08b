using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using PawLatency.Simulation;

namespace PawLatency.Tests.Simulation;

/// <summary>When one looks does not change what one sees: every value is the same bits on any grid of sessions.</summary>
[TestFixture]
public sealed class OutputGridTests
{
    private const double LastH = 240;

    private StudyResult _every1000th = null!;

    [OneTimeSetUp]
    public void RunOnce() => _every1000th = Run(1000, LastH);

    [TestCase(10)]
    [TestCase(100)]
    public void Sessions_OnACoarserGrid_GiveTheSameBits(int intervals) => AssertShared(Run(intervals, LastH));

    // The end of the study must not shorten the last step before it.
    [TestCase(1)]
    [TestCase(5)]
    [TestCase(9)]
    public void Sessions_EndingEarlier_GiveTheSameBits(int lastDay) => AssertShared(Run(10, LastH, lastDay));

    // The fine grid of the typical rat, too: a session in between adds points and changes none.
    [Test]
    public void Curve_WithOneMoreSession_KeepsItsOtherPoints()
    {
        TypicalRat few = TestStudies.Of([0, 3, 10], new Group("rats", 0, TestStudies.MorphinePump)).Run().Groups[0].Typical;
        TypicalRat more = TestStudies.Of([0, 3, 5.3217, 10], new Group("rats", 0, TestStudies.MorphinePump)).Run().Groups[0].Typical;

        Assert.That(more.TimesH.Length, Is.GreaterThan(few.TimesH.Length));
        for (int i = 0; i < few.TimesH.Length; i++)
        {
            int same = more.TimesH.BinarySearch(few.TimesH[i]);
            Assert.That(more.Curve.Values[same], Is.EqualTo(few.Curve.Values[i]), $"at {few.TimesH[i]} h");
        }
    }

    // One and a half hundredths of the baseline, where the line is steepest: three pixels of the usual figure (a bolus of remifentanil). A
    // block acts at once, and so does the
    // excitation by the first trace of an opioid; such a jump is drawn within the half minute after it, so the first minute after each dose
    // and each end of
    // a block is left out.
    [TestCase("pump")]
    [TestCase("pump and naloxone")]
    [TestCase("bolus to the cutoff")]
    [TestCase("remifentanil")]
    [TestCase("procedure")]
    public void Curve_BetweenItsPoints_IsAStraightLineToThreePixels(string given)
    {
        Regimen regimen = given switch
        {
            "pump" => TestStudies.MorphinePump,
            "pump and naloxone" => TestStudies.MorphinePump.Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 5.3.Days),
            "bolus to the cutoff" => Regimen.None.Bolus(Substance.Morphine.Base, 10.MgPerKg, Route.Subcutaneous, 0.Days),
            "remifentanil" => Regimen.None.Bolus(Substance.Named("remifentanil").Base, new Dose(10), Route.Intravenous, 0.Days),
            _ => TestStudies.MorphinePump.Add(new Procedure(Target.All[0], "block", 100, 6.Days, 0.5.Hours)),
        };
        Study study = TestStudies.Of([0, 10], new Group("rats", 0, regimen));
        TypicalRat typical = study.Run().Groups[0].Typical;
        double[] times =
        [
            .. Enumerable
                .Range(1, 10 * 24 * 60 - 1)
                .Select(minute => (minute + 0.4) / 60)
                .Where(time => new[] { 0, 127.2, 144, 144.5 }.All(jump => time - jump is < 0 or > 1 / 60.0)),
        ];

        double[] fine = TypicalRun.LatenciesS(study, study.Groups[0], regimen, times, StepControl.Default);

        double worst = times
            .Zip(fine, (time, latency) => Math.Abs(typical.Curve.At(new StudyTime(time)) - Math.Min(latency, study.Assay.CutoffS)))
            .Max();
        TestContext.Out.WriteLine(FormattableString.Invariant($"{typical.TimesH.Length} points, farthest {worst:0.0000} s"));
        Assert.That(worst, Is.LessThan(0.155));
        Assert.That(typical.TimesH.Length, Is.LessThan(3000), "a point every half minute would be 28800");
    }

    private void AssertShared(StudyResult coarse)
    {
        (GroupResult few, GroupResult many) = (coarse.Groups[0], _every1000th.Groups[0]);
        foreach (Session session in coarse.Sessions)
        {
            Session same = _every1000th.Sessions.Single(other => other.Time == session.Time);
            Assert.That(few.Typical.SessionS(session), Is.EqualTo(many.Typical.SessionS(same)), $"typical rat on {session.Time}");
            for (int rat = 0; rat < few.Rats.Count; rat++)
            {
                Assert.That(Latencies(few, rat, session), Is.EqualTo(Latencies(many, rat, same)), $"rat {rat} on {session.Time}");
            }
        }
    }

    private static (double, double)[] Latencies(GroupResult group, int rat, Session session) =>
        [.. group.Rats[rat].Trials.Where(trial => trial.Session == session).Select(trial => (trial.TimeH, trial.LatencyS))];

    // Times from whole numbers, so that shared times are the same bits; a fine timer, so that the last bits are seen.
    private static StudyResult Run(int intervals, double lastH, int lastDay = 10) =>
        new Study
        {
            Test = new TestSchedule
            {
                Also =
                [
                    .. Enumerable
                        .Range(0, intervals + 1)
                        .Select(i => new StudyTime(lastH * (1000 / intervals * i) / 1000))
                        .Where(time => time.Days <= lastDay),
                ],
            },
            Assay = new Hargreaves { Resolution = 0.001 },
            Groups = [new Group("rats", 3, TestStudies.MorphinePump)],
        }.Run();
}
