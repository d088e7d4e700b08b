using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>Every number that a substance, a target, a device or a strain can have, with its range.</summary>
internal static class NumberKeys
{
    public static readonly NumberKey MolarMass = new("molar-mass", UnitSet.MolarMass, 1, 1e6, "Molar mass per molecule of base."),
        Solubility = new("solubility", UnitSet.FillConcentration, 1e-6, 1e4, "Largest practical concentration in a pump, of base."),
        GasInBlood =
            new(
                "gas-in-blood",
                UnitSet.Concentration,
                1e-6,
                1e9,
                "For a gas: concentration in blood in equilibrium with the pure gas at 1 atm."
            );

    public static readonly NumberKey Clearance = new("clearance", UnitSet.Clearance, 1e-6, 1e4, "Clearance CL."),
        CentralVolume = new("central-volume", UnitSet.Volume, 1e-6, 1e4, "Central volume V1."),
        Exchange = new("intercompartmental-clearance", UnitSet.Clearance, 1e-12, 1e4, "Intercompartmental clearance Q."),
        PeripheralVolume = new("peripheral-volume", UnitSet.Volume, 1e-12, 1e4, "Peripheral volume V2."),
        EffectSiteRate = new("effect-site-rate", UnitSet.RateConstant, 1e-6, 1e4, "Rate constant ke0 of the effect site."),
        RenalShare = new("renal-share", UnitSet.Fraction, 0, 1, "Share of the clearance that is the kidneys'.");

    public static readonly NumberKey AbsorptionRate = new("rate", UnitSet.RateConstant, 1e-6, 1e4, "Rate constant ka."),
        Bioavailability = new("bioavailability", UnitSet.Fraction, 0, 1, "Fraction F.");

    public static readonly NumberKey FluidRate =
            new("rate", UnitSet.RateConstant, 1e-6, 1e4, "Rate constant with which it leaves the fluid."),
        SpinalVolume = new("spinal-volume", UnitSet.Volume, 1e-9, 1e4, "Volume that turns the dose into effect-site concentration."),
        SystemicShare = new("systemic-share", UnitSet.Fraction, 0, 1, "Fraction that comes into the blood.");

    public static readonly NumberKey MetaboliteFraction = new(
        "fraction",
        UnitSet.Fraction,
        0,
        1,
        "Molar fraction of the parent's clearance."
    );

    public static readonly NumberKey HalfEffect =
            new(
                "half-effect-concentration",
                UnitSet.Concentration,
                1e-6,
                1e7,
                "Effect-site concentration for 50 % of the maximum possible effect."
            ),
        RelativeEfficacy = new("relative-efficacy", UnitSet.Fraction, 1e-3, 1e3, "Efficacy tau relative to morphine."),
        CrossTolerance =
            new(
                "cross-tolerance",
                UnitSet.Fraction,
                0,
                1,
                "Share of the tolerance built by other opioids that this one meets; 1 if absent."
            ),
        Dissociation = new("dissociation-constant", UnitSet.Concentration, 1e-6, 1e7, "KB."),
        HalfInhibition = new("half-inhibition-concentration", UnitSet.Concentration, 1e-6, 1e7, "IC50."),
        ExcitationGain = new("gain", UnitSet.PerConcentration, 0, 1, "Gain on the fast pronociceptive state.");

    public static readonly NumberKey HalfEngagement =
            new("half-engagement-concentration", UnitSet.Concentration, 1e-6, 1e9, "Effect-site concentration of half of the maximum."),
        Hill = new("hill", UnitSet.Fraction, 0.1, 20, "Slope; 1 if absent."),
        MaximumEngagement = new("maximum", UnitSet.Percent, 0, 100, "Largest share of the target's function; 100 % if absent."),
        ThresholdShift = new("threshold-shift", UnitSet.Temperature, -20, 20, "What full engagement adds to the heat threshold by itself.");

    public static readonly NumberKey PumpRate = new("rate", UnitSet.PumpRate, 1e-3, 1e3, "Nominal pumping rate."),
        PumpLife = new("duration", UnitSet.Day, 0.1, 365, "Nominal life."),
        Reservoir = new("reservoir", UnitSet.PumpVolume, 1, 1e5, "Fill volume."),
        PelletContent = new("content", UnitSet.Content, 1e-3, 1e4, "Content of one pellet."),
        PelletRelease = new("release-rate", UnitSet.RateConstant, 1e-6, 100, "Rate constant of release.");

    public static readonly NumberKey MorphineDose =
            new("morphine-dose", UnitSet.Fraction, 0.1, 10, "Dose of morphine for the same effect relative to a male Sprague-Dawley rat."),
        Susceptibility =
            new("susceptibility", UnitSet.Percent, 0, 1000, "Gains of sensitization in percent of the ordinary; 100 % if absent.");

    /// <summary>A dose that substance files state for a route: usual or lethal.</summary>
    public static NumberKey GivenDose(Route route) =>
        new(NameOf(route), UnitSet.Dose, 1e-6, Dose.MaximumMicrogramsPerKg, $"Given {RouteNames.Place(route)}.");

    /// <summary>A rate that substance files state for a route.</summary>
    public static NumberKey GivenRate(Route route) =>
        new(NameOf(route), UnitSet.DoseRate, 1e-6, DoseRate.MaximumMicrogramsPerKgPerHour, $"Given {RouteNames.Place(route)}.");

    /// <summary>A copy of doses or rates by route, if all are in range.</summary>
    public static IReadOnlyDictionary<Route, SourcedNumber> CheckEach(
        IReadOnlyDictionary<Route, SourcedNumber> numbers,
        Func<Route, NumberKey> keys
    ) => numbers.ToDictionary(entry => entry.Key, entry => keys(entry.Key).Check(entry.Value));

    private static string NameOf(Route route) =>
        RouteNames.Whole.FirstOrDefault(whole => whole.Route == route).Key ?? RouteNames.Abbreviation(route);
}
