using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>Reads strains, sexes and gene variants.</summary>
internal static class StrainFile
{
    private static readonly Lazy<(
        IReadOnlyList<StrainSensitivity> Strains,
        IReadOnlyList<StrainSensitivity> Sexes,
        IReadOnlyList<StrainSensitivity> Variants
    )> Loaded = new(() =>
        EmbeddedData.Read(
            "strains.yaml",
            reader =>
                (
                    reader.Maps("strains", "Strains.", ReadOne, required: true),
                    reader.Maps("sexes", "Sexes.", ReadOne, required: true),
                    reader.Maps("variants", "Gene variants.", ReadOne, required: true)
                )
        )
    );

    public static IReadOnlyList<StrainSensitivity> Strains => Loaded.Value.Strains;

    public static IReadOnlyList<StrainSensitivity> Sexes => Loaded.Value.Sexes;

    public static IReadOnlyList<StrainSensitivity> Variants => Loaded.Value.Variants;

    private static StrainSensitivity? ReadOne(KeyReader map)
    {
        string? name = map.Text("name", "Name.", required: true);
        SourcedNumber? dose = NumberKeys.MorphineDose.Read(map, required: true);
        SourcedNumber? susceptibility = NumberKeys.Susceptibility.Read(map);
        return name is null || dose is null
            ? null
            : map.Build(() => new StrainSensitivity(name, dose) { SusceptibilityPercent = susceptibility });
    }
}
