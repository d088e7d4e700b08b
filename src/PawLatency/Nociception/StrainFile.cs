using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>Reads strains, sexes and variants of genes.</summary>
internal static class StrainFile
{
    private static readonly Lazy<(IReadOnlyList<RatLine> Strains, IReadOnlyList<RatLine> Sexes, IReadOnlyList<RatLine> Variants)> Loaded =
        new(() =>
            EmbeddedData.Read(
                "strains.yaml",
                reader =>
                    (
                        reader.Maps("strains", "Strains.", ReadLine, required: true),
                        reader.Maps("sexes", "Sexes.", ReadLine, required: true),
                        reader.Maps("variants", "Variants of a gene.", ReadLine, required: true)
                    )
            )
        );

    public static IReadOnlyList<RatLine> Strains => Loaded.Value.Strains;

    public static IReadOnlyList<RatLine> Sexes => Loaded.Value.Sexes;

    public static IReadOnlyList<RatLine> Variants => Loaded.Value.Variants;

    private static RatLine? ReadLine(KeyReader map)
    {
        string? name = map.Text("name", "Name.", required: true);
        SourcedNumber? dose = NumberKeys.MorphineDose.Read(map, required: true);
        SourcedNumber? susceptibility = NumberKeys.Susceptibility.Read(map);
        return name is null || dose is null ? null : map.Build(() => new RatLine(name, dose) { SusceptibilityPercent = susceptibility });
    }
}
