using NUnit.Framework;

namespace PawLatency.Tests.Cli;

/// <summary>The bytes of every file are the same whatever instructions the processor has.</summary>
[TestFixture]
[Category(Fixtures.Slow)]
[Platform("Linux")]
public sealed class InstructionSetTests
{
    private const string Study = """
        name: Lanes
        seed: 3
        test: { days: [-1, 0, 1, 2, 6, 8] }
        groups:
          - { name: saline, n: 9 }
          - name: morphine
            n: 11
            give:
              - pump: { model: 2ML1, substance: morphine, as: base, rate: 0.5 mg/kg/h, implant: day 0, remove: day 7 }
          - name: titrated
            n: 3
            give:
              - response: { substance: morphine, as: base, dose: 2 mg/kg, route: sc, below: 9 s, from: day 0,
                  every: 6 h, times: 4, at-most: 2 }
        """;

    private static readonly string[] Sets =
    [
        "",
        "DOTNET_EnableAVX512=0 DOTNET_EnableAVX512F=0",
        "DOTNET_EnableAVX2=0",
        "DOTNET_EnableAVX=0",
        "DOTNET_EnableHWIntrinsic=0",
        "DOTNET_PROCESSOR_COUNT=1 DOTNET_EnableFMA=0",
    ];

    [TestCase("run lanes.yaml --out results")]
    [TestCase("report lanes.yaml --out results")]
    public void Verb_UnderAnyInstructionSet_WritesTheSameBytes(string words)
    {
        Dictionary<string, byte[]>[] written = [.. Sets.Select(set => Write(set, words))];

        foreach ((Dictionary<string, byte[]> files, string set) in written.Zip(Sets))
        {
            Assert.That(files.Keys, Is.EqualTo(written[0].Keys));
            foreach (string name in files.Keys)
            {
                Assert.That(files[name].AsSpan().SequenceEqual(written[0][name]), $"{name} differs under {set}");
            }
        }
    }

    [Test]
    public void SelfCheck_UnderAnyInstructionSet_FindsTheStoredValues()
    {
        using var folder = new TemporaryFolder();
        foreach (string set in Sets)
        {
            CommandResult result = Shell.Run(folder.Path, $"{set} {Shell.Tool} self-check");

            Assert.That(result.ExitCode, Is.Zero, $"{set}\n{result}");
        }
    }

    private static Dictionary<string, byte[]> Write(string set, string words)
    {
        using var folder = new TemporaryFolder();
        folder.Write("lanes.yaml", Study);
        CommandResult result = Shell.Run(folder.Path, $"{set} {Shell.Tool} {words}");

        Assert.That(result.ExitCode, Is.Zero, $"{set}\n{result}");
        return folder
            .Files.Where(name => name != "lanes.yaml")
            .ToDictionary(name => name, name => File.ReadAllBytes(folder[name]), StringComparer.Ordinal);
    }
}
