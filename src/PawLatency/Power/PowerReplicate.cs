using System.Globalization;
using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Numerics;
using PawLatency.Simulation;
using PawLatency.Statistics;

namespace PawLatency.Power;

/// <summary>What a test says of one experiment.</summary>
internal enum Verdict
{
    NotFound,
    Found,

    /// <summary>The data did not allow the test.</summary>
    Undecided,
}

/// <summary>One replicate of a study, simulated once at the most rats: an experiment of n rats in each group is its first n.</summary>
internal sealed class PowerReplicate
{
    private readonly PowerDesign _design;
    private readonly Dictionary<SessionValue, LatencyTable> _tables;
    private readonly Dictionary<SessionValue, LatencyTable> _tablesWithoutEffect;

    /// <summary>Simulates a replicate.</summary>
    /// <param name="design">The design.</param>
    /// <param name="number">Number of the replicate, from 1.</param>
    /// <param name="rats">Rats in each group.</param>
    /// <param name="withoutEffect">Whether to simulate the treated rats under the control's regimen as well.</param>
    /// <param name="control">Tolerances.</param>
    public PowerReplicate(PowerDesign design, int number, int rats, bool withoutEffect, StepControl control)
    {
        _design = design;
        Study study = Draw(design, number);
        Group without = design.GroupNamed(design.Control),
            with = design.GroupNamed(design.Treated);
        Group[] effect = [without.With(rats: rats), with.With(rats: rats), .. design.Alone.Select(group => group.With(rats: rats))],
            groups = [.. effect, .. withoutEffect ? effect[1..].Select(group => without.With(group.Name, rats)) : []];
        IReadOnlyList<Session> sessions = study.Test.Sessions();
        var options = new RunOptions { Threads = 1, Control = control };
        RatResult[][] results = StudyRun.RunRats(study with { Groups = groups }, options);
        (string, IReadOnlyList<RatResult>) Named(int index) => (groups[index].Name, results[index]);
        int count = effect.Length;
        _tables = Tables(study, [.. Enumerable.Range(0, count).Select(Named)], sessions.Count);
        _tablesWithoutEffect = withoutEffect
            ? Tables(study, [Named(0), .. Enumerable.Range(count, count - 1).Select(Named)], sessions.Count)
            : [];
    }

    /// <summary>What a test says of the first rats.</summary>
    /// <param name="test">The test.</param>
    /// <param name="rats">Rats in each group.</param>
    /// <param name="withoutEffect">Whether of the rats without effect.</param>
    /// <param name="leftOut">A day that was not measured, or NaN.</param>
    public Verdict Decide(LatencyTest test, int rats, bool withoutEffect = false, double leftOut = double.NaN)
    {
        LatencyTable table = (withoutEffect ? _tablesWithoutEffect : _tables)[test.Session].First(rats);
        double[] days = [.. _design.Days.Where(day => day != leftOut)],
            baseline = [.. _design.BaselineDays.Where(day => day != leftOut)];
        table = double.IsNaN(leftOut) ? table : table.Select(null, [.. baseline, .. days]);
        table = test.NeedsEveryDay && _design.DropoutShare > 0 ? table.Complete() : table;
        var question = new TestQuestion
        {
            Control = _design.GroupNamed(_design.Control).Name,
            Treated = _design.GroupNamed(_design.Treated).Name,
            Days = days,
            BaselineDays = baseline,
        };
        try
        {
            return test.Run(table, question, skipDays: true).Any(result => result.P < _design.Significance && Counts(test, result))
                ? Verdict.Found
                : Verdict.NotFound;
        }
        catch (AnalysisException)
        {
            return Verdict.Undecided;
        }
    }

    // Seed and parameters of a replicate depend on the study's seed and its number alone.
    private static Study Draw(PowerDesign design, int number)
    {
        var stream = new RandomNumbers(design.Study.Seed, "replicates", number);
        ulong seed = (ulong)(stream.Uniform(RandomPurpose.Replicate) * (1UL << 52));
        return design.Ensemble.Count == 0
            ? design.Study with
            {
                Seed = seed,
            }
            : design.Study with
            {
                Seed = seed,
                Parameters = design.Ensemble[(int)(stream.Uniform(RandomPurpose.ParameterSet) * design.Ensemble.Count)],
            };
    }

    private Dictionary<SessionValue, LatencyTable> Tables(
        Study study,
        IReadOnlyList<(string Name, IReadOnlyList<RatResult> Rats)> groups,
        int sessions
    ) =>
        _design
            .Tests.Select(test => test.Session)
            .Distinct()
            .ToDictionary(
                value => value,
                value =>
                {
                    Readout readout = _design.Study.Assay.Readout;
                    var table = LatencyTable.Of(groups, sessions, value, readout);
                    if (_design.DropoutShare > 0)
                    {
                        table = table.Lose([
                            .. Enumerable.Range(0, table.Animals.Count).Select(animal => LostFrom(study.Seed, table, animal)),
                        ]);
                    }

                    return table.Select(null, [.. _design.BaselineDays, .. _design.Days]);
                }
            );

    // A rat that drops out is missing from a session after the baseline on, each as likely as another.
    private int LostFrom(ulong seed, LatencyTable table, int animal)
    {
        int number = int.Parse(table.Animals[animal], CultureInfo.InvariantCulture);
        double drawn = new RandomNumbers(seed, table.Groups[table.GroupOf(animal)], number).Uniform(RandomPurpose.Dropout);
        int first = table.DayIndex(_design.BaselineDays.Max()) + 1;
        return drawn < _design.DropoutShare ? first + (int)(drawn / _design.DropoutShare * (table.Days.Count - first)) : table.Days.Count;
    }

    private bool Counts(LatencyTest test, TestResult result) =>
        _design.Direction == EffectDirection.Either || test.DirectionOf(result) == _design.Direction;
}
