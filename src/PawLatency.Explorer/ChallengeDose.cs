using System.Globalization;
using PawLatency.Assays;
using PawLatency.Pharmacology;

namespace PawLatency.Explorer;

/// <summary>Compares a challenge dose during treatment with the same dose in a naive rat, to show how much tolerance reduces its
/// effect.</summary>
internal static class ChallengeDose
{
    // Smallest effect of the dose in a naive rat, as a share of its baseline, that allows a comparison.
    private const double SmallestEffectShare = 0.2;

    public static Answer Check(StudyResult result, GroupResult treated)
    {
        Administration[] given = [.. treated.Group.Regimen.Administrations];
        if (
            given is not [{ End: { } off }, .., Bolus { Drug.Substance.Agonist: not null } dose]
            || dose.At <= given[0].Start
            || dose.At > off
        )
        {
            return new Answer(false, "Inject an opioid as the second substance while the first drug is being given.");
        }

        Session? session = result.Sessions.FirstOrDefault(one => one.Time > dose.At && one.Time - dose.At <= 3.Hours);
        if (session is null)
        {
            return new Answer(
                false,
                $"There is no test within three hours after the injection on {dose.At}. Enter a time under Further tests, for example "
                    + $"{StudyText.Time(dose.At + 1.Hours)}."
            );
        }

        int at = session.Number - 1;
        double Typical(Regimen regimen) => result.Study.TypicalLatenciesS(treated.Group.With(regimen: regimen))[at];
        // Surgery and lesions belong to the rat, not to the first drug, so every rat in the comparison has them.
        Regimen bare = treated.Group.Regimen.Procedures.Aggregate(Regimen.None, (all, procedure) => all.Add(procedure));
        double with = treated.Typical.SessionS(session),
            naive = Typical(bare.Add(dose));
        double without = Typical(given.SkipLast(1).Aggregate(bare, (all, one) => all.Add(one)));
        double untreated = Typical(bare),
            cutoff = result.Study.Assay.CutoffS;
        Readout readout = result.Study.Assay.Readout;
        string Read(double latencyS) => readout.Of(latencyS).ToString("0.0", CultureInfo.InvariantCulture);
        string found = string.Create(
            CultureInfo.InvariantCulture,
            $"The injection raises a naive rat from {Read(untreated)} to {Read(naive)} {readout.Unit}, and yours from {Read(without)} to "
                + $"{Read(with)} {readout.Unit}: {100 * (with - without) / Math.Max(naive - untreated, 0.01):0} % of the effect."
        );
        return naive >= cutoff - 0.5
                ? new Answer(
                    false,
                    $"{found} The naive rat reaches the cutoff, so its full effect is unknown. Use a smaller dose or a higher cutoff."
                )
            : naive < (1 + SmallestEffectShare) * untreated
                ? new Answer(false, $"{found} The dose has too little effect in a naive rat. Use a larger dose or test earlier.")
            : new Answer(
                true,
                with - without < 0.5 * (naive - untreated)
                    ? $"{found} The drug still acts, but less than half as strongly."
                    : $"{found} The drug still acts, at least half as strongly."
            );
    }
}
