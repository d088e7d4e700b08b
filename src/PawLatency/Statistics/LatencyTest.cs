using System.Globalization;
using PawLatency.Data;
using PawLatency.Text;

namespace PawLatency.Statistics;

/// <summary>
/// A test of significance on a table of latencies: its name, what it needs, how it is fitted, reported and adjusted, and what it assumes.
/// Immutable, safe to share between threads. A new test is a class of its own and a line in <see cref="All"/>; one that compares two groups
/// on one day derives from <see cref="TwoGroupTest"/>.
/// </summary>
/// <example>
/// <code>
/// var question = new TestQuestion { Control = "saline", Days = [7] };
/// foreach (TestResult result in LatencyTest.Named("welch").Run(table, question)) { Console.WriteLine(result.Sentence); }
/// </code>
/// </example>
public abstract record LatencyTest
{
    /// <summary>Share of intervals that cover the truth, dimensionless.</summary>
    internal const double Confidence = 0.95;

    // Equal values leave an error of some 1e-16 of their size by rounding; no measurement is as fine as this share.
    private const double LeastSpread = 1e-12;

    /// <summary>Every test of the library, in the order of the help texts.</summary>
    public static IReadOnlyList<LatencyTest> All { get; } =
    [
        new WelchTest(),
        new AncovaTest(),
        new MixedAnovaTest(),
        new LinearMixedModelTest(),
        new LogChangeTest(),
        new MannWhitneyTest(),
        new LogRankTest(),
        new CensoredMixedModelTest(),
        new DunnettTest(),
        new TukeyTest(),
        new KruskalWallisTest(),
        new DunnTest(),
        new PairedTest(),
        new SignedRankTest(),
        new CrossoverTest(),
        new TwoWayTest(),
        new FactorialTest(FactorialEffect.All),
        new FactorialTest(FactorialEffect.Main),
        new FactorialTest(FactorialEffect.Interaction),
    ];

    /// <summary>The test where none is named: the linear mixed model, which takes animals that drop out and finds 4.7 to 5.4 % without an
    /// effect.</summary>
    public static LatencyTest Usual { get; } = Named("lmm");

    /// <summary>The name by which it is asked for: "welch".</summary>
    public abstract string Name { get; }

    /// <summary>The name in sentences, without article: "Welch's t test".</summary>
    public abstract string Title { get; }

    /// <summary>What the test assumes of the data, as a sentence.</summary>
    public abstract string Assumptions { get; }

    /// <summary>What several trials of a session count as.</summary>
    public virtual SessionValue Session => SessionValue.Mean;

    /// <summary>Whether groups are compared with a control; else all with each other, or each with its own baseline.</summary>
    public virtual bool NeedsControl => true;

    /// <summary>Whether it can compare two groups alone, as a power calculation does.</summary>
    public virtual bool ComparesTwoGroups => false;

    /// <summary>Whether it compares four groups: neither of two drugs, each alone, both.</summary>
    public virtual bool ComparesFourGroups => false;

    /// <summary>Whether the means, standard errors and numbers of groups are enough for it.</summary>
    public virtual bool TakesMeans => false;

    /// <summary>Whether the groups it compares must be of different animals; else an animal may stand in two groups.</summary>
    public virtual bool ComparesAnimalsApart => NeedsControl;

    /// <summary>Whether it needs baseline days.</summary>
    public virtual bool NeedsBaseline => false;

    /// <summary>Whether a value at the cutoff is a lower bound to it, so that the cutoff must be known.</summary>
    public virtual bool NeedsCutoff => false;

    /// <summary>Whether every animal must have a value on every day.</summary>
    public virtual bool NeedsEveryDay => false;

    /// <summary>Whether there is a result for each day; else one for all days together.</summary>
    public virtual bool TestsEachDay => true;

    /// <summary>Whether an estimate shows the direction of the effect.</summary>
    public virtual bool HasDirection => true;

    /// <summary>Whether each day is fitted by itself; else the days are fitted together.</summary>
    protected virtual bool FitsEachDay => true;

    /// <summary>Whether the p values of a day are already adjusted for their number, so only the days are left to adjust for.</summary>
    protected virtual bool AdjustsWithinDay => false;

    /// <summary>The test of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">There is no such test.</exception>
    public static LatencyTest Named(string name) => Nearest.Find(All, test => [test.Name], name, "test", nameof(name));

    /// <summary>The method in words, for a methods section.</summary>
    /// <param name="kind">What is read: "latency" or "threshold".</param>
    public virtual string Method(string kind) => Title;

    /// <summary>The direction of an effect. By default an estimate below 0 means shorter latencies in the treated group.</summary>
    /// <param name="result">A result of this test.</param>
    public virtual EffectDirection DirectionOf(TestResult result) => result.Estimate < 0 ? EffectDirection.Below : EffectDirection.Above;

    /// <summary>Runs the test.</summary>
    /// <param name="table">The data.</param>
    /// <param name="question">Groups, days and adjustment.</param>
    /// <returns>The results, day by day.</returns>
    /// <exception cref="AnalysisException">The data do not allow the test; the message says what is missing.</exception>
    public IReadOnlyList<TestResult> Run(LatencyTable table, TestQuestion question) => Run(table, question, skipDays: false);

    /// <summary>Runs the test, and may skip a day whose data do not allow it, as where every rat is at the cutoff.</summary>
    internal IReadOnlyList<TestResult> Run(LatencyTable table, TestQuestion question, bool skipDays)
    {
        IReadOnlyList<string> groups = GroupsOf(table, question);
        List<IReadOnlyList<TestResult>> days = FitsEachDay
            ? EachDay(table, groups, question, skipDays)
            : [Compare(table, groups, question)];
        // A test that is no family by itself makes a family of each result.
        return Adjusted(AdjustsWithinDay ? days : [.. days.SelectMany(day => day.Chunk(1))], question.Adjustment);
    }

    /// <summary>Compares groups; on one day where each day is fitted by itself.</summary>
    /// <param name="table">The data.</param>
    /// <param name="groups">The groups to test.</param>
    /// <param name="question">The control, the days and the baseline days.</param>
    protected abstract IReadOnlyList<TestResult> Compare(LatencyTable table, IReadOnlyList<string> groups, TestQuestion question);

    /// <summary>The values of a group on a day, in the order of the animals and the unit of the table.</summary>
    /// <param name="table">The data.</param>
    /// <param name="group">The group.</param>
    /// <param name="day">The day, days since the test hour of day 0.</param>
    /// <param name="needed">The fewest animals that the test can be made of.</param>
    /// <exception cref="AnalysisException">There are fewer, or no such group or day.</exception>
    protected double[] Sample(LatencyTable table, string group, double day, int needed)
    {
        double[] sample = table.Sample(table.GroupIndex(group), table.DayIndex(day));
        return sample.Length >= needed ? sample : throw TooFew(group, sample.Length, day, needed);
    }

    /// <summary>Whether an error is more than rounding leaves of values without any spread, the largest of this absolute value.</summary>
    internal static bool IsSpread(double error, double largest) => error > LeastSpread * largest;

    /// <summary>A day in a sentence: "on day 7".</summary>
    internal static string On(double day) => string.Create(CultureInfo.InvariantCulture, $"on day {Math.Round(day, 4)}");

    private protected AnalysisException TooFew(string group, int animals, double day, int needed) =>
        new(
            FormattableString.Invariant($"{group} has {animals} animal{(animals == 1 ? "" : "s")} {On(day)}; ")
                + FormattableString.Invariant($"{Title} needs at least {needed} in each group.")
        );

    private IReadOnlyList<string> GroupsOf(LatencyTable table, TestQuestion question)
    {
        string? treated = question.Treated is { } name ? table.Groups[table.GroupIndex(name)] : null;
        if (!NeedsControl)
        {
            return treated is null ? table.Groups : [treated];
        }

        if (table.Groups.Count < 2)
        {
            throw new AnalysisException($"There is only one group, {table.Groups[0]}; a test compares two.");
        }

        string control = table.Groups[table.GroupIndex(question.Control)];
        return treated is null ? [.. table.Groups.Where(group => group != control)]
            : treated != control ? [treated]
            : throw new AnalysisException($"\"{control}\" is named as the treated group and as the control; a test compares two.");
    }

    private List<IReadOnlyList<TestResult>> EachDay(LatencyTable table, IReadOnlyList<string> groups, TestQuestion question, bool skipDays)
    {
        var results = new List<IReadOnlyList<TestResult>>();
        AnalysisException? first = null;
        foreach (double day in question.Days)
        {
            try
            {
                results.Add(Compare(table, groups, question with { Days = [day] }));
            }
            catch (AnalysisException fault) when (skipDays)
            {
                first ??= fault;
            }
        }

        return results.Count > 0 || first is null ? results : throw first;
    }

    private TestResult[] Adjusted(List<IReadOnlyList<TestResult>> families, Adjustment how)
    {
        bool isAdjusted = families.Count > 1 && how != Adjustment.None;
        string count = AdjustsWithinDay ? $"over {families.Count} days" : $"for {families.Count} tests";
        string over =
            families.Count < 2 ? ""
            : isAdjusted ? $"{how.Title} adjustment {count}"
            : $"no adjustment {count}";
        IReadOnlyList<IReadOnlyList<double>> p = isAdjusted
            ? how.Of([.. families.Select(family => (IReadOnlyList<double>)[.. family.Select(result => result.P)])])
            : [];
        return
        [
            .. families.SelectMany(
                (family, index) =>
                    family.Select(
                        (result, at) =>
                            result with
                            {
                                P = isAdjusted ? p[index][at] : result.P,
                                Adjustment = string.Join(
                                    " within the day and ",
                                    new[] { result.Adjustment, over }.Where(text => text.Length > 0)
                                ),
                                Assumptions = Assumptions,
                            }
                    )
            ),
        ];
    }
}
