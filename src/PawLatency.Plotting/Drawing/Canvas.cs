using System.Text;

namespace PawLatency.Plotting.Drawing;

/// <summary>The one writer of SVG: elements with presentation attributes, numbers with two decimals and a point, line feeds.</summary>
internal sealed class Canvas(Inks inks)
{
    private readonly StringBuilder _svg = new(16_384);

    public Inks Inks => inks;

    public override string ToString() => _svg.ToString();

    /// <summary>Appends markup; numbers in it are written with at most two decimals, texts are escaped.</summary>
    public Canvas Add(Markup markup)
    {
        _svg.Append(markup.Text).Append('\n');
        return this;
    }

    /// <summary>A text.</summary>
    /// <param name="x">Left end, middle or right end, by the anchor.</param>
    /// <param name="baseline">Its baseline.</param>
    /// <param name="text">The text.</param>
    /// <param name="sizePx">Font size.</param>
    /// <param name="anchor">start, middle or end.</param>
    /// <param name="quiet">Whether it weighs less.</param>
    /// <param name="bold">Whether it is bold.</param>
    /// <param name="told">The whole text, where it was cut or shortened.</param>
    public void Text(
        double x,
        double baseline,
        string text,
        double sizePx,
        string anchor = "start",
        bool quiet = false,
        bool bold = false,
        string? told = null
    )
    {
        Markup weight = bold ? (Markup)$" font-weight=\"bold\"" : default,
            title = told is null || told == text ? default : (Markup)$"<title>{told}</title>";
        Add(
            $"<text x=\"{x}\" y=\"{baseline}\" font-size=\"{sizePx}\" text-anchor=\"{anchor}\" fill=\"{(quiet ? inks.Quiet : inks.Text)}\"{weight}>{title}{text}</text>"
        );
    }

    public void Line(double x1, double y1, double x2, double y2, string stroke, double width = 1, string dash = "")
    {
        Markup dashes = dash.Length == 0 ? default : (Markup)$" stroke-dasharray=\"{dash}\"";
        Add($"<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{stroke}\" stroke-width=\"{width}\"{dashes}/>");
    }

    public void Rectangle(string kind, double x, double y, double width, double height, string fill, string told = "")
    {
        Markup end = told.Length == 0 ? (Markup)$"/>" : $"><title>{told}</title></rect>";
        Add($"<rect class=\"{kind}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"{end}");
    }
}
