namespace PawLatency.Plotting.Drawing;

/// <summary>The legend: rows above the panels, broken where the width ends.</summary>
internal sealed class LegendDrawing(Canvas canvas, double font, double left, double width)
{
    public double Draw(IReadOnlyList<LegendEntry> entries, double top)
    {
        if (entries.Count == 0)
        {
            return top;
        }

        double gap = font * 1.4,
            x = left,
            y = top + font * 0.3;
        foreach (LegendEntry entry in entries)
        {
            double sample = entry.Sample is LegendSample.Marker or LegendSample.ErrorBar ? font * 0.8 : font * 2.2;
            string text = TextWidth.Fit(entry.Text, (width - sample - font * 0.5) / font);
            double length = sample + font * 0.5 + TextWidth.Of(text) * font;
            if (x > left && x + length > left + width)
            {
                (x, y) = (left, y + font * 1.5);
            }

            Sample(entry, x, y + font * 0.75, sample);
            canvas.Text(x + sample + font * 0.5, y + font * 1.1, text, font, told: entry.Text);
            x += length + gap;
        }

        return y + font * 1.8;
    }

    private void Sample(LegendEntry entry, double x, double y, double length)
    {
        string ink = entry.Style is { } style ? canvas.Inks.Of(style) : canvas.Inks.Quiet;
        int shape = entry.Style ?? 1;
        string dash = entry.Style is { } own ? Inks.Dash(own) : "";
        double middle = x + length / 2;
        switch (entry.Sample)
        {
            case LegendSample.Line or LegendSample.MarkerOnLine:
                canvas.Line(x, y, x + length, y, ink, 2, dash);
                break;
            case LegendSample.Thin:
                canvas.Line(x, y, x + length, y, ink, 1, entry.Style is null ? "" : dash);
                break;
            case LegendSample.Broken:
                canvas.Line(x, y, x + length, y, ink, 1.2, "3 3");
                break;
            case LegendSample.Area:
                canvas.Add(
                    $"<rect x=\"{x}\" y=\"{y - font * 0.4}\" width=\"{length}\" height=\"{font * 0.8}\" fill=\"{ink}\" fill-opacity=\"0.22\"/>"
                );
                break;
            case LegendSample.Interval:
                canvas.Line(x, y, x + length, y, ink, 1.5);
                canvas.Line(x, y - 4, x, y + 4, ink, 1.5);
                canvas.Line(x + length, y - 4, x + length, y + 4, ink, 1.5);
                break;
            case LegendSample.ErrorBar:
                canvas.Line(middle, y - font * 0.6, middle, y + font * 0.6, ink, 1.2);
                canvas.Line(middle - 3, y - font * 0.6, middle + 3, y - font * 0.6, ink, 1.2);
                canvas.Line(middle - 3, y + font * 0.6, middle + 3, y + font * 0.6, ink, 1.2);
                break;
            default:
                break;
        }

        if (entry.Sample is LegendSample.Marker or LegendSample.MarkerOnLine or LegendSample.ErrorBar)
        {
            canvas.Add(Markers.Of(shape, middle, y, Markers.Radius(font), ink, canvas.Inks.Paper));
        }
    }
}
