namespace PawLatency.Data;

/// <summary>What a reader took the columns of a table for, and what it left out.</summary>
/// <param name="Columns">The columns in the order of the table: the head, or the number where it has none; the place, from 1; and what it
/// was taken for, or that it is not used.</param>
/// <param name="Notes">Sentences on the whole table: what was assumed, averaged, missing, censored or excluded.</param>
public sealed record ReadingAccount(IReadOnlyList<(string Head, int Column, string Use)> Columns, IReadOnlyList<string> Notes)
{
    /// <summary>Whether every column has a documented name and nothing was assumed or left out.</summary>
    public bool IsPlain => Notes.Count == 0 && HasDocumentedNames;

    /// <summary>Whether every column has the documented name of its use.</summary>
    internal bool HasDocumentedNames { get; init; }

    /// <summary>All of it in one line.</summary>
    public string Line =>
        string.Join("; ", Columns.GroupBy(column => column.Use).Select(same => $"{Heads([.. same])}: {same.Key}").Concat(Notes)) + ".";

    /// <summary>A line for each column, then one for each note.</summary>
    public IEnumerable<string> Lines =>
        [.. Columns.Select(column => $"  column {column.Column} \"{column.Head}\": {column.Use}"), .. Notes.Select(note => $"  {note}")];

    private static string Heads((string Head, int Column, string Use)[] columns) =>
        columns.Length > 3 ? $"{columns[0].Head} to {columns[^1].Head}" : string.Join(", ", columns.Select(column => column.Head));
}
