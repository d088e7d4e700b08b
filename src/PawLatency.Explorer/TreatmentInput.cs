using System.Globalization;
using PawLatency.Pharmacology;

namespace PawLatency.Explorer;

/// <summary>The treatment of one group as set on the page: a first treatment (pump, pellet, infusion or injection) and a second
/// substance. All other doses of the group are kept.</summary>
internal sealed class TreatmentInput
{
    public const string AsInfusion = "infusion",
        AsBolus = "bolus",
        None = "none";

    public static readonly string[] RouteChoices = [.. RouteNames.Injected.Select(route => route.Name)];

    private readonly Group _preset;

    public TreatmentInput(Controls controls, Group preset)
    {
        _preset = preset;
        (Administration? device, Administration? second) = Split(preset);
        Device = ReadDevice(controls);
        Second = ReadSecond(controls);
        IEnumerable<Administration?> rest = preset.Regimen.Administrations.Where(given => given != device && given != second);
        Regimen = new[] { Device }.Concat(rest).Append(Second).OfType<Administration>().Aggregate(Regimen.None, (all, one) => all.Add(one));
        Regimen = preset.Regimen.Procedures.Aggregate(
            preset.Regimen.Responses.Aggregate(Regimen, (all, one) => all.Add(one)),
            (all, one) => all.Add(one)
        );
    }

    /// <summary>Names of all devices on the page.</summary>
    public static IReadOnlyList<string> Devices { get; } =
    [
        .. AlzetPump.All.Where(pump => pump.RateUlPerH is not null).Select(pump => pump.Model),
        .. Pellet.All.Select(pellet => pellet.Name),
        AsInfusion,
        AsBolus,
        None,
    ];

    public Administration? Device { get; }

    public Administration? Second { get; }

    public Regimen Regimen { get; }

    /// <summary>Name of a study with this treatment: the treatment itself, shortened if long; or the old name with "changed" if the group
    /// also has doses without controls.</summary>
    public string StudyName(string preset)
    {
        if (UncontrolledDoses(_preset) > 0)
        {
            return preset.Length <= 90 ? $"{preset}, changed" : preset;
        }

        string[] given =
        [
            .. new[] { Device, Second }.OfType<Administration>().Select(one => one.Describe()).DefaultIfEmpty("no treatment"),
        ];
        string fullName = string.Join(" and ", given),
            shortName = string.Join(" and ", given.Select(one => one.Split(',')[0]));
        return fullName.Length <= 100 ? fullName : shortName[..Math.Min(100, shortName.Length)].TrimEnd();
    }

    /// <summary>Number of doses of a group for which the page has no controls.</summary>
    public static int UncontrolledDoses(Group group)
    {
        (Administration? device, Administration? second) = Split(group);
        return group.Regimen.Administrations.Count(given => given != device && given != second);
    }

    /// <summary>Name of the treated group. A group named after its drug is renamed when the drug changes.</summary>
    public string GroupName(Study study) =>
        UncontrolledDoses(_preset) == 0
        && Split(_preset).Device is { } device
        && _preset.Name.Equals(device.Drug.Substance.Name, StringComparison.OrdinalIgnoreCase)
        && Device is not null
        && Device.Drug.Substance.Name != device.Drug.Substance.Name
            ? study.Groups.Any(group => group.Name == Device.Drug.Substance.Name)
                ? $"{Device.Drug.Substance.Name} (treated)"
                : Device.Drug.Substance.Name
            : _preset.Name;

    /// <summary>Index of the group the controls change by default: the last group given a drug, or else the last group.</summary>
    public static int TreatedGroup(Study study) =>
        study.Groups.ToList().FindLastIndex(group => !group.Regimen.IsVehicle) is var found and >= 0 ? found : study.Groups.Count - 1;

    /// <summary>Whether a group is a control group with a vehicle pump and nothing else. Such a group gets the same pump as the treated
    /// group.</summary>
    public static bool IsVehiclePump(Group group) =>
        group.Regimen is { IsVehicle: true, Procedures.Count: 0, Responses.Count: 0 } regimen
        && regimen.Administrations.OfType<PumpImplant>().Any();

    /// <summary>Texts of the controls for a group as defined in its study.</summary>
    public static Dictionary<string, string> Defaults(Group group)
    {
        (Administration? device, Administration? second) = Split(group);
        DrugForm drug = device?.Drug ?? Substance.Morphine.Base;
        DoseRate rate = (device as PumpImplant)?.Rate ?? (device as Infusion)?.Rate ?? 0.5.MgPerKgPerHour;
        Dose dose = device is Bolus bolus ? bolus.Dose : 5.MgPerKg;
        (Dose secondDose, double hours) = second switch
        {
            Bolus one => (one.Dose, 0),
            Infusion one => (new Dose(one.Rate.MicrogramsPerKgPerHour * one.Length.Hours), one.Length.Hours),
            _ => (1.MgPerKg, 0),
        };
        return new(StringComparer.Ordinal)
        {
            ["drug"] = drug.Substance.Name,
            ["as"] = drug.Substance.IsVehicle ? DrugForm.BaseName : drug.Form,
            ["device"] = device switch
            {
                PumpImplant pump => pump.Model.Model,
                PelletImplant pellet => pellet.Pellet.Name,
                Infusion => AsInfusion,
                Bolus => AsBolus,
                _ => None,
            },
            ["rate"] = StudyText.Text(rate).Split(' ')[0],
            ["rate-unit"] = StudyText.Text(rate).Split(' ')[1],
            ["dose"] = StudyText.Text(dose).Split(' ')[0],
            ["dose-unit"] = StudyText.Text(dose).Split(' ')[1],
            ["pellets"] = device is PelletImplant pellets ? pellets.Count.ToString(CultureInfo.InvariantCulture) : "2",
            ["route"] = RouteNames.Abbreviation(device?.Route ?? Route.Subcutaneous),
            ["from"] = StudyText.Number(device?.Start.Days ?? 0),
            ["to"] = device switch
            {
                PumpImplant { Remove: { } end } => StudyText.Number(end.Days),
                PelletImplant { Remove: { } end } => StudyText.Number(end.Days),
                Infusion infusion => StudyText.Number(infusion.End!.Value.Days),
                PumpImplant or PelletImplant => "",
                _ => "7",
            },
            ["second"] = second?.Drug.Substance.Name ?? None,
            ["second-as"] = second?.Drug.Form ?? DrugForm.BaseName,
            ["second-dose"] = StudyText.Text(secondDose).Split(' ')[0],
            ["second-unit"] = StudyText.Text(secondDose).Split(' ')[1],
            ["second-route"] = RouteNames.Abbreviation(second?.Route ?? Route.Subcutaneous),
            ["second-at"] = StudyText.Time(second?.Start ?? 6.Days),
            ["second-for"] = StudyText.Number(hours),
        };
    }

    // The first administration with controls is the device; the first injection or infusion after it is the second substance.
    private static (Administration? Device, Administration? Second) Split(Group group)
    {
        Administration[] shown =
        [
            .. group.Regimen.Administrations.Where(given => given is PumpImplant or PelletImplant or Infusion or Bolus),
        ];
        return (shown is [var first, ..] ? first : null, shown.Skip(1).FirstOrDefault(given => given is Bolus or Infusion));
    }

    private static Administration? ReadDevice(Controls controls)
    {
        string device = controls.Choice("device", Devices);
        if (device == None)
        {
            return null;
        }

        StudyTime from =
            controls.Day("from")
            ?? throw new RequestException("from", "", $"Enter a day from {RequestLimits.FirstDay} to {RequestLimits.LastDay}.");
        if (Pellet.All.FirstOrDefault(one => one.Name == device) is { } pellet)
        {
            CheckPelletDrug(controls, pellet);
            int count = (int)controls.Whole("pellets", 1, 20);
            StudyTime? taken = controls.Day("to");
            return controls.Build("device", () => new PelletImplant(pellet, count, from, taken));
        }

        DrugForm drug = Drug(controls, "");
        Route route = ReadRoute(controls, "route");
        if (device == AsBolus)
        {
            var dose = controls.Quantity("dose", "dose-unit", StudyText.DoseUnits, StudyText.ParseDose);
            return controls.Build("dose", () => new Bolus(drug, dose, route, from));
        }

        var rate = controls.Quantity("rate", "rate-unit", StudyText.DoseRateUnits, StudyText.ParseDoseRate);
        StudyTime? to = controls.Day("to");
        return controls.Build<Administration>(
            "rate",
            () =>
                device != AsInfusion ? new PumpImplant(AlzetPump.Named(device), drug, rate, from, to, route)
                : to > from ? new Infusion(drug, rate, route, from, to.Value - from)
                : throw new ArgumentException($"An infusion must end after its start on {from}.", "remove")
        );
    }

    // A pellet has no drug control, but a typed address, or a form whose device was just changed, may still send a drug.
    private static void CheckPelletDrug(Controls controls, Pellet pellet)
    {
        Substance contained = pellet.Drug.Substance;
        if (controls.Requested("drug") is { } asked && controls.Build("drug", () => Substance.Named(asked)) != contained)
        {
            throw new RequestException(
                "drug",
                asked,
                $"The pellet {pellet.Name} contains {contained.Name}; for another drug choose a pump, an infusion or an injection."
            );
        }
    }

    private static Administration? ReadSecond(Controls controls)
    {
        if (controls.Text("second").Equals(None, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        DrugForm drug = Drug(controls, "second-");
        var dose = controls.Quantity("second-dose", "second-unit", StudyText.DoseUnits, StudyText.ParseDose);
        Route route = ReadRoute(controls, "second-route");
        double hours = controls.Number("second-for", 0, 24 * RequestLimits.LastDay, "h");
        string text = controls.Exact("second-at");
        StudyTime at = controls.Build("second-at", () => new StudyTime(24 * Controls.Day(StudyText.ParseTime(text).Days)), "second-");
        return controls.Build<Administration>(
            "second-dose",
            () =>
                hours > 0
                    ? new Infusion(drug, new DoseRate(dose.MicrogramsPerKg / hours), route, at, new Duration(hours))
                    : new Bolus(drug, dose, route, at),
            "second-"
        );
    }

    private static DrugForm Drug(Controls controls, string prefix)
    {
        string name = prefix.Length > 0 ? "second" : "drug";
        Substance substance = controls.Build(name, () => Substance.Named(controls.Text(name)));
        return substance.IsVehicle ? substance.Base : controls.Build("as", () => substance.As(controls.Text(prefix + "as")), prefix);
    }

    private static Route ReadRoute(Controls controls, string name) =>
        RouteNames.Injected[Array.IndexOf(RouteChoices, controls.Choice(name, RouteChoices))].Item2;
}
