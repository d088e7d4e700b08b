using BenchmarkDotNet.Attributes;
using PawLatency.Plotting;

namespace PawLatency.Benchmarks;

/// <summary>The reference study as a script runs it. Bars: under 1 ms of typical rats alone, under 3 ms with ten virtual rats in each
/// group, under 5 ms for the figure.</summary>
[MemoryDiagnoser]
public class StudyBenchmarks
{
    private static readonly Study Reference = Study.Reference;
    private static readonly StudyResult Result = Reference.Run();
    private static readonly Study Typical = Reference with { Groups = [.. Reference.Groups.Select(group => group.With(rats: 0))] };
    private static readonly Study Hundred = Reference with { Groups = [.. Reference.Groups.Select(group => group.With(rats: 50))] };

    [Benchmark(Baseline = true)]
    public StudyResult TenRatsInEachGroup() => Reference.Run();

    [Benchmark]
    public StudyResult TypicalRatsOnly() => Typical.Run();

    [Benchmark]
    public StudyResult HundredRats() => Hundred.Run();

    [Benchmark]
    public string LatencyFigure() => Result.LatencyFigure().ToSvg();

    [Benchmark]
    public string MechanismFigure() => Result.MechanismFigure().ToSvg();
}
