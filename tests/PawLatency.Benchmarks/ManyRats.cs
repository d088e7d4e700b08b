using System.Diagnostics;

namespace PawLatency.Benchmarks;

/// <summary>A thousand to a million rats of the reference study streamed to a consumer: time a rat and peak memory.</summary>
internal static class ManyRats
{
    // A group has at most 100,000 rats: more of them come in more groups.
    private const int MostInAGroup = 100_000;

    public static void Print()
    {
        Study.Reference.Stream((_, _) => { });
        Console.WriteLine("| rats | s | us a rat | peak memory, MB |");
        Console.WriteLine("|---|---|---|---|");
        foreach (int rats in new[] { 1_000, 1_000, 10_000, 100_000, 1_000_000 })
        {
            Study study = Study.Reference with { Groups = [.. Groups(rats)] };
            double sum = 0;
            long count = 0;
            var watch = Stopwatch.StartNew();
            study.Stream((_, rat) => (sum, count) = (sum + rat.Trials[^1].LatencyS, count + 1));
            double seconds = watch.Elapsed.TotalSeconds;
            Console.WriteLine(FormattableString.Invariant($"| {count:N0} | {seconds:0.000} | {1e6 * seconds / count:0.00} | {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} |"));
        }
    }

    private static IEnumerable<Group> Groups(int rats) => Study.Reference.Groups.SelectMany(group =>
        Enumerable.Range(0, (rats / 2 + MostInAGroup - 1) / MostInAGroup)
            .Select(part => new Group($"{group.Name} {part + 1}", Math.Min(MostInAGroup, rats / 2 - part * MostInAGroup), group.Regimen)));
}
