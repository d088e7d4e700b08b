namespace PawLatency.Pharmacology;

/// <summary>The names of routes in files and messages.</summary>
public static class RouteNames
{
    /// <summary>The route as study files write it: iv, sc, ip, it, po, or inhaled.</summary>
    /// <param name="route">The route.</param>
    public static string Abbreviation(Route route) =>
        route switch
        {
            Route.Intravenous => "iv",
            Route.Subcutaneous => "sc",
            Route.Intraperitoneal => "ip",
            Route.Intrathecal => "it",
            Route.Oral => "po",
            _ => "inhaled",
        };

    /// <summary>Where a dose goes, in words: under the skin.</summary>
    /// <param name="route">The route.</param>
    public static string Place(Route route) =>
        route switch
        {
            Route.Intravenous => "into a vein",
            Route.Subcutaneous => "under the skin",
            Route.Intraperitoneal => "into the abdomen",
            Route.Intrathecal => "around the spinal cord",
            Route.Oral => "by mouth",
            _ => "as a share of the air",
        };

    /// <summary>The routes of an injection, each by the name that study files write.</summary>
    public static IReadOnlyList<(string Name, Route Route)> Injected { get; } =
    [.. Enum.GetValues<Route>().Where(route => route != Route.Inhaled).Select(route => (Abbreviation(route), route))];

    /// <summary>Routes a dose is absorbed from, by their key under "absorption" in a substance file.</summary>
    internal static IReadOnlyList<(string Key, Route Route)> Absorbed { get; } =
    [("subcutaneous", Route.Subcutaneous), ("intraperitoneal", Route.Intraperitoneal), ("oral", Route.Oral)];

    /// <summary>Every route by its whole name in a substance file.</summary>
    internal static IReadOnlyList<(string Key, Route Route)> Whole { get; } =
    [("intravenous", Route.Intravenous), .. Absorbed, ("intrathecal", Route.Intrathecal)];

    /// <summary>The key of a substance file that holds what a route needs.</summary>
    internal static string Key(Route route) =>
        Absorbed.FirstOrDefault(absorbed => absorbed.Route == route).Key is { } key ? $"absorption.{key}"
        : route == Route.Intrathecal ? "intrathecal"
        : Abbreviation(route);

    /// <summary>Lines of a study file that add a missing route to a drug of the library; empty if this is impossible.</summary>
    internal static string HowToAdd(Substance drug, Route route)
    {
        if (drug.GasInBloodNgPerMl is not null || route is Route.Inhaled or Route.Intravenous || !SubstanceFile.Names.Contains(drug.Name))
        {
            return "";
        }

        static string Number(string value, string unit) => $"{{ value: {value}, unit: {unit}, basis: assumed, source: \"why\" }}";
        string rate = Number("2", "1/h");
        string lines =
            route == Route.Intrathecal
                ? $"    intrathecal: {{ rate: {rate}, systemic-share: "
                    + $"{Number("1", "\"1\"")},\n      spinal-volume: {Number("0.02", "L/kg")} }}"
                : $"    absorption:\n      {Key(route)["absorption.".Length..]}: "
                    + $"{{ rate: {rate}, bioavailability: {Number("0.5", "\"1\"")} }}";
        return $" To add it, put these lines into the study with your own values:\nsubstances:\n "
            + $" - like: {drug.Name}\n{lines}\nThe doses of {drug.Name} need no change.";
    }
}
