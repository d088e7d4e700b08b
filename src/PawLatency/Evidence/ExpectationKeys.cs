using PawLatency.Text;

namespace PawLatency.Evidence;

/// <summary>Reads the keys that several relations share: groups, times and bands.</summary>
internal static class ExpectationKeys
{
    public static string? Group(KeyReader map, string key, Study? study, bool orBaseline = false, bool required = true) =>
        map.Parsed(
            key,
            text => orBaseline && text == "baseline" ? text : CheckGroup(text, study, orBaseline ? ["baseline"] : []),
            "A group of the study.",
            "Give the name of a group.",
            required
        );

    public static string CheckGroup(string name, Study? study, params string[] others)
    {
        string[] valid = [.. study?.Groups.Select(group => group.Name) ?? [], .. others];
        return study is null || valid.Contains(name)
            ? name
            : throw new ArgumentException($"There is no group \"{name}\".{Nearest.Suggest(name, valid)}");
    }

    public static void RefuseItself(KeyReader map, string key, string? group, string? other)
    {
        if (group is not null && group == other)
        {
            map.Refuse(key, "A group cannot be compared with itself.");
        }
    }

    public static void CheckOrder(KeyReader map, string highKey, double? low, double? high, string lowKey)
    {
        if (low > high)
        {
            map.Refuse(highKey, $"It must not be less than \"{lowKey}\".");
        }
    }

    public static (double From, double To)? Band(KeyReader map, UnitSet units, double low, double high, string what)
    {
        double? from = map.Number("from", units, low, high, $"Smallest {what}.", required: true);
        double? to = map.Number("to", units, low, high, $"Largest {what}.", required: true);
        CheckOrder(map, "to", from, to, "from");
        return from is null || to is null ? null : (from.Value, to.Value);
    }

    public static TimeOnly TestHour(Study? study) => study?.Test.At ?? TestSchedule.StandardHour;

    public static IReadOnlyList<StudyTime> Times(KeyReader map, Study? study, bool required = true) =>
        map.Values("at", text => TimeText.Parse(text, TestHour(study)), "Times.", TimeText.Form, required);

    public static StudyTime? Time(KeyReader map, Study? study, bool required = true)
    {
        IReadOnlyList<StudyTime> times = Times(map, study, required);
        if (times.Count > 1)
        {
            map.Refuse("at", $"Give one time, not {times.Count}; add an entry for each further time.");
        }

        return times.Count == 1 ? times[0] : null;
    }
}
