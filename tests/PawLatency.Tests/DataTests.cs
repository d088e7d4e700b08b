using NUnit.Framework;
using PawLatency.Evidence;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Tests;

/// <summary>The data folder: every file is read, and every number says where it is from.</summary>
[TestFixture]
public sealed class DataTests
{
    [TestCase("substances")]
    [TestCase("contracts")]
    [TestCase("studies")]
    [TestCase("parameters")]
    public void DataFolder_AndLibrary_HoldTheSameFiles(string folder)
    {
        IEnumerable<string> files = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "data", folder), "*.yaml")
            .Select(path => Path.GetFileNameWithoutExtension(path));

        Assert.That(EmbeddedData.Names(folder), Is.EquivalentTo(files).And.Not.Empty);
    }

    [TestCaseSource(nameof(SubstanceNames))]
    public void Substance_OfTheLibrary_IsFoundByNameAndAliasInAnyCase(string name)
    {
        Substance substance = Substance.Named(name);

        Assert.That(substance.Name, Is.EqualTo(name), "a file is called after its substance");
        Assert.That(substance.Description, Is.Not.Empty);
        foreach (string other in substance.Aliases.Append(name.ToUpperInvariant()))
        {
            Assert.That(Substance.Named(other), Is.SameAs(substance));
        }
    }

    [TestCaseSource(nameof(SubstanceNames))]
    public void Substance_OfTheLibrary_IsWholeOrAVehicle(string name)
    {
        Substance substance = Substance.Named(name);
        if (substance.IsVehicle)
        {
            Assert.That(Numbers(substance), Is.Empty);
            return;
        }

        DispositionParameters body = substance.Disposition!;
        Assert.That(substance.FormsGPerMol, Contains.Key("base"));
        Assert.That(
            substance.FormsGPerMol.Keys.Select(form => substance.As(form).BaseFraction),
            Is.All.InRange(0.3, 1.0),
            "a salt is heavier than its base"
        );
        Assert.That(body.PeripheralVolumeLPerKg is null, Is.EqualTo(body.IntercompartmentalClearanceLPerHPerKg is null));
        Assert.That(Numbers(substance).Select(number => number.Value), Is.All.GreaterThan(0).And.All.LessThan(1e6));
        Assert.That(substance.Absorption.Values.Select(route => route.Bioavailability.Value), Is.All.LessThanOrEqualTo(1));
    }

    [Test]
    public void EveryNumber_OfTheData_HasASourceAndABasis()
    {
        SourcedNumber[] numbers =
        [
            .. Substance.All.SelectMany(Numbers),
            .. AlzetPump.All.SelectMany(pump => new[] { pump.RateUlPerH, pump.LifeDays, pump.ReservoirUl }).OfType<SourcedNumber>(),
            AlzetPump.StartUpTimeConstantH,
            AlzetPump.FillLimitMgPerMl,
            .. Pellet.All.SelectMany(pellet => new[] { pellet.ContentMg, pellet.ReleaseRatePerH }),
            .. PawLatency.Pharmacology.Target.All.Select(target => target.ThresholdShiftC).OfType<SourcedNumber>(),
            .. ParameterFile.Reference.Numbers.Select(entry => entry.Number),
        ];

        Assert.That(numbers, Has.Length.GreaterThan(150));
        Assert.That(
            numbers.Where(number =>
                string.IsNullOrWhiteSpace(number.Source) || !Enum.IsDefined(number.Basis) || !double.IsFinite(number.Value)
            ),
            Is.Empty
        );
    }

    // Independent of the reading code: whatever has a value in the text has the other three beside it.
    [Test]
    public void EveryValue_InTheTextOfTheData_StandsWithUnitBasisAndSource()
    {
        string[] faulty =
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "data"), "*.yaml", SearchOption.AllDirectories)
                .SelectMany(File.ReadLines)
                .Where(line => line.Contains("{ value:", StringComparison.Ordinal))
                .Where(line => !new[] { ", unit: ", ", basis: ", ", source: " }.All(key => line.Contains(key, StringComparison.Ordinal))),
        ];

        Assert.That(faulty, Is.Empty);
    }

    // Key facts by hand from the files, one for each branch of the reading code.
    [Test]
    public void Morphine_RoundTrip_KeepsItsKeyFacts()
    {
        Substance morphine = Substance.Morphine;

        Assert.Multiple(() =>
        {
            Assert.That(morphine.FormsGPerMol["sulfate"].Value, Is.EqualTo(379.42));
            Assert.That(morphine.As("sulfate").BaseFraction, Is.EqualTo(285.34 / 379.42).Within(1e-12));
            Assert.That(morphine.Disposition!.ClearanceLPerHPerKg.Value, Is.EqualTo(2.8));
            Assert.That(morphine.Disposition.PeripheralVolumeLPerKg!.Value, Is.EqualTo(1.85));
            Assert.That(morphine.Absorption[Route.Subcutaneous].RatePerH.Value, Is.EqualTo(2.16));
            Assert.That(morphine.Metabolite!.Substance.Name, Is.EqualTo("morphine-3-glucuronide"));
            Assert.That(morphine.Metabolite.Substance.ExcitationMlPerNg, Is.Not.Null);
            Assert.That(morphine.WhyNot(Route.Inhaled), Does.Contain("it is not a gas"));
            Assert.That(morphine.Absorption[Route.Oral].Bioavailability.Value, Is.EqualTo(0.1));
            Assert.That(morphine.Disposition.ClearanceLPerHPerKg.Range, Is.EqualTo((2.0, 4.0)));
            Assert.That(morphine.UsualDose.Bolus(Route.Subcutaneous)!.Range, Is.EqualTo((500.0, 65_000.0)));
            Assert.That((Substance.Fentanyl.CrossTolerance, morphine.CrossTolerance), Is.EqualTo((0.33, 1.0)));
            Assert.That(Substance.Fentanyl.LethalUgPerKg[Route.Intravenous].Value, Is.EqualTo(3000));
            Assert.That(Substance.Naloxone.AntagonistDissociationNgPerMl, Is.Not.Null);
            Assert.That(Substance.Dizocilpine.NmdaHalfInhibitionNgPerMl, Is.Not.Null);
            Assert.That(Substance.Saline.IsVehicle, Is.True);
        });
    }

    [Test]
    public void EveryRange_OfASubstance_HoldsItsValue() =>
        Assert.That(
            Substance
                .All.SelectMany(Numbers)
                .Where(number => number.Range is { } range && !(range.Lowest <= number.Value && number.Value <= range.Highest)),
            Is.Empty
        );

    // What a page's sliders and the warnings stand on. M1 is made from tramadol and never given.
    [Test]
    public void EveryOpioid_ThatADoseCanBeGivenOf_HasAUsualDose() =>
        Assert.That(
            Substance.All.Where(one => one.Agonist is not null && one.UsualDose == UsualDose.NotStated).Select(one => one.Name),
            Is.EqualTo(new[] { "o-desmethyltramadol" })
        );

    [TestCase("codeine", "morphine")]
    [TestCase("hydrocodone", "hydromorphone")]
    [TestCase("tramadol", "o-desmethyltramadol")]
    [TestCase("hydromorphone", "hydromorphone-3-glucuronide")]
    public void Substance_WithAnActiveMetabolite_NamesIt(string parent, string metabolite) =>
        Assert.That(Substance.Named(parent).Metabolite!.Substance.Name, Is.EqualTo(metabolite));

    // Ebert 1997: racemates of Ki 0.3 and 1.4, and of 1.7 and 13 uM. Whoever moves the half inhibition of one moves that of the other.
    [Test]
    public void Norketamine_BesideKetamine_KeepsTheAffinityRatioOfOneLaboratory()
    {
        Substance norketamine = Substance.Ketamine.Metabolite!.Substance;
        double Free(Substance substance, double freeFraction) =>
            substance.NmdaHalfInhibitionNgPerMl!.Value * freeFraction / substance.FormsGPerMol["base"].Value;

        Assert.Multiple(() =>
        {
            Assert.That(norketamine.Name, Is.EqualTo("norketamine"));
            Assert.That(
                Free(norketamine, 1 - 0.603) / Free(Substance.Ketamine, 1 - 0.535),
                Is.EqualTo((1 / 0.3 + 1 / 1.4) / (1 / 1.7 + 1 / 13.0)).Within(0.03)
            );
        });
    }

    [Test]
    public void Devices_RoundTrip_KeepTheirKeyFacts()
    {
        Assert.That(AlzetPump.All.Select(pump => pump.Model), Is.Unique.And.Contains("2ML1").And.Contains("2004"));
        Assert.That(
            (AlzetPump.Model2ML1.RateUlPerH!.Value, AlzetPump.Model2ML1.LifeDays.Value, AlzetPump.Model2ML1.ReservoirUl.Value),
            Is.EqualTo((10.0, 7.0, 2000.0))
        );
        Assert.That(AlzetPump.Named("2004").RateUlPerH, Is.Null);
        Assert.That(AlzetPump.All.Where(pump => pump.RateUlPerH is null).Select(pump => pump.NotKnown), Is.All.Not.Null.And.Not.Empty);
        Assert.That((Pellet.Morphine75Mg.ContentMg.Value, Pellet.Morphine75Mg.Drug.ToString()), Is.EqualTo((75.0, "morphine (base)")));
    }

    [TestCaseSource(nameof(ContractNames))]
    public void Contract_OfTheLibrary_HasNameDescriptionAndSource(string name)
    {
        ShapeContract contract = ShapeContract.Named(name);

        Assert.That(contract.Name, Is.EqualTo(name));
        Assert.That(contract.Description, Is.Not.Empty);
        Assert.That(contract.Source, Is.Not.Empty);
        Assert.That(contract.DrugOff, Is.GreaterThan(contract.DrugOn));
    }

    [TestCaseSource(nameof(StudyNames))]
    public void Study_OfTheLibrary_IsValidAndSaysWhatItAsks(string name)
    {
        Study study = Study.Named(name);

        Assert.That(study.Validate, Throws.Nothing);
        Assert.That((study.Question, study.Description), Is.Not.EqualTo(("", "")));
        Assert.That(study.Description, Is.Not.Empty);
    }

    private static IReadOnlyList<string> SubstanceNames => EmbeddedData.Names("substances");

    private static IReadOnlyList<string> ContractNames => ContractFile.Names;

    private static IReadOnlyList<string> StudyNames => StudyFile.Names;

    private static IEnumerable<SourcedNumber> Numbers(Substance substance) =>
        new[]
        {
            substance.SolubilityMgPerMl,
            substance.Disposition?.ClearanceLPerHPerKg,
            substance.Disposition?.CentralVolumeLPerKg,
            substance.Disposition?.IntercompartmentalClearanceLPerHPerKg,
            substance.Disposition?.PeripheralVolumeLPerKg,
            substance.Disposition?.EffectSiteRatePerH,
            substance.Metabolite?.Fraction,
            substance.Agonist?.HalfEffectNgPerMl,
            substance.Agonist?.RelativeEfficacy,
            substance.AntagonistDissociationNgPerMl,
            substance.NmdaHalfInhibitionNgPerMl,
            substance.ExcitationMlPerNg,
            substance.Disposition?.RenalShare,
            substance.Agonist?.CrossTolerance,
            substance.Intrathecal?.RatePerH,
            substance.Intrathecal?.SpinalVolumeLPerKg,
            substance.Intrathecal?.SystemicShare,
            substance.GasInBloodNgPerMl,
        }
            .OfType<SourcedNumber>()
            .Concat(substance.FormsGPerMol.Values)
            .Concat(substance.UsualDose.BolusUgPerKg.Values)
            .Concat(substance.UsualDose.InfusionUgPerKgPerH.Values)
            .Concat(substance.LethalUgPerKg.Values)
            .Concat(substance.Targets.SelectMany(engaged => new[] { engaged.HalfEngagementNgPerMl, engaged.Hill, engaged.MaximumPercent }))
            .Concat(substance.Absorption.Values.SelectMany(route => new[] { route.RatePerH, route.Bioavailability }));
}
