using System.Text;
using NUnit.Framework;
using PawLatency.Evidence;
using PawLatency.Nociception;
using PawLatency.Tests.Goldens;

namespace PawLatency.Tests.Evidence;

/// <summary>The table of models.</summary>
[TestFixture]
[Category(Fixtures.Slow)]
public sealed class ModelScoreTests
{
    // Without what does nothing in the library's own set: as good, with fewer parameters.
    private static readonly Model Simpler = ModelFile.Parse(
        "simpler.yaml",
        Encoding.UTF8.GetBytes(
            "name: simpler\ntitle: Simpler\ndescription: Without potentiation.\nsources: [nobody]\nwithout: [nmda-potentiation]\n"
        )
    );

    private static readonly Lazy<IReadOnlyList<ModelScore>> Small = new(() =>
        ModelScore.Of(
            [Model.Reference, Simpler, Model.Named("no-opponent")],
            [.. Finding.All.Where(finding => finding.Id is "EKBL1993" or "KIM1990")]
        )
    );

    [Test]
    public void Beats_WithFewerParametersAndAsMuchHeld_IsTrueAndToldLoudly()
    {
        Assert.That(Small.Value[1].Beats(Small.Value[0]), Is.True);
        Assert.That(Small.Value[0].Beats(Small.Value[1]), Is.False, "more parameters");
        Assert.That(ModelReport.Plain(Small.Value), Does.Contain("A RIVAL WINS: with fewer parameters than reference as much holds"));
    }

    [Test]
    public void Beats_WithLessOfTheContract_IsFalse()
    {
        Assert.That(Small.Value[2].OfContract.Holding, Is.LessThan(Small.Value[0].OfContract.Holding));
        Assert.That(Small.Value[2].Beats(Small.Value[0]), Is.False);
    }

    [Test]
    public void Score_OfTheReference_IsWhatAVerificationCounts()
    {
        Verification verification = Verification.Run([.. Small.Value[0].Findings.Findings.Select(verdict => verdict.Finding)]);

        Assert.That(
            Small.Value[0].Of(EvidenceUse.Calibration),
            Is.EqualTo(verification.Count(finding => finding.Use == EvidenceUse.Calibration))
        );
        Assert.That(
            Small.Value[0].OfHeldOut.All + Small.Value[0].Of(EvidenceUse.Calibration).All,
            Is.EqualTo(verification.Count(_ => true).All)
        );
    }

    [Test]
    public void MoreThan_OfItself_IsNothing() => Assert.That(Small.Value[0].MoreThan(Small.Value[0]), Is.Empty);

    // Renewed with: pawlatency verify --rivals --report data/models/REPORT.md
    [Test]
    public void CommittedReport_IsThePageOfToday() =>
        GoldenText.AssertUnchanged(
            ModelReport.Write(ModelScore.Of(Model.All, Finding.All)),
            Path.Combine(Repository.Root, "data", "models", "REPORT.md"),
            "renew it with: pawlatency verify --rivals --report data/models/REPORT.md"
        );
}
