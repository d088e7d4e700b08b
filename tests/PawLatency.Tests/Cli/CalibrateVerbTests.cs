using NUnit.Framework;

namespace PawLatency.Tests.Cli;

/// <summary>pawlatency calibrate, as a process, on one quick finding.</summary>
[TestFixture]
[Category(Fixtures.Slow)]
public sealed class CalibrateVerbTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeSetUp]
    public void CopyEvidence()
    {
        Directory.CreateDirectory(_folder["evidence"]);
        File.Copy(Path.Combine(Repository.Root, "data", "evidence", "kim1990.yaml"), _folder["evidence/kim1990.yaml"]);
    }

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Calibrate_OnFindingsNoneOfWhichIsForIt_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["mine"]);
        folder.Write("mine/own.yaml", Evidence.OwnEvidence.Yaml("group: treated, is: above, than: saline, at: [1 h]"));
        CommandResult result = CommandLine.Run(folder.Path, "calibrate", "--evidence", "mine", "--out", "out");

        Assert.That(
            (result.ExitCode, result.Error.Trim()),
            Is.EqualTo((2, "No finding of mine has \"use: calibration\", so there is nothing to fit."))
        );
        Assert.That(Directory.Exists(folder["out"]), Is.False);
    }

    [Test]
    public void Calibrate_TwiceWithTheSameArguments_GoesOnAndEndsAlike_OthersAreRefused()
    {
        CommandResult first = Calibrate("--generations", "1", "--ensemble", "0");

        Assert.That(first.ExitCode, Is.Zero, first.ToString());
        Assert.That(first.Error, Does.Contain("global search 1 of 2, cost ").And.EndWith($"done, {LastCost(first)}{Environment.NewLine}"));
        Assert.That(
            first.Output,
            Does.Match(
                "^Cost [0-9.]+\nCalibration: .* expectations hold.*\nValidation: .*\nDevelopment: "
                    + ".*\nExternal: .*\nReference contract: [0-9]+ of 14 features hold\nWrote reference.yaml to out"
            )
        );
        Assert.That(
            _folder.Files.Where(file => file.StartsWith("out/", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "out/checkpoint.json", "out/reference.yaml" })
        );
        byte[] written = File.ReadAllBytes(_folder["out/reference.yaml"]);
        Assert.That(
            System.Text.Encoding.UTF8.GetString(written),
            Does.Contain("Calibrated on the findings of evidence by `pawlatency calibrate").And.Contain("--evidence evidence`")
        );

        CommandResult again = Calibrate("--generations", "1", "--ensemble", "0");
        Assert.That((again.ExitCode, again.Output), Is.EqualTo((0, first.Output)));
        Assert.That(again.Error, Does.StartWith("done"));
        Assert.That(File.ReadAllBytes(_folder["out/reference.yaml"]), Is.EqualTo(written));

        CommandResult other = Calibrate("--generations", "2", "--ensemble", "0");
        Assert.That(other.ExitCode, Is.EqualTo(2));
        Assert.That(other.Error, Does.Contain("checkpoint.json belongs to a calibration with other arguments").And.Contain("--force"));

        CommandResult forced = Calibrate("--generations", "0", "--ensemble", "0", "--fix", "slow-sensitization-gain=0", "--force");
        Assert.That(forced.ExitCode, Is.Zero, forced.ToString());
        Assert.That(
            File.ReadAllText(_folder["out/reference.yaml"]),
            Does.Contain("slow-sensitization-gain: { value: 0, ").And.Contain("--fix slow-sensitization-gain=0")
        );
    }

    [TestCase("There is no parameter \"averaging-rat\". Did you mean \"averaging-rate\"?", "--fix", "averaging-rat=1")]
    [TestCase(
        "--fix averaging-rate=fast: write averaging-rate=VALUE, with a value from 1E-06 to 100 in 1/h.",
        "--fix",
        "averaging-rate=fast"
    )]
    [TestCase("--seed is -1; it must be 0 or more.", "--seed", "-1")]
    [TestCase("The population is 2; it must be 5 to 10000.", "--population", "2")]
    [TestCase("There is no file or folder nowhere.", "--evidence", "nowhere")]
    public void Calibrate_BadInput_SaysWhatIsWrongWithExitCodeTwo(string message, params string[] args)
    {
        CommandResult result = CommandLine.Run(_folder.Path, ["calibrate", "--out", "bad", .. args]);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain(message).And.Not.Contain("   at "));
        Assert.That(Directory.Exists(_folder["bad"]), Is.False);
    }

    private CommandResult Calibrate(params string[] args) =>
        CommandLine.Run(
            _folder.Path,
            ["calibrate", "--out", "out", "--evidence", "evidence", "--population", "5", "--rounds", "0", .. args]
        );

    private static string LastCost(CommandResult result) => result.Error.TrimEnd().Split(", ")[^1];
}
