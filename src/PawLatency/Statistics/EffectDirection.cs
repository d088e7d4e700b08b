namespace PawLatency.Statistics;

/// <summary>The direction of an effect, or which effects count as found.</summary>
public enum EffectDirection
{
    /// <summary>Either direction, or none: the estimate has no sign.</summary>
    Either,

    /// <summary>The treated group has the shorter latencies: hyperalgesia.</summary>
    Below,

    /// <summary>The treated group has the longer latencies: analgesia.</summary>
    Above,
}
