using PawLatency.Fitting;

namespace PawLatency.Plotting;

/// <summary>Figures of a fit to measured rats.</summary>
/// <example>
/// <code>
/// FitResult fit = Fit.Run(plan);
/// FitFigures.Agreement(fit).Save("fit.png");
/// FitFigures.Rats(fit).Save("rats.png");
/// </code>
/// </example>
public static class FitFigures
{
    // Smaller panels than these cannot be read.
    private const int MostRats = 36;

    /// <summary>What was observed over what is predicted: by the typical rat of its group on the left, by the rat itself on the right.
    /// Values at the cutoff are lower bounds and have a marker of their own.</summary>
    /// <param name="fit">The fit.</param>
    public static Figure Agreement(FitResult fit)
    {
        string unit = fit.Study.Assay.Readout.Unit;
        FitPrediction[] all = [.. fit.Predictions];
        double low = 0.9 * all.Min(one => Math.Min(one.Observed, Math.Min(one.Population, one.Individual))),
            high = 1.1 * all.Max(one => Math.Max(one.Observed, Math.Max(one.Population, one.Individual)));
        Panel Of(string title, Func<FitPrediction, double> predicted) =>
            new(
                title,
                new Axis($"predicted, {unit}", low, high),
                new Axis($"observed, {unit}", low, high),
                [
                    new Series("equal", 0, SeriesLook.Compared, new[] { low, high }, new[] { low, high }),
                    .. Kinds(all).Select(kind => Scatter(kind.Name, kind.Style, kind.Values, predicted, one => one.Observed)),
                ]
            );
        return new Figure(
            $"Observed over predicted: {fit.Plan.Study.Title}",
            FormattableString.Invariant($"{all.Length} values of {fit.Rats.Count} rats, {fit.Censored} of them at the cutoff."),
            [Of("by the typical rat", one => one.Population), Of("by the rat itself", one => one.Individual)]
        )
        {
            Arrangement = Arrangement.Grid,
            Legend =
            [
                .. Kinds(all).Select(kind => new LegendEntry(kind.Name, LegendSample.Marker, kind.Style)),
                new LegendEntry("observed = predicted", LegendSample.Broken),
            ],
        };
    }

    /// <summary>Each rat in a panel of its own, at most 36: its values, and what is predicted of it and of the typical rat of its
    /// group.</summary>
    /// <param name="fit">The fit.</param>
    public static Figure Rats(FitResult fit)
    {
        string unit = fit.Study.Assay.Readout.Unit;
        (string Group, string Rat)[] rats = [.. fit.Predictions.Select(one => (one.Group, one.Rat)).Distinct()];
        string[] groups = [.. rats.Select(rat => rat.Group).Distinct()];
        double from = fit.Predictions.Min(one => one.TimeH) / 24,
            to = Math.Max(from + 1, fit.Predictions.Max(one => one.TimeH) / 24),
            high = 1.05 * fit.Predictions.Max(one => Math.Max(one.Observed, one.Individual));
        Panel Of((string Group, string Rat) rat)
        {
            FitPrediction[] own = [.. fit.Predictions.Where(one => (one.Group, one.Rat) == rat).OrderBy(one => one.TimeH)];
            int style = Array.IndexOf(groups, rat.Group);
            return new Panel(
                $"{rat.Group}, {rat.Rat}",
                new Axis("time, days", from, to),
                new Axis(fit.Study.Assay.Readout.Heading, 0, high),
                [
                    Scatter("typical rat", style, own, Day, one => one.Population, SeriesLook.Compared),
                    Scatter("this rat", style, own, Day, one => one.Individual, SeriesLook.Line),
                    Scatter("observed", style, own, Day, one => one.Observed),
                ]
            );
        }

        return new Figure(
            $"Each rat: {fit.Plan.Study.Title}",
            rats.Length > MostRats ? $"The first {MostRats} of {rats.Length} rats, in {unit}." : $"{rats.Length} rats, in {unit}.",
            [.. rats.Take(MostRats).Select(Of)]
        )
        {
            Arrangement = Arrangement.Grid,
            Legend =
            [
                .. groups.Select((group, style) => new LegendEntry(group, LegendSample.MarkerOnLine, style)),
                new LegendEntry("fitted to this rat", LegendSample.Line),
                new LegendEntry("typical rat of the group", LegendSample.Broken),
                .. rats.Length > MostRats
                    ? [new LegendEntry($"first {MostRats} of {rats.Length} rats", LegendSample.None)]
                    : Array.Empty<LegendEntry>(),
            ],
        };
    }

    private static double Day(FitPrediction one) => one.TimeH / 24;

    // The groups in their order, each without its lower bounds, and then all lower bounds.
    private static IEnumerable<(string Name, int Style, FitPrediction[] Values)> Kinds(FitPrediction[] all)
    {
        (string Name, FitPrediction[] Values)[] kinds =
        [
            .. all.Where(one => !one.Censored).GroupBy(one => one.Group).Select(group => (group.Key, group.ToArray())),
            ("at the cutoff, a lower bound", [.. all.Where(one => one.Censored)]),
        ];
        return kinds.Index().Where(kind => kind.Item.Values.Length > 0).Select(kind => (kind.Item.Name, kind.Index, kind.Item.Values));
    }

    private static Series Scatter(
        string name,
        int style,
        FitPrediction[] values,
        Func<FitPrediction, double> x,
        Func<FitPrediction, double> y,
        SeriesLook look = SeriesLook.Markers
    ) =>
        new(name, style, look, values.Select(x).ToArray(), values.Select(y).ToArray())
        {
            Texts = look == SeriesLook.Markers ? [.. values.Select(Said)] : [],
        };

    private static string Said(FitPrediction one) =>
        FormattableString.Invariant($"{one.Group}, {one.Rat}, day {one.TimeH / 24:0.##}: ")
        + FormattableString.Invariant(
            $"observed {one.Observed:0.##}, of this rat {one.Individual:0.##}, of the typical rat {one.Population:0.##}"
        );
}
