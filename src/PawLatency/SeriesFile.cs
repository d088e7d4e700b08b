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
        Route? route = map.Choice("route", RouteNames.Injected, "Route of administration.", required: true);
        StudyTime? at = TimeText.Read(map, "at", "Time of the dose, or of the first dose.", context.TestHour, required: true);
        (Duration Every, int Times)? series = ReadSeries(map);
        if (last is not null && !map.Keys.Contains("times"))
        {
            map.Refuse("to", "A changing dose needs several doses; add \"every\" and \"times\".");
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
            "The rate, or the first rate of a taper or escalation.",
            required: true
        );
        double? last = map.Number(
            "to",
            UnitSet.DoseRate,
            0,
            DoseRate.MaximumMicrogramsPerKgPerHour,
            "The last rate of a taper or escalation."
        );
        long? steps = map.Integer(
            "steps",
            2,
            Regimen.MaximumSteps,
            "Number of equal steps from the first rate to the last; linear if absent."
        );
        Route? route = map.Choice("route", RouteNames.Injected, "Route of administration.", required: true);
        StudyTime? from = TimeText.Read(map, "from", "Start.", context.TestHour, required: true);
        double? length = map.Number("for", UnitSet.Time, 1.0 / 3600, 24 * 365, "Duration.", required: true);
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
        Route? route = map.Choice("route", RouteNames.Injected, "Route of administration.", required: true);
        Readout readout = context.Assay.Readout;
        double? below = map.Number(
            "below",
            map.IsDescribing ? UnitSet.Reading : readout.Units,
            readout.Of(ResponseDosing.LeastS),
            readout.Of(ResponseDosing.MostS),
            "Latency, or force, below which a dose is given.",
            required: true
        );
        StudyTime? from = TimeText.Read(map, "from", "Time of the first assessment.", context.TestHour, required: true);
        double? every = map.Number("every", UnitSet.Time, 1.0 / 60, 24 * 365, "Interval between assessments.", required: true);
        long? assessments = map.Integer("times", 1, ResponseDosing.MaximumAssessments, "Number of assessments.", required: true);
        long? most = map.Integer(
            "at-most",
            1,
            ResponseDosing.MaximumAssessments,
            "Maximum number of doses; one at each assessment if absent."
        );
        return drug is null || dose is null || route is null || below is null || from is null || every is null || assessments is null
            ? null
            : map.Build(() =>
                new ResponseDosing(
                    drug,
                    new Dose(dose.Value),
                    route.Value,
                    below.Value / readout.PerS,
                    from.Value,
                    new Duration(every.Value),
                    (int)assessments.Value,
                    (int)(most ?? assessments.Value)
                )
            );
    }

    // Number and interval of doses; a single dose if neither is given.
    private static (Duration, int)? ReadSeries(KeyReader map)
    {
        double? every = map.Number("every", UnitSet.Time, 1.0 / 3600, 24 * 365, "Interval.");
        long? times = map.Integer("times", 1, Regimen.MaximumSteps, "Number of repeats; one if absent.");
        bool hasEvery = map.Keys.Contains("every"),
            hasTimes = map.Keys.Contains("times");
        if (hasEvery != hasTimes)
        {
            map.Refuse(
                hasEvery ? "every" : "times",
                $"A series needs \"every\" and \"times\"; \"{(hasEvery ? "times" : "every")}\" is missing."
            );
            return null;
        }

        return !hasEvery ? (default, 1)
            : every is null || times is null ? null
            : (new Duration(every.Value), (int)times.Value);
    }

    // Errors of the constructor are reported here at their key, before the regimen is built.
    private static Func<Regimen, Regimen>? Checked(KeyReader map, Func<Regimen, Regimen> add) =>
        map.Build(() =>
        {
            add(Regimen.None);
            return add;
        });
}
