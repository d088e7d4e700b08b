using System.Text;

namespace PawLatency.Plotting.Drawing;

/// <summary>How wide a text can become, whatever sans-serif the reader has: the wider of Liberation Sans (as wide as Arial) and DejaVu
/// Sans.</summary>
internal static class TextWidth
{
    // Bold letters are up to a quarter wider, words about a seventh.
    private const double BoldFactor = 1.2;

    // Advance widths in hundredths of the font size, from the space to the tilde, rounded up.
    private static readonly byte[] Ascii =
    [
        32,
        41,
        46,
        84,
        64,
        96,
        78,
        28,
        40,
        40,
        50,
        84,
        32,
        37,
        32,
        34,
        64,
        64,
        64,
        64,
        64,
        64,
        64,
        64,
        64,
        64,
        34,
        34,
        84,
        84,
        84,
        56,
        102,
        69,
        69,
        73,
        78,
        67,
        62,
        78,
        76,
        30,
        50,
        67,
        56,
        87,
        75,
        79,
        67,
        79,
        73,
        67,
        62,
        74,
        69,
        99,
        69,
        67,
        69,
        40,
        34,
        40,
        84,
        56,
        50,
        62,
        64,
        55,
        64,
        62,
        36,
        64,
        64,
        28,
        28,
        58,
        28,
        98,
        64,
        62,
        64,
        64,
        42,
        53,
        40,
        64,
        60,
        82,
        60,
        60,
        53,
        64,
        34,
        64,
        84,
    ];

    /// <summary>Width at a font size of 1 px, px.</summary>
    public static double Of(ReadOnlySpan<char> text, bool bold = false)
    {
        double hundredths = 0;
        foreach (Rune letter in text.EnumerateRunes())
        {
            // Letters beyond ASCII are taken as wide as a Chinese one.
            hundredths += letter.Value is >= ' ' and <= '~' ? Ascii[letter.Value - ' '] : 100;
        }

        return hundredths / 100 * (bold ? BoldFactor : 1);
    }

    /// <summary>A text of at most a width: whole, or cut with an ellipsis.</summary>
    public static string Fit(string text, double widthEm, bool bold = false)
    {
        if (Of(text, bold) <= widthEm)
        {
            return text;
        }

        var kept = new StringBuilder();
        foreach (Rune letter in text.EnumerateRunes())
        {
            if (Of(kept + letter.ToString() + "…", bold) > widthEm)
            {
                break;
            }

            kept.Append(letter.ToString());
        }

        return kept.ToString().TrimEnd() + "…";
    }

    /// <summary>A text in lines of at most a width, broken between words; a word too long is cut.</summary>
    public static IReadOnlyList<string> Wrap(string text, double widthEm, bool bold = false)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Of(longer, bold) > widthEm)
            {
                lines.Add(Fit(line, widthEm, bold));
                longer = word;
            }

            line = longer;
        }

        return line.Length == 0 ? lines : [.. lines, Fit(line, widthEm, bold)];
    }
}
