using ScottPlot;

namespace PawLatency.Plotting.Drawing;

/// <summary>The names of phases above the data, with a bracket over each stretch.</summary>
internal sealed class PhaseStrip(Pen pen, PanelPlace place, double font, Func<double, double> x)
{
    /// <summary>Height of the strip.</summary>
    public double Height(IReadOnlyList<Phase> phases)
    {
        (_, int rows) = Placed(phases);
        return rows == 0 ? 0 : rows * font * 1.35 + font * 0.9;
    }

    /// <summary>Draws the phases above the data.</summary>
    public void Draw(IReadOnlyList<Phase> phases)
    {
        (List<PlacedPhase> placed, _) = Placed(phases);
        double bar = place.DataTop - font * 0.7;
        foreach ((string text, double from, double to, double middle, int row) in placed)
        {
            pen.Text(middle, bar - row * font * 1.35 - font * 0.85, text, font, HorizontalAlignment.Center);
            pen.Line(from + 1.5, bar, to - 1.5, bar, 1.5);
            pen.Line(from + 1.5, bar, from + 1.5, bar + font * 0.3, 1.5);
            pen.Line(to - 1.5, bar, to - 1.5, bar + font * 0.3, 1.5);
            if (row == 0)
            {
                pen.Line(middle, bar - font * 0.55, (from + to) / 2, bar, 0.8);
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

    private double Clamp(double at) => Math.Clamp(at, place.Left, place.Right);
}
