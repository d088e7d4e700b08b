using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>A drug, an active metabolite or a vehicle: how the rat handles it and what it does there.</summary>
/// <remarks>
/// A number that is not known is null, and what needs it is refused with that reason. Concentrations are of the base, in ng/mL
/// (= ug/L); effect-site concentrations are in plasma equivalents.
/// </remarks>
/// <example>
/// <code>
/// Substance morphine = Substance.Named("morphine");
/// var dose = new Bolus(morphine.As("sulfate"), 5.MgPerKg, Route.Subcutaneous, 0.Days);
/// </code>
/// </example>
public sealed record Substance
{
    /// <summary>Name in lower case, for example "morphine".</summary>
    public required string Name
    {
        get;
        init => field = Guard.Name(value, "name of the substance");
    }

    /// <summary>Other names it is found by.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What it is, in a sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>Molar mass of each dose form per molecule of base, g/mol; "base" is among them unless the substance is a vehicle.</summary>
    public IReadOnlyDictionary<string, SourcedNumber> FormsGPerMol
    {
        get;
        init => field = NumberKeys.MolarMass.CheckEach(value);
    } = new Dictionary<string, SourcedNumber>();

    /// <summary>Largest practical concentration in a pump, mg/mL of base, or null where no limit is known.</summary>
    public SourcedNumber? SolubilityMgPerMl
    {
        get;
        init => field = NumberKeys.Solubility.CheckStated(value);
    }

    /// <summary>Distribution and elimination; null for a vehicle.</summary>
    public DispositionParameters? Disposition { get; init; }

    /// <summary>Absorption by extravascular route.</summary>
    public IReadOnlyDictionary<Route, Absorption> Absorption { get; init; } = new Dictionary<Route, Absorption>();

    /// <summary>What becomes of a dose into the fluid around the spinal cord; null where that is not known.</summary>
    public IntrathecalDisposition? Intrathecal { get; init; }

    /// <summary>Concentration in blood that is in equilibrium with the pure gas at 1 atm, ng/mL; null for what is not a gas.</summary>
    public SourcedNumber? GasInBloodNgPerMl
    {
        get;
        init => field = NumberKeys.GasInBlood.CheckStated(value);
    }

    /// <summary>The active metabolite, or null.</summary>
    public Metabolite? Metabolite { get; init; }

    /// <summary>Effect as an agonist at the mu receptor, or null.</summary>
    public MuAgonist? Agonist { get; init; }

    /// <summary>Dissociation constant KB as a competitive antagonist at the mu receptor, ng/mL, or null.</summary>
    public SourcedNumber? AntagonistDissociationNgPerMl
    {
        get;
        init => field = NumberKeys.Dissociation.CheckStated(value);
    }

    /// <summary>Concentration that halves the NMDA gate, ng/mL, or null.</summary>
    public SourcedNumber? NmdaHalfInhibitionNgPerMl
    {
        get;
        init => field = NumberKeys.HalfInhibition.CheckStated(value);
    }

    /// <summary>Direct excitation of the fast pronociceptive state, mL/ng, or null.</summary>
    public SourcedNumber? ExcitationMlPerNg
    {
        get;
        init => field = NumberKeys.ExcitationGain.CheckStated(value);
    }

    /// <summary>Targets it acts on beside the mu receptor and the NMDA gate, by concentration.</summary>
    public IReadOnlyList<TargetEngagement> Targets { get; init; } = [];

    /// <summary>Whether it acts on a target itself, not through a metabolite.</summary>
    /// <param name="target">Name of the target, for example mu.</param>
    public bool Engages(string target) =>
        target switch
        {
            "mu" => Agonist is not null || AntagonistDissociationNgPerMl is not null,
            "nmda" => NmdaHalfInhibitionNgPerMl is not null,
            _ => Targets.Any(engaged => engaged.Target.Name == target),
        };

    /// <summary>Share of the tolerance built by other opioids that this one meets, 0 to 1; 1, complete cross-tolerance, where nothing is
    /// stated.</summary>
    public double CrossTolerance => Agonist?.CrossTolerance?.Value ?? 1;

    /// <summary>The substance, what is made from it, and what is made from that.</summary>
    internal IEnumerable<Substance> WithMetabolites => Metabolite is { } made ? made.Substance.WithMetabolites.Prepend(this) : [this];

    /// <summary>What rats are usually given; nothing where it was not looked up.</summary>
    public UsualDose UsualDose { get; init; } = UsualDose.NotStated;

    /// <summary>Dose that kills half of the rats (LD50), ug/kg of base, by route.</summary>
    public IReadOnlyDictionary<Route, SourcedNumber> LethalUgPerKg
    {
        get;
        init => field = NumberKeys.CheckEach(value, NumberKeys.GivenDose);
    } = new Dictionary<Route, SourcedNumber>();

    /// <summary>What is not known, by key, with the reason.</summary>
    public IReadOnlyDictionary<string, string> NotKnown { get; init; } = new Dictionary<string, string>();

    /// <summary>All substances of the library, by name.</summary>
    public static IReadOnlyList<Substance> All => SubstanceFile.Library;

    /// <summary>Morphine.</summary>
    public static Substance Morphine => Named("morphine");

    /// <summary>Fentanyl.</summary>
    public static Substance Fentanyl => Named("fentanyl");

    /// <summary>Remifentanil.</summary>
    public static Substance Remifentanil => Named("remifentanil");

    /// <summary>Methadone.</summary>
    public static Substance Methadone => Named("methadone");

    /// <summary>Buprenorphine.</summary>
    public static Substance Buprenorphine => Named("buprenorphine");

    /// <summary>Oxycodone.</summary>
    public static Substance Oxycodone => Named("oxycodone");

    /// <summary>Hydromorphone.</summary>
    public static Substance Hydromorphone => Named("hydromorphone");

    /// <summary>Naloxone.</summary>
    public static Substance Naloxone => Named("naloxone");

    /// <summary>Naltrexone.</summary>
    public static Substance Naltrexone => Named("naltrexone");

    /// <summary>MK-801 (dizocilpine).</summary>
    public static Substance Dizocilpine => Named("dizocilpine");

    /// <summary>Ketamine.</summary>
    public static Substance Ketamine => Named("ketamine");

    /// <summary>Saline, the vehicle.</summary>
    public static Substance Saline => Named("saline");

    /// <summary>Whether it does anything: a vehicle does not.</summary>
    public bool IsVehicle => Disposition is null;

    /// <summary>The form of a dose that is stated as base.</summary>
    public DrugForm Base => As(DrugForm.BaseName);

    /// <summary>The form of a dose that is stated as a salt, or as base.</summary>
    /// <param name="form">Name of the form, for example "sulfate".</param>
    /// <exception cref="ArgumentException">The substance has no such form.</exception>
    public DrugForm As(string form) => new(this, form);

    /// <summary>Finds a substance of the library by name or alias.</summary>
    /// <param name="name">Name, in any case.</param>
    /// <exception cref="ArgumentException">There is none; the message offers the nearest name.</exception>
    public static Substance Named(string name) => SubstanceFile.Find(name);

    /// <summary>Whether a dose can be given by a route, and if not why.</summary>
    /// <param name="route">The route.</param>
    /// <returns>The reason for refusing, or null.</returns>
    public string? WhyNot(Route route)
    {
        if (Has(route))
        {
            return null;
        }

        string key = RouteNames.Key(route);
        string reason =
            NotKnown.TryGetValue(key, out string? known) ? known
            : GasInBloodNgPerMl is not null ? "it is a gas"
            : route == Route.Inhaled ? "it is no gas"
            : route == Route.Intrathecal ? "what becomes of it around the spinal cord is not known in rats"
            : "absorption rate and bioavailability are not known in rats";
        string routes = string.Join(", ", Enum.GetValues<Route>().Where(Has).Select(RouteNames.Abbreviation));
        return $"{Name} has no {RouteNames.Abbreviation(route)} route: {reason}. Routes it has: {routes}.{RouteNames.HowToAdd(this, route)}";
    }

    /// <summary>Checks what no single number can check by itself, of the substance and of its metabolites.</summary>
    /// <exception cref="ArgumentException">It has an effect and no disposition, half a second compartment, or a route that nothing is
    /// absorbed by.</exception>
    internal void CheckWhole()
    {
        Metabolite?.Substance.CheckWhole();
        if (Missing() is { } missing)
        {
            throw new ArgumentException($"{Name}: {missing}");
        }
    }

    private string? Missing()
    {
        if (Absorption.Keys.Except(RouteNames.Absorbed.Select(absorbed => absorbed.Route)).Cast<Route?>().FirstOrDefault() is { } route)
        {
            return $"Nothing is absorbed by the route {RouteNames.Abbreviation(route)}.";
        }

        bool acts =
            Absorption.Count > 0
            || Targets.Count > 0
            || Intrathecal is not null
            || GasInBloodNgPerMl is not null
            || Metabolite is not null
            || Agonist is not null
            || AntagonistDissociationNgPerMl is not null
            || NmdaHalfInhibitionNgPerMl is not null
            || ExcitationMlPerNg is not null;
        return Disposition is null
            ? acts
                ? DispositionParameters.IsMissing
                : null
            : Disposition.IsHalf
                ? DispositionParameters.NeedsBoth
                : null;
    }

    // A vehicle can go anywhere, but is no gas; a gas can only be breathed.
    private bool Has(Route route) =>
        route switch
        {
            Route.Inhaled => GasInBloodNgPerMl is not null,
            _ when IsVehicle => true,
            Route.Intravenous => GasInBloodNgPerMl is null,
            Route.Intrathecal => Intrathecal is not null,
            _ => Absorption.ContainsKey(route),
        };
}

/// <summary>A substance and the form its doses are stated in. Equal by both.</summary>
public sealed record DrugForm
{
    /// <summary>Name of the form without a salt.</summary>
    public const string BaseName = "base";

    internal DrugForm(Substance substance, string form)
    {
        substance.CheckWhole();
        if (!substance.IsVehicle && !substance.FormsGPerMol.ContainsKey(BaseName))
        {
            throw new ArgumentException(
                $"{substance.Name} has no form \"{BaseName}\"; every drug has it, with its molar mass.",
                nameof(form)
            );
        }

        if (!substance.IsVehicle && !substance.FormsGPerMol.ContainsKey(form))
        {
            string forms = string.Join(", ", substance.FormsGPerMol.Keys);
            throw new ArgumentException($"{substance.Name} has no form \"{form}\"; it has: {forms}.", nameof(form));
        }

        (Substance, Form) = (substance, form);
        // A salt weighs more than its base; a rounding of the source may hide that of a hydrate.
        if (BaseFraction > 1)
        {
            throw new ArgumentException(
                $"{this} has a smaller molar mass than its base; a form is the base and what is bound to it.",
                "forms"
            );
        }
    }

    /// <summary>The substance.</summary>
    public Substance Substance { get; }

    /// <summary>"base" or the name of a salt.</summary>
    public string Form { get; }

    /// <summary>Mass of base in a unit mass of the form: a fraction greater than 0, at most 1.</summary>
    public double BaseFraction => Substance.IsVehicle ? 1 : Substance.FormsGPerMol[BaseName].Value / Substance.FormsGPerMol[Form].Value;

    /// <summary>For example "morphine (sulfate)".</summary>
    public override string ToString() => Substance.IsVehicle ? Substance.Name : $"{Substance.Name} ({Form})";
}

/// <summary>Linear distribution and elimination with one or two compartments and an effect site.</summary>
public sealed record DispositionParameters
{
    internal const string IsMissing = "Without a disposition this would do nothing; say how the substance is cleared, or leave this out.",
        NeedsBoth = "Two compartments need both intercompartmental-clearance and peripheral-volume.";

    /// <summary>Whether it has one half of a second compartment.</summary>
    internal bool IsHalf => IntercompartmentalClearanceLPerHPerKg is null != PeripheralVolumeLPerKg is null;

    /// <summary>Clearance CL, L/h/kg, greater than 0.</summary>
    public required SourcedNumber ClearanceLPerHPerKg
    {
        get;
        init => field = NumberKeys.Clearance.Check(value);
    }

    /// <summary>Central volume V1, L/kg, greater than 0.</summary>
    public required SourcedNumber CentralVolumeLPerKg
    {
        get;
        init => field = NumberKeys.CentralVolume.Check(value);
    }

    /// <summary>Intercompartmental clearance Q, L/h/kg; null for one compartment.</summary>
    public SourcedNumber? IntercompartmentalClearanceLPerHPerKg
    {
        get;
        init => field = NumberKeys.Exchange.CheckStated(value);
    }

    /// <summary>Peripheral volume V2, L/kg; null for one compartment.</summary>
    public SourcedNumber? PeripheralVolumeLPerKg
    {
        get;
        init => field = NumberKeys.PeripheralVolume.CheckStated(value);
    }

    /// <summary>Rate constant ke0 between plasma and effect site, 1/h, greater than 0.</summary>
    public required SourcedNumber EffectSiteRatePerH
    {
        get;
        init => field = NumberKeys.EffectSiteRate.Check(value);
    }

    /// <summary>Share of the clearance that is the kidneys', 0 to 1; null where it was not looked up, and poor kidneys then change
    /// nothing.</summary>
    public SourcedNumber? RenalShare
    {
        get;
        init => field = NumberKeys.RenalShare.CheckStated(value);
    }
}

/// <summary>First-order absorption.</summary>
/// <param name="RatePerH">Rate constant ka, 1/h, greater than 0.</param>
/// <param name="Bioavailability">Fraction F that reaches the circulation, 0 to 1.</param>
public sealed record Absorption(SourcedNumber RatePerH, SourcedNumber Bioavailability)
{
    /// <summary>Rate constant, 1/h, greater than 0.</summary>
    public SourcedNumber RatePerH
    {
        get;
        init => field = NumberKeys.AbsorptionRate.Check(value);
    } = NumberKeys.AbsorptionRate.Check(RatePerH);

    /// <summary>Fraction F that reaches the circulation, 0 to 1.</summary>
    public SourcedNumber Bioavailability
    {
        get;
        init => field = NumberKeys.Bioavailability.Check(value);
    } = NumberKeys.Bioavailability.Check(Bioavailability);
}

/// <summary>What becomes of a dose into the fluid around the spinal cord.</summary>
/// <param name="RatePerH">Rate constant with which it leaves the fluid, 1/h, greater than 0.</param>
/// <param name="SpinalVolumeLPerKg">
/// Volume that turns the dose into effect-site concentration, L/kg, greater than 0: a dose this route gives as much effect as the same
/// amount over this volume. It holds potency, not anatomy.
/// </param>
/// <param name="SystemicShare">Fraction that comes into the blood, 0 to 1.</param>
public sealed record IntrathecalDisposition(SourcedNumber RatePerH, SourcedNumber SpinalVolumeLPerKg, SourcedNumber SystemicShare)
{
    /// <summary>Rate constant, 1/h, greater than 0.</summary>
    public SourcedNumber RatePerH
    {
        get;
        init => field = NumberKeys.FluidRate.Check(value);
    } = NumberKeys.FluidRate.Check(RatePerH);

    /// <summary>Volume that turns the dose into effect-site concentration, L/kg, greater than 0.</summary>
    public SourcedNumber SpinalVolumeLPerKg
    {
        get;
        init => field = NumberKeys.SpinalVolume.Check(value);
    } = NumberKeys.SpinalVolume.Check(SpinalVolumeLPerKg);

    /// <summary>Fraction that comes into the blood, 0 to 1.</summary>
    public SourcedNumber SystemicShare
    {
        get;
        init => field = NumberKeys.SystemicShare.Check(value);
    } = NumberKeys.SystemicShare.Check(SystemicShare);
}

/// <summary>How a substance engages a target: share = maximum C^hill / (C^hill + EC50^hill), C at the effect site.</summary>
/// <param name="Target">The target.</param>
/// <param name="HalfEngagementNgPerMl">Effect-site concentration of half of the maximum, ng/mL, greater than 0.</param>
/// <param name="Hill">Slope, dimensionless, greater than 0.</param>
/// <param name="MaximumPercent">Largest share of the target's function that it takes, %, 0 to 100.</param>
public sealed record TargetEngagement(Target Target, SourcedNumber HalfEngagementNgPerMl, SourcedNumber Hill, SourcedNumber MaximumPercent)
{
    /// <summary>The target: not the mu receptor and not the NMDA gate, which have keys of their own.</summary>
    public Target Target
    {
        get;
        init => field = OwnTarget(value.CheckWhole());
    } = OwnTarget(Target.CheckWhole());

    /// <summary>Effect-site concentration of half of the maximum, ng/mL, greater than 0.</summary>
    public SourcedNumber HalfEngagementNgPerMl
    {
        get;
        init => field = NumberKeys.HalfEngagement.Check(value);
    } = NumberKeys.HalfEngagement.Check(HalfEngagementNgPerMl);

    /// <summary>Slope, dimensionless, 0.1 to 20.</summary>
    public SourcedNumber Hill
    {
        get;
        init => field = NumberKeys.Hill.Check(value);
    } = NumberKeys.Hill.Check(Hill);

    /// <summary>Largest share of the target's function that it takes, %, 0 to 100.</summary>
    public SourcedNumber MaximumPercent
    {
        get;
        init => field = NumberKeys.MaximumEngagement.Check(value);
    } = NumberKeys.MaximumEngagement.Check(MaximumPercent);

    private static Target OwnTarget(Target target) =>
        target.Name is "mu" or "nmda"
            ? throw new ArgumentException(
                $"A substance acts on {target.Name} by the key {(target.Name == "mu" ? "agonist or antagonist" : "nmda-antagonist")}.",
                "target"
            )
            : target;
}

/// <summary>An active metabolite.</summary>
/// <param name="Substance">The metabolite, with a one- or two-compartment disposition of its own.</param>
/// <param name="Fraction">Molar fraction of the parent's clearance that forms it, 0 to 1.</param>
public sealed record Metabolite(Substance Substance, SourcedNumber Fraction)
{
    /// <summary>The metabolite, with a disposition of its own.</summary>
    public Substance Substance
    {
        get;
        init => field = NoVehicle(value);
    } = NoVehicle(Substance);

    /// <summary>Molar fraction of the parent's clearance that forms it, 0 to 1.</summary>
    public SourcedNumber Fraction
    {
        get;
        init => field = NumberKeys.MetaboliteFraction.Check(value);
    } = NumberKeys.MetaboliteFraction.Check(Fraction);

    private static Substance NoVehicle(Substance substance) =>
        substance.IsVehicle
            ? throw new ArgumentException($"{substance.Name} is a vehicle; a metabolite has a disposition.", "substance")
            : substance;
}

/// <summary>Effect at the mu receptor in the operational model of Black and Leff (1983).</summary>
/// <param name="HalfEffectNgPerMl">
/// Effect-site concentration that gives 50 % of the maximum possible effect in a naive rat (10.5 s baseline, 20 s cutoff), ng/mL.
/// </param>
/// <param name="RelativeEfficacy">Operational efficacy tau relative to morphine, dimensionless, greater than 0.</param>
public sealed record MuAgonist(SourcedNumber HalfEffectNgPerMl, SourcedNumber RelativeEfficacy)
{
    /// <summary>Effect-site concentration that gives 50 % of the maximum possible effect in a naive rat, ng/mL, greater than 0.</summary>
    public SourcedNumber HalfEffectNgPerMl
    {
        get;
        init => field = NumberKeys.HalfEffect.Check(value);
    } = NumberKeys.HalfEffect.Check(HalfEffectNgPerMl);

    /// <summary>Operational efficacy tau relative to morphine, dimensionless, 0.001 to 1000.</summary>
    public SourcedNumber RelativeEfficacy
    {
        get;
        init => field = NumberKeys.RelativeEfficacy.Check(value);
    } = NumberKeys.RelativeEfficacy.Check(RelativeEfficacy);

    /// <summary>Share of the tolerance built by other opioids that this one meets, 0 to 1; null stands for complete
    /// cross-tolerance.</summary>
    public SourcedNumber? CrossTolerance
    {
        get;
        init => field = NumberKeys.CrossTolerance.CheckStated(value);
    }
}
