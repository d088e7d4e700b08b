using NUnit.Framework;

namespace PawLatency.Tests.Cli;

/// <summary>Tables a laboratory could bring, with what is right: cutoffs that nobody named, dropouts, families; in variants.</summary>
[TestFixture]
public sealed class AnalyseCaseTests
{
    private const string Head = "group,rat,day,latency_s\n";

    private readonly TemporaryFolder _folder = new();

    [OneTimeSetUp]
    public void WriteFiles()
    {
        _folder.Write("cut.csv", Head + Cut(""));
        _folder.Write("marked.csv", Head.Replace("\n", ",censored\n", StringComparison.Ordinal) + Cut(",0"));
        _folder.Write("force.csv", "group,rat,day,threshold_g\n" + Cut("").Replace(",15\n", ",150\n", StringComparison.Ordinal));
        _folder.Write("dropout.csv", Head + Followed("saline", 10, 10, 10) + Followed("morphine", 10, 10, 1, 1));
        _folder.Write("staggered.csv", Head + Followed("saline", 10, 10) + Followed("morphine", 10, 5, 1));
        _folder.Write("shorter.csv", Head + Followed("saline", 10, 10) + Followed("morphine", 5, 5));
        _folder.Write("families.csv", Head + Family(1) + Family(2));
    }

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("cut.csv", "--test", "censored")]
    [TestCase("marked.csv", "--test", "censored")]
    [TestCase("force.csv", "--test", "censored")]
    [TestCase("cut.csv", "--test", "welch", "--measure", "mpe")]
    public void Analyse_ACutoffThatNobodyNamed_IsNotAssumed(string file, params string[] options)
    {
        CommandResult result = Run(["analyse", file, .. options]);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain("--cutoff tells"));
    }

    // Own likelihood in R: 1.58259, t 3.6009.
    [Test]
    public void Analyse_TheCutoffThatIsNamed_CountsItsValues()
    {
        CommandResult result = Run("analyse", "cut.csv", "--test", "censored", "--cutoff", "15");

        Assert.That(
            result.Output,
            Does.Contain("5 of 20 values at the cutoff of 15 s.").And.Contain("ratio 1.583 (").And.Contain("t(6.4) = 3.601, p = 0.01;")
        );
    }

    [TestCase("log-rank")]
    [TestCase("log-change")]
    public void Analyse_NoValueAtACutoff_SaysSo(string test) =>
        Assert.That(
            Run("analyse", "cut.csv", "--test", test).Output,
            Does.Contain("0 of 20 values at the cutoff, which is not known (--cutoff).")
        );

    // A curve 2 s under its baseline from day 1 on: 1 s day on the way down, then 2 s day a day.
    [TestCase("dropout.csv", "below 19.0 s day, 10.0 days below (day 0 to 10, means of the 2 of 4 animals with a value on both;")]
    [TestCase("staggered.csv", "below 19.0 s day, 10.0 days below (day 0 to 10, means of the 1 of 3 animals with a value on both;")]
    [TestCase("shorter.csv", "below 9.0 s day, 5.0 days below (day 0 to 5, means)")]
    public void Analyse_AnimalsFollowedForDifferentTimes_HaveAreasOfOneWindow(string file, string area)
    {
        string output = Run("analyse", file, "--test", "mann-whitney", "--day", "1").Output;

        Assert.That(output, Does.Contain(area));
        Assert.That(output.Split("(day 0 to ").Skip(1).Select(part => part[..2].TrimEnd(',')).Distinct().Count(), Is.EqualTo(1), output);
    }

    [TestCase("dunnett", "holm", "after Dunnett's adjustment for 3 comparisons within the day and Holm adjustment over 2 days; n")]
    [TestCase("tukey", "sidak", "after Tukey's adjustment for 6 comparisons within the day and Sidak adjustment over 2 days; n")]
    [TestCase("dunnett", "none", "after Dunnett's adjustment for 3 comparisons within the day and no adjustment over 2 days; n")]
    [TestCase("welch", "holm", "after Holm adjustment for 6 tests; n")]
    [TestCase("welch", "none", " (no adjustment for 6 tests); n")]
    public void Analyse_SeveralTests_SaysInEverySentenceHowTheyAreAdjusted(string test, string adjust, string told)
    {
        string[] sentences =
        [
            .. Run("analyse", "families.csv", "--test", test, "--adjust", adjust)
                .Output.Split('\n')
                .Where(line => line.Contains(" t(", StringComparison.Ordinal)),
        ];

        Assert.That(sentences, Has.Length.AtLeast(6));
        Assert.That(sentences, Is.All.Contains(told));
    }

    private CommandResult Run(params string[] arguments) => CommandLine.Run(_folder.Path, arguments);

    private static string Cut(string more)
    {
        double[] saline = [9.1, 12.4, 10.2, 15, 11],
            morphine = [15, 15, 13.1, 15, 15];
        return string.Concat(
            Enumerable
                .Range(0, 5)
                .SelectMany(rat =>
                    new[]
                    {
                        FormattableString.Invariant($"saline,{rat + 1},0,{10.1 + rat / 10.0:0.0}{more}\n"),
                        FormattableString.Invariant($"saline,{rat + 1},1,{saline[rat]}{more}\n"),
                        FormattableString.Invariant($"morphine,{rat + 1},0,{9.1 + rat / 10.0:0.0}{more}\n"),
                        FormattableString.Invariant($"morphine,{rat + 1},1,{morphine[rat]}{more}\n"),
                    }
                )
        );
    }

    private static string Followed(string group, params int[] lastDays) =>
        string.Concat(
            lastDays.SelectMany(
                (last, rat) =>
                    new[] { 0, 1, 5, 10 }
                        .Where(day => day <= last)
                        .Select(day =>
                            FormattableString.Invariant(
                                $"{group},{rat + 1},{day},{10 + rat / 10.0 - (group == "morphine" && day > 0 ? 2 : 0):0.0}\n"
                            )
                        )
            )
        );

    private static string Family(int day) =>
        string.Concat(
            new (string Group, double[] Values)[]
            {
                ("saline", [9.6, 10.3, 9.9, 10.8, 10.1]),
                ("low", [10.2, 10.9, 9.8, 11.1, 10.6]),
                ("mid", [10.9, 10.4, 11.3, 10.1, 11.5]),
                ("high", [11.6, 10.2, 11.9, 10.7, 11.2]),
            }.SelectMany(group =>
                group.Values.Select((value, rat) => FormattableString.Invariant($"{group.Group},{rat + 1},{day},{value}\n"))
            )
        );
}
