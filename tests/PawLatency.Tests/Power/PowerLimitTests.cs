using System.Globalization;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Simulation;
using PawLatency.Statistics;
using PawLatency.Tests.Statistics;

namespace PawLatency.Tests.Power;

/// <summary>Without drug, cutoff and repeated trials a simulated experiment is a t test of normal logarithms, whose power is
/// known.</summary>
[TestFixture]
[Category(Fixtures.Slow)]
public sealed class PowerLimitTests
{
    private const int Replicates = 2_000,
        Rats = 10;

    [TestCase(100, 0.05)]
    [TestCase(90, double.NaN)]
    public void Power_OfRatsWithoutDrug_IsThatOfTheNoncentralT(double lampPercent, double expected)
    {
        var study = new Study
        {
            Assay = Hargreaves.Standard with { Trials = 1, Cutoff = 60, Resolution = 0.001 },
            Test = new TestSchedule { Days = [0] },
            Groups =
            [
                new Group("dim", Rats, Regimen.None) { Stimulus = Hargreaves.Lamp(lampPercent) },
                new Group("bright", Rats, Regimen.None),
            ],
        };
        bool[] significant = new bool[Replicates];
        InParallel.For(
            Replicates,
            null,
            null,
            replicate =>
            {
                RatResult[][] rats = StudyRun.RunRats(study with { Seed = (ulong)replicate + 1 }, new RunOptions { Threads = 1 });
                LatencyTable latencies = LatencyTable.Of(
                    [("dim", rats[0]), ("bright", rats[1])],
                    1,
                    SessionValue.Mean,
                    Readout.PawWithdrawal
                );
                double[] logs = [.. Enumerable.Range(0, 2 * Rats).Select(animal => Math.Log(latencies.Value(animal, 0)))];
                var table = new LatencyTable(
                    latencies.Groups,
                    latencies.Animals,
                    [.. Enumerable.Range(0, 2 * Rats).Select(latencies.GroupOf)],
                    latencies.Days,
                    logs,
                    new bool[2 * Rats]
                );
                significant[replicate] = Ask.One(LatencyTest.Named("welch"), table, 0, treated: "dim", control: "bright").P < 0.05;
            }
        );

        double power = significant.Count(one => one) / (double)Replicates,
            formula = double.IsNaN(expected) ? Formula(study, lampPercent) : expected;
        string numbers = string.Create(CultureInfo.InvariantCulture, $"power by simulation {power:0.0000}, by formula {formula:0.0000}");
        TestContext.Out.WriteLine(numbers);
        // Three Monte Carlo errors, and 0.003 for Welch's degrees of freedom, which are a little fewer than the 18 of the formula.
        Assert.That(power, Is.EqualTo(formula).Within(3 * Math.Sqrt(formula * (1 - formula) / Replicates) + 0.003), numbers);
    }

    private static double Formula(Study study, double lampPercent)
    {
        double threshold = study.Parameters.BaselineThresholdC;
        double Latency(double lamp) => ((Hargreaves)study.Assay with { LampPercent = lamp }).LatencyS(new Real(threshold), threshold).Value;
        Variability spread = study.Variability;
        double variance = new[] { spread.BaselineLatency, spread.Session, spread.Trial }.Sum(cv => Math.Log(1 + cv * cv));
        return NoncentralT.Power(Math.Log(Latency(lampPercent) / Latency(100)), Math.Sqrt(variance), Rats, Rats);
    }
}
