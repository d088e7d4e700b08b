using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>Reads what becomes of a dose: distribution, elimination, absorption, the active metabolite.</summary>
internal static class DispositionFile
{
    /// <summary>Reads what becomes of a dose from the keys of a substance.</summary>
    /// <param name="reader">The substance.</param>
    /// <param name="find">Finds the metabolite by name.</param>
    public static Fate Fate(KeyReader reader, Func<string, Substance> find)
    {
        DispositionParameters? disposition = reader.Map("disposition", "Distribution and elimination.", Read);
        var absorption = reader.Map("absorption", "Absorption by extravascular route.", AbsorptionByRoute);
        IntrathecalDisposition? intrathecal = reader.Map("intrathecal", "What becomes of a dose around the spinal cord.", ReadIntrathecal);
        SourcedNumber? gas = SourcedNumberFile.Read(
            reader,
            "gas-in-blood",
            UnitSet.Concentration,
            1e-6,
            1e9,
            "For a gas: concentration in blood in equilibrium with the pure gas at 1 atm."
        );
        Metabolite? metabolite = reader.Map("metabolite", "The active metabolite.", map => ReadMetabolite(map, find));
        return new Fate(disposition, absorption ?? [], intrathecal, gas, metabolite);
    }

    private static DispositionParameters? Read(KeyReader map)
    {
        SourcedNumber? clearance = SourcedNumberFile.Read(map, "clearance", UnitSet.Clearance, 1e-6, 1e4, "Clearance CL.", required: true);
        SourcedNumber? volume = SourcedNumberFile.Read(
            map,
            "central-volume",
            UnitSet.Volume,
            1e-6,
            1e4,
            "Central volume V1.",
            required: true
        );
        SourcedNumber? exchange = SourcedNumberFile.Read(
            map,
            "intercompartmental-clearance",
            UnitSet.Clearance,
            1e-6,
            1e4,
            "Intercompartmental clearance Q."
        );
        SourcedNumber? peripheral = SourcedNumberFile.Read(map, "peripheral-volume", UnitSet.Volume, 1e-6, 1e4, "Peripheral volume V2.");
        SourcedNumber? effectSite = SourcedNumberFile.Read(
            map,
            "effect-site-rate",
            UnitSet.RateConstant,
            1e-6,
            1e4,
            "Rate constant ke0 of the effect site.",
            required: true
        );
        SourcedNumber? renal = SourcedNumberFile.Read(
            map,
            "renal-share",
            UnitSet.Fraction,
            0,
            1,
            "Share of the clearance that is the kidneys'."
        );
        if (exchange is null != peripheral is null && !map.IsDescribing)
        {
            map.Refuse(
                exchange is null ? "peripheral-volume" : "intercompartmental-clearance",
                "Two compartments need both intercompartmental-clearance and peripheral-volume."
            );
        }

        return clearance is null || volume is null || effectSite is null
            ? null
            : new DispositionParameters
            {
                ClearanceLPerHPerKg = clearance,
                CentralVolumeLPerKg = volume,
                IntercompartmentalClearanceLPerHPerKg = exchange,
                PeripheralVolumeLPerKg = peripheral,
                EffectSiteRatePerH = effectSite,
                RenalShare = renal,
            };
    }

    private static Dictionary<Route, Absorption> AbsorptionByRoute(KeyReader map)
    {
        var routes = new Dictionary<Route, Absorption>();
        foreach ((string key, Route route) in RouteNames.Absorbed)
        {
            Absorption? absorption = map.Map(key, "First-order absorption; both numbers are needed.", ReadAbsorption);
            if (absorption is not null)
            {
                routes[route] = absorption;
            }
        }

        return routes;
    }

    private static Absorption? ReadAbsorption(KeyReader map)
    {
        SourcedNumber? rate = SourcedNumberFile.Read(map, "rate", UnitSet.RateConstant, 1e-6, 1e4, "Rate constant ka.", required: true);
        SourcedNumber? fraction = SourcedNumberFile.Read(map, "bioavailability", UnitSet.Fraction, 0, 1, "Fraction F.", required: true);
        return rate is null || fraction is null ? null : new Absorption(rate, fraction);
    }

    private static IntrathecalDisposition? ReadIntrathecal(KeyReader map)
    {
        SourcedNumber? rate = SourcedNumberFile.Read(
            map,
            "rate",
            UnitSet.RateConstant,
            1e-6,
            1e4,
            "Rate constant with which it leaves the fluid.",
            required: true
        );
        SourcedNumber? volume = SourcedNumberFile.Read(
            map,
            "spinal-volume",
            UnitSet.Volume,
            1e-9,
            1e4,
            "Volume that turns the dose into effect-site concentration.",
            required: true
        );
        SourcedNumber? systemic = SourcedNumberFile.Read(
            map,
            "systemic-share",
            UnitSet.Fraction,
            0,
            1,
            "Fraction that comes into the blood.",
            required: true
        );
        return rate is null || volume is null || systemic is null ? null : new IntrathecalDisposition(rate, volume, systemic);
    }

    private static Metabolite? ReadMetabolite(KeyReader map, Func<string, Substance> find)
    {
        Substance? substance = map.Parsed(
            "substance",
            find,
            "The metabolite.",
            "Name a substance, for example morphine-3-glucuronide.",
            required: true
        );
        SourcedNumber? fraction = SourcedNumberFile.Read(
            map,
            "fraction",
            UnitSet.Fraction,
            0,
            1,
            "Molar fraction of the parent's clearance.",
            required: true
        );
        if (substance is { IsVehicle: true })
        {
            map.Refuse("substance", $"{substance.Name} is a vehicle; a metabolite has a disposition.");
            return null;
        }

        return substance is null || fraction is null ? null : new Metabolite(substance, fraction);
    }
}

/// <summary>What a file states of the fate of a dose.</summary>
internal sealed record Fate(
    DispositionParameters? Disposition,
    Dictionary<Route, Absorption> Absorption,
    IntrathecalDisposition? Intrathecal,
    SourcedNumber? GasInBloodNgPerMl,
    Metabolite? Metabolite
);
