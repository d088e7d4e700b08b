using NUnit.Framework;

namespace PawLatency.Tests.Goldens;

/// <summary>Compares a text with the accepted one, line by line, so that a changed golden shows what changed.</summary>
internal static class GoldenText
{
    private const int MostLines = 40;

    /// <summary>Fails with the lines that differ.</summary>
    /// <param name="text">The text of today.</param>
    /// <param name="path">The file of the accepted text.</param>
    /// <param name="accept">How to accept the text of today.</param>
    public static void AssertUnchanged(string text, string path, string accept)
    {
        string accepted = File.Exists(path) ? File.ReadAllText(path) : "";
        string[] difference = text == accepted ? [] : Difference(accepted, text);
        Assert.That(text == accepted, $"{Path.GetFileName(path)} has changed.\n{string.Join('\n', difference)}\n{accept}");
    }

    /// <summary>The lines that only one of two texts has: "-" where it is gone, "+" where it is new, each with its number.</summary>
    public static string[] Difference(string accepted, string text)
    {
        string[] before = accepted.Split('\n'),
            now = text.Split('\n');
        int same = before.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        int most = Math.Min(before.Length, now.Length) - same;
        int tail = before.Reverse().Zip(now.Reverse()).Take(most).TakeWhile(pair => pair.First == pair.Second).Count();
        IEnumerable<string> gone = before.Index().Skip(same).SkipLast(tail).Select(line => $"-{line.Index + 1}: {line.Item}");
        IEnumerable<string> added = now.Index().Skip(same).SkipLast(tail).Select(line => $"+{line.Index + 1}: {line.Item}");
        HashSet<string> kept = [.. before[same..^tail].Intersect(now[same..^tail])];
        string[] all = [.. gone.Concat(added).Where(line => !kept.Contains(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]))];
        return all.Length <= MostLines ? all : [.. all.Take(MostLines), $"and {all.Length - MostLines} more lines"];
    }
}
