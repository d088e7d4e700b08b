using PawLatency.Assays;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Evidence;

/// <summary>Reads expectations about an ED50, a ratio of two ED50s, or a ratio divided by another ratio.</summary>
internal static class RatioFile
{
    private const string AgainstWhat = "The pair whose ratio is the divisor; absent keys are those of the entry.";

    public static Ed50? ReadEd50(KeyReader map, Study? study)
    {
        string? group = ExpectationKeys.Group(map, "group", study);
        StudyTime? at = ExpectationKeys.Time(map, study);
        Challenge? challenge = ReadChallenge(map, required: true);
        (double From, double To)? band = ExpectationKeys.Band(
            map,
            UnitSet.Dose,
            1e-3,
            Dose.MaximumMicrogramsPerKg,
            "ED50, in the form of the challenge drug"
        );
        return group is null || at is null || challenge is null || band is null
            ? null
            : new Ed50
            {
                Group = group,
                At = at.Value,
                Challenge = challenge,
                FromUgPerKg = band.Value.From,
                ToUgPerKg = band.Value.To,
            };
    }

    /// <summary>Reads a ratio of ED50s.</summary>
    /// <param name="map">The map.</param>
    /// <param name="study">The study, or null if it has errors.</param>
    /// <param name="divided">Whether the ratio is divided by that of another pair.</param>
    public static Ed50Ratio? ReadEd50s(KeyReader map, Study? study, bool divided)
    {
        LatencyPair? pair = ReadPair(map, study);
        Challenge? challenge = ReadChallenge(map, required: true);
        Ed50Pair? against = divided
            ? map.Map("against", AgainstWhat, inner => ReadEd50Pair(inner, study, pair, challenge), required: true)
            : null;
        (double From, double To)? band = ExpectationKeys.Band(map, UnitSet.Fraction, 1e-3, 1e6, "ratio");
        return pair is null || challenge is null || band is null || (divided && against is null)
            ? null
            : new Ed50Ratio
            {
                Group = pair.Group,
                Than = pair.Than,
                At = pair.At,
                Challenge = challenge,
                Against = against,
                From = band.Value.From,
                To = band.Value.To,
            };
    }

    public static LatencyRatio? ReadLatencies(KeyReader map, Study? study)
    {
        LatencyPair? pair = ReadPair(map, study);
        LatencyPair? against = map.Map("against", AgainstWhat, inner => ReadDivisor(inner, study, pair), required: true);
        (double From, double To)? band = ExpectationKeys.Band(map, UnitSet.Fraction, 1e-3, 1e3, "ratio");
        return pair is null || against is null || band is null
            ? null
            : new LatencyRatio
            {
                Group = pair.Group,
                Than = pair.Than,
                At = pair.At,
                Against = against,
                From = band.Value.From,
                To = band.Value.To,
            };
    }

    private static Ed50Pair? ReadEd50Pair(KeyReader map, Study? study, LatencyPair? entry, Challenge? challenge)
    {
        Challenge? given = ReadChallenge(map, required: false) ?? challenge;
        LatencyPair? pair = ReadDivisor(map, study, entry);
        return pair is null || given is null ? null : new Ed50Pair(pair.Group, pair.Than, pair.At, given);
    }

    private static LatencyPair? ReadPair(KeyReader map, Study? study)
    {
        string? group = ExpectationKeys.Group(map, "group", study),
            than = ExpectationKeys.Group(map, "than", study);
        StudyTime? at = ExpectationKeys.Time(map, study);
        ExpectationKeys.RefuseItself(map, "than", group, than);
        return group is null || than is null || at is null ? null : new LatencyPair(group, than, at.Value);
    }

    private static LatencyPair? ReadDivisor(KeyReader map, Study? study, LatencyPair? entry)
    {
        string? group = ExpectationKeys.Group(map, "group", study, required: false);
        string? than = ExpectationKeys.Group(map, "than", study, required: false);
        StudyTime? at = ExpectationKeys.Time(map, study, required: false);
        if (entry is null)
        {
            return null;
        }

        var pair = new LatencyPair(group ?? entry.Group, than ?? entry.Than, at ?? entry.At);
        ExpectationKeys.RefuseItself(map, than is null ? "group" : "than", pair.Group, pair.Than);
        if (pair == entry && !map.Keys.Contains("challenge"))
        {
            map.Refuse(
                "",
                "This is the pair of the entry itself, and a ratio divided by itself is 1; give another group, time or challenge."
            );
        }

        return pair;
    }

    private static Challenge? ReadChallenge(KeyReader map, bool required) =>
        map.Map("challenge", $"The challenge dose{(required ? "" : "; that of the entry if absent")}.", ReadChallenge, required);

    private static Challenge? ReadChallenge(KeyReader map)
    {
        var context = new RegimenContext(
            TestSchedule.StandardHour,
            RatDescription.Standard.MassG,
            false,
            SubstanceFile.Find,
            Hargreaves.Standard
        );
        DrugForm? drug = RegimenFile.ReadDrug(map, context);
        Route? route = map.Choice("route", RouteNames.Injected, "Route of administration.", required: true);
        double? after = map.Number("after", UnitSet.Time, 1.0 / 60, 100, "Time from the dose to the test.", required: true);
        if (drug is not null && route is not null && drug.Substance.WhyNot(route.Value) is { } reason)
        {
            map.Refuse("route", reason);
            return null;
        }

        return drug is null || route is null || after is null ? null : new Challenge(drug, route.Value, new Duration(after.Value));
    }
}
