using NUnit.Framework;
using PawLatency.Nociception;

namespace PawLatency.Tests.Simulation;

/// <summary>Predictions over plausible parameter sets of parameters.</summary>
[TestFixture]
public sealed class EnsembleRunTests
{
    private static readonly NociceptionParameters Typical = NociceptionParameters.Reference;

    private static readonly Study Study = TestStudies.Of(
        [0, 1, 3],
        new Group("saline", 0, TestStudies.SalinePump),
        new Group("morphine", 2, TestStudies.MorphinePump)
    );

    [Test]
    public void Ensemble_OfOneSet_IsTheTypicalRat()
    {
        StudyResult result = Study.Run(options: new RunOptions { Ensemble = [Typical] });

        foreach (GroupResult group in result.Groups)
        {
            foreach (Session session in result.Sessions)
            {
                EnsembleBand band = group.Ensemble[session.Number - 1];
                Assert.That(band.Median, Is.EqualTo(group.Typical.SessionS(session)).Within(1e-9));
                Assert.That((band.P05, band.P95), Is.EqualTo((band.Median, band.Median)));
            }
        }
    }

    [Test]
    public void Ensemble_OfThreeSets_HasTheMiddleOneAsMedianAndABandAroundIt()
    {
        NociceptionParameters[] sets =
        [
            Typical with
            {
                SlowToleranceGain = 2 * Typical.SlowToleranceGain,
            },
            Typical,
            Typical with
            {
                SlowToleranceGain = Typical.SlowToleranceGain / 2,
            },
        ];

        StudyResult result = Study.Run(options: new RunOptions { Ensemble = sets });

        EnsembleBand day3 = result["morphine"].Ensemble[2];
        Assert.That(day3.Median, Is.EqualTo(result["morphine"].Typical.SessionS(result.Sessions[2])).Within(1e-9));
        Assert.That((day3.P05 < day3.Median, day3.P95 > day3.Median), Is.EqualTo((true, true)));
        Assert.That(result["saline"].Ensemble[2].P05, Is.EqualTo(result["saline"].Ensemble[2].P95));
    }

    // Under a doubled gain of slow tolerance the tolerance of day 3 is larger and its analgesic drive smaller.
    [Test]
    public void EnsembleResponses_OfThreeSets_HaveTheTypicalRatAsMedianAndABandAroundIt()
    {
        NociceptionParameters[] sets =
        [
            Typical with
            {
                SlowToleranceGain = 2 * Typical.SlowToleranceGain,
            },
            Typical,
            Typical with
            {
                SlowToleranceGain = Typical.SlowToleranceGain / 2,
            },
        ];

        StudyResult result = Study.Run(options: new RunOptions { Ensemble = sets });

        GroupResult morphine = result["morphine"];
        int day3 = morphine.Typical.TimesH.BinarySearch(result.Sessions[2].Time.Hours);
        (EnsembleBand analgesia, EnsembleBand tolerance, _, EnsembleBand threshold) = morphine.EnsembleResponses[2];
        (double Analgesia, double Tolerance, double Sensitization, double ThresholdC) typical = morphine.Typical.ResponseAt(day3);
        Assert.That(
            (analgesia.Median, tolerance.Median, threshold.Median),
            Is.EqualTo((typical.Analgesia, typical.Tolerance, typical.ThresholdC)).Within(1e-6)
        );
        Assert.That(tolerance.P05 < tolerance.Median && tolerance.P95 > tolerance.Median, Is.True);
        Assert.That(morphine.EnsembleResponses, Has.Count.EqualTo(result.Sessions.Count));
        Assert.That(Study.Run()["morphine"].EnsembleResponses, Is.Empty);
    }

    [Test]
    public void Summary_HasTheBandsOnlyWhereTheyWereAskedFor()
    {
        string[] without = TestStudies.SummaryCsv(Study.Run()).Split('\n'),
            with = TestStudies.SummaryCsv(Study.Run(options: new RunOptions { Ensemble = [Typical] })).Split('\n');

        Assert.That(without[0], Does.EndWith(",censored_share"));
        Assert.That(with[0], Is.EqualTo(without[0] + ",ensemble_p05_s,ensemble_median_s,ensemble_p95_s"));
        Assert.That(with.Zip(without).Skip(1).All(pair => pair.First.StartsWith(pair.Second, StringComparison.Ordinal)), Is.True);
        Assert.That(with[1].Split(',')[^2], Is.EqualTo(with[1].Split(',')[3]), "the typical rat");
    }

    [Test]
    public void Ensemble_WithoutSets_IsRefused() =>
        Assert.That(
            () => Study.Run(options: new RunOptions { Ensemble = [] }),
            Throws.ArgumentException.With.Message.Contains("no plausible set")
        );
}
