using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Statistics;
using TestResult = PawLatency.Statistics.TestResult;

namespace PawLatency.Tests.Statistics;

/// <summary>Kruskal-Wallis and Dunn, and tests of one group against its baseline: published values, by hand, and refused.</summary>
[TestFixture]
public sealed class FurtherTestTests
{
    private static readonly double[] Day0 = [0];

    // Extra sleep of ten patients (Student 1908), as t.test(paired = TRUE) of R prints it.
    [Test]
    public void Paired_OfStudentsSleep_IsThePublishedValue()
    {
        double[] first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
            second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        TestResult result = One("paired", first, second);

        Assert.That(
            (result.Estimate, result.DegreesOfFreedom),
            Is.EqualTo((1.58, 9.0)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-12 && a.Item2 == b.Item2)
        );
        Assert.That(result.Statistic, Is.EqualTo(4.0621).Within(5e-5));
        Assert.That(result.P, Is.EqualTo(0.002833).Within(5e-7));
        Assert.That(new[] { result.Lower, result.Upper }, Is.EqualTo(new[] { 0.7001142, 2.4598858 }).Within(5e-8));
        Assert.That(
            result.Sentence,
            Does.StartWith("saline on day 1 - its baseline: difference 1.58 s (95 % CI ").And.EndsWith("; n = 10 saline.")
        );
    }

    // Depression scores of nine patients (Hollander and Wolfe 1973, p. 29), as wilcox.test(paired = TRUE) of R has them: V = 40, p =
    // 0.0391.
    [Test]
    public void SignedRank_OfHollanderAndWolfe_IsThePublishedValue()
    {
        double[] before = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30],
            after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
        TestResult result = One("signed-rank", after, before);

        Assert.That((result.Statistic, result.P), Is.EqualTo((40.0, 20.0 / 512)));
        Assert.That(result.Lower, Is.Positive, "the interval leaves 0 out where p is below 0.05");
    }

    // By hand: changes 0.2, 0.2, 0.2 and none. The three have rank 2 each; V is 6 or 0 in 2 of 8 ways.
    [Test]
    public void SignedRank_TiesAndNoChange_IsTheHandValue()
    {
        TestResult result = One("signed-rank", [10.1, 10.3, 9.9, 9.7], [10.3, 10.5, 10.1, 9.7]);

        Assert.That((result.Statistic, result.P), Is.EqualTo((6.0, 0.25)));
    }

    // Mucociliary efficiency (Hollander and Wolfe 1973, p. 115): H as kruskal.test of R prints it. p over all 252,252 arrangements; its
    // chi-squared approximation would be 0.68.
    [Test]
    public void KruskalWallis_OfHollanderAndWolfe_IsThePublishedValue()
    {
        TestResult result = LatencyTest.Named("kruskal-wallis").Run(Lungs(), new TestQuestion { Days = [0] }).Single();

        Assert.That(result.Statistic, Is.EqualTo(0.77143).Within(5e-6));
        Assert.That((result.DegreesOfFreedom, Math.Round(result.P, 2)), Is.EqualTo((2.0, 0.71)));
    }

    // By hand, the same animals: mean ranks 7.2, 9 and 6.6 of 5, 4 and 5 animals, variance of a rank 14 x 15 / 12. Holm doubles the
    // smaller p, 0.52.
    [Test]
    public void Dunn_HandValue_IsMetAndAdjustedWithinTheDay()
    {
        IReadOnlyList<TestResult> results = LatencyTest.Named("dunn").Run(Lungs(), new TestQuestion { Control = "saline", Days = [0] });

        Assert.That(
            results.Select(result => result.Statistic),
            Is.EqualTo(new[] { 1.8 / Math.Sqrt(17.5 * (1.0 / 4 + 1.0 / 5)), -0.6 / Math.Sqrt(17.5 * (1.0 / 5 + 1.0 / 5)) }).Within(1e-13)
        );
        Assert.That(results.Select(result => result.P), Is.All.EqualTo(1));
        Assert.That(results[0].Adjustment, Is.EqualTo("Holm adjustment for 2 comparisons"));
    }

    [TestCase("paired")]
    [TestCase("signed-rank")]
    public void ChangeTests_DataThatDoNotAllowThem_AreRefused(string test)
    {
        Assert.That(() => One(test, [10, 11, 12], [10, 11, 12]), Throws.TypeOf<AnalysisException>().With.Message.Contains("no statistic"));
        Assert.That(() => One(test, [10], [11]), Throws.TypeOf<AnalysisException>().With.Message.Contains("saline has 1 animal on day 1"));
        Assert.That(
            () => LatencyTest.Named(test).Run(Changes([10, 11], [11, 13]), new TestQuestion { Days = [0], BaselineDays = Day0 }),
            Throws.TypeOf<AnalysisException>().With.Message.Contains("on day 0, a baseline day itself")
        );
    }

    [Test]
    public void All_TestsOfTheLibrary_HaveNamesOfTheirOwnAndSayWhatTheyAssume()
    {
        Assert.That(LatencyTest.All.Select(test => test.Name), Is.Unique);
        Assert.That(LatencyTest.All.Select(test => test.Assumptions), Is.All.EndsWith("."));
        Assert.That(LatencyTest.All.Select(test => LatencyTest.Named(test.Name)), Is.EqualTo(LatencyTest.All));
        Assert.That(
            () => LatencyTest.Named("welsh"),
            Throws.ArgumentException.With.Message.StartsWith("There is no test \"welsh\". Did you mean \"welch\"?")
        );
    }

    private static TestResult One(string test, double[] before, double[] after) =>
        LatencyTest.Named(test).Run(Changes(before, after), new TestQuestion { Days = [1], BaselineDays = Day0 }).Single();

    private static LatencyTable Changes(double[] before, double[] after) =>
        LatencyTable.Of(
            before.SelectMany(
                (value, animal) =>
                    new[]
                    {
                        new LatencyRow("saline", $"{animal}", 0, value, false),
                        new LatencyRow("saline", $"{animal}", 1, after[animal], false),
                    }
            )
        );

    private static LatencyTable Lungs() =>
        LatencyTable.Of(
            new (string Group, double[] Values)[]
            {
                ("saline", [2.9, 3.0, 2.5, 2.6, 3.2]),
                ("low", [3.8, 2.7, 4.0, 2.4]),
                ("high", [2.8, 3.4, 3.7, 2.2, 2.0]),
            }.SelectMany(group => group.Values.Select((value, animal) => new LatencyRow(group.Group, $"{animal}", 0, value, false)))
        );
}
