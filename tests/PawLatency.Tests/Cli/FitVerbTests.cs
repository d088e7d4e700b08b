using System.Text.Json.Nodes;
using NUnit.Framework;

namespace PawLatency.Tests.Cli;

/// <summary>pawlatency fit, as a process.</summary>
[TestFixture]
[Category(Fixtures.Slow)]
public sealed class FitVerbTests
{
    private const string Study = """
        name: My rats
        seed: 3
        rats: { strain: Sprague-Dawley, sex: male, mass: 300 g }
        test: { days: [-1, 1, 2, 3, 5, 7, 8] }
        assay: { baseline: 10.5 s, cutoff: 16 s, trials: 1 }
        groups:
          - { name: saline, n: 4 }
          - name: morphine
            n: 4
            give: [{ pump: { model: 2ML1, substance: morphine, as: base, rate: 0.5 mg/kg/h, implant: day 0, remove: day 7 } }]
        """;

    private readonly TemporaryFolder _folder = new();

    [OneTimeSetUp]
    public void RunStudy()
    {
        _folder.Write("mine.yaml", Study);
        CommandResult run = CommandLine.Run(_folder.Path, "run", "mine.yaml", "--out", "lab");
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        File.Copy(_folder["lab/latencies.csv"], _folder["mine.csv"]);
    }

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Fit_OfAStudy_WritesItsFilesAndRunAndPowerReadThem()
    {
        CommandResult fit = CommandLine.Run(
            _folder.Path,
            "fit",
            "mine.csv",
            "--study",
            "mine.yaml",
            "--free",
            "slow-tolerance-gain",
            "--compare",
            "slow-sensitization-gain=0",
            "--starts",
            "1",
            "--out",
            "fitted"
        );

        Assert.That(fit.ExitCode, Is.Zero, fit.ToString());
        Assert.That(
            fit.Output,
            Does.StartWith("My rats: 8 rats, 56 values, ")
                .And.Contain("95 % profile interval")
                .And.Contain("\nslow-tolerance-gain ")
                .And.Contain("slow-sensitization-gain = 0: likelihood ratio ")
                .And.Contain("Untreated rats read ")
        );
        var manifest = JsonNode.Parse(File.ReadAllText(_folder["fitted/fit.json"]))!;
        Assert.That((int?)manifest["rats"], Is.EqualTo(8));
        Assert.That(File.ReadLines(_folder["fitted/individuals.csv"]).Count(), Is.EqualTo(9));
        Assert.That(File.ReadLines(_folder["fitted/predictions.csv"]).Count(), Is.EqualTo(57));
        AssertReads("run", "mine.yaml", "--parameters", "fitted/parameters.yaml", "--out", "again");
        AssertReads(
            "power",
            "mine.yaml",
            "--parameters",
            "fitted/parameters.yaml",
            "--replicates",
            "50",
            "--to",
            "5",
            "--test",
            "welch",
            "--out",
            "power"
        );
        Assert.That(
            (string?)JsonNode.Parse(File.ReadAllText(_folder["again/run.json"]))!["parameters_hash"],
            Is.Not.EqualTo((string?)JsonNode.Parse(File.ReadAllText(_folder["lab/run.json"]))!["parameters_hash"])
        );
    }

    [Test]
    public void Fit_OfControlsAlone_EstimatesHowTheyVary()
    {
        string[] rows = File.ReadAllLines(_folder["mine.csv"]);
        IEnumerable<string> controls = rows.Where((row, index) => index == 0 || row.Contains(",saline,", StringComparison.Ordinal));
        _folder.Write("controls.csv", string.Join('\n', controls) + "\n");
        CommandResult fit = CommandLine.Run(
            _folder.Path,
            "fit",
            "controls.csv",
            "--only-variability",
            "--cutoff",
            "16",
            "--out",
            "controls"
        );

        Assert.That(fit.ExitCode, Is.Zero, fit.ToString());
        Assert.That(fit.Output, Does.Contain("baseline-latency cv").And.Contain("trial cv"));
        AssertReads("run", "mine.yaml", "--parameters", "controls/parameters.yaml", "--out", "of-controls");
    }

    [TestCase("--study is missing", "mine.csv", "--free", "slow-tolerance-gain")]
    [TestCase("Nothing is to be fitted", "mine.csv", "--study", "mine.yaml")]
    [TestCase("There is no file none.csv", "none.csv", "--study", "mine.yaml", "--free", "slow-tolerance-gain")]
    [TestCase(
        "There is no parameter \"slow-tolerance-gian\". Did you mean \"slow-tolerance-gain\"?",
        "mine.csv",
        "--study",
        "mine.yaml",
        "--free",
        "slow-tolerance-gian"
    )]
    [TestCase("There is no group of the study", "mine.csv", "--study", "other.yaml", "--free", "slow-tolerance-gain")]
    [TestCase("no rats of the group \"heroin\"", "mine.csv", "--study", "three.yaml", "--free", "slow-tolerance-gain")]
    [TestCase("--cutoff is 20", "mine.csv", "--study", "mine.yaml", "--free", "slow-tolerance-gain", "--cutoff", "20")]
    [TestCase("19 s is above the cutoff of 16 s", "long.csv", "--study", "mine.yaml", "--free", "slow-tolerance-gain")]
    [TestCase("no variation", "flat.csv", "--study", "mine.yaml", "--free", "slow-tolerance-gain")]
    [TestCase("\"none\" is not a number", "mine.csv", "--study", "mine.yaml", "--compare", "slow-tolerance-gain=none")]
    [TestCase("There is no file no.yaml", "mine.csv", "--study", "mine.yaml", "--free", "slow-tolerance-gain", "--parameters", "no.yaml")]
    [TestCase(
        "There is no coefficient of variation",
        "mine.csv",
        "--study",
        "mine.yaml",
        "--free",
        "slow-tolerance-gain",
        "--estimate",
        "tail"
    )]
    public void Fit_OfWhatDoesNotGoTogether_IsRefused(string message, params string[] arguments)
    {
        _folder.Write("other.yaml", Study.Replace("name: saline", "name: control", StringComparison.Ordinal));
        _folder.Write("three.yaml", Study + "\n  - { name: heroin, n: 2 }\n");
        string[] rows = File.ReadAllLines(_folder["mine.csv"]);
        _folder.Write("long.csv", "group,rat,day,latency_s\nsaline,1,0,10\nsaline,1,1,19\nmorphine,2,0,10\nmorphine,2,1,12\n");
        _folder.Write("flat.csv", "group,rat,day,latency_s\nsaline,1,0,10\nsaline,1,1,10\nmorphine,2,0,10\nmorphine,2,1,10\n");
        CommandResult refused = CommandLine.Run(_folder.Path, ["fit", .. arguments, "--out", "refused"]);

        Assert.That(refused.ExitCode, Is.EqualTo(2), refused.ToString());
        Assert.That(refused.Error, Does.Contain(message));
        Assert.That(Directory.Exists(_folder["refused"]), Is.False);
    }

    private void AssertReads(params string[] arguments)
    {
        CommandResult result = CommandLine.Run(_folder.Path, arguments);
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
    }
}
