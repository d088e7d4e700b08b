using PawLatency.Assays;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>What measured values are: by the word of the user, or by the heads of the columns.</summary>
internal static class MeasuredReadout
{
    // Tests that laboratories do and that are measured only, beside those that are simulated.
    private static readonly (string Name, Readout Readout)[] Assays =
    [
        (Hargreaves.Standard.Name, Hargreaves.Standard.Readout),
        (HotPlate.Standard.Name, HotPlate.Standard.Readout),
        (TailFlick.Standard.Name, TailFlick.Standard.Readout),
        (PawPressure.Standard.Name, Readout.PawPressure),
        ("von-frey", Readout.Force("von Frey threshold", 1)),
        ("tail-immersion", Readout.Latency("tail-immersion latency")),
        ("cold-plate", Readout.Latency("cold-plate latency")),
        ("formalin", Readout.Latency("formalin response time")),
    ];

    /// <summary>The tests by name.</summary>
    public static IEnumerable<string> Names => Assays.Select(one => one.Name);

    /// <summary>What a test reads.</summary>
    /// <exception cref="ArgumentException">There is no such test.</exception>
    public static Readout Named(string assay) =>
        Assays.FirstOrDefault(one => string.Equals(one.Name, assay, StringComparison.OrdinalIgnoreCase)).Readout
        ?? throw new ArgumentException($"There is no test \"{assay}\".{Nearest.Suggest(assay, [.. Assays.Select(one => one.Name)])}");

    /// <summary>What the values under some heads are.</summary>
    /// <param name="heads">Heads of the columns of values.</param>
    /// <param name="unit">Their unit, s or g; null where no head has one.</param>
    /// <param name="options">What the user says.</param>
    /// <param name="log">Told what is assumed.</param>
    /// <exception cref="ArgumentException">The test that the user names reads another unit.</exception>
    public static Readout Of(IReadOnlyList<ColumnHead> heads, string? unit, ReadingOptions options, ReadingLog log)
    {
        bool Any(params string[] words) => heads.Any(head => words.All(word => head.Words.Contains(word)));
        Readout byWords =
            Any("tail", "flick") || Any("tfl") ? Named("tail-flick")
            : Any("hot", "plate") || Any("hpl") ? Named("hot-plate")
            : Any("cold", "plate") ? Named("cold-plate")
            : Any("von", "frey") || Any("vonfrey") ? Named("von-frey")
            : Any("pwt") ? Readout.Force("paw withdrawal threshold", 1)
            : Any("threshold") || Any("thresholds") || unit == Readout.PawPressure.Unit ? Readout.PawPressure
            : Readout.PawWithdrawal;
        Readout readout = options.Assay is { } assay ? Named(assay) : byWords;
        if (unit is not null && unit != readout.Unit)
        {
            if (options.Assay is not null)
            {
                throw new ArgumentException($"--assay {options.Assay} reads {readout.Unit}, and the values are in {unit}.");
            }

            readout = Readout.OfUnit(unit);
        }

        if (unit is null && heads.Count > 0)
        {
            log.Note($"no head says the unit: {readout.UnitName} are assumed");
        }

        return readout;
    }
}
