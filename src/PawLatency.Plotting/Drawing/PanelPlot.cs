using ScottPlot;
using ScottPlot.Plottables;

namespace PawLatency.Plotting.Drawing;

/// <summary>Puts the data of a panel on a plot, from back to front: levels, guides, series, asterisks.</summary>
internal sealed class PanelPlot(Plot plot, Panel panel, Inks inks, double font)
{
    /// <summary>Where a number is on the plot's own axis, which is linear: a logarithmic axis shows logarithms.</summary>
    public static double Across(Axis axis, double value) => axis.Scale == AxisScale.Logarithmic ? Math.Log10(value) : value;

    public void Draw()
    {
        Axes();
        foreach (Level level in panel.Levels.Where(level => level.High > level.Low))
        {
            plot.Add.VerticalSpan(level.Low, level.High, Color.FromHex(inks.Band)).LineWidth = 0;
        }

        foreach (Level level in panel.Levels)
        {
            LinePattern pattern = level.High > level.Low ? Inks.Pattern(1.5f, 2.5f) : Inks.Pattern(6, 3);
            plot.Add.HorizontalLine(level.Y, 1, Color.FromHex(inks.Quiet), pattern);
        }

        foreach (double guide in panel.Guides.Where(at => at >= panel.X.From && at <= panel.X.To))
        {
            plot.Add.VerticalLine(X(guide), 1, Color.FromHex(inks.Bar), Inks.Pattern(1, 3));
        }

        foreach (Series series in panel.Series)
        {
            Add(series, ShiftPx(panel, series));
        }

        if (panel.Series.Any(series => series.Stars.Count > 0))
        {
            plot.Add.Plottable(new StarMarks(panel, inks, font));
        }
    }

    /// <summary>How far the markers of a series stand beside their place, px: error bars of groups tested at the same hour stand beside
    /// each other.</summary>
    public static double ShiftPx(Panel panel, Series series)
    {
        List<Series> withBars =
        [
            .. panel.Series.Where(one => one.Look is SeriesLook.Markers or SeriesLook.JoinedMarkers && one.Low.Length > 0),
        ];
        int index = panel.X.Scale == AxisScale.Logarithmic ? -1 : withBars.FindIndex(one => ReferenceEquals(one, series));
        return index < 0 ? 0 : (index - (withBars.Count - 1) / 2.0) * Math.Min(3, 12.0 / withBars.Count);
    }

    private void Axes()
    {
        plot.Axes.Remove(Edge.Top);
        plot.Axes.Remove(Edge.Right);
        plot.Axes.Title.IsVisible = false;
        foreach ((IAxis axis, Axis given) in new (IAxis, Axis)[] { (plot.Axes.Bottom, panel.X), (plot.Axes.Left, panel.Y) })
        {
            (axis.IsVisible, axis.TickGenerator, axis.Label.Text) = (false, new RoundTicks(given.Scale, font), given.Title);
        }

        plot.Font.Set(FigureFont.Name);
        (plot.FigureBackground.Color, plot.DataBackground.Color) = (Color.FromHex(inks.Paper), Colors.Transparent);
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.Axes.DefaultGrid.XAxisStyle.IsVisible = false;
        plot.Axes.DefaultGrid.MajorLineColor = Color.FromHex(inks.Grid);
        plot.Axes.DefaultGrid.YAxisStyle.MajorLineStyle.AntiAlias = true;
        plot.Axes.SetLimits(X(panel.X.From), X(panel.X.To), panel.Y.From, panel.Y.To);
        plot.Legend.IsVisible = false;
    }

    private double X(double value) => Across(panel.X, value);

    private void Add(Series series, double shiftPx)
    {
        Color ink = inks.Of(series.Style);
        double[] xs = [.. series.X.ToArray().Select(X)],
            ys = series.Y.ToArray();
        float scale = (float)(font / 12.5);
        switch (series.Look)
        {
            case SeriesLook.Line:
                Line(xs, ys, ink, 2 * scale, Inks.Dash(series.Style), 0);
                break;
            case SeriesLook.Thin:
                Line(xs, ys, ink.WithAlpha(0.4), 0.8f * scale, LinePattern.Solid, 0);
                break;
            case SeriesLook.Compared:
                Line(xs, ys, ink.WithAlpha(0.8), 1.2f * scale, Inks.Pattern(3, 3), 0);
                break;
            case SeriesLook.Area:
                FillY area = plot.Add.FillY(xs, series.Low.ToArray(), series.High.ToArray());
                (area.FillColor, area.LineWidth) = (ink.WithAlpha(0.2), 0);
                break;
            case SeriesLook.Interval:
                Bars(xs, ys, [.. series.Low.ToArray().Select(X)], [.. series.High.ToArray().Select(X)], ink, 0, horizontal: true);
                Points(xs, ys, Markers.Style(4, ink, inks, font), 0);
                break;
            case SeriesLook.Markers or SeriesLook.JoinedMarkers:
                if (series.Look == SeriesLook.JoinedMarkers)
                {
                    Line(xs, ys, ink, 1.6f * scale, Inks.Dash(series.Style), shiftPx);
                }

                Bars(xs, ys, series.Low.ToArray(), series.High.ToArray(), ink, shiftPx, horizontal: false);
                Points(xs, ys, Markers.Style(series.Style, ink, inks, font), shiftPx);
                break;
            default:
                // A reading shows nothing; it says its numbers when it is pointed at.
                break;
        }
    }

    private void Line(double[] xs, double[] ys, Color ink, float width, LinePattern pattern, double shiftPx)
    {
        var line = new ShiftedScatter(xs, ys, (float)shiftPx, 2)
        {
            LineWidth = width,
            LineColor = ink,
            LinePattern = pattern,
            MarkerStyle = MarkerStyle.None,
        };
        line.LineStyle.StrokeJoin = SkiaSharp.SKStrokeJoin.Round;
        plot.Add.Plottable(line);
    }

    private void Points(double[] xs, double[] ys, MarkerStyle marker, double shiftPx)
    {
        int[] known = [.. Enumerable.Range(0, xs.Length).Where(i => double.IsFinite(ys[i]))];
        plot.Add.Plottable(
            new ShiftedScatter([.. known.Select(i => xs[i])], [.. known.Select(i => ys[i])], (float)shiftPx, marker.Size)
            {
                LineWidth = 0,
                MarkerStyle = marker,
            }
        );
    }

    // Bars from the point to the ends that the figure gives; a point without ends has none.
    private void Bars(double[] xs, double[] ys, double[] low, double[] high, Color ink, double shiftPx, bool horizontal)
    {
        int[] barred =
        [
            .. Enumerable
                .Range(0, low.Length)
                .Where(i => double.IsFinite(low[i]) && double.IsFinite(high[i]) && double.IsFinite(ys[i]) && high[i] > low[i]),
        ];
        if (barred.Length == 0)
        {
            return;
        }

        double[] middle = horizontal ? xs : ys,
            after = [.. barred.Select(i => high[i] - middle[i])],
            before = [.. barred.Select(i => middle[i] - low[i])],
            barredX = [.. barred.Select(i => xs[i])],
            barredY = [.. barred.Select(i => ys[i])];
        plot.Add.Plottable(
            new ShiftedBars(
                barredX,
                barredY,
                horizontal ? after : null,
                horizontal ? before : null,
                horizontal ? null : after,
                horizontal ? null : before,
                (float)shiftPx
            )
            {
                Color = ink,
                LineWidth = horizontal ? 1.6f : 1.2f,
                CapSize = (float)(horizontal ? font * 0.45 : Markers.Radius(font) * 0.8),
            }
        );
    }

    // Lines and markers at the edge of the data are seen whole.
    private static void Begin(RenderPack pack, float shiftPx, float overhangPx)
    {
        pack.CanvasState.DisableClipping();
        pack.CanvasState.Save();
        pack.CanvasState.Clip(pack.DataRect.Expand(overhangPx));
        pack.CanvasState.Translate(shiftPx, 0);
    }

    private sealed class ShiftedScatter(double[] xs, double[] ys, float shiftPx, float overhangPx)
        : Scatter(new ScottPlot.DataSources.ScatterSourceDoubleArray(xs, ys))
    {
        public override void Render(RenderPack rp)
        {
            Begin(rp, shiftPx, overhangPx);
            base.Render(rp);
        }
    }

    private sealed class ShiftedBars(double[] xs, double[] ys, double[]? right, double[]? left, double[]? up, double[]? down, float shiftPx)
        : ErrorBar(xs, ys, right, left, up, down)
    {
        public override void Render(RenderPack rp)
        {
            Begin(rp, shiftPx, CapSize + LineWidth);
            base.Render(rp);
        }
    }
}
