using System.Globalization;

namespace PawLatency.Plotting.Drawing;

/// <summary>Where an axis has its ticks: round numbers, as many as have room.</summary>
internal static class Ticks
{
    private static readonly double[] MinuteSteps = [1, 2, 5, 10, 15, 20, 30, 60, 120, 240],
        HourSteps = [1, 2, 3, 6, 12, 24, 48, 72, 120, 240];

    /// <summary>Ticks of a horizontal axis: labels of one size, with a gap between them, and no more than a reader wants.</summary>
    public static IReadOnlyList<(double Value, string Text)> Horizontal(Axis axis, double lengthPx, double fontPx) =>
        Of(
            axis,
            lengthPx,
            ticks =>
            {
                if (ticks.Count > 20)
                {
                    return false;
                }

                double free = double.NegativeInfinity;
                foreach ((double value, string text) in ticks)
                {
                    double half = TextWidth.Of(text) * fontPx / 2,
                        at = Place(axis, value) * lengthPx;
                    if (at - half < free)
                    {
                        return false;
                    }

                    free = at + half + fontPx * 0.95;
                }

                return true;
            }
        );

    /// <summary>Ticks of a vertical axis: lines of text with room between them, and no more than a reader counts.</summary>
    public static IReadOnlyList<(double Value, string Text)> Vertical(Axis axis, double lengthPx, double fontPx) =>
        Of(
            axis,
            lengthPx,
            ticks =>
                ticks.Count <= 11
                && ticks
                    .Zip(ticks.Skip(1))
                    .All(pair => (Place(axis, pair.Second.Value) - Place(axis, pair.First.Value)) * lengthPx >= fontPx * 1.5)
        );

    /// <summary>Where a number is on an axis: 0 at its lower end, 1 at its upper.</summary>
    public static double Place(Axis axis, double value) =>
        axis.Scale == AxisScale.Logarithmic
            ? Math.Log(value / axis.From) / Math.Log(axis.To / axis.From)
            : (value - axis.From) / (axis.To - axis.From);

    /// <summary>A number as an axis writes it.</summary>
    public static string Text(double value) =>
        (Math.Round(value, 10) + 0.0).ToString("0.##########", CultureInfo.InvariantCulture).Replace('-', '−');

    private static List<(double Value, string Text)> Of(Axis axis, double lengthPx, Func<List<(double Value, string Text)>, bool> fits)
    {
        List<(double, string)> ticks = [];
        foreach (IEnumerable<double> values in axis.Scale == AxisScale.Logarithmic ? Logarithmic(axis) : Linear(axis, lengthPx))
        {
            ticks = [.. values.Select(value => (value, Text(value)))];
            if (fits(ticks))
            {
                return ticks;
            }
        }

        return [.. ticks.Take(1)];
    }

    // From the finest step to the coarsest.
    private static IEnumerable<IEnumerable<double>> Linear(Axis axis, double lengthPx)
    {
        double range = axis.To - axis.From;
        double smallest = range / Math.Max(2, lengthPx / 22);
        IEnumerable<double> steps = Enumerable
            .Range((int)Math.Floor(Math.Log10(smallest)), 24)
            .SelectMany(power => new[] { 1.0, 2, 5 }.Select(digit => digit * Math.Pow(10, power)));
        if (axis.Scale == AxisScale.Counts)
        {
            steps = steps.Where(step => step >= 1);
        }
        else if (axis.Scale != AxisScale.Linear)
        {
            double[] clock = axis.Scale == AxisScale.Minutes ? MinuteSteps : HourSteps;
            steps = steps.Where(step => step < 1).Concat(clock).Concat(steps.Where(step => step > clock[^1]));
        }

        foreach (double step in steps.Where(step => step >= smallest))
        {
            double first = Math.Ceiling(axis.From / step - 1e-9),
                last = Math.Floor(axis.To / step + 1e-9);
            yield return Enumerable.Range(0, Math.Max(0, (int)(last - first) + 1)).Select(index => (first + index) * step);
        }
    }

    private static IEnumerable<IEnumerable<double>> Logarithmic(Axis axis)
    {
        int low = (int)Math.Floor(Math.Log10(axis.From) + 1e-9),
            high = (int)Math.Ceiling(Math.Log10(axis.To) - 1e-9);
        bool Inside(double value) => value >= axis.From * (1 - 1e-9) && value <= axis.To * (1 + 1e-9);
        foreach (double[] digits in new double[][] { [1, 2, 5], [1, 3], [1] })
        {
            yield return Enumerable
                .Range(low, high - low + 1)
                .SelectMany(power => digits.Select(digit => digit * Math.Pow(10, power)))
                .Where(Inside);
        }

        for (int every = 2; every <= high - low + 1; every++)
        {
            yield return Enumerable
                .Range(low, high - low + 1)
                .Where(power => (power - low) % every == 0)
                .Select(power => Math.Pow(10, power))
                .Where(Inside);
        }
    }
}
