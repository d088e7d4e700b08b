using System.Globalization;
using System.Text.Json.Nodes;
using NUnit.Framework;
using PawLatency.Pharmacology;
using PawLatency.Tests.Cli;

namespace PawLatency.Tests;

[TestFixture]
public sealed class StudyWarningsTests
{
    private static readonly Regimen Pump = Regimen.None.Pump(
        AlzetPump.Model2ML1,
        Substance.Morphine.As("sulfate"),
        0.1.MgPerKgPerHour,
        0.Days,
        7.Days
    );

    [TestCase(2, 300, 0)]
    [TestCase(3, 300, 1)]
    [TestCase(3, 449, 1)]
    [TestCase(3, 450, 0)]
    public void Warnings_PumpsAtOnce_AreOfMoreThanTwoForEach300Grams(int pumps, double massG, int warnings)
    {
        Study study = Of(Enumerable.Repeat(Pump.Administrations[0], pumps).Aggregate(Regimen.None, (all, one) => all.Add(one)), massG);

        Assert.That(study.Warnings(), Has.Count.EqualTo(warnings));
        Assert.That(
            study.Warnings(),
            Is.All.EqualTo(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Group \"treated\": {pumps} pumps are in a rat of {massG} g at once on "
                        + $"day 0 (ALZET 2ML1, 2ML1, 2ML1); tolerance of more than 2 is not documented."
                )
            )
        );
    }

    [Test]
    public void Warnings_PumpsOneAfterTheOther_AreNone()
    {
        Regimen weeks = Enumerable
            .Range(0, 5)
            .Aggregate(
                Regimen.None,
                (all, week) =>
                    all.Pump(
                        AlzetPump.Model2ML1,
                        Substance.Morphine.As("sulfate"),
                        0.1.MgPerKgPerHour,
                        (7.0 * week).Days,
                        (7.0 * week + 7).Days
                    )
            );
        Assert.That(Of(weeks, 300).Warnings(), Is.Empty);
    }

    // An empty pump is still in the rat.
    [Test]
    public void Warnings_PumpsLeftIn_Count()
    {
        Regimen weeks = Enumerable
            .Range(0, 3)
            .Aggregate(
                Regimen.None,
                (all, week) => all.Pump(AlzetPump.Model2ML1, Substance.Morphine.As("sulfate"), 0.1.MgPerKgPerHour, (10.0 * week).Days, null)
            );
        Assert.That(Of(weeks, 300).Warnings(), Has.Count.EqualTo(1).And.Some.Contains("on day 20"));
    }

    [Test]
    public void Warnings_StudiesOfTheLibrary_AreNone() =>
        Assert.That(StudyFile.Names.SelectMany(name => Study.Named(name).Warnings().Select(warning => $"{name}: {warning}")), Is.Empty);

    [Test]
    public void Run_StudyWithAWarning_SaysItOnStandardErrorAndInTheManifest()
    {
        const string pump =
            "      - pump: { model: 2ML1, substance: morphine, as: base, rate: 0.1 mg/kg/h, implant: day 0, remove: day 7 }\n";
        using var folder = new TemporaryFolder();
        folder.Write(
            "many.yaml",
            $"name: Many\nseed: 1\ntest: {{ days: [0, 1] }}\ngroups:\n  - name: treated\n    n: 1\n    give:\n{pump}{pump}{pump}"
        );

        CommandResult run = CommandLine.Run(folder.Path, "run", "many.yaml", "--out", "results");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Error, Does.StartWith("Warning: Group \"treated\": 3 pumps are in a rat of"));
        string warning = JsonNode.Parse(File.ReadAllText(folder["results/run.json"]))!["warnings"]![0]!.GetValue<string>();
        Assert.That(run.Error.Trim(), Is.EqualTo($"Warning: {warning}"));
    }

    // 12 mg/kg/day is 0.5 mg/kg/h, five times the highest usual rate of 0.1, and a day of it four times the LD50 of 3 mg/kg.
    [Test]
    public void Warnings_FentanylAtTwelveMilligramsADay_AreNamed() =>
        Assert.That(
            Of(Regimen.None.Infusion(Substance.Fentanyl.Base, 0.5.MgPerKgPerHour, Route.Subcutaneous, 0.Days, 3.Days), 300).Warnings(),
            Is.EqualTo(
                new[]
                {
                    "Group \"treated\": fentanyl (base) 0.5 mg/kg/h sc is 5 times the highest usual dose "
                        + "in rats (0.1 mg/kg/h of base), and amounts in a day to 4 times the LD50 "
                        + "of a single dose (3 mg/kg); for the sources see `pawlatency list substances fentanyl`.",
                }
            )
        );

    // The usual dose is of base: 80 mg/kg of the sulfate are 60.2 of morphine.
    [TestCase("base", 65, 0)]
    [TestCase("base", 66, 1)]
    [TestCase("sulfate", 80, 0)]
    [TestCase("sulfate", 90, 1)]
    public void Warnings_DoseGivenAtOnce_AreOfBaseAboveTheUsualRange(string form, double mgPerKg, int warnings) =>
        Assert.That(
            Of(Regimen.None.Bolus(Substance.Morphine.As(form), mgPerKg.MgPerKg, Route.Intraperitoneal, 0.Days), 300).Warnings(),
            Has.Count.EqualTo(warnings)
        );

    private static Study Of(Regimen regimen, double massG) =>
        new()
        {
            Rats = RatDescription.Standard with { MassG = massG },
            Test = new TestSchedule { Days = [0, 1] },
            Groups = [new Group("treated", 1, regimen)],
        };
}
