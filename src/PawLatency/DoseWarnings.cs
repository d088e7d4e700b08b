using System.Globalization;
using PawLatency.Pharmacology;

namespace PawLatency;

/// <summary>Warnings about doses above the usual range or in the lethal range.</summary>
internal static class DoseWarnings
{
    // A rate at the limit of the usual range may have been rounded in the conversion from days to hours.
    private const double Rounding = 1.01;

    /// <summary>One sentence for each drug and route of a group, for its largest dose.</summary>
    public static IEnumerable<string> Of(Study study) =>
        study.Groups.SelectMany(group =>
            Given(group)
                .GroupBy(given => (given.Drug.Substance, given.Route, given.PerHour))
                .Select(kind => kind.MaxBy(given => given.BaseUgPerKg)!)
                .Select(Sentence)
                .OfType<string>()
                .Select(sentence => $"Group \"{group.Name}\": {sentence}")
        );

    private static IEnumerable<Amount> Given(Group group) =>
        group
            .Regimen.Administrations.Select(given =>
                given switch
                {
                    Bolus bolus => new Amount(bolus.Drug, bolus.Route, bolus.Dose.MicrogramsPerKg, false),
                    Infusion infusion => new Amount(infusion.Drug, infusion.Route, infusion.Rate.MicrogramsPerKgPerHour, true),
                    PumpImplant pump => new Amount(pump.Drug, pump.Route, pump.Rate.MicrogramsPerKgPerHour, true),
                    _ => null,
                }
            )
            .Concat(group.Regimen.Responses.Select(rule => new Amount(rule.Drug, rule.Route, rule.Dose.MicrogramsPerKg, false)))
            .OfType<Amount>();

    private static string? Sentence(Amount given)
    {
        Substance drug = given.Drug.Substance;
        SourcedNumber? usual = given.PerHour ? drug.UsualDose.Infusion(given.Route) : drug.UsualDose.Bolus(given.Route);
        SourcedNumber? lethal = UsualDose.By(given.Route, drug.LethalUgPerKg);
        bool high = usual?.Range is { } range && given.BaseUgPerKg > range.Highest * Rounding;
        bool deadly = lethal is not null && given.DailyUgPerKg >= lethal.Value;
        string per = given.PerHour ? "mg/kg/h" : "mg/kg";
        string above = high
            ? Text($"is {given.BaseUgPerKg / usual!.Range!.Value.Highest:G3} times the highest usual dose in rats ")
                + Text($"({usual.Range.Value.Highest / 1000:G4} {per} of base)")
            : "";
        string kills = deadly
            ? Text($"{(given.PerHour ? "amounts in a day to" : "is")} {given.DailyUgPerKg / lethal!.Value:G3} times the LD50 ")
                + Text($"of a single dose ({lethal.Value / 1000:G4} mg/kg)")
            : "";
        string both = high && deadly ? ", and " : "";
        return high || deadly
            ? Text($"{given.Drug} {given.UgPerKg / 1000:G6} {per} {RouteNames.Abbreviation(given.Route)} {above}{both}{kills}")
                + $"; for the sources see `pawlatency list substances {drug.Name}`."
            : null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // A dose as stated, ug/kg or ug/kg/h.
    private sealed record Amount(DrugForm Drug, Route Route, double UgPerKg, bool PerHour)
    {
        public double BaseUgPerKg => UgPerKg * Drug.BaseFraction;

        public double DailyUgPerKg => PerHour ? 24 * BaseUgPerKg : BaseUgPerKg;
    }
}
