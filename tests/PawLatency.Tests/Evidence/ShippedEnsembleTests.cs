using System.Text.Json.Nodes;
using NUnit.Framework;
using PawLatency.Evidence;
using PawLatency.Nociception;
using PawLatency.Pharmacology;

namespace PawLatency.Tests.Evidence;

/// <summary>The plausible parameter sets that the library ships.</summary>
[TestFixture]
[Category(Fixtures.Slow)]
public sealed class ShippedEnsembleTests
{
    [Test]
    public void Ensemble_OfTheLibrary_HasTwoHundredDifferentSets()
    {
        Assert.That(NociceptionParameters.Ensemble, Has.Count.EqualTo(200));
        // A chain stays where it is when a proposal is refused, and one in five is accepted: a set stands in the ensemble as often as the
        // chains
        // stayed at it. With 4,060 evaluations 117 of 200 differ; chains that have met will raise that (docs/validation.md).
        Assert.That(NociceptionParameters.Ensemble.Distinct().Count(), Is.GreaterThan(100));
    }

    [Test]
    public void ReferenceContract_OverTheEnsemble_HoldsForAtLeastNinetyPercent()
    {
        int holding = NociceptionParameters.Ensemble.Count(set => Verification.Run([Finding.Contract], set).Findings[0].Holds);

        TestContext.Out.WriteLine($"{holding} of 200 sets hold the reference contract.");
        Assert.That(holding, Is.GreaterThanOrEqualTo(180));
    }

    // Who repeats a run needs to know which sets its bands are over, and what was made of the potencies.
    [Test]
    public void Manifest_OfARunWithTheEnsemble_NamesItsSetsAndThePotencyFactors()
    {
        Study study = new()
        {
            Test = new TestSchedule { Days = [0, 1] },
            Groups = [new Group("morphine", 0, Regimen.None.Bolus(Substance.Morphine.Base, 5.MgPerKg, Route.Subcutaneous, 0.Days))],
            Parameters = NociceptionParameters.Reference with { Potency = PotencyFactors.None.WithHalfEffect("morphine", 1.25) },
        };
        JsonNode manifest = JsonNode.Parse(
            RunManifest.Write(study.Run(options: new RunOptions { Ensemble = [.. NociceptionParameters.Ensemble.Take(3)] }), [], [])
        )!;

        Assert.That((int)manifest["ensemble"]!["sets"]!, Is.EqualTo(3));
        Assert.That((string)manifest["ensemble"]!["parameters_hash"]!, Does.StartWith("sha256:"));
        Assert.That(manifest["parameters"]!["Potency"]!.ToJsonString(), Is.EqualTo("{\"half-effect-factor-of-morphine\":1.25}"));
        Assert.That(JsonNode.Parse(RunManifest.Write(study.Run(), [], []))!["ensemble"], Is.Null);
    }
}
