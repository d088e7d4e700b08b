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
        SourcedNumber? gas = NumberKeys.GasInBlood.Read(reader);
        Metabolite? metabolite = reader.Map("metabolite", "The active metabolite.", map => ReadMetabolite(map, find));
        return new Fate(disposition, absorption ?? [], intrathecal, gas, metabolite);
    }

    private static DispositionParameters? Read(KeyReader map)
    {
        SourcedNumber? clearance = NumberKeys.Clearance.Read(map, required: true);
        SourcedNumber? volume = NumberKeys.CentralVolume.Read(map, required: true);
        SourcedNumber? exchange = NumberKeys.Exchange.Read(map);
        SourcedNumber? peripheral = NumberKeys.PeripheralVolume.Read(map);
        SourcedNumber? effectSite = NumberKeys.EffectSiteRate.Read(map, required: true);
        SourcedNumber? renal = NumberKeys.RenalShare.Read(map);
        if (exchange is null != peripheral is null && !map.IsDescribing)
        {
            map.Refuse(exchange is null ? "peripheral-volume" : "intercompartmental-clearance", DispositionParameters.NeedsBoth);
            (exchange, peripheral) = (null, null);
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
        SourcedNumber? rate = NumberKeys.AbsorptionRate.Read(map, required: true);
        SourcedNumber? fraction = NumberKeys.Bioavailability.Read(map, required: true);
        return rate is null || fraction is null ? null : new Absorption(rate, fraction);
    }

    private static IntrathecalDisposition? ReadIntrathecal(KeyReader map)
    {
        SourcedNumber? rate = NumberKeys.FluidRate.Read(map, required: true);
        SourcedNumber? volume = NumberKeys.SpinalVolume.Read(map, required: true);
        SourcedNumber? systemic = NumberKeys.SystemicShare.Read(map, required: true);
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
        SourcedNumber? fraction = NumberKeys.MetaboliteFraction.Read(map, required: true);
        return substance is null || fraction is null ? null : map.Build(() => new Metabolite(substance, fraction));
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
