namespace PawLatency.Data;

/// <summary>
/// The features of a latency curve under an opioid: up, back, under and home again. Found on the curve itself, so the test days of a
/// simulated study do not matter. A feature the curve does not have is NaN.
/// </summary>
public sealed class CurveShape
{
    // "Back" while the drug flows: within 10 % of the baseline. "Recovered" afterwards: within 5 %, and staying there.
    private const double BackPercent = 10,
        RecoveredPercent = 5;

    private readonly LatencyCurve _curve;
    private readonly LatencyCurve _onDrug;
    private readonly LatencyCurve _fromStart;
    private readonly double _offH;

    /// <summary>Finds the features.</summary>
    /// <param name="curve">Latency over time; it must reach back to the start of the drug.</param>
    /// <param name="drugOn">Start of the drug.</param>
    /// <param name="drugOff">End of the drug.</param>
    /// <exception cref="ArgumentException">The curve does not cover the start, or nothing of it lies between start and end.</exception>
    public CurveShape(LatencyCurve curve, StudyTime drugOn, StudyTime drugOff)
    {
        (_curve, _offH) = (curve, drugOff.Hours);
        if (!(drugOff > drugOn) || curve.TimesH[0] > drugOn.Hours)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The curve begins on {new StudyTime(curve.TimesH[0])}; to know the baseline it must reach back to the start of the "
                ) + FormattableString.Invariant($"drug on {drugOn}, which must come before its end on {drugOff}."),
                nameof(drugOn)
            );
        }

        _onDrug =
            curve.Between(drugOn.Hours, drugOff.Hours)
            ?? throw new ArgumentException($"Nothing of the curve lies between {drugOn} and {drugOff}.", nameof(drugOff));
        _fromStart = curve.Between(drugOn.Hours, double.PositiveInfinity)!;
        BaselineS = Baseline(curve, drugOn.Hours);
        (double peakH, double peak) = CurvePoints.Highest(_onDrug);
        PeakDay = peakH / 24;
        (double deepestOnDrugH, double deepestOnDrug) = CurvePoints.Lowest(AfterPeak(_onDrug));
        (double deepestH, double deepest) = CurvePoints.Lowest(AfterPeak(_fromStart));
        (DeepestOnDrugDay, DeepestDay) = (deepestOnDrugH / 24, deepestH / 24);
        (PeakChangePercent, DeepestChangeOnDrugPercent, DeepestChangePercent) = (Change(peak), Change(deepestOnDrug), Change(deepest));
        PeakBelowCutoffS = curve.Cutoff - peak;
    }

    /// <summary>Mean latency up to the start of the drug, s.</summary>
    public double BaselineS { get; }

    /// <summary>Largest latency on drug, percent above baseline.</summary>
    public double PeakChangePercent { get; }

    /// <summary>When it is reached, day.</summary>
    public double PeakDay { get; }

    /// <summary>Distance of the peak from the cutoff, s; 0 where it is censored.</summary>
    public double PeakBelowCutoffS { get; }

    /// <summary>When, after the peak and on drug, the latency is back within 10 % of baseline, day; NaN where the peak is no higher than
    /// that.</summary>
    public double ReturnDay =>
        PeakChangePercent > BackPercent ? CurvePoints.PassageH(AfterPeak(_onDrug), BaselineS * (1 + BackPercent / 100)) / 24 : double.NaN;

    /// <summary>When, after the peak, the latency first passes below baseline, day.</summary>
    public double CrossingDay => CurvePoints.PassageH(AfterPeak(_fromStart), BaselineS) / 24;

    /// <summary>Smallest latency on drug, percent of change from baseline (negative below).</summary>
    public double DeepestChangeOnDrugPercent { get; }

    /// <summary>When it is reached, day.</summary>
    public double DeepestOnDrugDay { get; }

    /// <summary>Smallest latency at all, percent of change from baseline (negative below).</summary>
    public double DeepestChangePercent { get; }

    /// <summary>When it is reached, day.</summary>
    public double DeepestDay { get; }

    /// <summary>Whether the latency falls further below baseline than what counts as recovered; where it does not, there is nothing to
    /// recover from.</summary>
    public bool Falls => DeepestChangePercent < -RecoveredPercent;

    /// <summary>Area between baseline and curve where the curve is below it, from the start of the drug to the end of the curve, s
    /// day.</summary>
    public double AreaBelowSDay =>
        AreaUnderCurve.Of([.. _fromStart.TimesH.ToArray().Select(hours => hours / 24)], _fromStart.Values, BaselineS, AreaPart.Below);

    /// <summary>Time from the end of the drug (or the deepest point, if later) until the deficit has halved, h.</summary>
    public double RecoveryHalfTimeH
    {
        get
        {
            double from = Math.Max(_offH, DeepestDay * 24);
            double deficit = BaselineS - _curve.At(new StudyTime(from));
            return deficit > 0 && _curve.Between(from, double.PositiveInfinity) is { } after
                ? CurvePoints.PassageH(after, BaselineS - deficit / 2, upward: true) - from
                : double.NaN;
        }
    }

    /// <summary>When, after the end of the drug, the latency is within 5 % of baseline for good, day.</summary>
    public double RecoveredDay
    {
        get
        {
            double band = BaselineS * RecoveredPercent / 100;
            if (_curve.Between(_offH, double.PositiveInfinity) is not { } after || Math.Abs(after.Values[^1] - BaselineS) > band)
            {
                return double.NaN;
            }

            int inside = after.TimesH.Length - 1;
            while (inside > 0 && Math.Abs(after.Values[inside - 1] - BaselineS) <= band)
            {
                inside--;
            }

            if (inside == 0)
            {
                return after.TimesH[0] / 24;
            }

            // Where the line from the last point outside enters the band.
            (double outsideS, double insideS) = (after.Values[inside - 1], after.Values[inside]);
            double share = (BaselineS + Math.CopySign(band, outsideS - BaselineS) - outsideS) / (insideS - outsideS);
            return (after.TimesH[inside - 1] + share * (after.TimesH[inside] - after.TimesH[inside - 1])) / 24;
        }
    }

    /// <summary>Largest distance from baseline, above or below, percent.</summary>
    public double LargestDeviationPercent =>
        Math.Max(Math.Abs(Change(CurvePoints.Highest(_fromStart).LatencyS)), Math.Abs(Change(CurvePoints.Lowest(_fromStart).LatencyS)));

    /// <summary>Change from baseline at a time, percent (negative below).</summary>
    /// <param name="time">Time.</param>
    public double ChangePercent(StudyTime time) => Change(_curve.At(time));

    private double Change(double latencyS) => 100 * (latencyS / BaselineS - 1);

    private static double Baseline(LatencyCurve curve, double onH)
    {
        double[] before = [.. curve.Values.ToArray().Where((_, i) => curve.TimesH[i] <= onH)];
        return before.Average();
    }

    private LatencyCurve AfterPeak(LatencyCurve curve) => curve.Between(PeakDay * 24, double.PositiveInfinity) ?? curve;
}
