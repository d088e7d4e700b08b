using System.Buffers;
using System.Globalization;

namespace PawLatency.Text;

/// <summary>The units a kind of quantity may be written in, each with its size in the unit the library computes in.</summary>
internal sealed class UnitSet
{
    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("+-.0123456789eE");
    private readonly Dictionary<string, double> _factors;

    private UnitSet(string quantity, params (string Unit, double Factor)[] units)
    {
        Quantity = quantity;
        _factors = units.ToDictionary(unit => unit.Unit, unit => unit.Factor, StringComparer.Ordinal);
        Base = units.First(unit => unit.Factor == 1).Unit;
        All.Add(this);
    }

    private static List<UnitSet> All { get; } = [];

    public static UnitSet Fraction { get; } = new("a plain number", ("1", 1));

    public static UnitSet Percent { get; } = new("a percentage", ("%", 1));

    public static UnitSet Latency { get; } = new("a latency", ("s", 1), ("ms", 1e-3));

    public static UnitSet Time { get; } =
        new(
            "a length of time",
            ("h", 1),
            ("s", 1 / 3600d),
            ("min", 1 / 60d),
            ("day", 24),
            ("days", 24),
            ("d", 24),
            ("week", 168),
            ("weeks", 168)
        );

    public static UnitSet Day { get; } = new("a length of time in days", ("day", 1), ("days", 1), ("d", 1));

    public static UnitSet Mass { get; } = new("a body mass", ("g", 1), ("kg", 1000));

    public static UnitSet Force { get; } = new("a force", ("g", 1), ("kg", 1000), ("mN", 1 / 9.80665));

    public static UnitSet ForceRate { get; } = new("a growth of a force", ("g/s", 1), ("mN/s", 1 / 9.80665));

    /// <summary>What an assay reads, a latency or a force: in a schema, which does not know the assay.</summary>
    public static UnitSet Reading { get; } =
        new("a latency or a force", ("s", 1), ("ms", 1e-3), ("g", 1), ("kg", 1000), ("mN", 1 / 9.80665));

    public static UnitSet Temperature { get; } = new("a temperature", ("C", 1), ("°C", 1));

    public static UnitSet Dose { get; } = new("a dose", ("ug/kg", 1), ("µg/kg", 1), ("ng/kg", 1e-3), ("mg/kg", 1e3), ("g/kg", 1e6));

    public static UnitSet DoseRate { get; } =
        new(
            "a dose rate",
            ("ug/kg/h", 1),
            ("µg/kg/h", 1),
            ("ug/kg/min", 60),
            ("µg/kg/min", 60),
            ("ng/kg/min", 0.06),
            ("ug/kg/day", 1 / 24d),
            ("mg/kg/h", 1e3),
            ("mg/kg/min", 6e4),
            ("mg/kg/day", 1e3 / 24),
            ("mg/kg/d", 1e3 / 24)
        );

    public static UnitSet Clearance { get; } = new("a clearance", ("L/h/kg", 1), ("mL/min/kg", 0.06));

    public static UnitSet Volume { get; } = new("a volume of distribution", ("L/kg", 1), ("mL/kg", 1e-3));

    public static UnitSet RateConstant { get; } = new("a rate constant", ("1/h", 1), ("1/min", 60), ("1/day", 1 / 24d));

    public static UnitSet Concentration { get; } = new("a concentration", ("ng/mL", 1), ("ug/L", 1), ("ug/mL", 1e3), ("mg/L", 1e3));

    public static UnitSet PerConcentration { get; } = new("a gain per concentration", ("mL/ng", 1));

    public static UnitSet MolarMass { get; } = new("a molar mass", ("g/mol", 1));

    public static UnitSet FillConcentration { get; } = new("a concentration in a device", ("mg/mL", 1));

    public static UnitSet PumpRate { get; } = new("a pumping rate", ("uL/h", 1));

    public static UnitSet PumpVolume { get; } = new("a fill volume", ("uL", 1), ("mL", 1000));

    public static UnitSet Content { get; } = new("a content", ("mg", 1));

    /// <summary>What is measured, with its article.</summary>
    public string Quantity { get; }

    /// <summary>The unit the library computes in.</summary>
    public string Base { get; }

    /// <summary>The unit behind a number: nothing for a plain number.</summary>
    public string Suffix => this == Fraction ? "" : Base;

    public IEnumerable<string> Units => _factors.Keys;

    /// <summary>Reads "0.5 mg/kg/h" into the base unit.</summary>
    /// <returns>The value, or the reason why it cannot be read.</returns>
    public (double Value, string? Problem) Parse(string text)
    {
        (string number, string unit) = Split(text);
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            return (0, $"\"{text}\" does not begin with a number; {Expected}.");
        }

        if (!double.IsFinite(value))
        {
            return (0, $"\"{number}\" is too large for a number; {Expected}.");
        }

        if (unit.StartsWith(',') && unit.Length > 1 && char.IsAsciiDigit(unit[1]))
        {
            return (0, $"\"{text}\" has a comma in its number; write a point, as in 0.5.");
        }

        if (_factors.TryGetValue(unit, out double factor))
        {
            return double.IsFinite(value * factor) ? (value * factor, null) : (0, $"\"{text}\" is too large; {Expected}.");
        }

        if (unit.Length == 0)
        {
            return this == Fraction ? (value, null) : (0, $"\"{text}\" has no unit; {Expected}.");
        }

        return (0, Foreign(unit, text));
    }

    private string Foreign(string unit, string text)
    {
        UnitSet? other = All.Find(set => set._factors.ContainsKey(unit));
        string found = other is null ? $"\"{unit}\" is not a unit here" : $"\"{text}\" is {other.Quantity}";
        return $"{found}; {Expected}.{(other is null ? Nearest.Offer(unit, _factors.Keys) : "")}";
    }

    /// <summary>A number and its unit, written apart, in the base unit; "1" is the unit of a plain number.</summary>
    /// <returns>The value, or the reason why the unit is none of these.</returns>
    public (double Value, string? Problem) Of(double number, string unit)
    {
        double value = number * _factors.GetValueOrDefault(unit, 1);
        return _factors.ContainsKey(unit) && double.IsFinite(value)
            ? (value, null)
            : (
                0,
                double.IsFinite(value) ? Foreign(unit, $"{Guard.Plain(number)} {unit}") : $"\"{number:R} {unit}\" is too large; {Expected}."
            );
    }

    /// <summary>A range in the unit a value was written in, so that both can be compared.</summary>
    /// <param name="low">Low end, in the base unit.</param>
    /// <param name="high">High end, in the base unit.</param>
    /// <param name="text">The value as written.</param>
    public string Range(double low, double high, string text)
    {
        string unit = Split(text).Unit;
        double factor = _factors.GetValueOrDefault(unit, 1);
        return $"{Guard.Plain(low / factor)} to {Guard.Plain(high / factor)}{(unit.Length == 0 ? "" : " " + unit)}";
    }

    private static (string Number, string Unit) Split(string text)
    {
        int split = text.AsSpan().IndexOfAnyExcept(NumberLetters);
        split = split < 0 ? text.Length : split;
        return (text[..split], text[split..].Trim());
    }

    private string Expected => this == Fraction ? "a plain number is needed" : $"{Quantity} is needed, in {string.Join(", ", Units)}";
}
