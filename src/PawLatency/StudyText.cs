using System.Globalization;
using System.Text;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency;

/// <summary>Writes a study as a file that <see cref="StudyFile"/> reads back without any change.</summary>
public static class StudyText
{
    /// <summary>The study file as UTF-8 text with line feeds.</summary>
    /// <exception cref="ArgumentException">The study has its own parameters, variability or substances, which study files cannot
    /// contain.</exception>
    internal static string Write(Study study)
    {
        Refuse(study);
        var text = new StringBuilder();
        text.Append("# yaml-language-server: $schema=../study.schema.json\n");
        text.Append(CultureInfo.InvariantCulture, $"name: {Word(study.Name)}\n");
        text.Append(study.Question.Length > 0 ? $"question: {Word(study.Question)}\n" : "");
        text.Append(study.Description.Length > 0 ? $"description: {Word(study.Description)}\n" : "");
        text.Append(CultureInfo.InvariantCulture, $"seed: {study.Seed}\n");
        text.Append(study.Model.IsReference ? "" : $"model: {Word(study.Model.Name)}\n");
        string vary = study.Variability == Variability.None ? ", variability: off" : "";
        text.Append(
            CultureInfo.InvariantCulture,
            $"rats: {{ strain: {Word(study.Rats.Strain)}, sex: "
                + $"{RatDescription.Word(study.Rats.Sex)}, mass: {Number(study.Rats.MassG)} g{vary} }}\n"
        );
        text.Append(CultureInfo.InvariantCulture, $"assay: {{ {string.Join(", ", AssayFile.Write(study.Assay))} }}\n");
        text.Append("test:\n");
        text.Append(study.Test.Days.Count > 0 ? $"  days: [{string.Join(", ", study.Test.Days.Select(Number))}]\n" : "");
        text.Append(study.Test.Also.Count > 0 ? $"  also: [{string.Join(", ", study.Test.Also.Select(Time))}]\n" : "");
        text.Append(CultureInfo.InvariantCulture, $"  at: {study.Test.At:HH:mm:ss}\n");
        text.Append(CultureInfo.InvariantCulture, $"  relative-to-dose: {(study.Test.AfterDose ? "after" : "before")}\n");
        text.Append("groups:\n");
        foreach (Group group in study.Groups)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - name: {Word(group.Name)}\n");
            text.Append(CultureInfo.InvariantCulture, $"    n: {group.Rats}\n");
            text.Append(group.Stimulus is { } own ? $"    {own.Name}: {Number(own.Value)} {own.Unit}\n" : "");
            text.Append(group.Traits.Strain is { } strain ? $"    strain: {Word(strain)}\n" : "");
            text.Append(group.Traits.Sex is { } sex ? $"    sex: {RatDescription.Word(sex)}\n" : "");
            text.Append(group.Traits.Variant is { } variant ? $"    variant: {Word(variant)}\n" : "");
            text.Append(
                group.Traits with { Strain = null, Sex = null, Variant = null } == RatTraits.Normal
                    ? ""
                    : $"    renal-function: {Number(group.Traits.RenalFunctionPercent)} "
                        + $"%\n    susceptibility: {Number(group.Traits.SusceptibilityPercent)} "
                        + $"%\n    susceptible: {Number(group.Traits.SusceptiblePercent)} %\n"
            );
            string[] given =
            [
                .. group.Regimen.Administrations.Select(Given),
                .. group.Regimen.Responses.Select(rule => Rule(rule, study.Assay.Readout)),
                .. group.Regimen.Procedures.Select(Done),
            ];
            text.Append(given.Length > 0 ? "    give:\n" : "");
            text.Append(string.Concat(given.Select(one => $"      - {one}\n")));
        }

        return text.ToString();
    }

    /// <summary>A time in a study file: "day 6" or "145.5 h".</summary>
    public static string Time(StudyTime time) =>
        time.Hours / 24 is var days && days * 24 == time.Hours && Number(days).Length <= 6
            ? $"day {Number(days)}"
            : $"{Number(time.Hours)} h";

    /// <summary>A number with the fewest digits that give it back, the same in every culture.</summary>
    /// <param name="value">The number, in the unit of its quantity; its unit is not written.</param>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A number in so many significant digits, without the noise of a binary product.</summary>
    internal static double Rounded(double value, int digits) =>
        double.Parse(value.ToString(FormattableString.Invariant($"G{digits}"), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Reads a time: "day 6", "day 6 12:30" or "36 h".</summary>
    /// <param name="text">The text.</param>
    /// <param name="testHour">The clock time of the daily test; 10:00 if null.</param>
    /// <exception cref="ArgumentException">It is no time from day -30 to day 365.</exception>
    public static StudyTime ParseTime(string text, TimeOnly? testHour = null) =>
        TimeText.Parse(text, testHour ?? TestSchedule.StandardHour);

    /// <summary>Reads a day, days since the test hour of day 0.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">It is no day from -30 to 365.</exception>
    public static double ParseDay(string text) => TimeText.Day(text);

    /// <summary>The units of a dose.</summary>
    public static IReadOnlyList<string> DoseUnits { get; } = [.. UnitSet.Dose.Units];

    /// <summary>The units of a dose rate.</summary>
    public static IReadOnlyList<string> DoseRateUnits { get; } = [.. UnitSet.DoseRate.Units];

    /// <summary>A dose in mg/kg, or in ug/kg where that has fewer digits.</summary>
    /// <param name="dose">The dose.</param>
    public static string Text(Dose dose) => Quantity(dose.MicrogramsPerKg, UnitSet.Dose, "mg/kg");

    /// <summary>A dose rate in mg/kg/h, or in ug/kg/h where that has fewer digits.</summary>
    /// <param name="rate">The rate.</param>
    public static string Text(DoseRate rate) => Quantity(rate.MicrogramsPerKgPerHour, UnitSet.DoseRate, "mg/kg/h");

    /// <summary>Reads a dose: "10 mg/kg".</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">It is no dose, has no unit or is out of range.</exception>
    public static Dose ParseDose(string text) => new(Parse(UnitSet.Dose, text));

    /// <summary>Reads a dose rate: "0.5 mg/kg/h".</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">It is no dose rate, has no unit or is out of range.</exception>
    public static DoseRate ParseDoseRate(string text) => new(Parse(UnitSet.DoseRate, text));

    private static double Parse(UnitSet units, string text) =>
        units.Parse(text) is { Problem: null } read ? read.Value : throw new ArgumentException(units.Parse(text).Problem);

    /// <summary>A quantity in the first of the units that gives it back exactly.</summary>
    internal static string Quantity(double value, UnitSet units, params ReadOnlySpan<string> wanted)
    {
        foreach (string unit in wanted)
        {
            double factor = units.Parse($"1 {unit}").Value;
            string text = $"{Number(value / factor)} {unit}";
            if (units.Parse(text) is { Problem: null } read && read.Value == value)
            {
                return text;
            }
        }

        return $"{Number(value)} {units.Base}";
    }

    private static void Refuse(Study study)
    {
        if (
            !Model.All.Contains(study.Model)
            || study.Parameters != study.Model.Parameters
            || (study.Variability != Variability.None && study.Variability != Variability.Standard)
        )
        {
            throw new ArgumentException(
                "A study file cannot contain its own parameters or variability; set them in a script.",
                nameof(study)
            );
        }

        if (
            study
                .Groups.SelectMany(group =>
                    group.Regimen.Administrations.Select(given => given.Drug).Concat(group.Regimen.Responses.Select(rule => rule.Drug))
                )
                .Select(drug => drug.Substance)
                .FirstOrDefault(substance =>
                    SubstanceFile.Names.All(name => name != substance.Name)
                    || !ReferenceEquals(SubstanceFile.Find(substance.Name), substance)
                ) is
            { } own
        )
        {
            throw new ArgumentException($"{own.Name} is not a substance of the library.", nameof(study));
        }
    }

    private static string Given(Administration given) =>
        given switch
        {
            PumpImplant pump => $"pump: {{ model: {Word(pump.Model.Model)}, {Drug(pump.Drug)}, "
                + $"{(pump.Drug.Substance.IsVehicle && pump.Rate == default ? "" : $"rate: {Rate(pump.Rate)}, ")}implant: "
                + $"{Time(pump.Implant)}{Removal(pump.Remove)}, route: "
                + $"{RouteNames.Abbreviation(pump.Route)}{(pump.Primed ? ", primed: on" : "")} }}",
            Bolus bolus => $"bolus: {{ {Drug(bolus.Drug)}, dose: {Quantity(bolus.Dose.MicrogramsPerKg, UnitSet.Dose, "mg/kg")}, "
                + $"route: {RouteNames.Abbreviation(bolus.Route)}, at: {Time(bolus.At)} }}",
            Infusion infusion => $"infusion: {{ {Drug(infusion.Drug)}, rate: {Rate(infusion.Rate)}, "
                + $"route: {RouteNames.Abbreviation(infusion.Route)}, from: {Time(infusion.From)}, "
                + $"for: {Quantity(infusion.Length.Hours, UnitSet.Time, "h", "min")} }}",
            Ramp ramp => $"infusion: {{ {Drug(ramp.Drug)}, rate: {Rate(ramp.First)}, to: "
                + $"{Rate(ramp.Last)}, route: {RouteNames.Abbreviation(ramp.Route)}, from: {Time(ramp.From)}, "
                + $"for: {Quantity(ramp.Length.Hours, UnitSet.Time, "h", "min")} }}",
            Inhalation inhalation => $"inhalation: {{ substance: {Word(inhalation.Drug.Substance.Name)}, "
                + $"air: {Number(inhalation.AirPercent)} %, from: {Time(inhalation.From)}, "
                + $"for: {Quantity(inhalation.Length.Hours, UnitSet.Time, "h", "min")} }}",
            PelletImplant pellet =>
                $"pellet: {{ name: {Word(pellet.Pellet.Name)}, count: {pellet.Count.ToString(CultureInfo.InvariantCulture)}, "
                    + $"implant: {Time(pellet.Implant)}{Removal(pellet.Remove)} }}",
            _ => throw new ArgumentException($"A study file has no entry for {given.Describe()}.", nameof(given)),
        };

    private static string Rule(ResponseDosing rule, Readout readout) =>
        $"response: {{ {Drug(rule.Drug)}, dose: {Quantity(rule.Dose.MicrogramsPerKg, UnitSet.Dose, "mg/kg")}, "
        + $"route: {RouteNames.Abbreviation(rule.Route)}, below: "
        + $"{Number(readout.Of(rule.BelowS))} {readout.Unit}, from: {Time(rule.From)}, every: "
        + $"{Quantity(rule.Every.Hours, UnitSet.Time, "h", "min")}, times: {rule.Assessments.ToString(CultureInfo.InvariantCulture)}, "
        + $"at-most: {rule.AtMost.ToString(CultureInfo.InvariantCulture)} }}";

    private static string Done(Procedure done) =>
        $"procedure: {{ target: {Word(done.Target.Name)}, name: {Word(done.Name)}, "
        + $"{(done.Engages ? "engage" : "block")}: {Number(done.BlockPercent)} %, from: "
        + $"{Time(done.From)}{(done.Length is { } length ? $", for: {Quantity(length.Hours, UnitSet.Time, "h", "min")}" : "")} }}";

    private static string Drug(DrugForm drug) =>
        $"substance: {Word(drug.Substance.Name)}{(drug.Substance.IsVehicle ? "" : $", as: {Word(drug.Form)}")}";

    private static string Rate(DoseRate rate) => Quantity(rate.MicrogramsPerKgPerHour, UnitSet.DoseRate, "mg/kg/h");

    private static string Removal(StudyTime? remove) => remove is { } time ? $", remove: {Time(time)}" : "";

    // Plain if unambiguous in YAML; otherwise in double quotes.
    private static string Word(string text) =>
        text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '-' or '/' or '.' or '(' or ')')
        && text.Length > 0
        && char.IsAsciiLetter(text[0])
        && text.Trim() == text
            ? text
            : $"\"{string.Concat(text.Select(Escaped))}\"";

    private static string Escaped(char letter) =>
        letter switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\t' => "\\t",
            _ => letter.ToString(),
        };
}
