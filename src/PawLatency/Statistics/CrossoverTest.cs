using MathNet.Numerics.Statistics;
using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// The same animals under two treatments: an animal stands in both groups under one name. Where some had one treatment first and some the
/// other, time is taken out by comparing the two orders (Hills and Armitage 1979, Br J Clin Pharmacol 8:7-20); where all had one order, or
/// both on one day, it is the paired t test. Of several days a group counts with their mean. The estimate is treated - control.
/// </summary>
internal sealed record CrossoverTest : LatencyTest
{
    public override string Name => "crossover";

    public override string Title => "crossover t test";

    public override string Assumptions =>
        "An animal of one name in both groups is one animal; differences between its treatments are normally distributed with one variance "
        + "in both orders; nothing of the first treatment is left at the second.";

    public override bool ComparesAnimalsApart => false;

    public override bool TestsEachDay => false;

    protected override bool FitsEachDay => false;

    protected override IReadOnlyList<TestResult> Compare(LatencyTable table, IReadOnlyList<string> groups, TestQuestion question) =>
        [.. groups.Select(group => Compare(table, group, question))];

    private TestResult Compare(LatencyTable table, string treated, TestQuestion question)
    {
        Dictionary<string, (double Value, double Day)> with = Of(table, treated, question.Days),
            without = Of(table, question.Control, question.Days);
        (double Difference, int Order)[] pairs =
        [
            .. with.Where(animal => without.ContainsKey(animal.Key))
                .Select(animal => (animal.Value.Value - without[animal.Key].Value, Math.Sign(animal.Value.Day - without[animal.Key].Day))),
        ];
        double[][] orders = [.. pairs.GroupBy(pair => pair.Order).Select(order => order.Select(pair => pair.Difference).ToArray())];
        double freedom = pairs.Length - orders.Length;
        string compared = $"{treated} - {question.Control} in the same animals";
        if (freedom < 1)
        {
            throw new AnalysisException(
                $"{pairs.Length} animals have a value in both groups ({compared}); the {Title} needs at least {orders.Length + 1}."
            );
        }

        // The mean over the orders counts each order alike, so what changes with time drops out.
        double pooled =
            orders.Where(order => order.Length > 1).Sum(order => (order.Length - 1) * ArrayStatistics.Variance(order)) / freedom;
        var sum = new Contrast(
            orders.Average(ArrayStatistics.Mean),
            Math.Sqrt(pooled * orders.Sum(order => 1.0 / order.Length)) / orders.Length,
            freedom
        );
        string name =
            orders.Length > 1 ? $"{Title} with time taken out"
            : pairs[0].Order == 0 ? "paired t test of the same day"
            : $"{Title} (all in one order, which time may explain)";
        return IsSpread(sum.Error, pairs.Max(pair => Math.Abs(pair.Difference)))
            ? sum.Result(name, compared, "difference", table.Unit, FormattableString.Invariant($"{pairs.Length} animals"))
            : throw new AnalysisException($"All animals change alike ({compared}); without any spread the {Title} has no statistic.");
    }

    // Mean value and mean day of each animal of a group.
    private static Dictionary<string, (double Value, double Day)> Of(LatencyTable table, string group, IReadOnlyList<double> days)
    {
        int number = table.GroupIndex(group);
        var animals = new Dictionary<string, (double Value, double Day)>(StringComparer.Ordinal);
        foreach (int animal in Enumerable.Range(0, table.Animals.Count).Where(animal => table.GroupOf(animal) == number))
        {
            double[] there = [.. days.Where(day => table.Has(animal, day))];
            if (there.Length > 0)
            {
                animals[table.Animals[animal]] = (there.Average(day => table.Value(animal, table.DayIndex(day))), there.Average());
            }
        }

        return animals;
    }
}
