using System.Xml.Linq;
using NUnit.Framework;
using PawLatency.Tests.Plotting;

namespace PawLatency.Tests.Cli;

/// <summary>pawlatency plot, as a process.</summary>
[TestFixture]
public sealed class PlotVerbTests
{
    [Test]
    public void Plot_AGroupedTable_WritesTheFigureOnceAndNeverOverIt()
    {
        using var folder = new TemporaryFolder();
        folder.Write("mine.csv", FigureSamples.Measured);

        CommandResult first = CommandLine.Run(folder.Path, "plot", "mine.csv");

        Assert.That((first.ExitCode, first.Output.TrimEnd(), first.Error), Is.EqualTo((0, "Wrote mine.svg", "")), first.ToString());
        Assert.That(XDocument.Load(folder["mine.svg"]).Root!.Elements().First().Value, Is.EqualTo("mine"));
        string before = File.ReadAllText(folder["mine.svg"]);

        CommandResult second = CommandLine.Run(folder.Path, "plot", "mine.csv", "--variant", "dark");
        Assert.That(second.ExitCode, Is.EqualTo(2), second.ToString());
        Assert.That(second.Error, Does.StartWith("mine.svg exists; --force writes over it"));
        Assert.That(File.ReadAllText(folder["mine.svg"]), Is.EqualTo(before));

        Assert.That(CommandLine.Run(folder.Path, "plot", "mine.csv", "--variant", "dark", "--force").ExitCode, Is.Zero);
        Assert.That(File.ReadAllText(folder["mine.svg"]), Is.Not.EqualTo(before));
        Assert.That(folder.Files, Is.EqualTo(new[] { "mine.csv", "mine.svg" }));
    }

    [Test]
    public void Plot_FilesOfARunWithTheirStudy_DrawsWhatItWasGiven()
    {
        using var folder = new TemporaryFolder();
        FigureSamples.Reference.WriteCsv(folder["latencies.csv"]);
        FigureSamples.Reference.WriteSummary(folder["summary.csv"]);
        foreach (string file in new[] { "latencies", "summary" })
        {
            CommandResult result = CommandLine.Run(
                folder.Path,
                "plot",
                $"{file}.csv",
                "--study",
                "reference",
                "--error",
                "ci95",
                "--width",
                "640",
                "--height",
                "700",
                "--title",
                "Ours",
                "--out",
                $"sub/{file}.svg"
            );

            Assert.That(result.ExitCode, Is.Zero, result.ToString());
            var drawn = new Drawn(File.ReadAllText(folder[$"sub/{file}.svg"]));
            Assert.That(drawn.Width, Is.EqualTo(640));
            Assert.That(drawn.Height, Is.EqualTo(700).Within(1));
            Assert.That(drawn.OfClass("given").Select(Drawn.Told), Is.EqualTo(new[] { "ALZET 2ML1 pump: saline or morphine 0.5 mg/kg/h" }));
            Assert.That(
                drawn.Texts.Select(text => text.Text),
                Is.SupersetOf(new[] { "Ours", "cutoff", "20 s", "mean, 95 % interval", "saline (n = 10)" })
            );
            Assert.That(drawn.OfClass("point").Select(Drawn.Told), Has.Exactly(28).Matches(", day .* \\(95 %\\), n = 10$"));
        }
    }

    [TestCase("png", "89504E47")]
    [TestCase("svg", "3C737667")]
    [TestCase("pdf", "25504446")]
    [TestCase("jpg", "FFD8FF")]
    [TestCase("webp", "52494646")]
    public void Plot_OutByItsEnding_WritesThatFormat(string ending, string start)
    {
        using var folder = new TemporaryFolder();
        folder.Write("mine.csv", FigureSamples.Measured);

        CommandResult result = CommandLine.Run(folder.Path, "plot", "mine.csv", "--out", $"x.{ending}", "--dpi", "96");

        Assert.That((result.ExitCode, result.Output.TrimEnd()), Is.EqualTo((0, $"Wrote x.{ending}")), result.ToString());
        Assert.That(Convert.ToHexString(File.ReadAllBytes(folder[$"x.{ending}"])), Does.StartWith(start));
    }

    [Test]
    public void Plot_WithATest_MarksWhatItFound()
    {
        using var folder = new TemporaryFolder();
        folder.Write("mine.csv", FigureSamples.Measured);

        CommandResult result = CommandLine.Run(folder.Path, "plot", "mine.csv", "--test", "welch");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        var drawn = new Drawn(File.ReadAllText(folder["mine.svg"]));
        Assert.That(
            drawn.Texts.Select(text => text.Text),
            Contains.Item("* p < 0.05, ** p < 0.01, *** p < 0.001 (Welch's t test, adjusted by Holm)")
        );
        Assert.That(drawn.OfClass("point").Select(Drawn.Told), Has.Exactly(7).Matches("^morphine, day .*, p (=|<) 0\\.\\d+$"));
    }

    [TestCase("mine.bmp: no figure is written as .bmp. Use .png, .svg", FigureSamples.Measured, "mine.csv", "--out", "mine.bmp")]
    [TestCase("There is no test of two groups \"wlch\". Did you mean \"welch\"?", FigureSamples.Measured, "mine.csv", "--test", "wlch")]
    [TestCase("--control is not used without --test", FigureSamples.Measured, "mine.csv", "--control", "saline")]
    [TestCase("--dose-response needs --study", FigureSamples.Measured, "mine.csv", "--dose-response", "1")]
    [TestCase("mine.csv:2:2: a: \"x\" is not a number.", "day,a,a\n0,x,10\n1,11,12\n", "mine.csv")]
    [TestCase("There is no file", "", "nothing.csv")]
    [TestCase("s.yaml is a study, not data; pawlatency run s.yaml", "", "s.yaml")]
    [TestCase(
        "mine.csv is an input file; give another file with --out.",
        FigureSamples.Measured,
        "mine.csv",
        "--out",
        "mine.csv",
        "--force"
    )]
    [TestCase(". is a folder; --out names a file.", FigureSamples.Measured, "mine.csv", "--out", ".", "--force")]
    [TestCase("The width of the figure is 100 px; it must be 320 to 2000 px.", FigureSamples.Measured, "mine.csv", "--width", "100")]
    [TestCase(
        "No group of mine.csv is in the study \"Seven-day morphine pump\" (saline, morphine): it has no a.",
        "day,a,a\n0,10,10\n1,11,12\n",
        "mine.csv",
        "--study",
        "reference"
    )]
    [TestCase(
        "Not every group of mine.csv is in the study \"Seven-day morphine pump\" (saline, morphine): it has no fentanyl, naloxone.",
        "day,saline,fentanyl,naloxone\n0,10,10,10\n1,11,12,9\n",
        "mine.csv",
        "--study",
        "reference"
    )]
    [TestCase(
        "The data are of the tail, and the study \"Seven-day morphine pump\" reads a paw withdrawal latency, of the paw.",
        "group,rat,day,paw,latency_s\nsaline,1,0,tail,3.1\nsaline,1,1,tail,3.4\n",
        "mine.csv",
        "--study",
        "reference"
    )]
    [TestCase(
        "The data are of the paw, and the study \"A morphine pump by tail flick\" reads a tail-flick latency, of the tail.",
        "group,rat,day,paw,latency_s\nsaline,1,0,left,9.1\nsaline,1,1,right,9.4\n",
        "mine.csv",
        "--study",
        "pump-tail-flick"
    )]
    [TestCase("does not tell the animals apart", "group,day,mean_s\na,0,10\na,1,11\n", "mine.csv", "--animals")]
    [TestCase("'sme' not recognized", FigureSamples.Measured, "mine.csv", "--error", "sme")]
    [TestCase("There is no option --widht. Did you mean \"--width\"?", FigureSamples.Measured, "mine.csv", "--widht", "400")]
    public void Plot_BadInput_SaysWhatIsWrongAndWritesNothing(string message, string csv, params string[] args)
    {
        using var folder = new TemporaryFolder();
        folder.Write("mine.csv", csv);

        CommandResult result = CommandLine.Run(folder.Path, ["plot", .. args]);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain(message).And.Not.Contain("   at "));
        Assert.That(folder.Files, Is.EqualTo(new[] { "mine.csv" }));
        Assert.That(File.ReadAllText(folder["mine.csv"]), Is.EqualTo(csv));
    }
}
