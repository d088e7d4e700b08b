using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using PawLatency.Evidence;

namespace PawLatency.Cli;

/// <summary>A test case of a JUnit file.</summary>
/// <param name="Class">Its finding or contract.</param>
/// <param name="Name">Its name.</param>
/// <param name="Failure">What went wrong, or null.</param>
/// <param name="IsOnRecord">Whether the failure is on record; such a case is skipped.</param>
internal sealed record JUnitCase(string Class, string Name, string? Failure, bool IsOnRecord = false)
{
    /// <summary>Creates the test case of an expectation.</summary>
    /// <param name="owner">Its finding or contract.</param>
    /// <param name="number">Its number in it, from 1.</param>
    /// <param name="judgement">The judgement.</param>
    /// <param name="known">Reason of a known failure, or null.</param>
    /// <param name="isOnRecord">Whether a failure is on record.</param>
    public static JUnitCase Of(string owner, int number, Judgement judgement, string? known = null, bool isOnRecord = false) =>
        new(
            owner,
            string.Create(CultureInfo.InvariantCulture, $"{number}. {judgement.Expected}"),
            judgement.Holds == (known is null) ? null : $"{judgement}{(known is null ? "" : $"; marked as a known failure: {known}")}",
            isOnRecord
        );
}

/// <summary>Writes verdicts as JUnit XML, which CI servers show as tests.</summary>
internal static class JUnitFile
{
    // UTF-8 without byte order mark, which some readers cannot handle.
    private static readonly XmlWriterSettings Format = new()
    {
        Indent = true,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    /// <summary>The option --junit.</summary>
    public static Option<string?> Option() =>
        new("--junit") { HelpName = "FILE", Description = "Write the verdicts as JUnit XML; overwrites an existing file." };

    public static byte[] Write(string suite, IReadOnlyList<JUnitCase> cases)
    {
        var document = new XDocument(
            new XElement(
                "testsuite",
                new XAttribute("name", suite),
                new XAttribute("tests", cases.Count),
                new XAttribute("failures", cases.Count(test => test is { Failure: not null, IsOnRecord: false })),
                new XAttribute("skipped", cases.Count(test => test is { Failure: not null, IsOnRecord: true })),
                cases.Select(Element)
            )
        );
        var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, Format))
        {
            document.Save(writer);
        }

        return bytes.ToArray();
    }

    private static XElement Element(JUnitCase test) =>
        new(
            "testcase",
            new XAttribute("classname", test.Class),
            new XAttribute("name", test.Name),
            test.Failure is null ? null : new XElement(test.IsOnRecord ? "skipped" : "failure", new XAttribute("message", test.Failure))
        );
}
