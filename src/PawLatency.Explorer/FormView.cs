using System.Globalization;
using PawLatency.Pharmacology;
using PawLatency.Plotting.Drawing;
using PawLatency.Text;

namespace PawLatency.Explorer;

/// <summary>The form: every control is a parameter of the address and has a label. It works without a script.</summary>
internal sealed class FormView(IReadOnlyDictionary<string, string> values, Study preset, string treated)
{
    private string Device => values["device"];

    private IEnumerable<Group> Others => preset.Groups.Where(group => group.Name != values["group"]);

    private bool IsPellet => Pellet.All.Any(pellet => pellet.Name == Device);

    public Markup Html(string? pin) =>
        $"""
            <input type="hidden" name="study" value="{values["study"]}">
            <input type="hidden" name="group" value="{values["group"]}">
            {(pin is null ? default : (Markup)$"<input type=\"hidden\" name=\"pin\" value=\"{pin}\">")}
            <fieldset><legend>Drug and device</legend>
            {Reach()}
            {Instead(pin)}
            {Choice("device", "Device", DeviceOptions(), reshapes: true)}
            {DrugControls()}
            {Days()}
            </fieldset>
            <fieldset><legend>Second substance</legend>
            {SecondControls()}
            </fieldset>
            <fieldset><legend>Apparatus</legend>
            {Stimulus()}
            {OwnStimulus()}
            {Slider(
                "cutoff",
                "Cutoff",
                preset.Assay.Readout.Unit,
                preset.Assay.CutoffRange.Low,
                preset.Assay.CutoffRange.High,
                preset.Assay.Resolution * 5
            )}
            </fieldset>
            <fieldset><legend>Rats and tests</legend>
            {Slider("n", "Rats in each group", "", 0, Limits.RatsPerGroup, 1)}
            <div class="pair">{Choice("vary", "Rats differ", [("on", "yes"), ("off", "no")])}
            {Field("seed", "Seed", "inputmode=\"numeric\"")}</div>
            {Field("days", "Test days, with commas", "")}
            {Field("also", "Further tests", "placeholder=\"day 6 12:30, 150 h\"")}
            </fieldset>
            """;

    // A group that stays while another moves makes a comparison of doses out of one of, say, sexes: that must be seen.
    private Markup Reach()
    {
        ILookup<bool, string> others = Others.ToLookup(Given.Follows, group => group.Name);
        string follows = string.Join(", ", others[true]),
            stays = string.Join(", ", others[false]);
        string moved = (AlzetPump.All.Any(model => model.Model == Device), others[true].Skip(1).Any()) switch
        {
            (true, false) => "has the same pump with vehicle",
            (true, true) => "have the same pump with vehicle",
            (false, false) => "has no pump",
            (false, true) => "have no pump",
        };
        return $"""
            <p class="reach">These and the second substance move <strong>{treated}</strong>{(stays.Length > 0 ? " alone" : "")}.
            {(follows.Length > 0 ? $"Once moved, {follows} {moved}." : "")}
            {(stays.Length > 0 ? $"As the study has them stay {stays}." : "")}
            {(
                Given.Untouched(preset.Groups.First(group => group.Name == values["group"])) is > 0 and var more
                    ? $"It is given {more} more, which stay."
                    : ""
            )}</p>
            """;
    }

    // What is no drug stays as it was set when another group is moved.
    private Markup Instead(string? pin)
    {
        string Link(string group) =>
            Address.Query([
                ("study", values["study"]),
                ("group", group),
                .. Address.Bench.Select(name => (name, values.GetValueOrDefault(name))),
                ("pin", pin),
            ]);
        string[] others = [.. Others.Select(group => group.Name)];
        return others.Length == 0
            ? default
            : (Markup)
                $"<p class=\"reach\">Move instead: {Markup.Join(others.Select((name, index) => (Markup)$"{(index > 0 ? ", " : "")}<a href=\"/?{Link(name)}\" data-swap>{name}</a>"))}</p>";
    }

    private Markup OwnStimulus() =>
        string.Join(", ", preset.Groups.Where(group => group.Stimulus is not null).Select(group => group.Name)) is { Length: > 0 } own
            ? (Markup)$"<p class=\"reach\">Not moved, for the study sets it for the group: {own}.</p>"
            : default;

    private Markup Stimulus() =>
        preset.Assay.Stimulus is { } stimulus
            ? Slider(
                stimulus.Name,
                char.ToUpperInvariant(stimulus.Name[0]) + stimulus.Name[1..],
                stimulus.Unit,
                preset.Assay.LeastStimulus(preset.Parameters.BaselineThresholdC),
                stimulus.Range.High,
                stimulus.Range.High > 100 ? 1 : 0.5
            )
            : (Markup)$"<p>{preset.Assay.Describe()}: a study file can change it.</p>";

    private Markup DrugControls() =>
        Device == Given.None || IsPellet
            ? IsPellet
                ? Slider("pellets", "Pellets", "", 1, 20, 1)
                : default
            : $"""
                <div class="pair">{Choice("drug", "Drug", [.. Substance.All.Select(one => (one.Name, one.Name))], reshapes: true)}
                {Form("as", values.GetValueOrDefault("drug") ?? "")}</div>
                {(
                    Device == Given.AsBolus
                        ? Amount("dose", "dose-unit", "Dose", StudyText.DoseUnits, 1e6)
                        : Amount("rate", "rate-unit", "Rate", StudyText.DoseRateUnits, Feasible())
                )}
                {Choice("route", "Route", Routes())}
                """;

    private Markup Days() =>
        Device == Given.None ? default
        : Device == Given.AsBolus ? Slider("from", "Given on day", "", 0, 14, 0.5)
        : $"""
            {Slider("from", Device == Given.AsInfusion ? "Starts on day" : "Implanted on day", "", 0, 14, 0.5)}
            {Slider("to", Device == Given.AsInfusion ? "Ends on day" : "Removed on day", "", 0.5, 28, 0.5)}
            """;

    private Markup SecondControls() =>
        values["second"] == Given.None
            ? Choice("second", "Substance", SecondOptions(), reshapes: true)
            : $"""
                <div class="pair">{Choice("second", "Substance", SecondOptions(), reshapes: true)}
                {Form("second-as", values["second"])}</div>
                {Amount("second-dose", "second-unit", "Total dose", StudyText.DoseUnits, 1e6)}
                {Choice("second-route", "Route", Routes())}
                <div class="pair">{Field("second-at", "When", "placeholder=\"day 6 12:00\"")}
                {Field("second-for", "Over hours, 0 for at once", "inputmode=\"decimal\"")}</div>
                """;

    private Markup Form(string name, string substance) =>
        Substance.All.FirstOrDefault(one => one.Name.Equals(substance, StringComparison.OrdinalIgnoreCase)) is { IsVehicle: false } found
            ? Choice(name, "Dose counted as", [.. found.FormsGPerMol.Keys.Select(form => (form, form))])
            : default;

    private static (string, string)[] Routes() =>
        [.. RouteNames.Injected.Select(route => (route.Item1, $"{route.Item1}, {RouteNames.Place(route.Item2)}"))];

    private static (string, string)[] SecondOptions() =>
        [(Given.None, "none"), .. Substance.All.Where(one => !one.IsVehicle).Select(one => (one.Name, one.Name))];

    private static (string, string)[] DeviceOptions() => [.. Given.Devices.Select(name => (name, Label(name)))];

    private static string Label(string name) =>
        AlzetPump.All.FirstOrDefault(pump => pump.Model == name) is { } model
            ? FormattableString.Invariant($"ALZET {name}, {model.RateUlPerH!.Value:0.##} µL/h for {model.Life.Days:0} days")
            : name switch
            {
                Given.AsInfusion => "infusion at a constant rate",
                Given.AsBolus => "one injection (bolus)",
                Given.None => "nothing",
                _ => $"pellet {name}",
            };

    // The rate that fills the pump with as much as dissolves, in the unit of the control.
    private double Feasible()
    {
        Substance? substance = Substance.All.FirstOrDefault(one => one.Name == values.GetValueOrDefault("drug"));
        if (
            substance is null or { IsVehicle: true }
            || AlzetPump.All.FirstOrDefault(pump => pump.Model == Device) is not { RateUlPerH: { } pumped }
            || !substance.FormsGPerMol.ContainsKey(values.GetValueOrDefault("as") ?? "")
        )
        {
            return 1e6;
        }

        double limit = (substance.SolubilityMgPerMl ?? AlzetPump.FillLimitMgPerMl).Value / substance.As(values["as"]).BaseFraction;
        return limit
            * pumped.Value
            / (preset.Rats.MassG / 1000)
            / StudyText.ParseDoseRate($"1 {values["rate-unit"]}").MicrogramsPerKgPerHour;
    }

    private Markup Amount(string name, string unitName, string label, IReadOnlyList<string> units, double feasible)
    {
        double now = Parse(name, 1),
            most = Math.Min(Nice(now > 0 ? 4 * now : 1), Floor(feasible));
        return $"<div class=\"amount\">{Slider(name, label, "", 0, Math.Max(most, now), Math.Max(most, now) / 200)}{Choice(unitName, "Unit", [.. units.Where(unit => !unit.Contains('µ', StringComparison.Ordinal) && unit != "g/kg" && unit != "mg/kg/d").Select(unit => (unit, unit))])}</div>";
    }

    private double Parse(string name, double otherwise) =>
        double.TryParse(values.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && double.IsFinite(value)
            ? value
            : otherwise;

    // One digit and zeros, upwards; and two digits, downwards.
    private static double Nice(double value) =>
        Math.Pow(10, Math.Floor(Math.Log10(value))) is var decade ? Round(Math.Ceiling(value / decade - 1e-9) * decade) : value;

    private static double Floor(double value) =>
        Math.Pow(10, Math.Floor(Math.Log10(value)) - 1) is var decade ? Round(Math.Floor(value / decade + 1e-9) * decade) : value;

    private static string Plain(double value) => Round(value).ToString("0.##########", CultureInfo.InvariantCulture);

    private static double Round(double value) => Controls.Rounded(value, 10);

    private Markup Choice(string name, string label, (string Value, string Text)[] options, bool reshapes = false)
    {
        string now = values.GetValueOrDefault(name) ?? "";
        (string Value, string Text)[] all = options.Any(option => option.Value.Equals(now, StringComparison.OrdinalIgnoreCase))
            ? options
            : [.. options, (now, now)];
        Markup list = Markup.Join(
            all.Select(option =>
                (Markup)
                    $"<option value=\"{option.Value}\"{(option.Value.Equals(now, StringComparison.OrdinalIgnoreCase) ? (Markup)$" selected" : default)}>{option.Text}</option>"
            )
        );
        return $"<div class=\"control\"><label for=\"{name}\">{label}</label><select id=\"{name}\" name=\"{name}\"{(reshapes ? (Markup)$" data-reshapes" : default)}>{list}</select></div>";
    }

    // The slider has no name: the number beside it is the control, and a script keeps both together.
    private Markup Slider(string name, string label, string unit, double low, double high, double step)
    {
        string now = values.GetValueOrDefault(name) ?? "";
        string text = unit.Length > 0 ? $"{label}, {unit}" : label;
        return $"<div class=\"control slider\"><label for=\"{name}\">{text}</label><input id=\"{name}\" name=\"{name}\" value=\"{now}\" inputmode=\"decimal\" autocomplete=\"off\"><input type=\"range\" class=\"scripted\" data-for=\"{name}\" aria-label=\"{text}, slider\" min=\"{Plain(low)}\" max=\"{Plain(high)}\" step=\"{Plain(step)}\" value=\"{now}\"></div>";
    }

    private Markup Field(string name, string label, string more) =>
        $"<div class=\"control\"><label for=\"{name}\">{label}</label><input id=\"{name}\" name=\"{name}\" value=\"{values.GetValueOrDefault(name) ?? ""}\" autocomplete=\"off\" {Markup.Raw(more)}></div>";
}
