namespace PawLatency.Plotting.Drawing;

/// <summary>Where a panel goes.</summary>
internal sealed record PanelPlace
{
    public required double Left { get; init; }

    public required double Right { get; init; }

    public required double EdgeLeft { get; init; }

    public required double EdgeRight { get; init; }

    public required double Top { get; init; }

    public required double PlotHeight { get; init; }

    public required bool ShowsX { get; init; }

    public required bool ShowsYTitle { get; init; }

    /// <summary>How far below the top the data begin, and below the data the axis is drawn, at least: as in the panels beside it.</summary>
    public (double Data, double Axis) AtLeast { get; init; }
}

/// <summary>
/// Draws a panel from top to bottom: titles, phases, the data, what was given, the axis. No text stands in the area of the data.
/// </summary>
internal sealed class PanelDrawing(Canvas canvas, Panel panel, PanelPlace place, double font, bool focusable)
{
    private double _top;

    private double Bottom => _top + place.PlotHeight;

    public double X(double value) => place.Left + Ticks.Place(panel.X, value) * (place.Right - place.Left);

    public double Y(double value) => Bottom - Ticks.Place(panel.Y, value) * place.PlotHeight;

    /// <summary>How far below the top the data begin, and below the data the axis is drawn.</summary>
    public (double Data, double Axis) Took { get; private set; }

    /// <summary>Draws it and tells its lower end.</summary>
    public double Draw()
    {
        double titles = Titles();
        double strip = StripDrawing.PhasesHeight(panel.Phases, place, font, X);
        _top = Math.Max(place.Top + place.AtLeast.Data, titles + strip + font * 0.4);
        new StripDrawing(canvas, place, font, X).Phases(panel.Phases, _top - font * 0.4 - strip);
        canvas.Add(
            $"<rect class=\"data\" x=\"{place.Left}\" y=\"{_top}\" width=\"{place.Right - place.Left}\" height=\"{place.PlotHeight}\" fill=\"none\"/>"
        );
        YAxis();
        double axis = Math.Max(Bottom + place.AtLeast.Axis, new StripDrawing(canvas, place, font, X).Treatments(panel.Treatments, Bottom));
        Took = (_top - place.Top, axis - Bottom);
        IReadOnlyList<(double Value, string Text)> ticks = Ticks.Horizontal(panel.X, place.Right - place.Left, font);
        Guides(axis);
        Levels();
        var drawing = new SeriesDrawing(canvas, X, Y, font, focusable);
        List<Series> withBars =
        [
            .. panel.Series.Where(series => series.Look is SeriesLook.Markers or SeriesLook.JoinedMarkers && series.Low.Length > 0),
        ];
        foreach (Series series in panel.Series)
        {
            // Error bars of groups tested at the same hour stand beside each other.
            int index = panel.X.Scale == AxisScale.Logarithmic ? -1 : withBars.FindIndex(one => ReferenceEquals(one, series));
            drawing.Draw(series, index < 0 ? 0 : (index - (withBars.Count - 1) / 2.0) * Math.Min(3, 12.0 / withBars.Count));
        }

        return XAxis(axis, ticks);
    }

    private double Titles()
    {
        double y = place.Top;
        if (panel.Title.Length > 0)
        {
            y += font * 1.3;
            string title = TextWidth.Fit(panel.Title, (place.EdgeRight - place.EdgeLeft) / font, bold: true);
            canvas.Text(place.EdgeLeft, y, title, font, bold: true, told: panel.Title);
        }

        if (place.ShowsYTitle && panel.Y.Title.Length > 0)
        {
            y += font * 1.3;
            canvas.Text(
                place.EdgeLeft,
                y,
                TextWidth.Fit(panel.Y.Title, (place.EdgeRight - place.EdgeLeft) / font),
                font,
                quiet: true,
                told: panel.Y.Title
            );
        }

        return y + font * 0.35;
    }

    private void YAxis()
    {
        foreach ((double value, string text) in Ticks.Vertical(panel.Y, place.PlotHeight, font))
        {
            canvas.Line(place.Left, Y(value), place.Right, Y(value), canvas.Inks.Grid);
            canvas.Text(place.Left - font * 0.5, Y(value) + font * 0.36, text, font, "end", quiet: true);
        }
    }

    private double XAxis(double y, IReadOnlyList<(double Value, string Text)> ticks)
    {
        canvas.Line(place.Left, y, place.Right, y, canvas.Inks.Quiet);
        foreach ((double value, string text) in ticks)
        {
            canvas.Line(X(value), y, X(value), y + font * 0.35, canvas.Inks.Quiet);
            if (place.ShowsX)
            {
                canvas.Text(X(value), y + font * 1.4, text, font, "middle", quiet: true);
            }
        }

        if (!place.ShowsX)
        {
            return y + font * 0.35;
        }

        canvas.Text(
            (place.Left + place.Right) / 2,
            y + font * 2.75,
            TextWidth.Fit(panel.X.Title, (place.Right - place.Left) / font),
            font,
            "middle",
            quiet: true,
            told: panel.X.Title
        );
        return y + font * 3.1;
    }

    private void Guides(double axis)
    {
        foreach (double at in panel.Guides.Where(at => at >= panel.X.From && at <= panel.X.To))
        {
            canvas.Line(X(at), _top, X(at), axis, canvas.Inks.Bar, 1, "1 3");
        }
    }

    // Lines and bands lie behind the data; their names stand in the right margin, each at its line or as near as the others let it.
    private void Levels()
    {
        double size = Math.Round(font * 0.92, 1),
            free = double.NegativeInfinity;
        var shown = panel.Levels.OrderBy(level => Y(level.Y)).Select(level => (Level: level, Lines: level.Text.Split('\n'))).ToArray();
        double below = shown.Sum(one => one.Lines.Length * size * 1.1 + size * 0.3);
        foreach ((Level level, string[] lines) in shown)
        {
            double y = Y(level.Y),
                height = lines.Length * size * 1.1;
            if (level.High > level.Low)
            {
                canvas.Rectangle(
                    "level",
                    place.Left,
                    Y(level.High),
                    place.Right - place.Left,
                    Y(level.Low) - Y(level.High),
                    canvas.Inks.Band
                );
            }

            canvas.Line(place.Left, y, place.Right, y, canvas.Inks.Quiet, 1, level.High > level.Low ? "1.5 2.5" : "6 3");
            double top = Math.Max(free, Math.Min(y - height / 2, Bottom - below));
            for (int line = 0; line < lines.Length; line++)
            {
                canvas.Text(place.Right + font * 0.45, top + size * (0.9 + 1.1 * line), lines[line], size, quiet: true);
            }

            (free, below) = (top + height + size * 0.3, below - height - size * 0.3);
        }
    }
}
