using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency;

/// <summary>A group of rats with the same treatment.</summary>
/// <example>
/// <code>
/// var bright = new Group("bright lamp", 8, Regimen.None) { Stimulus = Hargreaves.Lamp(150) };
/// </code>
/// </example>
public sealed record Group
{
    /// <summary>Maximum number of virtual rats in a group.</summary>
    internal const int MaximumRats = 100_000;

    /// <summary>Creates a group.</summary>
    /// <param name="name">Name, 1 to 100 characters, unique in its study; the rats' random numbers depend on it.</param>
    /// <param name="rats">Number of virtual rats, 0 (typical rat only) to 100,000.</param>
    /// <param name="regimen">Their treatment.</param>
    /// <exception cref="ArgumentException">The name is empty or the number of rats out of range.</exception>
    public Group(string name, int rats, Regimen regimen) =>
        (Name, Rats, Regimen) = (
            Guard.Name(name, "name of the group"),
            (int)Guard.InRange(rats, 0, MaximumRats, "number of rats", "", "n"),
            regimen
        );

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>Number of virtual rats.</summary>
    public int Rats { get; }

    /// <summary>Their treatment.</summary>
    public Regimen Regimen { get; }

    /// <summary>Stimulus of this group, for example <see cref="Hargreaves.Lamp"/>; null for that of the study.</summary>
    public Stimulus? Stimulus { get; init; }

    /// <summary>Traits of its rats.</summary>
    public RatTraits Traits { get; init; } = RatTraits.Normal;

    /// <summary>Returns a copy with some values replaced. All copies are made here, so that no part is forgotten.</summary>
    public Group With(string? name = null, int? rats = null, Regimen? regimen = null) =>
        new(name ?? Name, rats ?? Rats, regimen ?? Regimen) { Stimulus = Stimulus, Traits = Traits };

    /// <summary>The apparatus for this group.</summary>
    /// <param name="study">The apparatus of the study.</param>
    /// <exception cref="ArgumentException">The apparatus of the study does not have the stimulus of the group.</exception>
    public NociceptiveAssay Assay(NociceptiveAssay study) => study.For(this);
}
