using System.Text;

namespace PawLatency.Tests.Robustness;

/// <summary>Random changes of a text that keep most of its form: what a slip of the hand, a bad disk or a hostile sender makes of a
/// file.</summary>
internal sealed class Mutation(ulong seed)
{
    private static readonly string[] Values =
    [
        "NaN",
        "Infinity",
        "-Infinity",
        ".inf",
        ".nan",
        "1e308",
        "-1e308",
        "1e-308",
        "5e-324",
        "0",
        "-0",
        "-1",
        "1e9",
        "99999999999999999999",
        "0x10",
        "1,5",
        "1_000",
        "1 000",
        "",
        "null",
        "~",
        "true",
        "off",
        "[]",
        "{}",
        "\"\"",
        "=1+1",
        "@a",
        "day 1",
        "25:99",
        "1e-7",
        "\u0661",
        "\"\\UFFFFFFFF\"",
        "\"\\uD800\"",
        "\"\\e[31m\"",
        "!!int 3",
        "&a 1",
        "*a",
        "<script>",
        "../../etc/passwd",
        "%",
        "mg/kg",
        "12",
        "morphine",
        "\t",
    ];

    private static readonly string[] Characters =
    [
        "\0",
        "\t",
        "\r",
        "\n",
        "\u001b",
        "\u0085",
        "\u2028",
        "\u202E",
        "\uFEFF",
        "\uFFFF",
        "\uD83D\uDC00",
        "é",
        "'",
        "\"",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "#",
        "-",
        "&",
        "*",
        "!",
        "|",
        ">",
        "%",
        "@",
        "`",
        "?",
        " ",
        "  ",
        ";",
    ];

    private ulong _state = seed * 0x9E3779B97F4A7C15 + 1;

    /// <summary>A text with one to four changes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="other">Another text of the same kind, of which lines are taken.</param>
    public byte[] Of(string text, string other)
    {
        for (int change = 1 + Below(4); change > 0 && text.Length > 0; change--)
        {
            text = Change(text, other);
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        // Seldom a byte that is no text at all.
        if (bytes.Length > 0 && Below(12) == 0)
        {
            bytes[Below(bytes.Length)] = (byte)Below(256);
        }

        return bytes;
    }

    /// <summary>A random number from 0 to one below a limit.</summary>
    public int Below(int limit)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (int)(_state % (ulong)limit);
    }

    private string Change(string text, string other)
    {
        int at = Below(text.Length);
        string[] lines = text.Split('\n');
        int line = Below(lines.Length);
        switch (Below(11))
        {
            case 0:
                return text.Remove(at, Math.Min(1 + Below(20), text.Length - at));
            case 1:
                return text.Insert(at, Characters[Below(Characters.Length)]);
            case 2:
                return text[..at];
            case 3:
                return Lines([.. lines[..line], lines[line], .. lines[line..]]);
            case 4:
                return Lines([.. lines[..line], .. lines[(line + 1)..]]);
            case 5:
                (lines[line], lines[at % lines.Length]) = (lines[at % lines.Length], lines[line]);
                return Lines(lines);
            case 6:
                lines[line] = new string(' ', Below(9)) + lines[line].TrimStart(' ');
                return Lines(lines);
            case 7:
                string[] foreign = other.Split('\n');
                int first = Below(foreign.Length);
                return Lines([.. lines[..line], .. foreign[first..Math.Min(foreign.Length, first + 1 + Below(6))], .. lines[line..]]);
            case 8:
                return Below(8) == 0 ? text.Insert(at, new string((char)('a' + Below(26)), 100_000)) : text;
            default:
                return WithWord(text, at);
        }
    }

    // Another value in place of a word: the change that is most often read.
    private string WithWord(string text, int at)
    {
        int begin = at,
            end = at;
        while (begin > 0 && IsOfWord(text[begin - 1]))
        {
            begin--;
        }

        while (end < text.Length && IsOfWord(text[end]))
        {
            end++;
        }

        return text[..begin] + Values[Below(Values.Length)] + text[end..];
    }

    private static bool IsOfWord(char letter) => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '/' or '_';

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
