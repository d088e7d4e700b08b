using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using PawLatency.Text;

namespace PawLatency.Explorer;

/// <summary>The query parameters of a request, which hold the whole state of the page. Each must be known and occur once.</summary>
internal sealed class QueryParameters
{
    /// <summary>Parameters of apparatus, rats and tests. They are kept when the user selects another group.</summary>
    public static readonly string[] Apparatus = ["lamp", "water", "plate", "cutoff", "n", "vary", "seed", "days", "also"];

    /// <summary>Parameters of the experiment, in the order in which they are written.</summary>
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
        .. Apparatus,
    ];

    // "pin" (pinned experiment) and "ask" (question) are part of the state; "w" (width) and "scheme" describe the window.
    private static readonly string[] Known = [.. Experiment, "pin", "ask", "w", "scheme"];

    private readonly Dictionary<string, string> _values;

    private QueryParameters(Dictionary<string, string> values) => _values = values;

    /// <summary>Value of a parameter, or null if absent.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Reads a query string.</summary>
    /// <exception cref="RequestException">The string is too long, or a parameter is unknown, repeated or not printable.</exception>
    public static QueryParameters Parse(string? query)
    {
        if (query?.Length > RequestLimits.QueryCharacters)
        {
            throw new RequestException(
                "",
                "",
                $"The query string has {query.Length} characters; the maximum is {RequestLimits.QueryCharacters}.",
                StatusCodes.Status414UriTooLong
            );
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues given) in QueryHelpers.ParseQuery(query))
        {
            string value = given[0] ?? "";
            _ =
                !Known.Contains(name)
                    ? throw new RequestException(
                        name,
                        value,
                        $"Unknown parameter.{Nearest.Offer(name.Length > 40 ? name[..40] : name, Known)}"
                    )
                : given.Count > 1 ? throw new RequestException(name, value, $"The parameter is given {given.Count} times; give it once.")
                : value.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter))
                    ? throw new RequestException(name, "?", "The value contains characters that are not printable.")
                : value.Length > 600 && name != "pin"
                    ? throw new RequestException(name, value, $"The value has {value.Length} characters; the maximum is 600.")
                : values[name] = value.Trim();
        }

        return new QueryParameters(values);
    }

    /// <summary>Query string of the values that are not null, without its question mark.</summary>
    public static string Query(IEnumerable<(string Name, string? Value)> values) =>
        string.Join('&', values.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}"));
}
