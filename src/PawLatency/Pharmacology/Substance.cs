using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>A drug, an active metabolite or a vehicle, with its pharmacokinetics and pharmacodynamics in the rat.</summary>
/// <remarks>
/// Unknown numbers are null, and studies that need them are refused with the reason. Concentrations are of the base, in ng/mL
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

    /// <summary>Aliases.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Description in one sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>Molar mass of each dose form per molecule of base, g/mol; includes "base" unless the substance is a vehicle.</summary>
    public IReadOnlyDictionary<string, SourcedNumber> FormsGPerMol
    {
        get;
        init => field = NumberKeys.MolarMass.CheckEach(value);
    } = new Dictionary<string, SourcedNumber>();

    /// <summary>Largest practical concentration in a pump, mg/mL of base, or null if unknown.</summary>
    public SourcedNumber? SolubilityMgPerMl
    {
        get;
        init => field = NumberKeys.Solubility.CheckStated(value);
    }

    /// <summary>Distribution and elimination; null for a vehicle.</summary>
    public DispositionParameters? Disposition { get; init; }

    /// <summary>Absorption by extravascular route.</summary>
    public IReadOnlyDictionary<Route, Absorption> Absorption { get; init; } = new Dictionary<Route, Absorption>();

    /// <summary>Intrathecal disposition; null if unknown.</summary>
    public IntrathecalDisposition? Intrathecal { get; init; }

    /// <summary>Concentration in blood in equilibrium with the pure gas at 1 atm, ng/mL; null if not a gas.</summary>
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

    /// <summary>Other targets than the mu receptor and the NMDA gate, with their concentration dependence.</summary>
    public IReadOnlyList<TargetEngagement> Targets { get; init; } = [];

    /// <summary>Whether it acts on a target directly, not through a metabolite.</summary>
    public bool Engages(string target) =>
        target switch
        {
            "mu" => Agonist is not null || AntagonistDissociationNgPerMl is not null,
            "nmda" => NmdaHalfInhibitionNgPerMl is not null,
            _ => Targets.Any(engaged => engaged.Target.Name == target),
        };

    /// <summary>Share of the tolerance to other opioids that applies to this one, 0 to 1; 1 (complete cross-tolerance) if not
    /// stated.</summary>
    public double CrossTolerance => Agonist?.CrossTolerance?.Value ?? 1;

    /// <summary>The substance and its chain of metabolites.</summary>
    internal IEnumerable<Substance> WithMetabolites => Metabolite is { } made ? made.Substance.WithMetabolites.Prepend(this) : [this];

    /// <summary>Usual doses in rats; empty if not looked up.</summary>
    public UsualDose UsualDose { get; init; } = UsualDose.NotStated;

    /// <summary>LD50, ug/kg of base, by route.</summary>
    public IReadOnlyDictionary<Route, SourcedNumber> LethalUgPerKg
    {
        get;
        init => field = NumberKeys.CheckEach(value, NumberKeys.GivenDose);
    } = new Dictionary<Route, SourcedNumber>();

    /// <summary>Unknown parameters by key, with the reason.</summary>
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

    /// <summary>Whether it is a vehicle, without any effect.</summary>
    public bool IsVehicle => Disposition is null;

    /// <summary>The base as dose form.</summary>
    public DrugForm Base => As(DrugForm.BaseName);

    /// <summary>A salt, or the base, as dose form.</summary>
    /// <param name="form">Name of the form, for example "sulfate".</param>
    /// <exception cref="ArgumentException">The substance has no such form.</exception>
    public DrugForm As(string form) => new(this, form);

    /// <summary>Finds a substance of the library by name or alias.</summary>
    /// <param name="name">Name; case is ignored.</param>
    /// <exception cref="ArgumentException">There is no such name; the message suggests the nearest.</exception>
    public static Substance Named(string name) => SubstanceFile.Find(name);

    /// <summary>Reason why a dose cannot be given by a route.</summary>
    /// <param name="route">The route.</param>
    /// <returns>The reason, or null if the route is allowed.</returns>
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
            : route == Route.Inhaled ? "it is not a gas"
            : route == Route.Intrathecal ? "its intrathecal disposition in rats is unknown"
            : "its absorption rate and bioavailability in rats are unknown";
        string routes = string.Join(", ", Enum.GetValues<Route>().Where(Has).Select(RouteNames.Abbreviation));
        return $"{Name} has no {RouteNames.Abbreviation(route)} route: {reason}. Available routes: {routes}."
            + $"{RouteNames.HowToAdd(this, route)}";
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

    // A vehicle can be given by any route but inhalation; a gas can only be inhaled.
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

/// <summary>A substance and the form in which its doses are stated. Equal by both.</summary>
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
                $"{substance.Name} has no form \"{BaseName}\"; every drug needs it, with its molar mass.",
                nameof(form)
            );
        }

        if (!substance.IsVehicle && !substance.FormsGPerMol.ContainsKey(form))
        {
            string forms = string.Join(", ", substance.FormsGPerMol.Keys);
            throw new ArgumentException($"{substance.Name} has no form \"{form}\". Valid: {forms}.", nameof(form));
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

    /// <summary>Mass fraction of base in the form, greater than 0, at most 1.</summary>
    public double BaseFraction => Substance.IsVehicle ? 1 : Substance.FormsGPerMol[BaseName].Value / Substance.FormsGPerMol[Form].Value;

    /// <summary>For example "morphine (sulfate)".</summary>
    public override string ToString() => Substance.IsVehicle ? Substance.Name : $"{Substance.Name} ({Form})";
}
