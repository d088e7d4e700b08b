using System.Globalization;
using PawLatency.Pharmacology;

namespace PawLatency;

/// <summary>The rules of <see cref="Study.Warnings"/>: settings that can be run but are unusual in the laboratory.</summary>
internal static class StudyWarnings
{
    // Two 2-mL pumps at once are well tolerated by a rat of this mass: Wedel et al. 2014, Lab Anim 48:338, DOI 10.1177/0023677214543089.
    private const int MostPumps = 2;
    private const double MassOfMostPumpsG = 300;

    private static readonly Func<Study, IEnumerable<string>>[] Rules = [TooManyPumps, DoseWarnings.Of];

    /// <summary>The warnings of all rules, each sentence once, in the order of the rules.</summary>
    public static IReadOnlyList<string> Of(Study study) => [.. Rules.SelectMany(rule => rule(study)).Distinct()];

    // The number of pumps scales with body mass.
    private static IEnumerable<string> TooManyPumps(Study study)
    {
        int most = (int)Math.Max(MostPumps, Math.Floor(MostPumps * study.Rats.MassG / MassOfMostPumpsG));
        foreach (Group group in study.Groups)
        {
            PumpImplant[] pumps = [.. group.Regimen.Administrations.OfType<PumpImplant>()];
            IEnumerable<PumpImplant[]> together = pumps.Select(last => pumps.Where(pump => IsIn(pump, last.Implant)).ToArray());
            PumpImplant[] fullest = together.MaxBy(all => all.Length) ?? [];
            if (fullest.Length > most)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"Group \"{group.Name}\": {fullest.Length} pumps are in a rat of {study.Rats.MassG:G4} "
                        + $"g at once on {fullest.Max(pump => pump.Implant)} (ALZET "
                        + $"{string.Join(", ", fullest.Select(pump => pump.Model.Model))}); tolerance of more than {most} is not "
                        + $"documented."
                );
            }
        }
    }

    // A pump stays until it is removed, even if empty.
    private static bool IsIn(PumpImplant pump, StudyTime time) => pump.Implant <= time && (pump.Remove is not { } remove || remove > time);
}
