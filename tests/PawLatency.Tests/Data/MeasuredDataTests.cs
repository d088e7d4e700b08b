using System.Text;
using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Pharmacology;
using PawLatency.Tests.Cli;
using PawLatency.Text;

namespace PawLatency.Tests.Data;

/// <summary>Latencies read from CSV: a run's own files, and a laboratory's with its faults.</summary>
[TestFixture]
public sealed class MeasuredDataTests
{
    private static readonly TemporaryFolder Folder = new();

    private static readonly StudyResult Result = new Study
    {
        Seed = 5,
        Test = new TestSchedule { Days = [-1, 0, 1, 2] },
        Groups =
        [
            new Group("saline", 3, Regimen.None),
            new Group("morphine, sc", 4, Regimen.None.Bolus(Substance.Morphine.Base, 5.MgPerKg, Route.Subcutaneous, 23.Hours)),
        ],
    }.Run(options: new RunOptions { Threads = 1 });

    [OneTimeTearDown]
    public static void DeleteFolder() => Folder.Dispose();

    [Test]
    public void Load_LatenciesOfARun_GivesTheGroupMeans()
    {
        Result.WriteCsv(Folder["latencies.csv"]);

        MeasuredData data = MeasuredData.Load(Folder["latencies.csv"], 20);

        Assert.That(data.IsTypical, Is.False);
        Assert.That(data.Curves.Keys, Is.EquivalentTo(new[] { "saline", "morphine, sc" }));
        foreach (GroupResult group in Result.Groups)
        {
            // A latency is written whole, so only the order of the sums differs; times are written with four decimals.
            Assert.That(
                data.Curves[group.Name].Values.ToArray(),
                Is.EqualTo(Result.Sessions.Select(session => group.SessionMeansS(session).Average())).Within(1e-12)
            );
            Assert.That(
                data.Curves[group.Name].TimesH.ToArray(),
                Is.EqualTo(Result.Sessions.Select(session => session.Time.Hours)).Within(5.1e-5)
            );
        }
    }

    [Test]
    public void Load_SummaryOfARun_GivesTheTypicalRats()
    {
        Result.WriteSummary(Folder["summary.csv"]);

        MeasuredData data = MeasuredData.Load(Folder["summary.csv"], 20);

        Assert.That(data.IsTypical, Is.True);
        foreach (GroupResult group in Result.Groups)
        {
            Assert.That(
                data.Curves[group.Name].Values.ToArray(),
                Is.EqualTo(Result.Sessions.Select(session => group.Typical.SessionS(session))).Within(5.1e-5)
            );
        }
    }

    // A hand value: rat 1 has the mean 10 of two trials, rat 2 the single 20, so the group has 15 and not 40/3.
    [Test]
    public void Load_UnequalTrials_CountsEachRatOnce()
    {
        LatencyCurve curve = Load("group,rat,session,day,latency_s\na,1,1,0,9\na,1,1,0,11\na,2,1,0,20\na,1,2,1,8\n").Curves["a"];

        Assert.That(curve.Values.ToArray(), Is.EqualTo(new[] { 15.0, 8.0 }));
        Assert.That(curve.TimesH.ToArray(), Is.EqualTo(new[] { 0.0, 24.0 }));
    }

    [TestCase("", "1:1: The file is empty.")]
    [TestCase("group,day,latency_s\n", "1:1: The file has no rows.")]
    [TestCase("grup,day,latency_s\na,0,1\n", "1:1: There is no column group. Did you mean \"grup\"?")]
    [TestCase("group,hours,latency_s\na,0,1\n", "1:1: There is no column time_h or day.")]
    [TestCase("group,day\na,0\n", "1:1: There is no column latency_s or typical_s or mean_s or threshold_g or typical_g or mean_g.")]
    [TestCase("group,day,latency_s\na,0,10\na,one,11\n", "3:2: day: \"one\" is not a number.")]
    [TestCase("group,day,latency_s\na,0,\"10,5\"\n", "2:3: latency_s: \"10,5\" is not a number.")]
    [TestCase(
        "group,day,latency_s\na,0,10\na,1,9,5\n",
        "3:4: This row has 4 cells, the header 3; decimals are written with a point, as in 0.5."
    )]
    [TestCase(
        "group;day;latency_s\na;0;10\na;1;9,5\n",
        "3:3: latency_s: \"9,5\" is not a number. Decimals are written with a point, as in 0.5."
    )]
    [TestCase("group,day,latency_s\na,0,10\na,1,-3\n", "3:3: latency_s: \"-3\" is out of range; it must be above 0")]
    [TestCase("group,day,latency_s\na,0,10\na,1,0\n", "3:3: latency_s: \"0\" is out of range; it must be above 0")]
    [TestCase("group,day,latency_s\na,0,10\n,1,9\n", "3:1: group: The cell is empty; every value is of a group.")]
    [TestCase(
        "group,day,latency_s,latency_s\na,0,10,10\na,1,9,8\n",
        "1:4: The column latency_s stands here a second time; it is already column 3."
    )]
    [TestCase(
        "group,rat,day,trial,latency_s\na,1,0,1,10\na,1,0,2,11\na,1,0,2,11\na,1,1,1,9\n",
        "4:1: Group \"a\" has trial 2 of rat 1 in this session for the second time."
    )]
    [TestCase(
        "group,day,latency_s\nsaline,0,10\nsaline,1,9\nSaline,0,11\nSaline,1,9\n",
        "4:1: Group \"Saline\" is \"saline\" of line 2 in other letters; a group has one spelling."
    )]
    [TestCase(
        "day,saline,Saline\n0,10,11\n1,9,8\n",
        "2:1: Group \"Saline\" is \"saline\" of line 2 in other letters; a group has one spelling."
    )]
    [TestCase("group,day,latency_s\na,0,\"10\na,1,9\na,2,9\n", "2:1: A quoted cell begins in this row and is never closed.")]
    [TestCase(
        "group,session,day,latency_s\na,am,0,10\na,am,1,18\n",
        "3:1: Session am of \"a\" began on day 0, and this row is of day 1; "
            + "a label is for one visit. Without a column session, each time is one."
    )]
    [TestCase(
        "group,rat,day,latency_s\na,1,0,10\na, ,0,11\n",
        "3:2: rat: The cell is empty; each value is of an animal. Without a column rat, each row counts as one."
    )]
    [TestCase(
        "group,day,time_h,latency_s\na,0,0.5,10\na,7,0.5,5\n",
        "3:2: day: 7 is not the day of time_h 0.5, which counts the hours from the test hour of day 0."
    )]
    [TestCase(
        "group,session,day,latency_s\na,1,0,10\na,2,0,11\n",
        "2:1: Group \"a\": Point 1 of the curve (0 h, 11 s) is not finite or not later than the point before."
    )]
    public void Load_FaultyFile_SaysWhereAndWhat(string csv, string expected)
    {
        string path = Folder.Write("faulty.csv", csv);
        InputException fault = Assert.Throws<InputException>(() => MeasuredData.Load(path, 20))!;

        Assert.That(fault.Faults, Has.Count.EqualTo(1), fault.Message);
        Assert.That(fault.Message, Does.StartWith($"{path}:{expected}").And.Not.Contain("Parameter '"));
    }

    // An empty cell, a row that ends before it, and the code of other programs: the value is missing, and counted as such.
    [TestCase("a,1,")]
    [TestCase("a,1")]
    [TestCase("a,1,NaN")]
    public void Load_MissingValue_IsCountedAndLeftOut(string row)
    {
        MeasuredData data = Load($"group,day,latency_s\na,0,10\n{row}\na,2,9\n");

        Assert.That(data.Curves["a"].Values.ToArray(), Is.EqualTo(new[] { 10.0, 9.0 }));
        Assert.That(data.Account.Notes, Is.EqualTo(new[] { "1 value missing" }));
    }

    // Limits of the simulated apparatus do not bind measured data; what needs a cutoff asks for it.
    [TestCase("group,day,latency_s\na,0,10\na,1,79\n")]
    [TestCase("group,day,mean_g\na,0,100\na,1,650.5\n")]
    [TestCase("threshold_g by day,a,a\n0,100,110\n1,601,90\n")]
    public void Load_ValuesAboveTheUsualCutoff_AreReadWithoutOne(string csv)
    {
        var data = MeasuredData.Load(Folder.Write("long.csv", csv));

        Assert.That((data.Cutoff, data.IsCutoffAssumed), Is.EqualTo((double.PositiveInfinity, true)));
        Assert.That(data.Curves["a"].Values.Length, Is.EqualTo(2));
    }

    [TestCase(15, "3:1: 16 s is above the cutoff of 15 s; a trial ends at the cutoff, which --cutoff tells.")]
    [TestCase(null, "3:1: 16 s is above the greatest censored value, 10 s; the cutoff of these data has to be told (--cutoff).")]
    public void Load_ValueAboveTheCutoffThatIsTold_IsRefused(double? cutoffS, string expected)
    {
        string path = Folder.Write("low.csv", "group,day,latency_s,censored\na,0,10,1\na,1,16,0\n");

        Assert.That(Assert.Throws<InputException>(() => MeasuredData.Load(path, cutoffS))!.Message, Does.StartWith($"{path}:{expected}"));
    }

    // A tail flick is ended at 10 s; read with 20 s, half of the maximum would pass for a fifth.
    [Test]
    public void Load_WithCensoredValues_TakesTheirsForTheCutoff() =>
        Assert.That(
            MeasuredData.Load(Folder.Write("data.csv", "group,rat,day,latency_s,censored\na,1,0,3,0\na,1,1,10,1\n")).Cutoff,
            Is.EqualTo(10)
        );

    [Test]
    public void Load_NameThatIsNotUtf8_IsRefused()
    {
        File.WriteAllBytes(Folder["latin.csv"], Encoding.Latin1.GetBytes("group,day,latency_s\nmorphine,0,10\nvéhicule,1,10\n"));

        Assert.That(
            Assert.Throws<InputException>(() => MeasuredData.Load(Folder["latin.csv"], 20))!.Message,
            Does.StartWith($"{Folder["latin.csv"]}:3:1: group: \"v\uFFFDhicule\" is not UTF-8 text. Save the file as UTF-8.")
        );
    }

    // As spreadsheets save a table: spaces beside separators, empty cells at the right and rows of them below.
    [Test]
    public void Load_SpacesAndEmptyCells_AreNoPartOfTheTable()
    {
        MeasuredData data = Load("group, day, latency_s,,\na,0,10,,\n a ,1, 9,,\n,,,,\n");

        Assert.That(data.Curves.Keys, Is.EqualTo(new[] { "a" }));
        Assert.That(data.Curves["a"].Values.ToArray(), Is.EqualTo(new[] { 10.0, 9.0 }));
    }

    [Test]
    public void Load_TheSameTrialOfBothPaws_IsReadAsTwo() =>
        Assert.That(
            Load("group,rat,day,trial,paw,latency_s\na,1,0,1,left,9\na,1,0,1,right,11\na,1,1,1,left,8\n").Curves["a"].Values.ToArray(),
            Is.EqualTo(new[] { 10.0, 8.0 })
        );

    [Test]
    public void Load_SeveralFaultyCells_TellsAllInOrder()
    {
        InputException fault = Assert.Throws<InputException>(() => Load("group,day,latency_s\na,x,10\na,1,y\na,2,z\n"))!;

        Assert.That(fault.Faults.Select(one => (one.Line, one.Column)), Is.EqualTo(new[] { (2, 2), (3, 3), (4, 3) }));
    }

    [Test]
    [SetCulture("da-DK")]
    public void Load_UnderADecimalComma_StillReadsPoints() =>
        Assert.That(Load("group,day,latency_s\na,0,10.25\na,1.5,11\n").Curves["a"].At(18.Hours), Is.EqualTo(10.625).Within(1e-12));

    private static MeasuredData Load(string csv) => MeasuredData.Load(Folder.Write("data.csv", csv), 20);
}
