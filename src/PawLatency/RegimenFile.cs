using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency;

/// <summary>Reads the groups of a study and their treatments.</summary>
internal static class RegimenFile
{
    /// <summary>Reads the groups of a study.</summary>
    public static IReadOnlyList<Group> ReadGroups(KeyReader reader, RegimenContext context)
    {
        var earlier = new Dictionary<string, Group?>(StringComparer.Ordinal);
        return reader.Maps("groups", "The groups.", map => ReadGroup(map, context, earlier), required: true);
    }

    private static Group? ReadGroup(KeyReader map, RegimenContext context, Dictionary<string, Group?> earlier)
    {
        string? name = map.Text("name", "Name of the group.", required: true);
        Group? like = map.Parsed(
            "like",
            other =>
                earlier.TryGetValue(other, out Group? found)
                    ? found
                    : throw new ArgumentException($"There is no earlier group \"{other}\".{Nearest.Suggest(other, earlier.Keys)}"),
            "An earlier group whose rats, stimulus and treatment are copied.",
            "Give the name of a group, for example morphine."
        );
        long? rats = map.Integer(
            "n",
            0,
            Group.MaximumRats,
            "Number of virtual rats; 0 for the typical rat only.",
            required: context.CountsRats && !map.Keys.Contains("like")
        );
        Stimulus? stimulus = AssayFile.ReadStimulus(map, context.Assay);
        Func<RatTraits, RatTraits> traits = ReadTraits(map);
        IReadOnlyList<Func<Regimen, Regimen>> given = map.Maps("give", "Treatment of the rats.", inner => ReadGiven(inner, context));
        Group? group = map.Build(() =>
            Checked(
                context,
                new Group(
                    name ?? "?",
                    (int)(rats ?? like?.Rats ?? 0),
                    given.Aggregate(like?.Regimen ?? Regimen.None, (regimen, add) => add(regimen))
                )
                {
                    Stimulus = stimulus ?? like?.Stimulus,
                    Traits = traits(like?.Traits ?? RatTraits.Normal),
                }
            )
        );
        if (earlier.Keys.FirstOrDefault(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase)) is { } taken)
        {
            map.Refuse("name", $"There is already a group named \"{taken}\"; names must differ in more than case.");
        }
        else if (name is not null)
        {
            earlier.Add(name, group);
        }

        return group;
    }

    // What differs from rat to rat; what is not stated stays as it is.
    private static Func<RatTraits, RatTraits> ReadTraits(KeyReader map)
    {
        string? strain = ReadStrain(map, "Strain of this group; that of the study if absent.");
        Sex? sex = ReadSex(map, "Sex of this group; that of the study if absent.");
        string? variant = map.Parsed(
            "variant",
            text => StrainSensitivity.Variant(text).Name,
            "Gene variant of these rats.",
            "Give the name of a variant, for example oprm1-a118g."
        );
        double? renal = map.Number("renal-function", UnitSet.Percent, 0, 100, "Remaining renal clearance; 100 % if absent.");
        double? susceptibility = map.Number(
            "susceptibility",
            UnitSet.Percent,
            0,
            1000,
            "Gains of sensitization of susceptible rats in percent of the standard rat; 100 % if absent."
        );
        double? susceptible = map.Number("susceptible", UnitSet.Percent, 0, 100, "Share of susceptible rats; all if absent.");
        return normal =>
            normal with
            {
                Strain = strain ?? normal.Strain,
                Sex = sex ?? normal.Sex,
                Variant = variant ?? normal.Variant,
                RenalFunctionPercent = renal ?? normal.RenalFunctionPercent,
                SusceptibilityPercent = susceptibility ?? normal.SusceptibilityPercent,
                SusceptiblePercent = susceptible ?? normal.SusceptiblePercent,
            };
    }

    internal static string? ReadStrain(KeyReader map, string about) =>
        map.Parsed("strain", text => StrainSensitivity.Strain(text).Name, about, "Give the name of a strain, for example Wistar.");

    internal static Sex? ReadSex(KeyReader map, string about) => map.Choice("sex", [("male", Sex.Male), ("female", Sex.Female)], about);

    // The apparatus must have the stimulus of the group, and the stimulus must reach the threshold.
    private static Group Checked(RegimenContext context, Group group)
    {
        group.Assay(context.Assay).CheckThreshold(NociceptionParameters.Reference.BaselineThresholdC);
        return group;
    }

    // Reads one entry of give as a function that extends a regimen.
    private static Func<Regimen, Regimen>? ReadGiven(KeyReader map, RegimenContext context)
    {
        Func<Regimen, Regimen>?[] given =
        [
            map.Map("pump", "An ALZET osmotic pump.", inner => Adding(ReadPump(inner, context))),
            map.Map("bolus", "A bolus dose, or doses at equal intervals.", inner => SeriesFile.ReadBoluses(inner, context)),
            map.Map(
                "infusion",
                "An infusion: constant, tapered or escalated, once or at equal intervals.",
                inner => SeriesFile.ReadInfusions(inner, context)
            ),
            map.Map("inhalation", "Inhalation of a gas.", inner => Adding(ReadInhalation(inner, context))),
            map.Map("pellet", "Implanted pellets.", inner => Adding(ReadPellet(inner, context))),
            map.Map<Func<Regimen, Regimen>>(
                "response",
                "Doses given when the response of the group's typical rat is too early.",
                inner => SeriesFile.ReadResponse(inner, context) is { } rule ? regimen => regimen.Add(rule) : null
            ),
            map.Map<Func<Regimen, Regimen>>(
                "procedure",
                "A lesion, an antiserum or an injection into the brain.",
                inner => ReadProcedure(inner, context) is { } done ? regimen => regimen.Add(done) : null
            ),
        ];
        map.ExactlyOne(
            "Write each pump, bolus, infusion, inhalation, pellet, response or procedure as a separate entry of give, with its own dash"
        );
        return given.FirstOrDefault(found => found is not null);
    }

    private static Func<Regimen, Regimen>? Adding(Administration? given) => given is null ? null : regimen => regimen.Add(given);

    private static Procedure? ReadProcedure(KeyReader map, RegimenContext context)
    {
        Target? target = map.Parsed("target", Target.Named, "The target.", "Give the name of a target, for example rvm.", required: true);
        string? name = map.Text("name", "Name, for example lidocaine.", required: true);
        double? share = ReadShare(map, target, out bool isAntagonist);
        StudyTime? from = TimeText.Read(map, "from", "Start.", context.TestHour, required: true);
        double? length = map.Number("for", UnitSet.Time, 1.0 / 3600, 24 * 365, "Duration; permanent if absent.");
        return target is null || name is null || share is null || from is null
            ? null
            : map.Build(() =>
                new Procedure(target, name, share.Value, from.Value, length is { } hours ? new Duration(hours) : null)
                {
                    IsAntagonist = isAntagonist,
                }
            );
    }

    // Targets with a direct effect are engaged, others are blocked. Blocking a target with a direct effect antagonises its agonists;
    // injuries have none.
    private static double? ReadShare(KeyReader map, Target? target, out bool isAntagonist)
    {
        bool engages = map.Keys.Contains("engage"),
            blocks = map.Keys.Contains("block"),
            actsByItself = target?.ThresholdShiftC is not null;
        double? block = map.Number(
            "block",
            UnitSet.Percent,
            0,
            100,
            "Share of the target that is blocked; for alpha2, the share that agonists cannot engage.",
            required: !engages && !map.IsDescribing
        );
        double? engage = map.Number(
            "engage",
            UnitSet.Percent,
            0,
            100,
            "Instead of block: engaged share of a target with a direct effect (alpha2, paw)."
        );
        isAntagonist = blocks && actsByItself;
        string? fault =
            engages && blocks ? "A procedure has either \"block\" or \"engage\", not both."
            : target is { IsInjury: true } && blocks
                ? FormattableString.Invariant($"{target.Name} is an injury and cannot be blocked; use engage: {block:0.##} %.")
            : engages && target is not null && !actsByItself
                ? FormattableString.Invariant($"{target.Name} has no direct effect and cannot be engaged; use block: {engage:0.##} %.")
            : null;
        if (fault is not null)
        {
            map.Refuse(engages ? "engage" : "block", fault);
            return null;
        }

        return engage ?? block;
    }

    private static PumpImplant? ReadPump(KeyReader map, RegimenContext context)
    {
        AlzetPump? model = map.Parsed(
            "model",
            AlzetPump.Named,
            "ALZET model.",
            "Give the name of a model, for example 2ML1.",
            required: true
        );
        DrugForm? drug = ReadDrug(map, context);
        double? rate = map.Number(
            "rate",
            UnitSet.DoseRate,
            0,
            DoseRate.MaximumMicrogramsPerKgPerHour,
            "Nominal rate.",
            required: !map.IsDescribing && drug is not { Substance.IsVehicle: true }
        );
        StudyTime? implant = TimeText.Read(map, "implant", "Implantation.", context.TestHour, required: true);
        StudyTime? remove = TimeText.Read(map, "remove", "Removal; left in if absent.", context.TestHour);
        Route route = map.Choice("route", RouteNames.Injected, "sc, or iv through a catheter; sc by default.") ?? Route.Subcutaneous;
        bool primed = map.Switch("primed", "Whether the pump was primed and delivers immediately; off by default.") ?? false;
        return model is null || drug is null || implant is null || (rate is null && !drug.Substance.IsVehicle)
            ? null
            : map.Build(() =>
            {
                var pump = new PumpImplant(model, drug, new DoseRate(rate ?? 0), implant.Value, remove, route, primed);
                pump.CheckAgainst(context.MassG);
                return pump;
            });
    }

    private static Inhalation? ReadInhalation(KeyReader map, RegimenContext context)
    {
        Substance? gas = map.Parsed(
            "substance",
            context.Find,
            "The gas.",
            "Give the name of a gas, for example nitrous-oxide.",
            required: true
        );
        double? air = map.Number("air", UnitSet.Percent, 0, Inhalation.MaximumAirPercent, "Its share of the air.", required: true);
        StudyTime? from = TimeText.Read(map, "from", "Start.", context.TestHour, required: true);
        double? length = map.Number("for", UnitSet.Time, 1.0 / 3600, 24 * 365, "Duration.", required: true);
        return gas is null || air is null || from is null || length is null
            ? null
            : map.Build(() => new Inhalation(gas.Base, air.Value, from.Value, new Duration(length.Value)));
    }

    private static PelletImplant? ReadPellet(KeyReader map, RegimenContext context)
    {
        Pellet? pellet = map.Parsed(
            "name",
            Pellet.Named,
            "The pellet.",
            "Give the name of a pellet, for example morphine-75mg.",
            required: true
        );
        long? count = map.Integer("count", 1, 20, "Number of pellets, 1 by default.");
        StudyTime? implant = TimeText.Read(map, "implant", "Implantation.", context.TestHour, required: true);
        StudyTime? remove = TimeText.Read(map, "remove", "Removal; left in if absent.", context.TestHour);
        return pellet is null || implant is null
            ? null
            : map.Build(() => new PelletImplant(pellet, (int)(count ?? 1), implant.Value, remove));
    }

    // Doses of a drug need a form, base or salt; saline has none.
    public static DrugForm? ReadDrug(KeyReader map, RegimenContext context)
    {
        Substance? substance = map.Parsed(
            "substance",
            context.Find,
            "The substance.",
            "Give the name of a substance, for example morphine.",
            required: true
        );
        string? form = map.Text(
            "as",
            "The form in which the dose is stated: base, or the name of a salt. Needed for every drug.",
            required: substance is { IsVehicle: false },
            form: $"the form in which the dose is stated, one of {string.Join(", ", substance?.FormsGPerMol.Keys ?? [])},"
        );
        // A substance of the study without base form has already been reported.
        if (substance is null || (!substance.IsVehicle && (form is null || !substance.FormsGPerMol.ContainsKey(DrugForm.BaseName))))
        {
            return null;
        }

        if (form is not null && substance.IsVehicle)
        {
            map.Refuse("as", $"{substance.Name} is a vehicle and has no form; remove \"as\".");
            return map.Build(() => substance.Base);
        }

        if (form is not null && !substance.FormsGPerMol.ContainsKey(form))
        {
            map.Refuse("as", $"{substance.Name} has no form \"{form}\".{Nearest.Suggest(form, [.. substance.FormsGPerMol.Keys])}");
            return null;
        }

        return map.Build(() => substance.As(form ?? DrugForm.BaseName));
    }
}

/// <summary>Properties of the study that are needed to read a regimen.</summary>
/// <param name="TestHour">Clock time of the daily test.</param>
/// <param name="MassG">Body mass, g.</param>
/// <param name="CountsRats">Whether each group needs a number of rats.</param>
/// <param name="Find">Finds a substance by name.</param>
/// <param name="Assay">The apparatus.</param>
internal sealed record RegimenContext(
    TimeOnly TestHour,
    double MassG,
    bool CountsRats,
    Func<string, Substance> Find,
    NociceptiveAssay Assay
);
