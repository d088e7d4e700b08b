using System.Globalization;
using PawLatency.Assays;
using PawLatency.Pharmacology;

namespace PawLatency.Explorer;

/// <summary>A challenge dose under the pump against the same dose in a naive rat: how far tolerance has moved the effect.</summary>
internal static class Challenge
{
    // What a typical rat must show above its baseline for an effect to be seen at all.
    private const double SeenShare = 0.2;

    public static Answer Check(StudyResult result, GroupResult treated)
    {
        Administration[] given = [.. treated.Group.Regimen.Administrations];
        if (
            given is not [{ End: { } off }, .., Bolus { Drug.Substance.Agonist: not null } dose]
            || dose.At <= given[0].Start
            || dose.At > off
        )
        {
            return new Answer(false, "There is no injection of an opioid while the first drug flows.");
        }

        Session? session = result.Sessions.FirstOrDefault(one => one.Time > dose.At && one.Time - dose.At <= 3.Hours);
        if (session is null)
        {
            return new Answer(
                false,
                FormattableString.Invariant(
                    $"Nothing is measured in the three hours after the injection on {dose.At}; write a time into further tests, for example {StudyText.Time(dose.At + 1.Hours)}."
                )
            );
        }

        int at = session.Number - 1;
        double Typical(Regimen regimen) => result.Study.TypicalLatenciesS(treated.Group.With(regimen: regimen))[at];
        // A lesion is of the rat and not of the first drug: every rat of the comparison has it.
        Regimen bare = treated.Group.Regimen.Procedures.Aggregate(Regimen.None, (all, procedure) => all.Add(procedure));
        double with = treated.Typical.SessionS(session),
            naive = Typical(bare.Add(dose));
        double without = Typical(given.SkipLast(1).Aggregate(bare, (all, one) => all.Add(one)));
        double untreated = Typical(bare),
            cutoff = result.Study.Assay.CutoffS;
        Readout readout = result.Study.Assay.Readout;
        string Read(double latencyS) => readout.Of(latencyS).ToString("0.0", CultureInfo.InvariantCulture);
        string found = FormattableString.Invariant(
            $"The injection lifts a rat without a pump from {Read(untreated)} to {Read(naive)} {readout.Unit}, and yours from {Read(without)} to {Read(with)} {readout.Unit}: {100 * (with - without) / Math.Max(naive - untreated, 0.01):0} % of the effect."
        );
        return naive >= cutoff - 0.5
                ? new Answer(
                    false,
                    $"{found} The rat without a pump is at the cutoff, so nobody knows its full effect; a smaller dose or a higher cutoff would show it."
                )
            : naive < (1 + SeenShare) * untreated
                ? new Answer(false, $"{found} Without a pump it hardly acts; a larger dose or an earlier test would show more.")
            : new Answer(
                true,
                $"{found} {(with - without < 0.5 * (naive - untreated) ? "The drug still acts, and less than half as much." : "The drug still acts, at least half as much.")}"
            );
    }
}
