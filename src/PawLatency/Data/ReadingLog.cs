using System.Text;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>What is found while a table is read: its faults, what each column was taken for, and what was left out.</summary>
internal sealed class ReadingLog(string path)
{
    // As much of a cell as a message shows.
    private const int MostShown = 60;

    private readonly List<(int Column, string Head, string Use, bool IsPlain)> _uses = [];
    private readonly Dictionary<string, int> _counts = [];
    private readonly List<string> _notes = [];

    /// <summary>The faults so far.</summary>
    public List<Fault> Faults { get; } = [];

    /// <summary>Tells a fault of a cell.</summary>
    /// <param name="line">Line, from 1.</param>
    /// <param name="column">Column, from 0.</param>
    /// <param name="message">What is wrong, and what mends it.</param>
    public void Refuse(int line, int column, string message) => Faults.Add(new Fault(path, line, column + 1, Escaped(message)));

    /// <summary>Says what a column was taken for.</summary>
    public void Use(int column, string head, string use, bool isPlain = false) =>
        _uses.Add((column, Shown(head.Length > 0 ? head : $"#{column + 1}"), use, isPlain));

    /// <summary>Says something of the whole table.</summary>
    public void Note(string sentence)
    {
        if (!_notes.Contains(sentence))
        {
            _notes.Add(sentence);
        }
    }

    /// <summary>Counts a cell that is not read as a plain number.</summary>
    public void Count(string kind) => _counts[kind] = _counts.GetValueOrDefault(kind) + 1;

    /// <summary>What was found.</summary>
    public ReadingAccount Account() =>
        new(
            [.. _uses.OrderBy(use => use.Column).Select(use => (use.Head, use.Column + 1, use.Use))],
            [.. _notes, .. _counts.Select(count => $"{count.Value} {(count.Value == 1 ? "value" : "values")} {count.Key}")]
        )
        {
            HasDocumentedNames = _uses.All(use => use.IsPlain),
        };

    /// <summary>A cell as a message shows it: control characters are escaped, and a long one is cut.</summary>
    public static string Shown(string text) => Escaped(text.Length > MostShown ? text[..MostShown] + "..." : text);

    /// <summary>A text without control characters.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char one in text)
        {
            escaped.Append(Fault.IsHidden(one) ? $"\\u{(int)one:X4}" : one.ToString());
        }

        return escaped.ToString();
    }
}
