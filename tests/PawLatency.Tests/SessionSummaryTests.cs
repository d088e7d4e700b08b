using NUnit.Framework;
using PawLatency.Nociception;

namespace PawLatency.Tests;

[TestFixture]
public sealed class SessionSummaryTests
{
    // A handful of operations on numbers below 20.
    private const double Rounding = 1e-12;

    private static readonly Session First = new(1, 0.Days, 0);
    private static readonly Session Second = new(2, 1.Days, 1);

    // Rats of 10, 12 and 18 s; the third reached the cutoff in two of its trials.
    private static readonly GroupResult Group = Rats([9, 10, 11], [11, 12, 13], [20, 20, 14]);

    [Test]
    public void Rat_InASession_CountsWithTheMeanOfItsTrials() =>
        Assert.That(Group.SessionMeansS(First), Is.EqualTo(new[] { 10.0, 12, 18 }).Within(Rounding));

    [Test]
    public void Summary_OfThreeRats_HasTheHandValues()
    {
        SessionSummary summary = SessionSummary.Of(Group, First);

        // Deviations from 40/3 are -10/3, -4/3 and 14/3: variance (100 + 16 + 196) / 9 / 2 = 52/3.
        Assert.That(summary.Count, Is.EqualTo(3));
        Assert.That(summary.Mean, Is.EqualTo(40.0 / 3).Within(Rounding));
        Assert.That(summary.Sd, Is.EqualTo(Math.Sqrt(52.0 / 3)).Within(Rounding));
        Assert.That(summary.Sem, Is.EqualTo(Math.Sqrt(52.0 / 9)).Within(Rounding));
        Assert.That(summary.Median, Is.EqualTo(12).Within(Rounding));
        // A tenth of the way from 10 to 12, nine tenths from 12 to 18.
        Assert.That(summary.P05, Is.EqualTo(10.2).Within(Rounding));
        Assert.That(summary.P95, Is.EqualTo(17.4).Within(Rounding));
        Assert.That(summary.CensoredShare, Is.EqualTo(2.0 / 9).Within(Rounding));
    }

    // The second session is twice the first in each rat, cut at nothing.
    [Test]
    public void Summary_OfAnotherSession_UsesItsTrialsOnly()
    {
        SessionSummary summary = SessionSummary.Of(Group, Second);

        Assert.That(summary.Mean, Is.EqualTo(80.0 / 3).Within(Rounding));
        Assert.That(summary.CensoredShare, Is.Zero);
    }

    [Test]
    public void Summary_OfOneRat_HasNoSpread()
    {
        SessionSummary summary = SessionSummary.Of(Rats([9, 10, 11]), First);

        Assert.That((summary.Count, summary.Mean), Is.EqualTo((1, 10.0)));
        Assert.That(summary.Sd, Is.NaN);
        Assert.That(summary.Sem, Is.NaN);
    }

    [Test]
    public void Summary_OfNoRats_HasNoNumbers()
    {
        SessionSummary summary = SessionSummary.Of(Rats(), First);

        Assert.That(summary.Count, Is.Zero);
        Assert.That(
            new[] { summary.Mean, summary.Sd, summary.Sem, summary.Median, summary.P05, summary.P95, summary.CensoredShare },
            Is.All.NaN
        );
    }

    private static GroupResult Rats(params double[][] latencies) =>
        new(
            new Group("rats", latencies.Length, Regimen.None),
            null!,
            [
                .. latencies.Select(
                    (trials, i) =>
                        new RatResult(new VirtualRat { Number = i + 1 }, [.. Trials(First, trials, 1), .. Trials(Second, trials, 2)])
                ),
            ]
        );

    private static IEnumerable<Trial> Trials(Session session, double[] latencies, double factor) =>
        latencies.Select(
            (latency, i) =>
                new Trial(session, i + 1, session.Time.Hours, Paw.Left, factor * latency, factor * latency == 20 && session == First)
        );
}
