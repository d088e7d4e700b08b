using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>What the rats of a group have that the typical rat has not, beside what they are given. Equal by value; immutable.</summary>
/// <remarks>An earlier exposure is no trait: it is given, on days before day 0. Nor is an inflamed paw: it is a target, engaged.</remarks>
public sealed record RatTraits
{
    /// <summary>Healthy rats of ordinary susceptibility.</summary>
    public static RatTraits Normal { get; } = new();

    /// <summary>Strain, one of <see cref="RatLine.Strains"/>; null for that of the study's rats.</summary>
    public string? Strain
    {
        get;
        init => field = value is null ? null : RatLine.Strain(value).Name;
    }

    /// <summary>Sex; null for that of the study's rats.</summary>
    public Sex? Sex { get; init; }

    /// <summary>Variant of a gene that all rats of the group carry, one of <see cref="RatLine.Variants"/>; null for ordinary
    /// rats.</summary>
    public string? Variant
    {
        get;
        init => field = value is null ? null : RatLine.Variant(value).Name;
    }

    /// <summary>What is left of the kidneys' clearance, %, 0 to 100.</summary>
    public double RenalFunctionPercent
    {
        get;
        init => field = Guard.InRange(value, 0, 100, "renal function", "%", "renal-function");
    } = 100;

    /// <summary>Gains of sensitization of susceptible rats in percent of the ordinary, 0 to 1000.</summary>
    public double SusceptibilityPercent
    {
        get;
        init => field = Guard.InRange(value, 0, 1000, "susceptibility", "%", "susceptibility");
    } = 100;

    /// <summary>Share of the rats that are susceptible, %, 0 to 100; the others are ordinary.</summary>
    public double SusceptiblePercent
    {
        get;
        init => field = Guard.InRange(value, 0, 100, "share of susceptible rats", "%", "susceptible");
    } = 100;

    /// <summary>The animals of the group.</summary>
    /// <param name="rats">The study's rats.</param>
    public RatDescription Of(RatDescription rats) => rats with { Strain = Strain ?? rats.Strain, Sex = Sex ?? rats.Sex };

    /// <summary>The typical rat of the group: susceptible where at least half of the rats are.</summary>
    /// <param name="rats">The study's rats.</param>
    public VirtualRat Typical(RatDescription rats) =>
        With(VirtualRat.Typical, Of(rats).MorphineDose, isSusceptible: SusceptiblePercent >= 50);

    /// <summary>A rat with these traits.</summary>
    /// <param name="rat">The rat as it would be without.</param>
    /// <param name="morphineDose">Dose of morphine that the group's rats need (<see cref="RatDescription.MorphineDose"/>),
    /// dimensionless.</param>
    /// <param name="uniform">A random number that says whether it is susceptible, dimensionless, 0 to 1.</param>
    internal VirtualRat Give(VirtualRat rat, double morphineDose, double uniform) =>
        With(rat, morphineDose, isSusceptible: 100 * uniform < SusceptiblePercent);

    private VirtualRat With(VirtualRat rat, double morphineDose, bool isSusceptible)
    {
        RatLine? variant = Variant is null ? null : RatLine.Variant(Variant);
        double ordinary = rat.SensitizationFactor * (variant?.SusceptibilityPercent?.Value ?? 100) / 100;
        return rat with
        {
            MorphineDose = morphineDose * (variant?.MorphineDose.Value ?? 1),
            RenalFunction = RenalFunctionPercent / 100,
            SensitizationFactor = isSusceptible ? ordinary * SusceptibilityPercent / 100 : ordinary,
        };
    }
}
