using System.Security.Cryptography;
using System.Text.Json;
using NUnit.Framework;

namespace PawLatency.Tests.Cli;

/// <summary>pawlatency run, as a process.</summary>
[TestFixture]
public sealed class RunVerbTests
{
    private const string SmallStudy = """
        name: Small
        seed: 9
        test: { days: [0, 1, 2] }
        groups:
          - { name: saline, n: 2 }
          - name: morphine
            n: 2
            give:
              - bolus: { substance: morphine, as: base, dose: 5 mg/kg, route: sc, at: day 1 9:00 }
        """;

    private static readonly string[] Written =
    [
        "curves.csv",
        "figure.png",
        "figure.svg",
        "latencies.csv",
        "mechanism.png",
        "mechanism.svg",
        "run.json",
        "summary.csv",
    ];

    [Test]
    public void Run_WithoutArguments_RunsTheReferenceStudyOnceAndNeverWritesOverIt()
    {
        using var folder = new TemporaryFolder();

        CommandResult first = CommandLine.Run(folder.Path, "run");

        Assert.That(first.ExitCode, Is.Zero, first.ToString());
        Assert.That(first.Error, Is.Empty);
        Assert.That(folder.Files, Is.EqualTo(Written.Select(name => $"pawlatency-reference/{name}")));
        Assert.That(first.Output, Does.StartWith("Seven-day morphine pump, seed 1\n"));
        Assert.That(
            first.Output,
            Does.Contain("s S saline   m M morphine\nsmall letters: typical rat, capitals: mean of the virtual rats\n"),
            "the legend of the curve"
        );
        Assert.That(first.Output, Does.Match("(?m)^day +saline +mean \\+- SEM +n +cut off +morphine"), "the head of the table");
        Assert.That(first.Output, Does.Match("(?m)^ +14 +[0-9.]+ +[0-9.]+ \\+- [0-9.]+ +10"), "the last day of the table");
        Assert.That(
            first.Output,
            Does.EndWith(
                $"Wrote latencies.csv, summary.csv, curves.csv, figure.svg, figure.png, mechanism.svg, mechanism.png and run.json "
                    + $"to pawlatency-reference{Path.DirectorySeparatorChar}{Environment.NewLine}"
            )
        );

        byte[][] before = Contents(folder, "pawlatency-reference");
        CommandResult second = CommandLine.Run(folder.Path, "run", "--seed", "7");
        Assert.That(second.ExitCode, Is.EqualTo(2), second.ToString());
        Assert.That(
            second.Error,
            Does.Contain(
                "already contains latencies.csv, summary.csv, curves.csv, figure.svg, figure.png, mechanism.svg, mechanism.png, run.json; "
                    + "use --force to overwrite"
            )
        );
        Assert.That(Contents(folder, "pawlatency-reference"), Is.EqualTo(before));

        CommandResult forced = CommandLine.Run(folder.Path, "run", "--seed", "7", "--force");
        Assert.That(forced.ExitCode, Is.Zero, forced.ToString());
        Assert.That(forced.Output, Does.StartWith("Seven-day morphine pump, seed 7\n"));
        // The curves are those of the typical rats, which no seed changes.
        Assert.That(Contents(folder, "pawlatency-reference")[0], Is.EqualTo(before[0]));
        Assert.That(Contents(folder, "pawlatency-reference")[1], Is.Not.EqualTo(before[1]));
        Assert.That(folder.Files, Has.Exactly(Written.Length).Items, "nothing half written is left behind");
    }

    // A single trial on the hot plate, its usual number, was refused once: a curve had to have two points.
    [TestCase("also: [30 min]", "30  min")]
    [TestCase("days: [-1], also: [6 h]", "-24 .* 6  h")]
    [TestCase("days: [-1, 7]", "-1 .* 7  days")]
    public void Run_OfAnyLength_HasItsUnitUnderTheCurve(string test, string axis)
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "s.yaml",
            $"name: T\nseed: 1\nassay: {{ test: hot-plate }}\ntest: {{ {test} }}\ngroups:\n "
                + $" - {{ name: saline, n: 2 }}\n  - {{ name: morphine, n: 2, give: [ {{ bolus: {{ "
                + $"substance: morphine, as: base, dose: 2 mg/kg, route: sc, at: day 0 }} }} ] }}\n"
        );
        CommandResult run = CommandLine.Run(folder.Path, "run", "s.yaml");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Match($"(?m)^ +{axis}$"));
    }

    [TestCase("taken", "\"taken\" is not a folder: taken is a file; --out names another.")]
    [TestCase("taken/below", "\"taken/below\" is not a folder: taken is a file; --out names another.")]
    [TestCase("results", "summary.csv is a folder, but a file of this name must be written; give another folder with --out.")]
    public void Run_IntoWhatIsInTheWay_IsRefusedEvenIfForced(string output, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("taken", "mine");
        Directory.CreateDirectory(folder["results/summary.csv"]);

        CommandResult result = CommandLine.Run(folder.Path, "run", "--out", output, "--force");

        Assert.That((result.ExitCode, result.Error.Contains(message, StringComparison.Ordinal)), Is.EqualTo((2, true)), result.ToString());
        Assert.That((folder.Files, File.ReadAllText(folder["taken"])), Is.EqualTo((new[] { "taken" }, "mine")));
    }

    [Test]
    public void Run_OwnStudyIntoAFolder_DescribesItInRunJson()
    {
        using var folder = new TemporaryFolder();
        string study = folder.Write("small.yaml", SmallStudy);

        CommandResult result = CommandLine.Run(folder.Path, "run", "small.yaml", "--out", "deep/er", "--seed", "11", "--json");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(folder.Files, Is.EqualTo(Written.Select(name => $"deep/er/{name}").Append("small.yaml")));
        Assert.That(result.Output, Is.EqualTo(File.ReadAllText(folder["deep/er/run.json"])));
        JsonElement run = JsonDocument.Parse(result.Output).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(run.GetProperty("library").GetString(), Is.EqualTo(RunManifest.LibraryVersion));
            Assert.That(run.GetProperty("model").GetString(), Is.EqualTo(RunManifest.ModelVersion));
            Assert.That(run.GetProperty("event_rules").GetString(), Is.EqualTo(RunManifest.EventRulesVersion));
            Assert.That(run.GetProperty("seed").GetInt64(), Is.EqualTo(11));
            Assert.That(run.GetProperty("inputs").GetProperty("small.yaml").GetString(), Is.EqualTo(Hash(study)));
            Assert.That(
                run.GetProperty("outputs").GetProperty("latencies.csv").GetString(),
                Is.EqualTo(Hash(folder["deep/er/latencies.csv"]))
            );
            Assert.That(run.GetProperty("outputs").GetProperty("summary.csv").GetString(), Is.EqualTo(Hash(folder["deep/er/summary.csv"])));
            Assert.That(run.GetProperty("outputs").GetProperty("figure.svg").GetString(), Is.EqualTo(Hash(folder["deep/er/figure.svg"])));
            Assert.That(
                run.GetProperty("outputs").GetProperty("mechanism.svg").GetString(),
                Is.EqualTo(Hash(folder["deep/er/mechanism.svg"]))
            );
            Assert.That(
                run.GetProperty("groups")[1].GetProperty("give")[0].GetString(),
                Does.StartWith("morphine (base) 5 mg/kg sc on day 0.9583")
            );
            Assert.That(result.Output, Does.Not.Contain(folder.Path), "no path of the machine");
        });
    }

    [Test]
    public void Run_SameSeedAnyThreads_WritesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("small.yaml", SmallStudy);
        foreach (string threads in new[] { "1", "2" })
        {
            Assert.That(CommandLine.Run(folder.Path, "run", "small.yaml", "--out", $"t{threads}", "--threads", threads).ExitCode, Is.Zero);
        }

        Assert.That(Contents(folder, "t2"), Is.EqualTo(Contents(folder, "t1")));
    }

    [Test]
    public void Run_WhereAFileIsInThePlaceOfTheFolder_SaysSo()
    {
        using var folder = new TemporaryFolder();
        folder.Write("small.yaml", SmallStudy);
        folder.Write("taken", "not a folder");

        CommandResult result = CommandLine.Run(folder.Path, "run", "small.yaml", "--out", "taken");

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain("taken").And.Not.Contain("   at "));
        Assert.That(File.ReadAllText(folder["taken"]), Is.EqualTo("not a folder"));
        Assert.That(folder.Files, Is.EqualTo(new[] { "small.yaml", "taken" }));
    }

    // A Danish and a Turkish machine. .NET takes its culture from LC_ALL and the decimal comma from ICU, needing no locale of the
    // system; the first assertion sees to it that ICU is there, and the process is told not to run globalization-invariant.
    [TestCase("da_DK.UTF-8")]
    [TestCase("tr_TR.UTF-8")]
    public void Run_UnderAnotherLocale_PrintsAndWritesTheSame(string locale)
    {
        Assert.That(
            1.5.ToString(System.Globalization.CultureInfo.GetCultureInfo(locale[..5].Replace('_', '-'))),
            Is.EqualTo("1,5"),
            "ICU is needed"
        );
        using var folder = new TemporaryFolder();
        folder.Write("small.yaml", SmallStudy);
        CommandResult plain = CommandLine.Run(folder.Path, "run", "small.yaml", "--out", "out");
        byte[][] files = Contents(folder, "out");

        CommandResult result = CommandLine.Run(folder.Path, locale, ["run", "small.yaml", "--out", "out", "--force"]);

        Assert.That(result, Is.EqualTo(plain));
        Assert.That(Contents(folder, "out"), Is.EqualTo(files));
        Assert.That(
            CommandLine.Run(folder.Path, locale, ["run", Path.Combine(Repository.BrokenFolder, "mass-out-of-range.yaml")]).Error,
            Does.Contain("the allowed range is 0.05 to 1 kg.")
        );
    }

    private static byte[][] Contents(TemporaryFolder folder, string name) =>
        [.. Written.Select(file => File.ReadAllBytes(folder[$"{name}/{file}"]))];

    private static string Hash(string path) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
