using NUnit.Framework;
using PawLatency.Evidence;
using PawLatency.Pharmacology;
using PawLatency.Tests.Goldens;

namespace PawLatency.Tests.Evidence;

/// <summary>The named studies: each asks something and answers it, and no target is there for nothing.</summary>
[TestFixture]
[Category(Fixtures.Slow)]
public sealed class NamedStudyTests
{
    private static readonly string[] Names = [.. StudyFile.Names];

    private static readonly string[] Targets = [.. Target.All.Select(target => target.Name)];

    private static Verification Whole => Verified.NamedStudies;

    [Test]
    public void Studies_OfTheLibrary_AreAtLeastThirtyWithQuestionParagraphAndExpectations()
    {
        Assert.That(Finding.Studies, Has.Count.GreaterThanOrEqualTo(30));
        Assert.That(
            Finding
                .Studies.Where(study =>
                    study.Statement.Length == 0
                    || !study.Study.Question.EndsWith('?')
                    || study.Study.Description.Length < 80
                    || study.Expectations.Count == 0
                )
                .Select(study => study.Id),
            Is.Empty
        );
        Assert.That(Finding.Studies.Select(study => study.Statement), Is.Unique);
        Assert.That(
            Finding.Studies.SelectMany(study => study.Expectations).Count(expectation => expectation.KnownFailure is not null),
            Is.LessThan(Finding.Studies.Sum(study => study.Expectations.Count) / 5),
            "most of what is expected must be seen"
        );
    }

    // A mark says why the model does not show something; where it shows it after all, the mark must go.
    [TestCaseSource(nameof(Names))]
    public void Study_OfTheLibrary_ShowsWhatItExpectsAndNotWhatIsMarked(string name)
    {
        FindingVerdict verdict = Whole.Findings.Single(one => one.Finding.Id == name);

        string[] wrong =
        [
            .. verdict
                .Finding.Expectations.Zip(verdict.Judgements)
                .Where(pair => pair.Second.Holds != (pair.First.KnownFailure is null))
                .Select(pair =>
                    $"{(pair.Second.Holds ? "marked, but holds" : "fails")}: {pair.Second.Expected}; actual: {pair.Second.Actual}"
                ),
        ];
        Assert.That(verdict.IsAsMarked, Is.EqualTo(wrong.Length == 0));
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong));
    }

    [TestCaseSource(nameof(Targets))]
    public void Target_Disconnected_FailsAnExpectationThatHeld(string target)
    {
        FindingVerdict[] concerned =
        [
            .. Whole.Findings.Concat(ReviewTests.Whole.Value.Findings).Where(verdict => Concerns(verdict.Finding.Study, target)),
        ];
        Verification without = Verification.Run([
            .. concerned.Select(verdict => verdict.Finding with { Study = Without(verdict.Finding.Study, target) }),
        ]);

        string[] lost =
        [
            .. concerned
                .Zip(without.Findings)
                .SelectMany(pair =>
                    pair.First.Judgements.Zip(pair.Second.Judgements)
                        .Where(judgements => judgements.First.Holds && !judgements.Second.Holds)
                        .Select(judgements => $"{pair.First.Finding.Id}: {judgements.First.Expected}")
                ),
        ];
        TestContext.Out.WriteLine(string.Join('\n', lost));
        Assert.That(lost, Is.Not.Empty);
    }

    // Renewed with: pawlatency verify --studies --report data/studies/REPORT.md
    [Test]
    public void CommittedReport_IsThePageOfToday() =>
        GoldenText.AssertUnchanged(
            NamedStudiesReport.Write(Whole),
            Path.Combine(Repository.Root, "data", "studies", "REPORT.md"),
            "renew it with: pawlatency verify --studies --report data/studies/REPORT.md"
        );

    private static bool Concerns(Study study, string target) =>
        study.Groups.Any(group =>
            group.Regimen.Procedures.Any(procedure => procedure.Target.Name == target)
            || group.Regimen.Administrations.Any(given => Acts(given.Drug.Substance, target))
        );

    private static bool Acts(Substance substance, string target) =>
        substance.Engages(target) || (substance.Metabolite is { } metabolite && Acts(metabolite.Substance, target));

    private static Study Without(Study study, string target) =>
        study with
        {
            Groups = [.. study.Groups.Select(group => group.With(regimen: Without(group.Regimen, target)))],
        };

    private static Regimen Without(Regimen regimen, string target)
    {
        Regimen stripped = regimen.Administrations.Aggregate(
            Regimen.None,
            (sum, given) => sum.Add(Disconnected.From(given, substance => Without(substance, target)))
        );
        return regimen
            .Procedures.Where(procedure => procedure.Target.Name != target)
            .Aggregate(stripped, (sum, procedure) => sum.Add(procedure));
    }

    private static Substance Without(Substance substance, string target)
    {
        Substance stripped = target switch
        {
            "mu" => substance with { Agonist = null, AntagonistDissociationNgPerMl = null },
            "nmda" => substance with { NmdaHalfInhibitionNgPerMl = null },
            _ => substance with { Targets = [.. substance.Targets.Where(engaged => engaged.Target.Name != target)] },
        };
        return stripped.Metabolite is { } metabolite
            ? stripped with
            {
                Metabolite = metabolite with { Substance = Without(metabolite.Substance, target) },
            }
            : stripped;
    }
}
