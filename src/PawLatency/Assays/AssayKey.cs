using PawLatency.Text;

namespace PawLatency.Assays;

/// <summary>A setting of an assay: its key in study files, range and accessors, used for reading, writing and checking.</summary>
/// <param name="Key">The key in study files.</param>
/// <param name="Quantity">Name of the quantity, for messages.</param>
/// <param name="Units">Allowed units; the value is stored in the first.</param>
/// <param name="Low">Lowest allowed value.</param>
/// <param name="High">Highest allowed value.</param>
/// <param name="About">Description for the schema, a sentence.</param>
/// <param name="Value">Reads the value from an assay; null if the assay has the default.</param>
/// <param name="With">Returns the assay with another value.</param>
internal sealed record AssayKey(
    string Key,
    string Quantity,
    UnitSet Units,
    double Low,
    double High,
    string About,
    Func<NociceptiveAssay, double?> Value,
    Func<NociceptiveAssay, double, NociceptiveAssay> With
)
{
    /// <summary>Creates a key of one kind of assay.</summary>
    public static AssayKey Of<TAssay>(
        string key,
        string quantity,
        UnitSet units,
        double low,
        double high,
        string about,
        Func<TAssay, double?> value,
        Func<TAssay, double, TAssay> with
    )
        where TAssay : NociceptiveAssay =>
        new(key, quantity, units, low, high, about, assay => value((TAssay)assay), (assay, number) => with((TAssay)assay, number));

    /// <summary>Returns the value if it is in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public double Check(double value) => Guard.InRange(value, Low, High, Quantity, Units.Base, Key);
}

/// <summary>The three settings that every assay has in the unit of its readout.</summary>
/// <param name="Baseline">The reading of the untreated typical rat.</param>
/// <param name="Cutoff">Reading at which a trial is stopped.</param>
/// <param name="Resolution">The resolution of the reading.</param>
internal sealed record ReadingKeys(AssayKey Baseline, AssayKey Cutoff, AssayKey Resolution)
{
    /// <summary>Keys of an assay that measures a latency.</summary>
    public static ReadingKeys Latency(Readout readout, double leastBaselineS, double mostBaselineS, double leastCutoffS) =>
        Of(readout, (leastBaselineS, mostBaselineS), (leastCutoffS, 60), ("timer", "timer resolution", 0.001, 1));

    /// <summary>Keys of any assay.</summary>
    public static ReadingKeys Of(
        Readout readout,
        (double Low, double High) baseline,
        (double Low, double High) cutoff,
        (string Key, string Quantity, double Low, double High) resolution
    ) =>
        new(
            new(
                "baseline",
                "baseline",
                readout.Units,
                baseline.Low,
                baseline.High,
                $"{readout.Heading} of the untreated typical rat.",
                assay => assay.Baseline,
                (assay, value) => assay with { Baseline = value }
            ),
            new(
                "cutoff",
                "cutoff",
                readout.Units,
                cutoff.Low,
                cutoff.High,
                $"The {readout.Kind} at which a trial is stopped.",
                assay => assay.Cutoff,
                (assay, value) => assay with { Cutoff = value }
            ),
            new(
                resolution.Key,
                resolution.Quantity,
                readout.Units,
                resolution.Low,
                resolution.High,
                "Resolution of the readout.",
                assay => assay.Resolution,
                (assay, value) => assay with { Resolution = value }
            )
        );
}
