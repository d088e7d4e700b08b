using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Pharmacology;
using PawLatency.Tests.Cli;
using PawLatency.Tests.Numerics;
using PawLatency.Text;

namespace PawLatency.Tests.Data;

/// <summary>NONMEM-style tables: written from a study, read back, and refused row by row; the wide and the Prism layout.</summary>
[TestFixture]
public sealed class NonmemTests
{
    private const string Header = "ID,TIME,DV,AMT,RATE,EVID,CMT,II,ADDL,MDV,CENS,LIMIT,WT,GRP\n";

    private static readonly TemporaryFolder Folder = new();

    private static readonly StudyResult Result = (
        Study.Reference with
        {
            Seed = 3,
            Test = new TestSchedule { Days = [-1, 0, 1] },
            Groups =
            [
                new PawLatency.Group("saline", 1, Regimen.None),
                new PawLatency.Group(
                    "morphine",
                    2,
                    TestStudies.MorphinePump.Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 1.Days)
                ),
            ],
        }
    ).Run(options: new RunOptions { Threads = 1 });

    [OneTimeTearDown]
    public static void DeleteFolder() => Folder.Dispose();

    // By hand: 0.5 mg/kg/h in 300 g is 150 ug/h, for 168 h 25,200 ug; naloxone 300 ug into its own compartment, after the trial of that
    // time.
    [Test]
    public void Of_PumpAndBolus_HasTheAmountsOfARat()
    {
        var data = NonmemData.Of(Result);

        NonmemRecord[] doses = [.. data.Records.Where(record => record.EventId == 1 && record.Id == 2)];
        Assert.That(data.Compartments, Is.EqualTo(new[] { "morphine, sc", "naloxone, sc", "paw withdrawal latency, s" }));
        Assert.That(doses.Select(dose => (dose.TimeH, dose.Compartment)), Is.EqualTo(new[] { (0.0, 1), (24.0, 2) }));
        Assert.That(doses.Select(dose => dose.Amount), Is.EqualTo(new[] { 25_200, 300.0 }).Within(1e-9));
        Assert.That(doses[0].Rate, Is.EqualTo(150).Within(1e-12));
        Assert.That(data.Records.Count(record => record.EventId == 0), Is.EqualTo(27));
        Assert.That(data.Records.Last(record => record.Id == 2).EventId, Is.EqualTo(1), "the observation of the same time comes first");
        Assert.That(data.Records.Where(record => record.Id == 1).Select(record => record.EventId), Is.All.Zero);
    }

    // By hand: from 0.4 to 0.2 mg/kg/h over 10 h are 3 mg/kg, 900 ug in 300 g; the first hundredth has 0.399 mg/kg/h.
    [Test]
    public void Of_ARamp_IsInStepsWithTheLinesAmount()
    {
        Study study = Study.Reference with
        {
            Test = new TestSchedule { Days = [0, 1] },
            Groups =
            [
                new PawLatency.Group(
                    "taper",
                    1,
                    Regimen.None.Ramp(Substance.Morphine.Base, 0.4.MgPerKgPerHour, 0.2.MgPerKgPerHour, Route.Intravenous, 0.Days, 10.Hours)
                ),
            ],
        };
        NonmemRecord[] steps = [.. NonmemData.Of(study.Run()).Records.Where(record => record.EventId == 1)];

        Assert.That(steps, Has.Length.EqualTo(100));
        Assert.That(steps.Sum(step => step.Amount), Is.EqualTo(900).Within(1e-9));
        Assert.That((steps[0].TimeH, steps[0].Rate, steps[^1].TimeH), Is.EqualTo((0.0, 119.7, 9.9)));
        Assert.That(
            NonmemData.LeavesOut(study),
            Is.EqualTo("A rate that was simulated as a straight line is in the file as 100 steps, each with the line's amount.")
        );
    }

    [Test]
    public void WriteAndLoad_OfAStudy_IsLossless()
    {
        var data = NonmemData.Of(Result);
        data.Write(Folder["study.csv"]);

        Assert.That(NonmemData.Load(Folder["study.csv"]).Records, Is.EqualTo(data.Records));
    }

    [Test]
    public void WriteAndParse_OfAnyGoodRecords_IsLossless() =>
        RepeatableProperty.Check(
            Rows().ArrayOf(8),
            200,
            rows =>
            {
                NonmemRecord[] records =
                [
                    .. rows.Select((row, index) => row with { Id = index / 4 + 1, TimeH = row.TimeH + 1000 * (index % 4) }),
                ];

                Assert.That(Parse(Written(records)).Records, Is.EqualTo(records));
            }
        );

    [TestCase("1,0,10,0,0,7,1,0,0,0,0,.,0.3,1", "2:6: EVID: 7 is not a whole number from 0 to 4.")]
    [TestCase("1,0,.,.,0,1,1,0,0,1,0,.,0.3,1", "2:4: AMT: A dose (EVID 1) needs an amount above 0.")]
    [TestCase("1,0,10,5,0,0,1,0,0,0,0,.,0.3,1", "2:4: AMT: 5 belongs to a dose (EVID 1 or 4), not to EVID 0.")]
    [TestCase("1,5,10,0,0,0,1,0,0,0,0,.,0.3,1\n1,4,10,0,0,0,1,0,0,0,0,.,0.3,1", "3:2: TIME: 4 h comes after 5 h of the row before")]
    [TestCase(
        "1,5,10,0,0,0,1,0,0,0,0,.,0.3,1\n1,5,11,0,0,0,1,0,0,0,0,.,0.3,1",
        "3:2: TIME: 5 h is there twice for animal 1 with EVID 0 and CMT 1."
    )]
    [TestCase(
        "1,5,10,0,0,0,1,0,0,0,0,.,0.3,1\n2,5,11,0,0,0,1,0,0,0,0,.,0.3,1\n1,6,11,0,0,0,1,0,0,0,0,.,0.3,1",
        "4:1: ID: 1 was there before another animal"
    )]
    [TestCase("1,0,.,0,0,0,1,0,0,0,0,.,0.3,1", "2:3: DV: An observation (EVID 0, MDV 0) needs a value.")]
    [TestCase("1,0,.,9,-2,1,1,0,0,1,0,.,0.3,1", "2:5: RATE: -2, a rate or duration that the model estimates, is not supported.")]
    [TestCase("1,0,.,9,0,1,1,24,0,1,0,.,0.3,1", "2:9: ADDL: An interval of 24 h needs additional doses; steady state is not supported.")]
    [TestCase("1,0,.,9,0,1,1,0,3,1,0,.,0.3,1", "2:8: II: 3 additional doses need an interval above 0.")]
    [TestCase("1,0,20,0,0,0,1,0,0,0,-1,15,0.3,1", "2:12: LIMIT: 15 must be above DV 20 where CENS is -1.")]
    [TestCase("1,0,20,0,0,0,1,0,0,0,2,.,0.3,1", "2:11: CENS: 2 is not a whole number from -1 to 1.")]
    [TestCase("1,0,ten,0,0,0,1,0,0,0,0,.,0.3,1", "2:3: DV: \"ten\" is not a number.")]
    [TestCase("1,0,.,9,0,1,1,0,0,0,0,.,0.3,1", "2:10: MDV: EVID 1 is no observation; MDV must be 1.")]
    [TestCase("0,0,10,0,0,0,1,0,0,0,0,.,0.3,1", "2:1: ID: 0 is not a whole number from 1 to")]
    [TestCase("", "1:1: The file has no rows.")]
    public void Parse_FaultyRow_SaysWhereAndWhat(string rows, string expected)
    {
        InputException fault = Assert.Throws<InputException>(() => Parse(Header + rows + "\n"))!;

        Assert.That(fault.Faults, Has.Count.EqualTo(1), fault.Message);
        Assert.That(fault.Message, Does.StartWith($"f.csv:{expected}"));
    }

    [TestCase("ID,TIME,DV,AMT\n", "There is no column EVID.")]
    [TestCase("ID,TIME,DV,AMT,EVID,SS\n", "The column SS is not supported.")]
    [TestCase("ID,TIME,DV,AMT,EVID,DV\n", "The column DV is there twice.")]
    public void Parse_FaultyHeader_SaysWhereAndWhat(string text, string expected) =>
        Assert.That(() => Parse(text + "1,0,1,0,0,0\n"), Throws.TypeOf<InputException>().With.Message.Contains(expected));

    [Test]
    public void Of_AProcedureOrNoRats_IsRefused()
    {
        Assert.That(
            () => NonmemData.Of((Study.Reference with { Groups = [new PawLatency.Group("typical", 0, Regimen.None)] }).Run()),
            Throws.TypeOf<AnalysisException>().With.Message.Contains("no virtual rats")
        );
    }

    [Test]
    public void Table_OfAStudyAndOfItsFile_IsTheSame()
    {
        Result.WriteCsv(Folder["latencies.csv"]);
        foreach (SessionValue session in Enum.GetValues<SessionValue>())
        {
            LatencyTable simulated = Result.Table(session),
                measured = MeasuredData.Load(Folder["latencies.csv"], 20).Table(session);
            Assert.That(
                (measured.Groups, measured.Animals, measured.Days),
                Is.EqualTo((simulated.Groups, simulated.Animals, simulated.Days))
            );
            Assert.That(Cells(measured), Is.EqualTo(Cells(simulated)));
        }
    }

    [Test]
    public void WideAndPrism_OfATableWithAHole_AreThese()
    {
        LatencyTable table = LatencyTable.Of([
            new("saline", "1", 0, 10, false),
            new("saline", "1", 1, 10.5, false),
            new("morphine, sc", "1", 0, 9, false),
            new("morphine, sc", "2", 1, 20, true),
        ]);

        Assert.That(
            Text(writer => TableFiles.WriteWide(table, writer)),
            Is.EqualTo("group,rat,day 0,day 1\nsaline,1,10,10.5\n\"morphine, sc\",1,9,\n\"morphine, sc\",2,,20\n")
        );
        Assert.That(
            Text(writer => TableFiles.WritePrism(table, writer)),
            Is.EqualTo("day,saline,\"morphine, sc\",\"morphine, sc\"\n0,10,9,\n1,10.5,,20\n")
        );
    }

    private static (double, bool)[] Cells(LatencyTable table) =>
        [
            .. Enumerable
                .Range(0, table.Animals.Count)
                .SelectMany(animal =>
                    Enumerable.Range(0, table.Days.Count).Select(day => (table.Value(animal, day), table.IsCensored(animal, day)))
                ),
        ];

    // Observations, doses, infusions with repeats and resets, with numbers of any digits.
    private static Gen<NonmemRecord> Rows()
    {
        Gen<double> number = RepeatableProperty.LogUniform(1e-4, 900);
        return from evid in Gen.Choose(0, 4)
            from numbers in number.ArrayOf(6)
            from flags in Gen.Choose(0, 2).ArrayOf(5)
            let dose = evid is 1 or 4
            let censoring = evid == 0 ? flags[0] - 1 : 0
            select new NonmemRecord(
                1,
                numbers[0],
                evid == 0 ? numbers[1] : null,
                dose ? numbers[2] : 0,
                dose && flags[1] > 0 ? numbers[3] : 0,
                evid,
                flags[2] + 1,
                dose && flags[3] > 0 ? numbers[4] : 0,
                dose ? flags[3] : 0,
                evid != 0,
                censoring,
                censoring == 0 || flags[4] == 0 ? null : numbers[1] * (censoring < 0 ? 2 : 0.5),
                flags[1] == 0 ? null : numbers[5],
                flags[4] + 1
            );
    }

    private static NonmemData Parse(string text) => NonmemFile.Parse("f.csv", Encoding.UTF8.GetBytes(text));

    private static string Written(NonmemRecord[] records) => Text(writer => NonmemFile.Write(new NonmemData(records, [], []), writer));

    private static string Text(Action<TextWriter> write)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        write(writer);
        return writer.ToString();
    }
}
