using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;

namespace PawLatency.Tests.Guards;

/// <summary>Examples in XML documentation: the types that a script starts from have one, and what it says is compiled.</summary>
[TestFixture]
public sealed partial class ExampleTests
{
    private static readonly string[] Starts =
    [
        "PawLatency.Study",
        "PawLatency.StudyResult",
        "PawLatency.Group",
        "PawLatency.Regimen",
        "PawLatency.Data.LatencyTable",
        "PawLatency.Data.MeasuredData",
        "PawLatency.Statistics.LatencyTest",
        "PawLatency.Power.PowerDesign",
        "PawLatency.Evidence.Finding",
        "PawLatency.Evidence.Verification",
        "PawLatency.Evidence.ShapeContract",
        "PawLatency.Evidence.Calibration.Calibration",
        "PawLatency.Pharmacology.Substance",
    ];

    private static readonly (string Type, string Code)[] Examples =
    [
        .. XDocument
            .Load(Path.ChangeExtension(typeof(Study).Assembly.Location, ".xml"))
            .Descendants("member")
            .Where(member => member.Element("example") is not null)
            .Select(member => (member.Attribute("name")!.Value[2..], member.Element("example")!.Element("code")!.Value)),
    ];

    [Test]
    public void TypesThatAScriptStartsFrom_HaveAnExample() =>
        Assert.That(Starts.Except(Examples.Select(example => example.Type)), Is.Empty);

    [Test]
    public void Examples_OfTheDocumentation_AreThoseThatAreCompiled()
    {
        string compiled = Spaces()
            .Replace(File.ReadAllText(Path.Combine(Repository.Root, "tests", "PawLatency.Tests", "Guards", "CompiledExamples.cs")), " ");

        Assert.That(
            Examples.Where(example => !compiled.Contains(Spaces().Replace(example.Code.Trim(), " "), StringComparison.Ordinal)),
            Is.Empty
        );
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
