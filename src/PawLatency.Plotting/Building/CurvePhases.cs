using PawLatency.Data;
using PawLatency.Pharmacology;

namespace PawLatency.Plotting.Building;

/// <summary>The phases of a curve under a lasting opioid, by the features of its shape.</summary>
internal static class CurvePhases
{
    // A curve that never leaves the baseline by as much has no phases worth a name.
    private const double LeastRisePercent = 10,
        LeastFallPercent = 5;

    /// <summary>
    /// Analgesia from the start of the drug to the peak, tolerance from there until the latency falls below baseline, hyperalgesia until
    /// the end of the drug (or the deepest point, if later), recovery from there; only those that the curve has.
    /// </summary>
    public static IReadOnlyList<Phase> Of(LatencyCurve? curve, Regimen regimen, TimeUnit unit, double toH)
    {
        Administration? lasting = regimen.Administrations.FirstOrDefault(given => given is not Bolus && !given.Drug.Substance.IsVehicle);
        double off = Math.Min(lasting?.End?.Hours ?? toH, toH);
        if (curve is null || lasting is null || curve.TimesH[0] > lasting.Start.Hours || off <= lasting.Start.Hours)
        {
            return [];
        }

        // The features of a fine curve are found on the points that are drawn, a hundred times fewer.
        List<int> kept = Thinning.Keep(curve.TimesH, curve.Values);
        var drawn = new LatencyCurve(
            [.. kept.Select(index => curve.TimesH[index])],
            [.. kept.Select(index => curve.Values[index])],
            curve.Cutoff
        );
        var shape = new CurveShape(drawn, lasting.Start, new StudyTime(off));
        if (shape.PeakChangePercent < LeastRisePercent)
        {
            return [];
        }

        bool falls = shape.DeepestChangePercent < -LeastFallPercent;
        double start = lasting.Start.Days,
            last = toH / 24,
            crossing = double.IsNaN(shape.CrossingDay) || !falls ? double.NaN : shape.CrossingDay;
        double tolerant = double.IsNaN(crossing) ? Math.Min(off / 24, last) : Math.Min(crossing, last);
        List<(string Text, double From, double To)> phases = [("analgesia", start, shape.PeakDay)];
        if (!double.IsNaN(shape.ReturnDay) || !double.IsNaN(crossing))
        {
            phases.Add(("tolerance", shape.PeakDay, tolerant));
        }

        if (!double.IsNaN(crossing))
        {
            double turn = Math.Min(Math.Max(off / 24, shape.DeepestDay), last);
            phases.Add(("hyperalgesia", crossing, turn));
            phases.Add(("recovery", turn, double.IsNaN(shape.RecoveredDay) ? last : shape.RecoveredDay));
        }

        return
        [
            .. phases
                .Where(phase => phase.To > phase.From)
                .Select(phase => new Phase(phase.Text, unit.From(phase.From * 24), unit.From(phase.To * 24))),
        ];
    }
}
