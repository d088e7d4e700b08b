using PawLatency.Data;
using PawLatency.Pharmacology;
using PawLatency.Statistics;

namespace PawLatency.Plotting.Building;

/// <summary>Builds the dose-response figure of a study: the effect of each group at one test against the dose it had before.</summary>
/// <param name="study">The study, for what each group was given.</param>
/// <param name="groups">The groups as measured.</param>
/// <param name="timeH">Time of the test, h.</param>
internal sealed class DosePanel(Study study, IReadOnlyList<MeasuredGroup> groups, double timeH)
{
    // The curve goes on beyond the doses by half.
    private const double Beyond = 1.5;

    public Figure Build(string? title)
    {
        string at = TimeUnit.For(timeH, timeH).Text(timeH);
        DoseResponse[] responses =
        [
            .. groups
                .Select(group => (Group: group, Dose: DoseOf(group)))
                .Where(pair => pair.Dose is not null)
                .GroupBy(pair => pair.Dose!.Value.Name)
                .Select(ladder => Response(ladder.Key, [.. ladder.Select(pair => (pair.Group, pair.Dose!.Value.MgPerKg))])),
        ];
        return responses.Length > 0
            ? DoseResponse.Figure(title ?? $"{study.Title}, {at}", $"maximum possible effect at {at}, %", responses, firstIsControl: false)
            : throw new ArgumentException(
                $"No group of the study \"{study.Name}\" had a single dose before {at}: a dose-response figure needs groups with one "
                    + "injection each, of different doses.",
                nameof(timeH)
            );
    }

    // A group that had one injection of a drug before the test, and nothing else.
    private (string Name, double MgPerKg)? DoseOf(MeasuredGroup group)
    {
        Administration[] given =
        [
            .. (study.Groups.FirstOrDefault(own => own.Name == group.Name)?.Regimen.Administrations ?? []).Where(one =>
                !one.Drug.Substance.IsVehicle && one.Start.Hours < timeH
            ),
        ];
        return given is [Bolus bolus]
            ? ($"{bolus.Drug.Substance.Name} {RouteNames.Abbreviation(bolus.Route)}", bolus.Dose.MicrogramsPerKg / 1000)
            : null;
    }

    private DoseResponse Response(string name, (MeasuredGroup Group, double MgPerKg)[] ladder)
    {
        (double MgPerKg, double Effect)[] animals =
        [
            .. ladder.OrderBy(step => step.MgPerKg).SelectMany(step => Effects(step.Group).Select(effect => (step.MgPerKg, effect))),
        ];
        double[] doses = [.. animals.Select(animal => animal.MgPerKg)],
            effects = [.. animals.Select(animal => animal.Effect)];
        return DoseResponse.Of(name, doses, effects, Fit(doses, effects), Beyond);
    }

    // A ladder without a fit has no ED50; its points are shown.
    private static LogisticDoseResponse? Fit(double[] doses, double[] effects)
    {
        try
        {
            return LogisticDoseResponse.FitGraded(doses, effects);
        }
        catch (AnalysisException)
        {
            return null;
        }
    }

    // From the study's baseline to its cutoff.
    private IReadOnlyList<double> Effects(MeasuredGroup group)
    {
        MeasuredSession session =
            group.Sessions.FirstOrDefault(one => Math.Abs(one.TimeH - timeH) < 0.05)
            ?? throw new ArgumentException(
                FormattableString.Invariant($"No test of {group.Name} is at {timeH:0.##} h; tests are at ")
                    + $"{string.Join(", ", group.Sessions.Select(one => FormattableString.Invariant($"{one.TimeH:0.##}")))} h.",
                nameof(timeH)
            );
        return session.EffectsPercent(study.Assay.Readout.Of(study.Assay.BaselineS), study.Assay.Cutoff);
    }
}
