using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;

namespace PawLatency.Tests.Guards;

/// <summary>Rules of the public face, held by reflection and not by review.</summary>
[TestFixture]
public sealed partial class PublicApiTests
{
    private static readonly Lazy<Dictionary<string, string>> Documentation = new(() =>
        PublicApi
            .Libraries.SelectMany(library => XDocument.Load(Path.ChangeExtension(library.Location, ".xml")).Descendants("member"))
            // Both libraries compile some internal files.
            .GroupBy(member => member.Attribute("name")!.Value, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First().ToString(), StringComparer.Ordinal)
    );

    // May shrink and not grow. What is public is declared in PublicAPI.Unshipped.txt of each library and checked when it is built.
    private const int MostTypes = 148;

    [Test]
    public void PublicTypes_AreFew()
    {
        TestContext.Out.WriteLine($"{PublicApi.Types.Count()} public types");

        Assert.That(PublicApi.Types.Count(), Is.LessThanOrEqualTo(MostTypes));
    }

    // Tolerances are a choice of the user, and a solve that fails is an exception; the rest of the numerics is nobody's business.
    [Test]
    public void PublicTypes_OfNumerics_AreTheControlAndTheException() =>
        Assert.That(
            PublicApi.Types.Where(type => type.Namespace == "PawLatency.Numerics").Select(type => type.Name),
            Is.EquivalentTo(new[] { "StepControl", "SolveException" })
        );

    [Test]
    public void Internals_OfTheLibraries_AreSeenByTestsAndBenchmarksAlone()
    {
        IEnumerable<string> friends = PublicApi
            .Libraries.SelectMany(library => library.GetCustomAttributes<InternalsVisibleToAttribute>())
            .Select(friend => friend.AssemblyName)
            .Where(name => !name.EndsWith(".Tests", StringComparison.Ordinal) && !name.EndsWith(".Benchmarks", StringComparison.Ordinal));

        Assert.That(friends, Is.Empty);
    }

    [Test]
    public void PublicTypes_AreImmutable()
    {
        string[] settable = [.. Properties().Where(PublicApi.HasSetter).Select(Name)];
        string[] fields =
        [
            .. PublicApi
                .Types.Where(type => !type.IsEnum)
                .SelectMany(type =>
                    type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                )
                .Where(field => field is { IsInitOnly: false, IsLiteral: false })
                .Select(Name),
        ];
        string[] arrays = [.. Properties().Where(property => property.PropertyType.IsArray).Select(Name)];

        Assert.Multiple(() =>
        {
            Assert.That(settable, Is.Empty, "properties that can be set later");
            Assert.That(fields, Is.Empty, "fields that can be set");
            Assert.That(arrays, Is.Empty, "arrays, whose elements can be set");
        });
    }

    // The rule must see the difference it rests on.
    [Test]
    public void HasSetter_OfSetInitAndGet_IsTrueForSetAlone() =>
        Assert.That(
            typeof(Sample).GetProperties().Where(PublicApi.HasSetter).Select(property => property.Name),
            Is.EqualTo(new[] { nameof(Sample.Settable) })
        );

    [Test]
    public void PublicTypes_AreSealedStaticOrAbstract() =>
        Assert.That(
            PublicApi.Types.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(PublicApi.Name),
            Is.Empty
        );

    [Test]
    public void PublicDoubles_SayTheirUnitInNameOrDocumentation()
    {
        IEnumerable<string> properties = Properties()
            .Where(property => IsDouble(property.PropertyType))
            .Where(property =>
                !SaysForAll(property.DeclaringType!)
                && !HasUnit(
                    property.Name,
                    Comment($"P:{property.DeclaringType!.FullName}.{property.Name}")
                        + Parameter(Comment($"T:{property.DeclaringType.FullName}"), property.Name)
                )
            )
            .Select(Name);
        IEnumerable<string> parameters = PublicApi
            .Types.SelectMany(PublicApi.Declared)
            .OfType<MethodBase>()
            .Where(method => !method.Name.StartsWith("op_", StringComparison.Ordinal) && !SaysForAll(method.DeclaringType!))
            .SelectMany(method =>
                method.GetParameters().Where(parameter => IsDouble(parameter.ParameterType)).Select(parameter => (method, parameter))
            )
            .Where(pair => !HasUnit(pair.parameter.Name!, Parameter(CommentOf(pair.method), pair.parameter.Name!)))
            .Select(pair => $"{Name(pair.method)}({pair.parameter.Name})");

        Assert.That(string.Join('\n', properties.Concat(parameters)), Is.Empty);
    }

    [Test]
    public void PublicTypesAndMembers_StandInTheDocumentationFile()
    {
        IEnumerable<string> missing = PublicApi
            .Types.Select(type => $"T:{type.FullName}")
            .Concat(
                Properties()
                    .Where(property => property.GetIndexParameters().Length == 0 && !IsOfRecordParameter(property))
                    .Select(property => $"P:{property.DeclaringType!.FullName}.{property.Name}")
            )
            .Where(id => !Documentation.Value.ContainsKey(id.Replace('+', '.')));

        Assert.That(missing, Is.Empty);
        Assert.That(Documentation.Value, Has.Count.GreaterThan(200));
    }

    private static IEnumerable<PropertyInfo> Properties() => PublicApi.Types.SelectMany(PublicApi.Declared).OfType<PropertyInfo>();

    private static string Name(MemberInfo member) => $"{PublicApi.Name(member.DeclaringType!)}.{member.Name}";

    private static bool IsDouble(Type type) => type == typeof(double) || type == typeof(double?);

    private static string Comment(string id) => Documentation.Value.GetValueOrDefault(id.Replace('+', '.'), "");

    // A constructor of a positional record is documented by the record's parameters.
    private static string CommentOf(MethodBase method)
    {
        string type = method.DeclaringType!.FullName!.Replace('+', '.'),
            name = method.IsConstructor ? "#ctor" : method.Name;
        return Comment($"T:{type}")
            + string.Concat(
                Documentation
                    .Value.Where(entry =>
                        entry.Key.StartsWith($"M:{type}.{name}(", StringComparison.Ordinal)
                        || entry.Key.StartsWith($"M:{type}.{name}``", StringComparison.Ordinal)
                        || entry.Key.StartsWith($"P:{type}.{name}(", StringComparison.Ordinal)
                    )
                    .Select(entry => entry.Value)
            );
    }

    private static string Parameter(string comment, string name) =>
        Regex.Match(comment, $"<param name=\"{name}\">(.*?)</param>", RegexOptions.Singleline).Groups[1].Value;

    private static bool IsOfRecordParameter(PropertyInfo property) =>
        Parameter(Comment($"T:{property.DeclaringType!.FullName}"), property.Name).Length > 0;

    // A suffix such as 7.Days is a unit itself, and a type may speak for its members.
    private static bool SaysForAll(Type type) =>
        type == typeof(UnitExtensions) || SpeaksForMembers().IsMatch(Comment($"T:{type.FullName}"));

    private static bool HasUnit(string name, string comment) => UnitInName().IsMatch(name) || UnitInComment().IsMatch(comment);

    [GeneratedRegex("the rest dimensionless|Its unit is in the name of the property that holds it")]
    private static partial Regex SpeaksForMembers();

    // A name ends in its unit, or in a word for a number without one.
    [GeneratedRegex(
        "(Factor|Fraction|Share|S|H|C|G|Hours|Days|Day|Minutes|Percent|SDay|UlPerH|MgPerMl|NgPerMl|"
            + "MicrogramsPerKg|MicrogramsPerKgPerHour|PerH|PerRootS|MgPerKg|Px)$|^(hours|days|standardNormal)$"
    )]
    private static partial Regex UnitInName();

    [GeneratedRegex(
        @"(?<![A-Za-z])(s|h|C|g|min|days?|%|percent|[uµnm]?g/(kg|mL)(/h)?|L/kg|1/h|mL/ng|"
            + @"[Ss]hare|[Ff]raction|dimensionless|coefficients? of variation|px|dots per inch|CV|Between (rats|sessions|trials)|"
            + @"unit of|its unit|the unit)(?![A-Za-z])"
    )]
    private static partial Regex UnitInComment();

    private sealed class Sample
    {
        public int Settable { get; set; }

        public int OnceOnly { get; init; }

        public int Computed => Settable + OnceOnly;
    }
}
