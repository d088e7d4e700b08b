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
    private const int CurvePoints = 60;

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
        (double MgPerKg, double[] Effects)[] found =
        [
            .. ladder.OrderBy(step => step.MgPerKg).Select(step => (step.MgPerKg, Effects(step.Group))),
        ];
        DosePoint[] points = [.. found.Select(step => Point(step.MgPerKg, SessionSummary.Of(step.Effects)))];
        double[] doses = [.. found.SelectMany(step => step.Effects.Select(_ => step.MgPerKg))],
            effects = [.. found.SelectMany(step => step.Effects)];
        try
        {
            var fit = LogisticDoseResponse.FitGraded(doses, effects);
            double low = found[0].MgPerKg / 1.5,
                ratio = found[^1].MgPerKg * 1.5 / low;
            DosePoint[] curve =
            [
                .. Enumerable
                    .Range(0, CurvePoints)
                    .Select(step => low * Math.Pow(ratio, step / (CurvePoints - 1.0)))
                    .Select(dose => new DosePoint(dose, fit.PercentAt(dose))),
            ];
            return new DoseResponse(name, points, curve, fit.Ed50, fit.Lower, fit.Upper);
        }
        catch (AnalysisException)
        {
            // The points are shown; a ladder without a fit has no ED50.
            return new DoseResponse(name, points, []);
        }
    }

    private static DosePoint Point(double doseMgPerKg, SessionSummary summary) =>
        new(doseMgPerKg, summary.Mean, summary.Mean - summary.Sem, summary.Mean + summary.Sem);

    // Percent of the maximum possible effect of each rat, from the study's baseline to its cutoff; of the typical rat where there is none.
    private double[] Effects(MeasuredGroup group)
    {
        MeasuredSession session =
            group.Sessions.FirstOrDefault(one => Math.Abs(one.TimeH - timeH) < 0.05)
            ?? throw new ArgumentException(
                FormattableString.Invariant($"No test of {group.Name} is at {timeH:0.##} h; tests are at ")
                    + $"{string.Join(", ", group.Sessions.Select(one => FormattableString.Invariant($"{one.TimeH:0.##}")))} h.",
                nameof(timeH)
            );
        double baseline = study.Assay.Readout.Of(study.Assay.BaselineS),
            cutoff = study.Assay.Cutoff;
        IEnumerable<double> values = session.Rats.Count > 0 ? session.Rats.Select(rat => rat.Value) : [session.Value];
        return [.. values.Select(value => 100 * (value - baseline) / (cutoff - baseline))];
    }
}
