using PawLatency.Data;
using PawLatency.Text;

namespace PawLatency.Evidence;

/// <summary>A feature of a curve that contracts can refer to.</summary>
/// <param name="Name">Name in contract files.</param>
/// <param name="Unit">Unit of its band: %, s, day, h or s day.</param>
/// <param name="NeedsDay">Whether it is read on a given day.</param>
/// <param name="Read">Computes the feature; the day is ignored if not needed.</param>
internal sealed record ShapeFeature(string Name, string Unit, bool NeedsDay, Func<CurveShape, double, double> Read)
{
    public static IReadOnlyList<ShapeFeature> All { get; } =
    [
        new("change", "%", true, (shape, day) => shape.ChangePercent(day.Days)),
        new("baseline", "s", false, (shape, _) => shape.BaselineS),
        new("peak-change", "%", false, (shape, _) => shape.PeakChangePercent),
        new("peak-day", "day", false, (shape, _) => shape.PeakDay),
        new("peak-below-cutoff", "s", false, (shape, _) => shape.PeakBelowCutoffS),
        new("return-day", "day", false, (shape, _) => shape.ReturnDay),
        new("crossing-day", "day", false, (shape, _) => shape.CrossingDay),
        new("deepest-change-on-drug", "%", false, (shape, _) => shape.DeepestChangeOnDrugPercent),
        new("deepest-day-on-drug", "day", false, (shape, _) => shape.DeepestOnDrugDay),
        new("deepest-change", "%", false, (shape, _) => shape.DeepestChangePercent),
        new("deepest-day", "day", false, (shape, _) => shape.DeepestDay),
        new("area-below", "s day", false, (shape, _) => shape.AreaBelowSDay),
        new("recovery-half-time", "h", false, (shape, _) => shape.RecoveryHalfTimeH),
        new("recovered-day", "day", false, (shape, _) => shape.RecoveredDay),
        new("largest-deviation", "%", false, (shape, _) => shape.LargestDeviationPercent),
    ];

    public static ShapeFeature Named(string name) => Nearest.Find(All, feature => [feature.Name], name, "feature", nameof(name));
}
