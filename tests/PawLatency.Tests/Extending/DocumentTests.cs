using System.Text;
using System.Text.RegularExpressions;
using NUnit.Framework;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Tests.Extending;

/// <summary>The pages of docs: their examples work, and what they name exists.</summary>
[TestFixture]
public sealed partial class DocumentTests
{
    private static readonly string[] Pages =
    [
        "README.md",
        .. Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md")
            .Select(path => $"docs/{Path.GetFileName(path)}")
            .Order(StringComparer.Ordinal),
    ];

    [TestCase("ColdPlate.cs", 0)]
    [TestCase("MedianTest.cs", 1)]
    public void ExampleInCode_OfTheDocument_IsTheClassThatIsCompiled(string file, int number) =>
        Assert.That(Read($"tests/PawLatency.Tests/Extending/{file}"), Does.EndWith(Example("csharp", number)));

    [TestCase("README.md")]
    [TestCase("docs/package/README.md")]
    public void FirstScript_OfAPage_IsTheEndOfTheSample(string page) =>
        Assert.That(
            Read("samples/first-script.cs"),
            Does.EndWith(Example("csharp", 0, page).Split("using PawLatency.Pharmacology;\n\n")[^1])
        );

    [Test]
    public void Experiment_OfTheReadme_IsTheReferenceStudy()
    {
        Study study = StudyFile.Parse("README.md", Encoding.UTF8.GetBytes(Example("yaml", 0, "README.md")));

        double[] Latencies(Study of) => [.. of.Run()["morphine"].Rats.SelectMany(rat => rat.Trials).Select(trial => trial.LatencyS)];
        Assert.That(Latencies(study), Is.EqualTo(Latencies(Study.Reference)));
    }

    [Test]
    public void Readme_IsReadInFiveMinutes() => Assert.That(Encoding.UTF8.GetByteCount(Read("README.md")), Is.AtMost(6000));

    [Test]
    public void ExampleOfADrug_Runs()
    {
        Study study = StudyFile.Parse("extending.md", Encoding.UTF8.GetBytes(Example("yaml", 0)));
        StudyResult result = (
            study with
            {
                Test = new TestSchedule { Days = [0], Also = [0.5.Hours] },
            }
        ).Run();
        double Latency(string group, int session) => result[group].Typical.SessionS(result.Sessions[session]);

        Assert.That(
            study.Groups[2].Regimen.Administrations[0].Drug.Substance.Absorption[Route.Subcutaneous].RatePerH.Value,
            Is.EqualTo(0.2)
        );
        Assert.That(Latency("morphine", 1), Is.GreaterThan(Latency("depot", 1)), "the depot releases slowly");
        Assert.That(Latency("depot", 1), Is.GreaterThan(Latency("saline", 1)));
    }

    [Test]
    public void ExampleOfATarget_IsRead()
    {
        Target target = KeyReader.Read("extending.md", Encoding.UTF8.GetBytes(Example("yaml", 1)), TargetFile.Read).Single();

        Assert.That(target.Terms, Is.EqualTo(new[] { (TargetTerm.Expression, 0.5), (TargetTerm.Stimulus, 0.1) }));
    }

    [Test]
    public void ExampleOfARival_IsReadAndHasNoMemory()
    {
        Model rival = ModelFile.Parse("extending.md", Encoding.UTF8.GetBytes(Example("yaml", 2)));

        Assert.That(
            (rival.Parameters.LatentAmplification, rival.Parameters.LatentWeight, rival.Parameters.LatentRatePerH),
            Is.EqualTo((0.0, 0.0, 0.0))
        );
        Assert.That(rival.ParameterCount, Is.EqualTo(Model.Reference.ParameterCount - 3));
    }

    [TestCaseSource(nameof(Pages))]
    public void Links_OfAPage_LeadToFiles(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        IEnumerable<string> targets = Link()
            .Matches(Read(page))
            .Select(match => match.Groups[1].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal));

        Assert.That(targets.Where(target => !Path.Exists(Path.Combine(folder, target))), Is.Empty);
    }

    [TestCase("docs/architecture.md")]
    [TestCase("docs/extending.md")]
    [TestCase("docs/model.md")]
    public void SourceFiles_OfAPage_Exist(string page)
    {
        HashSet<string> names =
        [
            .. new[] { "src", "tests", "samples" }
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
                .Select(path => Path.GetFileName(path)!),
        ];

        Assert.That(
            SourceFile().Matches(Read(page)).Select(match => match.Groups[1].Value).Distinct().Where(name => !names.Contains(name)),
            Is.Empty
        );
    }

    [Test]
    public void Rooms_OfTheArchitecture_AreTheFoldersOfTheSource()
    {
        IEnumerable<string> rooms = Room().Matches(Read("docs/architecture.md")).Select(match => match.Groups[1].Value);
        IEnumerable<string> folders = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(path)!).Replace('\\', '/'))
            .Where(folder => !folder.Split('/').Any(part => part is "bin" or "obj"))
            .Distinct();

        Assert.That(rooms, Is.EquivalentTo(folders));
    }

    private static string Example(string language, int number, string page = "docs/extending.md") =>
        Read(page).Split($"```{language}\n")[number + 1].Split("```")[0];

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?:[\w./-]*/)?([\w-]+\.(?:cs|js))`")]
    private static partial Regex SourceFile();

    [GeneratedRegex(@"^\| `(src/[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Room();
}
