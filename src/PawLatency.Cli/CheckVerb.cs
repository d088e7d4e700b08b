using System.CommandLine;
using System.Text.Json.Nodes;
using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Evidence;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>pawlatency check: holds a curve against a shape contract.</summary>
internal static class CheckVerb
{
    private static readonly Argument<string?> Input = new("result")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description =
            "latencies.csv or summary.csv of a run, measured data in the same columns, or a study (default: the reference study).",
    };
    private static readonly Option<string?> ContractName = new("--contract")
    {
        HelpName = "NAME|FILE",
        Description = "The contract (default: opioid-pump for typical rats, opioid-pump-measured for group means).",
    };
    private static readonly Option<string?> Treated = new("--treated") { HelpName = "GROUP", Description = "The group with the drug." };
    private static readonly Option<string?> Control = new("--control")
    {
        HelpName = "GROUP",
        Description = "The group without the drug (default: saline, vehicle, control or placebo).",
    };
    private static readonly TableOptions Reading = new();
    private static readonly Option<string?> Rival = ModelSource.Option("The model of the rat in place of the study's own.");
    private static readonly Option<bool> Interpolate = TableOptions.Interpolation();
    private static readonly Option<string?> JUnit = JUnitFile.Option();
    private static readonly Option<bool> AsJson = new("--json") { Description = "Print the verdicts as JSON." };

    public static Command Create()
    {
        var verb = new Command("check", "Holds a latency curve against a shape contract; exit code 1 if it does not hold.")
        {
            Input,
            ContractName,
            Treated,
            Control,
            Interpolate,
            Rival,
            JUnit,
            AsJson,
        };
        Reading.AddTo(verb);
        verb.SetAction(Check);
        return verb;
    }

    private static int Check(ParseResult parsed)
    {
        OutputFolder.RefuseInput("--junit", parsed.GetValue(JUnit), parsed.GetValue(Input), parsed.GetValue(ContractName));
        AnalysisData data = AnalysisData.Open(parsed.GetValue(Input), parsed, Reading, parsed.GetValue(Rival), UsualCutoff);
        (IReadOnlyDictionary<string, LatencyCurve> curves, bool typical, Model? rival) = Curves(data);
        string without = ControlGroup(curves.Keys, parsed.GetValue(Control));
        string with = TreatedGroup(curves, parsed.GetValue(Treated), without);
        ShapeReport report = Contract(parsed.GetValue(ContractName), typical)
            .Check(curves[with], curves[without], interpolate: data.Measured is null || parsed.GetValue(Interpolate));
        if (parsed.GetValue(JUnit) is { } file)
        {
            FileSet.Write(
                file,
                JUnitFile.Write(
                    report.Contract,
                    [.. report.Judgements.Select((judgement, index) => JUnitCase.Of(report.Contract, index + 1, judgement))]
                )
            );
        }

        Console.Out.Write(parsed.GetValue(AsJson) ? Json(report, with, without, rival) : Text(report, with, without, rival));
        Console.Out.Write(parsed.GetValue(AsJson) ? "" : Reading.Account(parsed, data.Measured));
        return report.Holds ? ExitCode.Good : ExitCode.CheckFailed;
    }

    // A contract is about the distance from the cutoff too; it is that of the usual apparatus where the data tell none.
    private static double UsualCutoff(Readout readout) => readout.Of(Hargreaves.Standard.Cutoff);

    private static (IReadOnlyDictionary<string, LatencyCurve>, bool Typical, Model? Rival) Curves(AnalysisData data)
    {
        if (data.Readout.Unit != Readout.PawWithdrawal.Unit)
        {
            throw new ArgumentException(
                $"A shape contract is about latencies in {Readout.PawWithdrawal.Unit}, "
                    + $"and here is a {data.Readout.Name} in {data.Readout.Unit}; "
                    + "a study file can expect what must be seen in it (pawlatency verify)."
            );
        }

        return data.Measured is { } measured
            ? (measured.Curves, measured.IsTypical, null)
            : (
                data.Result!.Groups.ToDictionary(group => group.Name, group => group.Typical.Curve),
                true,
                data.Result.Study.Model is { IsReference: false } rival ? rival : null
            );
    }

    private static ShapeContract Contract(string? name, bool typical) =>
        name switch
        {
            null => typical ? ShapeContract.OpioidPump : ShapeContract.OpioidPumpMeasured,
            _ when File.Exists(name) => ShapeContract.Load(name),
            _ => ShapeContract.Named(name),
        };

    /// <summary>The group without the drug, by the option --control or by a usual name.</summary>
    internal static string ControlGroup(IEnumerable<string> groups, string? name)
    {
        string? found = name is null
            ? groups.FirstOrDefault(group => MeasuredGroup.ControlNames.Contains(group, StringComparer.OrdinalIgnoreCase))
            : groups.FirstOrDefault(group => group == name);
        return found
            ?? throw new ArgumentException(
                (name is null ? "No group is called saline, vehicle, control or placebo" : $"There is no group \"{name}\"")
                    + $"; name one of {string.Join(", ", groups)} with --control."
            );
    }

    private static string TreatedGroup(IReadOnlyDictionary<string, LatencyCurve> curves, string? name, string control)
    {
        string[] others = [.. curves.Keys.Where(group => group != control)];
        if (others.Length == 0)
        {
            throw new ArgumentException($"There is no group beside the control \"{control}\"; a check compares two.");
        }

        return name is null
            ? others.Length == 1
                ? others[0]
                : throw new ArgumentException($"Name one of {string.Join(", ", others)} with --treated.")
            : others.FirstOrDefault(group => group == name)
                ?? throw new ArgumentException(
                    $"There is no group \"{name}\" beside the control; name one of {string.Join(", ", others)} with --treated."
                );
    }

    private static string Text(ShapeReport report, string treated, string control, Model? rival)
    {
        string lines = Judgement.Lines([.. report.Judgements.Select(judgement => ("", judgement, (string?)null))]);
        int failed = report.Judgements.Count(judgement => !judgement.Holds),
            all = report.Judgements.Count;
        string end = failed == 0 ? $"All {all} features hold." : $"{failed} of {all} features do not hold.";
        string untested = Untested(report.Untested);
        string left = Left(report.Untested.Count, " ");
        return $"{report.Contract}: {treated} against {control}{(rival is null ? "" : $", model {rival}")}\n{lines}{untested}{end}{left}\n";
    }

    /// <summary>A line for everything that was not judged.</summary>
    internal static string Untested(IEnumerable<string> untested) => string.Concat(untested.Select(what => $"not tested  {what}\n"));

    /// <summary>How much was not judged, and what judges it; empty where all was.</summary>
    internal static string Left(int untested, string before) =>
        untested == 0 ? "" : $"{before}{untested} not judged; --interpolate judges between the tested days.";

    private static string Json(ShapeReport report, string treated, string control, Model? rival)
    {
        var json = new JsonObject
        {
            ["contract"] = report.Contract,
            ["treated"] = treated,
            ["control"] = control,
            ["rival"] = rival?.Name,
            ["holds"] = report.Holds,
            ["untested"] = new JsonArray([.. report.Untested.Select(what => (JsonNode)what)]),
            ["expectations"] = new JsonArray([.. report.Judgements.Select(judgement => (JsonNode)judgement.Json(known: null))]),
        };
        return JsonText.Write(json);
    }
}
