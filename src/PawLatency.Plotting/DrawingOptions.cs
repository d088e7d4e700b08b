using PawLatency.Text;

namespace PawLatency.Plotting;

/// <summary>How a figure is drawn: size, resolution and colours.</summary>
public sealed record DrawingOptions
{
    /// <summary>Width, px, 320 to 2000.</summary>
    public double WidthPx
    {
        get;
        init => field = Guard.InRange(value, 320, 2000, "width of the figure", "px", "width");
    } = 800;

    /// <summary>Height, px, 200 to 4000; null for what suits the width. It grows where the text needs more.</summary>
    public double? HeightPx
    {
        get;
        init => field = value is { } height ? Guard.InRange(height, 200, 4000, "height of the figure", "px", "height") : null;
    }

    /// <summary>Resolution of pictures (PNG, JPEG, WebP), dots per inch, 48 to 1200. At 96 a pixel of the figure is a pixel of the
    /// picture.</summary>
    public double DotsPerInch
    {
        get;
        init => field = Guard.InRange(value, 48, 1200, "resolution of the figure", "dpi", "dpi");
    } = 192;

    /// <summary>The inks.</summary>
    public Variant Variant { get; init; }

    /// <summary>Start of every id in an SVG, so that several can stand in one page: letters, digits and hyphens.</summary>
    public string Id
    {
        get;
        init =>
            field =
                value.Length is > 0 and <= 40
                && char.IsAsciiLetter(value[0])
                && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
                    ? value
                    : throw new ArgumentException(
                        $"The id \"{value}\" must be 1 to 40 letters, digits and hyphens, a letter first.",
                        nameof(Id)
                    );
    } = "figure";

    /// <summary>Whether the points of an SVG can be reached with the keyboard, for a page.</summary>
    public bool Focusable { get; init; }
}

/// <summary>The inks of a figure. In each, groups differ in lightness and in marker as well as in colour.</summary>
public enum Variant
{
    /// <summary>Colours on white, safe for colour-blind readers.</summary>
    Light,

    /// <summary>Colours on near black.</summary>
    Dark,

    /// <summary>Greys on white.</summary>
    Print,
}
