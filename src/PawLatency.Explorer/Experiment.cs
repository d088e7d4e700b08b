using System.Globalization;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Explorer;

/// <summary>The experiment of an address: a study of the library, changed by the controls of the page, and the text of each
/// control.</summary>
internal sealed class Experiment
{
    private readonly Controls _controls;

    private Experiment(Study preset, Controls controls, int treated)
    {
        (Preset, _controls) = (preset, controls);
        Given given = new(controls, preset.Groups[treated]);
        // Untouched controls leave a study as it is, also where it gives what the controls have no place for.
        bool untouched = Given
            .Defaults(preset.Groups[treated])
            .All(control => !controls.Used.TryGetValue(control.Key, out string? text) || text == Controls.Shown(control.Value));
        Group[] groups =
        [
            .. preset.Groups.Select(
                (group, index) =>
                    untouched
                        ? Group(group, group.Regimen, group.Name)
                        : Group(
                            group,
                            index == treated ? given.Regimen : Mirror(group, given.Device),
                            index == treated ? given.GroupName(preset) : group.Name
                        )
            ),
        ];
        Treated = groups[treated].Name;
        bool changed =
            !untouched
            && given
                .Regimen.Administrations.Select(one => one.Describe())
                .SequenceEqual(preset.Groups[treated].Regimen.Administrations.Select(one => one.Describe()))
                is false;
        Study = controls.Build(
            "study",
            () =>
                preset with
                {
                    Name = changed ? given.StudyName(preset.Name) : preset.Name,
                    // What the preset asks and tells is of what it gives; of something else it would be wrong.
                    Question = changed ? "" : preset.Question,
                    Description = changed ? "" : preset.Description,
                    Seed = (ulong)controls.Whole("seed", 0, long.MaxValue),
                    Variability = controls.Choice("vary", ["on", "off"]) == "on" ? Variability.Standard : Variability.None,
                    Assay = controls.Build(
                        "cutoff",
                        () =>
                        {
                            (double low, double high) = preset.Assay.CutoffRange;
                            NociceptiveAssay assay = preset.Assay with
                            {
                                Cutoff = controls.Number("cutoff", low, high, preset.Assay.Readout.Unit),
                            };
                            assay.Validate();
                            return assay;
                        }
                    ),
                    Test = Schedule(preset.Test),
                    Groups = groups,
                }
        );
        controls.Build(
            "device",
            () =>
            {
                Study.Validate();
                return 0;
            }
        );
        CheckSize();
        Text = Study.ToYaml();
    }

    /// <summary>The study of the library it began with.</summary>
    public Study Preset { get; }

    /// <summary>The study on the screen.</summary>
    public Study Study { get; }

    /// <summary>Name of the group that the controls of drug and device change.</summary>
    public string Treated { get; }

    /// <summary>The study file.</summary>
    public string Text { get; }

    /// <summary>The text of each control that this experiment has.</summary>
    public IReadOnlyDictionary<string, string> Values => _controls.Used;

    /// <summary>The command that gives the same numbers.</summary>
    public string Command => Text == Preset.ToYaml() ? $"pawlatency run {Values["study"]}" : "pawlatency run study.yaml";

    /// <summary>The state as a query string, every control in it.</summary>
    public string Query => Address.Query(Address.Experiment.Select(name => (name, Values.GetValueOrDefault(name))));

    /// <summary>Reads the experiment of an address; what is not in it is as in the study it begins with.</summary>
    /// <exception cref="Refusal">A value is out of range or not known.</exception>
    public static Experiment Of(Address address)
    {
        (Study preset, int treated, Dictionary<string, string> defaults) = Begin(address);
        return new Experiment(preset, new Controls(address, defaults), treated);
    }

    /// <summary>The texts of all controls, right or not, for a form in which a slip can be mended.</summary>
    /// <exception cref="Refusal">There is no such study.</exception>
    public static (IReadOnlyDictionary<string, string> Values, Study Preset, string Treated) Asked(Address address)
    {
        (Study preset, int treated, Dictionary<string, string> defaults) = Begin(address);
        return (
            defaults.ToDictionary(
                pair => pair.Key,
                pair => pair.Key == "group" ? pair.Value : address[pair.Key] ?? Controls.Shown(pair.Value)
            ),
            preset,
            preset.Groups[treated].Name
        );
    }

    private static (Study Preset, int Treated, Dictionary<string, string> Defaults) Begin(Address address)
    {
        string name = (address["study"] ?? "reference").ToLowerInvariant();
        Study preset;
        try
        {
            preset = Study.Named(name);
        }
        catch (ArgumentException fault)
        {
            throw new Refusal("study", name, Fault.Plain(fault));
        }

        int treated = Treats(address["group"], preset);
        Dictionary<string, string> defaults = Given.Defaults(preset.Groups[treated]);
        (defaults["study"], defaults["group"]) = (name, preset.Groups[treated].Name);
        if (preset.Assay.Stimulus is { } stimulus)
        {
            defaults[stimulus.Name] = StudyText.Number(stimulus.Value);
        }

        if (NociceptiveAssay.StimulusKeys.FirstOrDefault(one => address[one] is not null && !defaults.ContainsKey(one)) is { } foreign)
        {
            throw new Refusal(foreign, address[foreign]!, preset.Assay.Without(foreign));
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

    private static int Treats(string? group, Study preset)
    {
        string[] names = [.. preset.Groups.Select(one => one.Name)];
        return group is null ? Given.TreatedGroup(preset)
            : Array.FindIndex(names, name => name.Equals(group, StringComparison.OrdinalIgnoreCase)) is var found and >= 0 ? found
            : throw new Refusal(
                "group",
                group,
                $"The study has the groups {string.Join(", ", names)}.{Nearest.Offer(group.Length > 100 ? group[..100] : group, names)}"
            );
    }

    // A group that the study gives a stimulus of its own keeps it.
    private Group Group(Group group, Regimen regimen, string name)
    {
        Group made = group.With(name, (int)_controls.Whole("n", 0, Limits.RatsPerGroup), regimen);
        return
            Preset.Assay.Stimulus is not { } usual
            || _controls.Number(usual.Name, usual.Range.Low, usual.Range.High, usual.Unit) is var value && value == usual.Value
            ? made
            : made with
            {
                Stimulus = made.Stimulus ?? usual.At(value),
            };
    }

    // A control group with a pump of vehicle has the pump of the treated group, or none where that has none.
    private static Regimen Mirror(Group group, Administration? device) =>
        !Given.Follows(group)
            ? group.Regimen
            : group
                .Regimen.Administrations.Select(given => given is PumpImplant vehicle ? Vehicle(vehicle, device) : given)
                .OfType<Administration>()
                .Aggregate(Regimen.None, (all, one) => all.Add(one));

    private static PumpImplant? Vehicle(PumpImplant vehicle, Administration? device) =>
        device is PumpImplant pump
            ? new PumpImplant(pump.Model, vehicle.Drug, vehicle.Rate, pump.Implant, pump.Remove, pump.Route, pump.Primed)
            : null;

    private TestSchedule Schedule(TestSchedule preset) =>
        preset with
        {
            Days = [.. _controls.List("days", text => Controls.Day(StudyText.ParseDay(text)))],
            Also = [.. _controls.List("also", text => new StudyTime(Controls.Day(StudyText.ParseTime(text, preset.At).Days) * 24))],
        };

    private void CheckSize()
    {
        int rats = Study.Groups.Sum(group => group.Rats),
            sessions = _controls.Build("days", () => Study.Test.Sessions()).Count;
        _ =
            rats > Limits.Rats
                ? throw new Refusal(
                    "n",
                    Values["n"],
                    $"{Study.Groups.Count} groups would be {rats} rats; {Limits.Rats} is the most the page runs. pawlatency run takes more."
                )
                : 0;
        _ =
            sessions > Limits.Sessions
                ? throw new Refusal("days", Values["days"], $"There are {sessions} sessions; {Limits.Sessions} is the most the page runs.")
                : 0;
    }
}
