using PawLatency.Pharmacology;

namespace PawLatency.Plotting.Building;

/// <summary>What the groups of a study were given, as bars and marks along the time axis; what is given at the same times is one of
/// them.</summary>
internal static class TreatmentLanes
{
    public static IReadOnlyList<Treatment> Of(IReadOnlyList<Group> groups, TimeUnit unit, double endH)
    {
        IEnumerable<Entry> entries = groups.SelectMany(
            (group, index) =>
                Course
                    .Of(group.Regimen)
                    .GroupBy(course =>
                        (
                            course.Given.GetType(),
                            course.Given.Drug.Substance.Name,
                            course.Given.Drug.Form,
                            course.Given.Route,
                            course.First,
                            course.Last
                        )
                    )
                    .Select(same => new Entry(index, same.First(), [.. same.SelectMany(course => course.Spans)]))
        );
        IEnumerable<Treatment> drugs = entries
            .GroupBy(entry => (Kind(entry.Given), Times(entry.Spans)))
            .OrderBy(same => same.First().Given is Bolus)
            .ThenBy(same => same.First().Spans[0].From)
            .Select(same => new Treatment(
                same.First().Given is not Bolus,
                [.. same.First().Spans.OrderBy(span => span.From).Select(span => Span(span.From, Math.Min(span.To, endH), unit))],
                Texts([.. same])
            ));
        IEnumerable<Treatment> procedures = groups
            .SelectMany(group => group.Regimen.Procedures)
            .GroupBy(procedure => procedure.Describe())
            .Select(same => same.First())
            .Select(procedure => new Treatment(
                true,
                [Span(procedure.From.Hours, procedure.Length is { } length ? procedure.From.Hours + length.Hours : endH, unit)],
                [
                    FormattableString.Invariant($"{procedure.ActionText} by {procedure.BlockPercent:G4} %"),
                    procedure.ActionText,
                    procedure.Name,
                ]
            ));
        return [.. drugs, .. procedures];
    }

    /// <summary>How many separate doses of a drug a regimen has before a time: injections, and infusions with a pause between
    /// them.</summary>
    public static int Doses(Regimen regimen, double beforeH) =>
        Course
            .Of(regimen)
            .Where(course => !course.Given.Drug.Substance.IsVehicle)
            .SelectMany(course => course.Spans)
            .Count(span => span.From < beforeH);

    /// <summary>The instants at which something begins or ends, h.</summary>
    public static IEnumerable<double> Instants(Regimen regimen) =>
        regimen
            .Administrations.SelectMany(given => new[] { given.Start.Hours, given.End?.Hours ?? given.Start.Hours })
            .Concat(
                regimen.Procedures.SelectMany(procedure =>
                    new[] { procedure.From.Hours, procedure.From.Hours + (procedure.Length?.Hours ?? 0) }
                )
            )
            .Distinct()
            .Order();

    // The ends of a taper in steps are sums of its pieces, and differ from those of another in the last digit.
    private static string Times((double From, double To)[] spans) =>
        string.Join(' ', spans.Select(span => FormattableString.Invariant($"{span.From:F6} {span.To:F6}")));

    private static (double, double) Span(double fromH, double toH, TimeUnit unit) => (unit.From(fromH), unit.From(toH));

    // A dose of a salt holds less of the drug than the same dose of base.
    private static string Name(DrugForm drug) =>
        drug.Substance.IsVehicle || drug.Form == DrugForm.BaseName ? drug.Substance.Name : $"{drug.Substance.Name} {drug.Form}";

    private static string Kind(Administration given) =>
        given switch
        {
            PumpImplant pump => $"ALZET {pump.Model.Model} pump",
            PelletImplant => "pellet",
            Infusion or Ramp => $"{RouteNames.Abbreviation(given.Route)} infusion",
            Inhalation => "air",
            _ => RouteNames.Abbreviation(given.Route),
        };

    // "ALZET 2ML1 pump: saline or morphine 0.5 mg/kg/h", "pump: saline or morphine 0.5 mg/kg/h", "pump: saline or morphine", "pump".
    private static string[] Texts(Entry[] entries)
    {
        string kind = Kind(entries[0].Given),
            word = kind.Split(' ')[^1];
        var drugs = entries
            .GroupBy(entry => Name(entry.Given.Drug))
            .Select(drug =>
                (
                    drug.Key,
                    Change: drug.Any(entry => entry.Course.Changes),
                    Doses: drug.OrderBy(entry => entry.Course.First)
                        .Select(entry => entry.Course.Dose)
                        .Where(dose => dose.Length > 0)
                        .Distinct()
                        .ToArray()
                )
            )
            .ToArray();
        // "A or B" where each group has one of them, "A and B" where each has all.
        int[] held =
        [
            .. entries.GroupBy(entry => entry.Group).Select(group => group.Select(entry => Name(entry.Given.Drug)).Distinct().Count()),
        ];
        string between =
            held.All(count => count == 1) ? " or "
            : held.All(count => count == drugs.Length) ? " and "
            : ", ";
        string whole = string.Join(
                between,
                drugs.Select(drug =>
                    drug.Doses.Length switch
                    {
                        0 => drug.Key,
                        <= 3 => $"{drug.Key} {string.Join(", ", drug.Doses)}",
                        _ when drug.Change => drug.Key,
                        _ => $"{drug.Key} {drug.Doses[0]} to {drug.Doses[^1]}",
                    }
                )
            ),
            names = string.Join(between, drugs.Select(drug => drug.Key));
        string times = entries[0].Given is Bolus && entries[0].Spans.Length > 1 ? $", {entries[0].Spans.Length} times" : "";
        return entries[0].Given is Bolus
            ? [$"{whole} {kind}{times}", $"{names} {kind}{times}", $"{names}{times}", names]
            : [$"{kind}: {whole}", $"{word}: {whole}", $"{word}: {names}", word];
    }

    private sealed record Entry(int Group, Course Course, (double From, double To)[] Spans)
    {
        public Administration Given => Course.Given;
    }
}
