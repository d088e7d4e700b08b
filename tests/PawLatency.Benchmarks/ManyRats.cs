using System.Diagnostics;
using System.Globalization;

namespace PawLatency.Benchmarks;

/// <summary>A thousand to a million rats of the reference study streamed to a consumer: time a rat and peak memory.</summary>
internal static class ManyRats
{
    // A group has at most 100,000 rats: more of them come in more groups.
    private const int MostInAGroup = 100_000;

    public static void Print()
    {
        // Until the compiler has nothing left to do; the smaller a run, the more it scatters, so the median of several counts.
        Array.ForEach(new int[200], _ => Seconds(1_000));
        Console.WriteLine("| rats | runs | s | us a rat | peak memory, MB |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach ((int rats, int runs) in new[] { (1_000, 101), (10_000, 11), (100_000, 3), (1_000_000, 1) })
        {
            double[] times = [.. Enumerable.Range(0, runs).Select(_ => Seconds(rats)).Order()];
            double seconds = times[runs / 2];
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {rats:N0} | {runs} | {seconds:0.0000} | {1e6 * seconds / rats:0.00} "
                        + $"| {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} |"
                )
            );
        }
    }

    private static double Seconds(int rats)
    {
        Study study = Study.Reference with { Groups = [.. Groups(rats)] };
        long count = 0;
        var watch = Stopwatch.StartNew();
        study.Stream((_, _) => count++);
        return count == rats ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"{count} rats came instead of {rats}.");
    }

    private static IEnumerable<Group> Groups(int rats) =>
        Study.Reference.Groups.SelectMany(group =>
            Enumerable
                .Range(0, (rats / 2 + MostInAGroup - 1) / MostInAGroup)
                .Select(part => new Group(
                    $"{group.Name} {part + 1}",
                    Math.Min(MostInAGroup, rats / 2 - part * MostInAGroup),
                    group.Regimen
                ))
        );
}
