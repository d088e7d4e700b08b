using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Numerics;
using PawLatency.Simulation;
using PawLatency.Statistics;

namespace PawLatency.Tests.Statistics;

/// <summary>
/// Ten thousand replicates of the reference design without effect: ten rats a group, baseline and day 8, all under the saline pump. The
/// rats
/// are drawn once, in one study of 100,000 a group, and dealt to the replicates.
/// </summary>
[TestFixture]
[Category(Fixtures.Slow)]
public sealed class FalsePositiveTests
{
    private const int Replicates = 10_000,
        Rats = 10;

    private static readonly double[] Day0 = [0];

    private static readonly Lazy<IReadOnlyDictionary<SessionValue, LatencyTable>> Untreated = new(Simulate);

    // Seven tests are asked together: Bonferroni's interval holds for all seven with 95 %, so each with 1 - 0.05 / 7, 2.690 Monte Carlo
    // errors
    // on either side.
    private const double Errors = 2.690;

    [TestCase("welch")]
    [TestCase("ancova")]
    [TestCase("anova")]
    [TestCase("lmm")]
    [TestCase("mann-whitney")]
    [TestCase("log-rank")]
    [TestCase("censored")]
    public void TestOfTwoGroups_WithoutEffect_FindsOneInFivePercent(string test)
    {
        LatencyTable all = Untreated.Value[LatencyTest.Named(test).Session];
        bool[] found = new bool[Replicates];
        InParallel.For(Replicates, null, null, replicate => found[replicate] = Ask.One(test, Part(all, replicate), 8, Day0).P < 0.05);

        var share = new Proportion(found.Count(one => one), Replicates);
        TestContext.Out.WriteLine($"{test}: {share.Share}, 95 % {share.Interval}");
        double error = Math.Sqrt(0.05 * 0.95 / Replicates);
        Assert.That(share.Share, Is.EqualTo(0.05).Within(Errors * error), test);
    }

    private static Dictionary<SessionValue, LatencyTable> Simulate()
    {
        Group saline = Study.Reference.Groups.Single(group => group.Name == "saline");
        Study study = Study.Reference with
        {
            Test = Study.Reference.Test with { Days = [0, 8] },
            Groups = [saline.With(rats: Replicates * Rats), new Group("morphine", Replicates * Rats, saline.Regimen)],
        };
        RatResult[][] rats = StudyRun.RunRats(study, new RunOptions());
        return new[] { SessionValue.Mean, SessionValue.Median }.ToDictionary(
            value => value,
            value => LatencyTable.Of([("saline", rats[0]), ("morphine", rats[1])], 2, value, Readout.PawWithdrawal)
        );
    }

    // The animals of one replicate: ten of saline, ten of morphine.
    private static LatencyTable Part(LatencyTable all, int replicate)
    {
        int[] animals =
        [
            .. Enumerable.Range(0, 2 * Rats).Select(animal => animal / Rats * Replicates * Rats + replicate * Rats + animal % Rats),
        ];
        return new LatencyTable(
            all.Groups,
            [.. animals.Select(animal => all.Animals[animal])],
            [.. animals.Select(all.GroupOf)],
            all.Days,
            [.. animals.SelectMany(animal => all.Days.Select((_, day) => all.Value(animal, day)))],
            [.. animals.SelectMany(animal => all.Days.Select((_, day) => all.IsCensored(animal, day)))]
        );
    }
}
