using BenchmarkDotNet.Attributes;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Simulation;

namespace PawLatency.Benchmarks;

/// <summary>The engine alone: 64 rats of the reference pump to their latencies, by lanes and by method.</summary>
[MemoryDiagnoser]
public class CohortBenchmarks
{
    private const int Rats = 64;

    private static readonly Cohort Panels = PeerCohort.Treated(StepControl.Default);
    private static readonly Cohort Steps = PeerCohort.Treated(StepControl.Default with { Method = SolveMethod.DormandPrince54 });
    private static readonly VirtualRat[] Drawn = PeerCohort.Draw(Rats);

    private readonly Simulation<Real> _one = new(Panels);
    private readonly Simulation<Lanes> _four = new(Panels);
    private readonly Simulation<WideLanes> _eight = new(Panels);
    private readonly Simulation<Real> _reference = new(Steps);

    [Benchmark(Baseline = true)]
    public double OneLane() => PeerCohort.Run(_one, Drawn, []);

    [Benchmark]
    public double FourLanes() => PeerCohort.Run(_four, Drawn, []);

    [Benchmark]
    public double EightLanes() => PeerCohort.Run(_eight, Drawn, []);

    [Benchmark]
    public double OneLaneDormandPrince() => PeerCohort.Run(_reference, Drawn, []);

    /// <summary>What a rat costs before it is a rat: regimen, panels, weights.</summary>
    [Benchmark]
    public object Cohort() => PeerCohort.Treated(StepControl.Default);
}
