using System.Text;
using PawLatency.Plotting.Drawing;
using PawLatency.Text;

namespace PawLatency.Plotting;

/// <summary>A figure as data: what is shown, not where its ink goes. Immutable; it is drawn at any width and in any variant.</summary>
/// <param name="Title">Title, above the figure and the name a screen reader says.</param>
/// <param name="Description">What is seen, in a few sentences, for who cannot see it.</param>
/// <param name="Panels">The panels, at least one.</param>
public sealed record Figure(string Title, string Description, IReadOnlyList<Panel> Panels)
{
    /// <summary>How the panels stand to each other.</summary>
    public Arrangement Arrangement { get; init; }

    /// <summary>What the inks mean, in order; always beside the data, never on it.</summary>
    public IReadOnlyList<LegendEntry> Legend { get; init; } = [];

    /// <summary>The figure as SVG: text as text, no style sheet, no script. The same figure with the same options gives the same
    /// bytes.</summary>
    /// <param name="options">Width, height, variant; null for 800 px and light.</param>
    public string ToSvg(SvgOptions? options = null) => FigureDrawing.Draw(this, options ?? new SvgOptions());

    /// <summary>Writes the figure as an SVG file: UTF-8, line feeds.</summary>
    /// <param name="path">The file, written over if it exists.</param>
    /// <param name="options">Width, height, variant; null for 800 px and light.</param>
    public void SaveSvg(string path, SvgOptions? options = null) => FileSet.Write(path, Encoding.UTF8.GetBytes(ToSvg(options)));
}

/// <summary>How the panels of a figure stand to each other.</summary>
public enum Arrangement
{
    /// <summary>Below each other over one x axis, which is drawn once.</summary>
    Stacked,

    /// <summary>Small multiples: beside each other where there is room, all with the same axes.</summary>
    Grid,
}

/// <summary>An entry of the legend.</summary>
/// <param name="Text">What the ink means.</param>
/// <param name="Sample">What is drawn beside the text.</param>
/// <param name="Style">Index of colour, dash and marker; null for the neutral ink of what holds for every group.</param>
public sealed record LegendEntry(string Text, LegendSample Sample, int? Style = null);

/// <summary>What stands beside the text of a legend entry.</summary>
public enum LegendSample
{
    /// <summary>A line.</summary>
    Line,

    /// <summary>A thin line.</summary>
    Thin,

    /// <summary>A thin broken line.</summary>
    Broken,

    /// <summary>A marker.</summary>
    Marker,

    /// <summary>A marker on a line.</summary>
    MarkerOnLine,

    /// <summary>A marker with an error bar.</summary>
    ErrorBar,

    /// <summary>A filled area.</summary>
    Area,

    /// <summary>Square ends of an interval along the x axis.</summary>
    Interval,
}
