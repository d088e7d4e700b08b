using PawLatency.Evidence;
using PawLatency.Pharmacology;

namespace PawLatency.Files;

/// <summary>Reads evidence files.</summary>
internal static class EvidenceFile
{
    private static readonly TimeOnly TestHour = new(10, 0);

    private static readonly Lazy<IReadOnlyList<Finding>> Loaded = new(() =>
        [.. EmbeddedData.Names("evidence").Select(name => EmbeddedData.Read($"evidence/{name}.yaml", Read)!)]);

    public static IReadOnlyList<Finding> Library => Loaded.Value;

    public static Finding Load(string path) => KeyReader.Read(path, File.ReadAllBytes(path), Read)!;

    private static Finding? Read(KeyReader reader)
    {
        string? id = reader.Text("id", "Short name.", required: true);
        FindingSource? source = reader.Map("source", "Where it was printed.", ReadSource, required: true);
        string? animals = reader.Map("animals", "The animals of the source.", ReadAnimals, required: true);
        string? statement = reader.Text("finding", "What was seen, in a sentence.", required: true);
        string[] assays = ["hargreaves", "tail-flick", "hot-plate", "paw-pressure", "von-frey", "other"];
        int? assay = reader.Choice("assay", [.. assays.Select((name, index) => (name, index))], "The assay of the source.", required: true);
        Reading? reading = reader.Choice("reading", [("latency", Reading.Latency), ("sign", Reading.Sign)], "Whether sizes are compared, or only sign and timing.", required: true);
        Strength? strength = reader.Choice("strength", [("numbers", Strength.Numbers), ("sign", Strength.Sign), ("figure", Strength.Figure)], "What the source gives.", required: true);
        EvidenceUse? use = reader.Choice("use", [("calibration", EvidenceUse.Calibration), ("validation", EvidenceUse.Validation)], "What it is used for.", required: true);
        IReadOnlyList<string> contradicts = reader.Values("contradicts", text => text, "Findings it disagrees with.", "An id.");
        string? note = reader.Text("note", "What a critical reader should know.");
        Study? study = reader.Map("study", "The experiment.", map => ReadStudy(map, id ?? "?"), required: true);
        IReadOnlyList<Expectation> expectations = reader.Maps("expect", "What must be seen.", map => ReadExpectation(map, study), required: true);
        return id is null || source is null || statement is null || study is null ? null : new Finding
        {
            Id = id,
            Source = source,
            Animals = animals ?? "",
            Statement = statement,
            Assay = assays[assay ?? 0],
            Reading = reading ?? Reading.Latency,
            Strength = strength ?? Strength.Sign,
            Use = use ?? EvidenceUse.Validation,
            Contradicts = contradicts,
            Note = note,
            Study = study,
            Expectations = expectations,
        };
    }

    private static FindingSource? ReadSource(KeyReader map)
    {
        string? citation = map.Text("citation", "Authors, year, journal.", required: true);
        string? doi = map.Text("doi", "DOI."), url = map.Text("url", "Address.");
        string? where = map.Text("where", "Where in it the number stood.", required: true);
        if (doi is null && url is null && !map.IsDescribing)
        {
            map.Refuse("doi", "A source has a doi or a url.");
        }

        return citation is null || where is null ? null : new FindingSource(citation, doi is null ? url ?? "" : $"doi:{doi}", where);
    }

    private static string? ReadAnimals(KeyReader map)
    {
        string[] parts =
        [
            map.Text("species", "Species.", required: true) ?? "",
            map.Text("strain", "Strain.", required: true) ?? "",
            map.Text("sex", "Sex.", required: true) ?? "",
            map.Text("n", "Number of animals.", required: true) ?? "",
        ];
        return $"{parts[0]}, strain {parts[1]}, sex {parts[2]}, n {parts[3]}";
    }

    private static Study? ReadStudy(KeyReader map, string id)
    {
        Study? named = map.Parsed("name", StudyFile.Named, "A study of the library, in place of one written out.", "Name a study, for example reference.");
        // Expectations name their own times; the typical rat needs no variability and no sessions.
        return named ?? (map.Keys.Contains("name") ? null : StudyFile.ReadBody(map, id, new TestSchedule { At = TestHour, Days = [0] }, countsRats: false));
    }

    private static Expectation? ReadExpectation(KeyReader map, Study? study)
    {
        string? note = map.Text("note", "What a critical reader should know.");
        Func<KeyReader, Study?, Expectation?>? read = map.Parsed("is", text => Relations.TryGetValue(text, out var relation)
            ? relation
            : throw new ArgumentException($"There is no relation \"{text}\".{Nearest.Suggest(text, Relations.Keys)}"), "The relation.", $"Name a relation: {string.Join(", ", Relations.Keys)}.", required: true);
        if (read is null)
        {
            // Which keys it may have is not known; naming the relation is the fault that is told.
            foreach (string key in map.Keys)
            {
                map.Ignore(key);
            }

            return null;
        }

        return read(map, study) is { } expectation ? expectation with { Note = note } : null;
    }

    private static Dictionary<string, Func<KeyReader, Study?, Expectation?>> Relations { get; } = new(StringComparer.Ordinal)
    {
        ["above"] = (map, study) => ReadComparison(map, study, 1),
        ["below"] = (map, study) => ReadComparison(map, study, -1),
        ["near"] = (map, study) => ReadComparison(map, study, 0),
        ["crossing"] = (map, study) => ReadMoment(map, study, MomentKind.Crossing),
        ["peaking"] = (map, study) => ReadMoment(map, study, MomentKind.Peak),
        ["deepest"] = (map, study) => ReadMoment(map, study, MomentKind.Deepest),
        ["recovered"] = ReadRecovered,
        ["lasting"] = ReadLasting,
        ["ordered"] = ReadOrdered,
        ["prevented"] = ReadPrevented,
        ["value"] = ReadValue,
        ["ed50-ratio"] = ReadEd50Ratio,
    };

    private static Comparison? ReadComparison(KeyReader map, Study? study, int sign)
    {
        string? group = ReadGroup(map, "group", study);
        string? than = ReadGroup(map, "than", study, orBaseline: true);
        IReadOnlyList<StudyTime> at = ReadTimes(map);
        double? by = sign == 0
            ? map.Number("within", UnitSet.Percent, 0, 1000, "Largest difference.", required: true)
            : map.Number("by", UnitSet.Percent, 0, 1000, "Smallest difference; 5 % if absent.") ?? 5;
        double? most = sign == 0 ? null : map.Number("at-most", UnitSet.Percent, 0, 1000, "Largest difference.");
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
        StudyTime? from = TimeText.Read(map, "from", "Start of the window.", TestHour, required: true);
        StudyTime? to = TimeText.Read(map, "to", "End of the window.", TestHour, required: true);
        double? by = kind == MomentKind.Deepest ? map.Number("by", UnitSet.Percent, 0, 100, "Smallest depth.") : null;
        double? most = kind == MomentKind.Deepest ? map.Number("at-most", UnitSet.Percent, 0, 100, "Largest depth.") : null;
        if (from > to)
        {
            map.Refuse("from", "The window ends before it begins.");
        }

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

    private static Recovered? ReadRecovered(KeyReader map, Study? study)
    {
        string? group = ReadGroup(map, "group", study);
        IReadOnlyList<StudyTime> at = ReadTimes(map);
        double? within = map.Number("within", UnitSet.Percent, 0, 100, "Largest distance from baseline.", required: true);
        return group is null || within is null || at.Count == 0 ? null : new Recovered { Group = group, At = at[0], WithinPercent = within.Value };
    }

    private static Lasting? ReadLasting(KeyReader map, Study? study)
    {
        string? group = ReadGroup(map, "group", study);
        double? from = map.Number("from", UnitSet.Time, 0, 8760, "Shortest time.", required: true);
        double? to = map.Number("to", UnitSet.Time, 0, 4000, "Longest time.", required: true);
        double? by = map.Number("by", UnitSet.Percent, 0, 100, "How far below baseline counts; 5 % if absent.");
        return group is null || from is null || to is null ? null : new Lasting { Group = group, FromH = from.Value, ToH = to.Value, ByPercent = by ?? 5 };
    }

    private static Ordered? ReadOrdered(KeyReader map, Study? study)
    {
        IReadOnlyList<string> groups = map.Values("groups", text => CheckGroup(text, study), "Groups, highest latency first.", "Name a group.", required: true);
        IReadOnlyList<StudyTime> at = ReadTimes(map);
        double? by = map.Number("by", UnitSet.Percent, 0, 100, "Smallest step, of baseline; 2 % if absent.");
        return groups.Count < 2 || at.Count == 0 ? null : new Ordered { Group = groups[0], Groups = groups, At = at, ByPercent = by ?? 2 };
    }

    private static Prevented? ReadPrevented(KeyReader map, Study? study)
    {
        string? group = ReadGroup(map, "group", study), than = ReadGroup(map, "than", study);
        IReadOnlyList<StudyTime> at = ReadTimes(map);
        double? by = map.Number("by", UnitSet.Percent, 0, 200, "Smallest share of the deficit.", required: true);
        return group is null || than is null || by is null || at.Count == 0 ? null : new Prevented { Group = group, Than = than, At = at, ByPercent = by.Value };
    }

    private static PrintedValue? ReadValue(KeyReader map, Study? study)
    {
        string? group = ReadGroup(map, "group", study);
        IReadOnlyList<StudyTime> at = ReadTimes(map);
        bool? maximum = map.Choice("of", [("mpe", true), ("change", false)], "Percent of the maximum possible effect, or percent change from baseline.", required: true);
        double? value = map.Number("value", UnitSet.Percent, -100, 1000, "The printed value.", required: true);
        double? error = map.Number("error", UnitSet.Percent, 0.01, 1000, "Its error.", required: true);
        return group is null || maximum is null || value is null || error is null || at.Count == 0
            ? null
            : new PrintedValue { Group = group, At = at, OfMaximum = maximum.Value, ValuePercent = value.Value, ErrorPercent = error.Value };
    }

    private static Ed50Ratio? ReadEd50Ratio(KeyReader map, Study? study)
    {
        string? group = ReadGroup(map, "group", study), than = ReadGroup(map, "than", study);
        IReadOnlyList<StudyTime> at = ReadTimes(map);
        Challenge? challenge = map.Map("challenge", "The dose given to find out.", ReadChallenge, required: true);
        double? from = map.Number("from", UnitSet.Fraction, 1e-3, 1e6, "Smallest ratio.", required: true);
        double? to = map.Number("to", UnitSet.Fraction, 1e-3, 1e6, "Largest ratio.", required: true);
        return group is null || than is null || challenge is null || from is null || to is null || at.Count == 0
            ? null
            : new Ed50Ratio { Group = group, Than = than, At = at[0], Challenge = challenge, From = from.Value, To = to.Value };
    }

    private static Challenge? ReadChallenge(KeyReader map)
    {
        var context = new RegimenContext(TestHour, RatDescription.Standard.MassG, false, SubstanceFile.Find);
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

    private static IReadOnlyList<StudyTime> ReadTimes(KeyReader map) =>
        map.Values("at", text => TimeText.Parse(text, TestHour), "When.", TimeText.Form, required: true);
}
