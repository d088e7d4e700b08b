using System.Globalization;
using System.Text.Json;
using NUnit.Framework;
using PawLatency.Tests.Data;

namespace PawLatency.Tests.Cli;

/// <summary>A laboratory's own tables on the command line: what is printed of the reading, and what is refused.</summary>
[TestFixture]
public sealed class OwnDataTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Analyse_AWorkbookOfDaysAcross_SaysWhatItTookForWhat()
    {
        File.WriteAllBytes(
            _folder["mine.xlsx"],
            XlsxFile.Of(
                (
                    "Data",
                    [
                        ["Treatment", "ID", "Baseline", "Day 7"],
                        ["saline", "S1", 10.1, 10.2],
                        ["saline", "S2", 9.8, 10.0],
                        ["CFA", "C1", 10.0, 6.1],
                        ["CFA", "C2", 9.9, 5.8],
                    ]
                )
            )
        );
        CommandResult line = CommandLine.Run(_folder.Path, "analyse", "mine.xlsx", "--test", "welch"),
            full = CommandLine.Run(_folder.Path, "analyse", "mine.xlsx", "--test", "welch", "--explain");

        Assert.That((line.ExitCode, full.ExitCode), Is.EqualTo((0, 0)), line.ToString());
        Assert.That(
            line.Output,
            Does.Contain("CFA - saline on day 7: difference -4.15 s")
                .And.Contain("\nRead: Treatment: group; ID: animal; Baseline, Day 7: paw withdrawal latency, s; ")
        );
        Assert.That(full.Output, Does.Contain("  column 1 \"Treatment\": group\n  column 2 \"ID\": animal\n"));
    }

    [Test]
    public void Analyse_SummariesByWelch_GivesTheTestAndNoAnimals()
    {
        _folder.Write("sum.csv", "Day,saline,,,morphine,,\n0,10.1,0.4,8,10.0,0.3,8\n7,9.9,0.3,8,7.1,0.4,8\n");
        CommandResult refused = CommandLine.Run(_folder.Path, "analyse", "sum.csv", "--test", "welch"),
            welch = CommandLine.Run(_folder.Path, "analyse", "sum.csv", "--test", "welch", "--spread", "sem", "--day", "7"),
            other = CommandLine.Run(_folder.Path, "analyse", "sum.csv", "--spread", "sem"),
            percent = CommandLine.Run(_folder.Path, "analyse", "sum.csv", "--spread", "sem", "--test", "welch", "--measure", "percent"),
            plot = CommandLine.Run(_folder.Path, "plot", "sum.csv", "--spread", "sem");

        Assert.That(
            (refused.ExitCode, welch.ExitCode, other.ExitCode, percent.ExitCode, plot.ExitCode),
            Is.EqualTo((2, 0, 2, 2, 0)),
            welch.ToString()
        );
        Assert.That(
            welch.Output,
            Does.Contain("difference -2.8 s")
                .And.Contain("t(13) = -5.6")
                .And.Contain("n = 8 morphine, 8 saline")
                .And.Not.Contain("hyperalgesic")
        );
        Assert.That(other.Error, Does.Contain("the table holds means of groups").And.Contain("--test welch"));
        Assert.That(File.ReadAllText(_folder["sum.svg"]), Does.Contain("morphine (n = 8)"));
    }

    [Test]
    public void ExportToWide_ReadBack_GivesTheSameTest()
    {
        _folder.Write("long.csv", TableVariants.Long());
        CommandResult export = CommandLine.Run(_folder.Path, "export", "long.csv", "--to", "wide", "--out", "wide.csv");
        JsonElement[] tests =
        [
            .. new[] { "long.csv", "wide.csv" }.Select(name =>
                JsonDocument
                    .Parse(CommandLine.Run(_folder.Path, "analyse", name, "--test", "welch", "--json").Output)
                    .RootElement.GetProperty("tests")[0]
            ),
        ];

        Assert.That(export.ExitCode, Is.Zero, export.ToString());
        Assert.That(tests[1].ToString(), Is.EqualTo(tests[0].ToString()));
    }

    [Test]
    public void Check_DaysThatWereNotTested_AreNamedAndNotJudged()
    {
        _folder.Write(
            "few.csv",
            "group,day,latency_s\nsaline,0,10\nsaline,4,10\nsaline,14,10\nmorphine,0,10\nmorphine,4,9\nmorphine,14,10\n"
        );
        CommandResult judged = CommandLine.Run(_folder.Path, "check", "few.csv"),
            interpolated = CommandLine.Run(_folder.Path, "check", "few.csv", "--interpolate"),
            json = CommandLine.Run(_folder.Path, "check", "few.csv", "--json");

        Assert.That((judged.ExitCode, interpolated.ExitCode), Is.EqualTo((0, 1)), judged.ToString());
        Assert.That(
            judged.Output,
            Does.Contain("not tested  treated change on day 7\n")
                .And.Contain("All 3 features hold. 4 not judged; --interpolate judges between the tested days.\n")
        );
        Assert.That(interpolated.Output, Does.Contain("FAILS  treated change on day 1").And.Not.Contain("not tested"));
        Assert.That(JsonDocument.Parse(json.Output).RootElement.GetProperty("untested").GetArrayLength(), Is.EqualTo(4));
    }

    // The peak of the typical rat stands in the curve as it does in the result.
    [Test]
    public void Run_WritesTheCurvesOfTheTypicalRats()
    {
        StudyResult result = Study.Reference.Run(options: new RunOptions { Threads = 1 });
        result.WriteCurves(_folder["curves.csv"]);
        string[][] rows = [.. File.ReadLines(_folder["curves.csv"]).Select(line => line.Split(','))];

        Assert.That(
            string.Join(',', rows[0]),
            Is.EqualTo(
                "group,day,time_h,morphine_ng_per_ml,morphine-3-glucuronide_ng_per_ml,"
                    + "analgesic_drive,tolerance,sensitization,threshold_c,latency_s"
            )
        );
        Assert.That(rows.Skip(1).Count(row => row[0] == "saline" && row[3] != "0"), Is.Zero);
        double peak = rows.Skip(1).Where(row => row[0] == "morphine").Max(row => double.Parse(row[^1], CultureInfo.InvariantCulture));
        Assert.That(peak, Is.EqualTo(result["morphine"].Typical.Curve.Values.ToArray().Max()).Within(5.1e-5));
    }

    [TestCase("--column is that of measured data", "analyse", "reference", "--column", "rat=ID")]
    [TestCase("--explain is that of measured data", "export", "--to", "wide", "--out", "e.csv", "--explain")]
    [TestCase("--sheet is that of measured data; use it with --data.", "verify", "--sheet", "1")]
    [TestCase("There is no test \"hotplate\". Did you mean \"hot-plate\"?", "analyse", "long.csv", "--assay", "hotplate")]
    [TestCase("--assay von-frey reads g, and the values are in s.", "analyse", "long.csv", "--assay", "von-frey")]
    [TestCase("--only is \"paw\"; write it as HEAD=VALUE", "analyse", "long.csv", "--only", "paw")]
    [TestCase("--only day=3: no row has this value.", "analyse", "long.csv", "--only", "day=3")]
    [TestCase("--day-0 is \"yesterday\"; write the date as 2024-03-04", "analyse", "dates.csv", "--day-0", "yesterday")]
    [TestCase(
        "--filaments has to name two forces at least, in g, each above the one before.",
        "analyse",
        "frey.csv",
        "--filaments",
        "2",
        "1"
    )]
    [TestCase("This is no table of text but a picture (PNG).", "plot", "picture.csv", "--out", "x.svg")]
    public void OwnData_BadOption_SaysWhatIsWrongWithExitCodeTwo(string message, params string[] args)
    {
        _folder.Write("long.csv", TableVariants.Long());
        _folder.Write("dates.csv", "group,rat,date,latency_s\na,1,2024-03-04,10\n");
        _folder.Write("frey.csv", "group,rat,day,responses\na,1,0,OXOX\n");
        File.WriteAllBytes(_folder["picture.csv"], [0x89, .. "PNG\r\n"u8]);
        CommandResult result = CommandLine.Run(_folder.Path, args);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain(message).And.Not.Contain("   at ").And.Not.Contain("Parameter '"));
        Assert.That(File.Exists(_folder["x.svg"]), Is.False);
    }
}
