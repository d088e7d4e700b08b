using ScottPlot;
using ScottPlot.Plottables;

namespace PawLatency.Plotting;

/// <summary>Puts a series on a plot as its look asks for.</summary>
internal sealed class SeriesPlot(Plot plot, Func<double, double> x, Color ink, MarkerShape shape, LinePattern dash)
{
    public void Draw(Series series)
    {
        switch (series.Look)
        {
            case SeriesLook.Line:
                Line(series, ink, 2, dash);
                break;
            case SeriesLook.Thin:
                Line(series, ink.WithAlpha(0.4), 1, LinePattern.Solid);
                break;
            case SeriesLook.Compared:
                Line(series, ink.WithAlpha(0.8), 1.2f, LinePattern.DenselyDashed);
                break;
            case SeriesLook.Area:
                FillY area = plot.Add.FillY(Across(series), series.Low.ToArray(), series.High.ToArray());
                (area.FillColor, area.LineWidth) = (ink.WithAlpha(0.2), 0);
                break;
            case SeriesLook.Interval:
                Bars(series, horizontal: true);
                Markers(series, 0, MarkerShape.FilledDiamond);
                break;
            case SeriesLook.Markers or SeriesLook.JoinedMarkers:
                Bars(series, horizontal: false);
                Markers(series, series.Look == SeriesLook.JoinedMarkers ? 1.6f : 0, shape);
                break;
            default:
                // A reading tells its numbers when it is pointed at; nothing of it is seen.
                break;
        }
    }

    private double[] Across(Series series) => [.. series.X.ToArray().Select(x)];

    private void Line(Series series, Color colour, float width, LinePattern pattern)
    {
        Scatter line = plot.Add.ScatterLine(Across(series), series.Y.ToArray(), colour);
        (line.LineWidth, line.LinePattern) = (width, pattern);
    }

    private void Markers(Series series, float lineWidth, MarkerShape marker)
    {
        Scatter points = plot.Add.Scatter(Across(series), series.Y.ToArray(), ink);
        (points.LineWidth, points.LinePattern) = (lineWidth, dash);
        (points.MarkerShape, points.MarkerSize, points.MarkerLineWidth) = (marker, 8, 1.6f);
    }

    // Bars from the point to the ends the figure gives. A point without ends has no bar: one number that is none would blot out the others.
    private void Bars(Series series, bool horizontal)
    {
        int[] barred =
        [
            .. Enumerable
                .Range(0, series.Low.Length)
                .Where(i =>
                    double.IsFinite(series.Low.Span[i]) && double.IsFinite(series.High.Span[i]) && double.IsFinite(series.Y.Span[i])
                ),
        ];
        if (barred.Length == 0)
        {
            return;
        }

        double[] Picked(Func<int, double> read) => [.. barred.Select(read)];
        double[] xs = Picked(i => x(series.X.Span[i])),
            ys = Picked(i => series.Y.Span[i]);
        double[] above = horizontal
            ? Picked(i => x(series.High.Span[i]) - x(series.X.Span[i]))
            : Picked(i => series.High.Span[i] - series.Y.Span[i]);
        double[] below = horizontal
            ? Picked(i => x(series.X.Span[i]) - x(series.Low.Span[i]))
            : Picked(i => series.Y.Span[i] - series.Low.Span[i]);
        plot.Add.Plottable(
            horizontal
                ? new ErrorBar(xs, ys, above, below, null, null) { Color = ink }
                : new ErrorBar(xs, ys, null, null, above, below) { Color = ink }
        );
    }
}
