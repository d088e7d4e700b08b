using ScottPlot;

namespace PawLatency.Plotting.Drawing;

/// <summary>Where a panel and its parts are on the figure, px.</summary>
internal sealed record PanelPlace
{
    /// <summary>Left end of the data.</summary>
    public required double Left { get; init; }

    /// <summary>Right end of the data.</summary>
    public required double Right { get; init; }

    /// <summary>Left end of all that belongs to the panel.</summary>
    public required double EdgeLeft { get; init; }

    /// <summary>Right end of all that belongs to the panel.</summary>
    public required double EdgeRight { get; init; }

    /// <summary>Upper end of the titles.</summary>
    public required double Top { get; init; }

    /// <summary>Upper end of the data.</summary>
    public double DataTop { get; init; }

    /// <summary>Lower end of the data.</summary>
    public double DataBottom { get; init; }

    /// <summary>Height of the x axis, below what was given.</summary>
    public double AxisY { get; init; }

    /// <summary>Whether the numbers and the title of the x axis are shown.</summary>
    public required bool ShowsX { get; init; }

    /// <summary>Whether the title of the y axis is shown.</summary>
    public required bool ShowsYTitle { get; init; }

    /// <summary>The area of the data.</summary>
    public PixelRect Data => new((float)Left, (float)Right, (float)DataBottom, (float)DataTop);

    /// <summary>Where a number of the x axis is when nothing is zoomed.</summary>
    public Func<double, double> Home(Axis axis) => value => Left + Ticks.Place(axis, value) * (Right - Left);

    /// <summary>The same place where axes of the user's own take room beside the data.</summary>
    public PanelPlace Without(double leftPx, double rightPx) => this with { Left = Left + leftPx, Right = Right - rightPx };
}
