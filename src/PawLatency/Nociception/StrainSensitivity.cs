using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>Sensitivity to morphine of a strain, a sex or carriers of a gene variant. Immutable.</summary>
/// <param name="Name">Name, for example "Wistar" or "female".</param>
/// <param name="MorphineDose">Dose of morphine for the same effect relative to that of a male Sprague-Dawley rat, dimensionless, 0.1 to
/// 10.</param>
public sealed record StrainSensitivity(string Name, SourcedNumber MorphineDose)
{
    /// <summary>Name, for example "Wistar" or "female".</summary>
    public string Name
    {
        get;
        init => field = Guard.Name(value, "name of the line", "name");
    } = Guard.Name(Name, "name of the line", "name");

    /// <summary>Dose of morphine for the same effect relative to that of a male Sprague-Dawley rat, dimensionless, 0.1 to 10.</summary>
    public SourcedNumber MorphineDose
    {
        get;
        init => field = NumberKeys.MorphineDose.Check(value);
    } = NumberKeys.MorphineDose.Check(MorphineDose);

    /// <summary>Gains of sensitization in percent of the standard rat, 0 to 1000; null for those of the standard rat.</summary>
    public SourcedNumber? SusceptibilityPercent
    {
        get;
        init => field = NumberKeys.Susceptibility.CheckStated(value);
    }

    /// <summary>The strains of the library.</summary>
    public static IReadOnlyList<StrainSensitivity> Strains => StrainFile.Strains;

    /// <summary>The two sexes.</summary>
    public static IReadOnlyList<StrainSensitivity> Sexes => StrainFile.Sexes;

    /// <summary>A strain by name.</summary>
    /// <param name="name">Name; case is ignored.</param>
    /// <exception cref="ArgumentException">There is no such name; the message suggests the nearest.</exception>
    public static StrainSensitivity Strain(string name) => Nearest.Find(Strains, strain => [strain.Name], name, "strain", "strain");

    /// <summary>A sex.</summary>
    /// <param name="sex">The sex.</param>
    public static StrainSensitivity Of(Sex sex) => Sexes.Single(line => line.Name == RatDescription.Word(sex));

    /// <summary>The gene variants of the library.</summary>
    public static IReadOnlyList<StrainSensitivity> Variants => StrainFile.Variants;

    /// <summary>A gene variant by name.</summary>
    /// <param name="name">Name, for example "oprm1-a118g"; case is ignored.</param>
    /// <exception cref="ArgumentException">There is no such name; the message suggests the nearest.</exception>
    public static StrainSensitivity Variant(string name) => Nearest.Find(Variants, variant => [variant.Name], name, "variant", "variant");
}
