using PawLatency.Pharmacology;

namespace PawLatency.Tests.Pharmacology;

/// <summary>The exact solution of a substance in one rat, for tests that read concentrations.</summary>
internal sealed class Disposition
{
    public const double MassG = 300;
    private readonly ConcentrationProfile _profile;

    public Disposition(Substance substance, params IReadOnlyList<Administration> given)
    {
        var chain = new SubstanceChain(substance, given, 1, MassG);
        _profile = new ConcentrationProfile(chain, [.. chain.InstantsH.Distinct().Order()]);
    }

    public ConcentrationProfile Profile => _profile;

    /// <summary>Plasma concentration, ng/mL, of the parent or (1) its metabolite.</summary>
    public double Plasma(double hours, int acting = 0) => _profile.At(_profile.Chain.Acting[acting].Plasma, hours);

    /// <summary>Effect-site concentration, ng/mL in plasma equivalents.</summary>
    public double Effect(double hours, int acting = 0) => _profile.At(_profile.Chain.Acting[acting].EffectSite, hours);

    /// <summary>A substance with the given numbers and one extravascular route, s.c.</summary>
    public static Substance Make(
        double clearance,
        double centralVolume,
        double? exchange = null,
        double? peripheralVolume = null,
        double effectSiteRate = 2,
        double absorptionRate = 3,
        double bioavailability = 0.8,
        Metabolite? metabolite = null,
        string name = "test substance"
    ) =>
        new()
        {
            Name = name,
            FormsGPerMol = new Dictionary<string, SourcedNumber> { ["base"] = 1.0 },
            Disposition = new DispositionParameters
            {
                ClearanceLPerHPerKg = clearance,
                CentralVolumeLPerKg = centralVolume,
                IntercompartmentalClearanceLPerHPerKg = exchange is { } q ? q : null,
                PeripheralVolumeLPerKg = peripheralVolume is { } v2 ? v2 : null,
                EffectSiteRatePerH = effectSiteRate,
            },
            Absorption = new Dictionary<Route, Absorption> { [Route.Subcutaneous] = new(absorptionRate, bioavailability) },
            Metabolite = metabolite,
        };
}
