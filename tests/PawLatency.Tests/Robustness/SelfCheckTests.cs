using System.Diagnostics;
using NUnit.Framework;
using PawLatency.Tests.Cli;

namespace PawLatency.Tests.Robustness;

/// <summary>The self-check compares with the values of today, finds a difference, and takes little time.</summary>
[TestFixture]
public sealed class SelfCheckTests
{
    [Test]
    public void SelfCheck_OnThisMachine_GivesTheStoredValues()
    {
        string received = Path.Combine(AppContext.BaseDirectory, "self-check.received.yaml");
        File.WriteAllText(received, SelfCheck.Text());
        string[] wrong = [.. SelfCheck.Run().Where(line => !line.Holds).Select(line => $"{line}")];

        Assert.That(
            wrong,
            Is.Empty,
            $"{string.Join('\n', wrong)}\nto accept: cp {received} {Path.Combine(Repository.Root, "data", "self-check.yaml")}"
        );
        Assert.That(
            File.ReadLines(Path.Combine(Repository.Root, "data", "self-check.yaml")).Count(line => line[0] != '#'),
            Is.EqualTo(SelfCheck.Run().Count),
            "a stored value that nothing is compared with"
        );
    }

    [TestCase("1.5", "1.5", true)]
    [TestCase("1.5", "1.5000000001", true)]
    [TestCase("1.5", "1.50000001", false)]
    [TestCase("1.5", "NaN", false)]
    [TestCase("0", "1E-17", true)]
    [TestCase("sha256:aa", "sha256:ab", false)]
    [TestCase("missing", "1", false)]
    public void Line_OfTwoValues_HoldsWhereTheyAreTheSame(string stored, string found, bool holds) =>
        Assert.That(SelfCheck.Same(stored, found), Is.EqualTo(holds));

    [Test]
    public void SelfCheckVerb_OnThisMachine_SaysProcessorInstructionsAndVersions()
    {
        using var folder = new TemporaryFolder();
        long begin = Stopwatch.GetTimestamp();

        CommandResult result = CommandLine.Run(folder.Path, "self-check");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain($"model {RunManifest.ModelVersion}").And.Contain("instructions  ").And.Contain(".NET 10"));
        Assert.That(result.Output, Does.Contain("values are those stored with the library"));
        // Printed, not judged: here the rest of the suite runs beside it.
        TestContext.Out.WriteLine($"{Stopwatch.GetElapsedTime(begin).TotalSeconds:F1} s");
        Assert.That(folder.Files, Is.Empty);
    }
}
