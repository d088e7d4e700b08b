using System.Globalization;
using System.Text.Json.Nodes;
using PawLatency.Assay;
using PawLatency.Pharmacology;

namespace PawLatency.Files;

/// <summary>Reads study files, and describes their format as a JSON Schema.</summary>
internal static class StudyFile
{
    private const string TimeForm = "A time is written \"day 6\", \"day 6 12:30\" or \"36 h\".";

    private static readonly (string, Route)[] Routes =
        [("iv", Route.Intravenous), ("sc", Route.Subcutaneous), ("ip", Route.Intraperitoneal)];

    public static IReadOnlyList<string> Names => EmbeddedData.Names("studies");

    public static Study Named(string name)
    {
        string found = Nearest.Find(Names, study => [study], name, "study in the library", nameof(name));
        return EmbeddedData.Read($"studies/{found}.yaml", Read)!;
    }

    public static Study Load(string path) => Parse(path, File.ReadAllBytes(path));

    public static Study Parse(string file, ReadOnlySpan<byte> bytes) => KeyReader.Read(file, bytes, Read)!;

    /// <summary>The format of study files as JSON Schema (draft 2020-12), made by the code that reads them.</summary>
    public static string Schema()
    {
        JsonObject schema = KeyReader.Describe(Read).ToJson();
        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "PawLatency study",
            ["description"] = "A virtual Hargreaves experiment. Quantities carry their unit: \"0.5 mg/kg/h\".",
        };
        foreach ((string key, JsonNode? value) in schema.ToArray())
        {
            schema.Remove(key);
            root[key] = value;
        }

        return JsonText.Write(root);
    }

    private static Study? Read(KeyReader reader)
    {
        string? name = reader.Text("name", "Name of the study.", required: true);
        string? about = reader.Text("description", "What the study asks.");
        long? seed = reader.Integer("seed", 0, long.MaxValue, "Seed of all random numbers.", required: true);
        Animals animals = reader.Map("rats", "The animals.", ReadRats) ?? new Animals(RatDescription.Standard, true);
        Hargreaves assay = reader.Map("assay", "The Hargreaves apparatus.", ReadAssay) ?? Hargreaves.Standard;
        TestSchedule? test = reader.Map("test", "When the rats are tested.", ReadTest, required: true);
        var own = new List<Substance>();
        reader.Maps("substances", "Substances of your own, written like those in data/substances.", map => ReadOwn(map, own));
        var context = new Context(test?.At ?? new TimeOnly(10, 0), animals.Rats.MassG, key => Find(own, key));
        IReadOnlyList<Group> groups = ReadGroups(reader, context);
        return reader.Build(() => new Study
        {
            Name = name ?? "?",
            Description = about ?? "",
            Seed = (ulong)(seed ?? 0),
            Rats = animals.Rats,
            Variability = animals.Vary ? Variability.Standard : Variability.None,
            Assay = assay,
            Test = test ?? new TestSchedule { Days = [0] },
            Groups = groups,
        });
    }

    // One after the other, so that a substance may name an earlier one as its metabolite.
    private static Substance? ReadOwn(KeyReader map, List<Substance> own)
    {
        Substance? substance = SubstanceFile.Read(map, key => Find(own, key));
        if (substance is not null && own.Any(other => string.Equals(other.Name, substance.Name, StringComparison.OrdinalIgnoreCase)))
        {
            map.Refuse("name", $"There is already a substance of your own called \"{substance.Name}\"; names must differ.");
        }
        else if (substance is not null)
        {
            own.Add(substance);
        }

        return substance;
    }

    private static Animals ReadRats(KeyReader map)
    {
        string? strain = map.Text("strain", "Strain; recorded only.");
        Sex? sex = map.Choice("sex", [("male", Sex.Male), ("female", Sex.Female)], "Sex; recorded only.");
        double? mass = map.Number("mass", UnitSet.Mass, 50, 1000, "Body mass.");
        bool? variability = map.Switch("variability", "Whether rats, days and trials differ; on by default.");
        RatDescription standard = RatDescription.Standard;
        RatDescription rats = map.Build(() => new RatDescription
        {
            Strain = strain ?? standard.Strain,
            Sex = sex ?? standard.Sex,
            MassG = mass ?? standard.MassG,
        }) ?? standard;
        return new Animals(rats, variability ?? true);
    }

    private static Hargreaves? ReadAssay(KeyReader map)
    {
        Hargreaves standard = Hargreaves.Standard;
        double? baseline = map.Number("baseline", UnitSet.Latency, 2, 30, "Latency of the untreated typical rat.");
        double? cutoff = map.Number("cutoff", UnitSet.Latency, 3, 60, "Latency at which the lamp goes off.");
        long? trials = map.Integer("trials", 1, 20, "Trials in a session.");
        double? interval = map.Number("trial-interval", UnitSet.Time, 0, 2, "Time between trials.");
        double? lamp = map.Number("lamp", UnitSet.Percent, 20, 300, "Lamp intensity in percent of the calibrated setting.");
        double? floor = map.Number("floor", UnitSet.Temperature, 15, 40, "Temperature of the glass floor.");
        double? skin = map.Number("skin", UnitSet.Temperature, 20, 42, "Temperature of the paw before the lamp; 1 C above the floor by default.");
        double? timer = map.Number("timer", UnitSet.Latency, 0.001, 1, "Resolution of the timer.");
        double? delay = map.Number("delay", UnitSet.Latency, 0, 1.5, "Delay between threshold and withdrawal.");
        double? novelty = map.Number("novelty", UnitSet.Percent, 0, 50, "Lengthening of the first session's latency.");
        return map.Build(() =>
        {
            var assay = standard with
            {
                BaselineS = baseline ?? standard.BaselineS,
                CutoffS = cutoff ?? standard.CutoffS,
                Trials = (int)(trials ?? standard.Trials),
                TrialInterval = interval is { } hours ? new Duration(hours) : standard.TrialInterval,
                LampPercent = lamp ?? standard.LampPercent,
                FloorC = floor ?? standard.FloorC,
                SkinC = skin,
                TimerResolutionS = timer ?? standard.TimerResolutionS,
                ResponseDelayS = delay ?? standard.ResponseDelayS,
                NoveltyPercent = novelty ?? standard.NoveltyPercent,
            };
            assay.Validate();
            return assay;
        });
    }

    private static TestSchedule? ReadTest(KeyReader map)
    {
        TimeOnly at = map.Parsed("at", text => (TimeOnly?)Clock(text), "Clock time of the daily test, 10:00 by default.", "A clock time is written \"10:00\".") ?? new TimeOnly(10, 0);
        IReadOnlyList<double> days = map.Values("days", Day, "Days of testing; day 0 is the day of the first dose.", "A day is a number, for example -1, 0 or 6.5.");
        IReadOnlyList<StudyTime> also = map.Values("also", text => Time(text, at), "Further sessions.", TimeForm);
        bool after = map.Choice("relative-to-dose", [("before", false), ("after", true)], "Whether a session comes before or after a dose of the same instant; before by default.") ?? false;
        return map.Build(() =>
        {
            var schedule = new TestSchedule { At = at, Days = days, Also = also, AfterDose = after };
            schedule.Sessions();
            return schedule;
        });
    }

    private static IReadOnlyList<Group> ReadGroups(KeyReader reader, Context context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return reader.Maps("groups", "The groups.", map => ReadGroup(map, context, seen), required: true);
    }

    private static Group? ReadGroup(KeyReader map, Context context, HashSet<string> seen)
    {
        string? name = map.Text("name", "Name of the group.", required: true);
        long? rats = map.Integer("n", 0, 10_000, "Number of virtual rats; 0 for the typical rat alone.", required: true);
        IReadOnlyList<Administration> given = map.Maps("give", "What the rats are given.", inner => ReadGiven(inner, context));
        if (name is not null && !seen.Add(name))
        {
            map.Refuse("name", $"There is already a group called \"{name}\"; names must differ.");
        }

        return map.Build(() => new Group(name ?? "?", (int)(rats ?? 0), given.Aggregate(Regimen.None, (regimen, next) => regimen.Add(next))));
    }

    private static Administration? ReadGiven(KeyReader map, Context context)
    {
        Administration?[] given =
        [
            map.Map("pump", "An ALZET osmotic pump.", inner => ReadPump(inner, context)),
            map.Map("bolus", "A dose given at once.", inner => ReadBolus(inner, context)),
            map.Map("infusion", "A constant rate for a time.", inner => ReadInfusion(inner, context)),
            map.Map("pellet", "Implanted pellets.", inner => ReadPellet(inner, context)),
        ];
        map.ExactlyOne("Each entry of give is one pump, bolus, infusion or pellet and has a dash of its own");
        return given.FirstOrDefault(found => found is not null);
    }

    private static PumpImplant? ReadPump(KeyReader map, Context context)
    {
        AlzetPump? model = map.Parsed("model", AlzetPump.Named, "ALZET model.", "Name a model, for example 2ML1.", required: true);
        DrugForm? drug = ReadDrug(map, context);
        double? rate = map.Number("rate", UnitSet.DoseRate, 0, DoseRate.MaximumMicrogramsPerKgPerHour, "Nominal rate.", required: !map.IsDescribing && drug is not { Substance.IsVehicle: true });
        StudyTime? implant = ReadTime(map, "implant", "Implantation.", context, required: true);
        StudyTime? remove = ReadTime(map, "remove", "Removal; left in if absent.", context);
        Route route = map.Choice("route", Routes, "sc, or iv through a catheter; sc by default.") ?? Route.Subcutaneous;
        bool primed = map.Switch("primed", "Whether the pump was primed and delivers from the first moment; off by default.") ?? false;
        return model is null || drug is null || implant is null || (rate is null && !drug.Substance.IsVehicle) ? null : map.Build(() =>
        {
            var pump = new PumpImplant(model, drug, new DoseRate(rate ?? 0), implant.Value, remove, route, primed);
            pump.CheckAgainst(context.MassG);
            return pump;
        });
    }

    private static Bolus? ReadBolus(KeyReader map, Context context)
    {
        DrugForm? drug = ReadDrug(map, context);
        double? dose = map.Number("dose", UnitSet.Dose, 0, Dose.MaximumMicrogramsPerKg, "The dose.", required: true);
        Route? route = map.Choice("route", Routes, "The way it enters.", required: true);
        StudyTime? at = ReadTime(map, "at", "When.", context, required: true);
        return drug is null || dose is null || route is null || at is null
            ? null
            : map.Build(() => new Bolus(drug, new Dose(dose.Value), route.Value, at.Value));
    }

    private static Infusion? ReadInfusion(KeyReader map, Context context)
    {
        DrugForm? drug = ReadDrug(map, context);
        double? rate = map.Number("rate", UnitSet.DoseRate, 0, DoseRate.MaximumMicrogramsPerKgPerHour, "The rate.", required: true);
        Route? route = map.Choice("route", Routes, "The way it enters.", required: true);
        StudyTime? from = ReadTime(map, "from", "Start.", context, required: true);
        double? length = map.Number("for", UnitSet.Time, 1.0 / 3600, 24 * 365, "Length.", required: true);
        return drug is null || rate is null || route is null || from is null || length is null
            ? null
            : map.Build(() => new Infusion(drug, new DoseRate(rate.Value), route.Value, from.Value, new Duration(length.Value)));
    }

    private static PelletImplant? ReadPellet(KeyReader map, Context context)
    {
        Pellet? pellet = map.Parsed("name", Pellet.Named, "The pellet.", "Name a pellet, for example morphine-75mg.", required: true);
        long? count = map.Integer("count", 1, 20, "Number of pellets, 1 by default.");
        StudyTime? implant = ReadTime(map, "implant", "Implantation.", context, required: true);
        StudyTime? remove = ReadTime(map, "remove", "Removal; left in if absent.", context);
        return pellet is null || implant is null
            ? null
            : map.Build(() => new PelletImplant(pellet, (int)(count ?? 1), implant.Value, remove));
    }

    // A dose of a drug says whether it is counted as base or as a salt; saline has neither.
    private static DrugForm? ReadDrug(KeyReader map, Context context)
    {
        Substance? substance = map.Parsed("substance", context.Find, "What is given.", "Name a substance, for example morphine.", required: true);
        string? form = map.Text("as", "The form the dose is stated in: base, or the name of a salt. Needed for every drug.",
            required: substance is { IsVehicle: false }, form: $"the form the dose is stated in, one of {string.Join(", ", substance?.FormsGPerMol.Keys ?? [])},");
        if (substance is null || (form is null && !substance.IsVehicle))
        {
            return null;
        }

        if (form is not null && substance.IsVehicle)
        {
            map.Refuse("as", $"{substance.Name} is a vehicle and has no form; leave \"as\" out.");
            return null;
        }

        if (form is not null && !substance.FormsGPerMol.ContainsKey(form))
        {
            map.Refuse("as", $"{substance.Name} has no form \"{form}\".{Nearest.Suggest(form, [.. substance.FormsGPerMol.Keys])}");
            return null;
        }

        return substance.As(form ?? DrugForm.BaseName);
    }

    private static StudyTime? ReadTime(KeyReader map, string key, string about, Context context, bool required = false) =>
        map.Parsed(key, text => (StudyTime?)Time(text, context.TestHour), about, TimeForm, required);

    private static StudyTime Time(string text, TimeOnly testHour)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["day", string day, .. string[] clock] && clock.Length <= 1)
        {
            double days = Day(day);
            return clock is not [string time] ? days.Days
                : days == Math.Floor(days) ? new StudyTime(days * 24 + (Clock(time).ToTimeSpan() - testHour.ToTimeSpan()).TotalHours)
                : throw new ArgumentException($"\"{text}\" has half a day and a clock time; write one of them.");
        }

        (double value, string? problem) = UnitSet.Time.Parse(text);
        return problem is not null ? throw new ArgumentException($"\"{text}\" is not a time. {TimeForm}")
            : value is >= -30 * 24 and <= 365 * 24 ? new StudyTime(value)
            : throw new ArgumentException($"\"{text}\" is not a time from day -30 to day 365.");
    }

    private static double Day(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double day) && day is >= -30 and <= 365
            ? day
            : throw new ArgumentException($"\"{text}\" is not a day from -30 to 365.");

    private static TimeOnly Clock(string text) =>
        TimeOnly.TryParseExact(text, ["H:mm", "HH:mm", "H:mm:ss", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly clock)
            ? clock
            : throw new ArgumentException($"\"{text}\" is not a clock time; it is written \"10:00\".");

    private static Substance Find(List<Substance> own, string name) =>
        own.Count == 0 ? SubstanceFile.Find(name) : SubstanceFile.Find(name, own);

    private sealed record Animals(RatDescription Rats, bool Vary);

    private sealed record Context(TimeOnly TestHour, double MassG, Func<string, Substance> Find);
}
