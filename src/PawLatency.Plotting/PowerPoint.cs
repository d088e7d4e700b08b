using PawLatency.Power;

namespace PawLatency.Plotting;

/// <summary>Power and false positives at one size of group, each with its interval.</summary>
/// <param name="RatsPerGroup">Rats in each group.</param>
/// <param name="PowerShare">Share of the experiments that find the effect, 0 to 1.</param>
/// <param name="PowerLowShare">Lower end of its interval, 0 to 1.</param>
/// <param name="PowerHighShare">Upper end of its interval, 0 to 1.</param>
/// <param name="FalsePositiveShare">Share of the experiments without effect that find one, 0 to 1; NaN where it was not run.</param>
/// <param name="FalsePositiveLowShare">Lower end of its interval, 0 to 1.</param>
/// <param name="FalsePositiveHighShare">Upper end of its interval, 0 to 1.</param>
public readonly record struct PowerPoint(
    int RatsPerGroup,
    double PowerShare,
    double PowerLowShare,
    double PowerHighShare,
    double FalsePositiveShare = double.NaN,
    double FalsePositiveLowShare = double.NaN,
    double FalsePositiveHighShare = double.NaN
)
{
    /// <summary>The point of one size of a power run.</summary>
    /// <param name="at">The size.</param>
    public static PowerPoint Of(PowerAt at) =>
        new(
            at.Rats,
            at.Power.Share,
            at.Power.Interval.Lower,
            at.Power.Interval.Upper,
            at.FalsePositives.Share,
            at.FalsePositives.Interval.Lower,
            at.FalsePositives.Interval.Upper
        );

    /// <summary>The figure of power against rats per group, false positives beside it, with lines at 80 and 90 %.</summary>
    /// <param name="title">Title.</param>
    /// <param name="points">The points.</param>
    /// <exception cref="ArgumentException">There is no point.</exception>
    public static Figure Figure(string title, IReadOnlyList<PowerPoint> points)
    {
        if (points.Count == 0)
        {
            throw new ArgumentException("A power curve needs at least one size of group.", nameof(points));
        }

        PowerPoint[] sorted = [.. points.OrderBy(point => point.RatsPerGroup)];
        double first = sorted[0].RatsPerGroup,
            last = sorted[^1].RatsPerGroup,
            pad = Math.Max(1, 0.04 * (last - first));
        bool isRun = sorted.Any(point => double.IsFinite(point.FalsePositiveShare));
        List<Series> series = [Drawn("power", 1, sorted, point => (point.PowerShare, point.PowerLowShare, point.PowerHighShare))];
        if (isRun)
        {
            series.Add(
                Drawn(
                    "false positives",
                    0,
                    sorted,
                    point => (point.FalsePositiveShare, point.FalsePositiveLowShare, point.FalsePositiveHighShare)
                )
            );
        }

        var panel = new Panel(
            "",
            new Axis("rats per group", Math.Max(0, first - pad), last + pad, AxisScale.Counts),
            new Axis("experiments that find an effect, %", 0, 102),
            series
        )
        {
            Levels = [new Level("90 %", 90, 90, 90), new Level("80 %", 80, 80, 80), .. isRun ? new[] { new Level("5 %", 5, 5, 5) } : []],
        };
        return new Figure(title, $"Power against rats per group. {string.Join(' ', sorted.Select(Said))}", [panel])
        {
            Legend =
            [
                new LegendEntry("power", LegendSample.MarkerOnLine, 1),
                .. isRun ? new[] { new LegendEntry("false positives, without an effect", LegendSample.MarkerOnLine, 0) } : [],
                new LegendEntry("95 % interval", LegendSample.ErrorBar),
            ],
        };
    }

    private static string Said(PowerPoint point) =>
        FormattableString.Invariant($"{point.RatsPerGroup} rats: {100 * point.PowerShare:0.#} %.");

    private static Series Drawn(
        string name,
        int style,
        PowerPoint[] points,
        Func<PowerPoint, (double Share, double Low, double High)> read
    ) =>
        new(
            name,
            style,
            SeriesLook.JoinedMarkers,
            points.Select(point => (double)point.RatsPerGroup).ToArray(),
            points.Select(point => 100 * read(point).Share).ToArray()
        )
        {
            Low = points.Select(point => 100 * read(point).Low).ToArray(),
            High = points.Select(point => 100 * read(point).High).ToArray(),
            Texts =
            [
                .. points.Select(point =>
                    FormattableString.Invariant($"{name}, {point.RatsPerGroup} rats per group: {100 * read(point).Share:0.#} % ")
                    + FormattableString.Invariant($"({100 * read(point).Low:0.#} to {100 * read(point).High:0.#} %)")
                ),
            ],
        };
}
