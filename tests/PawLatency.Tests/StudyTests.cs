using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using PawLatency.Tests.Cli;

namespace PawLatency.Tests;

/// <summary>What a study refuses before it runs.</summary>
[TestFixture]
public sealed class StudyTests
{
    private static readonly Group Rats = new("rats", 1, Regimen.None);

    [Test]
    public void Study_WithTwoGroupsOfOneName_IsRefused() =>
        Assert.That(
            () => TestStudies.Of([0], Rats, new Group("other", 1, Regimen.None), Rats).Run(),
            Throws.ArgumentException.With.Message.Contains("There are 2 groups named \"rats\"; names must differ in more than case.")
        );

    // Two spellings of one group in a laboratory's table would be two groups with half of its rats each; what a study writes is read by the
    // same rule.
    [Test]
    public void Study_WithNamesThatDifferInCaseOnly_IsRefused() =>
        Assert.That(
            () => TestStudies.Of([0], Rats, new Group("Rats", 1, Regimen.None)).Run(),
            Throws.ArgumentException.With.Message.Contains("There are 2 groups named \"rats\"; names must differ in more than case.")
        );

    [Test]
    public void Study_WithoutGroups_IsRefused() =>
        Assert.That(() => TestStudies.Of([0]).Run(), Throws.ArgumentException.With.Message.Contains("The study has no groups."));

    [Test]
    public void StreamCsv_OfAStudyThatIsRefused_LeavesTheFileAsItWas()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("results.csv", "of last year");

        Assert.That(() => TestStudies.Of([0]).StreamCsv(path), Throws.ArgumentException);
        Assert.That(File.ReadAllText(path), Is.EqualTo("of last year"));
    }

    [Test]
    public void Study_WithoutTests_IsRefused() =>
        Assert.That(() => TestStudies.Of([], Rats).Run(), Throws.ArgumentException.With.Message.Contains("never tested"));

    // 0.5 mg/kg/h at 10 uL/h: 15 mg/mL in a rat of 300 g, 50 mg/mL in one of 1000 g, and morphine dissolves to 48 mg/mL.
    [Test]
    public void Pump_TooSmallForAHeavierRat_IsRefusedWithThoseThatAreFastEnough()
    {
        Study study = TestStudies.Of([0], new Group("rats", 0, TestStudies.MorphinePump));

        Assert.That(study.Validate, Throws.Nothing);
        Assert.That(
            (study with { Rats = new() { MassG = 1000 } }).Validate,
            Throws
                .ArgumentException.With.Message.Contains(
                    "0.5 mg/kg/h in a rat of 1000 g at 10 uL/h needs 50 mg/mL of base, but the maximum is 48 mg/mL"
                )
                .And.Message.Contains("Models that are fast enough:")
        );
    }

    [Test]
    public void Pump_EmptyBeforeItsRemoval_IsRefused() =>
        Assert.That(
            () => Regimen.None.Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, 0.5.MgPerKgPerHour, 0.Days, 10.Days),
            Throws.ArgumentException.With.Message.Contains("This pump is empty on day 7, before its removal on day 10")
        );

    [TestCase(-3, "The morphine-efficacy is -3; it must be 0.1 to 10000.")]
    [TestCase(double.NaN, "The morphine-efficacy is NaN; it must be 0.1 to 10000.")]
    public void Run_WithAParameterOutOfRange_IsRefused(double efficacy, string message)
    {
        NociceptionParameters set = NociceptionParameters.Reference with { MorphineEfficacy = efficacy };

        Assert.That(
            () => (TestStudies.Of([0], Rats) with { Parameters = set }).Run(),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith(message)
        );
        Assert.That(
            () => TestStudies.Of([0], Rats).Run(options: new RunOptions { Ensemble = [set] }),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith(message)
        );
    }

    [TestCase(-31)]
    [TestCase(365.1)]
    [TestCase(double.NaN)]
    public void Regimen_ThatBeginsOutsideAnyStudy_IsRefused(double day)
    {
        string message = FormattableString.Invariant($"The day it begins is {day}; it must be -30 to 365.");
        ResponseDosing Look(StudyTime at) => new(Substance.Morphine.Base, 1.MgPerKg, Route.Subcutaneous, 8, at, 1.Hours, 2, 2);

        Assert.That(
            () => Regimen.None.Bolus(Substance.Morphine.Base, 1.MgPerKg, Route.Subcutaneous, day.Days),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith(message)
        );
        Assert.That(
            () => Regimen.None.Add(new Procedure(Target.All[0], "lesion", 80, day.Days, null)),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith(message)
        );
        Assert.That(
            () => Regimen.None.Add(Look(day.Days)),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith(message)
        );
    }

    [Test]
    public void Substance_Misspelt_IsOfferedTheNearest() =>
        Assert.That(
            () => Substance.Named("morfine"),
            Throws.ArgumentException.With.Message.Contains("There is no substance").And.Message.Contains("Did you mean \"morphine\"?")
        );

    [Test]
    public void Study_OfAnUnknownName_IsOfferedTheNearest() =>
        Assert.That(() => Study.Named("referense"), Throws.ArgumentException.With.Message.Contains("Did you mean \"reference\"?"));

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("two\nlines")]
    public void Name_ThatIsNotPrintable_IsRefused(string name)
    {
        Assert.That(
            () => new Group(name, 1, Regimen.None),
            Throws.ArgumentException.With.Message.Contains("1 to 100 printable characters")
        );
        Assert.That(
            () => TestStudies.Of([0], Rats) with { Name = name },
            Throws.ArgumentException.With.Message.Contains("name of the study")
        );
    }

    [TestCase(-1)]
    [TestCase(1_000_001)]
    public void Rats_OutsideTheirNumber_AreRefused(int rats) =>
        Assert.That(
            () => new Group("rats", rats, Regimen.None),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("it must be 0 to 100000")
        );

    [TestCase(49.9)]
    [TestCase(1000.1)]
    [TestCase(double.NaN)]
    public void Mass_OutsideItsRange_IsRefused(double massG) =>
        Assert.That(
            () => new RatDescription { MassG = massG },
            Throws
                .TypeOf<ArgumentOutOfRangeException>()
                .With.Message.Contains(FormattableString.Invariant($"The body mass is {massG:G6} g; it must be 50 to 1000 g."))
        );

    [TestCase(0)]
    [TestCase(1025)]
    public void Threads_OutsideTheirNumber_AreRefused(int threads) =>
        Assert.That(() => new RunOptions { Threads = threads }, Throws.TypeOf<ArgumentOutOfRangeException>());

    // Three steps do not reach day 7: the run must end with a message, not with what it has.
    [Test]
    public void Run_ThatNeedsMoreStepsThanAllowed_FailsLoudly() =>
        Assert.That(
            () => TestStudies.Of([0, 7], new Group("rats", 1, TestStudies.MorphinePump)).RunWith(new() { MaximumSteps = 3 }),
            Throws.TypeOf<SolveException>().With.Message.Contains("steps")
        );

    [Test]
    public void Run_WithAnotherSeed_LeavesTheStudyAlone()
    {
        Study study = TestStudies.Of([0], Rats);
        StudyResult result = study.Run(seed: 99);

        Assert.That(study.Seed, Is.EqualTo(1));
        Assert.That(result.Study.Seed, Is.EqualTo(99));
    }

    // What power, the page and the studies copy must not lose a part; a part that Group gets later is told here.
    [Test]
    public void With_OneThingChanged_KeepsEveryOther()
    {
        var group = new Group("old", 3, TestStudies.MorphinePump)
        {
            Stimulus = Hargreaves.Lamp(120),
            Traits = new RatTraits { RenalFunctionPercent = 10 },
        };
        var bare = new Group("bare", 1, Regimen.None);
        Assert.That(
            typeof(Group).GetProperties().Where(part => Equals(part.GetValue(group), part.GetValue(bare))).Select(part => part.Name),
            Is.Empty,
            "a part that is not set here could be lost unseen"
        );
        (string Changed, Group Copy)[] copies =
        [
            ("Name", group.With(name: "new")),
            ("Rats", group.With(rats: 0)),
            ("Regimen", group.With(regimen: Regimen.None)),
        ];

        foreach ((string changed, Group copy) in copies)
        {
            IEnumerable<string> different = typeof(Group)
                .GetProperties()
                .Where(part => !Equals(part.GetValue(group), part.GetValue(copy)))
                .Select(part => part.Name);
            Assert.That(different, Is.EqualTo(new[] { changed }));
        }
    }
}
