using System.Xml.Linq;
using NUnit.Framework;

namespace PawLatency.Tests.Cli;

/// <summary>pawlatency report, as a process.</summary>
[TestFixture]
public sealed class ReportVerbTests
{
    private const string Small = """
        name: Two days
        seed: 3
        test: { days: [0, 8] }
        groups:
          - name: saline
            n: 4
            give: []
          - name: morphine
            n: 4
            give:
              - pump: { model: 2ML1, substance: morphine, as: base, rate: 0.5 mg/kg/h, implant: day 0, remove: day 7 }

        """;

    [Test]
    public void Report_OfTheReferenceStudy_WritesOnePageAndNotOverIt()
    {
        using var folder = new TemporaryFolder();
        CommandResult first = CommandLine.Run(folder.Path, "report");

        Assert.That(first.ExitCode, Is.Zero, first.ToString());
        Assert.That(
            first.Output,
            Is.EqualTo($"Wrote report.html to pawlatency-reference{Path.DirectorySeparatorChar}{Environment.NewLine}")
        );
        Assert.That(folder.Files, Is.EqualTo(new[] { "pawlatency-reference/report.html" }));
        string page = File.ReadAllText(folder["pawlatency-reference/report.html"]);
        Assert.That(XDocument.Parse(page).Root!.Name.LocalName, Is.EqualTo("html"));
        Assert.That(page, Does.Contain("linear mixed model of log latency").And.Contain("after Holm adjustment for 12 tests"));

        CommandResult again = CommandLine.Run(folder.Path, "report"),
            forced = CommandLine.Run(folder.Path, "report", "--force", "--threads", "1");
        Assert.That(
            (
                again.ExitCode,
                again.Error.Contains(
                    "pawlatency-reference already contains report.html; use --force to overwrite",
                    StringComparison.Ordinal
                )
            ),
            Is.EqualTo((2, true)),
            again.ToString()
        );
        Assert.That(
            (forced.ExitCode, File.ReadAllText(folder["pawlatency-reference/report.html"]) == page),
            Is.EqualTo((0, true)),
            "the same bytes on one thread"
        );
    }

    [Test]
    public void Report_WithThePowerOfTheStudy_HoldsItAndRefusesAnother()
    {
        using var folder = new TemporaryFolder();
        folder.Write("small.yaml", Small);
        CommandResult power = CommandLine.Run(
            folder.Path,
            "power",
            "small.yaml",
            "--test",
            "welch",
            "--from",
            "3",
            "--to",
            "4",
            "--replicates",
            "10",
            "--out",
            "p"
        );
        Assert.That(power.ExitCode, Is.Zero, power.ToString());

        CommandResult report = CommandLine.Run(folder.Path, "report", "small.yaml", "--power", "p", "--out", "r");
        Assert.That(report.ExitCode, Is.Zero, report.ToString());
        string page = File.ReadAllText(folder["r/report.html"]);
        Assert.That(page, Does.Contain("Number of animals").And.Contain("The number of animals was planned by simulation"));

        CommandResult otherSeed = CommandLine.Run(folder.Path, "report", "small.yaml", "--power", "p", "--seed", "4", "--out", "q");
        folder.Write("small.yaml", Small + "# another\n");
        CommandResult otherStudy = CommandLine.Run(folder.Path, "report", "small.yaml", "--power", "p", "--out", "q");
        folder.Write("small.yaml", Small);
        File.AppendAllText(folder["p/power.txt"], "And no rat.\n");
        CommandResult changed = CommandLine.Run(folder.Path, "report", "small.yaml", "--power", "p", "--out", "q");
        Assert.That((otherSeed.ExitCode, otherStudy.ExitCode, changed.ExitCode), Is.EqualTo((2, 2, 2)));
        Assert.That(otherSeed.Error, Does.Contain("p holds the power of another seed (3, not 4)"));
        Assert.That(otherStudy.Error, Does.Contain("p holds the power of another study"));
        Assert.That(changed.Error, Does.Contain("was changed after pawlatency power wrote it"));
        Assert.That(folder.Files, Has.None.StartsWith("q/"));
    }

    [Test]
    public void Report_AskedForPower_ComputesIt()
    {
        (CommandResult report, string page) = Written("--replicates", "10");

        Assert.That(report.Error, Does.Contain("100 % done, 0 replicates failed"));
        Assert.That(page, Does.Contain("simulated 10 times with 20 rats in each group"));
    }

    [Test]
    public void Report_TreatedInOtherLetters_IsTheGroup() =>
        Assert.That(Written("--treated", "MORPHINE").Page, Does.Contain("morphine / saline on day"));

    [Test]
    public void Report_OfAStudyWithExpectations_JudgesThem()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "small.yaml",
            Small
                + "expect:\n  - { group: morphine, is: below, than: saline, at: [day 8], by: 5 "
                + "% }\n  - { group: morphine, is: above, than: saline, at: [day 8], by: 5 % }\n"
        );
        CommandResult report = CommandLine.Run(folder.Path, "report", "small.yaml", "--out", "r");
        var rows = XDocument
            .Load(folder["r/report.html"])
            .Descendants()
            .Single(one => (string?)one.Attribute("id") == "expectations")
            .Descendants()
            .Where(one => one.Name.LocalName == "tr");

        Assert.That(report.ExitCode, Is.Zero, report.ToString());
        Assert.That(rows.Skip(1).Select(row => row.Elements().Last().Value), Is.EqualTo(new[] { "holds", "FAILS" }));
        Assert.That(Written().Page, Does.Not.Contain("What must be seen"));
    }

    [TestCase("There is no test \"welsh\". Did you mean \"welch\"?", "--test", "welsh")]
    [TestCase("There is no group \"morfine\". Did you mean \"morphine\"?", "--treated", "morfine")]
    [TestCase("There is no group \"vehicle\"", "--control", "vehicle")]
    [TestCase(
        "--treated and --control both name \"morphine\"; a test compares two groups.",
        "--treated",
        "morphine",
        "--control",
        "morphine"
    )]
    [TestCase("--seed is -1; it must be 0 or more.", "--seed", "-1")]
    [TestCase("power.json; pawlatency power writes it when it is done.", "--power", "nowhere")]
    [TestCase("The number of replicates is 3; it must be 10 to 1000000.", "--replicates", "3")]
    public void Report_BadInput_SaysWhatIsWrongAndWritesNothing(string message, params string[] args) =>
        CommandLine.AssertRefused(message, ["report", .. args]);

    private static (CommandResult Report, string Page) Written(params string[] options)
    {
        using var folder = new TemporaryFolder();
        folder.Write("small.yaml", Small);
        CommandResult report = CommandLine.Run(folder.Path, ["report", "small.yaml", "--out", "r", .. options]);

        Assert.That(report.ExitCode, Is.Zero, report.ToString());
        return (report, File.ReadAllText(folder["r/report.html"]));
    }
}
