using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using PawLatency.Simulation;
using PawLatency.Tests.Numerics;

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
        VirtualRat[][] rats =
        [
            .. Enumerable
                .Range(1, 200)
                .Select(number => VirtualRat.Draw(number, new RandomNumbers(1, "rats", number), Mixed.Variability))
                .Chunk(Lanes.LaneCount),
        ];
        void Pass()
        {
            foreach (VirtualRat[] together in rats)
            {
                engine.Run(together, responses).ThrowIfFailed(StepControl.Default);
            }
        }

        // The first pass lays the halves of panels that some of these rats need; they belong to the cohort and stay.
        Pass();
        Assert.That(Allocation.Bytes(Pass), Is.Zero);
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
