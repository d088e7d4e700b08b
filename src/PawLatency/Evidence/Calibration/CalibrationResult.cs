using PawLatency.Nociception;

namespace PawLatency.Evidence.Calibration;

/// <summary>What a calibration found.</summary>
public sealed class CalibrationResult
{
    private readonly CalibrationPlan _plan;
    private readonly Objective _objective;
    private readonly CalibrationState _state;

    internal CalibrationResult(CalibrationPlan plan, Objective objective, CalibrationState state)
    {
        (_plan, _objective, _state) = (plan, objective, state);
        Best = CalibrationFiles.Rounded(objective, state.Best);
        Ensemble = [.. state.Spread(plan.Ensemble).Select(set => objective.Parameters(set.Place))];
    }

    /// <summary>The set that fits best, with few enough digits to be read.</summary>
    public NociceptionParameters Best { get; }

    /// <summary>Its cost before rounding, dimensionless.</summary>
    public double Cost => _state.BestCost;

    /// <summary>Date of the beginning.</summary>
    public string Date => _state.Date;

    /// <summary>The plausible sets; none where none were asked for.</summary>
    public IReadOnlyList<NociceptionParameters> Ensemble { get; }

    /// <summary>Names of the files that <see cref="Files"/> gives where there are plausible sets.</summary>
    /// <param name="model">The model that is fitted.</param>
    public static IReadOnlyList<string> FileNames(Model model) =>
        [CalibrationFiles.Parameters(model), CalibrationFiles.Ensemble, CalibrationFiles.Report];

    /// <summary>The result as files: the parameters and, where there are plausible sets, those and what the evidence pins.</summary>
    /// <param name="how">The command that was run.</param>
    /// <param name="findings">What it was fitted to, in words.</param>
    public IReadOnlyList<(string Name, string Text)> Files(string how, string findings)
    {
        string source = $"Calibrated on {findings} by `{how}`, {Date}";
        List<(string, string)> files =
        [
            (CalibrationFiles.Parameters(_plan.Model), CalibrationFiles.WriteParameters(Best, _objective.Free, _plan.Fixed.Keys, source)),
        ];
        if (_state.Sets.Count > 0)
        {
            IReadOnlyList<Identifiability> rows = Identifiability.Of(_objective.Free, _state, _plan.Chains);
            files.Add((CalibrationFiles.Ensemble, CalibrationFiles.WriteEnsemble(_objective, _state.Spread(_plan.Ensemble))));
            files.Add((CalibrationFiles.Report, CalibrationFiles.WriteReport(rows, _state, $"`{how}`, {Date}")));
        }

        return files;
    }
}
