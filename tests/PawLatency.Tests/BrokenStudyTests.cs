using System.Text;
using NUnit.Framework;
using PawLatency.Text;

namespace PawLatency.Tests;

/// <summary>Every file of the folder Broken is refused with exactly the faults that Broken/expected.txt lists.</summary>
[TestFixture]
public sealed class BrokenStudyTests
{
    [Test]
    public void BrokenFolder_AndItsTable_NameTheSameFiles() =>
        Assert.That(ExpectedFault.All.Select(faults => faults.Key).Order(StringComparer.Ordinal), Is.EqualTo(ExpectedFault.Files));

    [TestCaseSource(typeof(ExpectedFault), nameof(ExpectedFault.Files))]
    public void Parse_BrokenFile_TellsExactlyItsFaults(string file)
    {
        IReadOnlyList<Fault> faults = Faults(file, File.ReadAllBytes(Path.Combine(Repository.BrokenFolder, file)));
        ExpectedFault[] expected = [.. ExpectedFault.All[file]];

        Assert.That(
            faults.Select(fault => (fault.File, fault.Line, fault.Column)),
            Is.EqualTo(expected.Select(fault => (fault.File, fault.Line, fault.Column))),
            string.Join('\n', faults)
        );
        foreach ((Fault fault, ExpectedFault wanted) in faults.Zip(expected))
        {
            Assert.That(fault.Message, Does.Contain(wanted.Phrase));
            Assert.That(fault.Message, Does.EndWith(".").Or.EndWith("?"), "a message is a sentence");
            Assert.That(fault.Message, Does.Not.Contain("Parameter '"), "the framework's own words are not shown");
        }
    }

    // The files whose fault is a misspelt name: the right one is offered.
    [TestCase("misspelt-substance.yaml", "morphine")]
    [TestCase("misspelt-pump-model.yaml", "2ML1")]
    [TestCase("misspelt-pellet.yaml", "morphine-75mg")]
    [TestCase("misspelt-route.yaml", "sc")]
    [TestCase("misspelt-unit.yaml", "mg/kg")]
    [TestCase("unit-in-capitals.yaml", "mg/kg")]
    [TestCase("misspelt-sex.yaml", "male")]
    [TestCase("wrong-form.yaml", "sulfate")]
    [TestCase("unknown-key.yaml", "seed")]
    [TestCase("unknown-key-in-pump.yaml", "remove")]
    [TestCase("unknown-key-in-assay.yaml", "cutoff")]
    [TestCase("own-substance-misspelt.yaml", "newdrug")]
    public void Parse_MisspeltName_OffersTheNearest(string file, string nearest) =>
        Assert.That(
            Faults(file, File.ReadAllBytes(Path.Combine(Repository.BrokenFolder, file)))[0].Message,
            Does.Contain($"Did you mean \"{nearest}\"?")
        );

    // Two edits make anything of two letters: "lb" is no slip for "g".
    [TestCase("mass-in-pounds.yaml")]
    public void Parse_NameThatIsNearNothing_OffersNothing(string file) =>
        Assert.That(
            Faults(file, File.ReadAllBytes(Path.Combine(Repository.BrokenFolder, file)))[0].Message,
            Does.Not.Contain("Did you mean")
        );

    [Test]
    public void Parse_ATableInPlaceOfAStudy_QuotesItsBeginningOnly() =>
        Assert.That(
            Faults(
                "latencies.csv",
                Encoding.UTF8.GetBytes("study,group,rat,day,latency_s\n" + string.Concat(Enumerable.Repeat("base,saline,1,0,10\n", 1000)))
            )[0]
                .ToString(),
            Is.EqualTo(
                "latencies.csv:1:1: Use a map of keys and values here, not "
                    + "\"study,group,rat,day,latency_s base,saline,1,0,10 base,saline...\"."
            )
        );

    [Test]
    public void Parse_FileOverAMebibyte_IsRefusedBeforeItIsRead()
    {
        byte[] huge = Encoding.UTF8.GetBytes(
            "name: Broken\n" + string.Concat(Enumerable.Repeat("# a comment that fills the file\n", 40_000))
        );

        IReadOnlyList<Fault> faults = Faults("huge.yaml", huge);

        Assert.That(faults, Has.Count.EqualTo(1));
        Assert.That(faults[0].ToString(), Is.EqualTo("huge.yaml:1:1: The file has 1,280,013 bytes; the maximum is 1,048,576."));
    }

    [Test]
    public void Parse_NestedHundredThousandDeep_IsRefusedWithoutExhaustingTheStack() =>
        Assert.That(
            Faults("deep.yaml", Encoding.UTF8.GetBytes("name: " + new string('[', 100_000)))[0].Message,
            Does.Contain("nested more than 20 deep")
        );

    [Test]
    public void InputException_FaultsInAnyOrder_TellsThemInTheOrderOfTheFile()
    {
        var fault = new InputException([new Fault("f", 3, 1, "c."), new Fault("f", 1, 9, "b."), new Fault("f", 1, 2, "a.")]);

        Assert.That(fault.Message, Is.EqualTo("f:1:2: a.\nf:1:9: b.\nf:3:1: c."));
    }

    // The library is not allowed to depend on the language of the machine: a Danish decimal is a comma, a Turkish i has two capitals.
    [TestCase("da-DK")]
    [TestCase("tr-TR")]
    public void Parse_UnderAnotherCulture_TellsTheSame(string culture)
    {
        string[] invariant = AllMessages();
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(culture);
            Assert.That(AllMessages(), Is.EqualTo(invariant));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    private static string[] AllMessages() =>
        [
            .. ExpectedFault
                .Files.SelectMany(file => Faults(file, File.ReadAllBytes(Path.Combine(Repository.BrokenFolder, file))))
                .Select(fault => fault.ToString()),
        ];

    private static IReadOnlyList<Fault> Faults(string file, byte[] bytes) =>
        Assert.Throws<InputException>(() => StudyFile.Parse(file, bytes))!.Faults;
}
