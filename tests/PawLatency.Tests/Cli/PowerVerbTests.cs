using System.Text.Json;
using System.Xml.Linq;
using NUnit.Framework;

namespace PawLatency.Tests.Cli;

/// <summary>pawlatency power, as a process.</summary>
[TestFixture]
[Category(Fixtures.Slow)]
public sealed class PowerVerbTests
{
    private static readonly string[] Quick = ["--replicates", "20", "--from", "3", "--to", "4", "--day", "8", "9"];

    [Test]
    public void Power_TwiceWithTheSameArguments_GoesOnAndEndsAlike_OthersAreRefused()
    {
        using var folder = new TemporaryFolder();
        CommandResult first = Run(folder, "--out", "p");

        Assert.That(first.ExitCode, Is.Zero, first.ToString());
        Assert.That(first.Error, Does.EndWith($"100 % done, 0 replicates failed, about 0 s left{Environment.NewLine}"));
        Assert.That(
            first.Output,
            Does.Contain("rats for 80 %")
                .And.Contain("power lost by leaving out a day")
                .And.Contain("Monte Carlo standard error at most 11.2 percentage points")
        );
        Assert.That(
            folder.Files,
            Is.EqualTo(
                new[] { "p/checkpoint.json", "p/days.csv", "p/power.csv", "p/power.json", "p/power.png", "p/power.svg", "p/power.txt" }
            )
        );
        Assert.That(File.ReadLines(folder["p/power.csv"]).Count(), Is.EqualTo(1 + 3 * 2));
        Assert.That(File.ReadLines(folder["p/days.csv"]).Count(), Is.EqualTo(1 + 3 * 4));
        Assert.That(XDocument.Load(folder["p/power.svg"]).Root!.Name.LocalName, Is.EqualTo("svg"));
        Assert.That(
            File.ReadAllText(folder["p/power.txt"]),
            Does.Contain("seed 1").And.Contain("Monte Carlo standard error").And.Contain("model version")
        );
        JsonElement manifest = JsonDocument.Parse(File.ReadAllBytes(folder["p/power.json"])).RootElement;
        Assert.That(
            manifest.GetProperty("outputs").EnumerateObject().Select(output => output.Name),
            Is.EquivalentTo(new[] { "days.csv", "power.csv", "power.png", "power.svg", "power.txt" })
        );
        string[] before = [.. folder.Files.Select(file => File.ReadAllText(folder[file]))];

        CommandResult again = Run(folder, "--out", "p", "--threads", "1"),
            other = Run(folder, "--out", "p", "--seed", "7");
        Assert.That((again.ExitCode, again.Output, again.Error), Is.EqualTo((0, first.Output, "")));
        Assert.That(other.ExitCode, Is.EqualTo(2));
        Assert.That(other.Error, Does.Contain("checkpoint.json belongs to another study, design or version; use --force to start again"));
        Assert.That(folder.Files.Select(file => File.ReadAllText(folder[file])), Is.EqualTo(before));
    }

    [TestCase("There is no test \"welsh\" of two groups. Did you mean \"welch\"?", "--test", "welsh")]
    [TestCase("There is no test on day 11; the days are", "--day", "11")]
    [TestCase("The number of replicates is 3; it must be 10 to 1000000.", "--replicates", "3")]
    [TestCase("The dropout share is 20; it must be 0 to 0.9.", "--dropout", "20")]
    [TestCase("There is no group \"morfine\". Did you mean \"morphine\"?", "--treated", "morfine")]
    [TestCase("The mixed analysis of variance of group x day has no direction", "--test", "anova", "--direction", "below")]
    [TestCase("--seed is -1; it must be 0 or more.", "--seed", "-1")]
    public void Power_BadInput_SaysWhatIsWrongAndWritesNothing(string message, params string[] args) =>
        CommandLine.AssertRefused(message, ["power", .. args]);

    private static CommandResult Run(TemporaryFolder folder, params string[] args) =>
        CommandLine.Run(folder.Path, ["power", .. Quick, .. args]);
}
