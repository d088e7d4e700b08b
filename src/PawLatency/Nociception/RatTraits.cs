using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>Traits in which the rats of a group differ from the typical rat. Treatments are not traits. Equal by value;
/// immutable.</summary>
/// <remarks>Earlier exposure to a drug is a treatment on days before day 0, and an inflamed paw is an engaged target.</remarks>
public sealed record RatTraits
{
    /// <summary>Healthy rats of standard susceptibility.</summary>
    public static RatTraits Normal { get; } = new();

    /// <summary>Strain, one of <see cref="StrainSensitivity.Strains"/>; null for that of the study's rats.</summary>
    public string? Strain
    {
        get;
        init => field = value is null ? null : StrainSensitivity.Strain(value).Name;
    }

    /// <summary>Sex; null for that of the study's rats.</summary>
    public Sex? Sex { get; init; }

    /// <summary>Gene variant of all rats of the group, one of <see cref="StrainSensitivity.Variants"/>; null for standard rats.</summary>
    public string? Variant
    {
        get;
        init => field = value is null ? null : StrainSensitivity.Variant(value).Name;
    }

    /// <summary>Remaining renal clearance, %, 0 to 100.</summary>
    public double RenalFunctionPercent
    {
        get;
        init => field = Guard.InRange(value, 0, 100, "renal function", "%", "renal-function");
    } = 100;

    /// <summary>Gains of sensitization of susceptible rats in percent of the standard rat, 0 to 1000.</summary>
    public double SusceptibilityPercent
    {
        get;
        init => field = Guard.InRange(value, 0, 1000, "susceptibility", "%", "susceptibility");
    } = 100;

    /// <summary>Share of susceptible rats, %, 0 to 100; the others have standard gains.</summary>
    public double SusceptiblePercent
    {
        get;
        init => field = Guard.InRange(value, 0, 100, "share of susceptible rats", "%", "susceptible");
    } = 100;

    /// <summary>Description of the rats of the group.</summary>
    /// <param name="rats">The study's rats.</param>
    public RatDescription Of(RatDescription rats) => rats with { Strain = Strain ?? rats.Strain, Sex = Sex ?? rats.Sex };

    /// <summary>The typical rat of the group, which is susceptible if at least half of the rats are.</summary>
    /// <param name="rats">The study's rats.</param>
    public VirtualRat Typical(RatDescription rats) =>
        With(VirtualRat.Typical, Of(rats).MorphineDose, isSusceptible: SusceptiblePercent >= 50);

    /// <summary>A rat with these traits.</summary>
    /// <param name="rat">The rat without the traits.</param>
    /// <param name="morphineDose">Dose of morphine that the group's rats need (<see cref="RatDescription.MorphineDose"/>),
    /// dimensionless.</param>
    /// <param name="uniform">Random number that decides whether the rat is susceptible, dimensionless, 0 to 1.</param>
    internal VirtualRat Give(VirtualRat rat, double morphineDose, double uniform) =>
        With(rat, morphineDose, isSusceptible: 100 * uniform < SusceptiblePercent);

    private VirtualRat With(VirtualRat rat, double morphineDose, bool isSusceptible)
    {
        StrainSensitivity? variant = Variant is null ? null : StrainSensitivity.Variant(Variant);
        double ordinary = rat.SensitizationFactor * (variant?.SusceptibilityPercent?.Value ?? 100) / 100;
        return rat with
        {
            MorphineDose = morphineDose * (variant?.MorphineDose.Value ?? 1),
            RenalFunction = RenalFunctionPercent / 100,
            SensitizationFactor = isSusceptible ? ordinary * SusceptibilityPercent / 100 : ordinary,
        };
    }
}
