using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using PawLatency.Simulation;

namespace PawLatency.Tests.Simulation;

/// <summary>However the rats are packed, the rows are the same bytes, and the engine allocates for none of them.</summary>
[TestFixture]
public sealed class RatRunTests
{
    private static readonly Study Mixed = TestStudies.Of(
        [-1, 0, 2, 7, 9],
        new Group("saline", 9, TestStudies.SalinePump),
        new Group("morphine", 75, TestStudies.MorphinePump),
        new Group("naloxone", 11, TestStudies.MorphinePump.Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 6.Days))
    );

    private static readonly NociceptiveAssay[] OtherAssays = [TailFlick.Standard, HotPlate.Standard, PawPressure.Standard];

    private readonly string _scalar = Csv(Mixed, lanes: 1, threads: 1, batch: 64);

    [TestCase(1, 2, 7)]
    [TestCase(4, 1, 1)]
    [TestCase(4, 2, 7)]
    [TestCase(4, 1, 64)]
    [TestCase(8, 1, 1)]
    [TestCase(8, 2, 7)]
    [TestCase(8, 2, 64)]
    public void Rows_OfAnyPacking_AreTheSameBytes(int lanes, int threads, int batch) =>
        Assert.That(Csv(Mixed, lanes, threads, batch), Is.EqualTo(_scalar));

    [TestCaseSource(nameof(OtherAssays))]
    public void Rows_OfAnotherAssayInAnyPacking_AreTheSameBytes(NociceptiveAssay assay)
    {
        Study study = Mixed with { Assay = assay };
        string scalar = Csv(study, lanes: 1, threads: 1, batch: 64);

        Assert.That((Csv(study, 4, 2, 7), Csv(study, 8, 1, 64), Csv(study, 8, 2, 1)), Is.EqualTo((scalar, scalar, scalar)));
    }

    [Test]
    public void Run_StoppedBefore_Throws()
    {
        var stopped = new RunOptions { CancellationToken = new CancellationToken(true) };

        Assert.That(() => Mixed.Run(options: stopped), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(
            () => Mixed.Stream((_, _) => Assert.Fail("A rat was run."), options: stopped),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    [Test]
    public void Stream_StoppedInTheFirstGroup_DoesNotRunTheNext()
    {
        using var source = new CancellationTokenSource();
        var seen = new HashSet<string>();
        void Take(Group group, RatResult rat)
        {
            seen.Add(group.Name);
            source.Cancel();
        }

        Assert.That(
            () => Mixed.Stream(Take, options: new RunOptions { CancellationToken = source.Token }),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(seen, Is.EqualTo(new[] { "saline" }));
    }

    [Test]
    public void Engine_RunningManyRats_AllocatesNothing()
    {
        double[] times = [.. Enumerable.Range(0, 40).Select(i => 9.0 * i)];
        var cohort = new Cohort(
            new Dosing(Mixed.Groups[2].Regimen, 300, VirtualRat.Typical),
            NociceptionParameters.Reference,
            StepControl.Default,
            times
        );
        var engine = new Simulation<Lanes>(cohort);
        var responses = new Response<Lanes>[times.Length];
        var rats = new VirtualRat[Lanes.LaneCount];
        long Bytes(int from)
        {
            for (int lane = 0; lane < rats.Length; lane++)
            {
                rats[lane] = VirtualRat.Draw(from + lane, new RandomNumbers(1, "rats", from + lane), Mixed.Variability);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            engine.Run(rats, responses).ThrowIfFailed(StepControl.Default);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        long Pass() => Enumerable.Range(1, 50).Sum(i => Bytes(4 * i));

        // The first pass lays the halves of panels that some of these rats need; they belong to the cohort and stay. What the engine itself
        // allocates comes in each later pass; under load the runtime once charged a single one with 7 kB, less than the 8 kB it hands out
        // at a time.
        long first = Pass();
        long[] later = [Pass(), Pass(), Pass()];
        TestContext.Out.WriteLine($"{first} bytes, then {string.Join(", ", later)}");
        Assert.That(later.Min(), Is.Zero);
    }

    private static string Csv(Study study, int lanes, int threads, int batch)
    {
        IReadOnlyList<Session> sessions = study.Test.Sessions();
        StudyResult typical = study.Run();
        RatResult[][] rats = [.. study.Groups.Select(group => new RatResult[group.Rats])];
        int[] taken = new int[rats.Length];
        new RatRun(typical.Study, sessions, new RunOptions { Threads = threads }, lanes, batch).Stream(
            (group, rat) => rats[group][taken[group]++] = rat
        );
        GroupResult[] groups = [.. typical.Groups.Select((group, index) => new GroupResult(group.Group, group.Typical, rats[index]))];
        return TestStudies.TrialsCsv(new StudyResult(study, sessions, groups, StepControl.Default, default));
    }
}
