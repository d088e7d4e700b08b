using NUnit.Framework;

namespace PawLatency.Tests.Guards;

/// <summary>Rules of size of the source text.</summary>
[TestFixture]
public sealed class SourceRulesTests
{
    private const int LongestFile = 400,
        LargestMedian = 130,
        LongestMethod = 70;

    private static readonly (string Name, string[] Lines)[] Sources =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Select(path => (Path.GetRelativePath(Repository.Root, path), File.ReadAllLines(path))),
    ];

    [Test]
    public void SourceFiles_AreShort()
    {
        int[] lengths = [.. Sources.Select(source => source.Lines.Length).Order()];
        TestContext.Out.WriteLine(
            $"{lengths.Length} files, {lengths.Sum()} lines, median {lengths[lengths.Length / 2]}, "
                + $"p90 {lengths[lengths.Length * 9 / 10]}, longest {lengths[^1]}"
        );

        Assert.That(lengths, Has.Length.GreaterThan(30), "the sources are found");
        Assert.That(Sources.Where(source => source.Lines.Length > LongestFile).Select(source => source.Name), Is.Empty);
        Assert.That(lengths[lengths.Length / 2], Is.LessThanOrEqualTo(LargestMedian));
    }

    [Test]
    public void Methods_AreShort() =>
        Assert.That(Sources.SelectMany(source => LongBodies(source.Lines).Select(line => $"{source.Name}:{line}")), Is.Empty);

    // The finder must find: a body of one line too many, at two depths, and none that is just short enough.
    [TestCase(4, LongestMethod, 0)]
    [TestCase(4, LongestMethod + 1, 1)]
    [TestCase(8, LongestMethod + 1, 1)]
    public void LongBodies_OfAKnownText_AreFound(int indent, int length, int found)
    {
        string margin = new(' ', indent);
        string[] text = [margin + "void Do()", margin + "{", .. Enumerable.Repeat(margin + "    x++;", length), margin + "}"];

        Assert.That(LongBodies(text).Count(), Is.EqualTo(found));
    }

    // The formatter sets every body's braces alone on a line at the depth of its head. The braces of a member are at depth 1 (or 2, in
    // an extension block or a nested type); the head of a member ends in a bracket, that of a type does not.
    private static IEnumerable<int> LongBodies(string[] lines)
    {
        for (int open = 1; open < lines.Length; open++)
        {
            int depth = lines[open].Length - 1;
            bool isBody = lines[open].TrimStart() == "{" && depth is 4 or 8 && lines[open - 1].TrimEnd().EndsWith(')');
            int close = isBody
                ? Array.FindIndex(lines, open, line => line.StartsWith(new string(' ', depth) + "}", StringComparison.Ordinal))
                : -1;
            if (close - open - 1 > LongestMethod)
            {
                yield return open;
            }
        }
    }
}
