using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace PawLatency.Tests.Robustness;

/// <summary>docs/licences.md lists every package that the shipped projects use, with the licence that the package itself states.</summary>
[TestFixture]
public sealed partial class LicenceTests
{
    // "| YamlDotNet | MIT | what for |"
    private static Dictionary<string, string> Listed =>
        File.ReadLines(Path.Combine(Repository.Root, "docs", "licences.md"))
            .Select(line => Row().Match(line))
            .Where(match => match.Success)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.Ordinal);

    [Test]
    public void Licences_OfTheList_AreThoseOfAllPackagesThatShip()
    {
        (string Name, string Version)[] used = [.. Used()];

        Assert.That(
            Listed.Keys.Order(StringComparer.Ordinal),
            Is.EqualTo(used.Select(package => package.Name).Order(StringComparer.Ordinal))
        );
        string[] wrong =
        [
            .. used.Where(package => Stated(package.Name, package.Version) is { } stated && stated != Listed[package.Name])
                .Select(package => $"{package.Name} {package.Version}: {Stated(package.Name, package.Version)}"),
        ];
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Licences_OfTheList_AreAllOfAKindThatMayBeShippedAlong() =>
        Assert.That(Listed.Values, Is.All.Matches<string>(licence => licence is "MIT" or "MS-PL OR Apache-2.0"));

    private static IEnumerable<(string Name, string Version)> Used() =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "packages.lock.json", SearchOption.AllDirectories)
            .SelectMany(Packages)
            // What works while the source is compiled is no part of what ships.
            .Where(package =>
                package.Name is not ("Microsoft.CodeAnalysis.BannedApiAnalyzers" or "Microsoft.CodeAnalysis.PublicApiAnalyzers" or "MinVer")
            )
            .Distinct();

    private static IEnumerable<(string Name, string Version)> Packages(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return
        [
            .. document
                .RootElement.GetProperty("dependencies")
                .EnumerateObject()
                .SelectMany(framework => framework.Value.EnumerateObject())
                .Where(package => package.Value.GetProperty("type").GetString() != "Project")
                .Select(package => (package.Name, package.Value.GetProperty("resolved").GetString()!)),
        ];
    }

    // What the package on this machine says; null where it is not unpacked here.
    private static string? Stated(string name, string version)
    {
        string root =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string file = Path.Combine(root, name.ToLowerInvariant(), version, $"{name.ToLowerInvariant()}.nuspec");
        return File.Exists(file) && Licence().Match(File.ReadAllText(file)) is { Success: true } match ? match.Groups[1].Value : null;
    }

    [GeneratedRegex("""^\| ([A-Z][A-Za-z0-9.]+) \| ([^|]+?) \|""")]
    private static partial Regex Row();

    [GeneratedRegex("<license type=\"expression\">([^<]+)</license>")]
    private static partial Regex Licence();
}
