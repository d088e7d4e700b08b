using System.Collections.Concurrent;
using NUnit.Framework;

namespace PawLatency.Tests.Cli;

/// <summary>What a user sees who runs a broken study, or verifies with a broken evidence file.</summary>
[TestFixture]
[Category(Fixtures.Slow)]
public sealed class BrokenStudyProcessTests
{
    [Test]
    public void Run_EveryBrokenFile_SaysWhereAndWritesNothing() => CheckAll("run", Repository.BrokenFolder, ExpectedFault.All);

    [Test]
    public void Verify_EveryBrokenFile_SaysWhereAndWritesNothing() =>
        CheckAll("verify", Repository.BrokenEvidenceFolder, ExpectedFault.AllOfEvidence);

    private static void CheckAll(string verb, string folder, ILookup<string, ExpectedFault> expected)
    {
        var complaints = new ConcurrentBag<string>();
        Parallel.ForEach(
            expected,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            faults =>
            {
                foreach (string complaint in Complaints(verb, Path.Combine(folder, faults.Key), [.. faults]))
                {
                    complaints.Add($"{faults.Key}: {complaint}");
                }
            }
        );
        Assert.That(complaints, Is.Empty);
    }

    private static IEnumerable<string> Complaints(string verb, string path, ExpectedFault[] expected)
    {
        using var folder = new TemporaryFolder();
        CommandResult result = CommandLine.Run(folder.Path, verb, path);
        string[] lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (result.ExitCode != 2)
        {
            yield return $"exit code {result.ExitCode}, expected 2";
        }

        if (result.Output.Length > 0 || folder.Files.Any())
        {
            yield return $"printed \"{result.Output}\" and wrote {string.Join(", ", folder.Files)}";
        }

        if (result.Error.Contains("   at ", StringComparison.Ordinal) || result.Error.Contains("Unhandled", StringComparison.Ordinal))
        {
            yield return "shows a stack trace:\n" + result.Error;
        }

        string[] places = [.. expected.Select(fault => FormattableString.Invariant($"{path}:{fault.Line}:{fault.Column}: "))];
        // A route that a drug lacks shows, under its fault, the lines that add it.
        bool adds = result.Error.Contains("put these lines into the study", StringComparison.Ordinal);
        string[] told = adds ? [.. lines.Where(line => line.StartsWith(path, StringComparison.Ordinal)), lines[^1]] : lines;
        if (
            told.Length != expected.Length + 1
            || !places.Zip(told).All(pair => pair.Second.StartsWith(pair.First, StringComparison.Ordinal))
        )
        {
            yield return $"expected {string.Join(", ", places)}, got\n{result.Error}";
        }

        if (lines.Length > 0 && lines[^1] != $"{(expected.Length == 1 ? "1 error" : $"{expected.Length} errors")}; nothing was written.")
        {
            yield return $"the last line is \"{lines[^1]}\"";
        }
    }
}
