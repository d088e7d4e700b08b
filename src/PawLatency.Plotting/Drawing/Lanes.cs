using ScottPlot;

namespace PawLatency.Plotting.Drawing;

/// <summary>What was given, below the data: a lane for each, with a bar for what lasts and a mark for each injection.</summary>
/// <param name="pen">The pen.</param>
/// <param name="place">Where the panel is.</param>
/// <param name="font">Font size, px.</param>
/// <param name="home">Where a number of the x axis is when nothing is zoomed; it decides how high the lanes are.</param>
/// <param name="x">Where it is now.</param>
internal sealed class Lanes(Pen pen, PanelPlace place, double font, Func<double, double> home, Func<double, double> x)
{
    private readonly double _row = font * 1.35,
        _size = Math.Round(font * 0.92, 1);

    /// <summary>Draws the lanes from a height down and returns their lower end.</summary>
    public double Draw(IReadOnlyList<Treatment> treatments, double top)
    {
        double y = top + (treatments.Count > 0 ? font * 0.35 : 0);
        foreach (Treatment treatment in treatments)
        {
            y = Lane(treatment, y);
        }

        return y;
    }

    private double Lane(Treatment treatment, double top)
    {
        (double From, double To)[] atHome = Visible(treatment, home),
            spans = Visible(treatment, x);
        if (atHome.Length == 0)
        {
            return top;
        }

        (string text, double at, bool isAbove) = Label(treatment, atHome);
        double bar = top + (isAbove ? _row : 0);
        Array.ForEach(spans, span => Mark(treatment, span, bar));
        pen.Text(at, isAbove ? top + _row * 0.75 : bar + _row * 0.68, text, _size, tooltip: treatment.Texts[0]);
        return bar + _row;
    }

    private void Mark(Treatment treatment, (double From, double To) span, double top)
    {
        if (treatment.IsBar)
        {
            double width = Math.Max(1.5, span.To - span.From);
            pen.Fill(span.From, top, width, _row * 0.9, Color.FromHex(pen.Inks.Bar));
            pen.Overlay?.Area("given", span.From, top, width, _row * 0.9, treatment.Texts[0]);
            return;
        }

        double r = font * 0.42,
            middle = top + _row * 0.5;
        pen.Marker(span.From, middle, new MarkerStyle(MarkerShape.FilledTriangleUp, (float)(2.2 * r), pen.Inks.Of(null)));
        pen.Overlay?.Area("given", span.From - r, middle - r, 2 * r, 2 * r, treatment.Texts[0]);
    }

    // A bar's label begins in it, and goes on beyond its end where it is longer. Marks and several bars have theirs after the last. Where
    // there is no room the label is above the first. So a label stands in the same place in every figure.
    private (string Text, double At, bool IsAbove) Label(Treatment treatment, (double From, double To)[] spans)
    {
        double gap = font * 0.4,
            half = treatment.IsBar ? 0 : font * 0.5,
            edge = place.EdgeRight,
            whole = edge - place.Left;
        bool isOne = treatment.IsBar && spans.Length == 1;
        foreach (string text in treatment.Texts)
        {
            double width = TextWidth.Of(text) * _size,
                after = spans[^1].To + half + gap;
            if (isOne && spans[0].From + gap + width <= edge)
            {
                return (text, spans[0].From + gap, false);
            }

            if (!isOne && after + width <= edge)
            {
                return (text, after, false);
            }

            if (width <= whole)
            {
                return (text, Math.Clamp(spans[0].From - half, place.Left, edge - width), true);
            }
        }

        return (TextWidth.Fit(treatment.Texts[^1], whole / _size), place.Left, true);
    }

    private (double From, double To)[] Visible(Treatment treatment, Func<double, double> at) =>
        [
            .. treatment
                .Spans.Select(span => (From: at(span.From), To: at(span.To)))
                .Where(span => span.To >= place.Left - 0.01 && span.From <= place.Right + 0.01)
                .Select(span => (Math.Clamp(span.From, place.Left, place.Right), Math.Clamp(span.To, place.Left, place.Right))),
        ];
}
