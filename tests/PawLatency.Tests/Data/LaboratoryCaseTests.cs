using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Statistics;
using PawLatency.Tests.Cli;
using PawLatency.Text;

namespace PawLatency.Tests.Data;

/// <summary>
/// Tables that a laboratory could bring, each with what is right (tests/PawLatency.Tests/Data/Cases; R 4.2.2, t.test, 2026-11), and others
/// of the same kind. Each is read rightly, or refused with what mends it.
/// </summary>
[TestFixture]
public sealed class LaboratoryCaseTests
{
    private static readonly TemporaryFolder Folder = new();

    [OneTimeTearDown]
    public static void DeleteFolder() => Folder.Dispose();

    // Case 1. From the summaries Welch's t(12.98) = -5.6, p = 0.0001.
    [TestCase("sem", 0.3, 0.4)]
    [TestCase("sd", 0.848528137, 1.131370850)]
    public void MeanSpreadAndN_Told_GiveWelchFromTheSummaries(string spread, double saline, double morphine)
    {
        string path = Folder.Write(
            "sum.csv",
            FormattableString.Invariant($"Day,saline,,,morphine,,\n0,10.1,0.4,8,10.0,0.3,8\n7,9.9,{saline},8,7.1,{morphine},8\n")
        );
        MeasuredData data = MeasuredData.Load(path, new ReadingOptions { Spread = spread });
        TestResult welch = Welch(data.Moments(), 7);

        Assert.That(data.IsSummary, Is.True);
        Assert.That(
            (welch.Estimate, welch.Statistic, welch.DegreesOfFreedom),
            Is.EqualTo((-2.8, -5.6, 12.98)).Using<double>((a, b) => Math.Abs(a - b) < 0.005)
        );
        Assert.That(welch.P, Is.EqualTo(0.0000867).Within(5e-6));
        Assert.That(welch.Animals, Is.EqualTo("8 morphine, 8 saline"));
    }

    [TestCase("Day,saline,,,morphine,,\n0,10.1,0.4,8,10.0,0.3,8\n7,9.9,0.3,8,7.1,0.4,8\n", TestName = "Case01_BlocksOfThree_AreRefused")]
    [TestCase(
        "Day,saline,saline,saline,morphine,morphine,morphine\n0,10.1,0.4,8,10.0,0.3,8\n7,9.9,0.3,8,7.1,0.4,7\n",
        TestName = "Case01_NamesRepeated_AreRefused"
    )]
    [TestCase("Day;saline;;morphine;\n0;10.1;0.4;10.0;0.3\n7;9.9;0.3;7.1;0.4\n", TestName = "Case01_BlocksOfTwo_AreRefused")]
    public void MeanSpreadAndN_NotTold_AreRefused(string csv) => AssertRefused(csv, "--spread sem or --spread sd");

    [TestCase("Day,saline,,,morphine,,\n,Mean,SEM,N,Mean,SEM,N\n7,9.9,0.3,8,7.1,0.4,8\n0,10.1,0.4,8,10.0,0.3,8\n")]
    [TestCase(
        "Day,saline mean,saline SEM,saline N,morphine mean,morphine SEM,morphine N\n7,9.9,0.3,8,7.1,0.4,8\n0,10.1,0.4,8,10.0,0.3,8\n"
    )]
    [TestCase("group,day,mean_s,sem_s,n\nsaline,7,9.9,0.3,8\nmorphine,7,7.1,0.4,8\n")]
    [TestCase("Treatment,Day,Mean latency (s),SEM,N\nsaline,7,9.9,0.3,8\nmorphine,7,7.1,0.4,8\n")]
    public void MeanSpreadAndN_NamedInTheHeads_AreReadAsSummaries(string csv)
    {
        MeasuredData data = Load(csv);

        Assert.That(Welch(data.Moments(), 7).Statistic, Is.EqualTo(-5.6).Within(1e-9));
        Assert.That(Assert.Throws<InputException>(() => data.Table())!.Message, Does.Contain("the table holds means of groups"));
    }

    // Case 2. Hyperalgesia before the dose and analgesia after it are two days of the axis.
    [TestCase("time_min", "30", 1)]
    [TestCase("Time (min)", "30", 1)]
    [TestCase("hour", "0.5", 1)]
    [TestCase("timepoint", "30 min", 1)]
    public void SeveralTimesOfADay_AreNotAveraged(string head, string after, int _)
    {
        string csv = Case("02-day-and-minutes.csv")
            .Replace("time_min", head, StringComparison.Ordinal)
            .Replace(",30,", $",{after},", StringComparison.Ordinal);
        csv =
            head == "timepoint"
                ? csv.Replace(",0,9", ",pre,9", StringComparison.Ordinal)
                    .Replace(",0,1", ",pre,1", StringComparison.Ordinal)
                    .Replace(",0,7", ",pre,7", StringComparison.Ordinal)
                    .Replace(",0,6", ",pre,6", StringComparison.Ordinal)
                    .Replace(",0,8", ",pre,8", StringComparison.Ordinal)
                : csv;
        LatencyTable table = Load(csv).Table();
        TestResult before = Welch(table, 7),
            later = Welch(table, 7 + 1.0 / 48);

        Assert.That((before.Estimate, later.Estimate), Is.EqualTo((-2.95, 0.775)).Using<double>((a, b) => Math.Abs(a - b) < 1e-9));
        Assert.That((before.P, later.P), Is.EqualTo((0.00027, 0.0165)).Using<double>((a, b) => Math.Abs(a - b) < 0.00005));
    }

    // Case 3. Rat 1 of the females is not rat 1 of the males: n = 6, t(7.52) = -9.885.
    [TestCase("sex")]
    [TestCase("Cohort")]
    [TestCase("cage")]
    [TestCase("batch")]
    [TestCase("experiment")]
    public void NumbersThatStartAgain_AreOtherRats(string head)
    {
        TestResult welch = Welch(Load(Case("03-rat-numbers-restart.csv").Replace("sex", head, StringComparison.Ordinal)).Table(), 7);

        Assert.That(
            (welch.Animals, welch.Estimate),
            Is.EqualTo(("6 morphine, 6 saline", -2.75)).Using<double>((a, b) => Math.Abs(a - b) < 1e-9)
        );
        Assert.That((welch.Statistic, welch.P), Is.EqualTo((-9.885, 1.4e-5)).Using<double>((a, b) => Math.Abs(a - b) < 5e-4));
    }

    // Case 4. The injured paw -4.45 s, t(5.27) = -13.87; the other +0.5 s.
    [TestCase("ipsi", -4.45)]
    [TestCase("contra", 0.5)]
    public void Sides_AreChosenAndNotAveraged(string side, double expected)
    {
        string csv = Case("04-ipsi-contra.csv");
        AssertRefused(csv, "--only paw=ipsi reads one, --only paw=contra the other.");
        AssertRefused(
            csv.Replace("ipsi", "Injured", StringComparison.Ordinal)
                .Replace("contra", "uninjured", StringComparison.Ordinal)
                .Replace("paw", "Side", StringComparison.Ordinal),
            "--only Side=Injured"
        );
        AssertRefused(csv.Replace(",ipsi,", ",a,", StringComparison.Ordinal), "paw: \"a\" is not left, right, both, tail, ipsi or contra");

        LatencyTable table = Load(csv, new ReadingOptions { Only = [$"paw={side}"] }).Table();
        Assert.That(Welch(table, 7, "sham").Estimate, Is.EqualTo(expected).Within(1e-9));
    }

    // Case 4, the sides compared within the animal in one call (R, t.test(ipsi, contra, paired = TRUE), cci on day 7).
    [Test]
    public void Sides_AsGroups_AreComparedWithinTheAnimal()
    {
        LatencyTable table = Load(Case("04-ipsi-contra.csv"), new ReadingOptions { Columns = ["group=group+paw"], IsCrossover = true })
            .Table();
        TestResult result = LatencyTest
            .Named("crossover")
            .Run(
                table,
                new TestQuestion
                {
                    Control = "cci contra",
                    Treated = "cci ipsi",
                    Days = [7],
                }
            )
            .Single();

        Assert.That((result.Estimate, result.DegreesOfFreedom), Is.EqualTo((-4.65, 3.0)).Using<double>((a, b) => Math.Abs(a - b) < 1e-9));
        Assert.That((result.Statistic, result.P), Is.EqualTo((-9.821265146, 0.002243844)).Using<double>((a, b) => Math.Abs(a - b) < 1e-6));
        Assert.That(result.Test, Is.EqualTo("paired t test of the same day"));
    }

    // Case 5. Three animals of three trials each.
    [TestCase("animal")]
    [TestCase("Rat")]
    [TestCase("ID")]
    [TestCase("animal_id")]
    [TestCase("mouse")]
    [TestCase("Subject No.")]
    public void Animals_OfAnyWord_AreCountedAndNotTheirTrials(string head)
    {
        MeasuredSession session = Load(Case("05-animal-column.csv").Replace("animal", head, StringComparison.Ordinal)).Groups[0].Sessions[
            0
        ];

        Assert.That(
            (session.Summary.Count, session.Summary.Mean, session.Summary.Sem),
            Is.EqualTo((3, 10.5, 0.866)).Using<double>((a, b) => Math.Abs(a - b) < 5e-4)
        );
    }

    [Test]
    public void Animals_OfNoKnownWord_AreAskedFor() =>
        AssertRefused(
            Case("05-animal-column.csv").Replace("animal", "code", StringComparison.Ordinal),
            "--column rat=code says that it names the animals"
        );

    // Case 6. Difference 23.75 s, t(4.82) = 4.66, p = 0.0061, with any cutoff and with none.
    [TestCase(null)]
    [TestCase(90.0)]
    [TestCase(100000.0)]
    public void LongLatencies_NeedNoUsualCutoff(double? cutoff)
    {
        MeasuredData data = MeasuredData.Load(
            CasePath("06-hot-plate-over-60-s.csv"),
            new ReadingOptions { Cutoff = cutoff, Assay = "hot-plate" }
        );
        TestResult welch = Welch(data.Table(), 1, "water");

        Assert.That(
            (welch.Estimate, welch.Statistic, welch.P),
            Is.EqualTo((23.75, 4.66, 0.0061)).Using<double>((a, b) => Math.Abs(a - b) < 5e-4)
        );
        Assert.That(data.Readout.Name, Is.EqualTo("hot-plate latency"));
    }

    [TestCase("group,rat,day,threshold_g\na,1,0,4.1\na,1,1,2.2\na,2,0,3\na,2,1,15\n", 15.0)]
    [TestCase("group,rat,day,PWT (g)\na,1,0,4.1\na,1,1,2.2\n", 15.0)]
    public void SmallForces_NeedNoUsualCutoff(string csv, double cutoff) =>
        Assert.That(Load(csv, new ReadingOptions { Cutoff = cutoff }).Readout.Unit, Is.EqualTo("g"));

    // Case 8. 10.3 - 10.1 and 10.5 - 10.3 are one change: W is 22 or 3 in 20 of 252 arrangements (TieTests), in any unit and order.
    [TestCase("as it is")]
    [TestCase("milliseconds")]
    [TestCase("more digits")]
    [TestCase("backwards")]
    public void EqualDifferences_AreTied(string form)
    {
        string[] lines = Case("08-ties-in-differences.csv").TrimEnd().Split('\n');
        string[] rows = [.. lines[1..].Select(line => line.TrimEnd())];
        string csv = form switch
        {
            "milliseconds" => "group,rat,day,latency_ms\n" + string.Concat(rows.Select(row => Thousandfold(row) + "\n")),
            "more digits" => lines[0] + "\n" + string.Concat(rows.Select(row => row + "00\n")),
            "backwards" => lines[0] + "\n" + string.Concat(rows.Reverse().Select(row => row + "\n")),
            _ => Case("08-ties-in-differences.csv"),
        };
        LatencyTable changes = Load(csv).Table().Express(LatencyMeasure.DifferenceSeconds, [0]);
        var question = new TestQuestion
        {
            Control = "saline",
            Days = [1],
            BaselineDays = [0],
        };
        TestResult result = LatencyTest.Named("mann-whitney").Run(changes, question).Single();

        Assert.That((result.Statistic, result.P, result.ConventionalP), Is.EqualTo((22.0, 10.0 / 252, 20.0 / 252)));
    }

    // Case 9. Of the 20 arrangements of three and three two are as extreme; of the 70 of four and four, five values at the cutoff, ten.
    [TestCase("as it is", 0.05, 0.1)]
    [TestCase(">20", 0.05, 0.1)]
    [TestCase("milliseconds", 0.05, 0.1)]
    [TestCase("four", 5.0 / 70, 10.0 / 70)]
    public void TiesAtTheCutoff_HaveTheExactP(string form, double p, double conventional)
    {
        string csv = Case("09-mann-whitney-ties-n3.csv").TrimEnd() + "\n";
        csv = form switch
        {
            ">20" => csv.Replace(",censored", "", StringComparison.Ordinal)
                .Replace(",20,1", ",>20", StringComparison.Ordinal)
                .Replace(".0,0", ".0", StringComparison.Ordinal),
            "milliseconds" => csv.Replace("latency_s", "latency_ms", StringComparison.Ordinal)
                .Replace(",20,1", ",20000,1", StringComparison.Ordinal)
                .Replace(".0,0", "000,0", StringComparison.Ordinal),
            "four" => csv + "saline,4,1,20,1\nmorphine,4,1,20,1\n",
            _ => csv,
        };
        TestResult result = LatencyTest
            .Named("mann-whitney")
            .Run(Load(csv).Table(), new TestQuestion { Control = "saline", Days = [1] })
            .Single();

        Assert.That((result.P, result.ConventionalP), Is.EqualTo((p, conventional)));
    }

    private static string Thousandfold(string row)
    {
        int at = row.LastIndexOf(',');
        return FormattableString.Invariant(
            $"{row[..at]},{1000 * double.Parse(row[(at + 1)..], System.Globalization.CultureInfo.InvariantCulture):0}"
        );
    }

    // Case 12. Numbers that do not count 1, 2, 3 are doses.
    [TestCase("morphine 1,morphine 3,morphine 10", "morphine 1|morphine 3|morphine 10")]
    [TestCase("saline,morphine 1,morphine 3", "saline|morphine 1|morphine 3")]
    [TestCase("0.1,0.2,0.3", "0.1|0.2|0.3")]
    [TestCase("fentanyl 0.1,fentanyl 0.2,fentanyl 0.3", "fentanyl 0.1|fentanyl 0.2|fentanyl 0.3")]
    [TestCase("1 mg/kg,3 mg/kg,10 mg/kg", "1 mg/kg|3 mg/kg|10 mg/kg")]
    [TestCase("dose 1,dose 2,dose 3", "dose 1|dose 2|dose 3")]
    public void Doses_InTheHeads_AreGroups(string heads, string groups)
    {
        string csv = Case("12-dose-columns.csv").Replace("morphine 1,morphine 3,morphine 10", heads, StringComparison.Ordinal);
        MeasuredData data = Load(csv);

        Assert.That(data.Groups.Select(group => group.Name), Is.EqualTo(groups.Split('|')));
        Assert.That(data.Account.Notes, Has.Some.Contains("whether it is an animal or a mean"));
    }

    // Case 13. A column of names is no time.
    [TestCase("Rat I.D.")]
    [TestCase("Genotype (I.D.)")]
    [TestCase("ID")]
    [TestCase("Animal")]
    public void Names_InTheFirstColumn_AreNoTimes(string head) =>
        AssertRefused(Case("13-id-column-as-days.csv").Replace("Rat I.D.", head, StringComparison.Ordinal), "There is no column");

    [Test]
    public void Names_InTheFirstColumn_WithTheirGroupAreRead()
    {
        MeasuredData data = MeasuredData.Load(CasePath("13-id-column-as-days.csv"), new ReadingOptions { Group = "morphine" });

        Assert.That(
            data.Groups.Single().Sessions.Select(session => (session.TimeH, session.Summary.Count)),
            Is.EqualTo(new[] { (0.0, 4), (24.0, 4), (168.0, 4) })
        );
    }

    // Case 14. Missing and censored cells are read and counted.
    [TestCase(">20")]
    [TestCase("20+")]
    [TestCase("> 20 s")]
    [TestCase("\u226520")]
    public void CensoredCells_AreBounds(string cell)
    {
        MeasuredData data = Load(Case("14-missing-cell.csv").Replace(">20", cell, StringComparison.Ordinal));
        LatencyTable table = data.Table();

        Assert.That((data.Cutoff, data.IsCutoffAssumed), Is.EqualTo((20.0, false)));
        Assert.That((table.Value(2, 1), table.IsCensored(2, 1)), Is.EqualTo((20.0, true)));
        Assert.That(data.Account.Notes, Is.EquivalentTo(new[] { "3 values missing", "1 value censored by its mark" }));
    }

    private static string CasePath(string name) => Path.Combine(Repository.Root, "tests", "PawLatency.Tests", "Data", "Cases", name);

    private static string Case(string name) => File.ReadAllText(CasePath(name));

    private static MeasuredData Load(string csv, ReadingOptions? options = null) =>
        MeasuredData.Load(Folder.Write("case.csv", csv), options ?? new ReadingOptions());

    private static void AssertRefused(string csv, string message) =>
        Assert.That(Assert.Throws<InputException>(() => Load(csv).Table())!.Message, Does.Contain(message));

    private static TestResult Welch(LatencyTable table, double day, string control = "saline") =>
        LatencyTest.Named("welch").Run(table, new TestQuestion { Control = control, Days = [day] })[0];
}
