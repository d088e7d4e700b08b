using PawLatency.Data;
using PawLatency.Simulation;

namespace PawLatency.Tests.Statistics;

/// <summary>
/// Experiments without an effect. Rats of one regimen are simulated once; each experiment draws its own from them, without putting one
/// back, and deals them to groups that so were all given the same, named as the four of a 2 x 2 design.
/// </summary>
internal sealed class NullExperiments
{
    private static readonly string[] Groups = ["saline", "morphine", "other", "morphine-other"];

    private readonly Dictionary<SessionValue, LatencyTable> _tables;
    private readonly int[]? _lostFrom;

    private NullExperiments(Dictionary<SessionValue, LatencyTable> tables, int[]? lostFrom) => (_tables, _lostFrom) = (tables, lostFrom);

    /// <summary>Simulates the rats of a group of a study.</summary>
    /// <param name="study">Name of the study.</param>
    /// <param name="group">The group whose regimen all rats have.</param>
    /// <param name="days">Days of testing.</param>
    /// <param name="rats">How many rats.</param>
    /// <param name="seed">Seed of the rats.</param>
    /// <param name="cutoffS">Cutoff, s; NaN for the study's own.</param>
    public static NullExperiments Of(string study, string group, double[] days, int rats, ulong seed, double cutoffS = double.NaN)
    {
        var named = Study.Named(study);
        return Of(
            named with
            {
                Seed = seed,
                Test = named.Test with { Days = days, Also = [] },
                Groups = [named.Groups.Single(each => each.Name == group).With(rats: rats)],
                Assay = double.IsNaN(cutoffS) ? named.Assay : named.Assay with { Cutoff = cutoffS },
            }
        );
    }

    /// <summary>Simulates the rats of a study of one group.</summary>
    public static NullExperiments Of(Study one)
    {
        RatResult[][] results = StudyRun.RunRats(one, new RunOptions());
        return new NullExperiments(
            new[] { SessionValue.Mean, SessionValue.Median }.ToDictionary(
                value => value,
                value =>
                    LatencyTable.Of(
                        [(one.Groups[0].Name, results[0])],
                        one.Test.Sessions().Count,
                        value,
                        one.Groups[0].Assay(one.Assay).Readout
                    )
            ),
            null
        );
    }

    /// <summary>Days of the sessions, ascending.</summary>
    public IReadOnlyList<double> Days => _tables[SessionValue.Mean].Days;

    /// <summary>The same with rats that drop out, three in ten, each from a session after the baseline.</summary>
    public NullExperiments WithDropout()
    {
        LatencyTable table = _tables[SessionValue.Mean];
        int first = Enumerable.Range(0, table.Days.Count).First(day => table.Days[day] > 0);
        // A low-discrepancy sequence: every part of it has three in ten, spread over the days.
        double Drawn(int animal) => animal * 0.618033988749895 % 1;
        return new NullExperiments(
            _tables,
            [
                .. Enumerable
                    .Range(0, table.Animals.Count)
                    .Select(animal =>
                        Drawn(animal) < 0.3 ? first + (int)(Drawn(animal) / 0.3 * (table.Days.Count - first)) : table.Days.Count
                    ),
            ]
        );
    }

    /// <summary>Share of the values of a day that are at the cutoff, a fraction.</summary>
    public double ShareAtCutoff(double day)
    {
        LatencyTable table = _tables[SessionValue.Median];
        return Enumerable.Range(0, table.Animals.Count).Average(animal => table.IsCensored(animal, table.DayIndex(day)) ? 1.0 : 0);
    }

    /// <summary>The table of an experiment.</summary>
    public LatencyTable Experiment(int number, int rats, SessionValue session)
    {
        LatencyTable all = _tables[session];
        int[] animals = Draw(number, rats * Groups.Length, all.Animals.Count);
        bool Lost(int animal, int day) => _lostFrom is not null && day >= _lostFrom[animal];
        int[] days = [.. Enumerable.Range(0, all.Days.Count)];
        return new LatencyTable(
            Groups,
            [.. animals.Select(animal => all.Animals[animal])],
            [.. animals.Select((_, index) => index / rats)],
            all.Days,
            [.. animals.SelectMany(animal => days.Select(day => Lost(animal, day) ? double.NaN : all.Value(animal, day)))],
            [.. animals.SelectMany(animal => days.Select(day => !Lost(animal, day) && all.IsCensored(animal, day)))]
        );
    }

    /// <summary>
    /// One group, each rat with two values of a day, its own and that of another rat as the baseline of day 0: a change without an effect,
    /// whatever the rats were given. A rat without a baseline is left out.
    /// </summary>
    public LatencyTable Pairs(int number, int rats, double day)
    {
        LatencyTable drawn = Experiment(number, rats, SessionValue.Mean);
        int at = drawn.DayIndex(day);
        return LatencyTable.Of(
            Enumerable
                .Range(0, 2 * rats)
                .Where(rat => drawn.Has(rat % rats, day) && drawn.Has(rat, day))
                .Select(rat => new LatencyRow(Groups[0], $"{rat % rats}", rat < rats ? 0 : day, drawn.Value(rat, at), false))
        );
    }

    /// <summary>A crossover of as many rats: half stands in one group on the first day and in the other on the second.</summary>
    public LatencyTable Crossover(int number, int rats, double first, double second)
    {
        LatencyTable drawn = Experiment(number, rats, SessionValue.Mean);
        return LatencyTable.Of(
            Enumerable
                .Range(0, rats)
                .SelectMany(rat => new[] { first, second }.Select((day, order) => (Rat: rat, Day: day, Group: (rat + order) % 2)))
                .Where(test => drawn.Has(test.Rat, test.Day))
                .Select(test => new LatencyRow(
                    Groups[test.Group],
                    $"{test.Rat}",
                    test.Day,
                    drawn.Value(test.Rat, drawn.DayIndex(test.Day)),
                    false
                ))
        );
    }

    // The first of a shuffled pack.
    private static int[] Draw(int seed, int drawn, int pool)
    {
        var random = new Random(seed);
        int[] pack = [.. Enumerable.Range(0, pool)];
        for (int place = 0; place < drawn; place++)
        {
            int other = random.Next(place, pool);
            (pack[place], pack[other]) = (pack[other], pack[place]);
        }

        return pack[..drawn];
    }
}
