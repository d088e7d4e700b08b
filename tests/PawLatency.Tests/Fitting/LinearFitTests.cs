using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Fitting;
using PawLatency.Tests.Goldens;

namespace PawLatency.Tests.Fitting;

/// <summary>Without a drug the model of log latency is linear, and a fit is that of lme4 (make_fit.R, 2026-12-01, lme4 of R 4.2).</summary>
[TestFixture]
public sealed class LinearFitTests
{
    // How far apart two searches for the same maximum may end.
    private const double Tolerance = 1e-5;

    private static readonly FitResult Result = Fit.Run(Plan());

    private static FitPlan Plan() =>
        FitPlan.OfControls(
            MeasuredData.Load(
                Path.Combine(Repository.Root, "tests", "PawLatency.Tests", "Goldens", "fit_controls.csv"),
                new ReadingOptions { Cutoff = 60, HasRepeats = true }
            )
        );

    [TestCase("mean")]
    [TestCase("sd_rat")]
    [TestCase("sd_session")]
    [TestCase("sd_trial")]
    [TestCase("log_likelihood")]
    public void Fit_OfUntreatedRats_EqualsLme4(string quantity)
    {
        double expected = GoldenFile.Number(GoldenFile.Rows("fit_controls_lme4.csv").Single(row => row["quantity"] == quantity), "value");
        double Sd(double cv) => Math.Sqrt(Math.Log(1 + cv * cv));
        double actual = quantity switch
        {
            "mean" => Math.Log(Result.Estimates.Single(estimate => estimate.Name == "baseline").Value),
            "sd_rat" => Sd(Result.Study.Variability.BaselineLatency),
            "sd_session" => Sd(Result.Study.Variability.Session),
            "sd_trial" => Sd(Result.Study.Variability.Trial),
            _ => Result.LogLikelihood,
        };

        Assert.That(actual, Is.EqualTo(expected).Within(Tolerance));
    }

    // The standard error of a mean does not depend on how the variances were found; its second derivative is by differences.
    [Test]
    public void StandardError_OfTheMean_IsThatOfLme4()
    {
        double expected = GoldenFile.Number(GoldenFile.Rows("fit_controls_lme4.csv").Single(row => row["quantity"] == "se_mean"), "value");
        FitEstimate baseline = Result.Estimates.Single(estimate => estimate.Name == "baseline");

        Assert.That(baseline.StandardError / baseline.Value, Is.EqualTo(expected).Within(1e-3 * expected));
        Assert.That((baseline.IsLowOpen, baseline.IsHighOpen), Is.EqualTo((false, false)));
        Assert.That(
            Math.Log(baseline.High / baseline.Low),
            Is.InRange(2 * 1.96 * expected, 2.2 * 1.96 * expected),
            "the profile is a little wider"
        );
    }

    [Test]
    public void Fit_StoppedAfterEveryStep_EndsWithTheSameBytes()
    {
        FitPlan plan = Plan() with { Starts = 2 };
        byte[] whole = Bytes(Fit.Run(plan, new RunOptions { Threads = 2 }));
        byte[] checkpoint = [];
        FitResult? result = null;
        while (result is null)
        {
            byte[] before = checkpoint;
            using var stop = new CancellationTokenSource();
            int steps = 0;
            try
            {
                result = Fit.Run(
                    plan,
                    new RunOptions { Threads = 1, CancellationToken = stop.Token },
                    before,
                    progress =>
                    {
                        checkpoint = progress.Checkpoint.ToArray();
                        if (steps++ == 1)
                        {
                            stop.Cancel();
                        }
                    }
                );
            }
            catch (OperationCanceledException)
            {
                // It goes on from its checkpoint.
            }
        }

        Assert.That(Bytes(result), Is.EqualTo(whole));
    }

    [Test]
    public void Checkpoint_OfAnotherFit_IsRefused()
    {
        byte[] checkpoint = [];
        Fit.Run(Plan() with { Starts = 1, WithProfiles = false }, report: progress => checkpoint = progress.Checkpoint.ToArray());
        string text = System.Text.Encoding.UTF8.GetString(checkpoint);
        byte[] edited = System.Text.Encoding.UTF8.GetBytes(text.Replace("0.0", "0.1", StringComparison.Ordinal));

        Assert.Multiple(() =>
        {
            Assert.That(
                () => Fit.CheckCheckpoint(Plan() with { Starts = 2, WithProfiles = false }, "checkpoint.json", checkpoint),
                Throws.ArgumentException.With.Message.Contains("another study, table, version or other options")
            );
            Assert.That(
                () => Fit.CheckCheckpoint(Plan() with { Starts = 1, WithProfiles = false }, "checkpoint.json", edited),
                Throws.ArgumentException.With.Message.Contains("checksum")
            );
        });
    }

    private static byte[] Bytes(FitResult result) => [.. result.Files("controls.csv", []).SelectMany(file => file.Bytes)];
}
