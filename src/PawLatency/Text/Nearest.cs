namespace PawLatency.Text;

/// <summary>Finds things by name, and the nearest name to a misspelt one.</summary>
internal static class Nearest
{
    public static T Find<T>(
        IReadOnlyList<T> items,
        Func<T, IEnumerable<string>> names,
        string name,
        string what,
        string parameter,
        string otherwise = ""
    )
        where T : class
    {
        T? found = items.FirstOrDefault(item => names(item).Contains(name.Trim(), StringComparer.OrdinalIgnoreCase));
        return found
            ?? throw new ArgumentException(
                $"There is no {what} \"{name}\".{Suggest(name, [.. items.SelectMany(names)], otherwise)}",
                parameter
            );
    }

    /// <summary>A sentence that offers the nearest valid name, and the list where it is short.</summary>
    /// <param name="name">The name that is not known.</param>
    /// <param name="valid">Those that are.</param>
    /// <param name="otherwise">What stands in place of a list that is too long.</param>
    public static string Suggest(string name, IReadOnlyCollection<string> valid, string otherwise = "")
    {
        if (valid.Count == 0)
        {
            return "";
        }

        string list = valid.Count <= 20 ? $" Valid: {string.Join(", ", valid)}." : otherwise;
        return Offer(name, valid) + list;
    }

    /// <summary>A sentence that offers the nearest valid name, or nothing where none is near.</summary>
    public static string Offer(string name, IReadOnlyCollection<string> valid)
    {
        string nearest = valid.MinBy(candidate => Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant()))!;
        int distance = Distance(name.ToUpperInvariant(), nearest.ToUpperInvariant());
        // Two edits turn any word of two letters into any other: something has to be left of the longer one.
        return distance <= Math.Max(2, nearest.Length / 3) && distance < Math.Max(name.Length, nearest.Length)
            ? $" Did you mean \"{nearest}\"?"
            : "";
    }

    // Edits needed to turn one word into the other; swapping two neighbours is one edit (Damerau 1964).
    private static int Distance(string left, string right)
    {
        int[,] edits = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    edits[i, j] = i + j;
                    continue;
                }

                int change = left[i - 1] == right[j - 1] ? 0 : 1;
                int best = Math.Min(Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1, edits[i - 1, j - 1] + change);
                bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                edits[i, j] = swapped ? Math.Min(best, edits[i - 2, j - 2] + 1) : best;
            }
        }

        return edits[left.Length, right.Length];
    }
}
