using System.Collections.Concurrent;
using System.Globalization;
using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>Reads substances. Those of the library are read on first use, because most studies need one or two.</summary>
internal static class SubstanceFile
{
    private static readonly ConcurrentDictionary<string, Substance> Loaded = new(StringComparer.Ordinal);

    private static readonly (string, Basis)[] Bases =
    [
        ("reported", Basis.Reported),
        ("derived", Basis.Derived),
        ("surrogate", Basis.Surrogate),
        ("assumed", Basis.Assumed),
    ];

    /// <summary>Names of the library's substances.</summary>
    public static IReadOnlyList<string> Names => EmbeddedData.Names("substances");

    public static IReadOnlyList<Substance> Library => [.. EmbeddedData.Names("substances").Select(Load)];

    public static Substance Find(string name)
    {
        string wanted = name.Trim().ToLowerInvariant();
        return EmbeddedData.Names("substances").Contains(wanted)
            ? Load(wanted)
            : Nearest.Find(Library, substance => [substance.Name, .. substance.Aliases], name, "substance", nameof(name));
    }

    /// <summary>Finds a substance by name or alias among those of the study, then in the library; suggestions come from both.</summary>
    public static Substance Find(string name, IReadOnlyList<Substance> own) =>
        Nearest.Find([.. own, .. Library], substance => [substance.Name, .. substance.Aliases], name, "substance", nameof(name));

    /// <summary>Reads one substance from the keys of a map.</summary>
    /// <param name="reader">The map.</param>
    /// <param name="find">Finds the metabolite by name.</param>
    /// <param name="like">Substance that supplies all values not stated, or null.</param>
    public static Substance? Read(KeyReader reader, Func<string, Substance> find, Substance? like = null)
    {
        string? name = reader.Text("name", "Name in lower case.", required: like is null && !reader.Keys.Contains("like")) ?? like?.Name;
        IReadOnlyList<string> aliases = reader.Values("aliases", text => text, "Aliases.", "Give a name.");
        string about = reader.Text("description", "Description in one sentence.") ?? "";
        var forms = reader.Map("forms", "Forms in which a dose can be stated.", Forms);
        SourcedNumber? solubility = Sourced(
            reader,
            "solubility",
            UnitSet.FillConcentration,
            1e-6,
            1e4,
            "Largest practical concentration in a pump, of base."
        );
        DispositionParameters? disposition = reader.Map("disposition", "Distribution and elimination.", Disposition);
        var absorption = reader.Map("absorption", "Absorption by extravascular route.", AbsorptionByRoute);
        IntrathecalDisposition? intrathecal = reader.Map("intrathecal", "Disposition of an intrathecal dose.", ReadIntrathecal);
        SourcedNumber? gas = Sourced(
            reader,
            "gas-in-blood",
            UnitSet.Concentration,
            1e-6,
            1e9,
            "For a gas: concentration in blood in equilibrium with the pure gas at 1 atm."
        );
        Metabolite? metabolite = reader.Map("metabolite", "The active metabolite.", map => ReadMetabolite(map, find));
        Effects? effects = reader.Map("pharmacodynamics", "Effects.", ReadEffects);
        UsualDose? usual = reader.Map(
            "usual-dose",
            "Usual doses in rats, of base: a typical dose and the range used in laboratories.",
            ReadUsualDose
        );
        var lethal = reader.Map(
            "lethal-dose",
            "LD50, of base.",
            map => ByRoute(map, UnitSet.Dose, Dose.MaximumMicrogramsPerKg, ranged: false)
        );
        var missing = reader.Maps("not-known", "Unknown parameters.", NotKnown);
        if (!reader.Keys.Contains("like"))
        {
            CheckWhole(reader, forms);
        }

        return reader.Build(() =>
            Merge(
                like ?? new Substance { Name = "?" },
                new Substance
                {
                    Name = name ?? "?",
                    Aliases = aliases,
                    Description = about,
                    FormsGPerMol = forms ?? [],
                    SolubilityMgPerMl = solubility,
                    Disposition = disposition,
                    Absorption = absorption ?? [],
                    Intrathecal = intrathecal,
                    GasInBloodNgPerMl = gas,
                    Metabolite = metabolite,
                    Agonist = effects?.Agonist,
                    AntagonistDissociationNgPerMl = effects?.Antagonist,
                    NmdaHalfInhibitionNgPerMl = effects?.Nmda,
                    ExcitationMlPerNg = effects?.Excitation,
                    Targets = effects?.Targets ?? [],
                    UsualDose = usual ?? UsualDose.NotStated,
                    LethalUgPerKg = lethal ?? [],
                    NotKnown = missing.ToDictionary(entry => entry.Key, entry => entry.Reason),
                }
            )
        );
    }

    // Values stated in the file, and all others from the similar substance. A stated route is no longer unknown.
    private static Substance Merge(Substance like, Substance stated)
    {
        HashSet<string> known =
        [
            .. stated.Absorption.Keys.Select(RouteNames.Key),
            .. stated.Intrathecal is null ? [] : new[] { RouteNames.Key(Route.Intrathecal) },
        ];
        return stated with
        {
            Aliases = stated.Aliases.Count > 0 || stated.Name != like.Name ? stated.Aliases : like.Aliases,
            Description = stated.Description.Length > 0 ? stated.Description : like.Description,
            FormsGPerMol = Over(like.FormsGPerMol, stated.FormsGPerMol),
            SolubilityMgPerMl = stated.SolubilityMgPerMl ?? like.SolubilityMgPerMl,
            Disposition = stated.Disposition ?? like.Disposition,
            Absorption = Over(like.Absorption, stated.Absorption),
            Intrathecal = stated.Intrathecal ?? like.Intrathecal,
            GasInBloodNgPerMl = stated.GasInBloodNgPerMl ?? like.GasInBloodNgPerMl,
            Metabolite = stated.Metabolite ?? like.Metabolite,
            Agonist = stated.Agonist ?? like.Agonist,
            AntagonistDissociationNgPerMl = stated.AntagonistDissociationNgPerMl ?? like.AntagonistDissociationNgPerMl,
            NmdaHalfInhibitionNgPerMl = stated.NmdaHalfInhibitionNgPerMl ?? like.NmdaHalfInhibitionNgPerMl,
            ExcitationMlPerNg = stated.ExcitationMlPerNg ?? like.ExcitationMlPerNg,
            Targets = stated.Targets.Count > 0 ? stated.Targets : like.Targets,
            UsualDose = stated.UsualDose == UsualDose.NotStated ? like.UsualDose : stated.UsualDose,
            LethalUgPerKg = Over(like.LethalUgPerKg, stated.LethalUgPerKg),
            NotKnown = Over(like.NotKnown.Where(gap => !known.Contains(gap.Key)), stated.NotKnown),
        };
    }

    private static Dictionary<TKey, TValue> Over<TKey, TValue>(
        IEnumerable<KeyValuePair<TKey, TValue>> below,
        IEnumerable<KeyValuePair<TKey, TValue>> above
    )
        where TKey : notnull
    {
        var merged = new Dictionary<TKey, TValue>(below);
        foreach ((TKey key, TValue value) in above)
        {
            merged[key] = value;
        }

        return merged;
    }

    // A vehicle has no parameters; a substance with an effect needs a disposition, and one with a disposition needs the form base.
    private static void CheckWhole(KeyReader reader, Dictionary<string, SourcedNumber>? forms)
    {
        if (reader.IsDescribing)
        {
            return;
        }

        if (reader.Keys.Contains("disposition"))
        {
            if (forms?.ContainsKey(DrugForm.BaseName) != true)
            {
                reader.Refuse("forms", "The form \"base\" is missing; a drug needs it, with its molar mass, in addition to its salts.");
            }
        }
        else if (
            reader.Keys.FirstOrDefault(key =>
                key is "absorption" or "intrathecal" or "gas-in-blood" or "metabolite" or "pharmacodynamics"
            ) is
            { } key
        )
        {
            reader.Refuse(key, "This has no effect without a disposition; add the disposition, or remove this key.");
        }
    }

    /// <summary>Reads a basis. Version 0.1.0 called "reported" numbers "seen".</summary>
    public static Basis? ReadBasis(KeyReader map, string about) =>
        map.Choice("basis", Bases, about, required: true, renamed: ("seen", "reported"));

    /// <summary>Reads a number with its unit, basis and source.</summary>
    public static SourcedNumber? Sourced(
        KeyReader reader,
        string key,
        UnitSet units,
        double low,
        double high,
        string about,
        bool required = false
    ) => reader.Map(key, about, map => ReadSourced(map, units, low, high), required);

    private static SourcedNumber ReadSourced(KeyReader map, UnitSet units, double low, double high)
    {
        double? number = map.Number("value", UnitSet.Fraction, double.MinValue, double.MaxValue, "The number.", required: true);
        string unit = map.Text("unit", "Its unit.", required: true) ?? units.Base;
        Basis basis = ReadBasis(map, "Basis of the number.") ?? Basis.Assumed;
        string source = map.Text("source", "Citation with page, table or figure.", required: true) ?? "";
        string? note = map.Text("note", "Note for critical readers.");
        int written = 0;
        IReadOnlyList<double> ends = map.Values(
            "range",
            text => Plausible(text, ref written),
            "Lowest and highest value in the literature.",
            "a number"
        );
        if (map.IsDescribing || number is null)
        {
            return new SourcedNumber(1, basis, source, note);
        }

        (double Value, string? Problem) Parse(double bare) =>
            units.Parse(
                string.Create(CultureInfo.InvariantCulture, $"{bare:R} {unit}")
                    .Replace(" 1", units == UnitSet.Fraction ? "" : " 1", StringComparison.Ordinal)
            );
        (double value, string? problem) = Parse(number.Value);
        if (problem is not null)
        {
            map.Refuse("unit", problem);
        }
        else if (!(value >= low && value <= high))
        {
            string stated = string.Create(CultureInfo.InvariantCulture, $"{number.Value:R}{(unit == "1" ? "" : " " + unit)}");
            map.Refuse("value", $"{stated} is out of range; the allowed range is {units.Range(low, high, stated)}.");
        }
        else if (map.Keys.Contains("range") && ends.Count == written && !(ends.Count == 2 && ends[0] <= number && number <= ends[1]))
        {
            map.Refuse("range", "A range has two numbers, the lowest and the highest, and must contain the value.");
        }

        return new SourcedNumber(value, basis, source, note)
        {
            Range = ends.Count == 2 ? new NumberRange(Parse(ends[0]).Value, Parse(ends[1]).Value) : null,
        };
    }

    private static double Plausible(string text, ref int written)
    {
        written++;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new ArgumentException($"\"{text}\" is not a number.");
    }

    private static Dictionary<string, SourcedNumber> Forms(KeyReader map) =>
        map.Named(
            "A dose form.",
            form =>
                Sourced(form, "molar-mass", UnitSet.MolarMass, 1, 1e6, "Molar mass per molecule of base.", required: true)
                ?? new SourcedNumber(1, Basis.Assumed, "")
        );

    private static DispositionParameters? Disposition(KeyReader map)
    {
        SourcedNumber? clearance = Sourced(map, "clearance", UnitSet.Clearance, 1e-6, 1e4, "Clearance CL.", required: true);
        SourcedNumber? volume = Sourced(map, "central-volume", UnitSet.Volume, 1e-6, 1e4, "Central volume V1.", required: true);
        SourcedNumber? exchange = Sourced(
            map,
            "intercompartmental-clearance",
            UnitSet.Clearance,
            1e-6,
            1e4,
            "Intercompartmental clearance Q."
        );
        SourcedNumber? peripheral = Sourced(map, "peripheral-volume", UnitSet.Volume, 1e-6, 1e4, "Peripheral volume V2.");
        SourcedNumber? effectSite = Sourced(
            map,
            "effect-site-rate",
            UnitSet.RateConstant,
            1e-6,
            1e4,
            "Rate constant ke0 of the effect site.",
            required: true
        );
        SourcedNumber? renal = Sourced(map, "renal-share", UnitSet.Fraction, 0, 1, "Renal share of the clearance.");
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

    private static UsualDose ReadUsualDose(KeyReader map) =>
        new()
        {
            BolusUgPerKg =
                map.Map("bolus", "Bolus doses.", inner => ByRoute(inner, UnitSet.Dose, Dose.MaximumMicrogramsPerKg, ranged: true)) ?? [],
            InfusionUgPerKgPerH =
                map.Map(
                    "infusion",
                    "Rates of infusions and pumps.",
                    inner => ByRoute(inner, UnitSet.DoseRate, DoseRate.MaximumMicrogramsPerKgPerHour, ranged: true)
                ) ?? [],
        };

    private static Dictionary<Route, SourcedNumber> ByRoute(KeyReader map, UnitSet units, double highest, bool ranged)
    {
        var doses = new Dictionary<Route, SourcedNumber>();
        foreach ((string key, Route route) in RouteNames.Whole)
        {
            if (Sourced(map, key, units, 1e-6, highest, $"Given {RouteNames.Place(route)}.") is { } dose)
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

    private static Absorption? ReadAbsorption(KeyReader map)
    {
        SourcedNumber? rate = Sourced(map, "rate", UnitSet.RateConstant, 1e-6, 1e4, "Rate constant ka.", required: true);
        SourcedNumber? fraction = Sourced(map, "bioavailability", UnitSet.Fraction, 0, 1, "Fraction F.", required: true);
        return rate is null || fraction is null ? null : new Absorption(rate, fraction);
    }

    private static IntrathecalDisposition? ReadIntrathecal(KeyReader map)
    {
        SourcedNumber? rate = Sourced(
            map,
            "rate",
            UnitSet.RateConstant,
            1e-6,
            1e4,
            "Rate constant of loss from the cerebrospinal fluid.",
            required: true
        );
        SourcedNumber? volume = Sourced(
            map,
            "spinal-volume",
            UnitSet.Volume,
            1e-9,
            1e4,
            "Apparent volume that converts the dose to an effect-site concentration.",
            required: true
        );
        SourcedNumber? systemic = Sourced(
            map,
            "systemic-share",
            UnitSet.Fraction,
            0,
            1,
            "Fraction that reaches the circulation.",
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
            "Give the name of a substance, for example morphine-3-glucuronide.",
            required: true
        );
        SourcedNumber? fraction = Sourced(
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
            map.Refuse("substance", $"{substance.Name} is a vehicle; a metabolite needs a disposition.");
            return null;
        }

        return substance is null || fraction is null ? null : new Metabolite(substance, fraction);
    }

    private static Effects ReadEffects(KeyReader map)
    {
        MuAgonist? agonist = map.Map("agonist", "Effect at the mu receptor.", ReadAgonist);
        SourcedNumber? antagonist = map.Map(
            "antagonist",
            "Competitive antagonism at the mu receptor.",
            inner => Sourced(inner, "dissociation-constant", UnitSet.Concentration, 1e-6, 1e7, "KB.", required: true)
        );
        SourcedNumber? nmda = map.Map(
            "nmda-antagonist",
            "Block of the NMDA receptor.",
            inner => Sourced(inner, "half-inhibition-concentration", UnitSet.Concentration, 1e-6, 1e7, "IC50.", required: true)
        );
        SourcedNumber? excitation = map.Map(
            "excitation",
            "Direct pronociceptive action.",
            inner => Sourced(inner, "gain", UnitSet.PerConcentration, 0, 1, "Gain on the fast pronociceptive state.", required: true)
        );
        IReadOnlyList<TargetEngagement> targets = map.Maps("targets", "Other targets.", ReadEngagement);
        return new Effects(agonist, antagonist, nmda, excitation, targets);
    }

    private static TargetEngagement? ReadEngagement(KeyReader map)
    {
        Target? target = map.Parsed("target", Target.Named, "The target.", "Give the name of a target, for example cox.", required: true);
        SourcedNumber? half = Sourced(
            map,
            "half-engagement-concentration",
            UnitSet.Concentration,
            1e-6,
            1e9,
            "Effect-site concentration of half-maximum engagement.",
            required: true
        );
        SourcedNumber? hill = Sourced(map, "hill", UnitSet.Fraction, 0.1, 20, "Slope; 1 if absent.");
        SourcedNumber? maximum = Sourced(map, "maximum", UnitSet.Percent, 0, 100, "Maximum engagement of the target; 100 % if absent.");
        if (target is { Name: "mu" or "nmda" })
        {
            map.Refuse("target", $"For {target.Name} use the key {(target.Name == "mu" ? "agonist or antagonist" : "nmda-antagonist")}.");
        }

        return target is null || half is null
            ? null
            : new TargetEngagement(
                target,
                half,
                hill ?? new SourcedNumber(1, Basis.Assumed, "No slope is stated: simple binding"),
                maximum ?? new SourcedNumber(100, Basis.Assumed, "No maximum is stated: complete")
            );
    }

    private static MuAgonist? ReadAgonist(KeyReader map)
    {
        SourcedNumber? half = Sourced(
            map,
            "half-effect-concentration",
            UnitSet.Concentration,
            1e-6,
            1e7,
            "Effect-site concentration for 50 % of the maximum possible effect.",
            required: true
        );
        SourcedNumber? efficacy = Sourced(
            map,
            "relative-efficacy",
            UnitSet.Fraction,
            1e-3,
            1e3,
            "Efficacy tau relative to morphine.",
            required: true
        );
        SourcedNumber? cross = Sourced(
            map,
            "cross-tolerance",
            UnitSet.Fraction,
            0,
            1,
            "Share of the tolerance to other opioids that applies to this one; 1 if absent."
        );
        return half is null || efficacy is null ? null : new MuAgonist(half, efficacy) { CrossTolerance = cross };
    }

    /// <summary>The reason in an entry of a not-known list.</summary>
    public static string? NotKnownReason(KeyReader map) => NotKnown(map)?.Reason;

    private static Gap? NotKnown(KeyReader map)
    {
        string? key = map.Text("key", "Key of the unknown parameter.", required: true);
        string? reason = map.Text("reason", "Reason.", required: true);
        return key is null || reason is null ? null : new Gap(key, reason.TrimEnd('.'));
    }

    private static Substance Load(string name) =>
        Loaded.GetOrAdd(name, key => EmbeddedData.Read($"substances/{key}.yaml", reader => Read(reader, Find))!);

    private sealed record Effects(
        MuAgonist? Agonist,
        SourcedNumber? Antagonist,
        SourcedNumber? Nmda,
        SourcedNumber? Excitation,
        IReadOnlyList<TargetEngagement> Targets
    );

    private sealed record Gap(string Key, string Reason);
}
