using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency;

/// <summary>Rats that are given the same.</summary>
/// <example>
/// <code>
/// var bright = new Group("bright lamp", 8, Regimen.None) { Stimulus = Hargreaves.Lamp(150) };
/// </code>
/// </example>
public sealed record Group
{
    /// <summary>Most virtual rats of a group.</summary>
    internal const int MaximumRats = 100_000;

    /// <summary>A group.</summary>
    /// <param name="name">Name, 1 to 100 characters, unique in its study; the rats' random numbers depend on it.</param>
    /// <param name="rats">Number of virtual rats, 0 (the typical rat alone) to 100,000.</param>
    /// <param name="regimen">What they are given.</param>
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

    /// <summary>What they are given.</summary>
    public Regimen Regimen { get; }

    /// <summary>The stimulus that this group has of its own, for example <see cref="Hargreaves.Lamp"/>; null for the study's.</summary>
    public Stimulus? Stimulus { get; init; }

    /// <summary>What its rats have that the typical rat has not.</summary>
    public RatTraits Traits { get; init; } = RatTraits.Normal;

    /// <summary>The same group but for what is named: the only place that copies a group, so that no part of it can be forgotten.</summary>
    /// <param name="name">Another name; null for the same.</param>
    /// <param name="rats">Another number of virtual rats; null for the same.</param>
    /// <param name="regimen">Another regimen; null for the same.</param>
    public Group With(string? name = null, int? rats = null, Regimen? regimen = null) =>
        new(name ?? Name, rats ?? Rats, regimen ?? Regimen) { Stimulus = Stimulus, Traits = Traits };

    /// <summary>The apparatus this group is tested on.</summary>
    /// <param name="study">The study's apparatus.</param>
    /// <exception cref="ArgumentException">The group has a stimulus of its own that the study's apparatus has not.</exception>
    public NociceptiveAssay Assay(NociceptiveAssay study) => study.For(this);
}
