namespace PawLatency.Text;

/// <summary>Finds items by name, and the nearest valid name for a misspelt one.</summary>
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

    /// <summary>A sentence with the nearest valid name, and the list of valid names if short.</summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="valid">The valid names.</param>
    /// <param name="otherwise">Text to use instead of a long list.</param>
    public static string Suggest(string name, IReadOnlyCollection<string> valid, string otherwise = "")
    {
        if (valid.Count == 0)
        {
            return "";
        }

        string list = valid.Count <= 20 ? $" Valid: {string.Join(", ", valid)}." : otherwise;
        return DidYouMean(name, valid) + list;
    }

    /// <summary>A sentence with the nearest valid name, or nothing if none is close.</summary>
    public static string DidYouMean(string name, IReadOnlyCollection<string> valid)
    {
        string nearest = valid.MinBy(candidate => Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant()))!;
        int distance = Distance(name.ToUpperInvariant(), nearest.ToUpperInvariant());
        // At least one letter of the longer word must remain: two edits turn any two-letter word into any other.
        return distance <= Math.Max(2, nearest.Length / 3) && distance < Math.Max(name.Length, nearest.Length)
            ? $" Did you mean \"{nearest}\"?"
            : "";
    }

    // Edit distance; a transposition of neighbours is one edit (Damerau 1964).
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
