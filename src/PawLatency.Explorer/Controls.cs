using System.Globalization;
using System.Text.RegularExpressions;
using PawLatency.Text;

namespace PawLatency.Explorer;

/// <summary>Reads controls by name, from the request or else from the defaults. Records which were read.</summary>
internal sealed partial class Controls(QueryParameters parameters, IReadOnlyDictionary<string, string> defaults)
{
    private readonly Dictionary<string, string> _used = new(StringComparer.Ordinal)
    {
        ["study"] = defaults["study"],
        ["group"] = defaults["group"],
    };

    /// <summary>The controls of this experiment and their texts.</summary>
    public IReadOnlyDictionary<string, string> Used => _used;

    /// <summary>Requested text of a control, which the experiment may not have; null if none.</summary>
    public string? Requested(string name) => parameters[name];

    /// <summary>Text of a control.</summary>
    public string Text(string name) =>
        _used[name] = parameters[name] is { } given && given != defaults[name] ? given : Displayed(defaults[name]);

    /// <summary>Text of a control at full precision: numbers that the user has not changed keep all digits of the study.</summary>
    public string Exact(string name) =>
        Text(name) is var text && text == Displayed(defaults[name])
            ? defaults[name]
            : string.Join(
                ", ",
                Parts(text).Select(part => Parts(defaults[name]).FirstOrDefault(exact => Displayed(exact) == part) ?? part)
            );

    /// <summary>Text as displayed in a control: decimal numbers are rounded to four significant digits.</summary>
    public static string Displayed(string text) =>
        Fraction().Replace(text, number => StudyText.Number(Rounded(double.Parse(number.Value, CultureInfo.InvariantCulture), 4)));

    /// <summary>Reads a choice from a list of valid words.</summary>
    public string Choice(string name, IReadOnlyCollection<string> valid) =>
        Text(name) is var text && valid.FirstOrDefault(one => one.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found
            ? _used[name] = found
            : throw new RequestException(name, text, $"It must be one of: {string.Join(", ", valid)}.{Nearest.DidYouMean(text, valid)}");

    /// <summary>Reads a whole number.</summary>
    public long Whole(string name, long low, long high) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
        && value >= low
        && value <= high
            ? value
            : throw new RequestException(name, Text(name), $"It must be a whole number from {low} to {high}.");

    /// <summary>Reads a number.</summary>
    public double Number(string name, double low, double high, string unit) =>
        double.TryParse(Exact(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= low && value <= high
            ? value
            : throw new RequestException(
                name,
                Text(name),
                FormattableString
                    .Invariant($"It must be a number from {low:0.######} to {high:0.######} {unit}.")
                    .Replace(" .", ".", StringComparison.Ordinal)
            );

    /// <summary>Reads a quantity from two controls, number and unit.</summary>
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
            throw new RequestException(name, Text(name), Fault.Plain(fault));
        }
    }

    /// <summary>Rounds to significant digits, without the noise of a binary product.</summary>
    public static double Rounded(double value, int digits) =>
        double.Parse(value.ToString($"G{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Reads a day; null if the control is empty.</summary>
    public StudyTime? Day(string name) =>
        Text(name).Length == 0 ? null : Number(name, RequestLimits.FirstDay, RequestLimits.LastDay, "days").Days;

    /// <summary>Reads a comma-separated list.</summary>
    public IEnumerable<T> List<T>(string name, Func<string, T> parse)
    {
        string[] parts = [.. Parts(Exact(name)).Where(part => part.Length > 0)];
        return parts.Length <= RequestLimits.Sessions
            ? parts.Select(part => Build(name, () => parse(part))).ToArray()
            : throw new RequestException(name, Text(name), $"There are {parts.Length} sessions; the page allows {RequestLimits.Sessions}.");
    }

    /// <summary>Builds an object from controls. An error from the library is reported for the control of its parameter.</summary>
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
            throw new RequestException(control, defaults.ContainsKey(control) ? Text(control) : "", Fault.Plain(fault));
        }
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"[0-9]+\.[0-9]+")]
    private static partial Regex Fraction();

    /// <summary>Checks that a day is in the range of the page.</summary>
    public static double Day(double days) =>
        days is >= RequestLimits.FirstDay and <= RequestLimits.LastDay
            ? days
            : throw new ArgumentException(
                FormattableString.Invariant(
                    $"Days must be from {RequestLimits.FirstDay} to {RequestLimits.LastDay}; {days:G6} is outside this range."
                )
            );
}
