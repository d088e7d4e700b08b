using System.Globalization;
using System.Text.RegularExpressions;

namespace PawLatency.Tests.Files;

/// <summary>A line of Broken/expected.txt: where a fault is, and a phrase of its message.</summary>
internal sealed partial record ExpectedFault(string File, int Line, int Column, string Phrase)
{
    /// <summary>The faults of each broken file, in the order they must be told.</summary>
    public static ILookup<string, ExpectedFault> All { get; } = System.IO.File.ReadLines(Path.Combine(Repository.BrokenFolder, "expected.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(Parse)
        .ToLookup(fault => fault.File, StringComparer.Ordinal);

    public static IEnumerable<string> Files => Directory.EnumerateFiles(Repository.BrokenFolder, "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

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
