using MathNet.Numerics.Statistics;
using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary><see cref="CensoredMixedModel"/> as a test, fitted to the two groups, their baseline and the day.</summary>
internal sealed record CensoredMixedModelTest : RatioTest
{
    public override string Name => "censored";

    public override string Title => "censored mixed model";

    public override string Assumptions =>
        "Logarithms are normally distributed; an animal differs from its group by one amount at baseline and on the day; "
        + "a value at the cutoff is a lower bound; values are missing at random.";

    public override SessionValue Session => SessionValue.Median;

    public override bool NeedsCutoff => true;

    protected override TestResult Compare(
        LatencyTable table,
        string treated,
        string control,
        double day,
        IReadOnlyList<double> baselineDays
    )
    {
        LatencyTable two = table.Select([treated, control], [.. baselineDays, day]);
        return baselineDays.Count < 2
            ? CensoredMixedModel.Fit(two).Compare(treated, control, day, baselineDays)
            : CensoredMixedModel.Fit(OneBaseline(two, day, baselineDays)).Compare(treated, control, day, baselineDays[0]);
    }

    // The first baseline day holds the geometric mean of all of them, a lower bound where one of them is.
    private static LatencyTable OneBaseline(LatencyTable table, double day, IReadOnlyList<double> baselineDays)
    {
        int[] baseline = [.. baselineDays.Select(table.DayIndex)];
        int at = table.DayIndex(day);
        double Mean(int animal) =>
            Math.Exp(
                ArrayStatistics.Mean([
                    .. baseline.Select(column => LogPairs.Log(table, animal, column)).Where(value => !double.IsNaN(value)),
                ])
            );
        int[] animals = [.. Enumerable.Range(0, table.Animals.Count)];
        return new LatencyTable(
            table.Groups,
            table.Animals,
            [.. animals.Select(table.GroupOf)],
            [baselineDays[0], day],
            [.. animals.SelectMany(animal => new[] { Mean(animal), table.Value(animal, at) })],
            [
                .. animals.SelectMany(animal =>
                    new[] { baseline.Any(column => table.IsCensored(animal, column)), table.IsCensored(animal, at) }
                ),
            ],
            table.Measure,
            table.ReadUnit
        );
    }
}
