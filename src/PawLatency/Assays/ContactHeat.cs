using System.Globalization;
using PawLatency.Text;

namespace PawLatency.Assays;

/// <summary>An assay with contact heat of constant temperature: hot water or a hot plate.</summary>
/// <remarks>
/// The law is that of <see cref="ExponentialAssay"/>. A source that is cooler by one degree is equivalent to a threshold that is higher by
/// w = (theta0 - T0) / (Tc - T0) degrees, the share of the surface temperature rise that reaches the nociceptors when the untreated rat
/// responds. T0 is the skin temperature before contact and Tc the source temperature of the baseline.
/// </remarks>
public abstract record ContactHeat : ExponentialAssay
{
    // A source barely above the threshold is not painful, whatever latency the law gives.
    private const double LeastExcessC = 0.5;

    private static readonly AssayKey SkinKey = AssayKey.Of<ContactHeat>(
        "skin",
        "skin temperature",
        UnitSet.Temperature,
        20,
        40,
        "Skin temperature before contact.",
        assay => assay.SkinC,
        (assay, value) => assay with { SkinC = value }
    );

    private static readonly AssayKey DelayKey = AssayKey.Of<ContactHeat>(
        "delay",
        "response delay",
        UnitSet.Latency,
        0,
        1.5,
        "Delay between threshold and response.",
        assay => assay.ResponseDelayS,
        (assay, value) => assay with { ResponseDelayS = value }
    );

    private protected ContactHeat(double baseline, double cutoff, int trials, double sourceC, double skinC)
        : base(baseline, cutoff, resolution: 0.1, trials) => (SourceC, SkinC) = (sourceC, skinC);

    /// <summary>Temperature of the skin before contact, C, 20 to 40.</summary>
    public double SkinC
    {
        get;
        init => field = SkinKey.Check(value);
    }

    /// <summary>Ld: conduction, decision and movement, s, 0 to 1.5.</summary>
    public double ResponseDelayS
    {
        get;
        init => field = DelayKey.Check(value);
    } = 0.4;

    /// <summary>Source temperature at which the untreated rat has the baseline latency, C.</summary>
    internal double SourceC
    {
        get;
        init => field = SourceKey.Check(value);
    }

    /// <summary>Key of the source temperature: water or plate.</summary>
    internal abstract AssayKey SourceKey { get; }

    internal sealed override AssayKey StimulusKey => SourceKey;

    internal sealed override IReadOnlyList<AssayKey> Keys => [SourceKey, SkinKey, EFoldKey, DelayKey];

    internal sealed override double DelayS => ResponseDelayS;

    // Source temperature of a group, if it differs from that of the baseline.
    private double? OwnC { get; init; }

    internal sealed override T DeficitC<T>(T baselineThresholdC) =>
        OwnC is { } own
            ? T.FromDouble(SourceC - own) * (baselineThresholdC - T.FromDouble(SkinC)) / T.FromDouble(SourceC - SkinC)
            : default;

    /// <inheritdoc/>
    public override double LeastStimulus(double baselineThresholdC) => baselineThresholdC + LeastExcessC;

    internal override void CheckThreshold(double baselineThresholdC)
    {
        double coldestC = Math.Min(SourceC, StimulusValue),
            leastC = LeastStimulus(baselineThresholdC);
        if (coldestC < leastC)
        {
            string source = SourceKey.Key;
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The {source} of {coldestC} C barely reaches the heat threshold of the untreated rat "
                        + $"({baselineThresholdC} C); it must be {leastC} C or more."
                ),
                source
            );
        }
    }

    private protected sealed override double StimulusValue => OwnC ?? SourceC;

    private protected sealed override NociceptiveAssay Under(double stimulus) => this with { OwnC = SourceKey.Check(stimulus) };

    /// <summary>Creates the key of a hot source.</summary>
    private protected static AssayKey Source(string name, string about) =>
        AssayKey.Of<ContactHeat>(
            name,
            $"temperature of the {name}",
            UnitSet.Temperature,
            40,
            60,
            about,
            assay => assay.SourceC,
            (assay, value) => assay with { SourceC = value }
        );
}
