using System.Globalization;
using System.Text.RegularExpressions;

namespace PawLatency.Data;

/// <summary>A column of a grouped table.</summary>
/// <param name="Group">The group.</param>
/// <param name="Label">The animal, or the statistic of a summary.</param>
internal readonly record struct GroupedColumn(string Group, string Label);

/// <summary>
/// Finds groups and animals in the heads of a grouped table: a group's columns repeat its name, leave it out after the first, or number the
/// animals. Numbers that do not count 1, 2, 3 are doses and belong to the name.
/// </summary>
internal static partial class GroupedHeads
{
    // A number after these words numbers groups.
    private static readonly string[] GroupWords =
    [
        "dose",
        "group",
        "cohort",
        "arm",
        "condition",
        "treatment",
        "mg",
        "kg",
        "ug",
        "nmol",
        "g",
    ];

    /// <summary>Whether every column beside the times is a statistic of a group.</summary>
    public static bool IsSummary(TableBody body) =>
        body.SubHeads.Count > 0
            ? body.SubHeads.Skip(1).Where(head => head.Length > 0).All(ColumnWords.IsStatistic)
            : body.Heads.Count > 1 && body.Heads.Skip(1).All(head => Statistic(head) is { Group.Length: > 0 });

    /// <summary>The columns beside the times.</summary>
    public static GroupedColumn[] Of(TableBody body, ReadingLog log)
    {
        string[] names = [.. body.Heads.Skip(1)];
        if (names.Length == 0 || names[0].Length == 0)
        {
            log.Refuse(
                body.Line,
                1,
                "There is no group beside the times; a grouped table has a column for each animal, headed by the name of its group."
            );
            return [];
        }

        if (IsSummary(body) && body.SubHeads.Count == 0)
        {
            return [.. names.Select(name => Statistic(name)!.Value)];
        }

        string[] labels = [.. body.SubHeads.Skip(1)];
        int at = Array.FindIndex(names, name => ColumnWords.IsStatistic(name) || Statistic(name) is { Group.Length: > 0 });
        at = at < 0 && !IsSummary(body) ? Array.FindIndex(labels, ColumnWords.IsStatistic) : at;
        if (at >= 0 && !IsSummary(body))
        {
            log.Refuse(
                body.Line,
                at + 1,
                $"\"{ReadingLog.Shown($"{names[at]} {labels.ElementAtOrDefault(at)}".Trim())}\" is a summary among columns of animals; "
                    + $"leave it out."
            );
        }

        return body.SubHeads.Count > 0 ? Labelled(names, [.. body.SubHeads.Skip(1)], IsSummary(body)) : Single(body, names, log);
    }

    private static GroupedColumn? Statistic(string head)
    {
        string[] parts = head.Split([' ', '_', '-', ',', '(', ')', ':'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2)
        {
            return null;
        }

        bool last = ColumnWords.IsStatistic(parts[^1]);
        string? word =
            last ? parts[^1]
            : ColumnWords.IsStatistic(parts[0]) ? parts[0]
            : null;
        return word is null ? null : new GroupedColumn(string.Join(' ', last ? parts.SkipLast(1) : parts.Skip(1)), Name(word));
    }

    private static string Name(string word) => ColumnWords.StatisticOf(ColumnHead.Of(word)) ?? word;

    private static GroupedColumn[] Labelled(string[] names, string[] labels, bool isSummary)
    {
        string group = "";
        var columns = new List<GroupedColumn>();
        foreach ((int index, string name) in names.Index())
        {
            group = name.Length > 0 ? name : group;
            string counted = (columns.Count(column => column.Group == group) + 1).ToString(CultureInfo.InvariantCulture);
            columns.Add(
                new GroupedColumn(
                    group,
                    isSummary ? Name(labels[index])
                        : labels[index].Length > 0 ? labels[index]
                        : counted
                )
            );
        }

        return [.. columns];
    }

    private static GroupedColumn[] Single(TableBody body, string[] names, ReadingLog log)
    {
        bool repeated = names.Any(name => name.Length == 0) || names.Distinct().Count() < names.Length;
        (string Base, string Number)[]? numbered = repeated ? null : Copies(body, names, log) ?? Animals(names);
        if (numbered is not null)
        {
            if (numbered.DistinctBy(name => name.Base).Count() < numbered.Length)
            {
                log.Note("the numbers in the heads count the animals of a group");
            }

            return [.. numbered.Select(name => new GroupedColumn(name.Base, name.Number))];
        }

        return Labelled(names, [.. names.Select(_ => "")], isSummary: false);
    }

    // "saline 1, saline 2, morphine 1": null where the numbers do not count, or the words before them are those of a dose.
    private static (string Base, string Number)[]? Animals(string[] names)
    {
        Match[] matches = [.. names.Select(name => Numbered().Match(name))];
        if (matches.Any(match => !match.Success) || names.Any(name => Fraction().IsMatch(name)))
        {
            return null;
        }

        (string Base, string Number)[] found = [.. matches.Select(match => (match.Groups["base"].Value, match.Groups["number"].Value))];
        bool named = matches.All(match => match.Groups["word"].Length > 0);
        bool isDose = found.Any(name => GroupWords.Contains(name.Base.Split(' ', '_', '/', '-')[^1].ToLowerInvariant()));
        return named || (!isDose && Counts(found)) ? found : null;
    }

    private static bool Counts((string Base, string Number)[] found)
    {
        long last = 0;
        string before = "";
        foreach ((string name, string text) in found)
        {
            long number = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long parsed) ? parsed : -1;
            if (number != last + 1 && !(number == 1 && name != before))
            {
                return false;
            }

            (last, before) = (number, name);
        }

        return true;
    }

    // "saline, saline.1, saline.2" and "saline, saline2, saline3", as programs write a name that repeats.
    private static (string Base, string Number)[]? Copies(TableBody body, string[] names, ReadingLog log)
    {
        var found = new List<(string Base, string Number)>();
        bool any = false;
        foreach ((int index, string name) in names.Index())
        {
            string head = found.Count > 0 ? found[^1].Base : "";
            string rest =
                head.Length > 0 && name.StartsWith(head, StringComparison.Ordinal) ? name[head.Length..].TrimStart('.', '_', ' ') : "";
            int count = found.Count(one => one.Base == head);
            bool copies =
                int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && (number == count || number == count + 1);
            if (copies && char.IsAsciiDigit(head[^1]) && name.Length > head.Length && name[head.Length] == '.')
            {
                log.Refuse(
                    body.Line,
                    index + 1,
                    $"\"{ReadingLog.Shown(name)}\" could be a dose or another animal of \"{ReadingLog.Shown(head)}\"; head each animal "
                        + $"with the name of its group."
                );
            }

            any |= copies;
            found.Add(copies ? (head, (count + 1).ToString(CultureInfo.InvariantCulture)) : (name, "1"));
        }

        bool bare = found
            .Where(one => one.Number == "1")
            .All(one => !Numbered().IsMatch(one.Base) || found.Count(other => other.Base == one.Base) > 1);
        return any && bare ? [.. found] : null;
    }

    [GeneratedRegex(
        @"^(?<base>.*?\S)[\s_:#.-]*?[\s_:#.-](?<word>rat|animal|mouse|subject|#)?\s*#?(?<number>[0-9]+)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Numbered();

    [GeneratedRegex(@"[0-9]\.[0-9]+$")]
    private static partial Regex Fraction();
}
