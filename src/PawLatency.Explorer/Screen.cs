using System.Globalization;
using PawLatency.Data;
using PawLatency.Plotting;
using PawLatency.Plotting.Building;
using PawLatency.Plotting.Drawing;

namespace PawLatency.Explorer;

/// <summary>What is on the screen: an experiment with its run, a pinned one beside it, a question, and the window it is drawn
/// for.</summary>
internal sealed class Screen
{
    private readonly DrawingOptions _svg;
    private readonly Experiment? _pinned;

    // A saved study file needs no run, and a saved mechanism no pinned curve.
    private readonly Lazy<StudyResult?> _pinnedResult;
    private readonly Lazy<StudyResult> _result;
    private readonly Question? _asked;
    private readonly string? _pin;

    private Screen(Address address, Bench bench, CancellationToken token)
    {
        Experiment = Experiment.Of(address);
        _asked = Asked(address["ask"]);
        _pin = address["pin"];
        _pinned = _pin is null ? null : Pinned(_pin);
        _svg = Window(address);
        _pinnedResult = new(() => _pinned is null ? null : bench.Typical(_pinned, token));
        _result = new(() => Bench.Run(Experiment.Study, token));
    }

    public Experiment Experiment { get; }

    /// <summary>The run, done when it is first asked for.</summary>
    public StudyResult Result => _result.Value;

    /// <summary>The state as a query string: the experiment, the pinned curve, the question.</summary>
    public string Query => $"{Experiment.Query}&{Address.Query([("pin", _pin), ("ask", _asked?.Number)])}".TrimEnd('&');

    /// <summary>Reads the screen of an address.</summary>
    /// <exception cref="Refusal">Something in it is not allowed.</exception>
    public static Screen Of(Address address, Bench bench, CancellationToken token) => new(address, bench, token);

    public string LatencySvg() => Latency().ToSvg(_svg with { Id = "latency" });

    public string MechanismSvg() => Result.MechanismFigure().ToSvg(_svg with { Id = "mechanism" });

    /// <summary>The part of the page that follows the controls.</summary>
    public Markup Html()
    {
        Figure figure = Latency();
        string query = Query;
        return $"""
            <div id="result" data-query="{query}">
            <section class="curve" aria-label="Curve">
            <div class="figure" role="presentation">{Markup.Raw(figure.ToSvg(_svg with { Id = "latency", Focusable = true }))}</div>
            <p class="reading" aria-hidden="true">Point at a mark for its numbers; Tab and the arrow keys reach each.</p>
            {Unseen()}
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
            <p class="reading" aria-hidden="true">Point at a curve near a test day for its numbers.</p>
            </section>
            <p id="summary" hidden>{figure.Description}</p>
            </div>
            """;
    }

    private Figure Latency() => Result.LatencyFigure(new LatencyFigureOptions { Compared = _pinnedResult.Value });

    private Markup Actions(string query)
    {
        string bare = Experiment.Query,
            ask = Address.Query([("ask", _asked?.Number)]);
        Markup pin = _pin is null
            ? (Markup)
                $"<a class=\"button\" href=\"/?{bare}&amp;{Markup.Raw(Address.Query([("pin", bare), ("ask", _asked?.Number)]))}\" data-swap>Pin this curve</a>"
            : $"<a class=\"button\" href=\"/?{Address.Query([("pin", null)])}{bare}{(ask.Length > 0 ? "&" : "")}{ask}\" data-swap>Unpin</a> <a class=\"button\" href=\"/?{_pinned!.Query}\">Go to the pinned one</a>";
        Markup apart =
            _pinned is { Study.Assay.Readout: { } other } && other.Title != Experiment.Study.Assay.Readout.Title
                ? (Markup)
                    $"<p>The pinned curve is a {other.Name} in {other.Unit} and is not drawn over a {Experiment.Study.Assay.Readout.Name} in {Experiment.Study.Assay.Readout.Unit}.</p>"
                : default;
        Markup first = Experiment.Command.EndsWith(".yaml", StringComparison.Ordinal)
            ? (Markup)$"<span>Save the study file, then</span>"
            : $"<span>The same numbers from</span>";
        return $"""
            <div class="actions">
            <span class="buttons">{pin}
            <a class="button" href="/latency.svg?{query}" download>Save curve</a>
            <a class="button" href="/mechanism.svg?{query}" download>Save mechanism</a>
            <a class="button" href="/latencies.csv?{query}" download>Save CSV</a>
            <a class="button" href="/study.yaml?{query}" download>Save study file</a></span>
            {apart}
            <p class="command">{first} <code>{Experiment.Command}</code></p>
            </div>
            """;
    }

    // The curve ends with the last test, whatever is given after it.
    private Markup Unseen()
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
                $"<p class=\"late\">Given after the last test on {last.Time.ToString()}, so not in the curve: {given}. A later test would show it.</p>";
    }

    private Markup Features()
    {
        CurveShape? shape = Question.Shape(Result[Experiment.Treated], Result),
            pinned = _pinned is null ? null : Question.Shape(_pinnedResult.Value![_pinned.Treated], _pinnedResult.Value);
        if (shape is null)
        {
            return Question.Flows(Result[Experiment.Treated], Result) is null
                ? (Markup)$"<p>No drug, so no shape.</p>"
                : $"<p>No shape: the curve would have to begin before the drug and go on after it.</p>";
        }

        // A latency that is home when the drug ends has recovered for a contract; for a reader it never fell, and before its lowest point
        // least of all.
        // A short experiment is told in the unit of its figure.
        var unit = TimeUnit.For(Result.ShownFromH, Result.Sessions[^1].Time.Hours);
        bool inDays = unit.HoursPerUnit == 24;
        string on = inDays ? "on day" : "at",
            from = inDays ? "from day" : "from";
        string When(double day) => inDays ? day.ToString("0.0", CultureInfo.InvariantCulture) : unit.Text(24 * day);
        (string Name, Func<CurveShape, double> Read, Func<double, string> Write)[] rows =
        [
            ("Baseline", one => one.BaselineS, value => Experiment.Study.Assay.Readout.Text(value, "0.0")),
            ("Peak", one => one.PeakChangePercent, Question.Change),
            ($"Peak {on}", one => one.PeakDay, When),
            ($"Back within 10 % {on}", one => one.ReturnDay, When),
            ($"Below baseline {from}", one => one.CrossingDay, When),
            ("Deepest on drug", one => one.DeepestChangeOnDrugPercent, Question.Change),
            ("Deepest", one => one.DeepestChangePercent, Question.Change),
            ($"Deepest {on}", one => one.DeepestDay, When),
            (
                "Half of it recovered in",
                one => one.Falls ? one.RecoveryHalfTimeH : double.NaN,
                hours => inDays ? FormattableString.Invariant($"{hours:0} h") : unit.Text(hours)
            ),
            ($"Recovered {on}", one => one.Falls ? one.RecoveredDay : double.NaN, When),
        ];
        static string Text(double value, Func<double, string> write) => double.IsNaN(value) ? "not there" : write(value);
        Markup body = Markup.Join(
            rows.Select(row =>
                (Markup)
                    $"<tr><th scope=\"row\">{row.Name}</th><td>{Text(row.Read(shape), row.Write)}</td>{(pinned is null ? default : (Markup)$"<td>{Text(row.Read(pinned), row.Write)}</td>")}</tr>"
            )
        );
        return $"<table><caption>Typical rat of {Experiment.Treated}</caption><thead><tr><th scope=\"col\">Feature</th><th scope=\"col\">now</th>{(pinned is null ? default : (Markup)$"<th scope=\"col\">pinned</th>")}</tr></thead><tbody>{body}</tbody></table>";
    }

    private Markup Questions() =>
        Markup.Join(
            Question.All.Select(question =>
            {
                Markup answer = default;
                if (question == _asked)
                {
                    Answer found = question.Check(Result, Result[Experiment.Treated]);
                    answer =
                        $"<p class=\"answer {(found.Solved ? "solved" : "open")}\"><strong>{(found.Solved ? "Yes." : "Not yet.")}</strong> {found.Says}</p>";
                }

                string check = $"{Experiment.Query}&{Address.Query([("pin", _pin), ("ask", question.Number)])}",
                    start = question.Start.Replace(" ", "%20", StringComparison.Ordinal);
                return (Markup)
                    $"<details{(question == _asked ? (Markup)$" open" : default)}><summary>{question.Title}</summary><p>{question.Task}</p>{answer}<p class=\"buttons\"><a class=\"button\" href=\"/?{start}&amp;ask={question.Number}\">Start here</a> <a class=\"button\" href=\"/?{check}\" data-swap>{(question == _asked ? "Checked at every move" : "Check my experiment")}</a></p></details>";
            })
        );

    private static Question? Asked(string? number) =>
        number is null
            ? null
            : Question.All.FirstOrDefault(question => question.Number == number)
                ?? throw new Refusal(
                    "ask",
                    number,
                    $"It must be one of: {string.Join(", ", Question.All.Select(question => question.Number))}."
                );

    private static Experiment Pinned(string query)
    {
        try
        {
            return Experiment.Of(Address.Parse(query));
        }
        catch (Refusal fault)
        {
            throw new Refusal("pin", fault.Parameter, $"The pinned experiment is refused: {fault.Message}");
        }
    }

    private static DrawingOptions Window(Address address)
    {
        string width = address["w"] ?? "800",
            scheme = address["scheme"] ?? "light";
        return new DrawingOptions
        {
            WidthPx =
                int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out int px) && px is >= 320 and <= 2000
                    ? px
                    : throw new Refusal("w", width, "It must be a whole number from 320 to 2000 px."),
            Variant = scheme switch
            {
                "light" => Variant.Light,
                "dark" => Variant.Dark,
                "print" => Variant.Print,
                _ => throw new Refusal("scheme", scheme, "It must be one of: light, dark, print."),
            },
        };
    }
}
