using System.Text;

namespace PawLatency.Plotting.Drawing;

/// <summary>How wide a text is in the font of the figures, and how it is cut and wrapped.</summary>
internal static class TextWidth
{
    /// <summary>Width at a font size of 1 px, px.</summary>
    public static double Of(ReadOnlySpan<char> text, bool bold = false)
    {
        double width = 0;
        foreach (Rune letter in text.EnumerateRunes())
        {
            width += FigureFont.Width(letter, bold);
        }

        return width;
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
