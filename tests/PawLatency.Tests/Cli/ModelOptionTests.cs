using System.Text.Json;
using NUnit.Framework;

namespace PawLatency.Tests.Cli;

/// <summary>--model and --rivals, as a process.</summary>
[TestFixture]
public sealed class ModelOptionTests
{
    [Test]
    public void Run_OfTwoModels_DrawsTheTypicalRatsOfBoth()
    {
        using var folder = new TemporaryFolder();
        CommandResult run = CommandLine.Run(
            folder.Path,
            "run",
            "reference",
            "--model",
            "reference",
            "--model",
            "subtractive-moderator",
            "--out",
            "out"
        );

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(
            run.Output,
            Does.StartWith("Seven-day morphine pump, seed 1\n")
                .And.Contain("The figure compares reference with subtractive-moderator; the other files are of reference.\n")
        );
        Assert.That(
            File.ReadAllText(folder["out/figure.svg"]),
            Does.Contain("typical rat: Reference").And.Contain("typical rat: Subtractive moderator")
        );
        using var manifest = JsonDocument.Parse(File.ReadAllText(folder["out/run.json"]));
        Assert.That(manifest.RootElement.GetProperty("model_name").GetString(), Is.EqualTo("reference"));
        Assert.That(
            manifest.RootElement.GetProperty("compared_with").GetProperty("model_name").GetString(),
            Is.EqualTo("subtractive-moderator")
        );
    }

    [Test]
    public void Run_OfARival_IsNamedAfterItEverywhere()
    {
        using var folder = new TemporaryFolder();
        CommandResult run = CommandLine.Run(folder.Path, "run", "--model", "response-feedback", "--out", "out");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.StartWith("Seven-day morphine pump (Feedback of the response), seed 1\n"));
        Assert.That(File.ReadAllText(folder["out/figure.svg"]), Does.Contain("Seven-day morphine pump (Feedback of the response)"));
        using var manifest = JsonDocument.Parse(File.ReadAllText(folder["out/run.json"]));
        Assert.That(manifest.RootElement.GetProperty("model_name").GetString(), Is.EqualTo("response-feedback"));
        Assert.That(manifest.RootElement.GetProperty("solver").GetProperty("method").GetString(), Does.Contain("Dormand"));
        Assert.That(manifest.RootElement.GetProperty("parameters").GetProperty("Model").GetString(), Is.EqualTo("response-feedback"));
    }

    [Test]
    public void Run_OfAModelFile_RunsIt()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "mine.yaml",
            "name: mine\ntitle: My model\ndescription: Loss of receptors.\nsources: [me]\nform: { tolerance: receptor-loss }\n"
        );
        CommandResult run = CommandLine.Run(folder.Path, "run", "--model", "mine.yaml", "--out", "out");

        Assert.That(
            (run.ExitCode, run.Output.Split('\n')[0]),
            Is.EqualTo((0, "Seven-day morphine pump (My model), seed 1")),
            run.ToString()
        );
    }

    [Test]
    public void VerifyAndCheck_OfARival_NameIt()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("own.yaml", Evidence.OwnEvidence.Yaml("group: treated, is: above, than: saline, at: [10 h]"));
        CommandResult verify = CommandLine.Run(folder.Path, "verify", file, "--model", "no-opponent"),
            check = CommandLine.Run(folder.Path, "check", "--model", "no-opponent");

        Assert.That(verify.Output, Does.StartWith("model no-opponent: No opponent\n"), verify.ToString());
        Assert.That(
            (check.ExitCode, check.Output.Split('\n')[0]),
            Is.EqualTo((1, "opioid-pump: morphine against saline, model no-opponent")),
            check.ToString()
        );
    }

    [Test]
    public void Calibrate_OfARival_WritesItsFileWithItsParametersAlone()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["evidence"]);
        File.Copy(Path.Combine(Repository.Root, "data", "evidence", "kim1990.yaml"), folder["evidence/kim1990.yaml"]);
        CommandResult result = CommandLine.Run(
            folder.Path,
            "calibrate",
            "--model",
            "subtractive-moderator",
            "--evidence",
            "evidence",
            "--population",
            "5",
            "--generations",
            "0",
            "--rounds",
            "0",
            "--ensemble",
            "0",
            "--out",
            "out"
        );

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        string written = File.ReadAllText(folder["out/subtractive-moderator.yaml"]);
        Assert.That(
            written,
            Does.StartWith("name: subtractive-moderator\n")
                .And.Contain("--model subtractive-moderator")
                .And.Contain("\nnociception:\n  morphine-efficacy: { value: ")
        );
        Assert.That(written, Does.Not.Contain("fast-sensitization-rate:").And.Not.Contain("variability:"));
        Assert.That(CommandLine.Run(folder.Path, "run", "--model", "out/subtractive-moderator.yaml").ExitCode, Is.Zero, "it reads back");
    }

    [TestCase(
        "There is no model \"subtractiv-moderator\". Did you mean \"subtractive-moderator\"?",
        "run",
        "--model",
        "subtractiv-moderator"
    )]
    [TestCase("There is no model \"refrence\". Did you mean \"reference\"?", "verify", "--model", "refrence")]
    [TestCase("There is no model \"no-oponent\". Did you mean \"no-opponent\"?", "check", "--model", "no-oponent")]
    [TestCase("There is no model \"no-oponent\". Did you mean \"no-opponent\"?", "calibrate", "--out", "out", "--model", "no-oponent")]
    [TestCase("There is no file mine.yaml. Models of the library: reference, ", "run", "--model", "mine.yaml")]
    [TestCase(
        "--model is given 3 times; a figure compares two models at most.",
        "run",
        "--model",
        "reference",
        "--model",
        "reference",
        "--model",
        "reference"
    )]
    [TestCase(
        "The model no-opponent is without slow-sensitization-gain, so it cannot be held at a value.",
        "calibrate",
        "--out",
        "out",
        "--model",
        "no-opponent",
        "--fix",
        "slow-sensitization-gain=1"
    )]
    [TestCase(
        "--rivals scores every model on all findings of the library; --failing has no place beside it.",
        "verify",
        "--rivals",
        "--failing"
    )]
    [TestCase(
        "--rivals scores every model on all findings of the library; mine.yaml has no place beside it.",
        "verify",
        "--rivals",
        "mine.yaml"
    )]
    [TestCase(
        "--model is for the simulation; the record is of the library's own model.",
        "verify",
        "--model",
        "no-opponent",
        "--record",
        "here"
    )]
    public void Model_WhereItHasNoPlaceOrNoSuchName_IsRefused(string message, params string[] args) =>
        CommandLine.AssertRefused(message, args);
}
