using ScottPlot;

namespace PawLatency.Plotting.Drawing;

/// <summary>Where the panels of a figure are at one size.</summary>
/// <param name="All">The whole figure.</param>
/// <param name="HeadBottom">Lower end of title and legend.</param>
/// <param name="Places">The panels.</param>
/// <param name="PlotHeight">Height of the data of each panel, px.</param>
internal sealed record Arranged(PixelRect All, double HeadBottom, IReadOnlyList<PanelPlace> Places, double PlotHeight);

/// <summary>Lays out a figure: title, legend, panels from top to bottom, nothing over anything else.</summary>
internal sealed class FigureSheet
{
    private readonly double _margin;

    public FigureSheet(Figure figure, DrawingOptions options)
    {
        if (figure.Panels.Count == 0)
        {
            throw new ArgumentException("The figure has no panel.", nameof(figure));
        }

        (Figure, Inks) = (figure, Inks.Of(options.Variant));
        // Letters grow with the drawing, but less than it does.
        Font = Math.Round(12.5 * Math.Clamp(Math.Sqrt(options.WidthPx / 800), 0.88, 1.5), 1);
        _margin = Font;
    }

    public Figure Figure { get; }

    public Inks Inks { get; }

    /// <summary>Font size, px.</summary>
    public double Font { get; }

    private bool IsGrid => Figure.Arrangement == Arrangement.Grid && Figure.Panels.Count > 1;

    /// <summary>The figure at a size. It grows where the text needs more.</summary>
    /// <param name="all">Left, top and width; the height is used if <paramref name="fill"/>.</param>
    /// <param name="fill">Whether the data take what is left of the height; or else the height suits the width.</param>
    public Arranged Arrange(PixelRect all, bool fill)
    {
        Arranged natural = Arrange(all, null);
        return fill
            ? Arrange(all, Math.Max(LeastPlotHeight, natural.PlotHeight + (all.Height - natural.All.Height) / Rows(all.Width)))
            : natural;
    }

    /// <summary>Draws title, legend and the shared title of the y axes.</summary>
    public double Head(Pen pen, PixelRect all)
    {
        double size = Math.Round(Font * 1.25, 1),
            y = all.Top + _margin,
            left = all.Left + _margin,
            width = all.Width - 2 * _margin;
        foreach (string line in TextWidth.Wrap(Figure.Title, width / size, bold: true))
        {
            string? whole = Figure.Title.Contains(line, StringComparison.Ordinal) ? null : Figure.Title;
            pen.Text(left, y + size * 0.85, line, size, bold: true, tooltip: whole);
            y += size * 1.25;
        }

        y = new LegendDrawing(pen, Font, left, width).Draw(Figure.Legend, y);
        string shared = IsGrid ? Figure.Panels[0].Y.Title : "";
        if (shared.Length > 0)
        {
            pen.Text(left, y + Font * 1.2, TextWidth.Fit(shared, width / Font), Font, quiet: true, tooltip: shared);
            y += Font * 1.7;
        }

        return y;
    }

    /// <summary>The part of the figure that is a panel's plot; together they cover the figure.</summary>
    public PixelRect Part(Arranged arranged, int index)
    {
        int columns = Columns(arranged.All.Width),
            row = index / columns,
            column = index % columns;
        PixelRect all = arranged.All;
        double TopOf(int wanted) =>
            wanted == 0 ? (IsGrid ? Math.Floor(arranged.HeadBottom) : all.Top)
            : wanted == Rows(all.Width) ? all.Bottom
            : Math.Floor(arranged.Places[wanted * columns].Top);
        double LeftOf(int wanted) =>
            wanted == 0 ? all.Left
            : wanted == columns ? all.Right
            : Math.Floor(arranged.Places[wanted].EdgeLeft - Font / 2);
        return new PixelRect((float)LeftOf(column), (float)LeftOf(column + 1), (float)TopOf(row + 1), (float)TopOf(row));
    }

    // No row is left nearly empty: four panels stand two and two, not three and one.
    private int Columns(double width)
    {
        int count = Figure.Panels.Count,
            most = IsGrid ? (int)Math.Clamp(Math.Floor((width - 2 * _margin) / (21 * Font)), 1, Math.Min(count, 4)) : 1,
            rows = (count + most - 1) / most;
        return (count + rows - 1) / rows;
    }

    private int Rows(double width) => (Figure.Panels.Count + Columns(width) - 1) / Columns(width);

    private double LeastPlotHeight => Font * (Figure.Panels.Count > 1 ? 6.5 : 10);

    private Arranged Arrange(PixelRect all, double? plotHeight)
    {
        double head = Head(new Pen(Inks), all),
            y = head;
        (double left, double right) = Margins();
        int columns = Columns(all.Width),
            rows = Rows(all.Width);
        double cell = (all.Width - 2 * _margin - (columns - 1) * Font) / columns,
            height = plotHeight ?? PlotHeight(cell, rows);
        List<PanelPlace> places = [];
        foreach (Panel[] row in Figure.Panels.Chunk(columns))
        {
            PanelPlace[] begun =
            [
                .. row.Select(
                    (_, column) =>
                    {
                        double edge = all.Left + _margin + column * (cell + Font);
                        return new PanelPlace
                        {
                            Left = edge + left,
                            Right = edge + cell - right,
                            EdgeLeft = edge,
                            EdgeRight = edge + cell,
                            Top = y,
                            ShowsX = IsGrid || places.Count + columns >= Figure.Panels.Count,
                            ShowsYTitle = !IsGrid,
                        };
                    }
                ),
            ];
            // Panels beside each other begin their data and draw their axis at the same height.
            PanelFrame[] frames = [.. row.Zip(begun, (panel, place) => new PanelFrame(new Pen(Inks), panel, place, Font))];
            double dataTop = y + frames.Max(frame => frame.AboveData),
                dataBottom = dataTop + height,
                axis = dataBottom + frames.Max(frame => frame.BelowData);
            places.AddRange(begun.Select(place => place with { DataTop = dataTop, DataBottom = dataBottom, AxisY = axis }));
            y = axis + frames.Max(frame => frame.BelowAxis) + (rows > 1 ? Font * (IsGrid ? 0.9 : 0.35) : 0);
        }

        double bottom = Math.Ceiling(Math.Round(y + _margin * 0.6, 3));
        return new Arranged(new PixelRect(all.Left, all.Right, (float)bottom, all.Top), head, places, height);
    }

    // Room for the tick labels at the left and the names of levels at the right, the same for all panels, so that their axes align.
    private (double Left, double Right) Margins()
    {
        double left = 0,
            right = Font * 1.2;
        foreach (Panel panel in Figure.Panels)
        {
            double widest = new[] { 12 * Font, 60 * Font }
                .SelectMany(length => Ticks.Vertical(panel.Y, length, Font))
                .Max(tick => TextWidth.Of(tick.Text));
            left = Math.Max(left, widest * Font + Font * 0.75);
            foreach (string line in panel.Levels.SelectMany(level => level.Text.Split('\n')))
            {
                right = Math.Max(right, TextWidth.Of(line) * Font * 0.92 + Font * 0.5);
            }
        }

        return (left, right);
    }

    private double PlotHeight(double cellWidth, int rows)
    {
        double share =
            IsGrid ? 0.62
            : rows == 1 ? 0.46
            : 0.115;
        return Math.Clamp(cellWidth * share, rows == 1 ? Font * 15 : LeastPlotHeight, rows == 1 ? 760 : 300);
    }
}
