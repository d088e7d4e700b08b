namespace PawLatency.Data;

/// <summary>What a value says of a latency L, given the animal's own baseline B and the cutoff C.</summary>
public enum LatencyMeasure
{
    /// <summary>What was read: a latency, s, or a force, g.</summary>
    Seconds,

    /// <summary>Percent of the maximum possible effect, 100 (L - B) / (C - B): 0 at the baseline, 100 at the cutoff (Harris and Pierson
    /// 1964, J Pharmacol Exp Ther 143:141-148).</summary>
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
    public static string Name(LatencyMeasure measure) =>
        measure switch
        {
            LatencyMeasure.PercentMaximumPossibleEffect => "percent of the maximum possible effect",
            LatencyMeasure.PercentOfBaseline => "percent of baseline",
            LatencyMeasure.DifferenceSeconds => "difference from baseline",
            LatencyMeasure.LogRatio => "log ratio to baseline",
            _ => "latency",
        };

    public static string Unit(LatencyMeasure measure, string readUnit) =>
        measure switch
        {
            LatencyMeasure.PercentMaximumPossibleEffect or LatencyMeasure.PercentOfBaseline => "%",
            LatencyMeasure.LogRatio => "",
            _ => readUnit,
        };

    public static double Of(LatencyMeasure measure, double latencyS, double baselineS, double cutoffS) =>
        measure switch
        {
            LatencyMeasure.PercentMaximumPossibleEffect => 100 * (latencyS - baselineS) / (cutoffS - baselineS),
            LatencyMeasure.PercentOfBaseline => 100 * latencyS / baselineS,
            LatencyMeasure.DifferenceSeconds => latencyS - baselineS,
            LatencyMeasure.LogRatio => Math.Log(latencyS / baselineS),
            _ => latencyS,
        };

    /// <summary>
    /// Makes values equal that are equal in what was recorded: 10.3 - 10.1 and 10.5 - 10.3 differ in the last binary digit, and means of
    /// three trials in the ninth decimal that tables keep.
    /// </summary>
    /// <param name="values">
    /// The values; NaN is a missing one. Values that differ by less than 1e-8 of the largest, or of 1, become the lowest of them.
    /// </param>
    public static void Tie(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).Where(index => !double.IsNaN(values[index])).OrderBy(index => values[index])];
        double least = order.Length == 0 ? 0 : 1e-8 * Math.Max(1, Math.Max(Math.Abs(values[order[0]]), Math.Abs(values[order[^1]])));
        for (int place = 1; place < order.Length; place++)
        {
            ref double value = ref values[order[place]];
            value = value - values[order[place - 1]] < least ? values[order[place - 1]] : value;
        }
    }

    /// <summary>Refuses a baseline or cutoff that the measure has no meaning for.</summary>
    public static void Check(LatencyMeasure measure, double baselineS, double cutoffS, string animal, string unit)
    {
        if (measure is LatencyMeasure.PercentOfBaseline or LatencyMeasure.LogRatio && !(baselineS > 0))
        {
            throw new AnalysisException(
                FormattableString.Invariant($"{animal} has a baseline of {baselineS:G6} {unit}; {Name(measure)} needs one above 0 {unit}.")
            );
        }

        if (measure == LatencyMeasure.PercentMaximumPossibleEffect && !(cutoffS > baselineS))
        {
            throw new AnalysisException(
                double.IsNaN(cutoffS)
                    ? "The percent of the maximum possible effect needs the cutoff of the assay."
                    : FormattableString.Invariant(
                        $"{animal} has a baseline of {baselineS:G6} {unit}; the percent of the maximum possible effect needs one below "
                    ) + FormattableString.Invariant($"the cutoff of {cutoffS:G6} {unit}.")
            );
        }
    }
}
