using System.Globalization;
using System.Text;
using ScottPlot;

namespace PawLatency.Plotting.Drawing;

/// <summary>The lines and areas that Skia writes as SVG, made small and the same every time: ids counted from 1 within the drawing (Skia
/// counts over the whole process), each clip once, numbers with at most two decimals.</summary>
/// <param name="id">Start of every id.</param>
internal sealed class SvgInk(string id)
{
    private const string Clip = "<clipPath id=\"",
        ClipEnd = "</clipPath>",
        ClipUse = "url(#",
        Width = "stroke-width=\"";

    // Skia writes a dash into SVG as its hundred strokes, or not at all. So lines are drawn whole, and the number of the pattern travels as
    // ten-thousandths of a pixel in their width, from where it becomes an attribute.
    private const double DashPx = 1e-4;

    private readonly List<string> _dashes = [];
    private readonly Dictionary<string, int> _clipOfArea = [],
        _clipOfName = [];
    private readonly StringBuilder _ink = new(32_768);

    /// <summary>Lets a broken line be drawn whole, with the number of its pattern in its width.</summary>
    public void HideDash(LineStyle style)
    {
        if (style.Pattern.Intervals is not { Length: > 0 } intervals)
        {
            return;
        }

        string dash = string.Join(' ', intervals.Select(length => length.ToString(CultureInfo.InvariantCulture)));
        int number = _dashes.IndexOf(dash) + 1;
        if (number == 0)
        {
            _dashes.Add(dash);
            number = _dashes.Count;
        }

        (style.Width, style.Pattern) = ((float)(Math.Round(style.Width, 2) + DashPx * number), LinePattern.Solid);
    }

    /// <summary>What Skia wrote, without its root.</summary>
    public string Of(string svg)
    {
        int end = svg.LastIndexOf("</svg>", StringComparison.Ordinal);
        for (int i = svg.IndexOf('>', svg.IndexOf("<svg", StringComparison.Ordinal)) + 1; i < end; )
        {
            char letter = svg[i];
            if (letter == '<' && Begins(svg, i, Clip))
            {
                i = Define(svg, i);
            }
            else if (letter == 'u' && Begins(svg, i, ClipUse))
            {
                int stop = svg.IndexOf(')', i);
                _ink.Append(CultureInfo.InvariantCulture, $"{ClipUse}{id}-clip-{_clipOfName[svg[(i + ClipUse.Length)..stop]]}");
                i = stop;
            }
            else if (letter == 's' && Begins(svg, i, Width))
            {
                i = LineWidth(svg, i + Width.Length);
            }
            else if (IsNumber(letter) && svg[i - 1] is '"' or ' ' or ',' or '(' or 'M' or 'L' or 'Q' or 'C' or 'H' or 'V')
            {
                i = Number(_ink, svg, i);
            }
            else
            {
                i++;
                Letter(letter);
            }
        }

        return _ink.ToString();
    }

    private static bool Begins(string svg, int at, string with) => string.CompareOrdinal(svg, at, with, 0, with.Length) == 0;

    // Each element has a line of its own; other white space goes.
    private void Letter(char letter)
    {
        if (letter is not ('\n' or '\r' or '\t'))
        {
            _ink.Append(letter);
            if (letter == '>')
            {
                _ink.Append('\n');
            }
        }
    }

    private int Define(string svg, int at)
    {
        int nameAt = at + Clip.Length,
            nameEnd = svg.IndexOf('"', nameAt),
            inside = svg.IndexOf('>', nameEnd) + 1,
            insideEnd = svg.IndexOf(ClipEnd, inside, StringComparison.Ordinal);
        string area = svg[inside..insideEnd].Trim();
        if (!_clipOfArea.TryGetValue(area, out int number))
        {
            _clipOfArea[area] = number = _clipOfArea.Count + 1;
            _ink.Append(CultureInfo.InvariantCulture, $"{Clip}{id}-clip-{number}\">\n");
            for (int i = 0; i < area.Length; )
            {
                if (IsNumber(area[i]) && area[i - 1] == '"')
                {
                    i = Number(_ink, area, i);
                }
                else
                {
                    Letter(area[i++]);
                }
            }

            _ink.Append(ClipEnd).Append('\n');
        }

        _clipOfName[svg[nameAt..nameEnd]] = number;
        return insideEnd + ClipEnd.Length;
    }

    private int LineWidth(string svg, int at)
    {
        int stop = svg.IndexOf('"', at);
        double width = double.Parse(svg.AsSpan(at, stop - at), CultureInfo.InvariantCulture),
            whole = Math.Round(width, 2);
        int number = (int)Math.Round((width - whole) / DashPx);
        Markup.Number(_ink.Append(Width), whole);
        _ink.Append('"');
        if (number > 0 && number <= _dashes.Count)
        {
            _ink.Append(CultureInfo.InvariantCulture, $" stroke-dasharray=\"{_dashes[number - 1]}\"");
        }

        return stop + 1;
    }

    private static bool IsNumber(char letter) => char.IsAsciiDigit(letter) || letter is '.' or '-';

    private static int Number(StringBuilder ink, string svg, int at)
    {
        int stop = at + 1;
        for (; IsNumber(svg[stop]) || svg[stop] == 'e' && IsNumber(svg[stop + 1]); stop++) { }

        ReadOnlySpan<char> text = svg.AsSpan(at, stop - at);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && Math.Abs(value) < 1e12)
        {
            Markup.Number(ink, value);
        }
        else
        {
            ink.Append(text);
        }

        return stop;
    }
}
