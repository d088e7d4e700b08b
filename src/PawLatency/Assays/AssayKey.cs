using PawLatency.Text;

namespace PawLatency.Assays;

/// <summary>A number of an assay: its key in study files, its range, and where the assay has it. Read, written and checked from here
/// alone.</summary>
/// <param name="Key">The key in study files.</param>
/// <param name="Quantity">What it is, for a message.</param>
/// <param name="Units">The units it may be written in; it is held in the first.</param>
/// <param name="Low">Least value, allowed.</param>
/// <param name="High">Greatest value, allowed.</param>
/// <param name="About">What it is, for the schema: a sentence.</param>
/// <param name="Value">The number of an assay; null where the assay leaves it to the others.</param>
/// <param name="With">An assay with another number.</param>
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
    /// <summary>A key of one kind of assay.</summary>
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

    /// <summary>The value, if it is in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public double Check(double value) => Guard.InRange(value, Low, High, Quantity, Units.Base, Key);
}

/// <summary>The three numbers that every assay has in the unit that is read.</summary>
/// <param name="Baseline">The reading of the untreated typical rat.</param>
/// <param name="Cutoff">The reading at which a trial is ended.</param>
/// <param name="Resolution">The resolution of the reading.</param>
internal sealed record ReadingKeys(AssayKey Baseline, AssayKey Cutoff, AssayKey Resolution)
{
    /// <summary>Those of an assay that reads a stopwatch.</summary>
    public static ReadingKeys Latency(Readout readout, double leastBaselineS, double mostBaselineS, double leastCutoffS) =>
        Of(readout, (leastBaselineS, mostBaselineS), (leastCutoffS, 60), ("timer", "timer resolution", 0.001, 1));

    /// <summary>Those of any assay.</summary>
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
                $"The {readout.Kind} at which a trial is ended.",
                assay => assay.Cutoff,
                (assay, value) => assay with { Cutoff = value }
            ),
            new(
                resolution.Key,
                resolution.Quantity,
                readout.Units,
                resolution.Low,
                resolution.High,
                "Resolution of what is read.",
                assay => assay.Resolution,
                (assay, value) => assay with { Resolution = value }
            )
        );
}
