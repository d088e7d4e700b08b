using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Nociception;

namespace PawLatency.Plotting.Building;

/// <summary>Builds the figure of latency against time, of a run as of a file.</summary>
/// <param name="groups">The groups as measured.</param>
/// <param name="styles">Style of each.</param>
/// <param name="options">What is shown.</param>
internal sealed partial class LatencyPanel(IReadOnlyList<MeasuredGroup> groups, int[] styles, LatencyFigureOptions options)
{
    /// <summary>What the band over the plausible sets is called.</summary>
    public const string EnsembleLegend = "90 % of plausible parameter sets";

    private readonly IReadOnlyList<MeasuredGroup> _groups = groups;
    private readonly int[] _styles = styles;
    private readonly LatencyFigureOptions _options = options;

    /// <summary>The study the groups were part of, for cutoff, baseline and what was given; null where it is not known.</summary>
    public Study? Study { get; init; }

    /// <summary>What was read: the unit of all values.</summary>
    public Readout Readout { get; init; } = Readout.PawWithdrawal;

    /// <summary>Where the time axis begins, h; at the first session if null.</summary>
    public double? FromH { get; init; }

    /// <summary>The typical rat's curve of each group in that unit, or null.</summary>
    public IReadOnlyList<LatencyCurve?> Typical { get; init; } = [];

    private string Title => _options.Title ?? Study?.Title ?? Readout.Heading;

    public Figure Build()
    {
        double[] times = [.. _groups.SelectMany(group => group.Sessions).Select(session => session.TimeH)];
        double from = FromH ?? times.Min(),
            to = times.Max(),
            pad = to > from ? 0.02 * (to - from) : 1;
        TimeUnit unit = TimeUnit.For(from, to);
        List<Series> series =
        [
            .. Compared(unit, from, to),
            .. _groups.SelectMany((group, index) => Behind(group, index, unit, from, to)),
            .. _groups.Select((group, index) => Means(group, _styles[index], unit)),
        ];
        Level[] levels = Study is null ? [] : [.. new LatencyLevels(Study, _groups, Readout).Levels()];
        (double low, double high) = Range(series, levels);
        var panel = new Panel(
            "",
            new Axis(unit.Title, unit.From(from - pad), unit.From(to + pad), unit.Scale),
            new Axis(Readout.Title, low, high),
            series
        )
        {
            Levels = levels,
            Treatments = Study is null ? [] : TreatmentLanes.Of(Study.Groups, unit, to + pad),
            Phases = _options.Phases ? Phases(unit, to) : [],
            Guides = Guides(Study, unit),
        };
        return new Figure(Title, Describe(unit), [panel]) { Legend = [.. Legend(levels)] };
    }

    /// <summary>Small multiples: each group in a panel of its own, with what it was given; too narrow for the names of phases.</summary>
    public static Figure ForEach(LatencyPanel all) =>
        Multiples.Of(
            all.Title,
            [
                .. all._groups.Select(
                    (group, index) =>
                        (
                            group.Name,
                            new LatencyPanel([group], [all._styles[index]], all._options with { Phases = false })
                            {
                                Study =
                                    all.Study is { } study && study.Groups.FirstOrDefault(one => one.Name == group.Name) is { } given
                                        ? study with
                                        {
                                            Groups = [given],
                                        }
                                        : null,
                                Readout = all.Readout,
                                FromH = all.FromH,
                                Typical = [.. all.Typical.Skip(index).Take(1)],
                            }.Build()
                        )
                ),
            ]
        );

    /// <summary>The instants at which something lasting begins or ends.</summary>
    public static IReadOnlyList<double> Guides(Study? study, TimeUnit unit)
    {
        double[] ends =
        [
            .. (study?.Groups ?? [])
                .SelectMany(group => group.Regimen.Administrations)
                .Where(given => given is not Pharmacology.Bolus)
                .SelectMany(given => new[] { given.Start.Hours, given.End?.Hours ?? double.PositiveInfinity })
                .Where(double.IsFinite)
                .Distinct()
                .Order(),
        ];
        return ends.Length <= 6 ? [.. ends.Select(unit.From)] : [];
    }

    /// <summary>A curve within the time shown.</summary>
    public static Series Curve(LatencyCurve curve, string name, int style, SeriesLook look, TimeUnit unit, double fromH, double toH)
    {
        int start = curve.TimesH.BinarySearch(fromH),
            stop = curve.TimesH.BinarySearch(toH);
        (int first, int end) = (start < 0 ? ~start : start, stop < 0 ? ~stop : stop + 1);
        double[] x = curve.TimesH[first..end].ToArray();
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = unit.From(x[i]);
        }

        return Thinning.Curve(name, style, look, x, curve.Values[first..end]);
    }

    // Grams and seconds have no common axis, and ten seconds on a hot plate are not ten under a lamp.
    private StudyResult? Other => _options.Compared is { } other && other.Study.Assay.Readout.Title == Readout.Title ? other : null;

    // Where the two runs differ in the model, the legend says which is which.
    private Model? OtherModel => Study is { } own && Other?.Study.Model is { } rival && rival != own.Model ? rival : null;

    private IEnumerable<Series> Compared(TimeUnit unit, double from, double to) =>
        Other is not { } other
            ? []
            : other
                .Groups.Zip(Styles.Of(other.Study.Groups))
                .Select(pair =>
                    Curve(
                        pair.First.Typical.Curve.In(other.Study.Assay.Readout),
                        $"{pair.First.Name}, compared",
                        Like(pair.First.Name) ?? pair.Second,
                        SeriesLook.Compared,
                        unit,
                        from,
                        to
                    )
                );

    // A group of the same name looks the same on both sides.
    private int? Like(string name) =>
        _groups.Zip(_styles).Where(pair => pair.First.Name == name).Select(pair => (int?)pair.Second).FirstOrDefault();

    // What lies behind the means: the band over plausible sets, each animal, the typical rat.
    private IEnumerable<Series> Behind(MeasuredGroup group, int index, TimeUnit unit, double from, double to)
    {
        int style = _styles[index];
        MeasuredSession[] banded = [.. group.Sessions.Where(session => session.Ensemble is not null)];
        if (banded.Length > 1)
        {
            yield return new Series(
                $"{group.Name}: {EnsembleLegend}",
                style,
                SeriesLook.Area,
                X(banded, unit),
                Values(banded, session => session.Ensemble!.Value.Median)
            )
            {
                Low = Values(banded, session => session.Ensemble!.Value.P05),
                High = Values(banded, session => session.Ensemble!.Value.P95),
            };
        }

        foreach (string rat in _options.Animals ? group.Sessions.SelectMany(session => session.Rats).Select(rat => rat.Rat).Distinct() : [])
        {
            yield return new Series(
                $"{group.Name}, rat {rat}",
                style,
                SeriesLook.Thin,
                X(group.Sessions, unit),
                Values(
                    group.Sessions,
                    session => session.Rats.Where(one => one.Rat == rat).Select(one => one.Value).DefaultIfEmpty(double.NaN).First()
                )
            );
        }

        if (_options.Typical && Typical.Count > index && Typical[index] is { } curve && !IsAtTests(group))
        {
            yield return Curve(curve, $"{group.Name}, typical rat", style, SeriesLook.Line, unit, from, to);
        }
        else if (_options.Typical && group.Sessions.Any(session => !double.IsNaN(session.Typical)))
        {
            yield return new Series(
                $"{group.Name}, typical rat{(Typical.Count > index ? " at the tests" : "")}",
                style,
                SeriesLook.Line,
                X(group.Sessions, unit),
                Values(group.Sessions, session => session.Typical)
            );
        }
    }

    // Each of many doses is a peak, and a dozen peaks hide the points.
    private bool IsAtTests(MeasuredGroup group)
    {
        const int Many = 4;
        Group? given = Study?.Groups.FirstOrDefault(own => own.Name == group.Name);
        return !(
            _options.BetweenTests
            ?? (given is null || group.Sessions.Count < 2 || TreatmentLanes.Doses(given.Regimen, group.Sessions[^1].TimeH) < Many)
        );
    }

    private Series Means(MeasuredGroup group, int style, TimeUnit unit)
    {
        bool joined = !HasTypical(group, style);
        double[] mean = [.. group.Sessions.Select(session => session.Summary.Mean)],
            error = [.. group.Sessions.Select(session => Error(session.Summary))];
        return new Series(group.Name, style, joined ? SeriesLook.JoinedMarkers : SeriesLook.Markers, X(group.Sessions, unit), mean)
        {
            Low = error.All(double.IsNaN) ? default : mean.Zip(error, (value, half) => value - half).ToArray(),
            High = error.All(double.IsNaN) ? default : mean.Zip(error, (value, half) => value + half).ToArray(),
            Texts = [.. group.Sessions.Select((session, index) => Text(group, session, error[index], unit))],
            Stars = _options.Significance is null ? [] : [.. group.Sessions.Select(session => Stars(P(group, session)))],
        };
    }

    private static int Stars(double p) =>
        p < 0.001 ? 3
        : p < 0.01 ? 2
        : p < 0.05 ? 1
        : 0;

    private double P(MeasuredGroup group, MeasuredSession session) =>
        _options
            .Significance?.Found.Where(one => one.Group == group.Name && Math.Abs(one.Day * 24 - session.TimeH) < 1)
            .Select(one => one.P)
            .DefaultIfEmpty(double.NaN)
            .First()
        ?? double.NaN;

    private bool HasTypical(MeasuredGroup group, int style) =>
        _options.Typical
        && (
            (Typical.Count > 0 && Typical[Array.IndexOf(_styles, style)] is not null)
            || group.Sessions.Any(session => !double.IsNaN(session.Typical))
        );

    private double Error(SessionSummary summary) =>
        _options.Error switch
        {
            ErrorBars.Sem => summary.Sem,
            ErrorBars.Sd => summary.Sd,
            _ => summary.HalfInterval95,
        };

    private string Text(MeasuredGroup group, MeasuredSession session, double error, TimeUnit unit)
    {
        string half = double.IsNaN(error) ? "" : FormattableString.Invariant($" ± {error:0.00} {Readout.Unit} {ErrorName}");
        string count = session.Summary.Count > 0 ? FormattableString.Invariant($", n = {session.Summary.Count}") : "";
        double p = P(group, session);
        string found =
            double.IsNaN(p) ? ""
            : p < 0.001 ? ", p < 0.001"
            : FormattableString.Invariant($", p = {p:0.000}");
        return FormattableString.Invariant(
            $"{group.Name}, {unit.Text(session.TimeH)}: {session.Summary.Mean:0.00} {Readout.Unit}{half}{count}{found}"
        );
    }

    private string ErrorName =>
        _options.Error switch
        {
            ErrorBars.Sem => "SEM",
            ErrorBars.Sd => "SD",
            _ => "(95 %)",
        };

    private static (double Low, double High) Range(List<Series> series, Level[] levels)
    {
        double low = double.PositiveInfinity,
            high = double.NegativeInfinity;
        foreach (
            double value in series
                .SelectMany(one => new[] { one.Y, one.Low, one.High })
                .SelectMany(values => values.ToArray())
                .Concat(levels.SelectMany(level => new[] { level.Low, level.High }))
                .Where(value => !double.IsNaN(value))
        )
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        double pad = Math.Max(0.04 * (high - low), 0.1);
        return (Math.Max(0, Math.Floor((low - pad) * 2) / 2), high + pad);
    }

    private IReadOnlyList<Phase> Phases(TimeUnit unit, double toH)
    {
        if (
            Study is null
            || Study.Groups.Where(group => !group.Regimen.IsVehicle).ToArray() is not [{ } treated]
            || _groups.ToList().FindIndex(group => group.Name == treated.Name) is not (>= 0 and var index)
        )
        {
            return [];
        }

        MeasuredSession[] sessions = [.. _groups[index].Sessions.Where(session => !double.IsNaN(session.Value))];
        LatencyCurve? curve =
            Typical.Count > index && Typical[index] is { } own ? own
            : sessions.Length > 1
                ? new LatencyCurve(
                    [.. sessions.Select(session => session.TimeH)],
                    [.. sessions.Select(session => session.Value)],
                    Study.Assay.Cutoff
                )
            : null;
        return CurvePhases.Of(curve, treated.Regimen, unit, toH);
    }

    private static double[] X(IReadOnlyList<MeasuredSession> sessions, TimeUnit unit) =>
        [.. sessions.Select(session => unit.From(session.TimeH))];

    private static double[] Values(IReadOnlyList<MeasuredSession> sessions, Func<MeasuredSession, double> value) =>
        [.. sessions.Select(value)];
}
