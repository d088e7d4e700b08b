using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using PawLatency.Nociception;
using PawLatency.Power;

namespace PawLatency.Benchmarks;

/// <summary>
/// Power of the reference design: 4 to 20 rats, three tests, 2,000 replicates under the plausible parameter sets, and the days left out one
/// by one.
/// Bar:
/// under 60 s on two cores. A run takes so long that it is timed as a whole, three times.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 0, iterationCount: 3)]
public class PowerBenchmarks
{
    private static readonly PowerDesign Design = PowerDesign.Of(Study.Reference, "morphine", "saline") with
    {
        Ensemble = NociceptionParameters.Ensemble,
    };

    [Benchmark(Baseline = true)]
    public object TwoThreads() => Run(2);

    [Benchmark]
    public object OneThread() => Run(1);

    private static PowerState Run(int threads) => PowerRun.Run(Design, PowerState.Begin(Design), new RunOptions { Threads = threads });
}
