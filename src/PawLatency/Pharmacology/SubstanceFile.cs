using System.Collections.Concurrent;
using System.Globalization;
using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>Reads substances. The library's own are read when first asked for: most studies need one or two.</summary>
internal static class SubstanceFile
{
    private static readonly ConcurrentDictionary<string, Substance> Loaded = new(StringComparer.Ordinal);

    public static readonly (string, Basis)[] Bases =
    [
        ("seen", Basis.Seen),
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

    /// <summary>Finds a substance by name or alias among a study's own, then in the library; the nearest name is sought in both.</summary>
    public static Substance Find(string name, IReadOnlyList<Substance> own) =>
        Nearest.Find([.. own, .. Library], substance => [substance.Name, .. substance.Aliases], name, "substance", nameof(name));

    /// <summary>Reads one substance from the keys of a map.</summary>
    /// <param name="reader">The map.</param>
    /// <param name="find">Finds the metabolite by name.</param>
    /// <param name="like">The substance that everything not stated is taken from, or null.</param>
    public static Substance? Read(KeyReader reader, Func<string, Substance> find, Substance? like = null)
    {
        string? name = reader.Text("name", "Name, in lower case.", required: like is null && !reader.Keys.Contains("like")) ?? like?.Name;
        IReadOnlyList<string> aliases = reader.Values("aliases", text => text, "Other names.", "A name");
        string about = reader.Text("description", "What it is, in a sentence.") ?? "";
        var forms = reader.Map("forms", "Forms a dose can be stated in.", Forms);
        SourcedNumber? solubility = NumberKeys.Solubility.Read(reader);
        DispositionParameters? disposition = reader.Map("disposition", "Distribution and elimination.", Disposition);
        var absorption = reader.Map("absorption", "Absorption by extravascular route.", AbsorptionByRoute);
        IntrathecalDisposition? intrathecal = reader.Map("intrathecal", "What becomes of a dose around the spinal cord.", ReadIntrathecal);
        SourcedNumber? gas = NumberKeys.GasInBlood.Read(reader);
        Metabolite? metabolite = reader.Map("metabolite", "The active metabolite.", map => ReadMetabolite(map, find));
        Effects? effects = reader.Map("pharmacodynamics", "What it does.", ReadEffects);
        UsualDose? usual = reader.Map(
            "usual-dose",
            "What rats are usually given, of base: a typical dose, and as its range what laboratories use.",
            ReadUsualDose
        );
        var lethal = reader.Map(
            "lethal-dose",
            "Dose that kills half of the rats (LD50), of base.",
            map => ByRoute(map, NumberKeys.GivenDose, ranged: false)
        );
        var missing = reader.Maps("not-known", "What is not known.", NotKnown);
        if (!reader.Keys.Contains("like") && !CheckWhole(reader, forms))
        {
            (absorption, intrathecal, gas, metabolite, effects) = (null, null, null, null, null);
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

    // What a file states of a substance, and the rest as in the one that it is like. A route it states is known from then on.
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

    // A vehicle has nothing; whatever has an effect needs a disposition to reach it, and whatever has a disposition is dosed as base.
    // What is refused here is left out, so that no dose is refused for the same reason.
    private static bool CheckWhole(KeyReader reader, Dictionary<string, SourcedNumber>? forms)
    {
        if (reader.IsDescribing)
        {
            return true;
        }

        if (reader.Keys.Contains("disposition"))
        {
            if (forms?.ContainsKey(DrugForm.BaseName) != true)
            {
                reader.Refuse("forms", "The form \"base\" is missing; a drug has it, with its molar mass, and its salts beside it.");
            }
        }
        else if (
            reader.Keys.FirstOrDefault(key =>
                key is "absorption" or "intrathecal" or "gas-in-blood" or "metabolite" or "pharmacodynamics"
            ) is
            { } key
        )
        {
            reader.Refuse(key, DispositionParameters.IsMissing);
            return false;
        }

        return true;
    }

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
        Basis basis = map.Choice("basis", Bases, "How it is known.", required: true) ?? Basis.Assumed;
        string source = map.Text("source", "Citation and where the number stands.", required: true) ?? "";
        string? note = map.Text("note", "What a critical reader should know.");
        int written = 0;
        IReadOnlyList<double> ends = map.Values(
            "range",
            text => Plausible(text, ref written),
            "Lowest and highest value in the literature.",
            "a number"
        );
        if (map.IsDescribing || number is null)
        {
            return new SourcedNumber(low, basis, source, note);
        }

        (double value, string? problem) = units.Of(number.Value, unit);
        if (problem is not null)
        {
            map.Refuse("unit", problem);
        }
        else if (!(value >= low && value <= high))
        {
            string stated = string.Create(CultureInfo.InvariantCulture, $"{number.Value:R}{(unit == "1" ? "" : " " + unit)}");
            map.Refuse("value", $"{stated} is out of range; {units.Range(low, high, stated)} is allowed.");
            value = low;
        }
        else if (map.Keys.Contains("range") && ends.Count == written && !(ends.Count == 2 && ends[0] <= number && number <= ends[1]))
        {
            map.Refuse("range", "A range has two numbers, the lowest and the highest, with the value between them.");
            ends = [];
        }

        // What is refused is read as something in range, so that reading goes on.
        return new SourcedNumber(problem is null ? value : low, basis, source, note)
        {
            Range =
                problem is null && ends.Count == 2 ? new NumberRange(units.Of(ends[0], unit).Value, units.Of(ends[1], unit).Value) : null,
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
        map.Named("A dose form.", form => NumberKeys.MolarMass.Read(form, required: true) ?? new SourcedNumber(1, Basis.Assumed, ""));

    private static DispositionParameters? Disposition(KeyReader map)
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

    private static UsualDose ReadUsualDose(KeyReader map) =>
        new()
        {
            BolusUgPerKg = map.Map("bolus", "Doses given at once.", inner => ByRoute(inner, NumberKeys.GivenDose, ranged: true)) ?? [],
            InfusionUgPerKgPerH =
                map.Map("infusion", "Rates of infusions and pumps.", inner => ByRoute(inner, NumberKeys.GivenRate, ranged: true)) ?? [],
        };

    private static Dictionary<Route, SourcedNumber> ByRoute(KeyReader map, Func<Route, NumberKey> keys, bool ranged)
    {
        var doses = new Dictionary<Route, SourcedNumber>();
        foreach ((string key, Route route) in RouteNames.Whole)
        {
            if (keys(route).Read(map) is { } dose)
            {
                doses[route] = dose;
                if (ranged && dose.Range is null && !map.IsDescribing)
                {
                    map.Refuse(key, "A usual dose has a range: the lowest and the highest that laboratories give.");
                }
            }
        }

        return doses;
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

    private static Effects ReadEffects(KeyReader map)
    {
        MuAgonist? agonist = map.Map("agonist", "Effect at the mu receptor.", ReadAgonist);
        SourcedNumber? antagonist = map.Map(
            "antagonist",
            "Competitive antagonism at the mu receptor.",
            inner => NumberKeys.Dissociation.Read(inner, required: true)
        );
        SourcedNumber? nmda = map.Map(
            "nmda-antagonist",
            "Block of the NMDA receptor.",
            inner => NumberKeys.HalfInhibition.Read(inner, required: true)
        );
        SourcedNumber? excitation = map.Map(
            "excitation",
            "Direct pronociceptive action.",
            inner => NumberKeys.ExcitationGain.Read(inner, required: true)
        );
        IReadOnlyList<TargetEngagement> targets = map.Maps("targets", "Other targets it engages.", ReadEngagement);
        return new Effects(agonist, antagonist, nmda, excitation, targets);
    }

    private static TargetEngagement? ReadEngagement(KeyReader map)
    {
        Target? target = map.Parsed("target", Target.Named, "The target.", "Name a target, for example cox.", required: true);
        SourcedNumber? half = NumberKeys.HalfEngagement.Read(map, required: true);
        SourcedNumber? hill = NumberKeys.Hill.Read(map);
        SourcedNumber? maximum = NumberKeys.MaximumEngagement.Read(map);
        return target is null || half is null
            ? null
            : map.Build(() =>
                new TargetEngagement(
                    target,
                    half,
                    hill ?? new SourcedNumber(1, Basis.Assumed, "No slope is stated: simple binding"),
                    maximum ?? new SourcedNumber(100, Basis.Assumed, "No maximum is stated: complete")
                )
            );
    }

    private static MuAgonist? ReadAgonist(KeyReader map)
    {
        SourcedNumber? half = NumberKeys.HalfEffect.Read(map, required: true);
        SourcedNumber? efficacy = NumberKeys.RelativeEfficacy.Read(map, required: true);
        SourcedNumber? cross = NumberKeys.CrossTolerance.Read(map);
        return half is null || efficacy is null ? null : new MuAgonist(half, efficacy) { CrossTolerance = cross };
    }

    /// <summary>The reason in an entry of a not-known list.</summary>
    public static string? NotKnownReason(KeyReader map) => NotKnown(map)?.Reason;

    private static Gap? NotKnown(KeyReader map)
    {
        string? key = map.Text("key", "What is not known.", required: true);
        string? reason = map.Text("reason", "Why.", required: true);
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
