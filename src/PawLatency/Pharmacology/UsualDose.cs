namespace PawLatency.Pharmacology;

/// <summary>
/// Usual doses of a drug in rats, of base: a typical dose, with the range used in laboratories as <see cref="SourcedNumber.Range"/>.
/// </summary>
public sealed record UsualDose
{
    /// <summary>No usual dose is known.</summary>
    public static UsualDose NotStated { get; } = new();

    /// <summary>Bolus doses, ug/kg of base, by route.</summary>
    public IReadOnlyDictionary<Route, SourcedNumber> BolusUgPerKg
    {
        get;
        init => field = NumberKeys.CheckEach(value, NumberKeys.GivenDose);
    } = new Dictionary<Route, SourcedNumber>();

    /// <summary>Rates of infusions and pumps, ug/kg/h of base, by route.</summary>
    public IReadOnlyDictionary<Route, SourcedNumber> InfusionUgPerKgPerH
    {
        get;
        init => field = NumberKeys.CheckEach(value, NumberKeys.GivenRate);
    } = new Dictionary<Route, SourcedNumber>();

    /// <summary>Usual bolus dose by a route, ug/kg of base, or null if not stated.</summary>
    /// <param name="route">The route. Intravenous, subcutaneous and intraperitoneal routes may use each other's value.</param>
    public SourcedNumber? Bolus(Route route) => By(route, BolusUgPerKg);

    /// <summary>Usual rate by a route, ug/kg/h of base, or null if not stated.</summary>
    /// <param name="route">The route. Intravenous, subcutaneous and intraperitoneal routes may use each other's value.</param>
    public SourcedNumber? Infusion(Route route) => By(route, InfusionUgPerKgPerH);

    // Doses by the subcutaneous, intravenous and intraperitoneal routes are similar; oral doses are higher and intrathecal doses far lower.
    internal static SourcedNumber? By(Route route, IReadOnlyDictionary<Route, SourcedNumber> doses)
    {
        Route[] alike = [Route.Subcutaneous, Route.Intravenous, Route.Intraperitoneal];
        return doses.TryGetValue(route, out SourcedNumber? own) ? own
            : alike.Contains(route) ? alike.Select(other => doses.GetValueOrDefault(other)).FirstOrDefault(dose => dose is not null)
            : null;
    }
}
