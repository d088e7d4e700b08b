using PawLatency.Assays;
using PawLatency.Evidence;
using PawLatency.Pharmacology;

namespace PawLatency.Files;

/// <summary>Reads the expectations of evidence and study files: a relation, and the keys that go with it.</summary>
internal static class ExpectationFile
{
    private static readonly Dictionary<string, Func<KeyReader, Study?, Expectation?>> Relations = new(StringComparer.Ordinal)
    {
        ["above"] = (map, study) => ReadComparison(map, study, 1),
        ["below"] = (map, study) => ReadComparison(map, study, -1),
        ["near"] = (map, study) => ReadComparison(map, study, 0),
        ["crossing"] = (map, study) => ReadMoment(map, study, MomentKind.Crossing),
        ["peaking"] = (map, study) => ReadMoment(map, study, MomentKind.Peak),
        ["deepest"] = (map, study) => ReadMoment(map, study, MomentKind.Deepest),
        ["shallower"] = ReadShallower,
        ["recovered"] = ReadRecovered,
        ["lasting"] = ReadLasting,
        ["ordered"] = ReadOrdered,
        ["prevented"] = ReadPrevented,
        ["value"] = ReadValue,
        ["share"] = ReadShare,
        ["ed50-ratio"] = ReadEd50Ratio,
        ["significant"] = ReadSignificant,
    };

    /// <summary>Reads an expectation.</summary>
    /// <param name="map">The map.</param>
    /// <param name="study">The study it is about, or null where that has faults of its own.</param>
    /// <param name="marks">Whether a failure may be marked as known: in studies, whose expectations are the library's own.</param>
    public static Expectation? Read(KeyReader map, Study? study, bool marks = false) => map.Variant("is", "relation", Relations.ToDictionary(
        relation => relation.Key,
        relation => (Func<KeyReader, Expectation?>)(reader => ReadOne(reader, study, marks, relation.Value))));

    private static Expectation? ReadOne(KeyReader map, Study? study, bool marks, Func<KeyReader, Study?, Expectation?> read)
    {
        string? note = map.Text("note", "What a critical reader should know.");
        string? known = marks ? map.Text("known-failure", "Why the model is known not to show this; it is kept, and must fail.") : null;
        return read(map, study) is { } expectation ? expectation with { Note = note, KnownFailure = known, Place = map.Place } : null;
    }

    private static Comparison? ReadComparison(KeyReader map, Study? study, int sign)
    {
        string? group = ReadGroup(map, "group", study);
        string? than = ReadGroup(map, "than", study, orBaseline: true);
        IReadOnlyList<StudyTime> at = ReadTimes(map, study);
        double? by = sign == 0
            ? map.Number("within", UnitSet.Percent, 0, 1000, "Largest difference.", required: true)
            : map.Number("by", UnitSet.Percent, 0, 1000, "Smallest difference; 5 % if absent.") ?? 5;
        double? most = sign == 0 ? null : map.Number("at-most", UnitSet.Percent, 0, 1000, "Largest difference.");
        CheckOrder(map, "at-most", by, most, "by");
        RefuseItself(map, "than", group, than);
        if (than == "baseline" && study?.Groups.Any(one => one.Name == "baseline") == true)
        {
            map.Refuse("than", "The study has a group called \"baseline\", and \"baseline\" is a group's own latency before the drug; rename the group.");
        }

        return group is null || than is null || by is null || at.Count == 0 ? null : new Comparison
        {
            Group = group,
            Than = than == "baseline" ? null : than,
            At = at,
            Sign = sign,
            ByPercent = by.Value,
            AtMostPercent = most ?? double.PositiveInfinity,
        };
    }

    private static Moment? ReadMoment(KeyReader map, Study? study, MomentKind kind)
    {
        string? group = ReadGroup(map, "group", study);
        StudyTime? from = TimeText.Read(map, "from", "Start of the window.", TestHour(study), required: true);
        StudyTime? to = TimeText.Read(map, "to", "End of the window.", TestHour(study), required: true);
        double? by = kind == MomentKind.Deepest ? map.Number("by", UnitSet.Percent, 0, 100, "Smallest depth.") : null;
        double? most = kind == MomentKind.Deepest ? map.Number("at-most", UnitSet.Percent, 0, 100, "Largest depth.") : null;
        CheckOrder(map, "to", from?.Hours, to?.Hours, "from");
        CheckOrder(map, "at-most", by, most, "by");

        return group is null || from is null || to is null ? null : new Moment
        {
            Group = group,
            Kind = kind,
            From = from.Value,
            To = to.Value,
            ByPercent = by ?? (most is null ? double.NegativeInfinity : 0),
            AtMostPercent = most ?? double.PositiveInfinity,
        };
    }

    private static Shallower? ReadShallower(KeyReader map, Study? study)
    {
        string? group = ReadGroup(map, "group", study), than = ReadGroup(map, "than", study);
        StudyTime? from = TimeText.Read(map, "from", "Start of the window.", TestHour(study), required: true);
        StudyTime? to = TimeText.Read(map, "to", "End of the window.", TestHour(study), required: true);
        double? by = map.Number("by", UnitSet.Percent, 0, 100, "Smallest difference of the depths, of baseline; 2 % if absent.");
        CheckOrder(map, "to", from?.Hours, to?.Hours, "from");
        RefuseItself(map, "than", group, than);
        return group is null || than is null || from is null || to is null ? null : new Shallower { Group = group, Than = than, From = from.Value, To = to.Value, ByPercent = by ?? 2 };
    }

    private static Recovered? ReadRecovered(KeyReader map, Study? study)
    {
        string? group = ReadGroup(map, "group", study);
        StudyTime? at = ReadTime(map, study);
        double? within = map.Number("within", UnitSet.Percent, 0, 100, "Largest distance from baseline.", required: true);
        return group is null || within is null || at is null ? null : new Recovered { Group = group, At = at.Value, WithinPercent = within.Value };
    }

    private static Lasting? ReadLasting(KeyReader map, Study? study)
    {
        string? group = ReadGroup(map, "group", study);
        double? from = map.Number("from", UnitSet.Time, 0, 8760, "Shortest time.", required: true);
        double? to = map.Number("to", UnitSet.Time, 0, 4000, "Longest time.", required: true);
        double? by = map.Number("by", UnitSet.Percent, 0, 100, "How far below baseline counts; 5 % if absent.");
        CheckOrder(map, "to", from, to, "from");
        return group is null || from is null || to is null ? null : new Lasting { Group = group, FromH = from.Value, ToH = to.Value, ByPercent = by ?? 5 };
    }

    private static Ordered? ReadOrdered(KeyReader map, Study? study)
    {
        int named = 0;
        string Count(string group)
        {
            named++;
            return CheckGroup(group, study);
        }

        IReadOnlyList<string> groups = map.Values("groups", Count, "Groups, highest latency first.", "Name a group.", required: true);
        if (groups.Distinct().Count() < groups.Count)
        {
            map.Refuse("groups", "A group is named twice.");
        }

        if (named == 1)
        {
            map.Refuse("groups", "One group has no order; name at least two.");
        }

        IReadOnlyList<StudyTime> at = ReadTimes(map, study);
        double? by = map.Number("by", UnitSet.Percent, 0, 100, "Smallest step, of baseline; 2 % if absent.");
        return groups.Count < 2 || at.Count == 0 ? null : new Ordered { Group = groups[0], Groups = groups, At = at, ByPercent = by ?? 2 };
    }

    private static Prevented? ReadPrevented(KeyReader map, Study? study)
    {
        string? group = ReadGroup(map, "group", study), than = ReadGroup(map, "than", study);
        IReadOnlyList<StudyTime> at = ReadTimes(map, study);
        double? by = map.Number("by", UnitSet.Percent, 0, 200, "Smallest share of the deficit.", required: true);
        RefuseItself(map, "than", group, than);
        return group is null || than is null || by is null || at.Count == 0 ? null : new Prevented { Group = group, Than = than, At = at, ByPercent = by.Value };
    }

    private static PrintedValue? ReadValue(KeyReader map, Study? study)
    {
        string? group = ReadGroup(map, "group", study);
        IReadOnlyList<StudyTime> at = ReadTimes(map, study);
        bool? maximum = map.Choice("of", [("mpe", true), ("change", false)], "Percent of the maximum possible effect, or percent change from baseline.", required: true);
        double? value = map.Number("value", UnitSet.Percent, -100, 1000, "The printed value.", required: true);
        double? error = map.Number("error", UnitSet.Percent, 0.01, 1000, "Its error.", required: true);
        return group is null || maximum is null || value is null || error is null || at.Count == 0
            ? null
            : new PrintedValue { Group = group, At = at, OfMaximum = maximum.Value, ValuePercent = value.Value, ErrorPercent = error.Value };
    }

    private static EffectShare? ReadShare(KeyReader map, Study? study)
    {
        string? group = ReadGroup(map, "group", study), of = ReadGroup(map, "of", study);
        IReadOnlyList<StudyTime> at = ReadTimes(map, study);
        double? value = map.Number("value", UnitSet.Percent, -1000, 1000, "The printed share of the other group's effect.", required: true);
        double? error = map.Number("error", UnitSet.Percent, 0.01, 1000, "Its error.", required: true);
        RefuseItself(map, "of", group, of);
        return group is null || of is null || value is null || error is null || at.Count == 0
            ? null
            : new EffectShare { Group = group, Of = of, At = at, ValuePercent = value.Value, ErrorPercent = error.Value };
    }

    private static Significant? ReadSignificant(KeyReader map, Study? study)
    {
        string? group = ReadGroup(map, "group", study), than = ReadGroup(map, "than", study);
        StudyTime? at = ReadTime(map, study);
        long? rats = map.Integer("n", 2, 1000, "Rats in each of the two groups.", required: true);
        double? power = map.Number("power", UnitSet.Percent, 1, 100, "Smallest share of repeated experiments in which the groups differ.", required: true);
        RefuseItself(map, "than", group, than);
        return group is null || than is null || at is null || rats is null || power is null
            ? null
            : new Significant { Group = group, Than = than, At = at.Value, Rats = (int)rats, PowerPercent = power.Value };
    }

    private static Ed50Ratio? ReadEd50Ratio(KeyReader map, Study? study)
    {
        string? group = ReadGroup(map, "group", study), than = ReadGroup(map, "than", study);
        StudyTime? at = ReadTime(map, study);
        Challenge? challenge = map.Map("challenge", "The dose given to find out.", ReadChallenge, required: true);
        double? from = map.Number("from", UnitSet.Fraction, 1e-3, 1e6, "Smallest ratio.", required: true);
        double? to = map.Number("to", UnitSet.Fraction, 1e-3, 1e6, "Largest ratio.", required: true);
        CheckOrder(map, "to", from, to, "from");
        RefuseItself(map, "than", group, than);
        return group is null || than is null || challenge is null || from is null || to is null || at is null
            ? null
            : new Ed50Ratio { Group = group, Than = than, At = at.Value, Challenge = challenge, From = from.Value, To = to.Value };
    }

    private static Challenge? ReadChallenge(KeyReader map)
    {
        var context = new RegimenContext(TestSchedule.StandardHour, RatDescription.Standard.MassG, false, SubstanceFile.Find, Hargreaves.Standard);
        DrugForm? drug = RegimenFile.ReadDrug(map, context);
        Route? route = map.Choice("route", RegimenFile.Routes, "The way it enters.", required: true);
        double? after = map.Number("after", UnitSet.Time, 1.0 / 60, 100, "Time to the test.", required: true);
        if (drug is not null && route is not null && drug.Substance.WhyNot(route.Value) is { } reason)
        {
            map.Refuse("route", reason);
            return null;
        }

        return drug is null || route is null || after is null ? null : new Challenge(drug, route.Value, new Duration(after.Value));
    }

    private static string? ReadGroup(KeyReader map, string key, Study? study, bool orBaseline = false) => map.Parsed(key,
        text => orBaseline && text == "baseline" ? text : CheckGroup(text, study, orBaseline ? ["baseline"] : []), "A group of the study.", "Name a group.", required: true);

    private static string CheckGroup(string name, Study? study, params string[] others)
    {
        string[] valid = [.. study?.Groups.Select(group => group.Name) ?? [], .. others];
        return study is null || valid.Contains(name) ? name : throw new ArgumentException($"There is no group \"{name}\".{Nearest.Suggest(name, valid)}");
    }

    private static void RefuseItself(KeyReader map, string key, string? group, string? other)
    {
        if (group is not null && group == other)
        {
            map.Refuse(key, "A group cannot be compared with itself.");
        }
    }

    private static void CheckOrder(KeyReader map, string highKey, double? low, double? high, string lowKey)
    {
        if (low > high)
        {
            map.Refuse(highKey, $"It is less than \"{lowKey}\"; nothing can lie between them.");
        }
    }

    private static TimeOnly TestHour(Study? study) => study?.Test.At ?? TestSchedule.StandardHour;

    private static IReadOnlyList<StudyTime> ReadTimes(KeyReader map, Study? study) =>
        map.Values("at", text => TimeText.Parse(text, TestHour(study)), "When.", TimeText.Form, required: true);

    private static StudyTime? ReadTime(KeyReader map, Study? study)
    {
        IReadOnlyList<StudyTime> times = ReadTimes(map, study);
        if (times.Count > 1)
        {
            map.Refuse("at", $"One time is needed here, not {times.Count}; write an entry for each.");
        }

        return times.Count == 1 ? times[0] : null;
    }
}
