using NUnit.Framework;
using PawLatency.Evidence;
using PawLatency.Text;

namespace PawLatency.Tests.Evidence;

/// <summary>The evidence of the library, and broken evidence files.</summary>
[TestFixture]
public sealed class EvidenceFileTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "data", "evidence");

    [Test]
    public void Library_AndDataFolder_HoldTheSameFiles() =>
        Assert.That(
            EmbeddedData.Names("evidence"),
            Is.EquivalentTo(Directory.EnumerateFiles(Folder, "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)))
        );

    [Test]
    public void Library_IsLargeEnough()
    {
        Assert.That(Finding.All, Has.Count.GreaterThanOrEqualTo(40));
        Assert.That(Finding.All.Sum(finding => finding.Expectations.Count), Is.GreaterThanOrEqualTo(100));
        Assert.That(
            Finding.All.Select(finding => finding.Use).Distinct().Count(),
            Is.EqualTo(4),
            "some are fitted, some predicted, some looked at, some never met"
        );
    }

    [TestCaseSource(nameof(Ids))]
    public void Finding_OfTheLibrary_IsWhole(string id)
    {
        Finding finding = Finding.All.Single(one => one.Id == id);
        string path = Path.Combine(Folder, id.ToLowerInvariant() + ".yaml");

        Assert.That(path, Does.Exist, "a file is called after its finding");
        Assert.That(Finding.Load(path).Id, Is.EqualTo(id));
        string text = File.ReadAllText(path);
        Assert.Multiple(() =>
        {
            Assert.That(finding.Citation, Is.Not.Empty);
            Assert.That(finding.Address, Does.Match("^(doi:10\\.[0-9]+/|https?://)"));
            Assert.That(finding.Where, Is.Not.Empty);
            Assert.That(
                text,
                Does.Match("(?m)^strength: (numbers|sign|figure)$").And.Match("(?m)^use: (calibration|validation|development|external)$")
            );
            Assert.That(finding.Expectations, Is.Not.Empty);
            Assert.That(finding.Study.Validate, Throws.Nothing);
            Assert.That(finding.Contradicts, Is.Unique.And.Not.Contain(id));
            foreach (string other in finding.Contradicts)
            {
                Assert.That(Finding.All.Single(one => one.Id == other).Contradicts, Contains.Item(id), $"{other} says nothing of {id}");
            }
        });
    }

    [Test]
    public void BrokenFolder_AndItsTable_NameTheSameFiles()
    {
        Assert.That(
            ExpectedFault.AllOfEvidence.Select(faults => faults.Key).Order(StringComparer.Ordinal),
            Is.EqualTo(ExpectedFault.EvidenceFiles)
        );
        Assert.That(ExpectedFault.AllOfEvidence, Has.Count.GreaterThanOrEqualTo(15));
    }

    [TestCaseSource(typeof(ExpectedFault), nameof(ExpectedFault.EvidenceFiles))]
    public void Load_BrokenFile_TellsExactlyItsFaults(string file)
    {
        IReadOnlyList<Fault> faults = Assert
            .Throws<InputException>(() => Finding.Load(Path.Combine(Repository.BrokenEvidenceFolder, file)))!
            .Faults;
        ExpectedFault[] expected = [.. ExpectedFault.AllOfEvidence[file]];

        Assert.That(
            faults.Select(fault => (fault.Line, fault.Column)),
            Is.EqualTo(expected.Select(fault => (fault.Line, fault.Column))),
            string.Join('\n', faults)
        );
        foreach ((Fault fault, ExpectedFault wanted) in faults.Zip(expected))
        {
            Assert.That(fault.Message, Does.Contain(wanted.Phrase));
            Assert.That(fault.Message, Does.EndWith(".").Or.EndWith("?"), "a message is a sentence");
            Assert.That(fault.Message, Does.Not.Contain("Parameter '"));
        }
    }

    private static IEnumerable<string> Ids => Finding.All.Select(finding => finding.Id);
}
