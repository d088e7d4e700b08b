namespace PawLatency.Plotting.Drawing;

/// <summary>The markers: each style has a shape of its own, so that groups are told apart without colour.</summary>
internal static class Markers
{
    public static double Radius(double font) => Math.Round(font * 0.32, 2);

    /// <summary>A marker. The control's is an open circle; a shape that comes again is filled where it was open.</summary>
    public static Markup Of(int style, double x, double y, double r, string ink, string paper)
    {
        bool open = style % 8 == 0 || style % 8 >= 6;
        (string fill, string edge) = open != (style / 8 % 2 == 1) ? (paper, ink) : (ink, paper);
        double width = fill == paper ? 1.6 : 1;
        return (style % 8) switch
        {
            0 or 1 => $"<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\"{width}\"/>",
            2 or 7 =>
                $"<rect x=\"{x - r * 0.9}\" y=\"{y - r * 0.9}\" width=\"{r * 1.8}\" height=\"{r * 1.8}\" fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\"{width}\"/>",
            3 or 6 =>
                $"<path d=\"M{x} {y - r * 1.2}L{x + r * 1.15} {y + r * 0.85}H{x - r * 1.15}Z\" fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\"{width}\"/>",
            4 =>
                $"<path d=\"M{x} {y - r * 1.3}L{x + r * 1.3} {y}L{x} {y + r * 1.3}L{x - r * 1.3} {y}Z\" fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\"{width}\"/>",
            _ =>
                $"<path d=\"M{x} {y + r * 1.2}L{x + r * 1.15} {y - r * 0.85}H{x - r * 1.15}Z\" fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\"{width}\"/>",
        };
    }
}
