using System.Globalization;
using PawLatency.Text;

namespace PawLatency.Assays;

/// <summary>The measured quantity of an assay: a latency in seconds, or a force in grams that increases with time.</summary>
/// <param name="Name">Name, for example "tail-flick latency".</param>
/// <param name="Kind">"latency" or "threshold".</param>
/// <param name="Unit">Unit, s or g.</param>
/// <param name="PerS">Units per second, greater than 0; 1 for a latency.</param>
public sealed record Readout(string Name, string Kind, string Unit, double PerS)
{
    /// <summary>Paw withdrawal latency, s, the default for files of latencies.</summary>
    public static Readout PawWithdrawal { get; } = Latency("paw withdrawal latency");

    /// <summary>Paw-pressure threshold, g, for data files, in which the rate of force is unknown.</summary>
    internal static Readout PawPressure { get; } = Force("paw-pressure threshold", 1);

    /// <summary>Name and unit, for the axis of a figure.</summary>
    public string Title => $"{Name}, {Unit}";

    /// <summary>Allowed units.</summary>
    internal UnitSet Units => Unit == UnitSet.Force.Base ? UnitSet.Force : UnitSet.Latency;

    /// <summary>The unit in words, for example seconds.</summary>
    public string UnitName => Unit == UnitSet.Force.Base ? "grams" : "seconds";

    /// <summary>The column of the trials in a tidy table, for example latency_s.</summary>
    internal string Column => $"{Kind}_{Unit}";

    /// <summary>The name, capitalised.</summary>
    public string Heading => Capital(Name);

    /// <summary>The kind, capitalised.</summary>
    public string KindHeading => Capital(Kind);

    /// <summary>Converts a latency to the unit of the readout.</summary>
    /// <param name="latencyS">Latency, s.</param>
    public double Of(double latencyS) => latencyS * PerS;

    /// <summary>A column of a summary, for example mean_s.</summary>
    internal string Named(string what) => $"{what}_{Unit}";

    /// <summary>A latency in the unit of the readout, as text with unit.</summary>
    public string Text(double latencyS, string format) => $"{Of(latencyS).ToString(format, CultureInfo.InvariantCulture)} {Unit}";

    /// <summary>The readout for a unit.</summary>
    internal static Readout OfUnit(string unit) => unit == PawPressure.Unit ? PawPressure : PawWithdrawal;

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    internal static Readout Latency(string name) => new(name, "latency", "s", 1);

    internal static Readout Force(string name, double gPerS) => new(name, "threshold", "g", gPerS);
}
