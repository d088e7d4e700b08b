using System.Globalization;
using System.Xml.Linq;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Evidence;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Plotting;
using PawLatency.Statistics;
using PawLatency.Text;

namespace PawLatency.Tests.Plotting;

/// <summary>The report of a study: sound, self-contained, readable without eyes, the same bytes, and safe with any name.</summary>
[TestFixture]
public sealed class StudyReportTests
{
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";
    private static readonly Lazy<string> Page = new(() => Of(Small("Week of <morphine>", "morphine")).ToHtml());

    [Test]
    public void ToHtml_OfAStudy_IsSoundAndNeedsNothingElse()
    {
        XDocument page = XDocument.Parse(Page.Value);

        Assert.That(Page.Value, Does.StartWith("<!DOCTYPE html>\n<html lang=\"en\"").And.Not.Contain("\r"));
        Assert.That(
            page.Descendants()
                .Select(element => element.Name.LocalName)
                .Intersect(["script", "link", "img", "iframe", "object", "embed", "image", "use", "base"]),
            Is.Empty
        );
        Assert.That(
            page.Descendants()
                .Attributes()
                .Where(attribute =>
                    attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name.LocalName is "src" or "srcset"
                ),
            Is.Empty
        );
        Assert.That(page.Descendants().Attributes("href").Select(link => link.Value), Is.All.StartsWith("#"));
        Assert.That(page.Descendants(Html + "style").Single().Value, Does.Not.Contain("url(").And.Not.Contain("@import"));
        Assert.That(
            Page.Value.Replace("http://www.w3.org/1999/xhtml", "", StringComparison.Ordinal)
                .Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal),
            Does.Not.Contain("://")
        );
    }

    [Test]
    public void ToHtml_OfAStudy_HasHeadingsCaptionsAndNamesForEveryPicture()
    {
        XDocument page = XDocument.Parse(Page.Value);
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];

        Assert.That(ids, Is.Unique);
        Assert.That(page.Descendants().Attributes("href").Select(link => link.Value[1..]), Is.SubsetOf(ids).And.Not.Empty);
        Assert.That(page.Descendants(Html + "h1").Single().Value, Is.EqualTo("Week of <morphine>"));
        Assert.That(page.Descendants(Html + "section").Select(section => section.Elements().First().Name.LocalName), Is.All.EqualTo("h2"));
        Assert.That(
            page.Descendants(Html + "h2").Select(heading => heading.Value),
            Is.EqualTo(
                new[] { "Design", "Latency", "Mechanism", "Each group", "Tables", "Tests", "Number of animals", "Methods", "Manifest" }
            )
        );
        Assert.That(
            page.Descendants(Html + "table")
                .Select(table => (table.Elements().First().Name.LocalName, table.Element(Html + "caption")!.Value.Length > 3)),
            Is.All.EqualTo(("caption", true))
        );
        Assert.That(page.Descendants(Html + "th").Select(cell => (string?)cell.Attribute("scope")), Is.All.AnyOf("col", "row"));
        Assert.That(page.Descendants(Html + "meta").Any(meta => (string?)meta.Attribute("name") == "viewport"));
        XElement[] pictures = [.. page.Descendants().Where(element => element.Name.LocalName == "svg")];
        Assert.That(pictures, Has.Length.EqualTo(8), "four figures, wide and narrow");
        Assert.That(pictures.SelectMany(picture => ((string)picture.Attribute("aria-labelledby")!).Split(' ')), Is.SubsetOf(ids));
    }

    // The mean of a session, the test's sentence and the hashes of run.json stand on the page as the library has them.
    [Test]
    public void ToHtml_OfAStudy_ShowsTheNumbersOfTheRun()
    {
        StudyReport report = Of(Small("Week", "morphine"));
        XDocument page = XDocument.Parse(report.ToHtml());
        XElement table = page.Descendants(Html + "table")
            .Single(one => one.Element(Html + "caption")!.Value == "morphine: latency by session");
        string[] cells = [.. table.Descendants(Html + "tr").Last().Elements().Select(cell => cell.Value)];
        SessionSummary last = SessionSummary.Of(report.Result["morphine"], report.Result.Sessions[^1]);

        Assert.That(cells[0], Is.EqualTo("8"));
        Assert.That(double.Parse(cells[3], CultureInfo.InvariantCulture), Is.EqualTo(last.Mean).Within(0.051));
        Assert.That(double.Parse(cells[5], CultureInfo.InvariantCulture), Is.EqualTo(last.Sem).Within(0.0051));
        Assert.That(page.Descendants(Html + "li").Select(item => item.Value), Contains.Item(report.Tests[0].Sentence));
        Assert.That(page.Descendants(Html + "pre").Single().Value, Is.EqualTo(report.Manifest));
        Assert.That(
            page.Descendants(Html + "td").Select(cell => cell.Value),
            Contains.Item(
                RunManifest.Hash(System.Text.Encoding.UTF8.GetBytes(JsonText.Write(RunManifest.Properties(report.Result.Study.Parameters))))
            )
        );
        Assert.That(
            page.Descendants(Html + "tr").Select(row => string.Join('|', row.Elements().Select(cell => cell.Value))),
            Contains.Item("10|80.0 (5.0)")
        );
    }

    [Test]
    public void ToHtml_OfTestsByMidP_HasAColumnOfTheConventionalP()
    {
        StudyReport welch = Of(Small("Week", "morphine"));
        StudyReport report = welch with
        {
            Tests = LatencyTest.Named("mann-whitney").Run(welch.Result.Table(), Question with { Adjustment = Adjustment.None }),
        };
        XElement[] Heads(StudyReport one) =>
            [.. XDocument.Parse(one.ToHtml()).Descendants(Html + "th").Where(cell => cell.Value == "conventional p")];
        XElement table = Heads(report).Single().Ancestors(Html + "table").Single();

        Assert.That(Heads(welch), Is.Empty);
        Assert.That(
            table.Descendants(Html + "tr").Last().Elements().Last().Value,
            Is.EqualTo(TestResult.Probability(report.Tests[^1].ConventionalP).TrimStart('p', ' ', '='))
        );
    }

    [Test]
    [SetCulture("da-DK")]
    public void ToHtml_TwiceAndUnderADecimalComma_GivesTheSameBytes() =>
        Assert.That(Of(Small("Week of <morphine>", "morphine")).ToHtml(), Is.EqualTo(Page.Value));

    [TestCase("</title><script>alert(1)</script>")]
    [TestCase("\"><img src=x onerror=alert(1)>")]
    [TestCase("a & b ]]> <!--")]
    public void ToHtml_HostileNames_AreText(string name)
    {
        StudyReport report = Of(Small(name, name));
        XDocument page = XDocument.Parse((report with { WithoutTests = name, Tests = [] }).ToHtml()),
            tested = XDocument.Parse(report.ToHtml());

        foreach (XDocument one in new[] { page, tested })
        {
            Assert.That(one.Descendants().Select(element => element.Name.LocalName).Intersect(["script", "img"]), Is.Empty);
            Assert.That(one.Descendants(Html + "h1").Single().Value, Is.EqualTo(name));
            Assert.That(one.Descendants(Html + "th").Select(cell => cell.Value), Contains.Item(name));
        }
    }

    [Test]
    public void ToHtml_TypicalRatsAlone_HasNoTestsAndSaysWhy()
    {
        StudyResult result = (Study.Reference with { Groups = [.. Study.Reference.Groups.Select(group => group.With(rats: 0))] }).Run();
        XDocument page = XDocument.Parse(
            new StudyReport
            {
                Result = result,
                Manifest = RunManifest.Write(result, [], []),
                WithoutTests = "There are no rats.",
            }.ToHtml()
        );

        Assert.That(
            page.Descendants(Html + "section").Single(section => (string?)section.Attribute("id") == "tests").Value,
            Does.Contain("There is no test of significance. There are no rats.")
        );
        Assert.That(
            page.Descendants(Html + "section").Select(section => (string?)section.Attribute("id")),
            Has.None.EqualTo("power").And.None.EqualTo("groups")
        );
    }

    [Test]
    public void ToHtml_GroupsOfTheirOwnStrainAndSex_NamesThoseThatAreThere()
    {
        Study study = Small("Lines", "morphine") with
        {
            Rats = new RatDescription { Sex = Sex.Female, MassG = 240 },
        };
        Study own = study with
        {
            Groups =
            [
                study.Groups[0] with
                {
                    Traits = new RatTraits { Strain = "Lewis" },
                },
                study.Groups[1] with
                {
                    Traits = new RatTraits { Strain = "Fischer 344", Sex = Sex.Male },
                },
            ],
        };

        Assert.That(Section(study, "methods"), Does.Contain("4 saline, 4 morphine; female Sprague-Dawley rats of 240 g."));
        Assert.That(
            new[] { Section(own, "methods"), Section(own, "design") },
            Is.All.Contains("female Lewis rats (saline) and male Fischer 344 rats (morphine), all of 240 g")
                .And.All.Not.Contains("Sprague-Dawley")
        );
    }

    [Test]
    public void ToHtml_StudyWithAQuestion_ShowsIt()
    {
        string page = Section(Small("Week", "morphine") with { Question = "Is <one> week enough?" }, "design");

        Assert.That(page, Does.StartWith("DesignIs <one> week enough?"));
    }

    [Test]
    public void ToHtml_DosedByResponse_SaysTheRuleAndHowOftenItDosed()
    {
        var rule = new ResponseDosing(
            Substance.Morphine.Base,
            3.MgPerKg,
            Route.Subcutaneous,
            11,
            1.Days,
            4.Hours,
            assessments: 3,
            atMost: 2
        );
        Study study = Small("Titration", "morphine") with
        {
            Groups = [new Group("saline", 4, Regimen.None), new Group("morphine", 4, Regimen.None.Add(rule))],
        };
        const string Said =
            "morphine (base) 3 mg/kg sc whenever the typical rat is below 11 s, 3 assessments every 4 h from day 1, at most 2 doses";
        int given = study.Run()["morphine"].Decisions.Count(decision => decision.Given);

        Assert.That(Section(study, "design"), Does.Contain($"; {given} of the doses by response: {Said}"));
        Assert.That(Section(study, "methods"), Does.Contain($"The rats of morphine were dosed together by response: {Said}."));
        Assert.That(Page.Value, Does.Not.Contain("by response"));
    }

    [Test]
    public void ToHtml_OneTrialASession_SaysOneTrial()
    {
        Study study = Small("Week", "morphine") with { Assay = Hargreaves.Standard with { Trials = 1 } };

        Assert.That(Section(study, "methods"), Does.Contain("A session has one trial; baseline"));
        Assert.That(Section(study, "design"), Does.Contain("1 in a session, read to"));
    }

    [Test]
    public void ToHtml_OfAStudyWithExpectations_SaysWhatHoldsAndWhyNot()
    {
        var expected = new NoFall { Group = "morphine", KnownFailure = "it <always> falls" };
        Finding finding = Finding.Studies[0] with
        {
            Study = Small("Week", "morphine"),
            Citation = "A & B 2001",
            Expectations = [expected, expected with { KnownFailure = null }],
        };
        string page = (Of(finding.Study) with { Verdict = Verification.Run([finding]).Findings[0] }).ToHtml();
        XElement section = XDocument
            .Parse(page)
            .Descendants(Html + "section")
            .Single(one => (string?)one.Attribute("id") == "expectations");

        Assert.That(section.Descendants(Html + "p").Single().Value, Is.EqualTo("Sources: A & B 2001"));
        Assert.That(
            section.Descendants(Html + "tr").Skip(1).Select(row => row.Elements().Last().Value),
            Is.EqualTo(new[] { "known failure", "FAILS" })
        );
        Assert.That(section.Descendants(Html + "li").Single().Value, Is.EqualTo("morphine never falls: it <always> falls"));
    }

    private sealed record NoFall : Expectation
    {
        public override IEnumerable<double> TimesH => [192];

        internal override Judgement Judge(FindingRun run) =>
            new($"{Group} never falls", "it does", run.Curve(Group).At(new StudyTime(192)), 100, 200, 1);
    }

    private static string Section(Study study, string id) =>
        XDocument
            .Parse(Of(study).ToHtml())
            .Descendants(Html + "section")
            .Single(section => (string?)section.Attribute("id") == id)
            .Value.Replace("\n", "", StringComparison.Ordinal);

    private static Study Small(string name, string group) =>
        Study.Reference with
        {
            Name = name,
            Test = new TestSchedule { Days = [-1, 0, 1, 8] },
            Groups = [Study.Reference.Groups[0].With(rats: 4), new Group(group, 4, Study.Reference.Groups[1].Regimen)],
        };

    private static readonly TestQuestion Question = new()
    {
        Control = "saline",
        Days = [1, 8],
        BaselineDays = [-1, 0],
    };

    private static StudyReport Of(Study study)
    {
        StudyResult result = study.Run();
        PowerPoint[] points = [new(4, 0.3, 0.25, 0.35, 0.05, 0.03, 0.07), new(10, 0.8, 0.75, 0.85, 0.05, 0.03, 0.07)];
        return new StudyReport
        {
            Result = result,
            Manifest = RunManifest.Write(result, [("study.yaml", [1, 2, 3])], []),
            Tests = LatencyTest.Named("welch").Run(result.Table(), Question),
            BaselineDays = [-1, 0],
            Power = new PowerReport([("welch", points)], "Ten rats.\nFive of them."),
        };
    }
}
