using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Plotting;
using PawLatency.Tests.Cli;
using PawLatency.Text;

namespace PawLatency.Tests.Data;

/// <summary>Grouped tables: rows are times, blocks of columns are groups, blank is missing.</summary>
[TestFixture]
public sealed class PrismTableTests
{
    private static readonly TemporaryFolder Folder = new();

    [OneTimeTearDown]
    public static void DeleteFolder() => Folder.Dispose();

    [TestCase("day,a,a,b,b,b", TestName = "Load_RepeatedNames_AreGroups")]
    [TestCase("Time (days),a,,b,,", TestName = "Load_NamesOnlyOnce_AreGroups")]
    [TestCase("time_day,a 1,a 2,b 1,b 2,b 3", TestName = "Load_NumberedAnimals_AreGroups")]
    [TestCase("DAYS,a rat 1,a rat 2,b_1,b #2,b:3", TestName = "Load_NumberedAnimalsInOtherWords_AreGroups")]
    public void Load_HeadersOfEveryForm_GiveTheSameGroups(string header)
    {
        MeasuredData data = Load(header + "\n0,10,12,9,10,11\n1,,14,8,,10\n");

        Assert.That(data.Groups.Select(group => group.Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(
            data.Groups[0].Sessions.Select(session => (session.TimeH, session.Summary.Count, session.Summary.Mean)),
            Is.EqualTo(new[] { (0.0, 2, 11.0), (24.0, 1, 14.0) })
        );
        Assert.That(data.Groups[1].Sessions[1].Rats, Is.EqualTo(new[] { ("1", 8.0), ("3", 10.0) }));
        Assert.That(data.Curves["b"].Values.ToArray(), Is.EqualTo(new[] { 10.0, 9.0 }));
        Assert.That(data.IsTypical, Is.False);
    }

    [TestCase("hours", 1)]
    [TestCase("time_h", 1)]
    [TestCase("\"time, min\"", 1.0 / 60)]
    public void Load_TimesInAnotherUnit_AreHours(string header, double hours) =>
        Assert.That(Load($"{header},a,a\n0,10,10\n30,11,11\n").Groups[0].Sessions[1].TimeH, Is.EqualTo(30 * hours).Within(1e-12));

    // Numbers at the end of names that repeat are doses, not animals.
    [Test]
    public void Load_RepeatedNamesThatEndInNumbers_StayWhole() =>
        Assert.That(
            Load("day,dose 1,dose 1,dose 5,dose 5\n0,10,10,10,10\n1,11,12,15,16\n").Groups.Select(group => group.Name),
            Is.EqualTo(new[] { "dose 1", "dose 5" })
        );

    [Test]
    public void Load_EmptyRows_AreLeftOut() =>
        Assert.That(Load("day,a,a\n0,10,10\n,,\n1,11,11\n,,\n").Groups[0].Sessions, Has.Count.EqualTo(2));

    [TestCase("day\n0\n1\n", "1:2: There is no group beside the times")]
    [TestCase("day,,a\n0,1,2\n1,1,2\n", "1:2: There is no group beside the times")]
    [TestCase("day,a,a\n0,10,x\n1,11,12\n", "2:3: a: \"x\" is not a number.")]
    [TestCase("day,a,a\n0,10,5,11\n1,11,12\n", "2:4: This row has 4 cells, the header 3; decimals are written with a point, as in 0.5.")]
    [TestCase("day,a,a\n0,10,-11\n1,11,12\n", "2:3: a: \"-11\" is out of range; it must be above 0")]
    [TestCase("day,a,a\nzero,10,11\n1,11,12\n", "2:1: day: \"zero\" is not a number.")]
    [TestCase("day,a,a\n0,10,11\n0,11,12\n", "3:1: day: \"0\" is given twice, first on line 2")]
    [TestCase("day,a,a\n,10,11\n1,11,12\n", "2:1: day: \"\" is not a number.")]
    [TestCase("day,a,a\n0,,\n1,,\n", "1:1: The file has no rows.")]
    [TestCase("fortnight,a,a\n0,10,11\n", "1:1: There is no column group.")]
    public void Load_FaultyTable_SaysWhereAndWhat(string csv, string expected)
    {
        string path = Folder.Write("faulty.csv", csv);
        InputException fault = Assert.Throws<InputException>(() => MeasuredData.Load(path, 20))!;

        Assert.That(fault.Message, Does.StartWith($"{path}:{expected}"));
    }

    [Test]
    public void Load_SummaryWithASessionTwice_IsRefusedRatherThanHalfRead()
    {
        string path = Folder.Write("twice.csv", "group,day,mean_s,n\na,0,10,4\na,1,11,4\na,1,12,4\n");

        Assert.That(
            Assert.Throws<InputException>(() => MeasuredData.Load(path, 20))!.Message,
            Does.StartWith($"{path}:4:1: Group \"a\" has this session already on line 3")
        );
    }

    [Test]
    public void Load_SummaryWithSdAlone_KnowsTheSem()
    {
        MeasuredSession session = Load("group,day,mean_s,sd_s,n\na,0,10,3,9\na,1,11,2,\n").Groups[0].Sessions[0];

        Assert.That((session.Summary.Mean, session.Summary.Sem, session.Summary.Count), Is.EqualTo((10.0, 1.0, 9)));
    }

    [TestCase(false, false, TestName = "WrittenAndRead_SessionsBeforeTheDose_DrawsTheSameFigure")]
    [TestCase(true, false, TestName = "WrittenAndRead_SessionsAfterTheDose_DrawsTheSameFigure")]
    [TestCase(false, true, TestName = "WrittenAndRead_Forces_DrawsTheSameFigureInGrams")]
    public void WrittenAndRead_OfARun_DrawsTheSameFigure(bool afterDose, bool forces)
    {
        StudyResult result = (
            TestStudies.Of([], new Group("saline", 3, TestStudies.SalinePump), new Group("morphine", 4, TestStudies.MorphinePump)) with
            {
                Test = new TestSchedule { Days = [-1, 0, 1, 2.5], AfterDose = afterDose },
                Assay = forces ? PawPressure.Standard : Hargreaves.Standard,
            }
        ).Run();
        using (StreamWriter writer = File.CreateText(Folder["prism.csv"]))
        {
            TableFiles.WritePrism(result.Table(), writer);
        }

        result.WriteCsv(Folder["latencies.csv"]);
        string[] figures =
        [
            .. new[] { "latencies.csv", "prism.csv" }.Select(name =>
                MeasuredData
                    .Load(Folder[name])
                    .LatencyFigure(
                        new LatencyFigureOptions
                        {
                            Title = "Same",
                            Error = ErrorBars.Interval95,
                            Animals = true,
                        }
                    )
                    .ToSvg()
            ),
        ];

        Assert.That(figures[1], Is.EqualTo(figures[0]));
        Assert.That(figures[1], Does.Contain(forces ? "threshold, g" : "latency, s"));
    }

    // One animal in each group: no name repeats, and the names end in numbers.
    [Test]
    public void WrittenAndRead_GroupsOfOneNamedByDose_StayGroups()
    {
        var table = LatencyTable.Of([
            new("dose 1", "7", 0, 10, false),
            new("dose 1", "7", 1, 14, false),
            new("dose 2", "8", 0, 11, false),
            new("dose 2", "8", 1, 20, true),
        ]);
        var text = new StringWriter();
        TableFiles.WritePrism(table, text);

        LatencyTable read = Load(text.ToString()).Table();
        Assert.That(read.Groups, Is.EqualTo(new[] { "dose 1", "dose 2" }));
        Assert.That((read.Value(1, 0), read.Value(1, 1), read.IsCensored(1, 1)), Is.EqualTo((11.0, 20.0, true)));
    }

    private static MeasuredData Load(string csv) => MeasuredData.Load(Folder.Write("data.csv", csv), 20);
}
