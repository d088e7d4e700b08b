using NUnit.Framework;

namespace PawLatency.Tests;

/// <summary>A rat's rows depend on the study, the seed, its group's name and its number, and on nothing else.</summary>
[TestFixture]
public sealed class ReproducibilityTests
{
    private static readonly Group Morphine = new("morphine", 6, TestStudies.MorphinePump);
    private static readonly Group Saline = new("saline", 5, TestStudies.SalinePump);

    private readonly string _csv = Csv(1, Saline, Morphine);

    [TestCase(2)]
    [TestCase(8)]
    public void Csv_OnMoreThreads_HasTheSameBytes(int threads) => Assert.That(Csv(threads, Saline, Morphine), Is.EqualTo(_csv));

    [Test]
    public void Csv_OfTheSameSeedTwice_HasTheSameBytes() => Assert.That(Csv(1, Saline, Morphine), Is.EqualTo(_csv));

    [Test]
    public void Csv_OfAnotherSeed_Differs()
    {
        Study study = TestStudies.Of([0, 2, 7], Saline, Morphine);

        Assert.That(TestStudies.TrialsCsv(study.Run(seed: 2)), Is.Not.EqualTo(TestStudies.TrialsCsv(study.Run(seed: 3))));
    }

    [Test]
    public void Rats_WhenMoreAreAdded_KeepTheirRows()
    {
        string[] before = Rows(_csv, "morphine");
        string[] after = Rows(Csv(2, Saline, new Group("morphine", 11, TestStudies.MorphinePump)), "morphine");

        Assert.That(after, Has.Length.EqualTo(before.Length / 6 * 11));
        Assert.That(after[..before.Length], Is.EqualTo(before));
    }

    [Test]
    public void Rats_WhenAGroupIsAdded_KeepTheirRows()
    {
        string csv = Csv(2, Saline, new Group("more", 3, TestStudies.MorphinePump), Morphine);

        Assert.That(Rows(csv, "saline"), Is.EqualTo(Rows(_csv, "saline")));
        Assert.That(Rows(csv, "morphine"), Is.EqualTo(Rows(_csv, "morphine")));
    }

    [Test]
    public void Rats_WhenGroupsAreReordered_KeepTheirRows()
    {
        string csv = Csv(2, Morphine, Saline);

        Assert.That(Rows(csv, "saline"), Is.EqualTo(Rows(_csv, "saline")));
        Assert.That(Rows(csv, "morphine"), Is.EqualTo(Rows(_csv, "morphine")));
    }

    // Two groups of the same rats under two names are two samples.
    [Test]
    public void Rats_OfGroupsWithOtherNames_AreOtherRats()
    {
        StudyResult result = TestStudies.Of([0], Saline, new Group("vehicle", 5, TestStudies.SalinePump)).Run();

        Assert.That(result["saline"].Rats[0].Rat, Is.Not.EqualTo(result["vehicle"].Rats[0].Rat));
    }

    private static string[] Rows(string csv, string group) => TestStudies.Rows(csv, group, 1);

    private static string Csv(int threads, params Group[] groups) =>
        TestStudies.TrialsCsv(TestStudies.Of([0, 2, 7], groups).Run(options: new RunOptions { Threads = threads }));
}
