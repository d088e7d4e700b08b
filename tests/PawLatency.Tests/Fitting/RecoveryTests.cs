using System.Globalization;
using MathNet.Numerics.Statistics;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Fitting;
using PawLatency.Nociception;

namespace PawLatency.Tests.Fitting;

/// <summary>
/// Simulated laboratories whose truth is known: how far estimates are off on average, and how often intervals hold the truth. Hours of
/// work; PAWLATENCY_LABORATORIES says how many laboratories, and the fit that counts latencies at the cutoff as they stand is shown beside.
/// </summary>
[TestFixture]
[Explicit]
[Category(Fixtures.Slow)]
public sealed class RecoveryTests
{
    private static readonly string[] Free = ["slow-tolerance-gain", "half-effect-factor-of-morphine", "slow-sensitization-gain"];

    private static readonly NociceptionParameters Truth = NociceptionParameters.Reference;

    [TestCase(false)]
    [TestCase(true)]
    public void Fit_OfManyLaboratories_IsNotBiasedAndItsIntervalsHold(bool asTheyStand)
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("PAWLATENCY_LABORATORIES") ?? "200", CultureInfo.InvariantCulture);
        var fits = new FitResult[count];
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            index => fits[index] = OneLaboratory(index + 1, asTheyStand)
        );
        double atPeak = fits.Average(fit =>
            100.0
            * fit.Predictions.Count(one => one.Group == "morphine" && Math.Abs(one.TimeH - 24) < 1 && one.Observed >= Cutoff)
            / fit.Predictions.Count(one => one.Group == "morphine" && Math.Abs(one.TimeH - 24) < 1)
        );
        TestContext.Out.WriteLine(FormattableString.Invariant($"{count} laboratories, {atPeak:0} % of latencies at the cutoff on day 1"));
        foreach (FitEstimate first in fits[0].Estimates)
        {
            Report(first.Name, [.. fits.Select(fit => fit.Estimates.Single(one => one.Name == first.Name))]);
        }
    }

    private const double Cutoff = 13.7;

    private static FitResult OneLaboratory(int number, bool asTheyStand)
    {
        Study study = Laboratory.Pump(12, (ulong)number) with { Assay = new Hargreaves { Cutoff = Cutoff } };
        return Fit.Run(
            Laboratory.Plan(study, Free) with
            {
                Starts = 1,
                WithProfiles = false,
                AsTheyStand = asTheyStand,
            },
            new RunOptions { Threads = 1 }
        );
    }

    private static void Report(string name, FitEstimate[] estimates)
    {
        Variability usual = Variability.Standard;
        double truth = name switch
        {
            "baseline" => Hargreaves.Standard.Baseline,
            "baseline-latency cv" => 100 * usual.BaselineLatency,
            "session cv" => 100 * usual.Session,
            "trial cv" => 100 * usual.Trial,
            _ => ParameterKey.Named(name).Get(Truth),
        };
        double[] logs = [.. estimates.Select(one => Math.Log(one.Value / truth))];
        double bias = 100 * (Math.Exp(logs.Mean()) - 1),
            error = 100 * logs.StandardDeviation() / Math.Sqrt(logs.Length),
            spread = logs.StandardDeviation(),
            told = estimates.Select(one => one.StandardError / one.Value).Median();
        int held = estimates.Count(one => one.Low <= truth && one.High >= truth);
        TestContext.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: bias {bias:+0.0;-0.0} % (+- {error:0.0}), spread {spread:0.000}, standard error {told:0.000}, "
                    + $"{100.0 * held / logs.Length:0} % of intervals hold the truth"
            )
        );
    }
}
