using System.Text.RegularExpressions;
using NUnit.Framework;

namespace PawLatency.Tests.Guards;

/// <summary>Rules of size of the source text.</summary>
[TestFixture]
public sealed partial class SourceRulesTests
{
    private const int LongestFile = 400,
        LargestMedian = 130,
        LongestBody = 49,
        LongestLine = 140;

    private static readonly (string Name, string[] Lines)[] Code =
    [
        .. new[] { "src", "samples", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Select(path => (Path.GetRelativePath(Repository.Root, path), File.ReadAllLines(path))),
    ];

    private static readonly (string Name, string[] Lines)[] Sources =
    [
        .. Code.Where(source => source.Name.StartsWith("src", StringComparison.Ordinal)),
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
    public void Lines_AreAtMost140Characters() =>
        Assert.That(
            Code.SelectMany(source =>
                source.Lines.Index().Where(line => line.Item.Length > LongestLine).Select(line => $"{source.Name}:{line.Index + 1}")
            ),
            Is.Empty
        );

    [Test]
    public void Functions_AreUnder50Lines() =>
        Assert.That(Sources.SelectMany(source => LongBodies(source.Lines).Select(line => $"{source.Name}:{line}")), Is.Empty);

    // The finder must find: a body of one line too many, at two depths, and none that is just short enough.
    [TestCase("void Do()", 4, LongestBody, 0)]
    [TestCase("void Do()", 4, LongestBody + 1, 1)]
    [TestCase("void Do()", 8, LongestBody + 1, 1)]
    [TestCase("public Rat(int number)", 4, LongestBody + 1, 1)]
    [TestCase("where T : struct, IScalar<T>", 4, LongestBody + 1, 1)]
    public void LongBodies_OfBraces_AreFound(string head, int indent, int length, int found)
    {
        string margin = new(' ', indent);
        string[] text = [margin + head, margin + "{", .. Enumerable.Repeat(margin + "    x++;", length), margin + "}"];

        Assert.That(LongBodies(text).Count(), Is.EqualTo(found));
    }

    [TestCase(LongestBody, 0)]
    [TestCase(LongestBody + 1, 1)]
    public void LongBodies_OfAnExpression_AreFound(int length, int found)
    {
        string[] text = ["    int Sum() =>", .. Enumerable.Repeat("        1 +", length - 1), "        1;", "", "    int Next => 1;"];

        Assert.That(LongBodies(text).Count(), Is.EqualTo(found));
    }

    [Test]
    public void LongBodies_OfAFieldOrANestedType_AreNone()
    {
        string[] field = ["    private int[] _all =", "    [", .. Enumerable.Repeat("        1,", 2 * LongestBody), "    ];"],
            type = ["    private sealed record Rat(int Number)", "    {", .. Enumerable.Repeat("        // x", 2 * LongestBody), "    }"];

        Assert.That(LongBodies(field).Concat(LongBodies(type)), Is.Empty);
    }

    // The formatter sets the braces of a body alone on a line at the depth of its head, and an expression deeper than its head. Members are
    // at depth 1 (or 2, in an extension block or a nested type); the head of a member ends in a bracket or a constraint, and that of a type
    // names its kind.
    private static IEnumerable<int> LongBodies(string[] lines)
    {
        for (int head = 0; head < lines.Length; head++)
        {
            int depth = Depth(lines[head]);
            int end =
                depth is not (4 or 8) ? head
                : lines[head].Trim() == "{" ? Closing(lines, head, depth) - 1
                : IsExpressionHead(lines[head]) ? EndOfExpression(lines, head, depth)
                : head;
            if (end - head > LongestBody)
            {
                yield return head + 1;
            }
        }
    }

    private static int Closing(string[] lines, int open, int depth) =>
        open > 0 && BodyHead().IsMatch(lines[open - 1]) && !TypeHead().IsMatch(lines[open - 1])
            ? Array.FindIndex(lines, open, line => line.StartsWith(new string(' ', depth) + "}", StringComparison.Ordinal))
            : open + 1;

    private static bool IsExpressionHead(string line) =>
        line.Contains("=>", StringComparison.Ordinal) && !line.TrimEnd().EndsWith(';') && !AssignedOrComment().IsMatch(line);

    // The last line of the statement ends in a semicolon, and what follows is not deeper than the head.
    private static int EndOfExpression(string[] lines, int head, int depth)
    {
        int end = head;
        while (end + 1 < lines.Length && !(lines[end].EndsWith(';') && (Depth(lines[end]) == depth || IsOutside(lines[end + 1], depth))))
        {
            end++;
        }

        return end;
    }

    private static bool IsOutside(string line, int depth) => line.Length == 0 || Depth(line) <= depth;

    private static int Depth(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"\)\s*$|^\s*where ")]
    private static partial Regex BodyHead();

    [GeneratedRegex(
        @"^\s*((public|private|internal|protected|sealed|abstract|static|readonly|file|ref|partial) )*(class|record|struct|interface) "
    )]
    private static partial Regex TypeHead();

    [GeneratedRegex(@"[^=!<>]=[^=>].*=>|^\s*//")]
    private static partial Regex AssignedOrComment();
}
