using PawLatency.Text;

namespace PawLatency.Evidence;

/// <summary>Reads the expectations of evidence and study files: a relation and its keys.</summary>
internal static class ExpectationFile
{
    private static readonly Dictionary<string, Func<KeyReader, Study?, Expectation?>> Relations = new(StringComparer.Ordinal)
    {
        ["above"] = (map, study) => ReadComparison(map, study, 1),
        ["below"] = (map, study) => ReadComparison(map, study, -1),
        ["near"] = (map, study) => ReadComparison(map, study, 0),
        ["crossing"] = (map, study) => ReadCurveEvent(map, study, CurveEvent.Crossing),
        ["peaking"] = (map, study) => ReadCurveEvent(map, study, CurveEvent.Peak),
        ["deepest"] = (map, study) => ReadCurveEvent(map, study, CurveEvent.Deepest),
        ["shallower"] = ReadShallower,
        ["recovered"] = ReadRecovered,
        ["lasting"] = ReadLasting,
        ["ordered"] = ReadOrdered,
        ["prevented"] = ReadPrevented,
        ["value"] = ReadValue,
        ["share"] = ReadShare,
        ["ratio-ratio"] = RatioFile.ReadLatencies,
        ["ed50"] = RatioFile.ReadEd50,
        ["ed50-ratio"] = (map, study) => RatioFile.ReadEd50s(map, study, divided: false),
        ["ed50-ratio-ratio"] = (map, study) => RatioFile.ReadEd50s(map, study, divided: true),
        ["significant"] = ReadSignificant,
    };

    /// <summary>Reads an expectation.</summary>
    /// <param name="map">The map.</param>
    /// <param name="study">The study, or null if it has errors.</param>
    /// <param name="marks">Whether failures may be marked as known (in study files only).</param>
    public static Expectation? Read(KeyReader map, Study? study, bool marks = false) =>
        map.Variant(
            "is",
            "relation",
            Relations.ToDictionary(
                relation => relation.Key,
                relation => (Func<KeyReader, Expectation?>)(reader => ReadOne(reader, study, marks, relation.Value))
            )
        );

    private static Expectation? ReadOne(KeyReader map, Study? study, bool marks, Func<KeyReader, Study?, Expectation?> read)
    {
        string? note = map.Text("note", "Note for critical readers.");
        string? known = marks ? map.Text("known-failure", "Reason why the model fails here. The expectation must then fail.") : null;
        return read(map, study) is { } expectation ? expectation with { Note = note, KnownFailure = known, Place = map.Place } : null;
    }

    private static Comparison? ReadComparison(KeyReader map, Study? study, int sign)
    {
        string? group = ExpectationKeys.Group(map, "group", study);
        string? than = ExpectationKeys.Group(map, "than", study, orBaseline: true);
        IReadOnlyList<StudyTime> at = ExpectationKeys.Times(map, study);
        double? by =
            sign == 0
                ? map.Number("within", UnitSet.Percent, 0, 1000, "Largest difference.", required: true)
                : map.Number("by", UnitSet.Percent, 0, 1000, "Smallest difference; 5 % if absent.") ?? 5;
        double? most = sign == 0 ? null : map.Number("at-most", UnitSet.Percent, 0, 1000, "Largest difference.");
        ExpectationKeys.CheckOrder(map, "at-most", by, most, "by");
        ExpectationKeys.RefuseItself(map, "than", group, than);
        if (than == "baseline" && study?.Groups.Any(one => one.Name == "baseline") == true)
        {
            map.Refuse(
                "than",
                "The study has a group named \"baseline\", but here \"baseline\" means the latency before the drug; rename the group."
            );
        }

        return group is null || than is null || by is null || at.Count == 0
            ? null
            : new Comparison
            {
                Group = group,
                Than = than == "baseline" ? null : than,
                At = at,
                Sign = sign,
                ByPercent = by.Value,
                AtMostPercent = most ?? double.PositiveInfinity,
            };
    }

    private static CurveEventTime? ReadCurveEvent(KeyReader map, Study? study, CurveEvent curveEvent)
    {
        string? group = ExpectationKeys.Group(map, "group", study);
        StudyTime? from = TimeText.Read(map, "from", "Start of the window.", ExpectationKeys.TestHour(study), required: true);
        StudyTime? to = TimeText.Read(map, "to", "End of the window.", ExpectationKeys.TestHour(study), required: true);
        double? by = curveEvent == CurveEvent.Deepest ? map.Number("by", UnitSet.Percent, 0, 100, "Smallest depth.") : null;
        double? most = curveEvent == CurveEvent.Deepest ? map.Number("at-most", UnitSet.Percent, 0, 100, "Largest depth.") : null;
        ExpectationKeys.CheckOrder(map, "to", from?.Hours, to?.Hours, "from");
        ExpectationKeys.CheckOrder(map, "at-most", by, most, "by");

        return group is null || from is null || to is null
            ? null
            : new CurveEventTime
            {
                Group = group,
                Event = curveEvent,
                From = from.Value,
                To = to.Value,
                ByPercent = by ?? (most is null ? double.NegativeInfinity : 0),
                AtMostPercent = most ?? double.PositiveInfinity,
            };
    }

    private static SmallerDeficit? ReadShallower(KeyReader map, Study? study)
    {
        string? group = ExpectationKeys.Group(map, "group", study),
            than = ExpectationKeys.Group(map, "than", study);
        StudyTime? from = TimeText.Read(map, "from", "Start of the window.", ExpectationKeys.TestHour(study), required: true);
        StudyTime? to = TimeText.Read(map, "to", "End of the window.", ExpectationKeys.TestHour(study), required: true);
        double? by = map.Number(
            "by",
            UnitSet.Percent,
            0,
            100,
            "Smallest difference between the deficits, percent of baseline; 2 % if absent."
        );
        ExpectationKeys.CheckOrder(map, "to", from?.Hours, to?.Hours, "from");
        ExpectationKeys.RefuseItself(map, "than", group, than);
        return group is null || than is null || from is null || to is null
            ? null
            : new SmallerDeficit
            {
                Group = group,
                Than = than,
                From = from.Value,
                To = to.Value,
                ByPercent = by ?? 2,
            };
    }

    private static Recovered? ReadRecovered(KeyReader map, Study? study)
    {
        string? group = ExpectationKeys.Group(map, "group", study);
        StudyTime? at = ExpectationKeys.Time(map, study);
        double? within = map.Number("within", UnitSet.Percent, 0, 100, "Largest distance from baseline.", required: true);
        return group is null || within is null || at is null
            ? null
            : new Recovered
            {
                Group = group,
                At = at.Value,
                WithinPercent = within.Value,
            };
    }

    private static DeficitDuration? ReadLasting(KeyReader map, Study? study)
    {
        string? group = ExpectationKeys.Group(map, "group", study);
        double? from = map.Number("from", UnitSet.Time, 0, 8760, "Shortest time.", required: true);
        double? to = map.Number("to", UnitSet.Time, 0, 4000, "Longest time.", required: true);
        double? by = map.Number("by", UnitSet.Percent, 0, 100, "Smallest depth below baseline that counts; 5 % if absent.");
        ExpectationKeys.CheckOrder(map, "to", from, to, "from");
        return group is null || from is null || to is null
            ? null
            : new DeficitDuration
            {
                Group = group,
                FromH = from.Value,
                ToH = to.Value,
                ByPercent = by ?? 5,
            };
    }

    private static GroupOrder? ReadOrdered(KeyReader map, Study? study)
    {
        int listed = 0;
        string Count(string group)
        {
            listed++;
            return ExpectationKeys.CheckGroup(group, study);
        }

        IReadOnlyList<string> groups = map.Values(
            "groups",
            Count,
            "Groups, highest latency first.",
            "Give the name of a group.",
            required: true
        );
        if (groups.Distinct().Count() < groups.Count)
        {
            map.Refuse("groups", "A group is listed twice.");
        }

        if (listed == 1)
        {
            map.Refuse("groups", "List at least two groups.");
        }

        IReadOnlyList<StudyTime> at = ExpectationKeys.Times(map, study);
        double? by = map.Number(
            "by",
            UnitSet.Percent,
            0,
            100,
            "Smallest difference between neighbours, percent of baseline; 2 % if absent."
        );
        return groups.Count < 2 || at.Count == 0
            ? null
            : new GroupOrder
            {
                Group = groups[0],
                Groups = groups,
                At = at,
                ByPercent = by ?? 2,
            };
    }

    private static Prevented? ReadPrevented(KeyReader map, Study? study)
    {
        string? group = ExpectationKeys.Group(map, "group", study),
            than = ExpectationKeys.Group(map, "than", study);
        IReadOnlyList<StudyTime> at = ExpectationKeys.Times(map, study);
        double? by = map.Number("by", UnitSet.Percent, 0, 1000, "Smallest share of the deficit.", required: true);
        double? most = map.Number("at-most", UnitSet.Percent, 0, 1000, "Largest share of the deficit; 300 % if absent.");
        ExpectationKeys.CheckOrder(map, "at-most", by, most, "by");
        if (most is null && by > Prevented.MostPercent)
        {
            map.Refuse(
                "by",
                $"It is more than {Prevented.MostPercent} %, the largest share that counts as prevented; set \"at-most\" to allow more."
            );
        }

        ExpectationKeys.RefuseItself(map, "than", group, than);
        return group is null || than is null || by is null || at.Count == 0
            ? null
            : new Prevented
            {
                Group = group,
                Than = than,
                At = at,
                ByPercent = by.Value,
                AtMostPercent = most ?? Prevented.MostPercent,
            };
    }

    private static PrintedValue? ReadValue(KeyReader map, Study? study)
    {
        string? group = ExpectationKeys.Group(map, "group", study);
        IReadOnlyList<StudyTime> at = ExpectationKeys.Times(map, study);
        bool? maximum = map.Choice(
            "of",
            [("mpe", true), ("change", false)],
            "Percent of the maximum possible effect, or percent change from baseline.",
            required: true
        );
        double? value = map.Number("value", UnitSet.Percent, -100, 1000, "The published value.", required: true);
        double? error = map.Number("error", UnitSet.Percent, 0.01, 1000, "Its standard error.", required: true);
        return group is null || maximum is null || value is null || error is null || at.Count == 0
            ? null
            : new PrintedValue
            {
                Group = group,
                At = at,
                OfMaximum = maximum.Value,
                ValuePercent = value.Value,
                ErrorPercent = error.Value,
            };
    }

    private static EffectShare? ReadShare(KeyReader map, Study? study)
    {
        string? group = ExpectationKeys.Group(map, "group", study),
            of = ExpectationKeys.Group(map, "of", study);
        IReadOnlyList<StudyTime> at = ExpectationKeys.Times(map, study);
        double? value = map.Number(
            "value",
            UnitSet.Percent,
            -1000,
            1000,
            "The published share of the other group's effect.",
            required: true
        );
        double? error = map.Number("error", UnitSet.Percent, 0.01, 1000, "Its standard error.", required: true);
        ExpectationKeys.RefuseItself(map, "of", group, of);
        return group is null || of is null || value is null || error is null || at.Count == 0
            ? null
            : new EffectShare
            {
                Group = group,
                Of = of,
                At = at,
                ValuePercent = value.Value,
                ErrorPercent = error.Value,
            };
    }

    private static Significant? ReadSignificant(KeyReader map, Study? study)
    {
        string? group = ExpectationKeys.Group(map, "group", study),
            than = ExpectationKeys.Group(map, "than", study);
        StudyTime? at = ExpectationKeys.Time(map, study);
        long? rats = map.Integer("n", 2, 1000, "Rats in each of the two groups.", required: true);
        double? power = map.Number(
            "power",
            UnitSet.Percent,
            1,
            100,
            "Smallest share of repeated experiments in which the groups differ.",
            required: true
        );
        ExpectationKeys.RefuseItself(map, "than", group, than);
        return group is null || than is null || at is null || rats is null || power is null
            ? null
            : new Significant
            {
                Group = group,
                Than = than,
                At = at.Value,
                Rats = (int)rats,
                PowerPercent = power.Value,
            };
    }
}
