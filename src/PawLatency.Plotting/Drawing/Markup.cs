using System.Runtime.CompilerServices;
using System.Text;

namespace PawLatency.Plotting.Drawing;

/// <summary>Markup from an interpolated string: texts in it are escaped, numbers are fixed, markup stays.</summary>
[InterpolatedStringHandler]
internal readonly struct Markup
{
    private readonly StringBuilder? _text;

    public Markup(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + 8 * formattedCount);

    public StringBuilder? Text => _text;

    /// <summary>Markup of the project's own, never of a user.</summary>
    public static Markup Raw(string markup)
    {
        var text = new Markup(markup.Length, 0);
        text.AppendLiteral(markup);
        return text;
    }

    public static Markup Join(IEnumerable<Markup> parts) => Raw(string.Concat(parts.Select(part => part.Text)));

    public void AppendLiteral(string literal) => _text!.Append(literal);

    public void AppendFormatted(double number) => Number(_text!, number);

    public void AppendFormatted(Markup markup) => _text!.Append(markup.Text);

    public void AppendFormatted(StringBuilder path) => _text!.Append(path);

    public void AppendFormatted(string text)
    {
        foreach (char letter in text)
        {
            // What XML 1.0 cannot hold is shown as missing.
            _ = letter switch
            {
                '&' => _text!.Append("&amp;"),
                '<' => _text!.Append("&lt;"),
                '>' => _text!.Append("&gt;"),
                '"' => _text!.Append("&quot;"),
                < ' ' and not '\n' and not '\t' or '\uFFFE' or '\uFFFF' => _text!.Append('\uFFFD'),
                _ => _text!.Append(letter),
            };
        }
    }

    /// <summary>Appends a number with at most two decimals, the same in every culture.</summary>
    public static void Number(StringBuilder text, double number)
    {
        long hundredths = (long)Math.Round(number * 100);
        if (hundredths < 0)
        {
            text.Append('-');
            hundredths = -hundredths;
        }

        text.Append(hundredths / 100);
        if (hundredths % 100 is var rest and > 0)
        {
            text.Append('.').Append((char)('0' + rest / 10));
            if (rest % 10 > 0)
            {
                text.Append((char)('0' + rest % 10));
            }
        }
    }
}
