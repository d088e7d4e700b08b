namespace PawLatency.Statistics;

/// <summary>The animals of some groups ranked together.</summary>
/// <param name="Sizes">Animals of each group.</param>
/// <param name="Means">Mean rank of each group.</param>
/// <param name="Doubled">Twice the rank of each animal, group by group.</param>
/// <param name="Variance">Variance of an animal's rank, ties allowed for: N (N + 1) / 12 less the sum of t^3 - t over 12 (N - 1).</param>
internal sealed record RankedGroups(IReadOnlyList<int> Sizes, IReadOnlyList<double> Means, int[] Doubled, double Variance)
{
    /// <summary>Animals in all.</summary>
    public int Animals => Sizes.Sum();

    public static RankedGroups Of(IReadOnlyList<double[]> samples)
    {
        (int[] doubled, double ties) = Ranks.Of([.. samples.SelectMany(sample => sample)]);
        double all = doubled.Length;
        double[] means = new double[samples.Count];
        for (int group = 0, first = 0; group < means.Length; first += samples[group].Length, group++)
        {
            means[group] = doubled.Skip(first).Take(samples[group].Length).Average() / 2;
        }

        return new RankedGroups(
            [.. samples.Select(sample => sample.Length)],
            means,
            doubled,
            all * (all + 1) / 12 - ties / (12 * (all - 1))
        );
    }
}
