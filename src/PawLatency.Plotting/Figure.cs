using PawLatency.Plotting.Drawing;
using PawLatency.Text;
using ScottPlot;

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

    /// <summary>The texts of the figure with letters that no font of this machine has. Pictures and PDF show a box in their place; SVG
    /// keeps the text.</summary>
    public IReadOnlyList<string> Undrawable =>
        [
            .. Panels
                .SelectMany(panel =>
                    panel
                        .Levels.Select(level => level.Text)
                        .Concat(panel.Treatments.Select(treatment => treatment.Texts[0]))
                        .Concat(panel.Phases.Select(phase => phase.Text))
                        .Concat([panel.Title, panel.X.Title, panel.Y.Title])
                )
                .Prepend(Title)
                .Concat(Legend.Select(entry => entry.Text))
                .Select(text => text.ReplaceLineEndings(" "))
                .Where(text => !FigureFont.CanDraw(text))
                .Distinct(),
        ];

    /// <summary>The figure as a plot of ScottPlot: to be changed, shown in a window, or saved.</summary>
    /// <param name="options">Width for which letters are sized, variant; null for 800 px and light.</param>
    /// <exception cref="ArgumentException">The figure has several panels: <see cref="ToPlots"/> takes them.</exception>
    public Plot ToPlot(DrawingOptions? options = null) =>
        Panels.Count == 1
            ? new FigurePlots(this, options ?? new DrawingOptions()).Plots[0]
            : throw new ArgumentException(
                $"The figure \"{Title}\" has {Panels.Count} panels and a plot holds one: use ToPlots(), or keep one panel using "
                    + "with { Panels = [figure.Panels[0]] }.",
                nameof(options)
            );

    /// <summary>The panels of the figure as plots of ScottPlot that stand together with aligned axes.</summary>
    /// <param name="options">Width for which letters are sized, variant; null for 800 px and light.</param>
    public Multiplot ToPlots(DrawingOptions? options = null)
    {
        var plots = new FigurePlots(this, options ?? new DrawingOptions());
        var all = new Multiplot(plots.Plots[0]) { Layout = plots };
        foreach (Plot plot in plots.Plots.Skip(1))
        {
            all.AddPlot(plot);
        }

        return all;
    }

    /// <summary>The figure as SVG: text as text, no style sheet, no script. The same figure with the same options gives the same
    /// bytes.</summary>
    /// <param name="options">Width, height, variant; null for 800 px and light.</param>
    public string ToSvg(DrawingOptions? options = null) => new FigureFile(this, options ?? new DrawingOptions()).Svg();

    /// <summary>The figure as the bytes of a file.</summary>
    /// <param name="format">The format.</param>
    /// <param name="options">Width, height, resolution, variant; null for 800 px, 192 dpi and light.</param>
    public byte[] ToBytes(FigureFormat format, DrawingOptions? options = null) =>
        new FigureFile(this, options ?? new DrawingOptions()).Bytes(format);

    /// <summary>Writes the figure in the format that the ending of the name says: .png, .svg, .pdf, .jpg, .jpeg or .webp.</summary>
    /// <param name="path">The file, written over if it exists.</param>
    /// <param name="options">Width, height, resolution, variant; null for 800 px, 192 dpi and light.</param>
    /// <exception cref="ArgumentException">The ending is none of these.</exception>
    public void Save(string path, DrawingOptions? options = null)
    {
        FigureFormat format = FormatOf(path);
        FileSet.Write(path, ToBytes(format, options));
    }

    /// <summary>The format of a file by its ending: .png, .svg, .pdf, .jpg, .jpeg or .webp.</summary>
    /// <param name="path">The file; it need not exist.</param>
    /// <exception cref="ArgumentException">The ending is none of these.</exception>
    public static FigureFormat FormatOf(string path) => FigureFormats.Of(path);
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

    /// <summary>Nothing: the text says it.</summary>
    None,
}
