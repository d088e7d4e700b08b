using ScottPlot;

namespace PawLatency.Plotting.Drawing;

/// <summary>Asterisks where a test found a difference: a row above the error bar of the point, or below it where that is
/// nearer; clear of other bars and rows.</summary>
internal sealed class StarMarks(Panel panel, Inks inks, double font) : IPlottable
{
    private readonly double _size = font * 0.68,
        _gap = font * 0.2;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    public void Render(RenderPack rp)
    {
        rp.CanvasState.DisableClipping();
        (Series Series, int Stars, PixelRect Bar)[] points =
        [
            .. panel.Series.Where(one => one.Look is SeriesLook.Markers or SeriesLook.JoinedMarkers).SelectMany(Points),
        ];
        List<PixelRect> taken = [.. points.Select(point => point.Bar)];
        // The lowest first, so that a row that must rise finds the others in their place.
        foreach (
            (Series series, int stars, PixelRect bar) in points.Where(point => point.Stars > 0).OrderByDescending(point => point.Bar.Top)
        )
        {
            (PixelRect above, PixelRect below) = (Row(bar, stars, taken, -1), Row(bar, stars, taken, 1));
            bool isAbove = above.Top >= rp.DataRect.Top && bar.Top - above.Bottom <= below.Top - bar.Bottom;
            PixelRect row = isAbove || below.Bottom > rp.DataRect.Bottom ? above : below;
            taken.Add(row);
            Draw(rp, row, stars, inks.Of(series.Style));
        }
    }

    private IEnumerable<(Series Series, int Stars, PixelRect Bar)> Points(Series series)
    {
        double shift = PanelPlot.ShiftPx(panel, series),
            radius = Markers.Radius(font);
        for (int i = 0; i < series.X.Length; i++)
        {
            double y = series.Y.Span[i];
            if (double.IsFinite(y))
            {
                double x = Axes.GetPixelX(PanelPlot.Across(panel.X, series.X.Span[i])) + shift,
                    top = Math.Min(Axes.GetPixelY(y) - radius, End(series.High, i, y)),
                    bottom = Math.Max(Axes.GetPixelY(y) + radius, End(series.Low, i, y));
                int stars = series.Stars.Count > 0 ? series.Stars[i] : 0;
                yield return (series, stars, new PixelRect((float)(x - radius), (float)(x + radius), (float)bottom, (float)top));
            }
        }
    }

    private double End(ReadOnlyMemory<double> ends, int i, double y) =>
        Axes.GetPixelY(ends.Length > 0 && double.IsFinite(ends.Span[i]) ? ends.Span[i] : y);

    // Above the bar, or below it, as far away as it must be.
    private PixelRect Row(PixelRect bar, int stars, List<PixelRect> taken, int down)
    {
        double half = stars * _size / 2,
            y = down < 0 ? bar.Top - _gap - _size / 2 : bar.Bottom + _gap + _size / 2;
        PixelRect At() =>
            new((float)(bar.HorizontalCenter - half), (float)(bar.HorizontalCenter + half), (float)(y + _size / 2), (float)(y - _size / 2));
        while (taken.Where(other => Meet(other, At())).Select(other => (PixelRect?)other).FirstOrDefault() is { } met)
        {
            y = down < 0 ? met.Top - _gap - _size / 2 : met.Bottom + _gap + _size / 2;
        }

        return At();
    }

    private static bool Meet(PixelRect one, PixelRect other) =>
        one.Left < other.Right && other.Left < one.Right && one.Top < other.Bottom && other.Top < one.Bottom;

    // On a rim in the colour of the paper, for curves that pass behind.
    private void Draw(RenderPack rp, PixelRect row, int stars, Color ink)
    {
        foreach ((Color colour, float width) in new[] { (Color.FromHex(inks.Paper), 3f), (ink, 1.2f) })
        {
            for (int star = 0; star < stars; star++)
            {
                var middle = new Pixel((float)(row.Left + (star + 0.5) * _size), row.VerticalCenter);
                var marker = new MarkerStyle(MarkerShape.Asterisk, (float)(0.85 * _size), colour) { LineColor = colour, LineWidth = width };
                ScottPlot.Drawing.DrawMarker(rp.Canvas, rp.Paint, middle, marker);
            }
        }
    }
}
