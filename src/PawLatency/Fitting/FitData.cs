using PawLatency.Data;
using PawLatency.Simulation;
using PawLatency.Text;

namespace PawLatency.Fitting;

/// <summary>A trial of a rat.</summary>
/// <param name="Time">Place of its time among those of the group.</param>
/// <param name="Session">Number of its session among those of the rat, from 0.</param>
/// <param name="LatencyS">Latency, s.</param>
/// <param name="Censored">Whether the latency is a lower bound.</param>
/// <param name="LogNovelty">Logarithm of the factor of novelty.</param>
internal sealed record FitTrial(int Time, int Session, double LatencyS, bool Censored, double LogNovelty)
{
    public double Log { get; } = Math.Log(LatencyS);
}

/// <summary>A rat and its trials, session by session.</summary>
internal sealed record FitRat(int Group, string Name, FitTrial[] Trials);

/// <summary>A group of the study with the times at which its rats were tested.</summary>
internal sealed record FitGroup(Group Group, Dosing Dosing, double[] TimesH)
{
    /// <summary>Whether anything is given, so that rats differ in more than their baseline.</summary>
    public bool IsTreated => Dosing.Starts.Length > 0;
}

/// <summary>A table matched to a study: every rat in its group, every trial at its time. Refuses what does not match.</summary>
internal sealed record FitData(Study Study, IReadOnlyList<FitGroup> Groups, IReadOnlyList<FitRat> Rats)
{
    /// <summary>Whether any session has more than one trial, so that sessions and trials can be told apart.</summary>
    public bool HasTrials => Rats.Any(rat => rat.Trials.GroupBy(trial => trial.Session).Any(session => session.Count() > 1));

    /// <summary>Number of trials.</summary>
    public int Count => Rats.Sum(rat => rat.Trials.Length);

    /// <summary>Number of trials that ended at the cutoff.</summary>
    public int Censored => Rats.Sum(rat => rat.Trials.Count(trial => trial.Censored));

    /// <summary>Matches a table to a study.</summary>
    /// <param name="study">The study: doses, apparatus, traits.</param>
    /// <param name="data">The table.</param>
    /// <param name="asTheyStand">Whether values at the cutoff are counted as they stand; for comparisons alone.</param>
    /// <exception cref="ArgumentException">A group of one is missing in the other, or the table is not of this test.</exception>
    public static FitData Of(Study study, MeasuredData data, bool asTheyStand = false)
    {
        study.Validate();
        Refuse(study, data);
        ILookup<string, MeasuredRow> rows = data.Rows.ToLookup(row => GroupOf(study, row.Group).Name, StringComparer.Ordinal);
        var groups = new List<FitGroup>();
        var rats = new List<FitRat>();
        foreach (Group group in study.Groups)
        {
            double[] times = OutputGrid.Ascending([.. rows[group.Name].Select(row => row.Hours)]);
            double[] sessions = [.. Sessions(rows[group.Name]).Select(session => session.Hours)];
            foreach (IGrouping<string, MeasuredRow> rat in rows[group.Name].GroupBy(row => row.Rat!, StringComparer.Ordinal))
            {
                rats.Add(new FitRat(groups.Count, rat.Key, [.. Trials(study, data, rat, times, sessions, asTheyStand)]));
            }

            groups.Add(new FitGroup(group, Dosing.Of(study, group, group.Regimen), times));
        }

        var matched = new FitData(study, groups, rats);
        matched.RefuseTooLittle();
        return matched;
    }

    private static IEnumerable<FitTrial> Trials(
        Study study,
        MeasuredData data,
        IEnumerable<MeasuredRow> rat,
        double[] times,
        double[] sessions,
        bool asTheyStand
    )
    {
        double cutoff = study.Assay.Cutoff;
        foreach (((string _, double hours, MeasuredRow[] rows), int session) in Sessions(rat).Select((one, index) => (one, index)))
        {
            // The sessions of a group are counted; a rat that missed one is as used to the test as its group.
            double novelty = Math.Log(study.Assay.Novelty(sessions.Count(other => other <= hours)));
            foreach (MeasuredRow row in rows.OrderBy(row => row.Hours))
            {
                bool censored = !asTheyStand && (row.Censored ?? row.Value >= cutoff * (1 - 1e-12));
                int time = Array.BinarySearch(times, row.Hours);
                yield return new FitTrial(time, session, row.Value / data.Readout.PerS, censored, novelty);
            }
        }
    }

    private static IEnumerable<(string Session, double Hours, MeasuredRow[] Rows)> Sessions(IEnumerable<MeasuredRow> rows) =>
        rows.GroupBy(row => row.Session)
            .Select(session => (session.Key, Hours: session.Max(row => row.Hours), Rows: session.ToArray()))
            .OrderBy(session => session.Hours);

    private static Group GroupOf(Study study, string name) =>
        Nearest.Find(study.Groups, group => [group.Name], name, "group of the study named as in the table", "study");

    private static void Refuse(Study study, MeasuredData data)
    {
        if (data.Rows.FirstOrDefault(row => row.Rat is not { Length: > 0 }) is not null)
        {
            throw new ArgumentException("A fit needs to know which animal each value is of; the table does not say it.");
        }

        if (data.Readout.Unit != study.Assay.Readout.Unit)
        {
            throw new ArgumentException(
                $"The table has a {data.Readout.Name} in {data.Readout.Unit}, and the study tests a {study.Assay.Readout.Name} "
                    + $"in {study.Assay.Readout.Unit}."
            );
        }

        if (data.Rows.FirstOrDefault(row => !(row.Value > 0)) is { } zero)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Line {zero.Line}: the value is {zero.Value}; a fit takes logarithms and needs values above 0."
                )
            );
        }

        if (data.Rows.FirstOrDefault(row => row.Value > study.Assay.Cutoff * (1 + 1e-9)) is { } above)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Line {above.Line}: {above.Value} {data.Readout.Unit} is above the cutoff of the study, ")
                    + FormattableString.Invariant($"{study.Assay.Cutoff} {data.Readout.Unit}.")
            );
        }

        foreach (string name in data.Groups.Select(group => group.Name))
        {
            GroupOf(study, name);
        }

        foreach (Group group in study.Groups)
        {
            RefuseGroup(group, data);
        }
    }

    private static void RefuseGroup(Group group, MeasuredData data)
    {
        string[] names = [.. data.Groups.Select(one => one.Name)];
        if (!names.Contains(group.Name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"The table has no rats of the group \"{group.Name}\"; leave it out of the study, or name the group of the table: "
                    + $"{string.Join(", ", names)}."
            );
        }

        if (group.Regimen.Responses.Count > 0)
        {
            throw new ArgumentException(
                $"The group \"{group.Name}\" is dosed by response; write the doses that its rats were given, at their times."
            );
        }

        if (group.Traits.SusceptiblePercent is > 0 and < 100)
        {
            throw new ArgumentException(
                $"Only a share of the group \"{group.Name}\" is susceptible; a fit needs to know which rats: make them a group."
            );
        }
    }

    private void RefuseTooLittle()
    {
        if (Rats.Count < 2)
        {
            throw new ArgumentException("The table has one animal; a fit needs two or more.");
        }

        if (Rats.All(rat => rat.Trials.All(trial => trial.Censored)))
        {
            throw new ArgumentException("Every value is at the cutoff; there is nothing to fit.");
        }

        double[] logs = [.. Rats.SelectMany(rat => rat.Trials).Select(trial => trial.Log)];
        if (logs.Max() - logs.Min() < 1e-9)
        {
            throw new ArgumentException("All values of the table are the same; there is no variation to fit.");
        }
    }
}
