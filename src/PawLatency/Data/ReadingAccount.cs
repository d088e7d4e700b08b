namespace PawLatency.Data;

/// <summary>What a reader took the columns of a table for, and what it left out.</summary>
/// <param name="Columns">The columns, in the order of the table.</param>
/// <param name="Notes">Sentences on the whole table: what was assumed, averaged, missing, censored or excluded.</param>
public sealed record ReadingAccount(IReadOnlyList<ColumnUse> Columns, IReadOnlyList<string> Notes)
{
    /// <summary>Whether every column has a documented name and nothing was assumed or left out.</summary>
    public bool IsPlain => Notes.Count == 0 && Columns.All(column => column.IsPlain);

    /// <summary>All of it in one line.</summary>
    public string Line =>
        string.Join("; ", Columns.GroupBy(column => column.Use).Select(same => $"{Heads([.. same])}: {same.Key}").Concat(Notes)) + ".";

    /// <summary>A line for each column, then one for each note.</summary>
    public IEnumerable<string> Lines =>
        [.. Columns.Select(column => $"  column {column.Column} \"{column.Head}\": {column.Use}"), .. Notes.Select(note => $"  {note}")];

    private static string Heads(ColumnUse[] columns) =>
        columns.Length > 3 ? $"{columns[0].Head} to {columns[^1].Head}" : string.Join(", ", columns.Select(column => column.Head));
}

/// <summary>What a column was taken for.</summary>
/// <param name="Head">Its head, or its number where it has none.</param>
/// <param name="Column">Its place, from 1.</param>
/// <param name="Use">What it was taken for, or that it is not used.</param>
public sealed record ColumnUse(string Head, int Column, string Use)
{
    /// <summary>Whether it has the documented name of its use.</summary>
    internal bool IsPlain { get; init; }
}
