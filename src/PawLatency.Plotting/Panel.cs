namespace PawLatency.Plotting;

/// <summary>A pair of axes and what is drawn in them.</summary>
/// <param name="Title">Title, or empty.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Series">What is drawn, the first at the back.</param>
public sealed record Panel(string Title, Axis X, Axis Y, IReadOnlyList<Series> Series)
{
    /// <summary>Levels across the panel: cutoff, baseline, a wanted power. They are named in the right margin.</summary>
    public IReadOnlyList<Level> Levels { get; init; } = [];

    /// <summary>What was given, along the time axis.</summary>
    public IReadOnlyList<Treatment> Treatments { get; init; } = [];

    /// <summary>Named stretches of the x axis, above the data.</summary>
    public IReadOnlyList<Phase> Phases { get; init; } = [];

    /// <summary>Places of the x axis marked by a fine vertical line, in the unit of that axis.</summary>
    public IReadOnlyList<double> Guides { get; init; } = [];
}

/// <summary>An axis. Its unit is in the title, and every number on it is in that unit.</summary>
/// <param name="Title">Quantity and unit, for example "time, days".</param>
/// <param name="From">Lower end, in its unit.</param>
/// <param name="To">Upper end, in its unit, above the lower.</param>
/// <param name="Scale">How numbers are spread over it.</param>
public sealed record Axis(string Title, double From, double To, AxisScale Scale = AxisScale.Linear);

/// <summary>How numbers are spread over an axis.</summary>
public enum AxisScale
{
    /// <summary>Evenly, with ticks at 1, 2 and 5.</summary>
    Linear,

    /// <summary>By their logarithm; both ends above 0.</summary>
    Logarithmic,

    /// <summary>Evenly, in hours, with ticks as they divide a day.</summary>
    Hours,

    /// <summary>Evenly, in minutes, with ticks as they divide an hour.</summary>
    Minutes,

    /// <summary>Evenly, of what is counted: ticks at whole numbers alone.</summary>
    Counts,
}

/// <summary>Points of one kind of ink. All its numbers are in the unit of the axes.</summary>
/// <param name="Name">Name of the group or curve.</param>
/// <param name="Style">Index of colour, dash and marker, 0 for a control.</param>
/// <param name="Look">How it is drawn.</param>
/// <param name="X">Horizontal places, ascending, in the unit of the x axis.</param>
/// <param name="Y">Vertical places, in the unit of the y axis; NaN leaves a gap.</param>
public sealed record Series(string Name, int Style, SeriesLook Look, ReadOnlyMemory<double> X, ReadOnlyMemory<double> Y)
{
    /// <summary>Lower ends of error bars or of an area, in the unit of the y axis; empty for none, NaN where a point has none.</summary>
    public ReadOnlyMemory<double> Low { get; init; }

    /// <summary>Upper ends, as <see cref="Low"/>.</summary>
    public ReadOnlyMemory<double> High { get; init; }

    /// <summary>Tooltip of each point; empty for none.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Asterisks beside each point, 0 to 3, where a test was run; empty for none.</summary>
    public IReadOnlyList<int> Stars { get; init; } = [];
}

/// <summary>How a series is drawn.</summary>
public enum SeriesLook
{
    /// <summary>A line.</summary>
    Line,

    /// <summary>A thin pale line: one animal among others.</summary>
    Thin,

    /// <summary>A thin broken line: a curve to compare with.</summary>
    Compared,

    /// <summary>Markers, with error bars where there are ends.</summary>
    Markers,

    /// <summary>Markers joined by lines.</summary>
    JoinedMarkers,

    /// <summary>The area between lower and upper ends.</summary>
    Area,

    /// <summary>A horizontal interval: its lower and upper ends are on the x axis.</summary>
    Interval,

    /// <summary>Nothing is seen, but each point tells its text when it is pointed at.</summary>
    Reading,
}

/// <summary>A level across a panel. All its numbers are in the unit of the y axis.</summary>
/// <param name="Text">Its name; a line feed breaks it.</param>
/// <param name="Y">Where its line is, in the unit of the y axis.</param>
/// <param name="Low">Lower end of its band, in the unit of the y axis; equal to <paramref name="High"/> where it has none.</param>
/// <param name="High">Upper end of its band, in the unit of the y axis.</param>
public sealed record Level(string Text, double Y, double Low, double High);

/// <summary>Something given, along the time axis. All its numbers are in the unit of the x axis.</summary>
/// <param name="IsBar">Whether it lasts (pump, infusion, pellet) and is a bar, or happens (injection) and is a mark.</param>
/// <param name="Spans">When: from and to of each, in the unit of the x axis.</param>
/// <param name="Texts">What it is, from the longest wording to the shortest; the longest that fits is drawn, the first is told.</param>
public sealed record Treatment(bool IsBar, IReadOnlyList<(double From, double To)> Spans, IReadOnlyList<string> Texts);

/// <summary>A named stretch of the x axis.</summary>
/// <param name="Text">Its name.</param>
/// <param name="From">Its start, in the unit of the x axis.</param>
/// <param name="To">Its end, in the unit of the x axis.</param>
public sealed record Phase(string Text, double From, double To);
