using System.Text.Json;
using System.Xml.Linq;
using NUnit.Framework;
using PawLatency.Tests.Evidence;

namespace PawLatency.Tests.Cli;

/// <summary>pawlatency verify, as a process, with evidence and data of its own: which published findings hold is no matter here.</summary>
[TestFixture]
[Category(Fixtures.Slow)]
public sealed class VerifyVerbTests
{
    private const string Above = "group: treated, is: above, than: saline, at: [10 h]",
        Lost = "group: treated, is: above, than: saline, at: [30 h]";

    private readonly TemporaryFolder _folder = new();

    [OneTimeSetUp]
    public void WriteFiles()
    {
        _folder.Write("data.csv", OwnEvidence.Data);
        _folder.Write("holds.yaml", OwnEvidence.Yaml(Above));
        _folder.Write("fails.yaml", OwnEvidence.Yaml(Above, Lost).Replace("id: OWN", "id: LOST", StringComparison.Ordinal));
        Directory.CreateDirectory(_folder["both"]);
        File.Copy(_folder["holds.yaml"], _folder["both/a.yaml"]);
        File.Copy(_folder["fails.yaml"], _folder["both/b.yaml"]);
    }

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Verify_DataThatHold_PrintsVerdictsAndTotalsWithExitCodeZero()
    {
        CommandResult result = Verify("holds.yaml", "--data", "data.csv");

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((0, "")), result.ToString());
        Assert.That(
            result.Output,
            Is.EqualTo(
                "holds  OWN  treated above saline by at least 5 % on 10 h; actual: +50 % on 10 h\n\n"
                    + "all       all            1 of    1 hold  100 %\n"
                    + "use       validation     1 of    1 hold  100 %\n"
                    + "strength  numbers        1 of    1 hold  100 %\n"
                    + "reading   latency        1 of    1 hold  100 %\n"
                    + "assay     hargreaves     1 of    1 hold  100 %\n"
            )
        );
    }

    [Test]
    public void Verify_DataThatFail_PrintsOnlyFailuresWithExitCodeOneAndWritesJUnitAndReport()
    {
        CommandResult result = Verify("fails.yaml", "--data", "data.csv", "--failing", "--junit", "fails.xml", "--report", "fails.md");

        Assert.That(result.ExitCode, Is.EqualTo(1), result.ToString());
        Assert.That(
            result.Output,
            Does.StartWith("FAILS  LOST  treated above saline by at least 5 % on day 1.25; actual: -20 % on day 1.25\n\nall ")
                .And.Not.Contain("holds")
        );
        XElement suite = XDocument.Load(_folder["fails.xml"]).Root!;
        Assert.That(
            ((string?)suite.Attribute("name"), (string?)suite.Attribute("tests"), (string?)suite.Attribute("failures")),
            Is.EqualTo(("evidence", "2", "1"))
        );
        Assert.That(suite.Elements("testcase").Select(test => (string?)test.Attribute("classname")), Is.EqualTo(new[] { "LOST", "LOST" }));
        Assert.That(
            (string?)suite.Elements("testcase").Last().Attribute("name"),
            Is.EqualTo("2. treated above saline by at least 5 % on day 1.25")
        );
        Assert.That((string?)suite.Descendants("failure").Single().Attribute("message"), Does.EndWith("; actual: -20 % on day 1.25"));
        Assert.That(File.ReadAllText(_folder["fails.md"]), Does.Contain("measured data of data.csv").And.Contain("| LOST | validation |"));
    }

    // Every trial of the treated ended at 15 s: that is the cutoff, and all of the possible effect, whatever the experiment's is.
    [Test]
    public void Verify_DataWhoseCensoredValuesTellACutoff_AreReadWithIt()
    {
        _folder.Write("mpe.yaml", OwnEvidence.Yaml("group: treated, is: value, of: mpe, at: [day 1], value: 100 %, error: 1 %"));
        _folder.Write(
            "mpe.csv",
            "group,rat,day,latency_s,censored\ntreated,1,0,10,0\ntreated,2,0,10,0\ntreated,1,1,15,1\ntreated,2,1,15,1\n"
        );
        CommandResult told = Verify("mpe.yaml", "--data", "mpe.csv"),
            given = Verify("mpe.yaml", "--data", "mpe.csv", "--cutoff", "20");

        Assert.That((told.ExitCode, given.ExitCode), Is.EqualTo((0, 1)), told.ToString());
        Assert.That(given.Output, Does.Contain("actual: 50 % on day 1"));
    }

    // A day that nobody tested is named and not judged, as check does, unless the line between two tests is asked for.
    [Test]
    public void Verify_ADayBetweenTheTests_IsNamedAndNotJudged()
    {
        _folder.Write(
            "between.yaml",
            OwnEvidence.Yaml(
                "group: treated, is: below, than: saline, at: [day 7], by: 5 %",
                "group: treated, is: below, than: saline, at: [day 8], by: 5 %"
            )
        );
        _folder.Write("only-between.yaml", OwnEvidence.Yaml("group: treated, is: below, than: saline, at: [day 8], by: 5 %"));
        _folder.Write("gap.csv", "group,day,mean_s\nsaline,0,10\nsaline,7,10\nsaline,14,10\ntreated,0,10\ntreated,7,5\ntreated,14,11\n");
        CommandResult judged = Verify("between.yaml", "--data", "gap.csv"),
            interpolated = Verify("between.yaml", "--data", "gap.csv", "--interpolate"),
            json = Verify("between.yaml", "--data", "gap.csv", "--json"),
            none = Verify("only-between.yaml", "--data", "gap.csv");

        Assert.That(judged.ExitCode, Is.Zero, judged.ToString());
        Assert.That(
            judged.Output,
            Does.Contain("\nnot tested  OWN  treated below saline by at least 5 % on day 8\n")
                .And.Contain("1 of    1 hold")
                .And.EndsWith("1 not judged; --interpolate judges between the tested days.\n")
        );
        Assert.That(json.Output, Does.Contain("OWN: treated below saline by at least 5 % on day 8"));
        Assert.That(interpolated.Output, Does.Contain("2 of    2 hold").And.Contain("interpolated between day 7 and day 14"));
        Assert.That((none.ExitCode, none.Error), Is.EqualTo((2, none.Error)));
        Assert.That(none.Error, Does.Contain("--interpolate judges between the tested days"));
        Assert.That(
            Verify("between.yaml", "--interpolate").Error,
            Does.Contain("--interpolate is that of measured data; use it with --data")
        );
    }

    // Sessions that come after the dose are at their first trial; the run's own files say so in minutes, the study in days.
    [TestCase("latencies.csv")]
    [TestCase("summary.csv")]
    public void Verify_OfAStudyTestedAfterTheDose_ReadsItsOwnRun(string file)
    {
        _folder.Write(
            "after.yaml",
            "name: After\nseed: 1\ntest: { days: [-1, 0, 7], relative-to-dose: after "
                + "}\ngroups:\n  - { name: saline, n: 3 }\n  - { name: dim, n: 3, lamp: 50 % }\nexpect:\n "
                + " - { group: dim, is: above, than: saline, at: [day 0, day 7], by: 5 % }\n"
                + "  - { group: dim, is: near, than: baseline, at: [day 7], within: 30 % }\n"
        );
        Assert.That(CommandLine.Run(_folder.Path, "run", "after.yaml", "--out", "after", "--force").ExitCode, Is.Zero);
        CommandResult result = Verify("after.yaml", "--data", $"after/{file}");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Not.Contain("was not tested"));
    }

    [Test]
    public void Verify_DataInAnotherUnit_NamesTheUnitsAndNotACutoff()
    {
        _folder.Write("grams.csv", "group,day,mean_g\ntreated,0,200\ntreated,1,250\n");
        CommandResult result = Verify("holds.yaml", "--data", "grams.csv");

        Assert.That(
            (result.ExitCode, result.Error.Trim()),
            Is.EqualTo((2, "The data are in g, but OWN measures a paw withdrawal latency in s."))
        );
    }

    // A mark that outlived its reason is why the exit code is 1: --failing must show it, in JSON too.
    [Test]
    public void Verify_OfAStudyWithMarks_TellsThemInJsonAndOnItsPage()
    {
        const string study =
            "name: Marks\nseed: 1\ntest: { days: [0, 1] }\ngroups:\n  - { "
            + "name: saline, n: 1 }\n  - { name: dim, n: 1, lamp: 50 % }\nexpect:\n";
        _folder.Write(
            "outlived.yaml",
            study + "  - { group: dim, is: above, than: saline, at: [day 1], by: 5 %, known-failure: a slip }\n"
        );
        _folder.Write(
            "marked.yaml",
            study + "  - { group: dim, is: below, than: saline, at: [day 1], by: 5 %, known-failure: the lamp is dim }\n"
        );
        CommandResult outlived = Verify("outlived.yaml", "--failing", "--json"),
            marked = Verify("marked.yaml", "--report", "marked.md");
        string page = File.ReadAllText(_folder["marked.md"]);

        Assert.That((outlived.ExitCode, marked.ExitCode), Is.EqualTo((1, 0)), outlived.ToString() + marked);
        Assert.That(
            JsonDocument
                .Parse(outlived.Output)
                .RootElement.GetProperty("findings")[0]
                .GetProperty("expectations")[0]
                .GetProperty("known_failure")
                .GetString(),
            Is.EqualTo("a slip")
        );
        Assert.That(
            page,
            Does.StartWith(
                    "# Studies\n\n1 study with 1 expectation: 0 hold, 1 are marked "
                        + "as known failures. Written by `pawlatency verify --report`"
                )
                .And.Contain("the lamp is dim")
                .And.Not.Contain("FAILS")
                .And.Not.Contain("not explained yet")
        );
    }

    [Test]
    public void Verify_IntoAFileThatIsAnotherByName_IsRefused()
    {
        File.CreateSymbolicLink(_folder["link.csv"], _folder["data.csv"]);
        CommandResult link = Verify("holds.yaml", "--data", "data.csv", "--junit", "link.csv"),
            both = Verify("holds.yaml", "--data", "data.csv", "--junit", "same.out", "--report", "./same.out");

        Assert.That((link.ExitCode, both.ExitCode), Is.EqualTo((2, 2)));
        Assert.That(link.Error, Does.Contain("link.csv is an input file; give another file with --junit."));
        Assert.That(both.Error, Does.Contain("--junit and --report both name same.out; use two files."));
        Assert.That((File.ReadAllText(_folder["data.csv"]), File.Exists(_folder["same.out"])), Is.EqualTo((OwnEvidence.Data, false)));
    }

    [Test]
    public void Verify_TwoFilesOfOneName_AreRefused()
    {
        CommandResult result = Verify("holds.yaml", "both/a.yaml");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("OWN is already used in holds.yaml; ids must be unique."));
    }

    [Test]
    public void Verify_AFolderAsJson_TellsEveryFileInOrder()
    {
        CommandResult result = Verify("both", "--data", "data.csv", "--json");

        JsonElement json = JsonDocument.Parse(result.Output).RootElement,
            findings = json.GetProperty("findings");
        Assert.That(
            (result.ExitCode, json.GetProperty("holds").GetBoolean(), json.GetProperty("expectations_count").GetInt32()),
            Is.EqualTo((1, false, 3))
        );
        Assert.That(
            findings.EnumerateArray().Select(finding => finding.GetProperty("holds").GetBoolean()),
            Is.EqualTo(new[] { true, false })
        );
        JsonElement finding = findings[1],
            judgement = finding.GetProperty("expectations")[1];
        Assert.Multiple(() =>
        {
            Assert.That(finding.GetProperty("id").GetString(), Is.EqualTo("LOST"));
            Assert.That(finding.GetProperty("address").GetString(), Is.EqualTo("doi:10.1/own"));
            Assert.That(finding.GetProperty("likely_reason").GetString(), Is.EqualTo("the curve is made up"));
            Assert.That(
                (
                    finding.GetProperty("use").GetString(),
                    finding.GetProperty("strength").GetString(),
                    finding.GetProperty("reading").GetString()
                ),
                Is.EqualTo(("validation", "numbers", "latency"))
            );
            Assert.That(judgement.GetProperty("value").GetDouble(), Is.EqualTo(-20).Within(1e-6));
            Assert.That(judgement.GetProperty("high").ValueKind, Is.EqualTo(JsonValueKind.Null), "there is no upper end");
            Assert.That(judgement.GetProperty("misfit").GetDouble(), Is.EqualTo(5).Within(1e-6));
        });
    }

    [Test]
    public void Verify_WithoutData_SimulatesTheStudyOfTheFile()
    {
        // A huge dose lengthens latency whatever the parameters; a group that gets nothing stays on its baseline.
        _folder.Write(
            "model.yaml",
            OwnEvidence.Yaml(
                "group: treated, is: above, than: saline, at: [1 h]",
                "group: untouched, is: near, than: baseline, at: [1 h], within: 1 %"
            )
        );

        CommandResult result = Verify("model.yaml");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain("all       all            2 of    2 hold  100 %\n"));
    }

    // The promise of a fresh clone: the contract holds, and nothing that held is lost.
    [Test]
    public void Verify_TheLibrary_HoldsItsContractAndLosesNothing()
    {
        CommandResult result = Verify("--json", "--junit", "library.xml");

        JsonElement json = JsonDocument.Parse(result.Output).RootElement;
        Assert.That(
            json.GetProperty("findings_count").GetInt32(),
            Is.EqualTo(PawLatency.Evidence.Finding.All.Count + 1),
            "the findings and the contract"
        );
        JsonElement[] promises =
        [
            .. json.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("weight").GetString() == "contract"),
        ];
        Assert.That(
            promises.Select(finding => finding.GetProperty("id").GetString()),
            Is.EqualTo(new[] { "opioid-pump", "ESCALATION", "LADDER" })
        );
        Assert.That(json.GetProperty("lost").EnumerateArray().Select(lost => lost.ToString()), Is.Empty);
        bool holds = promises.All(finding => finding.GetProperty("holds").GetBoolean());
        Assert.That((result.ExitCode, json.GetProperty("holds").GetBoolean()), Is.EqualTo((holds ? 0 : 1, holds)));
        XElement suite = XDocument.Load(_folder["library.xml"]).Root!;
        Assert.That((int)suite.Attribute("failures")! > 0, Is.EqualTo(!holds), "what fails on record is skipped");
        Assert.That((int)suite.Attribute("skipped")!, Is.GreaterThan(0));
        Assert.That(holds, Is.True, "the contract as drawn, ESCALATION and LADDER");
    }

    // Some readers of JUnit stumble over a byte order mark.
    [Test]
    public void Verify_JUnit_BeginsWithItsDeclaration()
    {
        Verify("holds.yaml", "--data", "data.csv", "--junit", "plain.xml");

        Assert.That(File.ReadAllBytes(_folder["plain.xml"])[0], Is.EqualTo((byte)'<'));
    }

    [TestCase("group: treated, is: above, than: untouched, at: [1 h]", "OWN, expectation 2: There is no group \"untouched\".")]
    [TestCase("group: treated, is: above, than: saline, at: [day 9]", "OWN, expectation 2: day 9 is outside the data of \"treated\"")]
    [TestCase(
        "group: treated, is: ed50-ratio, than: saline, at: [day 1], challenge: { "
            + "substance: morphine, as: base, route: sc, after: 30 min }, from: 1, to: 2",
        "OWN, expectation 2: An ED50 cannot be read from measured curves."
    )]
    public void Verify_DataThatDoNotAnswer_SaysWhichExpectationWithExitCodeTwo(string expectation, string message)
    {
        _folder.Write("asks.yaml", OwnEvidence.Yaml(Above, expectation));

        CommandResult result = Verify("asks.yaml", "--data", "data.csv", "--report", "asks.md");

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.StartWith("asks.yaml:20:5: ").And.Contain(message).And.EndWith("1 error; nothing was written.\n"));
        Assert.That(_folder["asks.md"], Does.Not.Exist);
    }

    [TestCase(
        "15 s is above the cutoff of 2 s; a trial ends at the cutoff, which --cutoff tells.",
        "holds.yaml",
        "--data",
        "data.csv",
        "--cutoff",
        "2"
    )]
    [TestCase("missing.csv", "holds.yaml", "--data", "missing.csv")]
    [TestCase("data.csv is an input file; give another file with --junit.", "holds.yaml", "--data", "data.csv", "--junit", "data.csv")]
    [TestCase("holds.yaml is an input file; give another file with --report.", ".", "--report", "holds.yaml")]
    [TestCase("no-such-folder", "holds.yaml", "--data", "data.csv", "--report", "no-such-folder/report.md")]
    public void Verify_BadInput_SaysWhatIsWrongWithExitCodeTwo(string message, params string[] args)
    {
        CommandResult result = Verify(args);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain(message).And.Not.Contain("   at ").And.Not.Contain("Parameter '"));
    }

    private CommandResult Verify(params string[] args) => CommandLine.Run(_folder.Path, ["verify", .. args]);
}
