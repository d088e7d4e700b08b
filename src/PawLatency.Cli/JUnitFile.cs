using System.Xml.Linq;

namespace PawLatency.Cli;

/// <summary>A test case of a JUnit file.</summary>
/// <param name="Class">What it belongs to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Failure">What went wrong, or null.</param>
internal sealed record JUnitCase(string Class, string Name, string? Failure);

/// <summary>Writes verdicts as JUnit XML, which CI servers show as tests.</summary>
internal static class JUnitFile
{
    public static void Write(string path, string suite, IReadOnlyList<JUnitCase> cases) => new XDocument(new XElement("testsuite",
        new XAttribute("name", suite),
        new XAttribute("tests", cases.Count),
        new XAttribute("failures", cases.Count(test => test.Failure is not null)),
        cases.Select(test => new XElement("testcase",
            new XAttribute("classname", test.Class),
            new XAttribute("name", test.Name),
            test.Failure is null ? null : new XElement("failure", new XAttribute("message", test.Failure)))))).Save(path);
}
