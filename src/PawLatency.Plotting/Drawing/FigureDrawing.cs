namespace PawLatency.Plotting.Drawing;

/// <summary>Lays out a figure: title, legend, panels from top to bottom, nothing over anything else.</summary>
internal sealed class FigureDrawing
{
    private readonly Figure _figure;
    private readonly SvgOptions _options;
    private readonly Canvas _canvas;
    private readonly double _font;
    private readonly double _margin;
    private readonly int _columns;
    private readonly int _rows;

    private double _plotHeight;
    private double _height;

    private FigureDrawing(Figure figure, SvgOptions options, double? plotHeight = null)
    {
        (_figure, _options, _canvas, _plotHeight) = (figure, options, new Canvas(Inks.Of(options.Variant)), plotHeight ?? double.NaN);
        // Letters grow with the drawing, but less than it does.
        _font = Math.Round(12.5 * Math.Clamp(Math.Sqrt(options.WidthPx / 800), 0.88, 1.5), 1);
        _margin = _font;
        int count = figure.Panels.Count;
        _columns =
            figure.Arrangement == Arrangement.Grid
                ? (int)Math.Clamp(Math.Floor((options.WidthPx - 2 * _margin) / (21 * _font)), 1, Math.Min(count, 4))
                : 1;
        // No row is left nearly empty: four panels stand two and two, not three and one.
        _columns = (count + (count + _columns - 1) / _columns - 1) / ((count + _columns - 1) / _columns);
        _rows = (count + _columns - 1) / _columns;
    }

    public static string Draw(Figure figure, SvgOptions options)
    {
        if (figure.Panels.Count == 0)
        {
            throw new ArgumentException("The figure has no panel.", nameof(figure));
        }

        var drawing = new FigureDrawing(figure, options);
        string svg = drawing.Draw();
        // How much is not data is known once it is drawn; what is left of a wanted height goes to the data.
        return options.HeightPx is { } height
            ? new FigureDrawing(
                figure,
                options,
                Math.Max(drawing.LeastPlotHeight, drawing._plotHeight + (height - drawing._height) / drawing._rows)
            ).Draw()
            : svg;
    }

    private string Draw()
    {
        double y = _margin + Title();
        y = new LegendDrawing(_canvas, _font, _margin, _options.WidthPx - 2 * _margin).Draw(_figure.Legend, y);
        bool grid = _figure.Arrangement == Arrangement.Grid && _figure.Panels.Count > 1;
        string shared = grid ? _figure.Panels[0].Y.Title : "";
        if (grid && shared.Length > 0)
        {
            y += _font * 1.2;
            _canvas.Text(_margin, y, shared, _font, quiet: true);
            y += _font * 0.5;
        }

        double[] widths = Margins();
        double cellWidth = (_options.WidthPx - 2 * _margin - (_columns - 1) * _font) / _columns;
        _plotHeight = double.IsNaN(_plotHeight) ? PlotHeight(cellWidth) : _plotHeight;
        PanelPlace Place(int index, double top, (double, double) atLeast)
        {
            double edge = _margin + index % _columns * (cellWidth + _font);
            return new PanelPlace
            {
                Left = edge + widths[0],
                Right = edge + cellWidth - widths[1],
                EdgeLeft = edge,
                EdgeRight = edge + cellWidth,
                Top = top,
                PlotHeight = _plotHeight,
                ShowsX = grid || index == _figure.Panels.Count - 1,
                ShowsYTitle = !grid,
                AtLeast = atLeast,
            };
        }

        for (int row = 0; row < _rows; row++)
        {
            // Panels beside each other begin their data and draw their axis at the same height: a rehearsal tells which needs most room.
            (double Data, double Axis) atLeast = default;
            int[] indices = [.. Enumerable.Range(row * _columns, Math.Min(_columns, _figure.Panels.Count - row * _columns))];
            foreach (int index in _columns > 1 ? indices : [])
            {
                var rehearsal = new PanelDrawing(new Canvas(_canvas.Inks), _figure.Panels[index], Place(index, y, default), _font, false);
                rehearsal.Draw();
                atLeast = (Math.Max(atLeast.Data, rehearsal.Took.Data), Math.Max(atLeast.Axis, rehearsal.Took.Axis));
            }

            double bottom = indices.Max(index =>
                new PanelDrawing(_canvas, _figure.Panels[index], Place(index, y, atLeast), _font, _options.Focusable).Draw()
            );
            y = bottom + (_rows > 1 ? _font * (grid ? 0.9 : 0.35) : 0);
        }

        return Frame(y + _margin * 0.6);
    }

    // Rows of the title, wrapped.
    private double Title()
    {
        double size = Math.Round(_font * 1.25, 1),
            y = _margin;
        foreach (string line in TextWidth.Wrap(_figure.Title, (_options.WidthPx - 2 * _margin) / size, bold: true))
        {
            _canvas.Text(
                _margin,
                y + size * 0.85,
                line,
                size,
                bold: true,
                told: _figure.Title.Contains(line, StringComparison.Ordinal) ? null : _figure.Title
            );
            y += size * 1.25;
        }

        return y - _margin;
    }

    // Room for the tick labels at the left and the names of levels at the right, the same for all panels, so that their axes align.
    private double[] Margins()
    {
        double left = 0,
            right = _font * 1.2;
        foreach (Panel panel in _figure.Panels)
        {
            left = Math.Max(
                left,
                Ticks
                    .Vertical(panel.Y, 12 * _font, _font)
                    .Concat(Ticks.Vertical(panel.Y, 60 * _font, _font))
                    .Max(tick => TextWidth.Of(tick.Text)) * _font
                    + _font * 0.75
            );
            foreach (string line in panel.Levels.SelectMany(level => level.Text.Split('\n')))
            {
                right = Math.Max(right, TextWidth.Of(line) * _font * 0.92 + _font * 0.5);
            }
        }

        return [left, right];
    }

    private double LeastPlotHeight => _font * (_figure.Panels.Count > 1 ? 6.5 : 10);

    private double PlotHeight(double cellWidth)
    {
        double share =
            _figure.Arrangement == Arrangement.Grid && _figure.Panels.Count > 1 ? 0.62
            : _rows == 1 ? 0.46
            : 0.115;
        return Math.Clamp(cellWidth * share, _rows == 1 ? _font * 15 : LeastPlotHeight, _rows == 1 ? 760 : 300);
    }

    private string Frame(double heightPx)
    {
        _height = heightPx;
        double height = Math.Ceiling(Math.Round(heightPx, 3)),
            width = _options.WidthPx;
        string id = _options.Id,
            role = _options.Focusable ? "group" : "img";
        return new Canvas(_canvas.Inks)
                .Add(
                    $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"{role}\" aria-labelledby=\"{id}-title {id}-description\" font-family=\"Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif\">"
                )
                .Add($"<title id=\"{id}-title\">{_figure.Title}</title>")
                .Add($"<desc id=\"{id}-description\">{_figure.Description}</desc>")
                .Add($"<rect width=\"{width}\" height=\"{height}\" fill=\"{_canvas.Inks.Paper}\"/>")
            + _canvas.ToString()
            + "</svg>\n";
    }
}
