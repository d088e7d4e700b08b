namespace PawLatency.Explorer;

/// <summary>A request that cannot be served, and why: the parameter, its value, what is allowed, the nearest right name.</summary>
internal sealed class Refusal(string parameter, string value, string reason, int status = 400)
    : Exception(parameter.Length == 0 ? reason : $"{parameter} = \"{(value.Length > 60 ? value[..60] + "..." : value)}\": {reason}")
{
    /// <summary>HTTP status.</summary>
    public int Status => status;

    /// <summary>The parameter at fault, or empty.</summary>
    public string Parameter => parameter;
}
