using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using NUnit.Framework;

namespace PawLatency.Tests.Cli;

/// <summary>Runs that are stopped, killed, or have no room: the old results stay, or the new ones are there, whole.</summary>
[TestFixture]
[Category(Fixtures.Slow)]
[Platform("Linux")]
public sealed class InterruptedRunTests
{
    [TestCase("INT", 130)]
    [TestCase("TERM", 143)]
    public void Run_StoppedByASignal_SaysSoAndLeavesNothing(string signal, int exitCode)
    {
        using var folder = new TemporaryFolder();
        folder.Write("long.yaml", Study(rats: 90_000));
        // A test run in the background of a script ignores INT, and hands that on.
        using Process run = Shell.Start(folder.Path, $"exec env --default-signal=INT {Shell.Tool} run long.yaml --out results");
        Thread.Sleep(2500);

        Shell.Signal(run, signal);
        CommandResult result = Shell.End(run);

        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.ToString());
        Assert.That(result.Error, Does.Contain("Stopped. Nothing is written"));
        Assert.That(folder.Files, Is.EqualTo(new[] { "long.yaml" }));
    }

    [Test]
    public void Run_KilledAtAnyMoment_LeavesTheFilesOfOneRun()
    {
        using var folder = new TemporaryFolder();
        folder.Write("small.yaml", Study(rats: 2));
        Assert.That(Shell.Run(folder.Path, $"{Shell.Tool} run small.yaml --out results").ExitCode, Is.Zero);
        string[] written = [.. folder.Files];
        for (int kill = 0; kill < 8; kill++)
        {
            using Process run = Shell.Start(folder.Path, $"exec {Shell.Tool} run small.yaml --out results --force --seed {kill + 10}");
            Thread.Sleep(500 + 120 * kill);
            run.Kill();
            Shell.End(run);

            AssertOneRun(folder);
        }

        CommandResult last = Shell.Run(folder.Path, $"{Shell.Tool} run small.yaml --out results --force --seed 7");
        Assert.That(last.ExitCode, Is.Zero, last.ToString());
        AssertOneRun(folder);
        Assert.That(folder.Files, Is.EqualTo(written), "nothing is left over");
    }

    // A file may have no more than this many blocks of a kibibyte: the disk is full.
    [TestCase(4)]
    [TestCase(8)]
    [TestCase(16)]
    public void Run_WithoutRoomForItsFiles_KeepsTheOldOnes(int blocks)
    {
        using var folder = new TemporaryFolder();
        folder.Write("small.yaml", Study(rats: 2));
        Assert.That(Shell.Run(folder.Path, $"{Shell.Tool} run small.yaml --out results").ExitCode, Is.Zero);
        string[] written = [.. folder.Files];
        byte[] before = File.ReadAllBytes(folder["results/run.json"]);

        CommandResult full = Shell.Run(
            folder.Path,
            $"trap '' XFSZ; ulimit -f {blocks}; DOTNET_EnableWriteXorExecute=0 "
                + $"exec {Shell.Tool} run small.yaml --out results --force --seed 3"
        );

        Assert.That(full.ExitCode, Is.EqualTo(2), full.ToString());
        Assert.That(full.Error, Does.Not.Contain("   at "));
        Assert.That(File.ReadAllBytes(folder["results/run.json"]), Is.EqualTo(before));
        AssertOneRun(folder);
        Assert.That(folder.Files, Is.EqualTo(written), "nothing is left over");
    }

    [TestCase("2>&-")]
    [TestCase("2>/dev/full")]
    public void Run_WithStandardErrorThatIsClosedOrFull_DoesItsWork(string redirection)
    {
        using var folder = new TemporaryFolder();
        folder.Write("small.yaml", Study(rats: 2, dose: "500 mg/kg"));

        CommandResult result = Shell.Run(folder.Path, $"{Shell.Tool} run small.yaml --out results {redirection}");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        AssertOneRun(folder);
    }

    [Test]
    public void Check_WithoutRoomForJUnit_KeepsTheOldFile()
    {
        using var folder = new TemporaryFolder();
        folder.Write("shape.xml", "old");

        CommandResult full = Shell.Run(
            folder.Path,
            $"trap '' XFSZ; ulimit -f 1; DOTNET_EnableWriteXorExecute=0 exec {Shell.Tool} check --junit shape.xml"
        );

        Assert.That(full.ExitCode, Is.EqualTo(2), full.ToString());
        Assert.That(File.ReadAllText(folder["shape.xml"]), Is.EqualTo("old"));
        Assert.That(folder.Files, Is.EqualTo(new[] { "shape.xml" }));
    }

    [Test]
    public void Run_OfANameThatBeginsWithAt_ReadsNoResponseFile()
    {
        using var folder = new TemporaryFolder();
        folder.Write("arguments", "--help");

        CommandResult result = CommandLine.Run(folder.Path, "run", "@arguments");

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain("@arguments"));
    }

    [TestCase("\u001b]0;owned\u0007")]
    [TestCase("\u001b[2J")]
    [TestCase("a\u202Eb")]
    public void Check_TableWithControlCharacters_DoesNotHandThemToTheTerminal(string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write("table.csv", $"group,rat,day,latency_s\n{name},1,0,10\n{name},1,1,11\n");

        foreach (string verb in new[] { "check", "analyse" })
        {
            CommandResult result = CommandLine.Run(folder.Path, verb, "table.csv");

            Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
            Assert.That((result.Output + result.Error).Where(letter => letter is '\u001b' or '\u0007' or '\u202E'), Is.Empty);
        }
    }

    // The manifest tells the hash of every other file.
    private static void AssertOneRun(TemporaryFolder folder)
    {
        if (!File.Exists(folder["results/run.json"]))
        {
            Assert.That(Directory.Exists(folder["results/.pawlatency.ready"]), "without its manifest, the set is on its way");
            return;
        }

        using var manifest = JsonDocument.Parse(File.ReadAllBytes(folder["results/run.json"]));
        foreach (JsonProperty output in manifest.RootElement.GetProperty("outputs").EnumerateObject())
        {
            byte[] bytes = File.ReadAllBytes(folder[$"results/{output.Name}"]);
            Assert.That($"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}", Is.EqualTo(output.Value.GetString()), output.Name);
        }
    }

    private static string Study(int rats, string dose = "5 mg/kg") =>
        $$"""
            name: Interrupted
            seed: 9
            test: { days: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] }
            groups:
              - { name: saline, n: {{rats}} }
              - name: morphine
                n: {{rats}}
                give:
                  - bolus: { substance: morphine, as: base, dose: {{dose}}, route: sc, at: day 1 9:00 }
            """;
}
