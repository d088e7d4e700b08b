using PawLatency.Plotting.Drawing;
using ScottPlot;

namespace PawLatency.Plotting;

/// <summary>Figures as plots of ScottPlot 5, for PNG files, windows and notebooks. Nothing is computed anew: a plot shows the
/// figure.</summary>
public static class ScottPlotFigures
{
    /// <param name="result">The run.</param>
    extension(StudyResult result)
    {
        /// <summary>The figure of latency against time as a plot.</summary>
        /// <param name="options">What is shown; null for means with standard errors.</param>
        /// <param name="variant">The inks.</param>
        public Plot ToScottPlot(LatencyFigureOptions? options = null, Variant variant = Variant.Light) =>
            result.LatencyFigure(options).ToScottPlot(variant);
    }

    /// <param name="figure">The figure.</param>
    extension(Figure figure)
    {
        /// <summary>A figure of one panel as a plot: its series, error bars, levels, phases, what was given, and its legend.</summary>
        /// <param name="variant">The inks.</param>
        /// <exception cref="ArgumentException">The figure has several panels; a plot holds one.</exception>
        public Plot ToScottPlot(Variant variant = Variant.Light) =>
            figure.Panels is [var panel]
                ? new PanelPlot(new Plot(), panel, Inks.Of(variant)).Draw(figure.Title, figure.Legend)
                : throw new ArgumentException(
                    $"The figure \"{figure.Title}\" has {figure.Panels.Count} panels, a plot holds one: with {{ Panels = [figure.Panels[0]] }} takes the first.",
                    nameof(figure)
                );
    }
}
