using System.CommandLine;
using System.Globalization;
using System.Text;
using PawLatency.Evidence;
using PawLatency.Evidence.Calibration;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>pawlatency calibrate: fits the parameters to the published findings and draws plausible parameter sets.</summary>
internal static class CalibrateVerb
{
    private static readonly Option<string> Output = new("--out")
    {
        HelpName = "FOLDER",
        Description = "Folder for checkpoint.json, reference.yaml (or MODEL.yaml), ensemble.csv and identifiability.md.",
        Required = true,
    };
    private static readonly Option<long> Seed = new("--seed")
    {
        HelpName = "N",
        Description = "Seed, 0 or more; 1 if absent.",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<int> Population = new("--population")
    {
        HelpName = "N",
        Description = "Population size of the global search; 40 if absent.",
        DefaultValueFactory = _ => 40,
    };
    private static readonly Option<int> Generations = new("--generations")
    {
        HelpName = "N",
        Description = "Generations of the global search; 60 if absent.",
        DefaultValueFactory = _ => 60,
    };
    private static readonly Option<int> Rounds = new("--rounds")
    {
        HelpName = "N",
        Description = "Rounds of the local search; 4 if absent.",
        DefaultValueFactory = _ => 4,
    };
    private static readonly Option<int> Ensemble = new("--ensemble")
    {
        HelpName = "N",
        Description = "Number of plausible parameter sets to draw, 0 for none; 200 if absent.",
        DefaultValueFactory = _ => 200,
    };
    private static readonly Option<int> Evaluations = new("--evaluations")
    {
        HelpName = "N",
        Description = "Maximum number of evaluations for the plausible sets; 15000 if absent.",
        DefaultValueFactory = _ => 15_000,
    };
    private static readonly Option<string?> OwnEvidence = new("--evidence")
    {
        HelpName = "FOLDER",
        Description = "Evidence files (.yaml); those of the library if absent.",
    };
    private static readonly Option<string[]> Fix = new("--fix")
    {
        HelpName = "KEY=VALUE",
        Description = "Fix a parameter at a value, to test a reduced model; can be repeated.",
    };
    private static readonly Option<string?> Fitted = ModelSource.Option("The model to fit; that of the library if absent.");
    private static readonly Option<bool> Force = new("--force")
    {
        Description = "Start again and overwrite the checkpoint and results of other arguments.",
    };

    public static Command Create()
    {
        var verb = new Command(
            "calibrate",
            "Fits the parameters to the published findings. With the same arguments, an interrupted run resumes from its checkpoint."
        )
        {
            Output,
            Seed,
            Population,
            Generations,
            Rounds,
            Ensemble,
            Evaluations,
            OwnEvidence,
            Fitted,
            Fix,
            Force,
        };
        verb.SetAction(Calibrate);
        return verb;
    }

    private static int Calibrate(ParseResult parsed)
    {
        long ownSeed = parsed.GetValue(Seed);
        if (ownSeed < 0)
        {
            throw new ArgumentException($"--seed is {ownSeed}; it must be 0 or more.");
        }

        string? own = parsed.GetValue(OwnEvidence);
        EvidenceSource source = EvidenceSource.Open(own is null ? [] : [own]);
        if (source.Findings.All(finding => finding.Use != EvidenceUse.Calibration))
        {
            throw new ArgumentException($"No finding of {own} has \"use: calibration\", so there is nothing to fit.");
        }

        var plan = new CalibrationPlan
        {
            Seed = (ulong)ownSeed,
            Population = parsed.GetValue(Population),
            Generations = parsed.GetValue(Generations),
            LocalRounds = parsed.GetValue(Rounds),
            Ensemble = parsed.GetValue(Ensemble),
            Evaluations = parsed.GetValue(Evaluations),
            Findings = source.Findings,
            EvidenceDigest = source.Digest,
            Model = parsed.GetValue(Fitted) is { } named ? ModelSource.Open(named) : Model.Reference,
            Fixed = Fixes(parsed.GetValue(Fix) ?? []),
        };
        Run(plan, own, new OutputFolder(parsed.GetValue(Output)!), parsed.GetValue(Force));
        return ExitCode.Good;
    }

    private static void Run(CalibrationPlan plan, string? evidence, OutputFolder folder, bool force)
    {
        var calibration = new Calibration(plan);
        CalibrationState state = folder.Resume(
            [CalibrationFiles.Parameters(plan.Model), CalibrationFiles.Ensemble, CalibrationFiles.Report],
            force,
            () => calibration.Begin(TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            (file, bytes) => CalibrationFiles.ReadCheckpoint(file, bytes, plan.Arguments())
        );
        using (var progress = new CalibrationProgress(calibration))
        {
            progress.Report(state);
            state = calibration.Run(
                state,
                next =>
                {
                    folder.Write([(CheckpointFile.Name, CheckpointFile.Write(next))]);
                    progress.Report(next);
                }
            );
        }

        NociceptionParameters best = CalibrationFiles.Rounded(calibration.Objective, state.Best);
        string how = Command(plan, evidence),
            findings = evidence is null ? "the published findings of data/evidence" : $"the findings of {evidence}",
            source = $"Calibrated on {findings} by `{how}`, {state.Date}";
        List<(string, byte[])> files =
        [
            (
                CalibrationFiles.Parameters(plan.Model),
                Encoding.UTF8.GetBytes(CalibrationFiles.WriteParameters(best, calibration.Objective.Free, plan.Fixed.Keys, source))
            ),
        ];
        if (state.Sets.Count > 0)
        {
            IReadOnlyList<Identifiability> rows = Identifiability.Of(calibration.Objective.Free, state, plan.Chains);
            files.Add(
                (
                    CalibrationFiles.Ensemble,
                    Encoding.UTF8.GetBytes(CalibrationFiles.WriteEnsemble(calibration.Objective, state.Spread(plan.Ensemble)))
                )
            );
            files.Add(
                (CalibrationFiles.Report, Encoding.UTF8.GetBytes(CalibrationFiles.WriteReport(rows, state, $"`{how}`, {state.Date}")))
            );
        }

        folder.Write(files);
        Console.Out.Write(Summary(plan, state, best));
        Console.Out.WriteLine($"Wrote {string.Join(", ", files.Select(file => file.Item1))} to {folder.Path}{Path.DirectorySeparatorChar}");
    }

    private static Dictionary<string, double> Fixes(IReadOnlyList<string> texts)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', 2);
            ParameterKey parameter = ParameterKey.Named(parts[0]);
            if (
                parts.Length < 2
                || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                || !(value >= parameter.Low && value <= parameter.High)
            )
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"--fix {text}: use {parameter.Key}=VALUE, with a value from "
                            + $"{parameter.Low:G6} to {parameter.High:G6} in {parameter.Units.Base}."
                    )
                );
            }

            values[parameter.Key] = value;
        }

        return values;
    }

    private static string Command(CalibrationPlan plan, string? evidence) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"pawlatency calibrate --seed {plan.Seed} --population {plan.Population} "
                + $"--generations {plan.Generations} --rounds {plan.LocalRounds} "
                + $"--ensemble {plan.Ensemble} --evaluations {plan.Evaluations}"
        )
        + (plan.Model.IsReference ? "" : $" --model {plan.Model}")
        + string.Concat(
            plan.Fixed.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => FormattableString.Invariant($" --fix {pair.Key}={pair.Value:R}"))
        )
        + (evidence is null ? "" : $" --evidence {evidence}");

    private static string Summary(CalibrationPlan plan, CalibrationState state, NociceptionParameters best)
    {
        List<(Finding Finding, Judgement[] Judgements)> verdicts = [.. plan.Findings.Select(finding => (finding, Judge(finding, best)))];
        string Share(EvidenceUse use)
        {
            (Finding Finding, Judgement[] Judgements)[] these = [.. verdicts.Where(verdict => verdict.Finding.Use == use)];
            int holding = these.Sum(verdict => verdict.Judgements.Count(judgement => judgement.Holds)),
                all = these.Sum(verdict => verdict.Finding.Expectations.Count);
            int whole = these.Count(verdict => verdict.Judgements.Length > 0 && verdict.Judgements.All(judgement => judgement.Holds));
            string percent = all == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({100.0 * holding / all:0.0} %)");
            return $"{holding} of {all} expectations hold{percent}, {whole} of {these.Length} findings as a whole";
        }

        Judgement[] contract = Judge(Finding.Contract, best);
        return string.Create(CultureInfo.InvariantCulture, $"Cost {state.BestCost:0.###}\n")
            + string.Concat(Enum.GetValues<EvidenceUse>().Select(use => $"{use}: {Share(use)}\n"))
            + $"Reference contract: {contract.Count(judgement => judgement.Holds)} "
            + $"of {Finding.Contract.Expectations.Count} features hold\n";
    }

    // A finding fails with a set with which it cannot be run (for example an efficacy too low for an ED50).
    private static Judgement[] Judge(Finding finding, NociceptionParameters best)
    {
        try
        {
            return [.. Verification.Run([finding], best).Findings[0].Judgements];
        }
        catch (Exception fault) when (fault is ArgumentException or Numerics.SolveException)
        {
            return [];
        }
    }
}
