namespace PawLatency.Pharmacology;

/// <summary>
/// What rats are usually given of a drug, of base: a typical dose, whose <see cref="SourcedNumber.Range"/> is what laboratories use.
/// </summary>
public sealed record UsualDose
{
    /// <summary>Nothing is stated.</summary>
    public static UsualDose NotStated { get; } = new();

    /// <summary>Doses given at once, ug/kg of base, by route.</summary>
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

    /// <summary>The usual dose given at once by a route, ug/kg of base, or null where none is stated.</summary>
    /// <param name="route">The route. One into the body takes the number of another where it has none of its own.</param>
    public SourcedNumber? Bolus(Route route) => By(route, BolusUgPerKg);

    /// <summary>The usual rate by a route, ug/kg/h of base, or null where none is stated.</summary>
    /// <param name="route">The route. One into the body takes the number of another where it has none of its own.</param>
    public SourcedNumber? Infusion(Route route) => By(route, InfusionUgPerKgPerH);

    // Under the skin, into a vein and into the abdomen laboratories give much the same; by mouth more, around the spinal cord far less.
    internal static SourcedNumber? By(Route route, IReadOnlyDictionary<Route, SourcedNumber> doses)
    {
        Route[] alike = [Route.Subcutaneous, Route.Intravenous, Route.Intraperitoneal];
        return doses.TryGetValue(route, out SourcedNumber? own) ? own
            : alike.Contains(route) ? alike.Select(other => doses.GetValueOrDefault(other)).FirstOrDefault(dose => dose is not null)
            : null;
    }
}
