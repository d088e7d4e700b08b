using System.Text.Json;
using NUnit.Framework;

namespace PawLatency.Tests.Cli;

/// <summary>pawlatency dose-response, as a process.</summary>
[TestFixture]
public sealed class DoseResponseVerbTests
{
    private const string Head = "group,rat,day,latency_s\n";

    private readonly TemporaryFolder _folder = new();

    [OneTimeSetUp]
    public void WriteFiles()
    {
        // Baseline 10 s, cutoff 20 s: an effect of E % is 10 + E / 10 s. Morphine halves the way at 4 mg/kg, fentanyl at 1.
        string morphine = Ladder("morphine", [1, 2, 4, 8, 16], 4),
            fentanyl = Ladder("fentanyl", [0.25, 0.5, 1, 2, 4], 1);
        _folder.Write("two.csv", Head + Rows("saline", 0) + morphine + fentanyl);
        _folder.Write("wide.csv", Head + Ladder("morphine", [1, 2, 4, 8, 16], 4, spread: 5));
        _folder.Write("one.csv", Head + morphine.Replace(" mg/kg", "", StringComparison.Ordinal));
        _folder.Write("none.csv", Head + Rows("saline", 0) + Rows("morphine", 40));
        _folder.Write("single.csv", Head + Rows("morphine 3", 40));
        _folder.Write("units.csv", Head + morphine + fentanyl.Replace("mg/kg", "ug/kg", StringComparison.Ordinal));
    }

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void DoseResponse_TwoDrugs_PrintsBothEd50sAndTheirRatioAndDrawsThem()
    {
        CommandResult result = Run("two.csv", "--cutoff", "20", "--out", "curves.svg");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(
            result.Output,
            Does.Match(@"morphine: ED50 (4|4\.0\d*|3\.9\d*) mg/kg \(95 % CI [\d.]+ to [\d.]+ mg/kg\), slope (2|1\.9)")
        );
        Assert.That(result.Output, Does.Match(@"fentanyl / morphine: ratio of the ED50s 0\.2[45]\d* \(95 % CI "));
        Assert.That(File.ReadAllText(_folder["curves.svg"]), Does.Contain("morphine").And.Contain("<svg"));
    }

    [Test]
    public void DoseResponse_OutputThatExists_IsWrittenOverWithForceAlone()
    {
        _folder.Write("mine.png", "old");

        CommandResult refused = Run("two.csv", "--cutoff", "20", "--out", "mine.png");
        Assert.That((refused.ExitCode, File.ReadAllText(_folder["mine.png"])), Is.EqualTo((2, "old")));
        Assert.That(refused.Error, Is.EqualTo("mine.png exists; --force writes over it, --out names another file.\n"));

        Assert.That(Run("two.csv", "--cutoff", "20", "--out", "mine.png", "--force").ExitCode, Is.Zero);
        Assert.That(File.ReadAllBytes(_folder["mine.png"])[..4], Is.EqualTo(new byte[] { 0x89, 0x50, 0x4E, 0x47 }));
    }

    [Test]
    public void DoseResponse_DosesWithoutAUnit_GiveTheSameEd50AsJson()
    {
        using var json = JsonDocument.Parse(Run("one.csv", "--cutoff", "20", "--json").Output);
        JsonElement drug = json.RootElement.GetProperty("drugs")[0];

        Assert.That((drug.GetProperty("drug").GetString(), drug.GetProperty("unit").GetString()), Is.EqualTo(("morphine", "")));
        Assert.That(drug.GetProperty("ed50").GetDouble(), Is.EqualTo(4).Within(0.1));
        Assert.That(drug.GetProperty("lower").GetDouble(), Is.LessThan(4));
    }

    [Test]
    public void DoseResponse_Responders_FitsTheShareOfAnimals() =>
        Assert.That(
            Run("wide.csv", "--cutoff", "20", "--responders", "50").Output,
            Does.Contain("share of animals at 50 % of the maximum possible effect or more on day 1").And.Contain("morphine: ED50 ")
        );

    [TestCase("two.csv", "needs the cutoff, and these data mark none; --cutoff tells it.")]
    [TestCase("none.csv", "No group has a dose in its name (saline, morphine);", "--cutoff", "20")]
    [TestCase("single.csv", "morphine needs two doses or more, all in one unit", "--cutoff", "20")]
    [TestCase("two.csv", "a dose parts all that respond", "--cutoff", "20", "--responders", "50")]
    [TestCase("two.csv", "two.csv is an input file; give another file with --out.", "--cutoff", "20", "--out", "two.csv", "--force")]
    [TestCase("two.csv", "mine.bmp: no figure is written as .bmp.", "--cutoff", "20", "--out", "mine.bmp")]
    [TestCase("two.csv", "--force is not used without --out; leave it out.", "--cutoff", "20", "--force")]
    [TestCase("units.csv", "The drugs have doses of different units", "--cutoff", "20")]
    public void DoseResponse_WhatHasNoEd50_IsRefused(string file, string message, params string[] options)
    {
        CommandResult result = Run([file, .. options]);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain(message));
    }

    private CommandResult Run(params string[] arguments) => CommandLine.Run(_folder.Path, ["dose-response", .. arguments]);

    private static string Ladder(string drug, double[] doses, double ed50, double spread = 1) =>
        string.Concat(
            doses.Select(dose => Rows(FormattableString.Invariant($"{drug} {dose} mg/kg"), 100 / (1 + Math.Pow(ed50 / dose, 2)), spread))
        );

    // Four animals around an effect, percent, no name of which is used twice.
    private static string Rows(string group, double effect, double spread = 1)
    {
        string name = new([.. group.Where(char.IsLetterOrDigit)]);
        return string.Concat(
            new[] { -9, 7, 4, -2 }.Select(
                (off, rat) =>
                    FormattableString.Invariant($"{group},{name}r{rat},0,10\n{group},{name}r{rat},1,")
                    + FormattableString.Invariant($"{Math.Min(20, 10 + (effect + spread * off) / 10):0.00}\n")
            )
        );
    }
}
