using BenchmarkDotNet.Running;

namespace PawLatency.Benchmarks;

/// <summary>The benchmarks, and the two ends of the comparison with other solvers (peers/compare.sh).</summary>
public static class Program
{
    public static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["export", string folder, string rats]:
                PeerCohort.Export(folder, int.Parse(rats, null));
                return 0;
            case ["cohort", string folder, .. string[] tolerances]:
                PeerCohort.Time(folder, tolerances);
                return 0;
            case ["table", string folder]:
                PeerTable.Print(folder);
                return 0;
            case ["many"]:
                ManyRats.Print();
                return 0;
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
                return 0;
        }
    }
}
