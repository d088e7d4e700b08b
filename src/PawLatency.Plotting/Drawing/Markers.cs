using ScottPlot;

namespace PawLatency.Plotting.Drawing;

/// <summary>The markers: each style has a shape of its own, so that groups are told apart without colour.</summary>
internal static class Markers
{
    // How wide each is, in radii of the circle, so that all look equally large. Among the first four, open and filled ones take turns.
    private static readonly (MarkerShape Shape, double Radii, bool IsOpen)[] Shapes =
    [
        (MarkerShape.FilledCircle, 2, true),
        (MarkerShape.FilledCircle, 2, false),
        (MarkerShape.FilledSquare, 1.8, true),
        (MarkerShape.FilledTriangleUp, 2.4, false),
        (MarkerShape.FilledDiamond, 2.6, false),
        (MarkerShape.FilledTriangleDown, 2.4, true),
        (MarkerShape.FilledTriangleUp, 2.4, true),
        (MarkerShape.FilledSquare, 1.8, false),
    ];

    public static double Radius(double font) => Math.Round(font * 0.32, 2);

    /// <summary>Shape of a style and whether it is open. The control's is an open circle; a shape that comes again is filled where it was
    /// open.</summary>
    public static (MarkerShape Shape, bool IsOpen) Of(int style) =>
        (Shapes[style % 8].Shape, Shapes[style % 8].IsOpen != (style / 8 % 2 == 1));

    /// <summary>The marker of a style in an ink; a rim parts it from what it lies on.</summary>
    public static MarkerStyle Style(int style, Color ink, Inks inks, double font)
    {
        (MarkerShape shape, bool isOpen) = Of(style);
        var paper = Color.FromHex(inks.Paper);
        return new MarkerStyle(shape, (float)(Radius(font) * Shapes[style % 8].Radii))
        {
            FillColor = isOpen ? paper : ink,
            OutlineColor = isOpen ? ink : paper,
            OutlineWidth = isOpen ? 1.6f : 1,
        };
    }
}
