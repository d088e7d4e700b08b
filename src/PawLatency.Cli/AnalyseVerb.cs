using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Statistics;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>pawlatency analyse: areas, hyperalgesic animals and a test of significance.</summary>
internal static class AnalyseVerb
{
    private static readonly Dictionary<string, LatencyMeasure> Measures = new()
    {
        ["seconds"] = LatencyMeasure.Seconds,
        ["mpe"] = LatencyMeasure.PercentMaximumPossibleEffect,
        ["percent"] = LatencyMeasure.PercentOfBaseline,
        ["difference"] = LatencyMeasure.DifferenceSeconds,
        ["log-ratio"] = LatencyMeasure.LogRatio,
    };

    private static readonly Argument<string?> Input = new("result")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "latencies.csv of a run, measured data in the same columns, or a study (default: the reference study).",
    };

    private static readonly Option<string> Test = new("--test")
    {
        HelpName = "NAME",
        Description = string.Join(", ", LatencyTest.All.Select(one => one.Name)) + ".",
        DefaultValueFactory = _ => LatencyTest.Usual.Name,
    };

    private static readonly Option<double[]> Day = new("--day")
    {
        HelpName = "D",
        Description = "Days to test (default: every day after the baseline).",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<double[]> BaselineDay = new("--baseline")
    {
        HelpName = "D",
        Description = "Baseline days (default: the days up to day 0).",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Treated = new("--treated")
    {
        HelpName = "GROUP",
        Description = "The group with the drug (default: every group but the control).",
    };

    private static readonly Option<string?> Control = new("--control")
    {
        HelpName = "GROUP",
        Description = "The group without the drug (default: saline, vehicle, control or placebo).",
    };

    private static readonly Option<string> Measure = new("--measure")
    {
        HelpName = "NAME",
        Description = string.Join(", ", Measures.Keys) + ".",
        DefaultValueFactory = _ => "seconds",
    };

    private static readonly Option<string> Adjust = new("--adjust")
    {
        HelpName = "NAME",
        Description =
            string.Join(", ", Adjustment.All.Select(one => one.Name))
            + ": over all tests of the call, or over the days alone where a test is adjusted within a day already.",
        DefaultValueFactory = _ => Adjustment.Holm.Name,
    };

    private static readonly TableOptions Reading = new();

    private static readonly Option<bool> AsJson = new("--json") { Description = "Print as JSON." };

    public static Command Create()
    {
        var verb = new Command("analyse", "Compares the groups of a table: areas, hyperalgesic animals, a test of significance.")
        {
            Input,
            Test,
            Day,
            BaselineDay,
            Treated,
            Control,
            Measure,
            Adjust,
            AsJson,
        };
        Reading.AddTo(verb);
        verb.SetAction(Analyse);
        return verb;
    }

    private static int Analyse(ParseResult parsed)
    {
        AnalysisData data = AnalysisData.Open(parsed.GetValue(Input), parsed, Reading);
        LatencyTest test = LatencyTest.Named(parsed.GetValue(Test)!);
        LatencyTable latencies = data.Table(test);
        double[] baseline = Baseline(latencies, parsed.GetValue(BaselineDay));
        string control = ControlOf(test, latencies.Groups, parsed.GetValue(Control));
        LatencyMeasure measure = MeasureOf(parsed, test, data, baseline);
        RequireCutoff(test, data);
        LatencyTable table = measure == LatencyMeasure.Seconds ? latencies : latencies.Express(measure, baseline, data.Cutoff);
        IReadOnlyList<TestResult> results = test.Run(
            table,
            new TestQuestion
            {
                Control = control,
                Treated = parsed.GetValue(Treated),
                Days = Days(latencies, parsed.GetValue(Day), baseline),
                BaselineDays = baseline,
                Adjustment = Adjustment.Named(parsed.GetValue(Adjust)!),
            }
        );
        GroupEffect[] groups =
            baseline.Length == 0 || data.IsSummary ? [] : [.. latencies.Groups.Select(group => GroupEffect.Of(latencies, group, baseline))];
        Console.Out.Write(
            parsed.GetValue(AsJson)
                ? Json(groups, results, data, latencies)
                : Text(
                    groups,
                    results,
                    baseline,
                    measure == LatencyMeasure.Seconds ? data.Readout.Kind : table.MeasureName,
                    data,
                    latencies
                ) + Reading.Account(parsed, data.Measured, always: true)
        );
        return ExitCode.Good;
    }

    private static LatencyMeasure MeasureOf(ParseResult parsed, LatencyTest test, AnalysisData data, double[] baseline)
    {
        string name = parsed.GetValue(Measure)!;
        if (!Measures.TryGetValue(name, out LatencyMeasure measure))
        {
            throw new ArgumentException($"There is no measure \"{name}\".{Nearest.Suggest(name, Measures.Keys)}");
        }

        if (measure != LatencyMeasure.Seconds && data.IsSummary)
        {
            throw new ArgumentException($"--measure {name} is made of each animal's baseline, and the table holds means of groups.");
        }

        if (measure == LatencyMeasure.PercentMaximumPossibleEffect && data.Measured is { IsCutoffAssumed: true })
        {
            throw new ArgumentException(
                "The percent of the maximum possible effect needs the cutoff, and no value of these data is censored; --cutoff tells it."
            );
        }

        return baseline.Length > 0 || (measure == LatencyMeasure.Seconds && !test.NeedsBaseline)
            ? measure
            : throw new ArgumentException(
                $"{(test.NeedsBaseline ? $"--test {test.Name}" : $"--measure {name}")} needs a baseline, "
                    + "which takes tests up to day 0 and after it; name its days with --baseline."
            );
    }

    // A cutoff that nobody named would make lower bounds of no value, or of the wrong ones.
    private static void RequireCutoff(LatencyTest test, AnalysisData data)
    {
        if (test.NeedsCutoff && data.Measured is { IsCutoffAssumed: true })
        {
            throw new ArgumentException(
                $"The {test.Title} takes a value at the cutoff as a lower bound, and these data mark none; --cutoff tells the cutoff. "
                    + $"Without one use --test {LatencyTest.Usual.Name}."
            );
        }
    }

    private static (int AtCutoff, int Values) AtCutoff(LatencyTable table)
    {
        (int Animal, int Day)[] there =
        [
            .. Enumerable
                .Range(0, table.Animals.Count)
                .SelectMany(animal => Enumerable.Range(0, table.Days.Count).Select(day => (animal, day)))
                .Where(cell => !double.IsNaN(table.Value(cell.animal, cell.day))),
        ];
        return (there.Count(cell => table.IsCensored(cell.Animal, cell.Day)), there.Length);
    }

    private static string CutoffText(AnalysisData data, LatencyTable table)
    {
        (int cut, int values) = AtCutoff(table);
        return string.Create(CultureInfo.InvariantCulture, $"{cut} of {values} values at the cutoff")
            + (
                data.Measured is { IsCutoffAssumed: true }
                    ? ", which is not known (--cutoff)."
                    : string.Create(CultureInfo.InvariantCulture, $" of {data.Cutoff:0.####} {data.Readout.Unit}.")
            );
    }

    /// <summary>The baseline days that the user names, by default all days up to day 0. Empty where the table has no such day, or no day
    /// after them: then groups are compared without a baseline.</summary>
    internal static double[] Baseline(LatencyTable table, double[]? days) =>
        days is { Length: > 0 } ? [.. NamedDays.Meant(days, table.Days)]
        : table.Days.All(day => day <= 1e-9) ? []
        : [.. table.Days.Where(day => day <= 1e-9)];

    internal static double[] Days(LatencyTable table, double[]? days, double[] baseline)
    {
        double[] found = days is { Length: > 0 }
            ? [.. NamedDays.Meant(days, table.Days)]
            : [.. table.Days.Where(day => baseline.Length == 0 || day > baseline.Max() + 1e-9)];
        return found.Length > 0 ? found : throw new ArgumentException("No test is later than the baseline; name the days with --day.");
    }

    /// <summary>The control of a test; empty where it needs none.</summary>
    internal static string ControlOf(LatencyTest test, IReadOnlyList<string> groups, string? name) =>
        test.NeedsControl ? CheckVerb.ControlGroup(groups, name)
        : name is null ? ""
        : throw new ArgumentException($"--control is not used by --test {test.Name}, which has no control group; leave it out.");

    private static string Text(
        GroupEffect[] groups,
        IReadOnlyList<TestResult> results,
        double[] baseline,
        string tested,
        AnalysisData data,
        LatencyTable latencies
    )
    {
        Readout readout = data.Readout;
        var text = new StringBuilder();
        string from = baseline.Length > 0 ? $"mean of day {NamedDays.Text(baseline)}" : "none, which takes tests up to day 0 and after it";
        text.Append(CultureInfo.InvariantCulture, $"Baseline: {from}; tests on {tested}.\n{CutoffText(data, latencies)}\n\n");
        foreach (GroupEffect group in groups)
        {
            text.Append(Text(group, readout.Unit));
        }

        return text.Append(groups.Length > 0 ? "\n" : "")
            .AppendJoin('\n', results.Select(result => result.Sentence))
            .Append(CultureInfo.InvariantCulture, $"\n\nAssumptions: {results[0].Assumptions}\n")
            .ToString();
    }

    private static string Text(GroupEffect group, string unit)
    {
        string window = string.Create(
            CultureInfo.InvariantCulture,
            $"day {Math.Round(group.Window.From, 4)} to {Math.Round(group.Window.To, 4)}"
        );
        string of =
            group.WithArea == group.Animals ? $"{window}, means"
            : group.WithArea == 0 ? $"{window}; no animal has a value on both"
            : $"{window}, means of the {group.WithArea} of {group.Animals} animals with a value on both; the others are left out";
        (double lower, double upper) = group.Worst.Interval;
        return string.Create(CultureInfo.InvariantCulture, $"{group.Name}: {group.Animals} {(group.Animals == 1 ? "animal" : "animals")}, ")
            + string.Create(CultureInfo.InvariantCulture, $"area above baseline {group.AreaAboveSDay:0.0} {unit} day, ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"below {group.AreaBelowSDay:0.0} {unit} day, {group.DaysBelow:0.0} days below ({of})\n"
            )
            + string.Create(
                CultureInfo.InvariantCulture,
                $"  most hyperalgesic ({GroupEffect.HyperalgesicPercent:0} % under baseline or more) "
            )
            + string.Create(
                CultureInfo.InvariantCulture,
                $"on day {Math.Round(group.WorstDay, 4)}: {group.Worst.Count} of {group.Worst.Total}, "
            )
            + string.Create(CultureInfo.InvariantCulture, $"95 % CI {100 * lower:0} to {100 * upper:0} %\n");
    }

    private static string Json(GroupEffect[] groups, IReadOnlyList<TestResult> results, AnalysisData data, LatencyTable latencies)
    {
        string unit = data.Readout.Unit;
        (int cut, int values) = AtCutoff(latencies);
        return JsonText.Write(
            new JsonObject
            {
                ["values"] = values,
                ["at-cutoff"] = cut,
                ["cutoff"] = data.Measured is { IsCutoffAssumed: true } ? null : data.Cutoff,
                ["groups"] = new JsonArray([
                    .. groups.Select(group =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["group"] = group.Name,
                                ["animals"] = group.Animals,
                                ["with-area"] = group.WithArea,
                                ["area-from-day"] = Finite(group.Window.From),
                                ["area-to-day"] = Finite(group.Window.To),
                                [$"area-above-{unit}-day"] = Finite(group.AreaAboveSDay),
                                [$"area-below-{unit}-day"] = Finite(group.AreaBelowSDay),
                                ["days-below"] = Finite(group.DaysBelow),
                                ["worst-day"] = Finite(group.WorstDay),
                                ["hyperalgesic"] = group.Worst.Count,
                                ["tested"] = group.Worst.Total,
                            }
                    ),
                ]),
                ["tests"] = new JsonArray([.. results.Select(Json)]),
            }
        );
    }

    private static JsonNode Json(TestResult result) =>
        new JsonObject
        {
            ["test"] = result.Test,
            ["comparison"] = result.Comparison,
            ["estimate-of"] = result.EstimateName,
            ["unit"] = result.Unit,
            ["estimate"] = Finite(result.Estimate),
            ["lower"] = Finite(result.Lower),
            ["upper"] = Finite(result.Upper),
            ["statistic"] = result.StatisticName,
            ["value"] = Finite(result.Statistic),
            ["df"] = Finite(result.DegreesOfFreedom),
            ["df-denominator"] = Finite(result.DenominatorDegreesOfFreedom),
            ["p"] = Finite(result.P),
            ["conventional-p"] = Finite(result.ConventionalP),
            ["adjustment"] = result.Adjustment,
            ["assumptions"] = result.Assumptions,
            ["animals"] = result.Animals,
            ["sentence"] = result.Sentence,
        };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
