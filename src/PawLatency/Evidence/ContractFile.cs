using System.Globalization;
using PawLatency.Text;

namespace PawLatency.Evidence;

/// <summary>Reads shape contracts.</summary>
internal static class ContractFile
{
    public static IReadOnlyList<string> Names => EmbeddedData.Names("contracts");

    public static ShapeContract Named(string name)
    {
        string found = Nearest.Find(Names, contract => [contract], name, "contract in the library", nameof(name));
        return EmbeddedData.Read($"contracts/{found}.yaml", Read)!;
    }

    public static ShapeContract Load(string path) => KeyReader.Read(path, File.ReadAllBytes(path), Read)!;

    private static ShapeContract? Read(KeyReader reader)
    {
        string? name = reader.Text("name", "Name.", required: true);
        string? about = reader.Text("description", "What the contract checks.", required: true);
        string? source = reader.Text("source", "Where the bands come from.", required: true);
        double? on = null,
            off = null;
        reader.Map(
            "drug",
            "Period of drug treatment.",
            map =>
            {
                on = map.Number("on", UnitSet.Time, -720, 8760, "Start, from day 0.", required: true);
                off = map.Number("off", UnitSet.Time, -720, 8760, "End, from day 0.", required: true);
                return map;
            },
            required: true
        );
        (StudyTime drugOn, StudyTime drugOff) = (new StudyTime(on ?? 0), new StudyTime(off ?? 0));
        IReadOnlyList<ShapeExpectation> expectations = reader.Maps(
            "expect",
            "Features and their bands.",
            map => ReadExpectation(map, drugOn, drugOff),
            required: true
        );
        return name is null || about is null || source is null || on is null || off is null
            ? null
            : new ShapeContract(name, about, source, drugOn, drugOff, expectations);
    }

    private static ShapeExpectation? ReadExpectation(KeyReader map, StudyTime drugOn, StudyTime drugOff)
    {
        bool? control = map.Choice("of", [("treated", false), ("control", true)], "Curve to check.", required: true);
        ShapeFeature? feature = map.Parsed(
            "feature",
            ShapeFeature.Named,
            "The feature.",
            "Give a feature, for example peak-day.",
            required: true
        );
        double? day = map.Parsed(
            "day",
            text => (double?)Day(text),
            "Day at which the feature is read, for features that need one.",
            "Use a number.",
            required: feature?.NeedsDay ?? false
        );
        double? from = Limit(map, "from", feature, double.NegativeInfinity);
        double? to = Limit(map, "to", feature, double.PositiveInfinity);
        if (feature is { NeedsDay: false } && day is not null)
        {
            map.Refuse("day", $"{feature.Name} takes no day.");
        }

        if (from > to)
        {
            map.Refuse("from", "\"from\" is greater than \"to\".");
        }

        return control is null || feature is null || from is null || to is null
            ? null
            : new ShapeExpectation
            {
                Group = control.Value ? ShapeContract.Control : ShapeContract.Treated,
                Feature = feature,
                Day = day ?? 0,
                DrugOn = drugOn,
                DrugOff = drugOff,
                End = new StudyTime(Math.Max(drugOff.Hours, 24 * (day ?? 0))),
                From = from.Value,
                To = to.Value,
                Place = map.Place,
            };
    }

    private static double? Limit(KeyReader map, string key, ShapeFeature? feature, double open) =>
        map.Parsed(
            key,
            text => (double?)ParseLimit(text, feature),
            "Limit of the band; open if absent.",
            "Use a number with the unit of the feature."
        ) ?? open;

    private static double ParseLimit(string text, ShapeFeature? feature)
    {
        if (feature is null)
        {
            // The unit is unknown, and the invalid feature has already been reported.
            return 0;
        }

        string unit = feature.Unit;
        string number = text.EndsWith(unit, StringComparison.Ordinal) ? text[..^unit.Length] : "";
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new ArgumentException($"\"{text}\" is not a number with the unit {unit}.");
    }

    private static double Day(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double day) && double.IsFinite(day)
            ? day
            : throw new ArgumentException($"\"{text}\" is not a day.");
}
