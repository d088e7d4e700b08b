using PawLatency.Nociception;
using PawLatency.Pharmacology;

namespace PawLatency.Plotting.Building;

/// <summary>What the groups of a study were given, as bars and marks along the time axis; what is given at the same times is one of them.</summary>
internal static class Given
{
    public static IReadOnlyList<Treatment> Of(IReadOnlyList<Group> groups, TimeUnit unit, double endH)
    {
        var entries = groups.SelectMany(group => group.Regimen.Administrations.GroupBy(given => (given.GetType(), given.Drug.Substance.Name, given.Route, Amount: Amount(given)))
            .Select(same => new Entry(same.First(), [.. same.Select(given => (given.Start.Hours, (given.End ?? new StudyTime(double.PositiveInfinity)).Hours))])));
        IEnumerable<Treatment> drugs = entries.GroupBy(entry => (Kind(entry.Given), string.Join(' ', entry.Spans)))
            .OrderBy(same => same.First().Given is Bolus).ThenBy(same => same.First().Spans[0].From)
            .Select(same => new Treatment(same.First().Given is not Bolus, [.. same.First().Spans.OrderBy(span => span.From).Select(span => Span(span.From, Math.Min(span.To, endH), unit))], Texts([.. same])));
        IEnumerable<Treatment> procedures = groups.SelectMany(group => group.Regimen.Procedures).GroupBy(procedure => procedure.Describe()).Select(same => same.First())
            .Select(procedure => new Treatment(true, [Span(procedure.From.Hours, procedure.Length is { } length ? procedure.From.Hours + length.Hours : endH, unit)],
                [FormattableString.Invariant($"{Deed(procedure)} by {procedure.BlockPercent:G4} %"), Deed(procedure), procedure.Name]));
        return [.. drugs, .. procedures];
    }

    /// <summary>The instants at which something begins or ends, h.</summary>
    public static IEnumerable<double> Instants(Regimen regimen) => regimen.Administrations
        .SelectMany(given => new[] { given.Start.Hours, given.End?.Hours ?? given.Start.Hours })
        .Concat(regimen.Procedures.SelectMany(procedure => new[] { procedure.From.Hours, procedure.From.Hours + (procedure.Length?.Hours ?? 0) })).Distinct().Order();

    // A target that moves the threshold itself, as an inflamed paw does, is not blocked.
    private static string Deed(Procedure procedure) => $"{procedure.Name} {(procedure.Target.ThresholdShiftC is null ? "blocks" : "engages")} {procedure.Target.Name}";

    private static (double, double) Span(double fromH, double toH, TimeUnit unit) => (unit.From(fromH), unit.From(toH));

    private static string Kind(Administration given) => given switch
    {
        PumpImplant pump => $"ALZET {pump.Model.Model} pump",
        PelletImplant => "pellet",
        Infusion => $"{RouteNames.Short(given.Route)} infusion",
        Inhalation => "air",
        _ => RouteNames.Short(given.Route),
    };

    // "ALZET 2ML1 pump: saline or morphine 0.5 mg/kg/h", "pump: saline or morphine 0.5 mg/kg/h", "pump: saline or morphine", "pump".
    private static string[] Texts(Entry[] entries)
    {
        string kind = Kind(entries[0].Given), word = kind.Split(' ')[^1];
        var drugs = entries.GroupBy(entry => entry.Given.Drug.Substance.Name).Select(drug => (drug.Key, Doses: drug.OrderBy(entry => Amount(entry.Given)).Select(entry => Dose(entry.Given)).Where(dose => dose.Length > 0).Distinct().ToArray())).ToArray();
        string whole = string.Join(" or ", drugs.Select(drug => drug.Doses.Length switch
        {
            0 => drug.Key,
            <= 3 => $"{drug.Key} {string.Join(", ", drug.Doses)}",
            _ => $"{drug.Key} {drug.Doses[0]} to {drug.Doses[^1]}",
        })), names = string.Join(" or ", drugs.Select(drug => drug.Key));
        string times = entries[0].Given is Bolus && entries[0].Spans.Length > 1 ? $", {entries[0].Spans.Length} times" : "";
        return entries[0].Given is Bolus
            ? [$"{whole} {kind}{times}", $"{names} {kind}{times}", $"{names}{times}", names]
            : [$"{kind}: {whole}", $"{word}: {whole}", $"{word}: {names}", word];
    }

    private static double Amount(Administration given) => given switch
    {
        Bolus bolus => bolus.Dose.MicrogramsPerKg,
        Infusion infusion => infusion.Rate.MicrogramsPerKgPerHour,
        PumpImplant pump => pump.Rate.MicrogramsPerKgPerHour,
        Inhalation inhalation => inhalation.AirPercent,
        _ => 0,
    };

    private static string Dose(Administration given) => given switch
    {
        PelletImplant pellets => FormattableString.Invariant($"{pellets.Count} x {pellets.Pellet.ContentMg.Value:G4} mg"),
        _ when given.Drug.Substance.IsVehicle || Amount(given) == 0 => "",
        Inhalation inhalation => FormattableString.Invariant($"{inhalation.AirPercent:G4} %"),
        Bolus => Mass(Amount(given)) + "/kg",
        _ => Mass(Amount(given)) + "/kg/h",
    };

    private static string Mass(double micrograms) => micrograms >= 10
        ? FormattableString.Invariant($"{micrograms / 1000:G4} mg")
        : FormattableString.Invariant($"{micrograms:G4} µg");

    private sealed record Entry(Administration Given, (double From, double To)[] Spans);
}
