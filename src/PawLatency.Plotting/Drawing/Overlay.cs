using System.Text;

namespace PawLatency.Plotting.Drawing;

/// <summary>What an SVG has beside its ink: texts as texts, and unseen areas that say their numbers when they are pointed at.</summary>
/// <param name="ink">The lines and areas below it.</param>
/// <param name="focusable">Whether points are reached with the keyboard.</param>
internal sealed class Overlay(SvgInk ink, bool focusable)
{
    /// <summary>The lines and areas below it.</summary>
    public SvgInk Ink => ink;

    private readonly StringBuilder _svg = new(8192);

    public override string ToString() => _svg.ToString();

    public void Add(Markup markup) => _svg.Append(markup.Text).Append('\n');

    /// <summary>A text from its left end. It is as wide as in the figures' font, whatever font a reader has.</summary>
    public void Text(double x, double baseline, string text, double sizePx, string colour, bool bold, string? tooltip)
    {
        Markup weight = bold ? (Markup)$" font-weight=\"bold\"" : default,
            title = tooltip is null || tooltip == text ? default : (Markup)$"<title>{tooltip}</title>",
            width = FigureFont.Has(text)
                ? (Markup)$" textLength=\"{TextWidth.Of(text, bold) * sizePx}\" lengthAdjust=\"spacingAndGlyphs\""
                : default;
        Add($"<text x=\"{x}\" y=\"{baseline}\" font-size=\"{sizePx}\" fill=\"{colour}\"{weight}{width}>{title}{text}</text>");
    }

    /// <summary>An unseen disc around a point.</summary>
    public void Point(double x, double y, double radius, string tooltip)
    {
        // Its title is also its name for a screen reader.
        Markup focus = focusable ? (Markup)$" tabindex=\"0\" role=\"img\"" : default;
        Add($"<circle class=\"point\"{focus} cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill-opacity=\"0\"><title>{tooltip}</title></circle>");
    }

    /// <summary>An unseen rectangle.</summary>
    public void Area(string kind, double x, double y, double width, double height, string tooltip = "")
    {
        Markup end = tooltip.Length == 0 ? (Markup)$"/>" : $"><title>{tooltip}</title></rect>";
        Add($"<rect class=\"{kind}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill-opacity=\"0\"{end}");
    }
}
