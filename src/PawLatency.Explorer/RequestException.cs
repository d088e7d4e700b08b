namespace PawLatency.Explorer;

/// <summary>A request that cannot be answered. The message has the parameter, its value, the allowed range and the nearest valid name.</summary>
internal sealed class RequestException(string parameter, string value, string reason, int status = 400)
    : Exception(parameter.Length == 0 ? reason : $"{parameter} = \"{(value.Length > 60 ? value[..60] + "..." : value)}\": {reason}")
{
    /// <summary>HTTP status.</summary>
    public int Status => status;

    /// <summary>The invalid parameter, or empty.</summary>
    public string Parameter => parameter;
}
