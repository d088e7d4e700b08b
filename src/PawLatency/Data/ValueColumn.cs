namespace PawLatency.Data;

/// <summary>A column of values of a long or wide table, and what its head says of them.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Name">Its head.</param>
/// <param name="Factor">What makes s or g of its numbers.</param>
internal sealed record ValueColumn(int Index, string Name, double Factor)
{
    private static readonly HashSet<string> Plain =
    [
        .. ColumnWords.ValueWords,
        "von",
        "frey",
        "paw",
        "withdrawal",
        "tail",
        "flick",
        "hot",
        "cold",
        "plate",
        "thermal",
        "heat",
        "mechanical",
        "hind",
        "hindpaw",
        "response",
        "reaction",
        "time",
        "force",
        "the",
        "of",
        "on",
        "test",
        "value",
    ];

    private static readonly HashSet<string> TrialWords = ["trial", "t", "rep", "repeat", "measurement", "reading", "no", "#"];

    /// <summary>The time, where the head has one.</summary>
    public TableTime? Time { get; init; }

    /// <summary>The trial, where the head has one.</summary>
    public string? Trial { get; init; }

    /// <summary>The side, where the head has one.</summary>
    public string? Site { get; init; }

    /// <summary>Unit of the values, s or g; null where the head has none.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether the head has a word for a latency or force.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Whether the head holds words that are not understood.</summary>
    public bool HasOther { get; init; }

    /// <summary>Whether the head tells time, trial or side.</summary>
    public bool IsPart => Time is not null || Trial is not null || Site is not null;

    /// <summary>Takes the head of a column of values apart.</summary>
    public static ValueColumn Of(TableColumn column, bool hyphenSeparates)
    {
        List<string> words = [.. column.Head.Core];
        string[] sides = [.. words.Where(word => ColumnWords.SideOf(word) is "left" or "right" or "ipsi" or "contra")];
        string? site = sides.Length == 1 && !(sides[0].Length == 1 && words.Count == 1) ? ColumnWords.SideOf(sides[0]) : null;
        words.RemoveAll(word => site is not null && sides.Contains(word));
        int at = words.FindIndex(TrialWords.Contains);
        string? trial = at >= 0 && at + 1 < words.Count && int.TryParse(words[at + 1], out int number) ? $"{number}" : null;
        if (trial is not null)
        {
            words.RemoveRange(at, 2);
        }

        words = [.. words.Where(word => !Plain.Contains(word))];
        bool named = ColumnWords.IsValue(column.Head) || column.IsChosen;
        string rest = string.Join(' ', words);
        string own = hyphenSeparates ? rest.Replace(" -", " ", StringComparison.Ordinal) : rest;
        TableTime? time = own.Length == 0 || (words.Count == 1 && own.All(char.IsAsciiDigit)) ? null : WrittenTime.Read(own, null);
        if (named && trial is null && words.Count == 1 && words[0].All(char.IsAsciiDigit))
        {
            (trial, time) = ($"{int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture)}", null);
            rest = "";
        }

        (string Unit, double Factor)? unit = column.Head.ValueUnit;
        string? told =
            column.Word is "latency" ? "s"
            : column.Word is "threshold" ? "g"
            : unit?.Unit;
        return new ValueColumn(column.Index, column.Name, unit?.Factor ?? 1)
        {
            Time = time,
            Trial = trial,
            Site = site,
            Unit = told,
            IsNamed = named,
            HasOther = rest.Length > 0 && time is null,
        };
    }
}
