using PawLatency.Numerics;

namespace PawLatency.Assay;

/// <summary>
/// The plantar radiant-heat test of Hargreaves and others (1988, Pain 32:77-88): a lamp warms the paw until the heat threshold is
/// reached, a photocell stops the clock, and a cutoff protects the skin.
/// </summary>
/// <remarks>
/// The surface of the skin warms as Ts(t) = T0 + k sqrt(t) (constant absorbed flux on a semi-infinite solid), so the withdrawal
/// latency is L = Ld + ((theta - T0) / k)^2. The lamp is set at 100 % so that the untreated rat on a 30 C floor has the baseline.
/// </remarks>
public sealed record Hargreaves
{
    // A rat's paw on a 30 C glass floor is at 31 C (model reference, section 7); a change of the floor changes it by as much.
    private const double StandardFloorC = 30, PawAboveFloorC = 1;

    /// <summary>10.5 s baseline, 20 s cutoff, three trials 5 min apart, lamp at 100 %, floor at 30 C.</summary>
    public static Hargreaves Standard { get; } = new();

    /// <summary>Latency of the untreated typical rat at 100 % lamp on a 30 C floor, s, 2 to 30.</summary>
    public double BaselineS { get; init => field = Guard.InRange(value, 2, 30, "baseline", "s", "baseline"); } = 10.5;

    /// <summary>Latency at which the lamp goes off, s, 3 to 60, above the baseline. A latency at the cutoff is censored.</summary>
    public double CutoffS { get; init => field = Guard.InRange(value, 3, 60, "cutoff", "s", "cutoff"); } = 20;

    /// <summary>Trials in a session, 1 to 20.</summary>
    public int Trials { get; init => field = (int)Guard.InRange(value, 1, 20, "number of trials", "", "trials"); } = 3;

    /// <summary>Time between trials.</summary>
    public Duration TrialInterval
    {
        get;
        init => field = new(Guard.InRange(value.Hours, 0, 2, "trial interval", "h", "trial-interval"));
    } = 5.Minutes;

    /// <summary>Lamp intensity in percent of the calibrated setting, 20 to 300. The warming rate is proportional to it.</summary>
    public double LampPercent { get; init => field = Guard.InRange(value, 20, 300, "lamp intensity", "%", "lamp"); } = 100;

    /// <summary>Temperature of the glass floor, C, 15 to 40.</summary>
    public double FloorC { get; init => field = Guard.InRange(value, 15, 40, "floor temperature", "C", "floor"); } = StandardFloorC;

    /// <summary>Temperature of the paw's skin before the lamp, C, 20 to 42; null for 1 C above the floor.</summary>
    public double? SkinC
    {
        get;
        init => field = value is { } skin ? Guard.InRange(skin, 20, 42, "skin temperature", "C", "skin") : null;
    }

    /// <summary>Resolution of the timer, s, 0.001 to 1.</summary>
    public double TimerResolutionS { get; init => field = Guard.InRange(value, 0.001, 1, "timer resolution", "s", "timer"); } = 0.1;

    /// <summary>Ld: conduction, decision and movement before the paw leaves the glass, s, 0 to 1.5.</summary>
    public double ResponseDelayS { get; init => field = Guard.InRange(value, 0, 1.5, "response delay", "s", "delay"); } = 0.4;

    /// <summary>Lengthening of the first session's latency by novelty, percent, 0 to 50; it fades by a factor e with every session, 8 is a usual assumption. Off by default.</summary>
    public double NoveltyPercent { get; init => field = Guard.InRange(value, 0, 50, "novelty", "%", "novelty"); }

    /// <summary>Rejects settings that contradict each other.</summary>
    /// <exception cref="ArgumentException">The baseline is not below the cutoff.</exception>
    public void Validate()
    {
        if (CutoffS <= BaselineS)
        {
            throw new ArgumentException(FormattableString.Invariant($"The cutoff of {CutoffS} s is not above the baseline of {BaselineS} s."), "cutoff");
        }
    }

    /// <summary>The withdrawal latency at a heat threshold, neither cut off nor rounded, s.</summary>
    /// <typeparam name="T">The scalar.</typeparam>
    /// <param name="thresholdC">Heat threshold theta, C.</param>
    /// <param name="baselineThresholdC">Heat threshold theta0 of the untreated rat, C, the one the lamp is calibrated on.</param>
    public T LatencyS<T>(T thresholdC, double baselineThresholdC)
        where T : struct, IScalar<T>
    {
        double skinC = SkinC ?? FloorC + PawAboveFloorC;
        double warming = WarmingCPerRootS(baselineThresholdC) * LampPercent / 100;
        T rise = T.Max(thresholdC - T.FromDouble(skinC), default) / T.FromDouble(warming);
        return T.FromDouble(ResponseDelayS) + rise * rise;
    }

    /// <summary>The heat threshold at which a latency is reached, C: the inverse of <see cref="LatencyS"/> under standard lamp and floor.</summary>
    /// <param name="latencyS">Latency, s, not below the response delay.</param>
    /// <param name="baselineThresholdC">Heat threshold theta0 of the untreated rat, C.</param>
    public double ThresholdC(double latencyS, double baselineThresholdC) =>
        StandardFloorC + PawAboveFloorC + WarmingCPerRootS(baselineThresholdC) * Math.Sqrt(latencyS - ResponseDelayS);

    /// <summary>The factor by which novelty lengthens a session's latency, 1 or more.</summary>
    /// <param name="session">Number of the session, from 1.</param>
    public double Novelty(int session) => 1 + NoveltyPercent / 100 * Math.Exp(1 - session);

    /// <summary>What the timer shows for a latency.</summary>
    /// <param name="latencyS">Latency, s.</param>
    /// <returns>The latency at the timer's resolution, at most the cutoff, and whether the cutoff was reached.</returns>
    public (double LatencyS, bool Censored) Record(double latencyS)
    {
        if (latencyS >= CutoffS)
        {
            return (CutoffS, true);
        }

        double rounded = Math.Round(latencyS / TimerResolutionS) * TimerResolutionS;
        // 58 ticks of 0.7 s are 40.599999999999994 s in binary, and the timer shows the cutoff of 40.6 s all the same.
        return rounded > CutoffS - 1e-9 ? (CutoffS, true) : (rounded, false);
    }

    private double WarmingCPerRootS(double baselineThresholdC) =>
        (baselineThresholdC - StandardFloorC - PawAboveFloorC) / Math.Sqrt(BaselineS - ResponseDelayS);
}
