using System.Globalization;
using CsvHelper;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Pharmacology;

namespace PawLatency.Tests;

/// <summary>The tidy CSV files, whatever the numbers in them.</summary>
[TestFixture]
public sealed class ResultFileTests
{
    private const string AwkwardName = "mor\"phine, 5 mg/kg; µ";

    private static readonly StudyResult Result = new Study
    {
        Name = "Structure, \"quoted\"",
        Seed = 3,
        Assay = new Hargreaves { Cutoff = 13, Resolution = 0.05 },
        Test = new TestSchedule { Days = [-1, 0, 1] },
        Groups =
        [
            new Group("saline", 3, Regimen.None),
            new Group(AwkwardName, 4, Regimen.None.Bolus(Substance.Morphine.Base, 10.MgPerKg, Route.Subcutaneous, 23.Hours)),
            new Group("typical rat alone", 0, Regimen.None),
        ],
    }.Run(options: new RunOptions { Threads = 1 });

    [Test]
    public void Trials_Header_IsTheDocumentedOne() =>
        Assert.That(Lines(Trials())[0], Is.EqualTo("study,group,rat,sex,mass_g,day,time_h,session,trial,paw,latency_s,censored"));

    [Test]
    public void Summary_Header_IsTheDocumentedOne() =>
        Assert.That(Lines(Summary())[0], Is.EqualTo("group,day,time_h,typical_s,n,mean_s,sd_s,sem_s,median_s,p05_s,p95_s,censored_share"));

    [Test]
    public void Trials_HaveARowForEachRatSessionAndTrial()
    {
        List<Dictionary<string, string>> rows = Rows(Trials());

        Assert.That(rows, Has.Count.EqualTo((3 + 4) * 3 * 3));
        Assert.That(rows.Select(row => (row["group"], row["rat"], row["session"], row["trial"])), Is.Unique);
        Assert.That(rows.Select(row => row["group"]).Distinct(), Is.EqualTo(new[] { "saline", AwkwardName }));
    }

    [Test]
    public void Summary_HasARowForEachGroupAndSession_EvenWithoutRats()
    {
        List<Dictionary<string, string>> rows = Rows(Summary());

        Assert.That(rows, Has.Count.EqualTo(3 * 3));
        Dictionary<string, string> alone = rows[^1];
        Assert.That(
            (alone["n"], alone["mean_s"], alone["sem_s"], alone["p95_s"], alone["censored_share"]),
            Is.EqualTo(("0", "", "", "", ""))
        );
        Assert.That(double.Parse(alone["typical_s"], CultureInfo.InvariantCulture), Is.EqualTo(10.5).Within(1e-4));
    }

    [Test]
    public void Names_WithCommaAndQuote_AreQuotedAndComeBack()
    {
        Assert.That(Lines(Trials())[^1], Does.StartWith("\"Structure, \"\"quoted\"\"\",\"mor\"\"phine, 5 mg/kg; µ\",4,"));
        Assert.That(Rows(Trials())[^1]["study"], Is.EqualTo(Result.Study.Name));
        Assert.That(Rows(Summary())[3]["group"], Is.EqualTo(AwkwardName));
    }

    [Test]
    public void Names_WithALineBreak_NeverGetThatFar()
    {
        Assert.That(() => new Group("a\nb", 1, Regimen.None), Throws.ArgumentException);
        Assert.That(() => Result.Study with { Name = "a\r\nb" }, Throws.ArgumentException);
    }

    [Test]
    public void Latencies_AreAtTheTimersResolutionAndAtMostTheCutoff()
    {
        List<Dictionary<string, string>> rows = Rows(Trials());
        decimal[] latencies =
        [
            .. rows.Select(row => decimal.Parse(row["latency_s"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)),
        ];

        Assert.That(latencies.Select(latency => latency % 0.05m), Is.All.EqualTo(0m));
        Assert.That(latencies, Is.All.GreaterThan(0m).And.All.LessThanOrEqualTo(13m));
        Assert.That(rows.Select(row => row["censored"] == "1"), Is.EqualTo(latencies.Select(latency => latency == 13m)));
        Assert.That(
            rows.Count(row => row["censored"] == "1"),
            Is.GreaterThan(0),
            "10 mg/kg of morphine an hour before the test reaches a cutoff of 13 s"
        );
    }

    [Test]
    public void Columns_SayWhichTrialItIs()
    {
        Dictionary<string, string> first = Rows(Trials())[0],
            last = Rows(Trials())[^1];

        // Three trials 5 min apart, the last at the session's time: the first of day -1 is at -24 h less 10 min.
        Assert.That(
            (first["rat"], first["sex"], first["mass_g"], first["day"], first["time_h"], first["session"], first["trial"]),
            Is.EqualTo(("1", "male", "300", "-1", "-24.1667", "1", "1"))
        );
        Assert.That((last["rat"], last["day"], last["time_h"], last["session"], last["trial"]), Is.EqualTo(("4", "1", "24", "3", "3")));
        Assert.That(Rows(Trials()).Select(row => row["paw"]).Distinct(), Is.EquivalentTo(new[] { "left", "right" }));
    }

    [Test]
    public void Summary_MeansAndShares_AreThoseOfTheTrials()
    {
        List<Dictionary<string, string>> trials = Rows(Trials());
        foreach (Dictionary<string, string> row in Rows(Summary()).Where(row => row["n"] != "0"))
        {
            Dictionary<string, string>[] own = [.. trials.Where(trial => trial["group"] == row["group"] && trial["day"] == row["day"])];
            double mean = own.Average(trial => double.Parse(trial["latency_s"], CultureInfo.InvariantCulture));
            double censored = own.Average(trial => double.Parse(trial["censored"], CultureInfo.InvariantCulture));

            // Four decimals are written.
            Assert.That(double.Parse(row["mean_s"], CultureInfo.InvariantCulture), Is.EqualTo(mean).Within(5.1e-5));
            Assert.That(double.Parse(row["censored_share"], CultureInfo.InvariantCulture), Is.EqualTo(censored).Within(5.1e-5));
        }
    }

    // Danish writes a decimal comma and Turkish has a dotless i: neither may reach a file.
    [TestCase("da-DK")]
    [TestCase("tr-TR")]
    public void Files_UnderAnotherCulture_AreTheSame(string culture)
    {
        string[] invariant = [Trials(), Summary(), Manifest(), StudyFile.Schema()];
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.That(new[] { Trials(), Summary(), Manifest(), StudyFile.Schema() }, Is.EqualTo(invariant));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Manifest() => RunManifest.Write(Result, [("in.yaml", [1, 2])], []);

    private static string Trials() => Text(writer => ResultFiles.WriteTrials(Result, writer));

    private static string Summary() => Text(writer => ResultFiles.WriteSummary(Result, writer));

    private static string Text(Action<TextWriter> write)
    {
        var writer = new StringWriter { NewLine = "\n" };
        write(writer);
        return writer.ToString();
    }

    private static string[] Lines(string csv)
    {
        Assert.That(csv, Does.EndWith("\n").And.Not.Contain("\r"));
        return csv[..^1].Split('\n');
    }

    private static List<Dictionary<string, string>> Rows(string csv)
    {
        using CsvReader reader = CsvReader.FromText(csv);
        reader.ReadHeader();
        string[] headers = [.. reader.Headers];
        var rows = new List<Dictionary<string, string>>();
        while (reader.Read())
        {
            rows.Add(
                headers
                    .Select((header, column) => (header, column))
                    .ToDictionary(cell => cell.header, cell => reader.GetString(cell.column))
            );
        }

        return rows;
    }
}
