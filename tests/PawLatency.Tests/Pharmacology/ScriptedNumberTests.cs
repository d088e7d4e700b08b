using System.Reflection;
using NUnit.Framework;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Tests.Pharmacology;

/// <summary>What a script builds is held to the ranges of the files, number by number.</summary>
[TestFixture]
public sealed class ScriptedNumberTests
{
    private static readonly Substance Own = Substance.Morphine;

    // One of every type that has numbers with a source.
    private static readonly object[] Samples =
    [
        Own,
        Own.Disposition!,
        Own.Agonist!,
        Own.Absorption.Values.First(),
        Substance.All.First(one => one.Intrathecal is not null).Intrathecal!,
        Substance.All.First(one => one.Targets.Count > 0).Targets[0],
        Substance.All.First(one => one.Metabolite is not null).Metabolite!,
        Target.All[0],
        AlzetPump.Model2ML1,
        Pellet.Morphine75Mg,
        StrainSensitivity.Strains[0],
    ];

    private static IEnumerable<TestCaseData> Numbers =>
        Samples.SelectMany(sample =>
            sample
                .GetType()
                .GetProperties()
                .Where(property => property.PropertyType == typeof(SourcedNumber) && property.SetMethod is not null)
                .SelectMany(property =>
                    new[] { -1e300, 1e300 }.Select(value =>
                        new TestCaseData(sample, property, value).SetArgDisplayNames($"{sample.GetType().Name}.{property.Name}", $"{value}")
                    )
                )
        );

    [TestCaseSource(nameof(Numbers))]
    public void AnyNumber_OutOfItsRange_IsRefused(object sample, PropertyInfo property, double value)
    {
        object copy = sample.GetType().GetMethod("<Clone>$")!.Invoke(sample, [])!;

        Assert.That(
            () => property.SetValue(copy, (SourcedNumber)value),
            Throws.InnerException.TypeOf<ArgumentOutOfRangeException>().With.InnerException.Message.Contains("it must be")
        );
    }

    // A type that is left out of the samples would be left out of the test above.
    [Test]
    public void Samples_OfTypesWithNumbers_AreComplete() =>
        Assert.That(
            typeof(Study)
                .Assembly.GetExportedTypes()
                .Where(type =>
                    type.GetProperties().Any(property => property.PropertyType == typeof(SourcedNumber) && property.SetMethod is not null)
                )
                .Except(Samples.Select(sample => sample.GetType())),
            Is.Empty
        );

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    public void SourcedNumber_ThatIsNotFinite_IsRefused(double value)
    {
        Assert.That(() => (SourcedNumber)value, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new SourcedNumber(1, Basis.Reported, "") { Range = (0, value) }, Throws.InstanceOf<ArgumentException>());
    }

    [TestCase(double.NaN)]
    [TestCase(-1.0)]
    [TestCase(double.PositiveInfinity)]
    public void Parameters_WithANumberOutOfRange_AreRefusedBeforeTheRun(double value)
    {
        foreach (
            PropertyInfo property in typeof(NociceptionParameters)
                .GetProperties()
                .Where(property => property.PropertyType == typeof(double))
        )
        {
            NociceptionParameters set = NociceptionParameters.Reference with { };
            property.SetValue(set, value);

            Assert.That(
                () => (Study.Reference with { Parameters = set }).Validate(),
                Throws.InstanceOf<ArgumentException>(),
                property.Name
            );
        }
    }

    [Test]
    public void Tables_WithANumberOutOfRange_AreRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new Absorption(2, 50), Throws.InstanceOf<ArgumentException>().With.Message.Contains("bioavailability is 50"));
            Assert.That(() => Own with { FormsGPerMol = Forms(0) }, Throws.InstanceOf<ArgumentException>());
            Assert.That(() => Own with { LethalUgPerKg = Doses(-1) }, Throws.InstanceOf<ArgumentException>());
            Assert.That(() => Own.UsualDose with { BolusUgPerKg = Doses(-1) }, Throws.InstanceOf<ArgumentException>());
            Assert.That(() => Own.UsualDose with { InfusionUgPerKgPerH = Doses(1e300) }, Throws.InstanceOf<ArgumentException>());
            Assert.That(() => Targeted(2), Throws.InstanceOf<ArgumentException>().With.Message.Contains("share of stimulus"));
            Assert.That(() => Targeted(double.NaN), Throws.InstanceOf<ArgumentException>());
        });
    }

    [Test]
    public void Substance_ThatContradictsItself_CannotBeGiven()
    {
        Substance half = Own with { Disposition = Own.Disposition! with { PeripheralVolumeLPerKg = null } };
        Substance nowhere = Own with { Disposition = null };
        Substance wrong = Own with { Absorption = new Dictionary<Route, Absorption> { [Route.Intravenous] = new(1, 1) } };
        Substance light = Own with { FormsGPerMol = Forms(100) };

        Assert.Multiple(() =>
        {
            Assert.That(() => half.Base, Throws.InstanceOf<ArgumentException>().With.Message.Contains("Two compartments need both"));
            Assert.That(() => nowhere.Base, Throws.InstanceOf<ArgumentException>().With.Message.Contains("without a disposition"));
            Assert.That(
                () => wrong.Base,
                Throws.InstanceOf<ArgumentException>().With.Message.Contains("Nothing is absorbed by the route iv")
            );
            Assert.That(() => light.As("sulfate"), Throws.InstanceOf<ArgumentException>().With.Message.Contains("smaller molar mass"));
            Assert.That(
                () => new Metabolite(Substance.Saline, 0.5),
                Throws.InstanceOf<ArgumentException>().With.Message.Contains("is a vehicle")
            );
            Assert.That(
                () => new Metabolite(half, 0.5) is var made ? (Own with { Metabolite = made }).Base : null,
                Throws.InstanceOf<ArgumentException>(),
                "a metabolite is held to the same"
            );
        });
    }

    [Test]
    public void Pump_ThatDeliversMoreThanItHolds_CannotBeImplanted()
    {
        AlzetPump pump = AlzetPump.Model2ML1 with { ReservoirUl = 100 };

        Assert.That(
            () => Regimen.None.Pump(pump, Own.Base, 0.5.MgPerKgPerHour, 0.Days, 7.Days),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("would deliver")
        );
    }

    [Test]
    public void Target_WithATermTwiceOrNone_IsRefused()
    {
        (TargetTerm Term, double Share) half = (TargetTerm.Stimulus, 0.5);

        Assert.That(
            () => new Target("a", "", "", [half, half], Basis.Assumed, ""),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("twice")
        );
        Assert.That(
            () => new Procedure(new Target("a", "", "", [], Basis.Assumed, ""), "b", 50, 0.Days, null),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("would do nothing")
        );
        Assert.That(() => new Target("a", "", "", [((TargetTerm)99, 1)], Basis.Assumed, ""), Throws.InstanceOf<ArgumentException>());
    }

    // The number and its unit are two texts; glued together, 0.5 and 12 were 0.52 once.
    [TestCase("0.5", "12")]
    [TestCase("0.5", "1 1")]
    [TestCase("5", "e2")]
    [TestCase("5", "-1")]
    [TestCase("5", "%")]
    public void SubstanceFile_UnitThatIsPartOfANumber_IsRefused(string value, string unit)
    {
        string text = $$"""
            name: Own
            seed: 1
            test: { days: [0] }
            substances:
              - like: morphine
                pharmacodynamics:
                  agonist:
                    half-effect-concentration: { value: 40, unit: ng/mL, basis: assumed, source: why }
                    relative-efficacy: { value: {{value}}, unit: "{{unit}}", basis: assumed, source: why }
            groups:
              - { name: a, n: 1 }
            """;

        Assert.That(
            () => StudyFile.Parse("own.yaml", System.Text.Encoding.UTF8.GetBytes(text)),
            Throws.TypeOf<InputException>().With.Message.Contains("own.yaml:9:").And.Message.Contains("relative-efficacy.unit")
        );
    }

    private static Target Targeted(double share) => new("a", "", "", [new(TargetTerm.Stimulus, share)], Basis.Assumed, "");

    private static Dictionary<string, SourcedNumber> Forms(double sulfate) => new() { ["base"] = 285.3, ["sulfate"] = sulfate };

    private static Dictionary<Route, SourcedNumber> Doses(double value) => new() { [Route.Intravenous] = value };
}
