using PawLatency.Numerics;
using PawLatency.Text;

namespace PawLatency.Assays;

/// <summary>
/// An assay of nociception: it converts the heat threshold of the rat to a response time and records it with the resolution and cutoff of
/// the apparatus. Each assay is one class with its physics, its keys in a study file and its texts. Immutable, equal by value.
/// </summary>
public abstract record NociceptiveAssay
{
    private protected NociceptiveAssay(double baseline, double cutoff, double resolution, int trials) =>
        (Baseline, Cutoff, Resolution, Trials) = (baseline, cutoff, resolution, trials);

    /// <summary>The name in study files, for example tail-flick.</summary>
    public abstract string Name { get; }

    /// <summary>The measured quantity.</summary>
    public abstract Readout Readout { get; }

    /// <summary>Baseline reading of the untreated typical rat, in the unit of <see cref="Readout"/>, s or g. Its range depends on the
    /// assay, and it is below the cutoff.</summary>
    public double Baseline
    {
        get;
        init => field = Readings.Baseline.Check(value);
    }

    /// <summary>Reading at which a trial is stopped, in the unit of <see cref="Readout"/>, s or g. A reading at the cutoff is
    /// censored.</summary>
    public double Cutoff
    {
        get;
        init => field = Readings.Cutoff.Check(value);
    }

    /// <summary>Resolution of the reading, in the unit of <see cref="Readout"/>, s or g.</summary>
    public double Resolution
    {
        get;
        init => field = Readings.Resolution.Check(value);
    }

    /// <summary>Time at the baseline, s.</summary>
    public double BaselineS => Baseline / Readout.PerS;

    /// <summary>Time at the cutoff, s.</summary>
    public double CutoffS => Cutoff / Readout.PerS;

    /// <summary>Trials in a session, 1 to 20.</summary>
    public int Trials
    {
        get;
        init => field = (int)Guard.InRange(value, 1, 20, "number of trials", "", "trials");
    }

    /// <summary>Time between trials.</summary>
    public Duration TrialInterval
    {
        get;
        init => field = new(Guard.InRange(value.Hours, 0, 2, "trial interval", "h", "trial-interval"));
    } = 5.Minutes;

    /// <summary>Increase of the latency by novelty in the first session, percent, 0 to 50. It falls by a factor e with every session; 8 is
    /// a common assumption. Off by default.</summary>
    public double NoveltyPercent
    {
        get;
        init => field = Guard.InRange(value, 0, 50, "novelty", "%", "novelty");
    }

    /// <summary>The keys by which study files name the stimuli of all assays: lamp, plate, water.</summary>
    public static IReadOnlyList<string> StimulusKeys => [.. AssayFile.All.Select(assay => assay.StimulusKey?.Key).OfType<string>()];

    /// <summary>The range of the cutoff, in the unit that is read.</summary>
    public (double Low, double High) CutoffRange => (Readings.Cutoff.Low, Readings.Cutoff.High);

    /// <summary>The stimulus in use, the group's own where it has one; null where a group cannot have one.</summary>
    public Stimulus? Stimulus => StimulusKey is { } key ? new Stimulus(key, StimulusValue) : null;

    /// <summary>Resolution in time on the clock, s.</summary>
    public double ResolutionS => Resolution / Readout.PerS;

    /// <summary>The test with its stimulus, as a table of the design has it.</summary>
    public abstract string Describe();

    /// <summary>What kind of test it is, as a methods section has it, for example "radiant-heat (Hargreaves)".</summary>
    public abstract string Model { get; }

    /// <summary>Baseline, cutoff and resolution.</summary>
    internal abstract ReadingKeys Readings { get; }

    /// <summary>Keys specific to this assay, in the order of a study file.</summary>
    internal abstract IReadOnlyList<AssayKey> Keys { get; }

    /// <summary>The key that groups may set individually; null if none.</summary>
    internal virtual AssayKey? StimulusKey => null;

    /// <summary>The tested tissue; treatments of other tissues do not affect the response.</summary>
    public virtual string Tissue => "paw";

    /// <summary>Response time of the rat without cutoff and rounding, s; infinite if the stimulus never reaches the threshold.</summary>
    /// <typeparam name="T">The scalar.</typeparam>
    /// <param name="thresholdC">Heat threshold theta, C.</param>
    /// <param name="baselineThresholdC">Heat threshold theta0 of the untreated rat, C, the one the apparatus is calibrated on.</param>
    internal abstract T LatencyS<T>(T thresholdC, T baselineThresholdC)
        where T : struct, IScalar<T>;

    /// <summary>The same with a baseline threshold that is one number.</summary>
    internal T LatencyS<T>(T thresholdC, double baselineThresholdC)
        where T : struct, IScalar<T> => LatencyS(thresholdC, T.FromDouble(baselineThresholdC));

    /// <summary>The time until the rat responds, neither cut off nor rounded, s; infinite where the stimulus never reaches the
    /// threshold.</summary>
    /// <param name="thresholdC">Heat threshold theta, C.</param>
    /// <param name="baselineThresholdC">Heat threshold theta0 of the untreated rat, C, the one the apparatus is calibrated on.</param>
    public double LatencyS(double thresholdC, double baselineThresholdC) => LatencyS(new Real(thresholdC), baselineThresholdC).Value;

    /// <summary>The latency of the untreated typical rat under the stimulus in use, s.</summary>
    /// <param name="baselineThresholdC">Heat threshold theta0 of the untreated rat, C.</param>
    public double UntreatedS(double baselineThresholdC) => LatencyS(new Real(baselineThresholdC), baselineThresholdC).Value;

    /// <summary>Checks that the settings are consistent.</summary>
    /// <exception cref="ArgumentException">The baseline is not below the cutoff.</exception>
    public void Validate()
    {
        if (Cutoff <= Baseline)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The cutoff of {Cutoff} {Readout.Unit} is not above the baseline of {Baseline} {Readout.Unit}."
                ),
                "cutoff"
            );
        }
    }

    /// <summary>Weakest stimulus to which an untreated rat responds, in the unit of the stimulus.</summary>
    public virtual double LeastStimulus(double baselineThresholdC) => StimulusKey!.Low;

    /// <summary>Refuses a stimulus to which an untreated rat does not respond.</summary>
    /// <param name="baselineThresholdC">Heat threshold theta0, C.</param>
    internal virtual void CheckThreshold(double baselineThresholdC) { }

    /// <summary>Factor of novelty on the latency of a session, 1 or more.</summary>
    /// <param name="session">Number of the session, from 1.</param>
    public double Novelty(int session) => 1 + NoveltyPercent / 100 * Math.Exp(1 - session);

    /// <summary>The recorded value of a latency.</summary>
    /// <param name="latencyS">Latency, s.</param>
    /// <returns>The latency at the timer's resolution, at most the cutoff, and whether the cutoff was reached.</returns>
    public (double LatencyS, bool Censored) Record(double latencyS)
    {
        if (latencyS >= CutoffS)
        {
            return (CutoffS, true);
        }

        double rounded = Math.Round(latencyS / ResolutionS) * ResolutionS;
        // Rounding: 58 steps of 0.7 s are 40.599999999999994 s in binary but must equal a cutoff of 40.6 s.
        return rounded > CutoffS - 1e-9 ? (CutoffS, true) : (rounded, false);
    }

    /// <summary>The apparatus with the stimulus of a group.</summary>
    /// <exception cref="ArgumentException">The apparatus does not have the stimulus of the group; the parameter name is the key in a study
    /// file.</exception>
    internal NociceptiveAssay For(Group group) =>
        group.Stimulus is not { } own ? this
        : own.Name == StimulusKey?.Key ? Under(own.Value)
        : throw new ArgumentException(Without(own.Name), own.Name);

    /// <summary>Message that this test does not have a stimulus.</summary>
    public string Without(string stimulus) => $"The {Name} test has no {stimulus}.";

    /// <summary>Site of a trial for tables: left, right or both paws, or the tail.</summary>
    internal virtual string Site(Paw paw) => paw == Paw.Left ? "left" : "right";

    // The stimulus in use, and the apparatus with another one. By default both use the key of the stimulus.
    private protected virtual double StimulusValue => StimulusKey!.Value(this)!.Value;

    private protected virtual NociceptiveAssay Under(double stimulus) => StimulusKey!.With(this, stimulus);
}
