using PawLatency.Numerics;

namespace PawLatency.Assay;

/// <summary>
/// An assay of nociception: it turns the rat's heat threshold into the time until it responds, and records that time as the bench does.
/// Immutable, equal by value.
/// </summary>
public abstract record NociceptiveAssay
{
    private protected NociceptiveAssay(double baseline, double cutoff, double resolution, int trials) =>
        (Baseline, Cutoff, Resolution, Trials) = (baseline, cutoff, resolution, trials);

    /// <summary>The name in study files, for example tail-flick.</summary>
    public abstract string Name { get; }

    /// <summary>What is read off.</summary>
    public abstract Readout Readout { get; }

    /// <summary>Latency of the untreated typical rat, s; its range is that of the assay, and it is below the cutoff.</summary>
    public double BaselineS
    {
        get => Baseline / Readout.PerS;
        init => Baseline = Readout.Of(value);
    }

    /// <summary>Latency at which the trial is ended, s. A latency at the cutoff is censored.</summary>
    public double CutoffS
    {
        get => Cutoff / Readout.PerS;
        init => Cutoff = Readout.Of(value);
    }

    /// <summary>Trials in a session, 1 to 20.</summary>
    public int Trials { get; init => field = (int)Guard.InRange(value, 1, 20, "number of trials", "", "trials"); }

    /// <summary>Time between trials.</summary>
    public Duration TrialInterval
    {
        get;
        init => field = new(Guard.InRange(value.Hours, 0, 2, "trial interval", "h", "trial-interval"));
    } = 5.Minutes;

    /// <summary>Resolution of the timer, s.</summary>
    public double TimerResolutionS
    {
        get => Resolution / Readout.PerS;
        init => Resolution = Readout.Of(value);
    }

    /// <summary>Lengthening of the first session's latency by novelty, percent, 0 to 50; it fades by a factor e with every session, 8 is a usual assumption. Off by default.</summary>
    public double NoveltyPercent { get; init => field = Guard.InRange(value, 0, 50, "novelty", "%", "novelty"); }

    /// <summary>The test with its stimulus, as a table of the design has it.</summary>
    internal abstract string Describe();

    /// <summary>What a group may have of its own, for example "50 C"; empty where it can have nothing.</summary>
    internal virtual string Setting => "";

    /// <summary>What kind of test it is, as a methods section has it, for example "radiant-heat (Hargreaves)".</summary>
    internal abstract string Model { get; }

    /// <summary>The ranges of baseline, cutoff and resolution, in the unit that is read.</summary>
    internal abstract AssayLimits Limits { get; }

    /// <summary>Baseline, cutoff and resolution as the laboratory gives them, in the unit that is read.</summary>
    internal double Baseline { get; init => field = Limits.Baseline.Check(value, Readout.Unit); }

    /// <inheritdoc cref="Baseline"/>
    internal double Cutoff { get; init => field = Limits.Cutoff.Check(value, Readout.Unit); }

    /// <inheritdoc cref="Baseline"/>
    internal double Resolution { get; init => field = Limits.Resolution.Check(value, Readout.Unit); }

    /// <summary>The time until the rat responds, neither cut off nor rounded, s; infinite where the stimulus never reaches the threshold.</summary>
    /// <typeparam name="T">The scalar.</typeparam>
    /// <param name="thresholdC">Heat threshold theta, C.</param>
    /// <param name="baselineThresholdC">Heat threshold theta0 of the untreated rat, C, the one the apparatus is calibrated on.</param>
    public abstract T LatencyS<T>(T thresholdC, double baselineThresholdC)
        where T : struct, IScalar<T>;

    /// <summary>The time until the untreated typical rat responds, neither cut off nor rounded, s: the baseline, or what a lamp, water or plate of its own makes of it.</summary>
    /// <param name="baselineThresholdC">Heat threshold theta0 of the untreated rat, C.</param>
    internal double UntreatedS(double baselineThresholdC) => LatencyS(new Real(baselineThresholdC), baselineThresholdC).Value;

    /// <summary>Rejects settings that contradict each other.</summary>
    /// <exception cref="ArgumentException">The baseline is not below the cutoff.</exception>
    public void Validate()
    {
        if (Cutoff <= Baseline)
        {
            throw new ArgumentException(FormattableString.Invariant($"The cutoff of {Cutoff} {Readout.Unit} is not above the baseline of {Baseline} {Readout.Unit}."), "cutoff");
        }
    }

    /// <summary>Rejects a stimulus that is none for an untreated rat.</summary>
    /// <param name="baselineThresholdC">Heat threshold theta0, C.</param>
    internal virtual void CheckThreshold(double baselineThresholdC)
    {
    }

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

    /// <summary>The apparatus of a group that has a stimulus of its own.</summary>
    /// <exception cref="ArgumentException">The group has a stimulus that this apparatus has not; its parameter is the key in a study file.</exception>
    internal virtual NociceptiveAssay For(Group group) =>
        group.LampPercent is not null ? throw Foreign("lamp")
        : group.WaterC is not null ? throw Foreign("water")
        : group.PlateC is not null ? throw Foreign("plate")
        : this;

    /// <summary>The tissue that is tested; what is done to another does not reach the response.</summary>
    internal virtual string Tissue => "paw";

    /// <summary>Where a trial is done, as a table has it: left or right paw, both, or the tail.</summary>
    internal virtual string Site(Paw paw) => paw == Paw.Left ? "left" : "right";

    private ArgumentException Foreign(string key) => new($"The {Name} test has no {key}.", key);
}

/// <summary>The ranges of an assay's numbers, in the unit that is read.</summary>
/// <param name="Baseline">Of the baseline.</param>
/// <param name="Cutoff">Of the cutoff.</param>
/// <param name="Resolution">Of the resolution.</param>
internal sealed record AssayLimits(AssayLimit Baseline, AssayLimit Cutoff, AssayLimit Resolution)
{
    /// <summary>The ranges of an assay that reads a stopwatch.</summary>
    public static AssayLimits Latency(double leastBaseline, double mostBaseline, double leastCutoff) =>
        new(new("baseline", "baseline", leastBaseline, mostBaseline), new("cutoff", "cutoff", leastCutoff, 60), new("timer", "timer resolution", 0.001, 1));
}

/// <summary>A range, both ends in.</summary>
/// <param name="Key">The key in study files.</param>
/// <param name="Quantity">What it is the range of.</param>
/// <param name="Low">Low end, in the unit that is read.</param>
/// <param name="High">High end, in the unit that is read.</param>
internal sealed record AssayLimit(string Key, string Quantity, double Low, double High)
{
    public double Check(double value, string unit) => Guard.InRange(value, Low, High, Quantity, unit, Key);
}
