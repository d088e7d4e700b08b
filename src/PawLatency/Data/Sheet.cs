namespace PawLatency.Data;

/// <summary>The cells of a table, trimmed, as text.</summary>
/// <param name="Rows">Its rows that hold anything.</param>
internal sealed record Sheet(IReadOnlyList<SheetRow> Rows);

/// <summary>A row of a table.</summary>
/// <param name="Line">Line of the file, or row of the sheet, from 1.</param>
/// <param name="Cells">Its cells; those after the last are empty.</param>
internal sealed record SheetRow(int Line, IReadOnlyList<string> Cells)
{
    /// <summary>A cell; empty after the last.</summary>
    public string this[int column] => column < Cells.Count ? Cells[column] : "";

    /// <summary>Number of cells up to the last that holds anything.</summary>
    public int Width { get; } = Cells.Count - Cells.Reverse().TakeWhile(cell => cell.Length == 0).Count();
}
