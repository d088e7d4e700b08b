using PawLatency.Statistics;

namespace PawLatency.Plotting;

/// <summary>A dose and the effect found with it.</summary>
/// <param name="DoseMgPerKg">Dose, mg/kg, above 0.</param>
/// <param name="Effect">Effect, in the unit of the axis.</param>
/// <param name="Low">Lower end of its error bar, in the unit of the axis; NaN for none.</param>
/// <param name="High">Upper end of its error bar, in the unit of the axis; NaN for none.</param>
public readonly record struct DosePoint(double DoseMgPerKg, double Effect, double Low = double.NaN, double High = double.NaN);

/// <summary>A dose-response relation: what was found, the curve through it, and its ED50.</summary>
/// <param name="Name">Name, for example "naive".</param>
/// <param name="Points">What was found.</param>
/// <param name="Curve">The curve, as points close enough for straight lines; empty for none.</param>
/// <param name="Ed50MgPerKg">Dose of half effect, mg/kg; NaN for none.</param>
/// <param name="Ed50LowMgPerKg">Lower end of its interval, mg/kg; NaN for none.</param>
/// <param name="Ed50HighMgPerKg">Upper end of its interval, mg/kg; NaN for none.</param>
/// <param name="HalfEffect">The effect at the ED50, in the unit of the axis, where its mark is drawn.</param>
public sealed record DoseResponse(
    string Name,
    IReadOnlyList<DosePoint> Points,
    IReadOnlyList<DosePoint> Curve,
    double Ed50MgPerKg = double.NaN,
    double Ed50LowMgPerKg = double.NaN,
    double Ed50HighMgPerKg = double.NaN,
    double HalfEffect = 50
)
{
    private const int CurvePoints = 60;

    /// <summary>The relation of one drug: the mean effect of each dose with its standard error, and the fitted curve.</summary>
    /// <param name="name">Name of the drug.</param>
    /// <param name="dosesMgPerKg">Dose of each animal, mg/kg, above 0.</param>
    /// <param name="effectsPercent">Effect of each animal, % of the maximum possible.</param>
    /// <param name="fit">The curve; null for none.</param>
    /// <param name="beyond">How far the curve goes beyond the doses: a factor, dimensionless, 1 or more.</param>
    public static DoseResponse Of(
        string name,
        IReadOnlyList<double> dosesMgPerKg,
        IReadOnlyList<double> effectsPercent,
        LogisticDoseResponse? fit,
        double beyond = 1
    )
    {
        DosePoint[] points =
        [
            .. dosesMgPerKg
                .Zip(effectsPercent)
                .GroupBy(animal => animal.First, animal => animal.Second)
                .OrderBy(step => step.Key)
                .Select(step => Point(step.Key, SessionSummary.Of([.. step]))),
        ];
        if (fit is null)
        {
            return new DoseResponse(name, points, []);
        }

        double low = dosesMgPerKg.Min() / beyond,
            ratio = dosesMgPerKg.Max() * beyond / low;
        IEnumerable<double> doses = Enumerable.Range(0, CurvePoints).Select(step => low * Math.Pow(ratio, step / (CurvePoints - 1.0)));
        // An interval that is open has no end to draw.
        return new DoseResponse(
            name,
            points,
            [.. doses.Select(dose => new DosePoint(dose, fit.PercentAt(dose)))],
            fit.Ed50,
            fit.Lower > 0 ? fit.Lower : double.NaN,
            double.IsFinite(fit.Upper) ? fit.Upper : double.NaN
        );
    }

    private static DosePoint Point(double doseMgPerKg, SessionSummary effect) =>
        new(doseMgPerKg, effect.Mean, effect.Mean - effect.Sem, effect.Mean + effect.Sem);

    /// <summary>The figure of dose-response relations, dose on a logarithmic axis.</summary>
    /// <param name="title">Title.</param>
    /// <param name="effect">Title of the effect axis with its unit, for example "maximum possible effect, %".</param>
    /// <param name="responses">The relations; the first has the control's style if <paramref name="firstIsControl"/>.</param>
    /// <param name="firstIsControl">Whether the first is what the others are held against.</param>
    /// <param name="errorBars">What the error bars are.</param>
    /// <exception cref="ArgumentException">There is no point, or a dose is not above 0.</exception>
    public static Figure Figure(
        string title,
        string effect,
        IReadOnlyList<DoseResponse> responses,
        bool firstIsControl = true,
        string errorBars = "mean ± SEM"
    )
    {
        double[] doses =
        [
            .. responses
                .SelectMany(one => one.Points.Concat(one.Curve))
                .Select(point => point.DoseMgPerKg)
                .Concat(
                    responses.SelectMany(one => new[] { one.Ed50MgPerKg, one.Ed50LowMgPerKg, one.Ed50HighMgPerKg }).Where(double.IsFinite)
                ),
        ];
        if (doses.Length == 0 || doses.Any(dose => !(dose > 0 && double.IsFinite(dose))))
        {
            throw new ArgumentException(
                "A dose-response figure needs points, and doses above 0: a logarithmic axis has no zero. "
                    + "Draw vehicle as a relation of its own.",
                nameof(responses)
            );
        }

        double[] effects =
        [
            .. responses
                .SelectMany(one => one.Points.Concat(one.Curve))
                .SelectMany(point => new[] { point.Effect, point.Low, point.High })
                .Where(double.IsFinite),
        ];
        double low = Math.Min(0, effects.Min()),
            high = Math.Max(effects.Max(), low + 1),
            pad = 0.06 * (high - low),
            factor = Math.Pow(doses.Max() / doses.Min(), 0.04) * 1.05;
        Series[] series = [.. responses.SelectMany((one, index) => one.Drawn(firstIsControl ? index : index + 1))];
        var panel = new Panel(
            "",
            new Axis("dose, mg/kg", doses.Min() / factor, doses.Max() * factor, AxisScale.Logarithmic),
            new Axis(effect, low < 0 ? low - pad : 0, high + pad),
            series
        );
        return new Figure(
            title,
            $"{effect} against dose on a logarithmic axis. {string.Join(' ', responses.Select(one => one.Say()))}",
            [panel]
        )
        {
            Legend = Entries(responses, firstIsControl, errorBars),
        };
    }

    private static LegendEntry[] Entries(IReadOnlyList<DoseResponse> responses, bool firstIsControl, string errorBars)
    {
        bool marked = responses.Any(one => double.IsFinite(one.Ed50MgPerKg)),
            intervals = responses.Any(one => double.IsFinite(one.Ed50LowMgPerKg)),
            bars = responses.Any(one => one.Points.Any(point => double.IsFinite(point.Low)));
        LegendEntry mark = intervals
            ? new LegendEntry("ED50 with its interval", LegendSample.Interval)
            : new LegendEntry("ED50", LegendSample.Marker, 4);
        return
        [
            .. responses.Select(
                (one, index) =>
                    new LegendEntry(
                        one.Say(),
                        one.Curve.Count > 0 ? LegendSample.MarkerOnLine : LegendSample.Marker,
                        firstIsControl ? index : index + 1
                    )
            ),
            .. bars ? [new LegendEntry(errorBars, LegendSample.ErrorBar)] : Array.Empty<LegendEntry>(),
            .. marked ? [mark] : Array.Empty<LegendEntry>(),
        ];
    }

    private string Say() =>
        (double.IsFinite(Ed50MgPerKg), double.IsFinite(Ed50LowMgPerKg) && double.IsFinite(Ed50HighMgPerKg)) switch
        {
            (true, true) => FormattableString.Invariant(
                $"{Name}: ED50 {Ed50MgPerKg:G3} mg/kg ({Ed50LowMgPerKg:G3} to {Ed50HighMgPerKg:G3})"
            ),
            (true, false) => FormattableString.Invariant($"{Name}: ED50 {Ed50MgPerKg:G3} mg/kg"),
            _ => Name,
        };

    private IEnumerable<Series> Drawn(int style)
    {
        if (Curve.Count > 0)
        {
            yield return new Series(
                Name,
                style,
                SeriesLook.Line,
                Curve.Select(point => point.DoseMgPerKg).ToArray(),
                Curve.Select(point => point.Effect).ToArray()
            );
        }

        if (double.IsFinite(Ed50MgPerKg))
        {
            bool interval = double.IsFinite(Ed50LowMgPerKg) && double.IsFinite(Ed50HighMgPerKg);
            yield return new Series(Name, style, SeriesLook.Interval, new[] { Ed50MgPerKg }, new[] { HalfEffect })
            {
                Low = new[] { interval ? Ed50LowMgPerKg : Ed50MgPerKg },
                High = new[] { interval ? Ed50HighMgPerKg : Ed50MgPerKg },
                Texts = [Say()],
            };
        }

        yield return new Series(
            Name,
            style,
            SeriesLook.Markers,
            Points.Select(point => point.DoseMgPerKg).ToArray(),
            Points.Select(point => point.Effect).ToArray()
        )
        {
            Low = Points.Any(point => double.IsFinite(point.Low)) ? Points.Select(point => point.Low).ToArray() : default,
            High = Points.Any(point => double.IsFinite(point.Low)) ? Points.Select(point => point.High).ToArray() : default,
            Texts = [.. Points.Select(point => FormattableString.Invariant($"{Name}, {point.DoseMgPerKg:G4} mg/kg: {point.Effect:0.##}"))],
        };
    }
}
