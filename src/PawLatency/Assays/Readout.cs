using System.Globalization;
using PawLatency.Text;

namespace PawLatency.Assays;

/// <summary>What an assay reads off its apparatus: a latency in seconds, or a force in grams that grows with the seconds.</summary>
/// <param name="Name">What it is called, for example "tail-flick latency".</param>
/// <param name="Kind">The same in one word, latency or threshold.</param>
/// <param name="Unit">Its unit, s or g.</param>
/// <param name="PerS">Units for each second on the clock, greater than 0; 1 for a latency.</param>
public sealed record Readout(string Name, string Kind, string Unit, double PerS)
{
    /// <summary>Paw withdrawal latency, s: what a file of latencies is taken for.</summary>
    public static Readout PawWithdrawal { get; } = Latency("paw withdrawal latency");

    /// <summary>Paw-pressure threshold, g, of a file: it holds grams, and nobody knows how fast the force rose.</summary>
    internal static Readout PawPressure { get; } = Force("paw-pressure threshold", 1);

    /// <summary>Name and unit, as a figure's axis has them.</summary>
    public string Title => $"{Name}, {Unit}";

    /// <summary>The units it may be written in.</summary>
    internal UnitSet Units => Unit == UnitSet.Force.Base ? UnitSet.Force : UnitSet.Latency;

    /// <summary>The unit in words, for example seconds.</summary>
    public string UnitName => Unit == UnitSet.Force.Base ? "grams" : "seconds";

    /// <summary>The column of the trials in a tidy table, for example latency_s.</summary>
    internal string Column => $"{Kind}_{Unit}";

    /// <summary>The name with a capital.</summary>
    public string Heading => Capital(Name);

    /// <summary>The one word with a capital.</summary>
    public string KindHeading => Capital(Kind);

    /// <summary>A latency in the unit that is read.</summary>
    /// <param name="latencyS">Latency, s.</param>
    public double Of(double latencyS) => latencyS * PerS;

    /// <summary>A column of a summary, for example mean_s.</summary>
    internal string Named(string what) => $"{what}_{Unit}";

    /// <summary>A latency as it is read, with its unit.</summary>
    /// <param name="latencyS">The latency, s.</param>
    /// <param name="format">How the number is written, for example "0.0".</param>
    public string Text(double latencyS, string format) => $"{Of(latencyS).ToString(format, CultureInfo.InvariantCulture)} {Unit}";

    /// <summary>What a unit alone tells of what was read.</summary>
    internal static Readout OfUnit(string unit) => unit == PawPressure.Unit ? PawPressure : PawWithdrawal;

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    internal static Readout Latency(string name) => new(name, "latency", "s", 1);

    internal static Readout Force(string name, double gPerS) => new(name, "threshold", "g", gPerS);
}
