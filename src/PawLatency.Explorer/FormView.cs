using System.Globalization;
using PawLatency.Pharmacology;
using PawLatency.Plotting.Drawing;

namespace PawLatency.Explorer;

/// <summary>The form of the page. Each control is a query parameter and has a label. The form works without JavaScript.</summary>
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
            {AffectedGroups()}
            {OtherGroups(pin)}
            {Choice("device", "Device", DeviceOptions(), reshapes: true)}
            {DrugControls()}
            {Days()}
            </fieldset>
            <fieldset><legend>Second substance</legend>
            {SecondControls()}
            </fieldset>
            <fieldset><legend>Apparatus</legend>
            {Stimulus()}
            {FixedStimuli()}
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
            {Slider("n", "Rats in each group", "", 0, RequestLimits.RatsPerGroup, 1)}
            <div class="pair">{Choice("vary", "Rats vary", [("on", "yes"), ("off", "no")])}
            {Field("seed", "Seed", "inputmode=\"numeric\"")}</div>
            {Field("days", "Test days, comma-separated", "")}
            {Field("also", "Further tests", "placeholder=\"day 6 12:30, 150 h\"")}
            </fieldset>
            """;

    // Changing only one group can change what a study compares, for example doses instead of sexes, so the form says which groups change.
    private Markup AffectedGroups()
    {
        ILookup<bool, string> others = Others.ToLookup(TreatmentInput.IsVehiclePump, group => group.Name);
        string follows = string.Join(", ", others[true]),
            stays = string.Join(", ", others[false]);
        string pump = (AlzetPump.All.Any(model => model.Model == Device), others[true].Skip(1).Any()) switch
        {
            (true, false) => "gets the same pump with vehicle",
            (true, true) => "get the same pump with vehicle",
            (false, false) => "gets no pump",
            (false, true) => "get no pump",
        };
        return $"""
            <p class="scope">Treatment and second substance apply to <strong>{treated}</strong>{(stays.Length > 0 ? " only" : "")}.
            {(follows.Length > 0 ? $"After a change, {follows} {pump}." : "")}
            {(stays.Length > 0 ? $"Unchanged: {stays}." : "")}
            {(
                TreatmentInput.UncontrolledDoses(preset.Groups.First(group => group.Name == values["group"])) is > 0 and var more
                    ? $"This group has {more} further {(more == 1 ? "dose, which is" : "doses, which are")} kept."
                    : ""
            )}</p>
            """;
    }

    // Apparatus, rats and tests are kept when the user selects another group.
    private Markup OtherGroups(string? pin)
    {
        string Link(string group) =>
            QueryParameters.Query([
                ("study", values["study"]),
                ("group", group),
                .. QueryParameters.Apparatus.Select(name => (name, values.GetValueOrDefault(name))),
                ("pin", pin),
            ]);
        Markup links = Markup.Join(
            Others.Select((group, index) => (Markup)$"{(index > 0 ? ", " : "")}<a href=\"/?{Link(group.Name)}\" data-swap>{group.Name}</a>")
        );
        return Others.Any() ? (Markup)$"<p class=\"scope\">Change another group: {links}</p>" : default;
    }

    private Markup FixedStimuli() =>
        string.Join(", ", preset.Groups.Where(group => group.Stimulus is not null).Select(group => group.Name)) is { Length: > 0 } own
            ? (Markup)$"<p class=\"scope\">The study sets its own value for: {own}.</p>"
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
            : (Markup)$"<p>{preset.Assay.Describe()}. To change it, edit the study file.</p>";

    private Markup DrugControls() =>
        Device == TreatmentInput.None || IsPellet
            ? IsPellet
                ? Slider("pellets", "Pellets", "", 1, 20, 1)
                : default
            : $"""
                <div class="pair">{Choice("drug", "Drug", [.. Substance.All.Select(one => (one.Name, one.Name))], reshapes: true)}
                {Form("as", values.GetValueOrDefault("drug") ?? "")}</div>
                {(
                    Device == TreatmentInput.AsBolus
                        ? Amount("dose", "dose-unit", "Dose", StudyText.DoseUnits, 1e6)
                        : Amount("rate", "rate-unit", "Rate", StudyText.DoseRateUnits, HighestRate())
                )}
                {Choice("route", "Route", Routes())}
                """;

    private Markup Days() =>
        Device == TreatmentInput.None ? default
        : Device == TreatmentInput.AsBolus ? Slider("from", "Given on day", "", 0, 14, 0.5)
        : $"""
            {Slider("from", Device == TreatmentInput.AsInfusion ? "Starts on day" : "Implanted on day", "", 0, 14, 0.5)}
            {Slider("to", Device == TreatmentInput.AsInfusion ? "Ends on day" : "Removed on day", "", 0.5, 28, 0.5)}
            """;

    private Markup SecondControls() =>
        values["second"] == TreatmentInput.None
            ? Choice("second", "Substance", SecondOptions(), reshapes: true)
            : $"""
                <div class="pair">{Choice("second", "Substance", SecondOptions(), reshapes: true)}
                {Form("second-as", values["second"])}</div>
                {Amount("second-dose", "second-unit", "Total dose", StudyText.DoseUnits, 1e6)}
                {Choice("second-route", "Route", Routes())}
                <div class="pair">{Field("second-at", "When", "placeholder=\"day 6 12:00\"")}
                {Field("second-for", "Infused over, h (0: injection)", "inputmode=\"decimal\"")}</div>
                """;

    private Markup Form(string name, string substance) =>
        Substance.All.FirstOrDefault(one => one.Name.Equals(substance, StringComparison.OrdinalIgnoreCase)) is { IsVehicle: false } found
            ? Choice(name, "Dose as", [.. found.FormsGPerMol.Keys.Select(form => (form, form))])
            : default;

    private static (string, string)[] Routes() =>
        [.. RouteNames.Injected.Select(route => (route.Item1, $"{route.Item1}, {RouteNames.Place(route.Item2)}"))];

    private static (string, string)[] SecondOptions() =>
        [(TreatmentInput.None, "none"), .. Substance.All.Where(one => !one.IsVehicle).Select(one => (one.Name, one.Name))];

    private static (string, string)[] DeviceOptions() => [.. TreatmentInput.Devices.Select(name => (name, Label(name)))];

    private static string Label(string name) =>
        AlzetPump.All.FirstOrDefault(pump => pump.Model == name) is { } model
            ? FormattableString.Invariant($"ALZET {name}, {model.RateUlPerH!.Value:0.##} µL/h for {model.Life.Days:0} days")
            : name switch
            {
                TreatmentInput.AsInfusion => "infusion at a constant rate",
                TreatmentInput.AsBolus => "one injection (bolus)",
                TreatmentInput.None => "no device",
                _ => $"pellet {name}",
            };

    // The highest rate at which the drug still dissolves in the pump, in the unit of the control.
    private double HighestRate()
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

    private Markup Amount(string name, string unitName, string label, IReadOnlyList<string> units, double highest)
    {
        double now = Parse(name, 1),
            most = Math.Min(Nice(now > 0 ? 4 * now : 1), Floor(highest));
        Markup slider = Slider(name, label, "", 0, Math.Max(most, now), Math.Max(most, now) / 200);
        (string, string)[] shown =
        [
            .. units
                .Where(unit => !unit.Contains('µ', StringComparison.Ordinal) && unit is not ("g/kg" or "mg/kg/d"))
                .Select(unit => (unit, unit)),
        ];
        return $"<div class=\"amount\">{slider}{Choice(unitName, "Unit", shown)}</div>";
    }

    private double Parse(string name, double fallback) =>
        double.TryParse(values.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && double.IsFinite(value)
            ? value
            : fallback;

    // Nice rounds up to one significant digit; Floor rounds down to two.
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
            {
                Markup selected = option.Value.Equals(now, StringComparison.OrdinalIgnoreCase) ? $" selected" : default(Markup);
                return (Markup)$"<option value=\"{option.Value}\"{selected}>{option.Text}</option>";
            })
        );
        return $"<div class=\"control\"><label for=\"{name}\">{label}</label><select id=\"{name}\" "
            + $"name=\"{name}\"{(reshapes ? (Markup)$" data-reshapes" : default)}>{list}</select></div>";
    }

    // The slider has no name, so only the number beside it is submitted; the script keeps the two in step.
    private Markup Slider(string name, string label, string unit, double low, double high, double step)
    {
        string now = values.GetValueOrDefault(name) ?? "";
        string text = unit.Length > 0 ? $"{label}, {unit}" : label;
        return $"<div class=\"control slider\"><label for=\"{name}\">{text}</label><input id=\"{name}\" name=\"{name}\" value=\"{now}\" "
            + $"inputmode=\"decimal\" autocomplete=\"off\"><input type=\"range\" class=\"scripted\" data-for=\"{name}\" "
            + $"aria-label=\"{text}, slider\" min=\"{Plain(low)}\" max=\"{Plain(high)}\" step=\"{Plain(step)}\" value=\"{now}\"></div>";
    }

    private Markup Field(string name, string label, string more) =>
        $"<div class=\"control\"><label for=\"{name}\">{label}</label><input id=\"{name}\" name=\"{name}\" "
        + $"value=\"{values.GetValueOrDefault(name) ?? ""}\" autocomplete=\"off\" {Markup.Raw(more)}></div>";
}
