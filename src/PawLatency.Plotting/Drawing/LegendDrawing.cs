using ScottPlot;

namespace PawLatency.Plotting.Drawing;

/// <summary>The legend: rows above the panels, broken where the width ends; an entry wider than that is broken between its words.</summary>
internal sealed class LegendDrawing(Pen pen, double font, double left, double width)
{
    /// <summary>Draws the entries from a height down and returns their lower end.</summary>
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
            double sample = entry.Sample switch
            {
                LegendSample.None => -font * 0.5,
                LegendSample.Marker or LegendSample.ErrorBar => font * 0.8,
                _ => font * 2.2,
            };
            IReadOnlyList<string> lines = TextWidth.Wrap(entry.Text, (width - sample - font * 0.5) / font);
            double length = sample + font * 0.5 + lines.Select(line => TextWidth.Of(line)).DefaultIfEmpty().Max() * font;
            if (x > left && x + length > left + width)
            {
                (x, y) = (left, y + font * 1.5);
            }

            Sample(entry, x, y + font * 0.75, sample);
            for (int line = 0; line < lines.Count; line++)
            {
                y += line > 0 ? font * 1.25 : 0;
                pen.Text(x + sample + font * 0.5, y + font * 1.1, lines[line], font, tooltip: entry.Text);
            }

            x += length + gap;
        }

        return y + font * 1.8;
    }

    private void Sample(LegendEntry entry, double x, double y, double length)
    {
        Color ink = pen.Inks.Of(entry.Style);
        double middle = x + length / 2,
            end = x + length;
        switch (entry.Sample)
        {
            case LegendSample.Line or LegendSample.MarkerOnLine:
                pen.Line(x, y, end, y, ink, 2, Inks.Dash(entry.Style));
                break;
            case LegendSample.Thin:
                pen.Line(x, y, end, y, ink, 1, Inks.Dash(entry.Style));
                break;
            case LegendSample.Broken:
                pen.Line(x, y, end, y, ink, 1.2, Inks.Pattern(3, 3));
                break;
            case LegendSample.Area:
                pen.Fill(x, y - font * 0.4, length, font * 0.8, ink.WithAlpha(0.22));
                break;
            case LegendSample.Interval:
                pen.Line(x, y, end, y, ink, 1.5);
                pen.Line(x, y - 4, x, y + 4, ink, 1.5);
                pen.Line(end, y - 4, end, y + 4, ink, 1.5);
                break;
            case LegendSample.ErrorBar:
                pen.Line(middle, y - font * 0.6, middle, y + font * 0.6, ink, 1.2);
                pen.Line(middle - 3, y - font * 0.6, middle + 3, y - font * 0.6, ink, 1.2);
                pen.Line(middle - 3, y + font * 0.6, middle + 3, y + font * 0.6, ink, 1.2);
                break;
            default:
                break;
        }

        if (entry.Sample is LegendSample.Marker or LegendSample.MarkerOnLine or LegendSample.ErrorBar)
        {
            pen.Marker(middle, y, Markers.Style(entry.Style ?? 1, ink, pen.Inks, font));
        }
    }
}
