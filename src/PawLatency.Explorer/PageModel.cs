using System.Globalization;
using PawLatency.Data;
using PawLatency.Plotting;
using PawLatency.Plotting.Building;
using PawLatency.Plotting.Drawing;

namespace PawLatency.Explorer;

/// <summary>State of the page: the experiment and its run, the pinned experiment, the open question, and the size and colours of the
/// figures.</summary>
internal sealed class PageModel
{
    private readonly DrawingOptions _svg;
    private readonly Experiment? _pinned;

    // Run only when needed: saving a study file needs no run, and saving the mechanism needs no pinned curve.
    private readonly Lazy<StudyResult?> _pinnedResult;
    private readonly Lazy<StudyResult> _result;
    private readonly TeachingQuestion? _asked;
    private readonly string? _pin;

    private PageModel(QueryParameters parameters, CachedStudyRuns runs, CancellationToken token)
    {
        Experiment = Experiment.Of(parameters);
        _asked = Asked(parameters["ask"]);
        _pin = parameters["pin"];
        _pinned = _pin is null ? null : Pinned(_pin);
        _svg = Window(parameters);
        _pinnedResult = new(() => _pinned is null ? null : runs.Typical(_pinned, token));
        _result = new(() => CachedStudyRuns.Run(Experiment.Study, token));
    }

    public Experiment Experiment { get; }

    /// <summary>The run, computed on first use.</summary>
    public StudyResult Result => _result.Value;

    /// <summary>The state as a query string: the experiment, the pinned curve, the question.</summary>
    public string Query => $"{Experiment.Query}&{QueryParameters.Query([("pin", _pin), ("ask", _asked?.Number)])}".TrimEnd('&');

    /// <summary>Reads the state of the page from query parameters.</summary>
    /// <exception cref="RequestException">A parameter is not allowed.</exception>
    public static PageModel Of(QueryParameters parameters, CachedStudyRuns runs, CancellationToken token) => new(parameters, runs, token);

    public string LatencySvg() => Latency().ToSvg(_svg with { Id = "latency" });

    public string MechanismSvg() => Result.MechanismFigure().ToSvg(_svg with { Id = "mechanism" });

    /// <summary>The part of the page that is redrawn when a control changes.</summary>
    public Markup Html()
    {
        Figure figure = Latency();
        string query = Query;
        return $"""
            <div id="result" data-query="{query}">
            <section class="curve" aria-label="Curve">
            <div class="figure" role="presentation">{Markup.Raw(figure.ToSvg(_svg with { Id = "latency", Focusable = true }))}</div>
            <p class="reading" aria-hidden="true">Point at a marker to read its values, or use Tab and the arrow keys.</p>
            {DosesAfterLastTest()}
            {Actions(query)}
            </section>
            <section class="side" aria-label="Shape and questions">
            <h2>Shape of the curve</h2>
            {Features()}
            <h2>Three questions</h2>
            {Questions()}
            </section>
            <section class="mechanism" aria-label="Mechanism">
            <div class="figure" role="presentation">{Markup.Raw(
                Result.MechanismFigure().ToSvg(_svg with { Id = "mechanism", Focusable = true })
            )}</div>
            <p class="reading" aria-hidden="true">Point at a curve near a test day to read its value.</p>
            </section>
            <p id="summary" hidden>{figure.Description}</p>
            </div>
            """;
    }

    private Figure Latency() => Result.LatencyFigure(new LatencyFigureOptions { Compared = _pinnedResult.Value });

    private Markup Actions(string query)
    {
        string bare = Experiment.Query,
            ask = QueryParameters.Query([("ask", _asked?.Number)]);
        Markup pin = _pin is null
            ? (Markup)
                $"<a class=\"button\" href=\"/?{bare}&amp;{Markup.Raw(QueryParameters.Query([("pin", bare), ("ask", _asked?.Number)]))}\" data-swap>Pin this curve</a>"
            : $"<a class=\"button\" href=\"/?{QueryParameters.Query([("pin", null)])}{bare}{(ask.Length > 0 ? "&" : "")}{ask}\" data-swap>Unpin</a> <a class=\"button\" href=\"/?{_pinned!.Query}\">Open the pinned experiment</a>";
        Markup notComparable =
            _pinned is { Study.Assay.Readout: { } other } && other.Title != Experiment.Study.Assay.Readout.Title
                ? (Markup)
                    $"<p>The pinned curve is not shown: it is a {other.Name} in {other.Unit}, not a {Experiment.Study.Assay.Readout.Name} in {Experiment.Study.Assay.Readout.Unit}.</p>"
                : default;
        Markup first = Experiment.Command.EndsWith(".yaml", StringComparison.Ordinal)
            ? (Markup)$"<span>Save the study file, then run</span>"
            : $"<span>Reproduce these numbers with</span>";
        return $"""
            <div class="actions">
            <span class="buttons">{pin}
            <a class="button" href="/latency.svg?{query}" download>Save curve</a>
            <a class="button" href="/mechanism.svg?{query}" download>Save mechanism</a>
            <a class="button" href="/latencies.csv?{query}" download>Save CSV</a>
            <a class="button" href="/study.yaml?{query}" download>Save study file</a></span>
            {notComparable}
            <p class="command">{first} <code>{Experiment.Command}</code></p>
            </div>
            """;
    }

    // The curve ends at the last test, so later doses do not appear in it.
    private Markup DosesAfterLastTest()
    {
        Session last = Result.Sessions[^1];
        string given = string.Join(
            ", ",
            Experiment
                .Study.Groups.SelectMany(group => group.Regimen.Administrations)
                .Where(one =>
                    !one.Drug.Substance.IsVehicle && (one.Start > last.Time || (one.Start == last.Time && !Experiment.Study.Test.AfterDose))
                )
                .Select(one => one.Describe())
                .Distinct()
        );
        return given.Length == 0
            ? default
            : (Markup)
                $"<p class=\"late\">Given after the last test on {last.Time.ToString()}, so it does not affect the curve: {given}. Add a later test to see its effect.</p>";
    }

    private Markup Features()
    {
        CurveShape? shape = TeachingQuestion.Shape(Result[Experiment.Treated], Result),
            pinned = _pinned is null ? null : TeachingQuestion.Shape(_pinnedResult.Value![_pinned.Treated], _pinnedResult.Value);
        if (shape is null)
        {
            return TeachingQuestion.DrugPeriod(Result[Experiment.Treated], Result) is null
                ? (Markup)$"<p>This group is given no drug, so there is no curve to describe.</p>"
                : $"<p>The curve must start before the drug and continue after it. Add test days.</p>";
        }

        // A contract counts a latency that never fell as recovered; the table leaves the recovery of such a curve empty.
        // Times are in the unit of the figure: hours for a short experiment.
        var unit = TimeUnit.For(Result.ShownFromH, Result.Sessions[^1].Time.Hours);
        bool inDays = unit.HoursPerUnit == 24;
        string on = inDays ? "on day" : "at",
            from = inDays ? "from day" : "from";
        string When(double day) => inDays ? day.ToString("0.0", CultureInfo.InvariantCulture) : unit.Text(24 * day);
        (string Name, Func<CurveShape, double> Read, Func<double, string> Write)[] rows =
        [
            ("Baseline", one => one.BaselineS, value => Experiment.Study.Assay.Readout.Text(value, "0.0")),
            ("Peak", one => one.PeakChangePercent, TeachingQuestion.Change),
            ($"Peak {on}", one => one.PeakDay, When),
            ($"Back within 10 % {on}", one => one.ReturnDay, When),
            ($"Below baseline {from}", one => one.CrossingDay, When),
            ("Deepest on drug", one => one.DeepestChangeOnDrugPercent, TeachingQuestion.Change),
            ("Deepest", one => one.DeepestChangePercent, TeachingQuestion.Change),
            ($"Deepest {on}", one => one.DeepestDay, When),
            (
                "Recovery half-time",
                one => one.Falls ? one.RecoveryHalfTimeH : double.NaN,
                hours => inDays ? FormattableString.Invariant($"{hours:0} h") : unit.Text(hours)
            ),
            ($"Recovered {on}", one => one.Falls ? one.RecoveredDay : double.NaN, When),
        ];
        static string Text(double value, Func<double, string> write) => double.IsNaN(value) ? "none" : write(value);
        Markup body = Markup.Join(
            rows.Select(row =>
                (Markup)
                    $"<tr><th scope=\"row\">{row.Name}</th><td>{Text(row.Read(shape), row.Write)}</td>{(pinned is null ? default : (Markup)$"<td>{Text(row.Read(pinned), row.Write)}</td>")}</tr>"
            )
        );
        return $"<table><caption>Typical rat of {Experiment.Treated}</caption><thead><tr><th scope=\"col\">Feature</th><th scope=\"col\">current</th>{(pinned is null ? default : (Markup)$"<th scope=\"col\">pinned</th>")}</tr></thead><tbody>{body}</tbody></table>";
    }

    private Markup Questions() =>
        Markup.Join(
            TeachingQuestion.All.Select(question =>
            {
                Markup answer = default;
                if (question == _asked)
                {
                    Answer found = question.Check(Result, Result[Experiment.Treated]);
                    answer =
                        $"<p class=\"answer {(found.Solved ? "solved" : "open")}\"><strong>{(found.Solved ? "Solved." : "Not yet.")}</strong> {found.Explanation}</p>";
                }

                string check = $"{Experiment.Query}&{QueryParameters.Query([("pin", _pin), ("ask", question.Number)])}",
                    start = question.Start.Replace(" ", "%20", StringComparison.Ordinal);
                return (Markup)
                    $"<details{(question == _asked ? (Markup)$" open" : default)}><summary>{question.Title}</summary><p>{question.Task}</p>{answer}<p class=\"buttons\"><a class=\"button\" href=\"/?{start}&amp;ask={question.Number}\">Start here</a> <a class=\"button\" href=\"/?{check}\" data-swap>{(question == _asked ? "Updated as you change the controls" : "Check my experiment")}</a></p></details>";
            })
        );

    private static TeachingQuestion? Asked(string? number) =>
        number is null
            ? null
            : TeachingQuestion.All.FirstOrDefault(question => question.Number == number)
                ?? throw new RequestException(
                    "ask",
                    number,
                    $"It must be one of: {string.Join(", ", TeachingQuestion.All.Select(question => question.Number))}."
                );

    private static Experiment Pinned(string query)
    {
        try
        {
            return Experiment.Of(QueryParameters.Parse(query));
        }
        catch (RequestException fault)
        {
            throw new RequestException("pin", fault.Parameter, $"The pinned experiment is not valid: {fault.Message}");
        }
    }

    private static DrawingOptions Window(QueryParameters parameters)
    {
        string width = parameters["w"] ?? "800",
            scheme = parameters["scheme"] ?? "light";
        return new DrawingOptions
        {
            WidthPx =
                int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out int px) && px is >= 320 and <= 2000
                    ? px
                    : throw new RequestException("w", width, "It must be a whole number from 320 to 2000 px."),
            Variant = scheme switch
            {
                "light" => Variant.Light,
                "dark" => Variant.Dark,
                "print" => Variant.Print,
                _ => throw new RequestException("scheme", scheme, "It must be one of: light, dark, print."),
            },
        };
    }
}
