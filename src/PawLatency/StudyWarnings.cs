using System.Globalization;
using PawLatency.Pharmacology;

namespace PawLatency;

/// <summary>The rules of <see cref="Study.Warnings"/>: settings that can be run but are unusual in the laboratory.</summary>
internal static class StudyWarnings
{
    // Two 2-mL pumps at once are well tolerated by a rat of this mass: Wedel et al. 2014, Lab Anim 48:338, DOI 10.1177/0023677214543089.
    private const int MostPumps = 2;
    private const double MassOfMostPumpsG = 300;

    private static readonly Func<Study, IEnumerable<string>>[] Rules = [TooManyPumps, OverlappingSessions, DoseWarnings.Of];

    // Ten times what is known to be tolerated is a slip of the hand.
    private const int Absurd = 10;

    /// <summary>Refuses what no laboratory could do: sessions in which a trial begins before the last has ended, a rat full of
    /// pumps.</summary>
    /// <exception cref="ArgumentException">The study does it.</exception>
    public static void Refuse(Study study)
    {
        double trialH = study.Assay.CutoffS / 3600;
        foreach ((Session before, Session after) in Gaps(study).Where(gap => (gap.After.Time - gap.Before.Time).Hours < trialH))
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The sessions {before.Number} and {after.Number}, on {before.Time}, are "
                        + $"{3600 * (after.Time - before.Time).Hours:G3} s apart; "
                        + $"a trial takes up to {study.Assay.CutoffS} s."
                ),
                "days"
            );
        }

        foreach (Group group in study.Groups)
        {
            if (Fullest(group) is var pumps && pumps.Length > Absurd * Most(study))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Group \"{group.Name}\": {pumps.Length} pumps are in a rat of {study.Rats.MassG:G4} g at once; "
                            + $"{Most(study)} are tolerated, and more than {Absurd * Most(study)} are refused."
                    ),
                    "groups"
                );
            }
        }
    }

    private static IEnumerable<(Session Before, Session After)> Gaps(Study study) =>
        study.Test.Sessions() is var sessions ? sessions.Zip(sessions.Skip(1)) : [];

    private static IEnumerable<string> OverlappingSessions(Study study)
    {
        double sessionH = (study.Assay.Trials - 1) * study.Assay.TrialInterval.Hours;
        (Session Before, Session After)[] overlapping =
        [
            .. Gaps(study).Where(gap => (gap.After.Time - gap.Before.Time).Hours < sessionH - 1e-9),
        ];
        if (overlapping.Length > 0)
        {
            (Session before, Session after) = overlapping[0];
            string more = overlapping.Length > 1 ? $"; {overlapping.Length} pairs in all" : "";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Sessions overlap: {study.Assay.Trials} trials take {60 * sessionH:G4} min, and sessions {before.Number} and "
                    + $"{after.Number}, on {before.Time} and {after.Time}, are {60 * (after.Time - before.Time).Hours:G4} min apart{more}."
            );
        }
    }

    private static int Most(Study study) => (int)Math.Max(MostPumps, Math.Floor(MostPumps * study.Rats.MassG / MassOfMostPumpsG));

    // The pumps that are in a rat at the time when most are.
    private static PumpImplant[] Fullest(Group group)
    {
        PumpImplant[] pumps = [.. group.Regimen.Administrations.OfType<PumpImplant>()];
        StudyTime? fullest = pumps.Select(last => (StudyTime?)last.Implant).MaxBy(time => pumps.Count(pump => IsIn(pump, time!.Value)));
        return fullest is { } when ? [.. pumps.Where(pump => IsIn(pump, when))] : [];
    }

    /// <summary>The warnings of all rules, each sentence once, in the order of the rules.</summary>
    public static IReadOnlyList<string> Of(Study study) => [.. Rules.SelectMany(rule => rule(study)).Distinct()];

    // The number of pumps scales with body mass.
    private static IEnumerable<string> TooManyPumps(Study study)
    {
        int most = Most(study);
        foreach (Group group in study.Groups)
        {
            PumpImplant[] fullest = Fullest(group);
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
