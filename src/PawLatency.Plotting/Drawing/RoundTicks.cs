using ScottPlot;

namespace PawLatency.Plotting.Drawing;

/// <summary>The ticks of <see cref="Ticks"/> for ScottPlot, also where an axis is zoomed.</summary>
internal sealed class RoundTicks(AxisScale scale, double font) : ITickGenerator
{
    public Tick[] Ticks { get; private set; } = [];

    public int MaxTickCount { get; set; } = 100;

    public void Regenerate(CoordinateRange range, Edge edge, PixelLength size, Paint paint, LabelStyle labelStyle)
    {
        if (!(range.Span > 0) || !(size.Length > 0))
        {
            return;
        }

        bool isLogarithmic = scale == AxisScale.Logarithmic;
        Axis axis = isLogarithmic ? new("", Math.Pow(10, range.Min), Math.Pow(10, range.Max), scale) : new("", range.Min, range.Max, scale);
        Ticks =
        [
            .. (
                edge is Edge.Bottom or Edge.Top
                    ? Drawing.Ticks.Horizontal(axis, size.Length, font)
                    : Drawing.Ticks.Vertical(axis, size.Length, font)
            ).Select(tick => new Tick(isLogarithmic ? Math.Log10(tick.Value) : tick.Value, tick.Text)),
        ];
    }
}
