using System.Globalization;
using System.Xml.Linq;
using PawLatency.Plotting;
using PawLatency.Plotting.Drawing;

namespace PawLatency.Tests.Plotting;

/// <summary>What a drawing holds, read back from its SVG.</summary>
internal sealed class Drawn
{
    public Drawn(string svg) => Root = XDocument.Parse(svg).Root!;

    public Drawn(Figure figure, double width, double? height = null)
        : this(figure.ToSvg(new DrawingOptions { WidthPx = width, HeightPx = height })) { }

    public XElement Root { get; }

    public double Width => Number(Root, "width");

    public double Height => Number(Root, "height");

    /// <summary>The texts with the boxes they can fill at most.</summary>
    public IReadOnlyList<(string Text, Box Box)> Texts =>
        [.. Root.Descendants().Where(element => element.Name.LocalName == "text").Select(TextBox)];

    /// <summary>The areas of the data, one for each panel.</summary>
    public IReadOnlyList<Box> DataAreas => [.. OfClass("data").Select(Rectangle)];

    public IEnumerable<XElement> OfClass(string name) => Root.Descendants().Where(element => (string?)element.Attribute("class") == name);

    public static Box Rectangle(XElement element) =>
        new(
            Number(element, "x"),
            Number(element, "y"),
            Number(element, "x") + Number(element, "width"),
            Number(element, "y") + Number(element, "height")
        );

    public static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>What an element says when it is pointed at.</summary>
    public static string? Told(XElement element) => element.Elements().FirstOrDefault(child => child.Name.LocalName == "title")?.Value;

    private static (string, Box) TextBox(XElement element)
    {
        string text = string.Concat(element.Nodes().OfType<XText>().Select(node => node.Value));
        double x = Number(element, "x"),
            baseline = Number(element, "y"),
            size = Number(element, "font-size");
        double width = TextWidth.Of(text, (string?)element.Attribute("font-weight") == "bold") * size;
        // From the top of a capital to the lower end of a descender.
        return (text, new Box(x, baseline - 0.74 * size, x + width, baseline + 0.22 * size));
    }
}

/// <summary>A box on the drawing, px.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    // A hundredth is lost where numbers are written with two decimals.
    private const double Grace = 0.03;

    public bool Overlaps(Box other) =>
        Left < other.Right - Grace && other.Left < Right - Grace && Top < other.Bottom - Grace && other.Top < Bottom - Grace;

    public bool IsInside(double width, double height) =>
        Left >= -Grace && Top >= -Grace && Right <= width + Grace && Bottom <= height + Grace;
}
