using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>Reads the doses that laboratories give, by route.</summary>
internal static class UsualDoseFile
{
    /// <summary>Reads usual and lethal doses from the keys of a substance.</summary>
    public static (UsualDose Usual, Dictionary<Route, SourcedNumber> LethalUgPerKg) Doses(KeyReader reader)
    {
        UsualDose? usual = reader.Map(
            "usual-dose",
            "What rats are usually given, of base: a typical dose, and as its range what laboratories use.",
            Read
        );
        Dictionary<Route, SourcedNumber>? lethal = reader.Map(
            "lethal-dose",
            "Dose that kills half of the rats (LD50), of base.",
            map => ByRoute(map, NumberKeys.GivenDose, ranged: false)
        );
        return (usual ?? UsualDose.NotStated, lethal ?? []);
    }

    private static UsualDose Read(KeyReader map) =>
        new()
        {
            BolusUgPerKg = map.Map("bolus", "Doses given at once.", inner => ByRoute(inner, NumberKeys.GivenDose, ranged: true)) ?? [],
            InfusionUgPerKgPerH =
                map.Map("infusion", "Rates of infusions and pumps.", inner => ByRoute(inner, NumberKeys.GivenRate, ranged: true)) ?? [],
        };

    private static Dictionary<Route, SourcedNumber> ByRoute(KeyReader map, Func<Route, NumberKey> keys, bool ranged)
    {
        var doses = new Dictionary<Route, SourcedNumber>();
        foreach ((string key, Route route) in RouteNames.Whole)
        {
            if (keys(route).Read(map) is { } dose)
            {
                doses[route] = dose;
                if (ranged && dose.Range is null && !map.IsDescribing)
                {
                    map.Refuse(key, "A usual dose needs a range: the lowest and the highest dose used in laboratories.");
                }
            }
        }

        return doses;
    }
}
