using System.Reflection;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace PawLatency.Tests.Guards;

/// <summary>The rooms of the library and what each depends on, by the using lines and the qualified names of its files.</summary>
[TestFixture]
public sealed partial class RoomTests
{
    // Rooms that depend on each other. The list may shrink and never grow.
    private static readonly string[] Mutual = [];

    private const string Top = ".";

    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly string Library = Path.Combine(Repository.Root, "src", "PawLatency");

    private static readonly Source[] Sources =
    [
        .. Directory
            .EnumerateFiles(Library, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Select(path => new Source(Path.GetFileName(path), RoomOf(path), File.ReadAllText(path))),
    ];

    private static readonly HashSet<string> Rooms = [.. Sources.Select(source => source.Room).Where(room => room != Top)];

    [Test]
    public void Namespaces_OfTheSource_AreItsFolders() =>
        Assert.That(
            Sources
                .Where(source => Namespace().Match(source.Text).Groups[1].Value != NamespaceOf(source.Room))
                .Select(source => source.Name),
            Is.Empty
        );

    [Test]
    public void Rooms_OfTheLibrary_DependOnEachOtherInOneDirection() => Assert.That(Pairs(Dependencies(Sources)), Is.EquivalentTo(Mutual));

    // The namespace of the nouns is seen without a using line, so their names are looked for. A member of the room may be named as a noun
    // is.
    [TestCase("Text")]
    [TestCase("Numerics")]
    public void Room_AtTheBottom_KnowsNoNounOfTheTop(string room)
    {
        ILookup<string?, Type> types = typeof(Study).Assembly.GetTypes().ToLookup(type => type.Namespace);
        HashSet<string> nouns = [.. types[NamespaceOf(Top)].Where(type => !type.IsNested).Select(type => type.Name)];
        nouns.ExceptWith(types[NamespaceOf(room)].SelectMany(type => type.GetMembers(Everything)).Select(member => member.Name));
        IEnumerable<string> words = Sources
            .Where(source => source.Room == room)
            .SelectMany(source => Word().Matches(source.Code).Select(word => word.Value));

        Assert.That(words.Where(nouns.Contains).Distinct(), Is.Empty);
    }

    [Test]
    public void Text_OfTheRooms_DependsOnNone() =>
        Assert.That(Dependencies(Sources).Where(pair => pair.From == "Text").Select(pair => pair.To), Is.Empty);

    // The finder must find: a using line and a qualified name both count.
    [Test]
    public void Pairs_OfTwoRoomsThatUseEachOther_AreFound()
    {
        Source[] sources =
        [
            new("", "Text", "using PawLatency.Power;\n"),
            new("", "Power", "Nearest name = Text.Nearest;\n"),
            new("", "Data", "using PawLatency.Power;\n"),
            new("", "Evidence.Calibration", ""),
            new("", "Evidence", "using PawLatency.Evidence.Calibration;\n"),
        ];

        Assert.That(Pairs(Dependencies(sources)), Is.EqualTo(new[] { "Evidence - Evidence.Calibration", "Power - Text" }));
    }

    private static HashSet<(string From, string To)> Dependencies(IEnumerable<Source> sources) =>
        [
            .. sources
                .Where(source => source.Room != Top)
                .SelectMany(source =>
                    Named(source).Where(room => room != source.Room && Rooms.Contains(room)).Select(room => (source.Room, room))
                ),
        ];

    // A room inside another sees it without a using line.
    private static IEnumerable<string> Named(Source source) =>
        Using()
            .Matches(source.Text)
            .Concat(Qualified().Matches(source.Code))
            .Select(match => match.Groups[1].Value)
            .Append(source.Room.Contains('.', StringComparison.Ordinal) ? source.Room[..source.Room.LastIndexOf('.')] : source.Room);

    private static IEnumerable<string> Pairs(HashSet<(string From, string To)> dependencies) =>
        dependencies
            .Where(pair => string.CompareOrdinal(pair.From, pair.To) < 0 && dependencies.Contains((pair.To, pair.From)))
            .Select(pair => $"{pair.From} - {pair.To}")
            .Order(StringComparer.Ordinal);

    private static string NamespaceOf(string room) => room == Top ? "PawLatency" : $"PawLatency.{room}";

    private static string RoomOf(string path) =>
        Path.GetRelativePath(Library, Path.GetDirectoryName(path)!).Replace(Path.DirectorySeparatorChar, '.');

    private sealed record Source(string Name, string Room, string Text)
    {
        /// <summary>The text without comments and strings.</summary>
        public string Code => Silent().Replace(Text, "");
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static )?PawLatency\.([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"(?<![\w.])(?:PawLatency\.)?(\w+)\.[A-Z]")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    // Comments and strings.
    [GeneratedRegex(@"//.*|""(?:\\.|[^""\\\n])*""")]
    private static partial Regex Silent();
}
