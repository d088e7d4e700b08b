namespace PawLatency.Data;

/// <summary>The words that laboratories head their columns with, by role.</summary>
internal static class ColumnWords
{
    /// <summary>Statistics of a summary, as its columns are named, and the words for them.</summary>
    public static IReadOnlyList<(string Statistic, string[] Words)> Summaries { get; } =
    [
        ("typical", ["typical"]),
        ("mean", ["mean", "average", "avg"]),
        ("sem", ["sem", "se", "stderr", "semean"]),
        ("sd", ["sd", "stdev", "std", "stddev"]),
        ("n", ["n", "count"]),
        ("median", ["median"]),
    ];

    // The first of a role's names that a table has is the one; the others may stand for something else.
    private static readonly (ColumnRole Role, string[] Names)[] Names =
    [
        (
            ColumnRole.Group,
            [
                "group",
                "group name",
                "treatment group",
                "experimental group",
                "treatment",
                "trt",
                "tx",
                "arm",
                "condition",
                "drug",
                "compound",
                "substance",
                "agent",
            ]
        ),
        (
            ColumnRole.Animal,
            [
                "rat",
                "rat id",
                "rat no",
                "rat number",
                "rat nr",
                "rat #",
                "rat name",
                "animal",
                "animal id",
                "animal no",
                "animal number",
                "animal nr",
                "animal #",
                "animal name",
                "mouse",
                "mouse id",
                "mouse no",
                "mouse number",
                "mouse #",
                "subject",
                "subject id",
                "subject no",
                "subject number",
                "subj",
                "specimen",
                "individual",
                "id",
                "id no",
                "id number",
                "ear tag",
                "tag",
                "tag no",
                "ratid",
                "animalid",
                "mouseid",
                "subjectid",
                "#",
            ]
        ),
        (
            ColumnRole.Identity,
            [
                "sex",
                "gender",
                "cohort",
                "cohort no",
                "cohort id",
                "batch",
                "batch no",
                "cage",
                "cage no",
                "cage id",
                "cage number",
                "experiment",
                "experiment no",
                "experiment id",
                "exp",
                "litter",
                "litter no",
                "litter id",
                "lab",
                "laboratory",
                "study",
                "shipment",
                "dam",
            ]
        ),
        (
            ColumnRole.Treatment,
            [
                "dose",
                "pretreatment",
                "co treatment",
                "genotype",
                "strain",
                "line",
                "surgery",
                "lesion",
                "injury",
                "model",
                "route",
                "concentration",
                "diet",
            ]
        ),
        (ColumnRole.Session, ["session", "session no", "session number", "visit"]),
        (
            ColumnRole.Trial,
            ["trial", "trial no", "trial number", "trial #", "trials", "repeat", "repetition", "measurement no", "reading no"]
        ),
        (ColumnRole.Side, ["paw", "side", "hindpaw", "hind paw", "limb", "foot", "leg", "paw side", "tested paw", "laterality"]),
        (
            ColumnRole.Responses,
            ["responses", "response", "response pattern", "pattern", "up down", "updown", "up down responses", "sequence"]
        ),
        (ColumnRole.Censored, ["censored", "is censored", "at cutoff", "cut off reached", "cutoff reached"]),
        (ColumnRole.Excluded, ["excluded", "exclude", "exclusion", "is excluded"]),
        (
            ColumnRole.Note,
            [
                "mass",
                "mass g",
                "weight",
                "weight g",
                "body weight",
                "bw",
                "bodyweight",
                "age",
                "comment",
                "comments",
                "note",
                "notes",
                "remark",
                "remarks",
                "experimenter",
                "observer",
                "operator",
                "tester",
                "species",
                "dob",
                "date of birth",
                "row",
                "row no",
                "index",
                "unnamed",
            ]
        ),
    ];

    private static readonly string[] TimeFillers =
    [
        "time",
        "point",
        "test",
        "testing",
        "study",
        "post",
        "op",
        "postop",
        "after",
        "since",
        "injection",
        "dose",
        "dosing",
        "drug",
        "of",
        "the",
        "surgery",
        "treatment",
        "experiment",
        "experimental",
        "session",
        "from",
        "relative",
        "to",
        "elapsed",
        "no",
        "number",
        "in",
        "infusion",
        "start",
        "at",
        "postinjection",
        "postdose",
    ];

    private static readonly string[] TimeNames =
    [
        "time",
        "timepoint",
        "time point",
        "date",
        "test date",
        "testing date",
        "session date",
        "phase",
        "period",
        "stage",
        "clock",
        "clock time",
        "test time",
        "time of day",
        "time of test",
    ];

    /// <summary>Words for what is measured.</summary>
    public static readonly string[] ValueWords =
    [
        "latency",
        "latencies",
        "pwl",
        "tfl",
        "hpl",
        "pwt",
        "threshold",
        "thresholds",
        "hargreaves",
        "vonfrey",
    ];

    private static readonly string[] DerivedWords =
    [
        "mpe",
        "%",
        "percent",
        "change",
        "delta",
        "auc",
        "log",
        "ratio",
        "normalized",
        "normalised",
        "difference",
        "index",
    ];

    /// <summary>The role of a head by its words, and how far down its list of names it stands; unknown where it is none.</summary>
    public static (ColumnRole Role, int Rank) Of(ColumnHead head)
    {
        string all = string.Join(' ', head.Words);
        foreach ((ColumnRole role, string[] names) in Names)
        {
            int rank = Array.IndexOf(names, all);
            rank =
                rank < 0 && role is ColumnRole.Treatment or ColumnRole.Note && head.Words.Count > 1 && names.Contains(head.Words[0])
                    ? names.Length
                    : rank;
            if (rank >= 0)
            {
                return (role, rank);
            }
        }

        return IsTime(head) ? (ColumnRole.Time, 0)
            : StatisticOf(head) is not null ? (ColumnRole.Summary, 0)
            : IsValue(head) ? (ColumnRole.Value, 0)
            : (ColumnRole.Unknown, 0);
    }

    /// <summary>Whether a head is that of times.</summary>
    public static bool IsTime(ColumnHead head)
    {
        string[] units = [.. head.Words.Where(word => WrittenTime.HoursOf(word) is not null)];
        return TimeNames.Contains(string.Join(' ', head.Words))
            || (
                units.Length == 1
                && WrittenTime.HoursOf(head.Words[0]) is not null
                && (head.Has("post") || head.Has("after") || head.Has("since"))
            )
            || (units.Length == 1 && head.Words.Except(units).All(word => TimeFillers.Contains(word) || TimeNames.Contains(word)));
    }

    /// <summary>Whether a head is that of latencies or forces.</summary>
    public static bool IsValue(ColumnHead head) =>
        !head.Words.Any(DerivedWords.Contains)
        && (
            head.Words.Any(ValueWords.Contains)
            || head.Has("von", "frey")
            || (
                (head.Has("time") || head.Has("tail", "flick") || head.Has("hot", "plate") || head.Has("withdrawal"))
                && head.ValueUnit is not null
                && (head.Has("reaction") || head.Has("response") || head.Has("withdrawal") || head.Has("flick") || head.Has("plate"))
            )
        );

    /// <summary>Whether a head is that of something made of latencies.</summary>
    public static bool IsDerived(ColumnHead head) => head.Words.Any(DerivedWords.Contains);

    /// <summary>The statistic of a summary that a head names; null where it names none.</summary>
    public static string? StatisticOf(ColumnHead head)
    {
        string name = head.Name.Replace("s e m", "sem", StringComparison.Ordinal).Replace("s d", "sd", StringComparison.Ordinal);
        string[] words = name.Split(' ');
        if (words is ["p", "05" or "95"] or ["censored", "share"] || words[0] == "ensemble")
        {
            return string.Join('_', words);
        }

        foreach ((string statistic, string[] known) in Summaries)
        {
            if (words.Any(word => known.Contains(word)) && (statistic != "n" || words.Length <= 2))
            {
                return statistic;
            }
        }

        return null;
    }

    /// <summary>Whether a text is the name of a statistic and not of an animal.</summary>
    public static bool IsStatistic(string text) =>
        ColumnHead.Of(text) is { Words.Count: > 0 and <= 2 } head && head.Words.All(word => IsStatisticWord(word));

    private static bool IsStatisticWord(string word) =>
        Summaries.Any(one => one.Words.Contains(word))
        || word
            is "error"
                or "total"
                or "std"
                or "upper"
                or "lower"
                or "limit"
                or "limits"
                or "ci"
                or "min"
                or "max"
                or "minimum"
                or "maximum";

    /// <summary>The side that a word names: left, right, both, tail, ipsi or contra; null where it is none.</summary>
    public static string? SideOf(string text) =>
        text.Trim().ToLowerInvariant() switch
        {
            "left" or "l" or "lh" or "lhp" or "left hind" or "left hindpaw" or "left paw" => "left",
            "right" or "r" or "rh" or "rhp" or "right hind" or "right hindpaw" or "right paw" => "right",
            "both" or "bilateral" or "left and right" => "both",
            "tail" => "tail",
            "ipsi" or "ipsilateral" or "ips" or "injured" or "operated" or "inflamed" or "injected" or "affected" => "ipsi",
            "contra" or "contralateral" or "contr" or "con" or "uninjured" or "unoperated" or "uninjected" or "unaffected" => "contra",
            _ => null,
        };
}
