using System.Globalization;
using System.Text.RegularExpressions;

namespace PawLatency.Tests;

/// <summary>A line of the expected.txt of a folder of broken files: where a fault is, and a phrase of its message.</summary>
internal sealed partial record ExpectedFault(string File, int Line, int Column, string Phrase)
{
    /// <summary>The faults of each broken study, in the order they must be told.</summary>
    public static ILookup<string, ExpectedFault> All { get; } = In(Repository.BrokenFolder);

    public static IEnumerable<string> Files => FilesOf(Repository.BrokenFolder);

    /// <summary>The same of the broken evidence files.</summary>
    public static ILookup<string, ExpectedFault> AllOfEvidence { get; } = In(Repository.BrokenEvidenceFolder);

    public static IEnumerable<string> EvidenceFiles => FilesOf(Repository.BrokenEvidenceFolder);

    private static ILookup<string, ExpectedFault> In(string folder) =>
        System
            .IO.File.ReadLines(Path.Combine(folder, "expected.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(Parse)
            .ToLookup(fault => fault.File, StringComparer.Ordinal);

    private static IEnumerable<string> FilesOf(string folder) =>
        Directory.EnumerateFiles(folder, "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static ExpectedFault Parse(string line)
    {
        Match match = Form().Match(line);
        return match.Success
            ? new ExpectedFault(match.Groups[1].Value, Number(match.Groups[2].Value), Number(match.Groups[3].Value), match.Groups[4].Value)
            : throw new InvalidOperationException($"expected.txt has a line that is not \"file:line:column: phrase\": {line}");
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("^([^:]+):([0-9]+):([0-9]+): (.+)$")]
    private static partial Regex Form();
}
