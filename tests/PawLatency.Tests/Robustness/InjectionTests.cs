using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Evidence;
using PawLatency.Tests.Cli;

namespace PawLatency.Tests.Robustness;

/// <summary>Names that a spreadsheet would calculate, or a reader of Markdown take for HTML, stay names.</summary>
[TestFixture]
public sealed class InjectionTests
{
    [TestCase("=1+1")]
    [TestCase("+cmd|' /C calc'!A0")]
    [TestCase("-2+3")]
    [TestCase("@SUM(1)")]
    public void GroupName_ThatIsAFormula_IsWrittenAsTextAndReadBack(string name)
    {
        using var folder = new TemporaryFolder();
        StudyResult result = TestStudies
            .Of([0, 1], new Group("saline", 2, TestStudies.SalinePump), new Group(name, 2, TestStudies.MorphinePump))
            .Run();
        var curves = new StringWriter { NewLine = "\n" };
        result.WriteCurves(curves);
        folder.Write("curves.csv", curves.ToString());
        (string, Action<LatencyTable, TextWriter>)[] layouts = [("wide.csv", TableFiles.WriteWide), ("prism.csv", TableFiles.WritePrism)];
        result.WriteCsv(folder["tidy.csv"]);
        result.WriteSummary(folder["summary.csv"]);
        foreach ((string file, Action<LatencyTable, TextWriter> write) in layouts)
        {
            var text = new StringWriter { NewLine = "\n" };
            write(result.Table(), text);
            folder.Write(file, text.ToString());
        }

        foreach (string file in new[] { "tidy.csv", "summary.csv", "curves.csv", "wide.csv", "prism.csv" })
        {
            string[] cells = [.. File.ReadAllLines(folder[file]).SelectMany(line => line.Split(',')).Select(cell => cell.Trim('"'))];
            Assert.That(cells.Where(cell => cell.StartsWith(name[..2], StringComparison.Ordinal)), Is.Empty, file);
        }

        foreach (string file in new[] { "tidy.csv", "summary.csv", "prism.csv" })
        {
            Assert.That(MeasuredData.Load(folder[file]).Groups.Select(group => group.Name), Does.Contain(name), file);
        }
    }

    // A negative day or difference is a number, and stays one.
    [TestCase("-1", "-1")]
    [TestCase("+5", "+5")]
    [TestCase("saline", "saline")]
    [TestCase("=a", "'=a")]
    public void Cell_OfAName_IsMarkedWhereItIsAFormula(string name, string cell)
    {
        Assert.That(PawLatency.Text.CsvText.Name(name), Is.EqualTo(cell));
        Assert.That(PawLatency.Text.CsvText.Unmarked(cell), Is.EqualTo(name));
    }

    [TestCase("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>")]
    [TestCase("<!-- -->", "&lt;!-- -->")]
    [TestCase("p < 0.05 and a <b>", "p < 0.05 and a &lt;b>")]
    public void Line_OfAReport_HoldsNoHtml(string text, string line) => Assert.That(VerdictText.Line(text), Is.EqualTo(line));
}
