using ScottPlot;

namespace PawLatency.Plotting.Drawing;

/// <summary>
/// What stands around the data of a panel: titles, phases, numbers and lines of the axes, what was given, names of levels. No text stands in
/// the area of the data.
/// </summary>
internal sealed class PanelFrame(Pen pen, Panel panel, PanelPlace place, double font)
{
    /// <summary>How far below the top the data begin.</summary>
    public double AboveData =>
        Titles("") - place.Top + new PhaseStrip(pen, place, font, place.Home(panel.X)).Height(panel.Phases) + font * 0.4;

    /// <summary>How far below the data the x axis is.</summary>
    public double BelowData => new Lanes(pen, place, font, place.Home(panel.X), place.Home(panel.X)).Draw(panel.Treatments, 0);

    /// <summary>How far below the x axis the panel ends.</summary>
    public double BelowAxis => font * (place.ShowsX ? 3.1 : 0.35);

    /// <summary>Draws it around a plot.</summary>
    /// <param name="plot">The plot, for where its numbers are now.</param>
    /// <param name="data">The area of the data.</param>
    /// <param name="besidePx">How much of the right margin axes of the user's own take.</param>
    public void Draw(Plot plot, PixelRect data, double besidePx)
    {
        double X(double value) => plot.Axes.Bottom.GetPixel(PanelPlot.Across(panel.X, value), data);
        double Y(double value) => plot.Axes.Left.GetPixel(value, data);
        pen.Overlay?.Area("data", place.Left, place.DataTop, place.Right - place.Left, place.DataBottom - place.DataTop);
        Titles(plot.Axes.Left.Label.Text);
        new PhaseStrip(pen, place, font, X).Draw(panel.Phases);
        new Lanes(pen, place, font, place.Home(panel.X), X).Draw(panel.Treatments, place.DataBottom);
        foreach (double at in panel.Guides.Where(at => X(at) >= place.Left && X(at) <= place.Right))
        {
            pen.Line(X(at), place.DataBottom, X(at), place.AxisY, Color.FromHex(pen.Inks.Bar), 1, Inks.Pattern(1, 3));
        }

        XAxis(plot, data);
        foreach (Tick tick in Shown(plot.Axes.Left))
        {
            double y = plot.Axes.Left.GetPixel(tick.Position, data);
            pen.Text(place.Left - font * 0.5, y + font * 0.36, tick.Label, font, HorizontalAlignment.Right, quiet: true);
        }

        Levels(Y, place.Right + besidePx + font * 0.45);
    }

    private static IEnumerable<Tick> Shown(IAxis axis) =>
        axis.TickGenerator.Ticks.Where(tick => tick.IsMajor && tick.Position >= axis.Min - 1e-12 && tick.Position <= axis.Max + 1e-12);

    // The height is that of the figure's own titles; the y axis may be renamed on the plot.
    private double Titles(string yTitle)
    {
        double y = place.Top;
        if (panel.Title.Length > 0)
        {
            y += font * 1.3;
            string title = TextWidth.Fit(panel.Title, (place.EdgeRight - place.EdgeLeft) / font, bold: true);
            pen.Text(place.EdgeLeft, y, title, font, bold: true, tooltip: panel.Title);
        }

        if (place.ShowsYTitle && panel.Y.Title.Length > 0)
        {
            y += font * 1.3;
            string title = TextWidth.Fit(yTitle, (place.EdgeRight - place.EdgeLeft) / font);
            pen.Text(place.EdgeLeft, y, title, font, quiet: true, tooltip: yTitle);
        }

        return y + font * 0.35;
    }

    private void XAxis(Plot plot, PixelRect data)
    {
        double y = place.AxisY;
        pen.Line(place.Left, y, place.Right, y);
        foreach (Tick tick in Shown(plot.Axes.Bottom))
        {
            double x = plot.Axes.Bottom.GetPixel(tick.Position, data);
            pen.Line(x, y, x, y + font * 0.35);
            if (place.ShowsX)
            {
                pen.Text(x, y + font * 1.4, tick.Label, font, HorizontalAlignment.Center, quiet: true);
            }
        }

        if (place.ShowsX)
        {
            string title = plot.Axes.Bottom.Label.Text,
                fitted = TextWidth.Fit(title, (place.Right - place.Left) / font);
            pen.Text(
                (place.Left + place.Right) / 2,
                y + font * 2.75,
                fitted,
                font,
                HorizontalAlignment.Center,
                quiet: true,
                tooltip: title
            );
        }
    }

    // Names stand in the right margin, each at its line or as near as the others let it.
    private void Levels(Func<double, double> at, double left)
    {
        double size = Math.Round(font * 0.92, 1),
            free = double.NegativeInfinity;
        var shown = panel
            .Levels.Select(level => (Y: at(level.Y), Lines: level.Text.Split('\n')))
            .Where(level => level.Y >= place.DataTop - 1 && level.Y <= place.DataBottom + 1)
            .OrderBy(level => level.Y)
            .ToArray();
        double below = shown.Sum(one => one.Lines.Length * size * 1.1 + size * 0.3);
        foreach ((double y, string[] lines) in shown)
        {
            double height = lines.Length * size * 1.1,
                top = Math.Max(free, Math.Min(y - height / 2, place.DataBottom - below));
            for (int line = 0; line < lines.Length; line++)
            {
                pen.Text(left, top + size * (0.9 + 1.1 * line), lines[line], size, quiet: true);
            }

            (free, below) = (top + height + size * 0.3, below - height - size * 0.3);
        }
    }
}
