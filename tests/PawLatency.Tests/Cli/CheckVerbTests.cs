using System.Text.Json;
using System.Xml.Linq;
using NUnit.Framework;

namespace PawLatency.Tests.Cli;

/// <summary>pawlatency check, as a process, with contracts of its own: none depends on the parameters of the model.</summary>
[TestFixture]
public sealed class CheckVerbTests
{
    private const string Data =
        "group,day,latency_s\nsaline,-1,10\nsaline,0,10\nsaline,1,10\nsaline,7,10\nsaline,8,10\n"
        + "morphine,-1,10\nmorphine,0,10\nmorphine,1,15\nmorphine,7,8\nmorphine,8,10\n";

    private readonly TemporaryFolder _folder = new();

    [OneTimeSetUp]
    public void WriteFiles()
    {
        _folder.Write("data.csv", Data);
        _folder.Write(
            "holds.yaml",
            Contract(
                "holds",
                "{ of: treated, feature: change, day: 1, from: 49 %, to: 51 % }",
                "{ of: control, feature: largest-deviation, from: 0 %, to: 0.1 % }"
            )
        );
        _folder.Write(
            "fails.yaml",
            Contract(
                "fails",
                "{ of: treated, feature: change, day: 1, from: 49 %, to: 51 % }",
                "{ of: treated, feature: change, day: 7, from: 5 %, to: 10 % }"
            )
        );
    }

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Check_CurveInItsBands_HoldsWithExitCodeZero()
    {
        CommandResult result = Check("data.csv", "--contract", "holds.yaml");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(
            result.Output,
            Is.EqualTo(
                "holds: morphine against saline\n"
                    + "holds  treated change on day 1: 49 to 51 %; got 50 %\n"
                    + "holds  control largest-deviation: 0 to 0.1 %; got 0 %\n"
                    + "All 2 features hold.\n"
            )
        );
    }

    [Test]
    public void Check_CurveOutsideABand_FailsWithExitCodeOneAndJUnit()
    {
        CommandResult result = Check("data.csv", "--contract", "fails.yaml", "--junit", "shape.xml");

        Assert.That(result.ExitCode, Is.EqualTo(1), result.ToString());
        Assert.That(
            result.Output,
            Does.Contain("FAILS  treated change on day 7: 5 to 10 %; got -20 %\n").And.EndWith("1 of 2 features do not hold.\n")
        );
        XElement suite = XDocument.Load(_folder["shape.xml"]).Root!;
        Assert.That(
            (suite.Name.LocalName, (string?)suite.Attribute("tests"), (string?)suite.Attribute("failures")),
            Is.EqualTo(("testsuite", "2", "1"))
        );
        Assert.That(
            suite.Elements("testcase").Select(test => (string?)test.Attribute("name")),
            Is.EqualTo(new[] { "1. treated change on day 1: 49 to 51 %", "2. treated change on day 7: 5 to 10 %" })
        );
        Assert.That(suite.Descendants("failure").Single().Parent, Is.SameAs(suite.Elements("testcase").Last()));
        Assert.That((string?)suite.Descendants("failure").Single().Attribute("message"), Does.Contain("5 to 10 %; got -20 %"));
    }

    [Test]
    public void Check_AsJson_ParsesAndSaysTheSame()
    {
        CommandResult result = Check("data.csv", "--contract", "fails.yaml", "--json");

        JsonElement json = JsonDocument.Parse(result.Output).RootElement;
        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(
            (json.GetProperty("holds").GetBoolean(), json.GetProperty("treated").GetString(), json.GetProperty("control").GetString()),
            Is.EqualTo((false, "morphine", "saline"))
        );
        Assert.That(json.GetProperty("expectations")[1].GetProperty("value").GetDouble(), Is.EqualTo(-20).Within(1e-6));
        Assert.That(
            json.GetProperty("expectations").EnumerateArray().Select(feature => feature.GetProperty("holds").GetBoolean()),
            Is.EqualTo(new[] { true, false })
        );
    }

    [Test]
    public void Check_GroupsNamedTheOtherWayRound_JudgesTheOtherWayRound()
    {
        CommandResult result = Check("data.csv", "--contract", "holds.yaml", "--treated", "saline", "--control", "morphine");

        Assert.That(result.ExitCode, Is.EqualTo(1), result.ToString());
        Assert.That(result.Output, Does.Contain("treated change on day 1: 49 to 51 %; got 0 %"));
    }

    [Test]
    public void Check_AStudyFile_IsRunAndJudgedOnItsTypicalRats()
    {
        _folder.Write(
            "study.yaml",
            """
            name: T
            seed: 1
            test: { days: [-1, 0, 8] }
            groups: [{ name: vehicle, n: 0 }, { name: untreated too, n: 0 }]
            """
        );
        _folder.Write(
            "flat.yaml",
            Contract(
                "flat",
                "{ of: treated, feature: baseline, from: 10.49 s, to: 10.51 s }",
                "{ of: control, feature: largest-deviation, from: 0 %, to: 0.01 % }"
            )
        );

        CommandResult result = Check("study.yaml", "--contract", "flat.yaml");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.StartWith("flat: untreated too against vehicle\n"));
    }

    [TestCase(
        "There is no contract in the library \"opioid-pumb\". Did you mean \"opioid-pump\"?",
        "data.csv",
        "--contract",
        "opioid-pumb"
    )]
    [TestCase("There is no group \"mophine\" beside the control; name one of morphine with --treated.", "data.csv", "--treated", "mophine")]
    [TestCase("There is no group \"salin\"; name one of saline, morphine with --control.", "data.csv", "--control", "salin")]
    [TestCase("The cutoff is -1; it must be above 0.", "data.csv", "--cutoff", "-1")]
    [TestCase("missing.csv", "missing.csv")]
    [TestCase(
        "faulty.yaml:7:29: expect[0].feature: There is no feature \"chnge\". Did you mean \"change\"?",
        "data.csv",
        "--contract",
        "faulty.yaml"
    )]
    [TestCase("empty.yaml:6:9: expect: The list is empty; at least one entry is needed.", "data.csv", "--contract", "empty.yaml")]
    [TestCase("no-such-folder", "data.csv", "--contract", "holds.yaml", "--junit", "no-such-folder/shape.xml")]
    public void Check_BadInput_SaysWhatIsWrongWithExitCodeTwo(string message, params string[] args)
    {
        _folder.Write("faulty.yaml", Contract("faulty", "{ of: treated, feature: chnge, day: 1, to: 3 % }"));
        _folder.Write("empty.yaml", "name: e\ndescription: d\nsource: s\ndrug: { on: 0 h, off: 168 h }\n\nexpect: []\n");

        CommandResult result = Check(args);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain(message).And.Not.Contain("   at ").And.Not.Contain("Parameter '"));
    }

    [TestCase("data.csv", TestName = "Check_JUnitOverTheData_IsRefusedAndTheDataStay")]
    [TestCase("holds.yaml", TestName = "Check_JUnitOverTheContract_IsRefusedAndTheContractStays")]
    public void Check_JUnitOverAnInput_IsRefused(string input)
    {
        string before = File.ReadAllText(_folder[input]);

        CommandResult result = Check("data.csv", "--contract", "holds.yaml", "--junit", $"./{input}");

        Assert.That(
            (result.ExitCode, result.Error),
            Is.EqualTo((2, $"./{input} is the input itself; --junit names another file.\n")),
            result.ToString()
        );
        Assert.That(File.ReadAllText(_folder[input]), Is.EqualTo(before));
    }

    private CommandResult Check(params string[] args) => CommandLine.Run(_folder.Path, ["check", .. args]);

    private static string Contract(string name, params string[] bands) =>
        $"name: {name}\ndescription: d\nsource: s\ndrug: {{ on: 0 h, off: 168 "
        + $"h }}\n\nexpect:\n{string.Concat(bands.Select(band => $"  - {band}\n"))}";
}
