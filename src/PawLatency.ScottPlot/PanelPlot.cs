using System.Globalization;
using PawLatency.Plotting.Drawing;
using ScottPlot;

namespace PawLatency.Plotting;

/// <summary>Puts a panel on a plot, from back to front: what was given, levels, series, phases; the legend stands beside the
/// data.</summary>
internal sealed class PanelPlot(Plot plot, Panel panel, Inks inks)
{
    // A plot is seen at many sizes; where ScottPlot has no such scale, its ticks are those of a drawing this wide and letters this high,
    // px.
    private const double UsualWidthPx = 560,
        UsualFontPx = 13;

    private static readonly MarkerShape[] Shapes =
    [
        MarkerShape.OpenCircle,
        MarkerShape.FilledCircle,
        MarkerShape.FilledSquare,
        MarkerShape.FilledTriangleUp,
        MarkerShape.FilledDiamond,
        MarkerShape.FilledTriangleDown,
        MarkerShape.OpenTriangleUp,
        MarkerShape.OpenSquare,
    ];

    public Plot Draw(string title, IReadOnlyList<LegendEntry> legend)
    {
        Ink();
        plot.Title(title);
        plot.XLabel(panel.X.Title);
        plot.YLabel(panel.Y.Title);
        foreach (Treatment treatment in panel.Treatments)
        {
            Given(treatment);
        }

        foreach (Level level in panel.Levels)
        {
            Across(level);
        }

        foreach (double guide in panel.Guides)
        {
            plot.Add.VerticalLine(X(guide), 1, Color.FromHex(inks.Bar), LinePattern.Dotted);
        }

        foreach (Series series in panel.Series)
        {
            new SeriesPlot(plot, X, Color.FromHex(inks.Of(series.Style)), Shape(series.Style), Dash(series.Style)).Draw(series);
        }

        double top = Phases();
        plot.Axes.SetLimits(X(panel.X.From), X(panel.X.To), panel.Y.From, top);
        if (panel.X.Scale != AxisScale.Linear)
        {
            IReadOnlyList<(double Value, string Text)> ticks = Ticks.Horizontal(panel.X, UsualWidthPx, UsualFontPx);
            plot.Axes.Bottom.SetTicks([.. ticks.Select(tick => X(tick.Value))], [.. ticks.Select(tick => tick.Text)]);
        }

        plot.Legend.ManualItems.AddRange(legend.Select(Item));
        plot.ShowLegend(Edge.Right);
        return plot;
    }

    // ScottPlot's axes are linear: a logarithmic one shows logarithms under ticks that say the numbers.
    private double X(double value) => panel.X.Scale == AxisScale.Logarithmic ? Math.Log10(value) : value;

    private static MarkerShape Shape(int style) => Shapes[style % Shapes.Length];

    private static LinePattern Dash(int style) =>
        Inks.Dash(style) is { Length: > 0 } dash
            ? new LinePattern([.. dash.Split(' ').Select(length => float.Parse(length, CultureInfo.InvariantCulture))], 0, dash)
            : LinePattern.Solid;

    private void Ink()
    {
        Color paper = Color.FromHex(inks.Paper),
            text = Color.FromHex(inks.Text);
        (plot.FigureBackground.Color, plot.DataBackground.Color) = (paper, paper);
        plot.Axes.Color(text);
        plot.Grid.MajorLineColor = Color.FromHex(inks.Grid);
        (plot.Legend.BackgroundColor, plot.Legend.FontColor, plot.Legend.OutlineColor) = (paper, text, Color.FromHex(inks.Grid));
    }

    private void Given(Treatment treatment)
    {
        string text = treatment.Texts[0];
        foreach ((double from, double to) in treatment.Spans)
        {
            if (treatment.IsBar)
            {
                ScottPlot.Plottables.HorizontalSpan span = plot.Add.HorizontalSpan(X(from), X(to), Color.FromHex(inks.Bar).WithAlpha(0.35));
                (span.LineWidth, span.LegendText) = (0, text);
            }
            else
            {
                plot.Add.VerticalLine(X(from), 1, Color.FromHex(inks.Quiet), LinePattern.DenselyDashed).LegendText = text;
            }

            // Several doses are one entry of the legend.
            text = "";
        }
    }

    private void Across(Level level)
    {
        if (level.High > level.Low)
        {
            plot.Add.VerticalSpan(level.Low, level.High, Color.FromHex(inks.Band)).LineWidth = 0;
        }

        plot
            .Add.HorizontalLine(level.Y, 1, Color.FromHex(inks.Quiet), level.High > level.Low ? LinePattern.Dotted : LinePattern.Dashed)
            .LegendText = level.Text.Replace('\n', ' ');
    }

    // Names of phases stand above the data in two rows by turns, for neighbours can be narrower than their names. Tells the upper end of
    // the axis.
    private double Phases()
    {
        double row = 0.06 * (panel.Y.To - panel.Y.From),
            top = panel.Y.To + Math.Min(2, panel.Phases.Count) * row;
        for (int i = 0; i < panel.Phases.Count; i++)
        {
            Phase phase = panel.Phases[i];
            ScottPlot.Plottables.Text name = plot.Add.Text(phase.Text, (X(phase.From) + X(phase.To)) / 2, top - i % 2 * row);
            (name.LabelAlignment, name.LabelFontColor) = (Alignment.UpperCenter, Color.FromHex(inks.Text));
        }

        return top;
    }

    private LegendItem Item(LegendEntry entry)
    {
        Color ink = Color.FromHex(entry.Style is { } own ? inks.Of(own) : inks.Quiet);
        bool marked = entry.Sample is LegendSample.Marker or LegendSample.MarkerOnLine or LegendSample.ErrorBar;
        return new LegendItem
        {
            LabelText = entry.Text,
            LineColor = ink,
            LineWidth = entry.Sample switch
            {
                LegendSample.Marker or LegendSample.Area => 0,
                LegendSample.Thin or LegendSample.Broken => 1,
                _ => 2,
            },
            LinePattern =
                entry.Sample == LegendSample.Broken ? LinePattern.DenselyDashed
                : entry.Style is { } style ? Dash(style)
                : LinePattern.Solid,
            FillColor = entry.Sample == LegendSample.Area ? ink.WithAlpha(0.22) : Colors.Transparent,
            MarkerShape = marked ? Shape(entry.Style ?? 1) : MarkerShape.None,
            MarkerSize = marked ? 8 : 0,
            MarkerColor = ink,
        };
    }
}
