using System.Globalization;
using System.Text.RegularExpressions;

namespace PawLatency.Data;

/// <summary>
/// Which rows are of one animal. A number that starts again in another cohort, cage or sex is another animal; one animal has one spelling
/// and, unless the user says otherwise, one group.
/// </summary>
internal sealed partial class AnimalIdentity(LongPlan plan, ReadingOptions options, ReadingLog log)
{
    /// <summary>The rows with names that tell all animals apart.</summary>
    public List<MeasuredRow> Tell(List<MeasuredRow> rows)
    {
        if (rows.Any(row => row.Rat is null || row.Source is null))
        {
            foreach (TableColumn column in plan.All.Where(column => column.Role == ColumnRole.Identity))
            {
                NotUsed(column, "not used: no column says which animal a row is of");
            }

            return rows;
        }

        foreach (TableColumn column in plan.All.Where(column => column.Role == ColumnRole.Identity))
        {
            rows = Tell(rows, column);
        }

        RefuseSpellings(rows);
        RefuseTwoGroups(rows);
        return rows;
    }

    private List<MeasuredRow> Tell(List<MeasuredRow> rows, TableColumn column)
    {
        string Cell(MeasuredRow row) => row.Source![column.Index];
        IGrouping<(string, string?), MeasuredRow>[] several =
        [
            .. rows.GroupBy(row => (row.Group, row.Rat))
                .Where(animal => animal.Select(Cell).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1),
        ];
        bool collide = several.Any(animal =>
            animal
                .GroupBy(row => (row.Hours, row.Trial, row.Site))
                .Any(same => same.Select(Cell).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1)
        );
        if (several.Length == 0 && !column.IsChosen)
        {
            NotUsed(column, "not used: each animal has one");
            return rows;
        }

        if (!collide && !column.IsChosen)
        {
            MeasuredRow first = several[0].First(),
                other = several[0].First(row => !string.Equals(Cell(row), Cell(first), StringComparison.OrdinalIgnoreCase));
            log.Refuse(
                other.Line,
                column.Index,
                $"{column.Name}: Rat {first.Rat} of \"{first.Group}\" has {ReadingLog.Shown(Cell(other))} here and "
                    + $"{ReadingLog.Shown(Cell(first))} on line {first.Line}."
                    + $" --column identity={column.Quoted} says that these are two rats, --column note={column.Quoted} that they are one."
            );
            return rows;
        }

        log.Use(column.Index, column.Head.Text, "tells animals of one number apart");
        return [.. rows.Select(row => row with { Rat = $"{row.Rat} ({Cell(row)})" })];
    }

    private void NotUsed(TableColumn column, string use) =>
        log.Use(column.Index, column.Head.Text, use, isPlain: column.Head.Text is "sex" or "study");

    private void RefuseSpellings(List<MeasuredRow> rows)
    {
        var spellings = new Dictionary<(string, string), MeasuredRow>();
        foreach (MeasuredRow row in rows.DistinctBy(row => (row.Group, row.Rat)))
        {
            (string, string) key = (row.Group.ToLowerInvariant(), Canonical(row.Rat!));
            if (!spellings.TryAdd(key, row) && spellings[key] is var first && first.Rat != row.Rat)
            {
                log.Refuse(
                    row.Line,
                    plan.Animals.Count > 0 ? plan.Animals[0].Index : 0,
                    $"rat: \"{row.Rat}\" of \"{row.Group}\" is \"{first.Rat}\" of line {first.Line} in another spelling; an animal has "
                        + $"one spelling."
                );
            }
        }
    }

    // The same names in two groups are usual where animals are counted in each, and a mistake or a crossover where they are not.
    private void RefuseTwoGroups(List<MeasuredRow> rows)
    {
        if (options.IsCrossover is not null)
        {
            return;
        }

        var animals = rows.GroupBy(row => row.Group)
            .Select(group =>
                (Name: group.Key, Rats: group.GroupBy(row => Canonical(row.Rat!)).ToDictionary(rat => rat.Key, rat => rat.ToArray()))
            )
            .ToArray();
        foreach ((int index, var group) in animals.Index())
        {
            foreach (var earlier in animals.Take(index))
            {
                string[] shared = [.. group.Rats.Keys.Where(earlier.Rats.ContainsKey)];
                bool meet = shared.Any(rat => group.Rats[rat].Any(row => earlier.Rats[rat].Any(other => other.Hours == row.Hours)));
                bool counted = Counts([.. group.Rats.Keys]) && Counts([.. earlier.Rats.Keys]);
                if (shared.Length == 0 || (counted && meet && 2 * shared.Length > Math.Min(group.Rats.Count, earlier.Rats.Count)))
                {
                    continue;
                }

                MeasuredRow row = group.Rats[shared[0]][0],
                    first = earlier.Rats[shared[0]][0];
                log.Refuse(
                    row.Line,
                    plan.Animals.Count > 0 ? plan.Animals[0].Index : 0,
                    $"rat: \"{row.Rat}\" is in \"{row.Group}\" here and in \"{first.Group}\" on line {first.Line}."
                        + " --animals-of-two-groups crossover says that it is one animal in both, separate that these are two."
                );
                return;
            }
        }
    }

    // Whether names count 1, 2, 3 or A, B, C, as they do where each group is counted for itself. Some may be gone.
    private static bool Counts(string[] names)
    {
        Match[] parts = [.. names.Select(name => Counted().Match(name))];
        if (names.All(name => name.Length == 1 && char.IsLetter(name[0])))
        {
            return names.Min(name => name[0]) - 'a' <= 1 && names.Max(name => name[0]) - 'a' <= 2 * names.Length;
        }

        if (
            parts.Any(part => !part.Success)
            || parts.GroupBy(part => part.Groups["rest"].Value).Count() > 2
            || parts.Select(part => part.Groups["prefix"].Value).Distinct().Count() > 1
        )
        {
            return false;
        }

        double[] numbers = [.. parts.Select(part => double.Parse(part.Groups["number"].Value, CultureInfo.InvariantCulture))];
        return numbers.Min() <= 2 && numbers.Max() <= 2 * names.Length + 1;
    }

    // "S-01", "s1" and "S 1" are one name, as 1, 01 and 1.0 are.
    private static string Canonical(string name)
    {
        string plain = Between().Replace(name.Trim().ToLowerInvariant(), "");
        return WrittenTime.Number(plain, decimalComma: false) is { } number
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : Zeros().Replace(plain, "");
    }

    [GeneratedRegex(@"^(?<prefix>[^0-9]*)(?<number>[0-9]{1,9})(?<rest>[^0-9]*)$")]
    private static partial Regex Counted();

    [GeneratedRegex(@"[\s_#-]+(?=[\w(])|[\s_#-]+$")]
    private static partial Regex Between();

    [GeneratedRegex(@"(?<=^|[^0-9])0+(?=[0-9])")]
    private static partial Regex Zeros();
}
