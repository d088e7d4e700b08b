namespace PawLatency.Analysis;

/// <summary>What a value says of a latency L, given the animal's own baseline B and the cutoff C.</summary>
public enum LatencyMeasure
{
    /// <summary>What was read: a latency, s, or a force, g.</summary>
    Seconds,

    /// <summary>Percent of the maximum possible effect, 100 (L - B) / (C - B): 0 at the baseline, 100 at the cutoff (Harris and Pierson 1964, J Pharmacol Exp Ther 143:141-148).</summary>
    PercentMaximumPossibleEffect,

    /// <summary>Percent of the baseline, 100 L / B.</summary>
    PercentOfBaseline,

    /// <summary>Difference from the baseline, L - B, s or g.</summary>
    DifferenceSeconds,

    /// <summary>Natural logarithm of L / B.</summary>
    LogRatio,
}

/// <summary>The formulas of <see cref="LatencyMeasure"/>, once.</summary>
internal static class LatencyMeasures
{
    public static string Name(LatencyMeasure measure) => measure switch
    {
        LatencyMeasure.PercentMaximumPossibleEffect => "percent of the maximum possible effect",
        LatencyMeasure.PercentOfBaseline => "percent of baseline",
        LatencyMeasure.DifferenceSeconds => "difference from baseline",
        LatencyMeasure.LogRatio => "log ratio to baseline",
        _ => "latency",
    };

    public static string Unit(LatencyMeasure measure, string readUnit) => measure switch
    {
        LatencyMeasure.PercentMaximumPossibleEffect or LatencyMeasure.PercentOfBaseline => "%",
        LatencyMeasure.LogRatio => "",
        _ => readUnit,
    };

    public static double Of(LatencyMeasure measure, double latencyS, double baselineS, double cutoffS) => measure switch
    {
        LatencyMeasure.PercentMaximumPossibleEffect => 100 * (latencyS - baselineS) / (cutoffS - baselineS),
        LatencyMeasure.PercentOfBaseline => 100 * latencyS / baselineS,
        LatencyMeasure.DifferenceSeconds => latencyS - baselineS,
        LatencyMeasure.LogRatio => Math.Log(latencyS / baselineS),
        _ => latencyS,
    };

    /// <summary>Refuses a baseline or cutoff that the measure has no meaning for.</summary>
    public static void Check(LatencyMeasure measure, double baselineS, double cutoffS, string animal, string unit)
    {
        if (measure is LatencyMeasure.PercentOfBaseline or LatencyMeasure.LogRatio && !(baselineS > 0))
        {
            throw new AnalysisException(FormattableString.Invariant($"{animal} has a baseline of {baselineS:G6} {unit}; {Name(measure)} needs one above 0 {unit}."));
        }

        if (measure == LatencyMeasure.PercentMaximumPossibleEffect && !(cutoffS > baselineS))
        {
            throw new AnalysisException(double.IsNaN(cutoffS)
                ? "The percent of the maximum possible effect needs the cutoff of the assay."
                : FormattableString.Invariant($"{animal} has a baseline of {baselineS:G6} {unit}; the percent of the maximum possible effect needs one below the cutoff of {cutoffS:G6} {unit}."));
        }
    }
}
