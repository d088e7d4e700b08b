using System.Globalization;
using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Numerics;
using PawLatency.Statistics;

namespace PawLatency.Tests.Statistics;

/// <summary>With 40 % of the peak latencies at the cutoff, counting them as they stand is biased and the censored model is not.</summary>
[TestFixture]
[Category(Fixtures.Slow)]
public sealed class CutoffBiasTests
{
    private const int Replicates = 300,
        Animals = 10,
        Trials = 3;
    private const double Cutoff = 20,
        Baseline = 10.5,
        AnimalSd = 0.12,
        TrialSd = 0.16;

    // The peak of which 40 % of the trials are beyond the cutoff: log peak = log cutoff - sd z, z = 0.2533471 the upper 40 % point.
    private static readonly double Peak = Math.Exp(Math.Log(Cutoff) - 0.2533471 * Math.Sqrt(AnimalSd * AnimalSd + TrialSd * TrialSd));

    [Test]
    public void RatioAtThePeak_FortyPercentAtTheCutoff_IsBiasedBySubstitutionAndNotByTheCensoredModel()
    {
        double censoredLog = 0,
            substitutedLog = 0,
            share = 0;
        int covered = 0;
        for (int replicate = 0; replicate < Replicates; replicate++)
        {
            LatencyTable table = Draw(replicate, out double cut);
            TestResult model = CensoredMixedModel.Fit(table).Compare("morphine", "saline", 1);
            censoredLog += Math.Log(model.Estimate) / Replicates;
            substitutedLog += Math.Log(LinearMixedModel.Fit(table).Compare("morphine", "saline", 1).Estimate) / Replicates;
            share += cut / Replicates;
            covered += model.Lower <= Peak / Baseline && Peak / Baseline <= model.Upper ? 1 : 0;
        }

        // Bias of the effect, in percent of the true effect on the logarithm of latency.
        double truth = Math.Log(Peak / Baseline),
            censored = 100 * (censoredLog / truth - 1),
            substituted = 100 * (substitutedLog / truth - 1);
        string numbers = string.Create(
            CultureInfo.InvariantCulture,
            $"{100 * share:0.0} % of the peak trials at the cutoff; bias of the "
                + $"log ratio: censored model {censored:0.00} %, substitution {substituted:0.00} "
                + $"%; intervals that cover: {100.0 * covered / Replicates:0.0} %"
        );
        TestContext.Out.WriteLine(numbers);

        Assert.That(share, Is.EqualTo(0.4).Within(0.03), numbers);
        Assert.That(Math.Abs(censored), Is.LessThan(3), numbers);
        Assert.That(substituted, Is.LessThan(-5), numbers);
        // 95 % of 300 within three standard errors.
        Assert.That(covered, Is.InRange(0.95 * Replicates - 12, Replicates), numbers);
    }

    private static LatencyTable Draw(int replicate, out double share)
    {
        var rows = new List<LatencyRow>();
        int cut = 0;
        foreach (string group in new[] { "morphine", "saline" })
        {
            for (int animal = 1; animal <= Animals; animal++)
            {
                var random = new RandomNumbers((ulong)replicate + 1, group, animal);
                double level = Math.Exp(AnimalSd * random.StandardNormal(RandomPurpose.BaselineLatency));
                foreach (int day in new[] { 0, 1 })
                {
                    for (int trial = 1; trial <= Trials; trial++)
                    {
                        double latency =
                            (day == 1 && group == "morphine" ? Peak : Baseline)
                            * level
                            * Math.Exp(TrialSd * random.StandardNormal(RandomPurpose.Trial, day, trial));
                        cut += day == 1 && group == "morphine" && latency >= Cutoff ? 1 : 0;
                        rows.Add(new LatencyRow(group, $"{animal}", day, Math.Min(latency, Cutoff), latency >= Cutoff));
                    }
                }
            }
        }

        share = cut / (double)(Animals * Trials);
        return LatencyTable.Of(rows, SessionValue.Median);
    }
}
