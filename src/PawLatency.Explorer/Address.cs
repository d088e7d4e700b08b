using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using PawLatency.Text;

namespace PawLatency.Explorer;

/// <summary>The parameters of an address: each known, each once. The state of the page is nothing but these.</summary>
internal sealed class Address
{
    /// <summary>The parameters of apparatus, rats and tests: what stays where another group is given something.</summary>
    public static readonly string[] Bench = ["lamp", "water", "plate", "cutoff", "n", "vary", "seed", "days", "also"];

    /// <summary>The parameters that make the experiment, in the order they are written.</summary>
    public static readonly string[] Experiment =
    [
        "study",
        "group",
        "drug",
        "as",
        "device",
        "rate",
        "rate-unit",
        "dose",
        "dose-unit",
        "pellets",
        "route",
        "from",
        "to",
        "second",
        "second-as",
        "second-dose",
        "second-unit",
        "second-route",
        "second-at",
        "second-for",
        .. Bench,
    ];

    // A pinned curve and a question belong to the state; width and scheme to the window it is seen in.
    private static readonly string[] Known = [.. Experiment, "pin", "ask", "w", "scheme"];

    private readonly Dictionary<string, string> _values;

    private Address(Dictionary<string, string> values) => _values = values;

    /// <summary>The value of a parameter, or null where it is not there.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Reads a query string.</summary>
    /// <exception cref="Refusal">It is too long, or a parameter is unknown, given twice or not printable.</exception>
    public static Address Parse(string? query)
    {
        if (query?.Length > Limits.QueryLetters)
        {
            throw new Refusal(
                "",
                "",
                $"The address has {query.Length} characters after its question mark; {Limits.QueryLetters} is the most that is read.",
                StatusCodes.Status414UriTooLong
            );
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues given) in QueryHelpers.ParseQuery(query))
        {
            string value = given[0] ?? "";
            _ =
                !Known.Contains(name)
                    ? throw new Refusal(
                        name,
                        value,
                        $"There is no such parameter.{Nearest.Offer(name.Length > 40 ? name[..40] : name, Known)}"
                    )
                : given.Count > 1 ? throw new Refusal(name, value, $"The parameter is given {given.Count} times; once is enough.")
                : value.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter))
                    ? throw new Refusal(name, "?", "The value holds characters that are not printable.")
                : value.Length > 600 && name != "pin"
                    ? throw new Refusal(name, value, $"The value has {value.Length} characters; 600 is the most.")
                : values[name] = value.Trim();
        }

        return new Address(values);
    }

    /// <summary>A query string of the values that are there, without its question mark.</summary>
    public static string Query(IEnumerable<(string Name, string? Value)> values) =>
        string.Join('&', values.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}"));
}
