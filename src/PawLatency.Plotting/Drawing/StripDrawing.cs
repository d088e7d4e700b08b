namespace PawLatency.Plotting.Drawing;

/// <summary>The strips along the time axis: phases above the data, what was given below it.</summary>
internal sealed class StripDrawing(Canvas canvas, PanelPlace place, double font, Func<double, double> x)
{
    private readonly double _row = font * 1.35;

    /// <summary>Height of the strip of phases.</summary>
    public static double PhasesHeight(IReadOnlyList<Phase> phases, PanelPlace place, double font, Func<double, double> x)
    {
        (_, int rows) = new StripDrawing(null!, place, font, x).Placed(phases);
        return rows == 0 ? 0 : rows * font * 1.35 + font * 0.9;
    }

    /// <summary>Draws the phases from a height down.</summary>
    public void Phases(IReadOnlyList<Phase> phases, double top)
    {
        (List<PlacedPhase> placed, int rows) = Placed(phases);
        double bar = top + rows * _row + font * 0.6;
        foreach ((string text, double from, double to, double middle, int row) in placed)
        {
            canvas.Text(middle, bar - row * _row - font * 0.85, text, font, "middle");
            canvas.Line(from + 1.5, bar, to - 1.5, bar, canvas.Inks.Quiet, 1.5);
            canvas.Line(from + 1.5, bar, from + 1.5, bar + font * 0.3, canvas.Inks.Quiet, 1.5);
            canvas.Line(to - 1.5, bar, to - 1.5, bar + font * 0.3, canvas.Inks.Quiet, 1.5);
            if (row == 0)
            {
                canvas.Line(middle, bar - font * 0.55, (from + to) / 2, bar, canvas.Inks.Quiet, 0.8);
            }
        }
    }

    // Names stand in a row, each over the middle of its stretch or as near as its neighbours let it; where a row is too short, in steps.
    private (List<PlacedPhase> Placed, int Rows) Placed(IReadOnlyList<Phase> phases)
    {
        var shown = phases
            .Select(phase => (phase.Text, From: Clamp(x(phase.From)), To: Clamp(x(phase.To)), Width: TextWidth.Of(phase.Text) * font))
            .Where(phase => phase.To - phase.From > 4)
            .ToArray();
        double gap = font * 0.6;
        if (shown.Sum(phase => phase.Width + gap) - gap > place.EdgeRight - place.EdgeLeft)
        {
            return (
                [
                    .. shown.Select(
                        (phase, index) =>
                            new PlacedPhase(
                                phase.Text,
                                phase.From,
                                phase.To,
                                Math.Clamp(
                                    (phase.From + phase.To) / 2,
                                    place.EdgeLeft + phase.Width / 2,
                                    Math.Max(place.EdgeLeft + phase.Width / 2, place.EdgeRight - phase.Width / 2)
                                ),
                                index
                            )
                    ),
                ],
                shown.Length
            );
        }

        // Pushed to the right and pushed to the left nothing touches; so nothing does half way between, where names are nearest.
        double[] wanted = [.. shown.Select(phase => (phase.From + phase.To - phase.Width) / 2)],
            widths = [.. shown.Select(phase => phase.Width + gap)];
        double[] right = Right(Left(Right(wanted, widths), widths, gap), widths),
            left = Left(Right(Left(wanted, widths, gap), widths), widths, gap);
        return (
            [
                .. shown.Select(
                    (phase, index) => new PlacedPhase(phase.Text, phase.From, phase.To, (left[index] + right[index] + phase.Width) / 2, 0)
                ),
            ],
            Math.Min(1, shown.Length)
        );
    }

    private double[] Right(double[] lefts, double[] widths)
    {
        double[] placed = [.. lefts];
        for (int i = 0; i < placed.Length; i++)
        {
            placed[i] = Math.Max(placed[i], i == 0 ? place.EdgeLeft : placed[i - 1] + widths[i - 1]);
        }

        return placed;
    }

    private double[] Left(double[] lefts, double[] widths, double gap)
    {
        double[] placed = [.. lefts];
        for (int i = placed.Length - 1; i >= 0; i--)
        {
            placed[i] = Math.Min(placed[i], (i == placed.Length - 1 ? place.EdgeRight + gap : placed[i + 1]) - widths[i]);
        }

        return placed;
    }

    private sealed record PlacedPhase(string Text, double From, double To, double Middle, int Row);

    /// <summary>Draws what was given from a height down and tells where the axis goes.</summary>
    public double Treatments(IReadOnlyList<Treatment> treatments, double top)
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
        (double From, double To)[] spans =
        [
            .. treatment
                .Spans.Select(span => (From: x(span.From), To: x(span.To)))
                .Where(span => span.To >= place.Left - 0.01 && span.From <= place.Right + 0.01)
                .Select(span => (Clamp(span.From), Clamp(span.To))),
        ];
        if (spans.Length == 0)
        {
            return top;
        }

        double size = Math.Round(font * 0.92, 1),
            half = treatment.IsBar ? 0 : font * 0.45;
        (string text, double at, string anchor, bool ownRow) = Label(
            treatment,
            spans[0].From - half,
            spans[^1].To + half,
            spans.Length == 1 && treatment.IsBar,
            size
        );
        double bar = top + (ownRow ? _row : 0);
        foreach ((double from, double to) in spans)
        {
            if (treatment.IsBar)
            {
                canvas.Rectangle("given", from, bar, Math.Max(1.5, to - from), _row * 0.9, canvas.Inks.Bar, treatment.Texts[0]);
                continue;
            }

            double r = font * 0.36,
                middle = bar + _row * 0.45;
            canvas.Add(
                $"<path class=\"given\" d=\"M{from - r} {middle + r}H{from + r}L{from} {middle - r}Z\" fill=\"{canvas.Inks.Quiet}\"><title>{treatment.Texts[0]}</title></path>"
            );
        }

        canvas.Text(at, (ownRow ? top + _row * 0.75 : bar + _row * 0.68), text, size, anchor, told: treatment.Texts[0]);
        return bar + _row;
    }

    // In the bar, right of it, left of it, or in a row of its own above it; the whole wording before a shorter one.
    private (string Text, double At, string Anchor, bool OwnRow) Label(
        Treatment treatment,
        double from,
        double to,
        bool canBeInside,
        double size
    )
    {
        double gap = font * 0.4;
        foreach (string text in treatment.Texts)
        {
            double width = TextWidth.Of(text) * size;
            if (canBeInside && width + 2 * gap <= to - from)
            {
                return (text, from + gap, "start", false);
            }

            if (to + gap + width <= place.EdgeRight)
            {
                return (text, to + gap, "start", false);
            }

            if (from - gap - width >= place.Left)
            {
                return (text, from - gap, "end", false);
            }

            if (width <= place.EdgeRight - place.Left)
            {
                return (text, Math.Min(Math.Max(place.Left, from), place.EdgeRight - width), "start", true);
            }
        }

        return (TextWidth.Fit(treatment.Texts[^1], (place.EdgeRight - place.Left) / size), place.Left, "start", true);
    }

    private double Clamp(double at) => Math.Clamp(at, place.Left, place.Right);
}
