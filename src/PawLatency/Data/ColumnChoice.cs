using System.Globalization;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>Finds the columns of a table by the roles that the user gives them, and the others by their words.</summary>
internal static class ColumnChoice
{
    private static readonly Dictionary<string, ColumnRole> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["group"] = ColumnRole.Group,
        ["rat"] = ColumnRole.Animal,
        ["animal"] = ColumnRole.Animal,
        ["identity"] = ColumnRole.Identity,
        ["time"] = ColumnRole.Time,
        ["day"] = ColumnRole.Time,
        ["hour"] = ColumnRole.Time,
        ["minute"] = ColumnRole.Time,
        ["week"] = ColumnRole.Time,
        ["date"] = ColumnRole.Time,
        ["session"] = ColumnRole.Session,
        ["trial"] = ColumnRole.Trial,
        ["paw"] = ColumnRole.Side,
        ["latency"] = ColumnRole.Value,
        ["threshold"] = ColumnRole.Value,
        ["responses"] = ColumnRole.Responses,
        ["censored"] = ColumnRole.Censored,
        ["excluded"] = ColumnRole.Excluded,
        ["mean"] = ColumnRole.Summary,
        ["sem"] = ColumnRole.Summary,
        ["sd"] = ColumnRole.Summary,
        ["n"] = ColumnRole.Summary,
        ["note"] = ColumnRole.Note,
    };

    // Roles that only one column can have; a role that the user gives is no other column's.
    private static readonly ColumnRole[] Single =
    [
        ColumnRole.Group,
        ColumnRole.Animal,
        ColumnRole.Session,
        ColumnRole.Trial,
        ColumnRole.Side,
        ColumnRole.Responses,
        ColumnRole.Censored,
        ColumnRole.Excluded,
    ];

    /// <summary>The columns of a table with their roles.</summary>
    /// <exception cref="ArgumentException">The user names a role or a column that is not there.</exception>
    public static TableColumn[] Of(IReadOnlyList<ColumnHead> heads, ReadingOptions options)
    {
        var columns = heads
            .Select(
                (head, index) =>
                {
                    (ColumnRole role, int rank) = ColumnWords.Of(head);
                    return new TableColumn(index, head, role) { Rank = rank };
                }
            )
            .ToArray();
        var given = new HashSet<ColumnRole>();
        foreach (string choice in options.Columns)
        {
            (string word, ColumnRole role, string[] names) = Parse(choice);
            given.Add(role);
            foreach (
                string name in names.Where(name => !(role == ColumnRole.Animal && name.Equals("row", StringComparison.OrdinalIgnoreCase)))
            )
            {
                int index = Find(columns, name, "--column");
                columns[index] = columns[index] with { Role = role, IsChosen = true, Word = word.ToLowerInvariant() };
            }
        }

        return [.. columns.Select(column => Settled(column, columns, given))];
    }

    /// <summary>Whether each row is an animal of its own, by the user's word.</summary>
    public static bool HasAnimalByRow(ReadingOptions options) =>
        options.Columns.Any(choice => choice.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant() is "rat=row" or "animal=row");

    /// <summary>Place of the column that a user names, by its head or its number.</summary>
    /// <exception cref="ArgumentException">There is none, or there are two.</exception>
    public static int Find(IReadOnlyList<TableColumn> columns, string name, string option)
    {
        if (name.StartsWith('#') && int.TryParse(name[1..], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number >= 1 && number <= columns.Count
                ? number - 1
                : throw new ArgumentException($"{option} names column {name}; the table has {columns.Count} columns.");
        }

        string words = string.Join(' ', ColumnHead.Of(name).Words);
        TableColumn[] found = [.. columns.Where(column => string.Equals(column.Head.Text, name, StringComparison.OrdinalIgnoreCase))];
        found = found.Length > 0 ? found : [.. columns.Where(column => words.Length > 0 && string.Join(' ', column.Head.Words) == words)];
        return found.Length switch
        {
            1 => found[0].Index,
            0 => throw new ArgumentException(
                $"{option} names the column \"{ReadingLog.Shown(name)}\", which is not there."
                    + $"{Nearest.Suggest(name, [.. columns.Select(column => column.Name)])}"
            ),
            _ => throw new ArgumentException(
                $"{option} names \"{ReadingLog.Shown(name)}\", and {found.Length} columns have this head; write #{found[0].Index + 1} "
                    + $"for the first."
            ),
        };
    }

    private static (string Word, ColumnRole Role, string[] Names) Parse(string choice)
    {
        int equals = choice.IndexOf('=', StringComparison.Ordinal);
        string word = equals < 0 ? choice : choice[..equals].Trim(),
            rest = equals < 0 ? "" : choice[(equals + 1)..].Trim();
        return rest.Length == 0
                ? throw new ArgumentException($"--column is \"{choice}\"; write it as ROLE=HEAD, for example --column rat=ID.")
            : Words.TryGetValue(word, out ColumnRole role)
                ? (word, role, rest.Split('+', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            : throw new ArgumentException(
                $"--column has the role \"{word}\", which is none."
                    + $"{Nearest.Suggest(word, Words.Keys, $" Valid: {string.Join(", ", Words.Keys)}.")}"
            );
    }

    // Of several columns with words for one role the first name counts; what the user says goes before.
    private static TableColumn Settled(TableColumn column, TableColumn[] all, HashSet<ColumnRole> given)
    {
        if (column.IsChosen || column.Role == ColumnRole.Unknown)
        {
            return column;
        }

        if (
            given.Contains(column.Role)
            && column.Role is not (ColumnRole.Identity or ColumnRole.Note or ColumnRole.Summary or ColumnRole.Time)
        )
        {
            return column with { Role = Second(column.Role) };
        }

        bool isFirst = !all.Any(other => other.Role == column.Role && (other.Rank, other.Index).CompareTo((column.Rank, column.Index)) < 0);
        return isFirst || !Single.Contains(column.Role) ? column : column with { Role = Second(column.Role) };
    }

    // A second column of groups may be what a group was given; any other has to be explained if it tells rows apart.
    private static ColumnRole Second(ColumnRole role) =>
        role switch
        {
            ColumnRole.Group => ColumnRole.Treatment,
            ColumnRole.Value => ColumnRole.Note,
            _ => ColumnRole.Unknown,
        };
}
