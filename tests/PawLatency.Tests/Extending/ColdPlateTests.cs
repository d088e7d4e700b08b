using System.Text;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Tests.Extending;

/// <summary>A new assay is one class: it runs, it is read and written, and its groups may have a stimulus of their own.</summary>
[TestFixture]
public sealed class ColdPlateTests
{
    // By hand: 20 s times e at 2.8 C above the baseline threshold, or on a plate that is 2.8 C warmer.
    [TestCase(45.5, 4, 20)]
    [TestCase(48.3, 4, 54.366)]
    [TestCase(45.5, 6.8, 54.366)]
    public void Latency_OfAThreshold_IsTheHandValue(double thresholdC, double plateC, double latencyS) =>
        Assert.That(
            new ColdPlate { ColdC = plateC }
                .LatencyS(new Real(thresholdC), 45.5)
                .Value,
            Is.EqualTo(latencyS).Within(5e-4)
        );

    [Test]
    public void Study_OnAColdPlate_Runs()
    {
        Regimen morphine = Regimen.None.Bolus(Substance.Morphine.Base, 5.MgPerKg, Route.Subcutaneous, 0.Days);
        var colder = new Group("colder", 0, Regimen.None) { Stimulus = ColdPlate.Cold(0) };
        Study study = TestStudies.Of([0], new Group("saline", 0, Regimen.None), new Group("morphine", 0, morphine), colder) with
        {
            Assay = ColdPlate.Standard,
        };
        StudyResult result = (
            study with
            {
                Test = new TestSchedule { Days = [0], Also = [1.Hours] },
            }
        ).Run();
        double[] latencies =
        [
            .. new[] { "colder", "saline", "morphine" }.Select(group => result[group].Typical.SessionS(result.Sessions[^1])),
        ];

        Assert.That(latencies, Is.Ordered.Ascending.And.Unique);
        Assert.That(latencies[1], Is.EqualTo(20).Within(1e-11));
    }

    [Test]
    public void StudyFile_OfAColdPlate_IsReadBack()
    {
        var assay = new ColdPlate
        {
            ColdC = 2,
            Cutoff = 40,
            EFoldC = 3,
        };
        string text = string.Join('\n', AssayFile.Write(assay));
        NociceptiveAssay? read = KeyReader.Read(
            "assay.yaml",
            Encoding.UTF8.GetBytes(text.Replace(", ", "\n", StringComparison.Ordinal)),
            map => AssayFile.Read(map, [.. AssayFile.All, ColdPlate.Standard])
        );

        Assert.That(read, Is.EqualTo(assay));
        Assert.That(text, Does.Contain("cold: 2 C"));
    }
}
