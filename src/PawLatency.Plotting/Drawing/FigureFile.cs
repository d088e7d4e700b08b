using System.Text;
using ScottPlot;
using ScottPlot.Rendering.RenderActions;
using SkiaSharp;

namespace PawLatency.Plotting.Drawing;

/// <summary>A figure as the bytes of a file.</summary>
internal sealed class FigureFile
{
    private readonly Figure _figure;
    private readonly DrawingOptions _options;
    private readonly FigurePlots _plots;
    private readonly PixelRect _all;

    public FigureFile(Figure figure, DrawingOptions options)
    {
        (_figure, _options, _plots) = (figure, options, new FigurePlots(figure, options));
        var wanted = new PixelRect(0, (float)options.WidthPx, (float)(options.HeightPx ?? 0), 0);
        _all = _plots.Sheet.Arrange(wanted, options.HeightPx is not null).All;
        Rehearse();
    }

    public byte[] Bytes(FigureFormat format) =>
        format switch
        {
            FigureFormat.Svg => Encoding.UTF8.GetBytes(Svg()),
            FigureFormat.Pdf => Pdf(),
            FigureFormat.Png => Picture(SKEncodedImageFormat.Png, 100),
            FigureFormat.Jpeg => Picture(SKEncodedImageFormat.Jpeg, 92),
            _ => Picture(SKEncodedImageFormat.Webp, 100),
        };

    public string Svg()
    {
        var ink = new SvgInk(_options.Id);
        var overlay = new Overlay(ink, _options.Focusable);
        _plots.Overlay = overlay;
        foreach (IHasLine line in _plots.Plots.SelectMany(plot => plot.PlottableList).OfType<IHasLine>())
        {
            ink.HideDash(line.LineStyle);
        }

        using var stream = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(_all.ToSKRect(), stream))
        {
            Draw(canvas);
        }

        Tooltips(overlay);
        string drawn = ink.Of(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length)),
            role = _options.Focusable ? "group" : "img",
            id = _options.Id;
        double width = _all.Width,
            height = _all.Height;
        Markup svg =
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"{role}\" aria-labelledby=\"{id}-title {id}-description\" font-family=\"'Liberation Sans', Arial, Helvetica, sans-serif\">\n<title id=\"{id}-title\">{_figure.Title}</title>\n<desc id=\"{id}-description\">{_figure.Description}</desc>\n{Markup.Raw(drawn)}{Markup.Raw(overlay.ToString())}</svg>\n";
        return svg.Text!.ToString();
    }

    // The first render of a plot finds that its limits changed, and draws a second time over the first: it draws nothing here.
    private void Rehearse()
    {
        using var nothing = new SKNoDrawCanvas((int)_all.Width, (int)_all.Height);
        foreach ((PixelRect part, Plot plot) in _plots.Arrange(_all).Zip(_plots.Plots))
        {
            List<IRenderAction> actions = plot.RenderManager.RenderActions;
            IRenderAction[] all = [.. actions];
            actions.RemoveAll(action => action is not (AutoScaleUnsetAxes or ReplaceNullAxesWithDefaults or CalculateLayout));
            plot.RenderManager.Render(nothing, part);
            plot.FigureBackground.Color = Colors.Transparent;
            actions.Clear();
            actions.AddRange(all);
        }
    }

    private void Draw(SKCanvas canvas)
    {
        using (var paper = new SKPaint { Color = SKColor.Parse(_plots.Sheet.Inks.Paper) })
        {
            canvas.DrawRect(_all.ToSKRect(), paper);
        }

        foreach ((PixelRect part, Plot plot) in _plots.Arrange(_all).Zip(_plots.Plots))
        {
            plot.RenderManager.Render(canvas, part);
        }
    }

    private void Tooltips(Overlay overlay)
    {
        foreach ((Panel panel, Plot plot) in _figure.Panels.Zip(_plots.Plots))
        {
            foreach (Series series in panel.Series.Where(series => series.Texts.Count > 0))
            {
                double shift = PanelPlot.ShiftPx(panel, series);
                for (int i = 0; i < series.X.Length; i++)
                {
                    if (double.IsFinite(series.Y.Span[i]))
                    {
                        Pixel at = plot.GetPixel(new Coordinates(PanelPlot.Across(panel.X, series.X.Span[i]), series.Y.Span[i]));
                        overlay.Point(at.X + shift, at.Y, _plots.Sheet.Font * 0.6, series.Texts[i]);
                    }
                }
            }
        }
    }

    private byte[] Pdf()
    {
        // A PDF counts in points of 1/72 inch, a figure in pixels of 1/96.
        const float PointsPerPx = 0.75f;
        using var stream = new MemoryStream();
        var metadata = new SKDocumentPdfMetadata { Title = _figure.Title, Subject = _figure.Description };
        using (SKDocument document = SKDocument.CreatePdf(stream, metadata))
        {
            SKCanvas page = document.BeginPage(_all.Width * PointsPerPx, _all.Height * PointsPerPx);
            page.Scale(PointsPerPx);
            Draw(page);
            document.EndPage();
            document.Close();
        }

        return stream.ToArray();
    }

    private byte[] Picture(SKEncodedImageFormat format, int quality)
    {
        float scale = (float)(_options.DotsPerInch / 96);
        var size = new SKImageInfo(
            (int)Math.Round(_all.Width * scale),
            (int)Math.Round(_all.Height * scale),
            SKColorType.Rgba8888,
            SKAlphaType.Premul
        );
        using SKSurface surface = SKSurface.Create(size);
        surface.Canvas.Scale(scale);
        Draw(surface.Canvas);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(format, quality);
        return data.ToArray();
    }
}
