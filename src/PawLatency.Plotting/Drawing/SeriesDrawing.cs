using System.Text;

namespace PawLatency.Plotting.Drawing;

/// <summary>Draws the series of a panel.</summary>
internal sealed class SeriesDrawing(Canvas canvas, Func<double, double> x, Func<double, double> y, double font, bool focusable)
{
    /// <summary>Draws a series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="shiftPx">How far its markers stand beside their place.</param>
    public void Draw(Series series, double shiftPx)
    {
        string ink = canvas.Inks.Of(series.Style);
        switch (series.Look)
        {
            case SeriesLook.Line:
                Path(series, 0, 2, 1, Inks.Dash(series.Style));
                break;
            case SeriesLook.Thin:
                Path(series, 0, 0.8, 0.4, "");
                break;
            case SeriesLook.Compared:
                Path(series, 0, 1.2, 0.8, "3 3");
                break;
            case SeriesLook.Area:
                Area(series, ink);
                break;
            case SeriesLook.Interval:
                Interval(series, ink);
                break;
            case SeriesLook.JoinedMarkers:
                Path(series, shiftPx, 1.6, 1, Inks.Dash(series.Style));
                Points(series, shiftPx, ink);
                break;
            default:
                Points(series, shiftPx, ink);
                break;
        }
    }

    private void Path(Series series, double shiftPx, double width, double opacity, string dash)
    {
        var path = new StringBuilder();
        bool pen = false;
        ReadOnlySpan<double> xs = series.X.Span,
            ys = series.Y.Span;
        for (int i = 0; i < xs.Length; i++)
        {
            if (double.IsNaN(ys[i]))
            {
                pen = false;
                continue;
            }

            Point(path.Append(pen ? 'L' : 'M'), x(xs[i]) + shiftPx, y(ys[i]));
            pen = true;
        }

        if (path.Length == 0)
        {
            return;
        }

        Markup dashes = dash.Length == 0 ? default : (Markup)$" stroke-dasharray=\"{dash}\"",
            pale = opacity == 1 ? default : (Markup)$" stroke-opacity=\"{opacity}\"";
        canvas.Add(
            $"<path d=\"{path}\" fill=\"none\" stroke=\"{canvas.Inks.Of(series.Style)}\" stroke-width=\"{width * font / 12.5}\" stroke-linejoin=\"round\"{pale}{dashes}><title>{series.Name}</title></path>"
        );
    }

    private void Area(Series series, string ink)
    {
        var path = new StringBuilder();
        for (int i = 0; i < series.X.Length; i++)
        {
            Point(path.Append(i == 0 ? 'M' : 'L'), x(series.X.Span[i]), y(series.High.Span[i]));
        }

        for (int i = series.X.Length - 1; i >= 0; i--)
        {
            Point(path.Append('L'), x(series.X.Span[i]), y(series.Low.Span[i]));
        }

        canvas.Add($"<path d=\"{path}Z\" fill=\"{ink}\" fill-opacity=\"0.2\"><title>{series.Name}</title></path>");
    }

    private void Interval(Series series, string ink)
    {
        double r = font * 0.45;
        for (int i = 0; i < series.X.Length; i++)
        {
            double at = y(series.Y.Span[i]),
                low = x(series.Low.Span[i]),
                high = x(series.High.Span[i]);
            canvas.Add(
                $"<g class=\"interval\">{Title(series, i)}<path d=\"M{low} {at - r}V{at + r}M{low} {at}H{high}M{high} {at - r}V{at + r}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.6\"/>{Markers.Of(4, x(series.X.Span[i]), at, Markers.Radius(font), ink, canvas.Inks.Paper)}</g>"
            );
        }
    }

    // A point with its error bar, and an invisible disc around it that is easier to hit.
    private void Points(Series series, double shiftPx, string ink)
    {
        double r = Markers.Radius(font);
        for (int i = 0; i < series.X.Length; i++)
        {
            if (double.IsNaN(series.Y.Span[i]))
            {
                continue;
            }

            double at = x(series.X.Span[i]) + shiftPx,
                level = y(series.Y.Span[i]);
            // Its title is also its name for a screen reader.
            Markup bar = default,
                focus = focusable && series.Texts.Count > 0 ? (Markup)$" tabindex=\"0\" role=\"img\"" : default;
            if (series.Look == SeriesLook.Reading)
            {
                canvas.Add(
                    $"<circle class=\"point\"{focus} cx=\"{at}\" cy=\"{level}\" r=\"{font * 0.6}\" fill=\"{ink}\" fill-opacity=\"0\">{Title(series, i)}</circle>"
                );
                continue;
            }

            if (series.Low.Length > 0 && !double.IsNaN(series.Low.Span[i]))
            {
                double low = y(series.Low.Span[i]),
                    high = y(series.High.Span[i]),
                    cap = r * 0.8;
                bar =
                    $"<path class=\"error\" d=\"M{at} {low}V{high}M{at - cap} {low}H{at + cap}M{at - cap} {high}H{at + cap}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.2\"/>";
            }

            Markup marker = Markers.Of(series.Style, at, level, r, ink, canvas.Inks.Paper);
            Markup target =
                series.Texts.Count > 0
                    ? (Markup)$"<circle cx=\"{at}\" cy=\"{level}\" r=\"{font * 0.6}\" fill=\"{ink}\" fill-opacity=\"0\"/>"
                    : default;
            canvas.Add($"<g class=\"point\"{focus}>{Title(series, i)}{bar}{marker}{target}</g>");
        }
    }

    private static Markup Title(Series series, int index) =>
        series.Texts.Count > 0 ? (Markup)$"<title>{series.Texts[index]}</title>" : default;

    private static void Point(StringBuilder path, double x, double y)
    {
        Markup.Number(path, x);
        Markup.Number(path.Append(' '), y);
    }
}
