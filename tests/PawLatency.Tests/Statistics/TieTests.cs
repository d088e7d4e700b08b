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
    // none farther out.
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

    // Three and four groups, some of one size, of ranks with ties: against every arrangement one by one.
    [TestCase(2, 3, 2)]
    [TestCase(3, 3, 3)]
    [TestCase(1, 2, 4)]
    [TestCase(2, 2, 2, 2)]
    [TestCase(2, 1, 3, 2)]
    public void RankArrangements_OfAnyRanks_CountWhatEnumerationCounts(params int[] sizes)
    {
        RepeatableProperty.Check(
            RepeatableProperty.LogUniform(1, 9).ArrayOf(sizes.Sum()),
            20,
            values =>
            {
                int[] ranks = Ranks.Of([.. values.Select(value => Math.Round(value))]).Doubled;
                double[][] sums = [.. Arrangements(ranks, sizes).Select(groups => groups.Select(group => (double)group.Sum()).ToArray())];
                double Squares(double[] sum) => sum.Zip(sizes, (one, size) => one * one / size).Sum();
                double Apart(double[] sum) => Math.Abs(sum[1] / sizes[1] - sum[0] / sizes[0]) / 2;
                double[] seen = sums[0];

                Assert.That(
                    RankArrangements.SquaresAtLeast(ranks, sizes),
                    Is.EqualTo(sums.Average(sum => Squares(sum) >= Squares(seen) - 1e-9 ? 1.0 : 0)).Within(1e-12)
                );
                Assert.That(
                    RankArrangements.DifferenceTail(ranks, sizes[1], sizes[0])!(Apart(seen)),
                    Is.EqualTo(sums.Average(sum => Apart(sum) >= Apart(seen) - 1e-9 ? 1.0 : 0)).Within(1e-12)
                );
            }
        );
    }

    [Test]
    public void RankArrangements_ThatAreTooMany_AreNotCounted()
    {
        Assert.That(RankArrangements.CanBeCounted([4, 4, 4, 4]));
        Assert.That(RankArrangements.CanBeCounted([7, 7, 7]));
        Assert.That(RankArrangements.CanBeCounted([8, 8, 8]), Is.False);
        Assert.That(RankArrangements.CanBeCounted([8, 8, 8, 8]), Is.False);
        Assert.That(RankArrangements.DifferenceTail([.. Enumerable.Range(1, 200).Select(rank => 2 * rank)], 40, 41), Is.Null);
    }

    // Every way to deal ranks to groups, the order given first.
    private static IEnumerable<int[][]> Arrangements(int[] ranks, int[] sizes) =>
        sizes.Length == 1
            ?
            [
                [ranks],
            ]
            : Enumerable
                .Range(0, 1 << ranks.Length)
                .Where(set => System.Numerics.BitOperations.PopCount((uint)set) == sizes[0])
                .SelectMany(set =>
                    Arrangements([.. ranks.Where((_, index) => (set >> index & 1) == 0)], sizes[1..])
                        .Select(rest => new[] { ranks.Where((_, index) => (set >> index & 1) == 1).ToArray() }.Concat(rest).ToArray())
                );

    private static IEnumerable<LatencyRow> Rows(string group, double[][] animals) =>
        animals.SelectMany((values, animal) => values.Select((value, day) => new LatencyRow(group, $"{animal + 1}", day, value, false)));
}
