using System.Text;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Evidence;
using PawLatency.Nociception;
using PawLatency.Pharmacology;

namespace PawLatency.Tests;

/// <summary>Study files that are as they should be give what they say.</summary>
[TestFixture]
public sealed class GoodStudyTests
{
    [Test]
    public void ReferenceStudy_Parsed_IsWhatItsFileSays()
    {
        Study study = Study.Reference;

        Assert.Multiple(() =>
        {
            Assert.That(study.Name, Is.EqualTo("Seven-day morphine pump"));
            Assert.That(study.Seed, Is.EqualTo(1));
            Assert.That(
                study.Rats,
                Is.EqualTo(
                    new RatDescription
                    {
                        Strain = "Sprague-Dawley",
                        Sex = Sex.Male,
                        MassG = 300,
                    }
                )
            );
            Assert.That(
                study.Assay,
                Is.EqualTo(
                    new Hargreaves
                    {
                        Baseline = 10.5,
                        Cutoff = 20,
                        Trials = 3,
                        LampPercent = 100,
                    }
                )
            );
            Assert.That(study.Test.Days, Is.EqualTo(new double[] { -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14 }));
            Assert.That(study.Test.At, Is.EqualTo(new TimeOnly(10, 0)));
            Assert.That(study.Test.AfterDose, Is.False);
            Assert.That(study.Groups.Select(group => (group.Name, group.Rats)), Is.EqualTo(new[] { ("saline", 10), ("morphine", 10) }));
            Assert.That(
                study.Groups[0].Regimen.Administrations,
                Is.EqualTo(new[] { new PumpImplant(AlzetPump.Model2ML1, Substance.Saline.Base, new DoseRate(0), 0.Days, 7.Days) })
            );
            Assert.That(
                study.Groups[1].Regimen.Administrations,
                Is.EqualTo(new[] { new PumpImplant(AlzetPump.Model2ML1, Substance.Morphine.Base, 0.5.MgPerKgPerHour, 0.Days, 7.Days) })
            );
        });
    }

    [Test]
    public void EveryDocumentedKey_InOneStudy_IsReadIntoItsPlace()
    {
        Study study = Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "PawLatency.Tests", "AllKeys", "all-keys.yaml")));

        Assert.Multiple(() =>
        {
            Assert.That(study.Question, Is.EqualTo("Is every key read?"));
            Assert.That(study.Description, Is.EqualTo("Every key a study file may have."));
            Assert.That(study.Model.Name, Is.EqualTo("loss-of-receptors"));
            Assert.That(
                study.Groups[0].Traits,
                Is.EqualTo(
                    new RatTraits
                    {
                        Variant = "comt-low-activity",
                        RenalFunctionPercent = 30,
                        SusceptibilityPercent = 150,
                        SusceptiblePercent = 40,
                    }
                )
            );
            Substance gas = study.Groups[2].Regimen.Administrations[^1].Drug.Substance,
                drug = study.Groups[0].Regimen.Administrations[1].Drug.Substance;
            Assert.That(
                study.Groups[2].Regimen.Administrations,
                Is.EqualTo(
                    new Administration[]
                    {
                        new Bolus(Substance.Morphine.Base, 1.MgPerKg, Route.Intrathecal, 0.Hours),
                        new Bolus(Substance.Morphine.Base, 2.MgPerKg, Route.Intrathecal, 12.Hours),
                        new Bolus(Substance.Morphine.Base, 3.MgPerKg, Route.Intrathecal, 24.Hours),
                        new Infusion(drug.Base, 1.MgPerKgPerHour, Route.Intravenous, 0.Hours, 1.Hours),
                        new Infusion(drug.Base, 0.5.MgPerKgPerHour, Route.Intravenous, 1.Hours, 1.Hours),
                        new Infusion(drug.Base, 0.MgPerKgPerHour, Route.Intravenous, 2.Hours, 1.Hours),
                        new Infusion(drug.Base, 1.MgPerKgPerHour, Route.Intravenous, 24.Hours, 1.Hours),
                        new Infusion(drug.Base, 0.5.MgPerKgPerHour, Route.Intravenous, 25.Hours, 1.Hours),
                        new Infusion(drug.Base, 0.MgPerKgPerHour, Route.Intravenous, 26.Hours, 1.Hours),
                        new Inhalation(gas.Base, 40, 0.Hours, 1.Hours),
                    }
                )
            );
            Assert.That(
                study.Groups[2].Regimen.Responses,
                Is.EqualTo(new[] { new ResponseDosing(Substance.Morphine.Base, 1.MgPerKg, Route.Subcutaneous, 9, 3.Days, 2.Hours, 6, 3) })
            );
            Assert.That(
                drug.Targets.Select(engaged =>
                    (engaged.Target.Name, engaged.HalfEngagementNgPerMl.Value, engaged.Hill.Value, engaged.MaximumPercent.Value)
                ),
                Is.EqualTo(new[] { ("cox", 1000.0, 2.0, 80.0) })
            );
            Assert.That(
                (drug.Intrathecal!.RatePerH.Value, drug.Intrathecal.SpinalVolumeLPerKg.Value, drug.Intrathecal.SystemicShare.Value),
                Is.EqualTo((1.0, 0.02, 0.7))
            );
            Assert.That(
                (drug.Absorption[Route.Oral].RatePerH.Value, drug.CrossTolerance, drug.LethalUgPerKg[Route.Oral].Value),
                Is.EqualTo((1.5, 0.4, 1e6))
            );
            Assert.That(
                (drug.UsualDose.Bolus(Route.Subcutaneous)!.Value, drug.UsualDose.Infusion(Route.Subcutaneous)!.Range),
                Is.EqualTo((200.0, (250.0, 1000.0)))
            );
            Assert.That(
                (drug.UsualDose.Bolus(Route.Oral), drug.UsualDose.Infusion(Route.Intrathecal)),
                Is.EqualTo(((SourcedNumber?)null, (SourcedNumber?)null)),
                "routes that are not like the others"
            );
            Assert.That(drug.Metabolite!.Substance.Disposition!.RenalShare!.Value, Is.EqualTo(0.8));
            Assert.That(gas.GasInBloodNgPerMl!.Value, Is.EqualTo(800_000));
            Assert.That(
                study.Rats,
                Is.EqualTo(
                    new RatDescription
                    {
                        Strain = "Wistar",
                        Sex = Sex.Female,
                        MassG = 250,
                    }
                )
            );
            Assert.That(study.Variability, Is.EqualTo(Variability.None));
            Assert.That(
                study.Assay,
                Is.EqualTo(
                    new Hargreaves
                    {
                        Baseline = 9,
                        Cutoff = 18,
                        Trials = 4,
                        TrialInterval = 4.Minutes,
                        LampPercent = 80,
                        FloorC = 29,
                        SkinC = 31.5,
                        Resolution = 0.01,
                        ResponseDelayS = 0.35,
                        NoveltyPercent = 5,
                    }
                )
            );
            Assert.That(study.Test.Sessions().Select(session => session.Time.Hours), Is.EqualTo(new[] { -24, 0, 2, 36, 60 }));
            Assert.That(study.Test.AfterDose, Is.True);
            Substance own = study.Groups[0].Regimen.Administrations[1].Drug.Substance;
            Assert.That(
                study.Groups[0].Regimen.Administrations,
                Is.EqualTo(
                    new Administration[]
                    {
                        new PumpImplant(
                            AlzetPump.Named("2001"),
                            Substance.Morphine.As("sulfate"),
                            0.2.MgPerKgPerHour,
                            0.Days,
                            6.5.Days,
                            Route.Intravenous,
                            primed: true
                        ),
                        new Bolus(own.Base, 1.MgPerKg, Route.Subcutaneous, 1.Days),
                        new Infusion(Substance.Ketamine.As("hydrochloride"), 10.MgPerKgPerHour, Route.Intravenous, 0.Days, 30.Minutes),
                        new PelletImplant(Pellet.Morphine75Mg, 2, 0.Days, 3.Days),
                    }
                )
            );
            Assert.That(own.Aliases, Is.EqualTo(new[] { "ND-1" }));
            Assert.That(own.Metabolite!.Substance.Name, Is.EqualTo("newdrug-glucuronide"));
            Assert.That(own.NotKnown, Contains.Key("absorption.intraperitoneal"));
            Assert.That(
                own.Disposition!.ClearanceLPerHPerKg,
                Is.EqualTo(new SourcedNumber(1.2, Basis.Reported, "data sheet", "20 mL/min/kg") { Range = (15 * 0.06, 30 * 0.06) })
            );
        });
    }

    [TestCaseSource(typeof(StudyFile), nameof(StudyFile.Names))]
    public void Write_AStudyOfTheLibrary_IsReadAsTheSameDoses(string name)
    {
        Study study = Study.Named(name);
        if (
            study
                .Groups.SelectMany(group => group.Regimen.Administrations)
                .Any(given => Substance.All.All(known => known.Name != given.Drug.Substance.Name))
        )
        {
            Assert.That(() => StudyText.Write(study), Throws.ArgumentException);
            return;
        }

        Study again = Parse(StudyText.Write(study));
        Assert.That(
            again.Groups.Select(group => group.Regimen.Administrations),
            Is.EqualTo(study.Groups.Select(group => group.Regimen.Administrations))
        );
    }

    [Test]
    public void Write_ALinearTaper_IsOneEntry()
    {
        Study study = Study.Named("taper-or-abrupt");

        Assert.That(
            study.Groups[^1].Regimen.Administrations[^1],
            Is.EqualTo(new Ramp(Substance.Morphine.Base, 0.5.MgPerKgPerHour, default, Route.Subcutaneous, 7.Days, 5.Days))
        );
        Assert.That(
            StudyText.Write(study),
            Does.EndWith(
                "      - infusion: { substance: morphine, as: base, rate: 0.5 "
                    + "mg/kg/h, to: 0 mg/kg/h, route: sc, from: day 7, for: 120 h }\n"
            )
        );
    }

    [Test]
    public void Parse_EveryKeyOfTheOtherAssays_IsTaken()
    {
        Study tail = AllKeys("all-keys-tail-flick.yaml"),
            plate = AllKeys("all-keys-hot-plate.yaml"),
            force = AllKeys("all-keys-paw-pressure.yaml");

        Assert.Multiple(() =>
        {
            Assert.That(
                tail.Assay,
                Is.EqualTo(
                    new TailFlick
                    {
                        Baseline = 4,
                        Cutoff = 12,
                        Trials = 2,
                        TrialInterval = 3.Minutes,
                        WaterC = 50,
                        SkinC = 27,
                        EFoldC = 3.5,
                        Resolution = 0.05,
                        ResponseDelayS = 0.3,
                        NoveltyPercent = 4,
                    }
                )
            );
            Assert.That(
                plate.Assay,
                Is.EqualTo(
                    new HotPlate
                    {
                        Baseline = 9,
                        Cutoff = 40,
                        Trials = 2,
                        TrialInterval = 30.Minutes,
                        PlateC = 55,
                        SkinC = 30,
                        EFoldC = 2,
                        Resolution = 1,
                        ResponseDelayS = 0.5,
                        NoveltyPercent = 10,
                    }
                )
            );
            Assert.That(
                force.Assay,
                Is.EqualTo(
                    new PawPressure
                    {
                        Baseline = 1471 * (1 / 9.80665),
                        Cutoff = 500,
                        Trials = 2,
                        TrialInterval = 10.Minutes,
                        RateGPerS = 32,
                        EFoldC = 3,
                        Resolution = 10,
                        NoveltyPercent = 5,
                    }
                )
            );
            Assert.That((tail.Groups[0].Stimulus, plate.Groups[0].Stimulus), Is.EqualTo((TailFlick.Water(47.5), HotPlate.Plate(50))));
            Assert.That(force.Groups[0].Regimen.Responses[0].BelowS, Is.EqualTo(100.0 / 32));
        });
    }

    // The files above must not fall behind the format: every key of the schema stands in them.
    [Test]
    public void EveryDocumentedKey_OfTheSchema_StandsInTheFilesOfAllKeys()
    {
        string text = string.Concat(
            Directory
                .GetFiles(Path.Combine(Repository.Root, "tests", "PawLatency.Tests", "AllKeys"), "all-keys*.yaml")
                .Select(File.ReadAllText)
        );
        using var schema = System.Text.Json.JsonDocument.Parse(StudyFile.Schema());

        Assert.That(Keys(schema.RootElement).Distinct().Where(key => !text.Contains($"{key}:", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void OwnSubstance_NamedByItsAliasInAnyCase_IsFound()
    {
        Study study = Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "tests", "PawLatency.Tests", "AllKeys", "all-keys.yaml"))
                .Replace("substance: newdrug,", "substance: nd-1,", StringComparison.Ordinal)
        );

        Assert.That(study.Groups[0].Regimen.Administrations[1].Drug.Substance.Name, Is.EqualTo("newdrug"));
    }

    // A name makes a second drug; without one the library's own is changed for this study.
    [Test]
    public void OwnSubstance_LikeAnother_TakesWhatItDoesNotState()
    {
        Study study = Parse(
            """
            name: T
            seed: 1
            test: { days: [0] }
            substances:
              - like: morphine
                solubility: { value: 10, unit: mg/mL, basis: assumed, source: own measurement }
              - name: slow-morphine
                like: morphine
                absorption:
                  subcutaneous:
                    rate: { value: 0.2, unit: 1/h, basis: assumed, source: a depot }
                    bioavailability: { value: 1, unit: "1", basis: assumed, source: a depot }
            groups:
              - { name: a, n: 0, give: [ bolus: { substance: morphine, as: base, dose: 1 mg/kg, route: sc, at: day 0 } ] }
              - { name: b, n: 0, give: [ bolus: { substance: slow-morphine, as: sulfate, dose: 1 mg/kg, route: po, at: day 0 } ] }
            """
        );
        Substance[] drugs = [.. study.Groups.Select(group => group.Regimen.Administrations[0].Drug.Substance)];

        Assert.That(
            drugs.Select(drug => (drug.Name, drug.SolubilityMgPerMl!.Value, drug.Absorption[Route.Subcutaneous].RatePerH.Value)),
            Is.EqualTo(new[] { ("morphine", 10.0, 2.16), ("slow-morphine", 10.0, 0.2) })
        );
        Assert.That(drugs.Select(drug => drug.Metabolite!.Substance.Name), Is.All.EqualTo("morphine-3-glucuronide"));
        Assert.That((drugs[0].Aliases.Count, drugs[1].Aliases.Count), Is.EqualTo((1, 0)), "a second drug has names of its own");
    }

    [Test]
    public void Parse_ByteOrderMarkAndWindowsLineEnds_AreRead()
    {
        const string text = "name: T\r\nseed: 1\r\ntest: { days: [0] }\r\ngroups:\r\n  - name: a\r\n    n: 0\r\n";

        Assert.That(StudyFile.Parse("t.yaml", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]).Name, Is.EqualTo("T"));
    }

    // The file in data is what editors load; it is renewed with: pawlatency schema > data/study.schema.json
    [Test]
    public void CommittedSchema_IsTheOneTheReadingCodeMakes() =>
        Assert.That(
            File.ReadAllText(Path.Combine(Repository.Root, "data", "study.schema.json")),
            Is.EqualTo(StudyFile.Schema()),
            "renew it with: pawlatency schema > data/study.schema.json"
        );

    [Test]
    public void CommittedEvidenceSchema_IsTheOneTheReadingCodeMakes() =>
        Assert.That(
            File.ReadAllText(Path.Combine(Repository.Root, "data", "evidence.schema.json")),
            Is.EqualTo(EvidenceFile.Schema()),
            "renew it with: pawlatency schema evidence > data/evidence.schema.json"
        );

    private static Study AllKeys(string file) =>
        Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "PawLatency.Tests", "AllKeys", file)));

    private static Study Parse(string text) => StudyFile.Parse("study.yaml", Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Keys(System.Text.Json.JsonElement schema)
    {
        if (schema.TryGetProperty("properties", out System.Text.Json.JsonElement properties))
        {
            foreach (System.Text.Json.JsonProperty property in properties.EnumerateObject())
            {
                yield return property.Name;
                foreach (string key in Keys(property.Value))
                {
                    yield return key;
                }
            }
        }

        foreach (string inner in new[] { "items", "additionalProperties" })
        {
            if (
                schema.TryGetProperty(inner, out System.Text.Json.JsonElement value)
                && value.ValueKind == System.Text.Json.JsonValueKind.Object
            )
            {
                foreach (string key in Keys(value))
                {
                    yield return key;
                }
            }
        }
    }
}
