using System.Globalization;
using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>Reads numbers with their unit, basis and source.</summary>
internal static class SourcedNumberFile
{
    private static readonly (string, Basis)[] Bases =
    [
        ("reported", Basis.Reported),
        ("derived", Basis.Derived),
        ("surrogate", Basis.Surrogate),
        ("assumed", Basis.Assumed),
    ];

    /// <summary>Reads a basis. Version 0.1.0 called "reported" numbers "seen".</summary>
    public static Basis? ReadBasis(KeyReader map, string about) =>
        map.Choice("basis", Bases, about, required: true, renamed: ("seen", "reported"));

    /// <summary>Reads a number with its unit, basis and source.</summary>
    public static SourcedNumber? Read(
        KeyReader reader,
        string key,
        UnitSet units,
        double low,
        double high,
        string about,
        bool required = false
    ) => reader.Map(key, about, map => ReadKeys(map, units, low, high), required);

    private static SourcedNumber ReadKeys(KeyReader map, UnitSet units, double low, double high)
    {
        double? number = map.Number("value", UnitSet.Fraction, double.MinValue, double.MaxValue, "The number.", required: true);
        string unit = map.Text("unit", "Its unit.", required: true) ?? units.Base;
        Basis basis = ReadBasis(map, "Basis of the number.") ?? Basis.Assumed;
        string source = map.Text("source", "Citation with page, table or figure.", required: true) ?? "";
        string? note = map.Text("note", "Note for critical readers.");
        int written = 0;
        IReadOnlyList<double> ends = map.Values(
            "range",
            text => Plausible(text, ref written),
            "Lowest and highest value in the literature.",
            "a number"
        );
        if (map.IsDescribing || number is null)
        {
            return new SourcedNumber(low, basis, source, note);
        }

        (double value, string? problem) = units.Of(number.Value, unit);
        if (problem is not null)
        {
            map.Refuse("unit", problem);
        }
        else if (!(value >= low && value <= high))
        {
            string stated = string.Create(CultureInfo.InvariantCulture, $"{number.Value:R}{(unit == "1" ? "" : " " + unit)}");
            map.Refuse("value", $"{stated} is out of range; the allowed range is {units.Range(low, high, stated)}.");
            value = low;
        }
        else if (map.Keys.Contains("range") && ends.Count == written && !(ends.Count == 2 && ends[0] <= number && number <= ends[1]))
        {
            map.Refuse("range", "A range has two numbers, the lowest and the highest, and must contain the value.");
            ends = [];
        }

        // What is refused is read as something in range, so that reading goes on.
        return new SourcedNumber(problem is null ? value : low, basis, source, note)
        {
            Range = problem is null && ends.Count == 2 ? (units.Of(ends[0], unit).Value, units.Of(ends[1], unit).Value) : null,
        };
    }

    private static double Plausible(string text, ref int written)
    {
        written++;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new ArgumentException($"\"{text}\" is not a number.");
    }
}
