using PawLatency.Assays;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency;

/// <summary>Reads doses and infusions, alone or as a series: repeated, tapered, escalated.</summary>
internal static class SeriesFile
{
    public static Func<Regimen, Regimen>? ReadBoluses(KeyReader map, RegimenContext context)
    {
        DrugForm? drug = RegimenFile.ReadDrug(map, context);
        double? dose = map.Number(
            "dose",
            UnitSet.Dose,
            0,
            Dose.MaximumMicrogramsPerKg,
            "The dose, or the first of several.",
            required: true
        );
        double? last = map.Number("to", UnitSet.Dose, 0, Dose.MaximumMicrogramsPerKg, "The last of several doses, reached in equal steps.");
        Route? route = map.Choice("route", RouteNames.Injected, "The way it enters.", required: true);
        StudyTime? at = TimeText.Read(map, "at", "When, or when first.", context.TestHour, required: true);
        (Duration Every, int Times)? series = ReadSeries(map);
        if (last is not null && !map.Keys.Contains("times"))
        {
            map.Refuse("to", "A dose that changes is given several times; say how often with \"every\" and \"times\".");
            return null;
        }

        return drug is null || dose is null || route is null || at is null || series is null
            ? null
            : Checked(
                map,
                regimen =>
                    regimen.Boluses(
                        drug,
                        new Dose(dose.Value),
                        route.Value,
                        at.Value,
                        series.Value.Every,
                        series.Value.Times,
                        last is { } end ? new Dose(end) : null
                    )
            );
    }

    public static Func<Regimen, Regimen>? ReadInfusions(KeyReader map, RegimenContext context)
    {
        DrugForm? drug = RegimenFile.ReadDrug(map, context);
        double? rate = map.Number(
            "rate",
            UnitSet.DoseRate,
            0,
            DoseRate.MaximumMicrogramsPerKgPerHour,
            "The rate, or the first of a taper or an escalation.",
            required: true
        );
        double? last = map.Number(
            "to",
            UnitSet.DoseRate,
            0,
            DoseRate.MaximumMicrogramsPerKgPerHour,
            "The last rate of a taper or an escalation."
        );
        long? steps = map.Integer(
            "steps",
            2,
            Regimen.MaximumSteps,
            "Number of equal steps from the first rate to the last; a straight line if absent."
        );
        Route? route = map.Choice("route", RouteNames.Injected, "The way it enters.", required: true);
        StudyTime? from = TimeText.Read(map, "from", "Start.", context.TestHour, required: true);
        double? length = map.Number("for", UnitSet.Time, 1.0 / 3600, 24 * 365, "Length.", required: true);
        (Duration Every, int Times)? series = ReadSeries(map);
        if (steps is not null && !map.Keys.Contains("to"))
        {
            map.Refuse("steps", "A constant rate has no steps; give the last rate with \"to\".");
        }

        if (drug is null || rate is null || route is null || from is null || length is null || series is null)
        {
            return null;
        }

        Regimen Once(Regimen regimen, StudyTime start) =>
            last is { } end
                ? regimen.Ramp(
                    drug,
                    new DoseRate(rate.Value),
                    new DoseRate(end),
                    route.Value,
                    start,
                    new Duration(length.Value),
                    (int?)steps
                )
                : regimen.Infusion(drug, new DoseRate(rate.Value), route.Value, start, new Duration(length.Value));
        return Checked(map, regimen => Regimen.Repeat(from.Value, series.Value.Every, series.Value.Times).Aggregate(regimen, Once));
    }

    public static ResponseDosing? ReadResponse(KeyReader map, RegimenContext context)
    {
        DrugForm? drug = RegimenFile.ReadDrug(map, context);
        double? dose = map.Number("dose", UnitSet.Dose, 0, Dose.MaximumMicrogramsPerKg, "Each dose.", required: true);
        Route? route = map.Choice("route", RouteNames.Injected, "The way it enters.", required: true);
        Readout readout = context.Assay.Readout;
        double? below = map.Number(
            "below",
            map.IsDescribing ? UnitSet.Reading : readout.Units,
            readout.Of(ResponseDosing.LeastS),
            readout.Of(ResponseDosing.MostS),
            "Latency, or force, under which a dose is given.",
            required: true
        );
        StudyTime? from = TimeText.Read(map, "from", "When the group is first looked at.", context.TestHour, required: true);
        double? every = map.Number("every", UnitSet.Time, 1.0 / 60, 24 * 365, "Time from one look to the next.", required: true);
        long? looks = map.Integer("times", 1, ResponseDosing.MaximumLooks, "Number of looks.", required: true);
        long? most = map.Integer("at-most", 1, ResponseDosing.MaximumLooks, "Most doses; one at each look if absent.");
        return drug is null || dose is null || route is null || below is null || from is null || every is null || looks is null
            ? null
            : map.Build(() =>
                new ResponseDosing(
                    drug,
                    new Dose(dose.Value),
                    route.Value,
                    below.Value / readout.PerS,
                    from.Value,
                    new Duration(every.Value),
                    (int)looks.Value,
                    (int)(most ?? looks.Value)
                )
            );
    }

    // How often, and how far apart: once where neither is said.
    private static (Duration, int)? ReadSeries(KeyReader map)
    {
        double? every = map.Number("every", UnitSet.Time, 1.0 / 3600, 24 * 365, "Time from one to the next.");
        long? times = map.Integer("times", 1, Regimen.MaximumSteps, "How many are given; one if absent.");
        bool hasEvery = map.Keys.Contains("every"),
            hasTimes = map.Keys.Contains("times");
        if (hasEvery != hasTimes)
        {
            map.Refuse(
                hasEvery ? "every" : "times",
                $"A series needs \"every\" and \"times\"; here is no \"{(hasEvery ? "times" : "every")}\"."
            );
            return null;
        }

        return !hasEvery ? (default, 1)
            : every is null || times is null ? null
            : (new Duration(every.Value), (int)times.Value);
    }

    // What a constructor refuses is told here, on its key, and not when the regimen is put together.
    private static Func<Regimen, Regimen>? Checked(KeyReader map, Func<Regimen, Regimen> add) =>
        map.Build(() =>
        {
            add(Regimen.None);
            return add;
        });
}
