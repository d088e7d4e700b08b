namespace PawLatency.Data;

/// <summary>A column of a long or wide table, and what it is for.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Head">Its head.</param>
/// <param name="Role">What it is for.</param>
internal sealed record TableColumn(int Index, ColumnHead Head, ColumnRole Role)
{
    /// <summary>How far down the list of names of its role its head stands.</summary>
    public int Rank { get; init; }

    /// <summary>Whether the user said what it is for.</summary>
    public bool IsChosen { get; init; }

    /// <summary>The word of the user for it, for example hour.</summary>
    public string Word { get; init; } = "";

    /// <summary>The head as messages show it.</summary>
    public string Name => ReadingLog.Shown(Head.Text.Length > 0 ? Head.Text : $"#{Index + 1}");

    /// <summary>The head as an option of the command line has it.</summary>
    public string Quoted => Name.Any(one => !char.IsLetterOrDigit(one) && one is not ('_' or '#' or '-')) ? $"\"{Name}\"" : Name;
}
