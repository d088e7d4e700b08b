using System.Text.RegularExpressions;

namespace PawLatency.Data;

/// <summary>The head of a column, taken apart: "PWL left (s), day 7" is a latency in s, of the left paw, on day 7.</summary>
internal sealed partial record ColumnHead
{
    private static readonly Dictionary<string, (string Unit, double Factor)> ValueUnits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["s"] = ("s", 1),
        ["sec"] = ("s", 1),
        ["secs"] = ("s", 1),
        ["second"] = ("s", 1),
        ["seconds"] = ("s", 1),
        ["ms"] = ("s", 1e-3),
        ["msec"] = ("s", 1e-3),
        ["milliseconds"] = ("s", 1e-3),
        ["g"] = ("g", 1),
        ["gram"] = ("g", 1),
        ["grams"] = ("g", 1),
        ["mN"] = ("g", 1 / 9.80665),
    };

    private ColumnHead(string text, string[] words) => (Text, Words) = (text, words);

    /// <summary>The head as it stands.</summary>
    public string Text { get; }

    /// <summary>Its words in small letters.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Its words without the unit of a value.</summary>
    public IReadOnlyList<string> Core => Words.Count > 1 && ValueUnits.ContainsKey(Words[^1]) ? [.. Words.SkipLast(1)] : Words;

    /// <summary>Its words without the unit, in one text.</summary>
    public string Name => string.Join(' ', Core);

    /// <summary>The unit of a value and what makes s or g of it; null where the head has none.</summary>
    public (string Unit, double Factor)? ValueUnit =>
        Words.Count > 1 && ValueUnits.TryGetValue(Words[^1], out (string, double) unit) ? unit : null;

    /// <summary>What makes hours of a number under this head; null where its last word is no unit of time.</summary>
    public double? HoursPerUnit => Words.Count == 0 ? null : WrittenTime.HoursOf(Words[^1]);

    /// <summary>Hours of the last of its words that is a unit of time; null where none is.</summary>
    public double? HoursOfWords => Words.Select(WrittenTime.HoursOf).LastOrDefault(hours => hours is not null);

    /// <summary>Takes a head apart.</summary>
    public static ColumnHead Of(string text)
    {
        string spaced = Abbreviated().Replace(text, match => match.Value.Replace(".", "", StringComparison.Ordinal));
        // "ratID" and "Animal_no" are two words each; "mN" and "PWL" are one.
        spaced = Joined().Replace(spaced, "$1 $2");
        return new ColumnHead(text, [.. Word().Matches(spaced).Select(word => word.Value.ToLowerInvariant())]);
    }

    /// <summary>Whether it has all of some words, in any order.</summary>
    public bool Has(params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (!Words.Contains(word))
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"\b(?:\p{L}\.){2,}")]
    private static partial Regex Abbreviated();

    [GeneratedRegex(@"(\p{Ll}{2})(\p{Lu})")]
    private static partial Regex Joined();

    [GeneratedRegex(@"[%#]|\p{L}+|[-+\u2212]?[0-9]+(?:[.,][0-9]+)?")]
    private static partial Regex Word();
}
