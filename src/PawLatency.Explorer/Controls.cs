using System.Globalization;
using System.Text.RegularExpressions;
using PawLatency.Text;

namespace PawLatency.Explorer;

/// <summary>The texts of the controls, read by name: those of the address, or else the defaults. Remembers which were used.</summary>
internal sealed partial class Controls(Address address, IReadOnlyDictionary<string, string> defaults)
{
    private readonly Dictionary<string, string> _used = new(StringComparer.Ordinal)
    {
        ["study"] = defaults["study"],
        ["group"] = defaults["group"],
    };

    /// <summary>The controls that this experiment has, with their texts.</summary>
    public IReadOnlyDictionary<string, string> Used => _used;

    /// <summary>What the address asks of a control that the experiment may not have; null where it asks nothing.</summary>
    public string? Asked(string name) => address[name];

    /// <summary>The text of a control.</summary>
    public string Text(string name) => _used[name] = address[name] is { } given && given != defaults[name] ? given : Shown(defaults[name]);

    /// <summary>The text of a control with every digit that the study has where it shows fewer: a number that is not touched stays what it
    /// is.</summary>
    public string Exact(string name) =>
        Text(name) is var text && text == Shown(defaults[name])
            ? defaults[name]
            : string.Join(", ", Parts(text).Select(part => Parts(defaults[name]).FirstOrDefault(exact => Shown(exact) == part) ?? part));

    /// <summary>A text as a control shows it: four significant digits of a number with a fraction.</summary>
    public static string Shown(string text) =>
        Fraction().Replace(text, number => StudyText.Number(Rounded(double.Parse(number.Value, CultureInfo.InvariantCulture), 4)));

    /// <summary>One of some words.</summary>
    public string Choice(string name, IReadOnlyCollection<string> valid) =>
        Text(name) is var text && valid.FirstOrDefault(one => one.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found
            ? _used[name] = found
            : throw new Refusal(name, text, $"It must be one of: {string.Join(", ", valid)}.{Nearest.Offer(text, valid)}");

    /// <summary>A whole number.</summary>
    public long Whole(string name, long low, long high) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
        && value >= low
        && value <= high
            ? value
            : throw new Refusal(name, Text(name), $"It must be a whole number from {low} to {high}.");

    /// <summary>A number.</summary>
    public double Number(string name, double low, double high, string unit) =>
        double.TryParse(Exact(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= low && value <= high
            ? value
            : throw new Refusal(
                name,
                Text(name),
                FormattableString
                    .Invariant($"It must be a number from {low:0.######} to {high:0.######} {unit}.")
                    .Replace(" .", ".", StringComparison.Ordinal)
            );

    /// <summary>A quantity whose number and unit stand in two controls.</summary>
    public T Quantity<T>(string name, string unitName, IReadOnlyList<string> units, Func<string, T> parse)
    {
        Number(name, 0, 1e6, "");
        string unit = Choice(unitName, [.. units]);
        try
        {
            return parse($"{Exact(name)} {unit}");
        }
        catch (ArgumentException fault) when (fault is not ArgumentOutOfRangeException)
        {
            throw new Refusal(name, Text(name), Fault.Plain(fault));
        }
    }

    /// <summary>A number in so many significant digits, without the noise of a binary product.</summary>
    public static double Rounded(double value, int digits) =>
        double.Parse(value.ToString($"G{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A day, or null where the control is empty.</summary>
    public StudyTime? Day(string name) => Text(name).Length == 0 ? null : Number(name, Limits.FirstDay, Limits.LastDay, "days").Days;

    /// <summary>A list with commas.</summary>
    public IEnumerable<T> List<T>(string name, Func<string, T> parse)
    {
        string[] parts = [.. Parts(Exact(name)).Where(part => part.Length > 0)];
        return parts.Length <= Limits.Sessions
            ? parts.Select(part => Build(name, () => parse(part))).ToArray()
            : throw new Refusal(name, Text(name), $"There are {parts.Length} sessions; {Limits.Sessions} is the most the page runs.");
    }

    /// <summary>Makes something of controls; what the library refuses is put on the control its parameter comes from.</summary>
    public T Build<T>(string name, Func<T> build, string prefix = "")
    {
        try
        {
            return build();
        }
        catch (ArgumentException fault)
        {
            string control = fault.ParamName switch
            {
                "rate" or "dose" or "route" or "second" => prefix + fault.ParamName,
                "days" or "cutoff" or "lamp" or "water" or "plate" => fault.ParamName,
                "remove" or "length" => prefix.Length > 0 ? prefix + "for" : "to",
                "form" => prefix + "as",
                "model" => "device",
                "count" => "pellets",
                _ => name,
            };
            throw new Refusal(control, defaults.ContainsKey(control) ? Text(control) : "", Fault.Plain(fault));
        }
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex Fraction();

    /// <summary>Refuses a day outside those of the page.</summary>
    public static double Day(double days) =>
        days is >= Limits.FirstDay and <= Limits.LastDay
            ? days
            : throw new ArgumentException(
                FormattableString.Invariant($"A day on this page is {Limits.FirstDay} to {Limits.LastDay}; {days:G6} is outside.")
            );
}
