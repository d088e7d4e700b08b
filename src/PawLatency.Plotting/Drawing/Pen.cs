using ScottPlot;
using SkiaSharp;

namespace PawLatency.Plotting.Drawing;

/// <summary>Draws what stands around the data on ScottPlot's canvas. Without a canvas it measures only.</summary>
/// <param name="inks">The inks.</param>
/// <param name="canvas">The canvas, or null to draw nothing.</param>
/// <param name="paint">Paint of the render.</param>
/// <param name="overlay">Where the texts of an SVG go; null where they are drawn.</param>
internal sealed class Pen(Inks inks, SKCanvas? canvas = null, Paint? paint = null, Overlay? overlay = null)
{
    public Inks Inks => inks;

    public Overlay? Overlay => overlay;

    /// <summary>Draws a text.</summary>
    /// <param name="x">Left end, middle or right end, by the anchor.</param>
    /// <param name="baseline">Its baseline.</param>
    /// <param name="text">The text.</param>
    /// <param name="sizePx">Font size.</param>
    /// <param name="anchor">Which point of the text is at x.</param>
    /// <param name="quiet">Whether it weighs less.</param>
    /// <param name="bold">Whether it is bold.</param>
    /// <param name="tooltip">The whole text, where it was cut or shortened.</param>
    public void Text(
        double x,
        double baseline,
        string text,
        double sizePx,
        HorizontalAlignment anchor = HorizontalAlignment.Left,
        bool quiet = false,
        bool bold = false,
        string? tooltip = null
    )
    {
        string ink = quiet ? inks.Quiet : inks.Text;
        double share = anchor switch
        {
            HorizontalAlignment.Center => 0.5,
            HorizontalAlignment.Right => 1,
            _ => 0,
        };
        double left = share == 0 ? x : x - share * TextWidth.Of(text, bold) * sizePx;
        if (overlay is not null)
        {
            overlay.Text(left, baseline, text, sizePx, ink, bold, tooltip);
        }
        else if (canvas is not null)
        {
            using var fill = new SKPaint { Color = SKColor.Parse(ink), IsAntialias = true };
            FigureFont.Draw(canvas, text, left, baseline, sizePx, bold, fill);
        }
    }

    public void Line(double x1, double y1, double x2, double y2, Color ink, double width = 1, LinePattern? pattern = null)
    {
        if (canvas is not null)
        {
            var style = new LineStyle
            {
                Color = ink,
                Width = (float)width,
                Pattern = pattern ?? LinePattern.Solid,
            };
            overlay?.Ink.HideDash(style);

            ScottPlot.Drawing.DrawLine(canvas, paint!, new Pixel((float)x1, (float)y1), new Pixel((float)x2, (float)y2), style);
        }
    }

    public void Line(double x1, double y1, double x2, double y2, double width = 1) =>
        Line(x1, y1, x2, y2, Color.FromHex(inks.Quiet), width);

    public void Fill(double x, double y, double width, double height, Color ink)
    {
        if (canvas is not null)
        {
            var place = new PixelRect((float)x, (float)(x + width), (float)(y + height), (float)y);
            ScottPlot.Drawing.FillRectangle(canvas, place, paint!, new FillStyle { Color = ink });
        }
    }

    public void Marker(double x, double y, MarkerStyle marker)
    {
        if (canvas is not null)
        {
            ScottPlot.Drawing.DrawMarker(canvas, paint!, new Pixel((float)x, (float)y), marker);
        }
    }
}
