using FsCheck.Fluent;
using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Statistics;
using PawLatency.Tests.Numerics;
using TestResult = PawLatency.Statistics.TestResult;

namespace PawLatency.Tests.Statistics;

/// <summary>Values that are equal in what was recorded are equal after any measure, and rank tests are exact with them.</summary>
[TestFixture]
public sealed class TieTests
{
    private static readonly double[] Day0 = [0];

    // 10.3 - 10.1 and 10.5 - 10.3 are one change. By enumeration (Python 3, 2026-11-30): W is 22 or 3 in 20 of 252 arrangements, and in
    // none
    // farther out.
    [Test]
    public void MannWhitney_OfEqualDifferences_TakesThemForTied()
    {
        double[][] saline =

            [
                [9.7, 9.9],
                [10.1, 10.3],
                [10.4, 10.5],
                [8.8, 9.0],
                [11.3, 11.2],
            ],
            morphine =

            [
                [9.9, 10.1],
                [10.2, 10.4],
                [9.6, 10.0],
                [10.7, 11.1],
                [8.9, 9.3],
            ];
        LatencyTable table = LatencyTable
            .Of([.. Rows("saline", saline), .. Rows("morphine", morphine)])
            .Express(LatencyMeasure.DifferenceSeconds, Day0);
        TestResult result = Ask.One("mann-whitney", table, 1, Day0);

        Assert.That((result.Statistic, result.P, result.ConventionalP), Is.EqualTo((22.0, 10.0 / 252, 20.0 / 252)));
        Assert.That(result.Test, Is.EqualTo("exact Mann-Whitney test by mid-p"));
        Assert.That(
            Enumerable.Range(0, 10).Select(animal => table.Value(animal, 1)).Distinct().Count(),
            Is.EqualTo(4),
            "0.2, 0.1, -0.1 and 0.4"
        );
    }

    // All of one group at the cutoff: two of 20 arrangements are as extreme.
    [Test]
    public void MannWhitney_OneGroupAtTheCutoff_HasTheExactP()
    {
        LatencyTable table = LatencyTable.Of([
            .. Rows(
                "saline",
                [
                    [10],
                    [11],
                    [12],
                ]
            ),
            .. Rows(
                "morphine",
                [
                    [20],
                    [20],
                    [20],
                ]
            ),
        ]);
        TestResult result = Ask.One("mann-whitney", table, 0);

        Assert.That((result.P, result.ConventionalP), Is.EqualTo((0.05, 0.1)));
    }

    // The same recorded change, as a mean of three trials, from any baseline: one value after each measure that keeps it.
    [TestCase(LatencyMeasure.DifferenceSeconds, 0.1, 0)]
    [TestCase(LatencyMeasure.PercentOfBaseline, 0, 0.1)]
    [TestCase(LatencyMeasure.LogRatio, 0, 0.1)]
    public void Express_OfTheSameChange_IsTheSameValue(LatencyMeasure measure, double add, double share)
    {
        // Trials of a hundredth of a second; baselines in thirds of it.
        LatencyRow[] rows =
        [
            .. Enumerable
                .Range(0, 60)
                .SelectMany(animal =>
                    Enumerable
                        .Range(0, 3)
                        .SelectMany(trial =>
                        {
                            double before = Math.Round(8 + 0.1 * animal + 0.1 * ((trial * animal) % 7), 2);
                            return new[]
                            {
                                new LatencyRow("saline", $"{animal}", 0, before, false),
                                new LatencyRow("saline", $"{animal}", 1, Math.Round(before + add + share * before, 2), false),
                            };
                        })
                ),
        ];
        LatencyTable table = LatencyTable.Of(rows).Express(measure, Day0);

        Assert.That(Enumerable.Range(0, 60).Select(animal => table.Value(animal, 1)).Distinct().Count(), Is.EqualTo(1));
    }

    // Ranks with ties, of every size, against all subsets one by one.
    [Test]
    public void Ways_OfAnyRanks_CountWhatEnumerationCounts()
    {
        RepeatableProperty.Check(
            RepeatableProperty.LogUniform(0.1, 4).ArrayOf(11),
            100,
            values =>
            {
                double[] sample = [.. values.Take(4 + (int)values[0]).Select(value => Math.Round(value, values[1] > 1 ? 0 : 1))];
                int chosen = 1 + (int)values[2] % (sample.Length - 1);
                int[] ranks = Ranks.Of(sample).Doubled;
                ILookup<int, int> sets = Enumerable
                    .Range(0, 1 << sample.Length)
                    .Where(set => System.Numerics.BitOperations.PopCount((uint)set) == chosen)
                    .ToLookup(set => ranks.Where((_, index) => (set >> index & 1) == 1).Sum() - chosen * (chosen + 1));

                Assert.That(Ranks.Ways(ranks, chosen).Index().All(way => way.Item == sets[way.Index].Count()));
            }
        );
    }

    private static IEnumerable<LatencyRow> Rows(string group, double[][] animals) =>
        animals.SelectMany((values, animal) => values.Select((value, day) => new LatencyRow(group, $"{animal + 1}", day, value, false)));
}
