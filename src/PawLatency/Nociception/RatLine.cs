using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>Rats of one strain, of one sex or with one variant of a gene, and how much morphine they need. Immutable.</summary>
/// <param name="Name">Name, for example "Wistar" or "female".</param>
/// <param name="MorphineDose">Dose of morphine for the same effect relative to that of a male Sprague-Dawley rat, dimensionless, 0.1 to
/// 10.</param>
public sealed record RatLine(string Name, SourcedNumber MorphineDose)
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

    /// <summary>Gains of sensitization in percent of the ordinary, 0 to 1000; null for the ordinary.</summary>
    public SourcedNumber? SusceptibilityPercent
    {
        get;
        init => field = NumberKeys.Susceptibility.CheckStated(value);
    }

    /// <summary>The strains of the library.</summary>
    public static IReadOnlyList<RatLine> Strains => StrainFile.Strains;

    /// <summary>The two sexes.</summary>
    public static IReadOnlyList<RatLine> Sexes => StrainFile.Sexes;

    /// <summary>A strain by name.</summary>
    /// <param name="name">Name, upper or lower case.</param>
    /// <exception cref="ArgumentException">There is none; the message offers the nearest.</exception>
    public static RatLine Strain(string name) => Nearest.Find(Strains, strain => [strain.Name], name, "strain", "strain");

    /// <summary>A sex.</summary>
    /// <param name="sex">The sex.</param>
    public static RatLine Of(Sex sex) => Sexes.Single(line => line.Name == RatDescription.Word(sex));

    /// <summary>The variants of genes of the library.</summary>
    public static IReadOnlyList<RatLine> Variants => StrainFile.Variants;

    /// <summary>A variant of a gene by name.</summary>
    /// <param name="name">Name, upper or lower case, for example "oprm1-a118g".</param>
    /// <exception cref="ArgumentException">There is none; the message offers the nearest.</exception>
    public static RatLine Variant(string name) => Nearest.Find(Variants, variant => [variant.Name], name, "variant", "variant");
}
