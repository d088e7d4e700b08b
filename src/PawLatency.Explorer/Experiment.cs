using System.Globalization;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Explorer;

/// <summary>A study of the library as modified by the controls of the page, with the text of each control.</summary>
internal sealed class Experiment
{
    private readonly Controls _controls;

    private Experiment(Study preset, Controls controls, int treated)
    {
        (Preset, _controls) = (preset, controls);
        TreatmentInput treatment = new(controls, preset.Groups[treated]);
        // If no control was changed, the study stays as it is, including treatments that have no controls.
        bool untouched = TreatmentInput
            .Defaults(preset.Groups[treated])
            .All(control => !controls.Used.TryGetValue(control.Key, out string? text) || text == Controls.Displayed(control.Value));
        Group[] groups =
        [
            .. preset.Groups.Select(
                (group, index) =>
                    untouched
                        ? Group(group, group.Regimen, group.Name)
                        : Group(
                            group,
                            index == treated ? treatment.Regimen : MatchPump(group, treatment.Device),
                            index == treated ? treatment.GroupName(preset) : group.Name
                        )
            ),
        ];
        Treated = groups[treated].Name;
        bool changed =
            !untouched
            && treatment
                .Regimen.Administrations.Select(one => one.Describe())
                .SequenceEqual(preset.Groups[treated].Regimen.Administrations.Select(one => one.Describe()))
                is false;
        Study = controls.Build(
            "study",
            () =>
                preset with
                {
                    Name = changed ? treatment.StudyName(preset.Name) : preset.Name,
                    // The question and description apply only to the original treatment.
                    Question = changed ? "" : preset.Question,
                    Description = changed ? "" : preset.Description,
                    Seed = (ulong)controls.Whole("seed", 0, long.MaxValue),
                    Variability = controls.Choice("vary", ["on", "off"]) == "on" ? Variability.Standard : Variability.None,
                    Assay = controls.Build("cutoff", () => WithCutoff(preset.Assay, controls)),
                    Test = Schedule(preset.Test),
                    Groups = groups,
                }
        );
        controls.Build("device", () => Validated(Study));
        CheckLimits();
        Text = Study.ToYaml();
    }

    /// <summary>The original study of the library.</summary>
    public Study Preset { get; }

    /// <summary>The study as modified.</summary>
    public Study Study { get; }

    /// <summary>Name of the group whose treatment the controls change.</summary>
    public string Treated { get; }

    /// <summary>The study file.</summary>
    public string Text { get; }

    /// <summary>Texts of the controls of this experiment.</summary>
    public IReadOnlyDictionary<string, string> Values => _controls.Used;

    /// <summary>The command that reproduces the numbers.</summary>
    public string Command => Text == Preset.ToYaml() ? $"pawlatency run {Values["study"]}" : "pawlatency run study.yaml";

    /// <summary>All controls as a query string.</summary>
    public string Query => QueryParameters.Query(QueryParameters.Experiment.Select(name => (name, Values.GetValueOrDefault(name))));

    /// <summary>Reads an experiment from query parameters. Absent parameters are those of the study.</summary>
    /// <exception cref="RequestException">A value is unknown or out of range.</exception>
    public static Experiment Of(QueryParameters parameters)
    {
        (Study preset, int treated, Dictionary<string, string> defaults) = ReadPreset(parameters);
        return new Experiment(preset, new Controls(parameters, defaults), treated);
    }

    /// <summary>Texts of all controls as requested, valid or not, so that the user can correct them in the form.</summary>
    /// <exception cref="RequestException">Unknown study.</exception>
    public static (IReadOnlyDictionary<string, string> Values, Study Preset, string Treated) Requested(QueryParameters parameters)
    {
        (Study preset, int treated, Dictionary<string, string> defaults) = ReadPreset(parameters);
        return (
            defaults.ToDictionary(
                pair => pair.Key,
                pair => pair.Key == "group" ? pair.Value : parameters[pair.Key] ?? Controls.Displayed(pair.Value)
            ),
            preset,
            preset.Groups[treated].Name
        );
    }

    private static (Study Preset, int Treated, Dictionary<string, string> Defaults) ReadPreset(QueryParameters parameters)
    {
        string name = (parameters["study"] ?? "reference").ToLowerInvariant();
        Study preset;
        try
        {
            preset = Study.Named(name);
        }
        catch (ArgumentException fault)
        {
            throw new RequestException("study", name, Fault.Plain(fault));
        }

        int treated = TreatedIndex(parameters["group"], preset);
        Dictionary<string, string> defaults = TreatmentInput.Defaults(preset.Groups[treated]);
        (defaults["study"], defaults["group"]) = (name, preset.Groups[treated].Name);
        if (preset.Assay.Stimulus is { } stimulus)
        {
            defaults[stimulus.Name] = StudyText.Number(stimulus.Value);
        }

        if (NociceptiveAssay.StimulusKeys.FirstOrDefault(one => parameters[one] is not null && !defaults.ContainsKey(one)) is { } foreign)
        {
            throw new RequestException(foreign, parameters[foreign]!, preset.Assay.Without(foreign));
        }

        defaults["cutoff"] = StudyText.Number(preset.Assay.Cutoff);
        (defaults["n"], defaults["seed"]) = (
            preset.Groups[treated].Rats.ToString(CultureInfo.InvariantCulture),
            preset.Seed.ToString(CultureInfo.InvariantCulture)
        );
        defaults["vary"] = preset.Variability == Variability.None ? "off" : "on";
        defaults["days"] = string.Join(", ", preset.Test.Days.Select(StudyText.Number));
        defaults["also"] = string.Join(", ", preset.Test.Also.Select(StudyText.Time));
        return (preset, treated, defaults);
    }

    private static int TreatedIndex(string? group, Study preset)
    {
        string[] names = [.. preset.Groups.Select(one => one.Name)];
        return group is null ? TreatmentInput.TreatedGroup(preset)
            : Array.FindIndex(names, name => name.Equals(group, StringComparison.OrdinalIgnoreCase)) is var found and >= 0 ? found
            : throw new RequestException(
                "group",
                group,
                $"The study has the groups "
                    + $"{string.Join(", ", names)}.{Nearest.DidYouMean(group.Length > 100 ? group[..100] : group, names)}"
            );
    }

    // A group with its own stimulus in the study keeps it.
    private Group Group(Group group, Regimen regimen, string name)
    {
        Group made = group.With(name, (int)_controls.Whole("n", 0, RequestLimits.RatsPerGroup), regimen);
        return
            Preset.Assay.Stimulus is not { } usual
            || _controls.Number(usual.Name, usual.Range.Low, usual.Range.High, usual.Unit) is var value && value == usual.Value
            ? made
            : made with
            {
                Stimulus = made.Stimulus ?? usual.At(value),
            };
    }

    // A control group with a vehicle pump gets the pump of the treated group, or none if that has none.
    private static Regimen MatchPump(Group group, Administration? device) =>
        !TreatmentInput.IsVehiclePump(group)
            ? group.Regimen
            : group
                .Regimen.Administrations.Select(given => given is PumpImplant vehicle ? VehiclePump(vehicle, device) : given)
                .OfType<Administration>()
                .Aggregate(Regimen.None, (all, one) => all.Add(one));

    private static PumpImplant? VehiclePump(PumpImplant vehicle, Administration? device) =>
        device is PumpImplant pump
            ? new PumpImplant(pump.Model, vehicle.Drug, vehicle.Rate, pump.Implant, pump.Remove, pump.Route, pump.Primed)
            : null;

    private TestSchedule Schedule(TestSchedule preset) =>
        preset with
        {
            Days = [.. _controls.List("days", text => Controls.Day(StudyText.ParseDay(text)))],
            Also = [.. _controls.List("also", text => new StudyTime(Controls.Day(StudyText.ParseTime(text, preset.At).Days) * 24))],
        };

    private static Study Validated(Study study)
    {
        study.Validate();
        return study;
    }

    private static NociceptiveAssay WithCutoff(NociceptiveAssay preset, Controls controls)
    {
        (double low, double high) = preset.CutoffRange;
        NociceptiveAssay assay = preset with { Cutoff = controls.Number("cutoff", low, high, preset.Readout.Unit) };
        assay.Validate();
        return assay;
    }

    private void CheckLimits()
    {
        int rats = Study.Groups.Sum(group => group.Rats),
            sessions = _controls.Build("days", () => Study.Test.Sessions()).Count;
        _ =
            rats > RequestLimits.Rats
                ? throw new RequestException(
                    "n",
                    Values["n"],
                    $"{Study.Groups.Count} groups make {rats} rats; the page allows {RequestLimits.Rats}. `pawlatency run` takes more."
                )
                : 0;
        _ =
            sessions > RequestLimits.Sessions
                ? throw new RequestException(
                    "days",
                    Values["days"],
                    $"There are {sessions} sessions; the page allows {RequestLimits.Sessions}."
                )
                : 0;
    }
}
