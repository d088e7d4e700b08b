using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PawLatency.Analysis;
using PawLatency.Assays;
using PawLatency.Files;

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

    public static Command Create()
    {
        var input = new Argument<string?>("result") { Arity = ArgumentArity.ZeroOrOne, Description = "latencies.csv of a run, measured data in the same columns, or a study; the reference study if absent." };
        var test = new Option<string>("--test") { HelpName = "NAME", Description = string.Join(", ", TestFamily.Names) + "; lmm if absent.", DefaultValueFactory = _ => "lmm" };
        var days = new Option<double[]>("--day") { HelpName = "D", Description = "Days to test; every day after the baseline if absent.", AllowMultipleArgumentsPerToken = true };
        var baseline = new Option<double[]>("--baseline") { HelpName = "D", Description = "Baseline days; those up to day 0 if absent.", AllowMultipleArgumentsPerToken = true };
        var treated = new Option<string?>("--treated") { HelpName = "GROUP", Description = "The group with the drug; every group but the control if absent." };
        var control = new Option<string?>("--control") { HelpName = "GROUP", Description = "The group without; saline, vehicle, control or placebo if absent." };
        var measure = new Option<string>("--measure") { HelpName = "NAME", Description = string.Join(", ", Measures.Keys) + "; seconds if absent.", DefaultValueFactory = _ => "seconds" };
        var adjust = new Option<string>("--adjust") { HelpName = "NAME", Description = "holm, sidak or none, over all tests of the call; holm if absent.", DefaultValueFactory = _ => "holm" };
        Option<double?> cutoff = AnalysisData.CutoffOption();
        var json = new Option<bool>("--json") { Description = "Print as JSON." };
        var verb = new Command("analyse", "Compares the groups of a table: areas, hyperalgesic animals, a test of significance.") { input, test, days, baseline, treated, control, measure, adjust, cutoff, json };
        verb.SetAction(parsed =>
        {
            AnalysisData data = AnalysisData.Open(parsed.GetValue(input), parsed.GetValue(cutoff));
            string name = TestFamily.Check(parsed.GetValue(test)!);
            LatencyTable latencies = data.Table(name == "censored" ? SessionValue.Median : SessionValue.Mean);
            double[] baselineDays = Baseline(latencies, parsed.GetValue(baseline));
            string without = CheckVerb.ControlGroup(latencies.Groups, parsed.GetValue(control));
            if (!Measures.TryGetValue(parsed.GetValue(measure)!, out LatencyMeasure wanted))
            {
                throw new ArgumentException($"There is no measure \"{parsed.GetValue(measure)}\".{Nearest.Suggest(parsed.GetValue(measure)!, Measures.Keys)}");
            }

            if (wanted == LatencyMeasure.PercentMaximumPossibleEffect && data.Measured is { IsCutoffAssumed: true })
            {
                throw new ArgumentException("The percent of the maximum possible effect needs the cutoff, and no value of these data is censored; --cutoff tells it.");
            }

            if (baselineDays.Length == 0 && (wanted != LatencyMeasure.Seconds || name == "ancova"))
            {
                throw new ArgumentException($"{(name == "ancova" ? "An analysis of covariance" : $"--measure {parsed.GetValue(measure)}")} needs a baseline, which takes tests up to day 0 and after it; name its days with --baseline.");
            }

            LatencyTable table = wanted == LatencyMeasure.Seconds ? latencies : latencies.Express(wanted, baselineDays, data.Cutoff);
            var family = new TestFamily(name, without, parsed.GetValue(treated), Days(latencies, parsed.GetValue(days), baselineDays), baselineDays);
            IReadOnlyList<TestResult> results = TestFamily.Adjust(family.Run(table), parsed.GetValue(adjust)!);
            GroupEffect[] groups = baselineDays.Length == 0 ? [] : [.. latencies.Groups.Select(group => GroupEffect.Of(latencies, group, baselineDays))];
            Console.Out.Write(parsed.GetValue(json) ? Json(groups, results, data.Readout.Unit) : Text(groups, results, baselineDays, wanted, data.Readout));
            return ExitCode.Good;
        });
        return verb;
    }

    /// <summary>The days that are named, or those up to day 0; none where none is, or none is left to compare: groups can be compared without.</summary>
    internal static double[] Baseline(LatencyTable table, double[]? days) => days is { Length: > 0 } ? TestFamily.Meant(days, table.Days)
        : table.Days.All(day => day <= 1e-9) ? [] : [.. table.Days.Where(day => day <= 1e-9)];

    internal static double[] Days(LatencyTable table, double[]? days, double[] baseline)
    {
        double[] found = days is { Length: > 0 } ? TestFamily.Meant(days, table.Days) : [.. table.Days.Where(day => baseline.Length == 0 || day > baseline.Max() + 1e-9)];
        return found.Length > 0 ? found : throw new ArgumentException("No test is later than the baseline; name the days with --day.");
    }

    private static string Text(GroupEffect[] groups, IReadOnlyList<TestResult> results, double[] baseline, LatencyMeasure measure, Readout readout)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Baseline: {(baseline.Length > 0 ? $"mean of day {PowerDesign.Text(baseline)}" : "none, which takes tests up to day 0 and after it")}; tests on {(measure == LatencyMeasure.Seconds ? readout.Kind : LatencyMeasures.Name(measure))}.\n\n");
        foreach (GroupEffect group in groups)
        {
            string of = group.WithArea == group.Animals ? "means" : $"means of {group.WithArea}; an area needs a baseline and two values";
            text.Append(CultureInfo.InvariantCulture, $"{group.Name}: {group.Animals} {(group.Animals == 1 ? "animal" : "animals")}, area above baseline {group.AreaAboveSDay:0.0} {readout.Unit} day, below {group.AreaBelowSDay:0.0} {readout.Unit} day, {group.DaysBelow:0.0} days below ({of})\n");
            text.Append(CultureInfo.InvariantCulture, $"  most hyperalgesic ({GroupEffect.HyperalgesicPercent:0} % under baseline or more) on day {Math.Round(group.WorstDay, 4)}: {group.Worst.Count} of {group.Worst.Total}, 95 % CI {100 * group.Worst.Interval.Lower:0} to {100 * group.Worst.Interval.Upper:0} %\n");
        }

        return text.Append(groups.Length > 0 ? "\n" : "").AppendJoin('\n', results.Select(result => result.Sentence)).Append('\n').ToString();
    }

    private static string Json(GroupEffect[] groups, IReadOnlyList<TestResult> results, string unit) => JsonText.Write(new JsonObject
    {
        ["groups"] = new JsonArray([.. groups.Select(group => (JsonNode)new JsonObject
        {
            ["group"] = group.Name, ["animals"] = group.Animals, ["with-area"] = group.WithArea, [$"area-above-{unit}-day"] = Finite(group.AreaAboveSDay), [$"area-below-{unit}-day"] = Finite(group.AreaBelowSDay),
            ["days-below"] = Finite(group.DaysBelow), ["worst-day"] = Finite(group.WorstDay), ["hyperalgesic"] = group.Worst.Count, ["tested"] = group.Worst.Total,
        })]),
        ["tests"] = new JsonArray([.. results.Select(result => (JsonNode)new JsonObject
        {
            ["test"] = result.Test, ["comparison"] = result.Comparison, ["estimate-of"] = result.EstimateName, ["unit"] = result.Unit, ["estimate"] = Finite(result.Estimate),
            ["lower"] = Finite(result.Lower), ["upper"] = Finite(result.Upper), ["statistic"] = result.StatisticName, ["value"] = Finite(result.Statistic), ["df"] = Finite(result.DegreesOfFreedom),
            ["df-denominator"] = Finite(result.DenominatorDegreesOfFreedom), ["p"] = Finite(result.P), ["conventional-p"] = Finite(result.ConventionalP), ["adjustment"] = result.Adjustment, ["animals"] = result.Animals, ["sentence"] = result.Sentence,
        })]),
    });

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
