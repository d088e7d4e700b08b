using System.Globalization;

namespace PawLatency.Text;

/// <content>Keys with a single value: text, number, switch, choice.</content>
internal sealed partial class KeyReader
{
    public string? Text(string key, string about, bool required = false, string form = "text")
    {
        _schema?.Text(key, about, required);
        return Scalar(key, required, form)?.Value;
    }

    public double? Number(string key, UnitSet units, double low, double high, string about, bool required = false)
    {
        _schema?.Number(key, about, required, units);
        if (Scalar(key, required, units.Quantity) is not { } text)
        {
            return null;
        }

        (double value, string? problem) = units.Parse(text.Value);
        if (problem is null && !(value >= low && value <= high))
        {
            problem = $"{text.Value} is out of range; the allowed range is {units.Range(low, high, text.Value)}.";
        }

        return problem is null ? value : Refuse<double?>(text, key, problem);
    }

    public long? Integer(string key, long low, long high, string about, bool required = false)
    {
        _schema?.Integer(key, about, required, low, high);
        if (Scalar(key, required, "a whole number") is not { } text)
        {
            return null;
        }

        bool whole = long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value);
        return whole && value >= low && value <= high
            ? value
            : Refuse<long?>(
                text,
                key,
                $"\"{text.Value}\" is not a whole number "
                    + $"{(high == long.MaxValue && !text.Value.All(char.IsAsciiDigit) ? $"of {low} or more" : $"from {low} to {high}")}."
            );
    }

    public bool? Switch(string key, string about)
    {
        _schema?.Choice(key, about, false, ["on", "off"]);
        return Choice(key, [("on", true), ("off", false), ("true", true), ("false", false)], about, describe: false);
    }

    public T? Choice<T>(
        string key,
        IReadOnlyList<(string Name, T Value)> choices,
        string about,
        bool required = false,
        bool describe = true,
        (string Old, string New)? renamed = null
    )
        where T : struct
    {
        if (describe)
        {
            _schema?.Choice(key, about, required, [.. choices.Select(choice => choice.Name)]);
        }

        if (Scalar(key, required, "one of " + string.Join(", ", choices.Select(choice => choice.Name))) is not { } text)
        {
            return null;
        }

        foreach ((string name, T value) in choices)
        {
            if (string.Equals(name, text.Value, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        string word =
            renamed is { } pair && string.Equals(pair.Old, text.Value, StringComparison.OrdinalIgnoreCase) ? pair.New : text.Value;
        string[] valid = [.. choices.Select(choice => choice.Name)];
        return Refuse<T?>(text, key, $"\"{text.Value}\" is not valid here.{Nearest.Suggest(word, valid)}");
    }

    /// <summary>Reads a value with a function that throws <see cref="ArgumentException"/> if the value is not valid.</summary>
    public T? Parsed<T>(string key, Func<string, T> parse, string about, string form, bool required = false)
    {
        _schema?.Text(key, $"{about} {form}", required);
        if (Scalar(key, required, form) is { } text)
        {
            try
            {
                return parse(text.Value);
            }
            catch (ArgumentException fault)
            {
                return Refuse<T>(text, key, Fault.Plain(fault));
            }
        }

        return default;
    }

    private YamlText? Scalar(string key, bool required, string form)
    {
        switch (Item(key, required, form))
        {
            case YamlText { Value.Length: > 0 } text:
                return text;
            case YamlText empty:
                return Refuse<YamlText>(empty, key, $"The key has no value{Needed(form)}");
            case { } other:
                return Refuse<YamlText>(other, key, $"One value is needed here, not {other.Kind}{Needed(form)}");
            default:
                return null;
        }
    }
}
