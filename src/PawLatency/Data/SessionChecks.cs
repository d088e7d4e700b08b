namespace PawLatency.Data;

/// <summary>What is checked in the rows of every table, whatever its layout.</summary>
internal static class SessionChecks
{
    // Many trials far apart, and not the same hour of the next day.
    private const double LongestSessionH = 20;

    /// <summary>Tells groups of two spellings and sessions of several days.</summary>
    public static void Check(IReadOnlyList<MeasuredRow> rows, ReadingLog log)
    {
        RefuseSpellings(rows, log);
        RefuseLongSessions(rows, log);
    }

    // "Saline" and "saline" are one group that was typed in two ways; taken for two, each would have half of the rats.
    private static void RefuseSpellings(IReadOnlyList<MeasuredRow> rows, ReadingLog log)
    {
        var spellings = new Dictionary<string, MeasuredRow>(StringComparer.Ordinal);
        foreach (MeasuredRow row in rows.DistinctBy(row => row.Group))
        {
            string plain = string.Concat(row.Group.ToLowerInvariant().Where(one => one is not (' ' or '_' or '-')));
            if (!spellings.TryAdd(plain, row))
            {
                MeasuredRow first = spellings[plain];
                log.Refuse(
                    row.Line,
                    0,
                    $"Group \"{row.Group}\" is \"{first.Group}\" of line {first.Line} in other letters; a group has one spelling."
                );
            }
        }
    }

    // A label that comes again on another day ("am", "test") would make one session of many days.
    private static void RefuseLongSessions(IReadOnlyList<MeasuredRow> rows, ReadingLog log)
    {
        foreach (IGrouping<(string Group, string Session), MeasuredRow> session in rows.GroupBy(row => (row.Group, row.Session)))
        {
            double first = session.Min(row => row.Hours);
            if (session.FirstOrDefault(row => row.Hours - first > LongestSessionH) is { } late)
            {
                log.Refuse(
                    late.Line,
                    0,
                    $"Session {session.Key.Session} of \"{session.Key.Group}\" began on {new StudyTime(first)}, and this row is of "
                        + $"{new StudyTime(late.Hours)}; a label is for one visit. Without a column session, each time is one."
                );
            }
        }
    }
}
