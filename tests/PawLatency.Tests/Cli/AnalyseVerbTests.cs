using System.Text.Json;
using NUnit.Framework;

namespace PawLatency.Tests.Cli;

/// <summary>pawlatency analyse and export, as processes.</summary>
[TestFixture]
public sealed class AnalyseVerbTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeSetUp]
    public void WriteFiles()
    {
        _folder.Write(
            "data.csv",
            "group,rat,day,latency_s\n"
                + string.Concat(
                    Enumerable
                        .Range(1, 4)
                        .SelectMany(rat =>
                            new[]
                            {
                                $"saline,{rat},0,{10 + rat % 3}\nsaline,{rat},1,{10 + rat * 0.7}\n",
                                $"morphine,{rat},0,{10 + rat % 2}\nmorphine,{rat},1,{14 + rat * 1.1}\n",
                            }
                        )
                )
        );
        _folder.Write("summary.csv", "group,day,typical_s\nsaline,0,10\nsaline,1,10\n");
        _folder.Write(
            "hours.yaml",
            "name: T\nseed: 1\nassay: { trials: 1 }\ntest: { days: [-1], also: [-23 h, 1 h, "
                + "4 h, 4.1 h] }\ngroups: [{ name: saline, n: 3 }, { name: dim, n: 3, lamp: 80 % }]\n"
        );
        _folder.Write("study.yaml", "name: T\nseed: 1\ntest: { days: [-1, 1] }\ngroups: [{ name: saline, n: 2 }]\n");
    }

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    // By hand: 10 and 12 against 13 and 15 s: -3 s, standard error 1.414, t = -2.121.
    [Test]
    public void Analyse_ASingleDayAfterTheDose_ComparesItWithoutABaseline()
    {
        _folder.Write("once.csv", "group,rat,day,latency_s\nsaline,1,3,10\nsaline,2,3,12\nmorphine,1,3,13\nmorphine,2,3,15\n");
        CommandResult welch = Run("analyse", "once.csv", "--test", "welch"),
            mixed = Run("analyse", "once.csv"),
            json = Run("analyse", "once.csv", "--json");

        Assert.That((welch.ExitCode, mixed.ExitCode, json.ExitCode), Is.EqualTo((0, 0, 0)), welch.ToString());
        Assert.That(
            welch.Output.ReplaceLineEndings("\n"),
            Does.StartWith(
                    "Baseline: none, which takes tests up to day 0 and after it; "
                        + "tests on latency.\n\nmorphine - saline on day 3: difference 3 s ("
                )
                .And.Contain("t(2) = 2.121, ")
        );
        Assert.That(mixed.Output, Does.Contain("morphine / saline on day 3: ratio 1.275 ("));
        Assert.That(JsonDocument.Parse(json.Output).RootElement.GetProperty("groups").GetArrayLength(), Is.Zero);
    }

    [TestCase(
        "--test ancova needs a baseline, which takes tests up to day 0 and after it; name its days with --baseline.",
        "--test",
        "ancova"
    )]
    [TestCase(
        "--measure percent needs a baseline, which takes tests up to day 0 and after it; name its days with --baseline.",
        "--measure",
        "percent"
    )]
    [TestCase("There is only one day; a mixed analysis of variance needs two or more.", "--test", "anova")]
    public void Analyse_ASingleDayWhereABaselineIsNeeded_SaysSo(string message, params string[] options)
    {
        _folder.Write("once.csv", "group,rat,day,latency_s\nsaline,1,3,10\nsaline,2,3,12\nmorphine,1,3,13\nmorphine,2,3,15\n");
        CommandResult result = Run(["analyse", "once.csv", .. options]);

        Assert.That((result.ExitCode, result.Error.Trim()), Is.EqualTo((2, message)));
    }

    [TestCase("welch", "Welch's t test")]
    [TestCase("ancova", "analysis of covariance")]
    [TestCase("anova", "mixed analysis of variance")]
    [TestCase("lmm", "linear mixed model")]
    [TestCase("mann-whitney", "exact Mann-Whitney test")]
    [TestCase("log-rank", "log-rank test")]
    [TestCase("censored", "censored mixed model")]
    [TestCase("dunnett", "Dunnett's test")]
    [TestCase("tukey", "Tukey's test")]
    [TestCase("kruskal-wallis", "Kruskal-Wallis test")]
    [TestCase("dunn", "Dunn's test")]
    [TestCase("paired", "paired t test")]
    [TestCase("signed-rank", "exact Wilcoxon signed-rank test")]
    public void Analyse_EveryTest_SaysItsSentence(string test, string name)
    {
        CommandResult result = Run("analyse", "data.csv", "--test", test);

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(
            result.Output,
            Does.Contain(name).And.Contain("n = ").And.Contain("morphine: 4 animals, area above baseline").And.Contain("\nAssumptions: ")
        );
    }

    // Animal 1 of morphine dropped out after day 0: it has no area, and keeps no test from the others.
    [TestCase("lmm")]
    [TestCase("welch")]
    public void Analyse_AnAnimalThatDroppedOut_IsLeftOutOfTheAreas(string test)
    {
        File.WriteAllLines(
            _folder["dropout.csv"],
            File.ReadLines(_folder["data.csv"]).Where(row => !row.StartsWith("morphine,1,1,", StringComparison.Ordinal))
        );
        CommandResult result = Run("analyse", "dropout.csv", "--test", test);

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(
            result.Output,
            Does.Contain("morphine: 4 animals").And.Contain("(means of 3; an area needs a baseline and two values)")
        );
    }

    // Excel saves "Text (tab delimited)" as .txt, others as .tsv.
    [TestCase("data.txt", '\t')]
    [TestCase("DATA.TSV", '\t')]
    [TestCase("data.tab", ';')]
    public void Analyse_ATableOfAnotherExtension_IsReadAsATable(string name, char separator)
    {
        File.WriteAllText(_folder[name], File.ReadAllText(_folder["data.csv"]).Replace(',', separator));

        Assert.That(Run("analyse", name, "--json").Output, Is.EqualTo(Run("analyse", "data.csv", "--json").Output));
    }

    // By hand: means 16.75 and 11.75.
    [Test]
    public void Analyse_AsJson_ParsesAndSaysTheSame()
    {
        CommandResult result = Run("analyse", "data.csv", "--test", "welch", "--json");

        JsonElement test = JsonDocument.Parse(result.Output).RootElement.GetProperty("tests")[0];
        Assert.That(test.GetProperty("estimate").GetDouble(), Is.EqualTo(5).Within(1e-9), result.ToString());
        Assert.That(test.GetProperty("sentence").GetString(), Does.StartWith("morphine - saline on day 1: difference 5 s"));
    }

    // By hand: all of morphine is above all of saline, one of C(8,4) = 70 arrangements: p 2/70, mid-p half of it.
    [Test]
    public void Analyse_ByMidP_TellsTheConventionalPToo()
    {
        CommandResult result = Run("analyse", "data.csv", "--test", "mann-whitney", "--json");

        JsonElement test = JsonDocument.Parse(result.Output).RootElement.GetProperty("tests")[0];
        Assert.That(
            (test.GetProperty("p").GetDouble(), test.GetProperty("conventional-p").GetDouble()),
            Is.EqualTo((1.0 / 70, 2.0 / 70)),
            result.ToString()
        );
        Assert.That(test.GetProperty("sentence").GetString(), Does.Contain("p = 0.014 (conventional p = 0.029)"));
    }

    [TestCase("0.0417")]
    [TestCase("0.042")]
    [TestCase("0.04")]
    [TestCase("0.0416667")]
    public void Analyse_ADayAsItIsPrinted_NamesTheTestedDay(string day)
    {
        CommandResult result = Run("analyse", "hours.yaml", "--test", "welch", "--day", day, "--baseline", "-0.958");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain("Baseline: mean of day -0.9583;").And.Contain("dim - saline on day 0.0417: "));
    }

    // Both 4 and 4.1 h are printed 0.17; 1 h is not 0.041 to any number of digits.
    [TestCase("0.17")]
    [TestCase("0.041")]
    [TestCase("0")]
    public void Analyse_ADayThatNamesNoneOrTwo_IsRefused(string day)
    {
        CommandResult result = Run("analyse", "hours.yaml", "--test", "welch", "--day", day);

        Assert.That(
            (result.ExitCode, result.Error.Contains($"There is no test on day {day}; the days are ", StringComparison.Ordinal)),
            Is.EqualTo((2, true)),
            result.ToString()
        );
    }

    [Test]
    public void Export_PumpToNonmem_SaysThatItsStartUpIsLeftOut()
    {
        CommandResult pump = Run("export", "reference", "--to", "nonmem", "--out", "pump.csv"),
            none = Run("export", "study.yaml", "--to", "nonmem", "--out", "none.csv");

        Assert.That(
            pump.Output,
            Does.Contain(
                "A pump has its nominal rate from implantation; that it was "
                    + "simulated with a start-up (time constant 4 h) is not in the file."
            ),
            pump.ToString()
        );
        Assert.That(none.Output, Does.Not.Contain("start-up"));
    }

    [Test]
    public void Export_PrismAndNonmem_WritesTheFileOnce()
    {
        CommandResult prism = Run("export", "data.csv", "--to", "prism", "--out", "p.csv"),
            again = Run("export", "data.csv", "--to", "prism", "--out", "p.csv");
        CommandResult nonmem = Run("export", "study.yaml", "--to", "nonmem", "--out", "n.csv");

        Assert.That((prism.ExitCode, again.ExitCode, nonmem.ExitCode), Is.EqualTo((0, 2, 0)), prism.ToString() + nonmem);
        Assert.That(
            File.ReadLines(_folder["p.csv"]).First(),
            Is.EqualTo("day,saline,saline,saline,saline,morphine,morphine,morphine,morphine")
        );
        Assert.That(File.ReadLines(_folder["n.csv"]).Skip(1).First(), Does.StartWith("1,-24"));
        Assert.That(nonmem.Output, Does.Contain("GRP: 1 saline").And.Contain("CMT: 1 paw withdrawal latency, s"));
    }

    [TestCase("There is no test \"welsh\". Did you mean \"welch\"?", "analyse", "data.csv", "--test", "welsh")]
    [TestCase("There is no test on day 3; the days are 0, 1.", "analyse", "data.csv", "--test", "welch", "--day", "3")]
    [TestCase(
        "--control is not used by --test paired, which has no control group; leave it out.",
        "analyse",
        "data.csv",
        "--test",
        "paired",
        "--control",
        "saline"
    )]
    [TestCase("There is no column rat", "analyse", "summary.csv")]
    [TestCase("There is no adjustment \"bonferoni\".", "analyse", "data.csv", "--adjust", "bonferoni")]
    [TestCase("There is no measure \"mpp\". Did you mean \"mpe\"?", "analyse", "data.csv", "--measure", "mpp")]
    [TestCase(
        "The percent of the maximum possible effect needs the cutoff, and no value of these data is censored; --cutoff tells it.",
        "analyse",
        "data.csv",
        "--measure",
        "mpe"
    )]
    [TestCase("There is no group \"morfine\". Did you mean \"morphine\"?", "analyse", "data.csv", "--treated", "morfine")]
    [TestCase(
        "\"saline\" is named as the treated group and as the control; a test compares two.",
        "analyse",
        "data.csv",
        "--treated",
        "saline"
    )]
    [TestCase(
        "data.csv is the input itself; --out names another file.",
        "export",
        "data.csv",
        "--to",
        "prism",
        "--out",
        "data.csv",
        "--force"
    )]
    [TestCase(
        "--cutoff is that of measured data (.csv, .tsv, .tab, .txt, .dat, .xlsx); study.yaml is a study and has its own.",
        "analyse",
        "study.yaml",
        "--cutoff",
        "15"
    )]
    [TestCase(
        "--cutoff is that of measured data (.csv, .tsv, .tab, .txt, .dat, .xlsx); the reference study is a study and has its own.",
        "export",
        "--to",
        "wide",
        "--cutoff",
        "15"
    )]
    [TestCase("There is no layout \"prizm\". Did you mean \"prism\"?", "export", "data.csv", "--to", "prizm")]
    [TestCase("has no doses", "export", "data.csv", "--to", "nonmem")]
    public void AnalyseAndExport_BadInput_SaysWhatIsWrongWithExitCodeTwo(string message, params string[] args)
    {
        CommandResult result = Run(args);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain(message).And.Not.Contain("   at ").And.Not.Contain("Parameter '"));
    }

    private CommandResult Run(params string[] args) => CommandLine.Run(_folder.Path, args);
}
