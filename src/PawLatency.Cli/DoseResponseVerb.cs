using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PawLatency.Data;
using PawLatency.Plotting;
using PawLatency.Statistics;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>pawlatency dose-response: the ED50 of each drug of a table with its interval, and their ratios.</summary>
internal static class DoseResponseVerb
{
    private static readonly Argument<string> Input = new("result")
    {
        Description = "A table or a study whose groups are named by dose: \"morphine 3 mg/kg\".",
    };

    private static readonly Option<double[]> Day = new("--day")
    {
        HelpName = "D",
        Description = "The day; needed where several are after the baseline.",
    };

    private static readonly Option<double[]> BaselineDay = new("--baseline")
    {
        HelpName = "D",
        Description = "Baseline days (default: the days up to day 0).",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<double?> Responders = new("--responders")
    {
        HelpName = "PERCENT",
        Description =
            "Fit the share of animals with at least this percent of the maximum possible effect (default: the effects themselves).",
    };

    private static readonly TableOptions Reading = new();

    private static readonly Option<string?> Output = new("--out")
    {
        HelpName = "FILE",
        Description = "Draw the curves to a file, .png, .svg, .pdf, .jpg or .webp by its extension; for doses in mg/kg.",
    };

    private static readonly Option<bool> Force = new("--force") { Description = "Overwrite an existing file." };

    private static readonly Option<bool> AsJson = new("--json") { Description = "Print as JSON." };

    public static Command Create()
    {
        var verb = new Command(
            "dose-response",
            "The dose of half effect (ED50) of each drug with its interval, and the ratio to the first."
        )
        {
            Input,
            Day,
            BaselineDay,
            Responders,
            Output,
            Force,
            AsJson,
        };
        Reading.AddTo(verb);
        verb.SetAction(Fit);
        return verb;
    }

    private static int Fit(ParseResult parsed)
    {
        FigureOutput? output = FigureFile(parsed);
        AnalysisData data = AnalysisData.Open(parsed.GetValue(Input), parsed, Reading);
        if (data.Measured is { IsCutoffAssumed: true })
        {
            throw new ArgumentException(
                "The percent of the maximum possible effect needs the cutoff, and these data mark none; --cutoff tells it."
            );
        }

        LatencyTable table = data.Table(SessionValue.Mean);
        double[] baseline = AnalyseVerb.Baseline(table, parsed.GetValue(BaselineDay)),
            days = AnalyseVerb.Days(table, parsed.GetValue(Day), baseline);
        if (days.Length != 1 || baseline.Length == 0)
        {
            throw new ArgumentException(
                baseline.Length == 0
                    ? "A dose-response relation needs a baseline; name its days with --baseline."
                    : $"Name one of the days {NamedDays.Text(days)} with --day."
            );
        }

        IReadOnlyList<DoseLadder> ladders = DoseLadder.Of(table, days[0], baseline, data.Cutoff);
        double? criterion = parsed.GetValue(Responders);
        Fitted[] fits =
        [
            .. ladders.Select(ladder => new Fitted(ladder, criterion is { } least ? ladder.FitResponders(least) : ladder.Fit())),
        ];
        if (fits.Select(fit => fit.Ladder.Unit).Distinct().Count() > 1)
        {
            throw new ArgumentException("The drugs have doses of different units; a ratio of ED50s needs one.");
        }

        (string Of, string To, Ed50Ratio Ratio)[] ratios =
        [
            .. fits.Skip(1).Select(fit => (fit.Ladder.Drug, fits[0].Ladder.Drug, Ed50Ratio.Of(fit.Curve, fits[0].Curve))),
        ];
        output?.Write(Figure(fits, days[0]));
        Console.Out.Write(
            parsed.GetValue(AsJson)
                ? Json(fits, ratios)
                : Text(fits, ratios, criterion, baseline, days[0]) + Reading.Account(parsed, data.Measured, always: true)
        );
        return ExitCode.Good;
    }

    private static FigureOutput? FigureFile(ParseResult parsed) =>
        parsed.GetValue(Output) is { } path ? new FigureOutput(path, parsed.GetValue(Force), parsed.GetValue(Input))
        : parsed.GetValue(Force) ? throw new ArgumentException("--force is not used without --out; leave it out.")
        : null;

    private static string Text(
        Fitted[] fits,
        (string Of, string To, Ed50Ratio Ratio)[] ratios,
        double? criterion,
        double[] baseline,
        double day
    )
    {
        string effect = criterion is { } least
            ? string.Create(CultureInfo.InvariantCulture, $"share of animals at {least:0.##} % of the maximum possible effect or more")
            : "percent of the maximum possible effect";
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"Baseline: mean of day {NamedDays.Text(baseline)}; {effect} on day {Math.Round(day, 4)}.\n\n"
        );
        text.AppendJoin('\n', fits.Select(fit => fit.Sentence).Concat(ratios.Select(one => one.Ratio.Sentence(one.Of, one.To))));
        return text.Append(
                "\n\nAssumptions: a logistic curve on the logarithm of dose from 0 to 100 %; the interval of an ED50 is on the logarithm.\n"
            )
            .ToString();
    }

    private static string Json(Fitted[] fits, (string Of, string To, Ed50Ratio Ratio)[] ratios) =>
        JsonText.Write(
            new JsonObject
            {
                ["drugs"] = new JsonArray([
                    .. fits.Select(fit =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["drug"] = fit.Ladder.Drug,
                                ["unit"] = fit.Ladder.Unit,
                                ["animals"] = fit.Ladder.Doses.Count,
                                ["ed50"] = fit.Curve.Ed50,
                                ["lower"] = fit.Curve.Lower,
                                ["upper"] = double.IsFinite(fit.Curve.Upper) ? fit.Curve.Upper : null,
                                ["slope"] = fit.Curve.Slope,
                                ["sentence"] = fit.Sentence,
                            }
                    ),
                ]),
                ["ratios"] = new JsonArray([
                    .. ratios.Select(one =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["of"] = one.Of,
                                ["to"] = one.To,
                                ["ratio"] = one.Ratio.Ratio,
                                ["lower"] = one.Ratio.Lower,
                                ["upper"] = one.Ratio.Upper,
                                ["p"] = one.Ratio.P,
                                ["sentence"] = one.Ratio.Sentence(one.Of, one.To),
                            }
                    ),
                ]),
            }
        );

    private static Figure Figure(Fitted[] fits, double day) =>
        fits[0].Ladder.Unit is "mg/kg" or ""
            ? DoseResponse.Figure(
                string.Create(CultureInfo.InvariantCulture, $"Dose and effect on day {Math.Round(day, 4)}"),
                "maximum possible effect, %",
                [.. fits.Select(fit => fit.Drawn)],
                firstIsControl: false
            )
            : throw new ArgumentException($"The dose axis of the figure is in mg/kg; these doses are in {fits[0].Ladder.Unit}.");

    private sealed record Fitted(DoseLadder Ladder, LogisticDoseResponse Curve)
    {
        public string Sentence
        {
            get
            {
                string unit = Ladder.Unit.Length == 0 ? "" : " " + Ladder.Unit;
                return string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Ladder.Drug}: ED50 {Curve.Ed50:G4}{unit} (95 % CI {Curve.Lower:G4} to {Curve.Upper:G4}{unit}), "
                    )
                    + string.Create(
                        CultureInfo.InvariantCulture,
                        $"slope {Curve.Slope:G3}; {Ladder.Doses.Count} animals at {Ladder.Doses.Distinct().Count()} doses."
                    );
            }
        }

        public DoseResponse Drawn => DoseResponse.Of(Ladder.Drug, Ladder.Doses, Ladder.EffectsPercent, Curve);
    }
}
