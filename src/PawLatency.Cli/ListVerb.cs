using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using PawLatency.Evidence;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>pawlatency list: the contents of the library with their sources.</summary>
internal static class ListVerb
{
    private static readonly Dictionary<string, Func<IEnumerable<Entry>>> Topics = new()
    {
        ["substances"] = () => Substance.All.Select(Describe),
        ["pumps"] = () => AlzetPump.All.Select(Describe),
        ["pellets"] = () => Pellet.All.Select(Describe),
        ["parameters"] = () =>
            [
                new Entry(
                    "reference",
                    "the typical rat and the variability",
                    [.. Model.ReferenceNumbers.Select(n => new Fact($"{n.Section}.{n.Key}", n.Unit, n.Number))]
                ),
            ],
        ["models"] = () => Model.All.Select(Describe),
        ["strains"] = () => StrainSensitivity.Strains.Concat(StrainSensitivity.Sexes).Concat(StrainSensitivity.Variants).Select(Describe),
        ["targets"] = () => Target.All.Select(Describe),
        ["studies"] = () =>
            Finding.Studies.Select(study => new Entry(study.Id, study.Statement, [])
            {
                More = [study.Study.Description, .. study.Citation.Length > 0 ? new[] { $"Sources: {study.Citation}" } : []],
            }),
        ["evidence"] = () =>
            Finding.All.Select(finding => new Entry(finding.Id, $"{finding.Use.ToString().ToLowerInvariant()}: {finding.Statement}", [])),
        ["contracts"] = () => ShapeContract.Names.Select(name => new Entry(name, ShapeContract.Named(name).Description, [])),
    };

    private static readonly Argument<string> Topic = new("topic") { Description = string.Join(", ", Topics.Keys) };
    private static readonly Argument<string?> Name = new("name")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Name of one entry, to show every number with its basis and source.",
    };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Print as JSON." };

    public static Command Create()
    {
        var verb = new Command(
            "list",
            "Lists the contents of the library: substances, pumps, pellets, parameters, models, strains, targets, studies, "
                + "evidence, contracts."
        )
        {
            Topic,
            Name,
            AsJson,
        };
        verb.SetAction(List);
        return verb;
    }

    private static int List(ParseResult parsed)
    {
        string wanted = parsed.GetValue(Topic)!;
        if (!Topics.TryGetValue(wanted, out Func<IEnumerable<Entry>>? entries))
        {
            throw new ArgumentException($"There is no list of \"{wanted}\".{Nearest.Suggest(wanted, Topics.Keys)}");
        }

        Entry[] listed = [.. entries()];
        bool single = parsed.GetValue(Name) is not null;
        if (parsed.GetValue(Name) is { } one)
        {
            listed =
            [
                Nearest.Find(
                    listed,
                    entry => [entry.Name, .. entry.Aliases],
                    one,
                    One(wanted),
                    "name",
                    $" pawlatency list {wanted} lists all names."
                ),
            ];
        }

        Console.Out.Write(parsed.GetValue(AsJson) ? Json(listed) : Text(listed, single || listed.Length == 1));
        return ExitCode.Good;
    }

    private static string One(string topic) => topic.EndsWith("ies", StringComparison.Ordinal) ? topic[..^3] + "y" : topic.TrimEnd('s');

    private static Entry Describe(Substance substance) =>
        new(
            substance.Name,
            substance.Description,
            [
                .. Disposition(substance),
                .. Effects(substance),
                .. ByRoute("usual dose", "mg/kg", substance.UsualDose.BolusUgPerKg),
                .. ByRoute("usual rate", "mg/kg/h", substance.UsualDose.InfusionUgPerKgPerH),
                .. ByRoute("lethal dose (LD50)", "mg/kg", substance.LethalUgPerKg),
                .. substance.FormsGPerMol.Select(form => new Fact($"molar mass as {form.Key}", "g/mol", form.Value)),
            ]
        )
        {
            Aliases = substance.Aliases,
            NotKnown = [.. substance.NotKnown.Select(gap => $"{gap.Key}: {gap.Value}")],
        };

    private static IEnumerable<Fact> Disposition(Substance substance)
    {
        DispositionParameters? body = substance.Disposition;
        return Known([
            ("clearance", "L/h/kg", body?.ClearanceLPerHPerKg),
            ("central-volume", "L/kg", body?.CentralVolumeLPerKg),
            ("intercompartmental-clearance", "L/h/kg", body?.IntercompartmentalClearanceLPerHPerKg),
            ("peripheral-volume", "L/kg", body?.PeripheralVolumeLPerKg),
            ("effect-site-rate", "1/h", body?.EffectSiteRatePerH),
            ("renal share of clearance", "", body?.RenalShare),
            .. substance.Absorption.SelectMany(route =>
                new (string, string, SourcedNumber?)[]
                {
                    ($"{RouteNames.Abbreviation(route.Key)} absorption rate", "1/h", route.Value.RatePerH),
                    ($"{RouteNames.Abbreviation(route.Key)} bioavailability", "", route.Value.Bioavailability),
                }
            ),
            ("it rate of loss from the CSF", "1/h", substance.Intrathecal?.RatePerH),
            ("it spinal volume", "L/kg", substance.Intrathecal?.SpinalVolumeLPerKg),
            ("it systemic share", "", substance.Intrathecal?.SystemicShare),
            ("gas in blood", "ng/mL", substance.GasInBloodNgPerMl),
            ("fraction to metabolite", "", substance.Metabolite?.Fraction),
            ("solubility", "mg/mL", substance.SolubilityMgPerMl),
        ]);
    }

    private static IEnumerable<Fact> Effects(Substance substance) =>
        Known([
            ("half-effect concentration", "ng/mL", substance.Agonist?.HalfEffectNgPerMl),
            ("relative efficacy", "", substance.Agonist?.RelativeEfficacy),
            ("cross-tolerance", "", substance.Agonist?.CrossTolerance),
            ("antagonist KB", "ng/mL", substance.AntagonistDissociationNgPerMl),
            ("NMDA half inhibition", "ng/mL", substance.NmdaHalfInhibitionNgPerMl),
            ("excitation", "mL/ng", substance.ExcitationMlPerNg),
            .. substance.Targets.SelectMany(engaged =>
                new (string, string, SourcedNumber?)[]
                {
                    ($"{engaged.Target.Name} half engagement", "ng/mL", engaged.HalfEngagementNgPerMl),
                    ($"{engaged.Target.Name} slope", "", engaged.Hill),
                    ($"{engaged.Target.Name} maximum", "%", engaged.MaximumPercent),
                }
            ),
        ]);

    private static IEnumerable<Fact> ByRoute(string key, string unit, IReadOnlyDictionary<Route, SourcedNumber> doses) =>
        doses.Select(dose => new Fact($"{key} {RouteNames.Abbreviation(dose.Key)}", unit, InMilligrams(dose.Value)));

    private static IEnumerable<Fact> Known((string Key, string Unit, SourcedNumber? Number)[] facts) =>
        facts.Where(fact => fact.Number is not null).Select(fact => new Fact(fact.Key, fact.Unit, fact.Number!));

    private static SourcedNumber InMilligrams(SourcedNumber dose) =>
        dose with
        {
            Value = dose.Value / 1000,
            Range = dose.Range is { } range ? (range.Lowest / 1000, range.Highest / 1000) : null,
        };

    private static Entry Describe(AlzetPump pump)
    {
        Fact[] rate = pump.RateUlPerH is { } known ? [new Fact("rate", "uL/h", known)] : [];
        string about = pump.RateUlPerH is null
            ? "rate unknown"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{pump.RateUlPerH.Value} uL/h for {pump.LifeDays.Value} days from {pump.ReservoirUl.Value} uL"
            );
        return new Entry(
            pump.Model,
            about,
            [.. rate, new Fact("life", "day", pump.LifeDays), new Fact("fill volume", "uL", pump.ReservoirUl)]
        )
        {
            NotKnown = pump.NotKnown is { } reason ? [reason] : [],
        };
    }

    private static Entry Describe(Pellet pellet) =>
        new(
            pellet.Name,
            pellet.Drug.ToString(),
            [new Fact("content", "mg", pellet.ContentMg), new Fact("release rate", "1/h", pellet.ReleaseRatePerH)]
        );

    private static Entry Describe(Model model) =>
        new(
            model.Name,
            $"{model.Title}, {model.ParameterCount} parameters",
            [.. model.Numbers.Select(n => new Fact(n.Key, n.Unit, n.Number))]
        )
        {
            More =
            [
                model.Description,
                $"Sources: {string.Join("; ", model.Sources)}",
                .. model.Without.Count > 0 ? new[] { $"Without: {string.Join(", ", model.Without)}" } : [],
                .. model.IsReference ? new[] { "Parameters: pawlatency list parameters" } : [],
            ],
        };

    private static Entry Describe(StrainSensitivity line) =>
        new(
            line.Name,
            string.Create(CultureInfo.InvariantCulture, $"needs {line.MorphineDose.Value} times the morphine of a male Sprague-Dawley rat"),
            [
                new Fact("morphine dose", "", line.MorphineDose),
                .. line.SusceptibilityPercent is { } gains ? new[] { new Fact("susceptibility", "%", gains) } : [],
            ]
        );

    private static Entry Describe(Target target)
    {
        string scales = target.Scales.Count > 0 ? $" Scales {string.Join(", ", target.Scales)}." : "";
        string[] tools = [.. Substance.All.Where(substance => substance.Engages(target.Name)).Select(substance => substance.Name)];
        return new(
            target.Name,
            $"{target.Compartment}: {target.Description}{scales} ({target.Basis.ToString().ToLowerInvariant()}: {target.Source})",
            target.ThresholdShiftC is { } shift ? [new Fact("threshold shift", "C", shift)] : []
        )
        {
            More = [$"Tools: {(tools.Length > 0 ? string.Join(", ", tools) : "none in the library")}; any procedure of a study"],
        };
    }

    private static string Text(IReadOnlyList<Entry> entries, bool detailed)
    {
        var text = new StringWriter { NewLine = "\n" };
        int width = entries.Max(entry => entry.Name.Length);
        foreach (Entry entry in entries)
        {
            text.WriteLine($"{entry.Name.PadRight(width)}  {entry.About}");
            foreach (string more in detailed ? entry.More : [])
            {
                text.WriteLine($"  {more}");
            }

            foreach (Fact fact in detailed ? entry.Facts : [])
            {
                text.WriteLine(
                    $"  {fact.Key}: {Number(fact.Number)} {fact.Unit}".TrimEnd() + $" ({Basis(fact.Number)}{Range(fact.Number)})"
                );
                text.WriteLine($"      {fact.Number.Source}{(fact.Number.Note is { } note ? $"\n      {note}" : "")}");
            }

            foreach (string gap in detailed ? entry.NotKnown : [])
            {
                text.WriteLine($"  unknown: {gap}");
            }

            if (!detailed && entry.Facts.Count > 0)
            {
                IEnumerable<string> bases = entry
                    .Facts.GroupBy(fact => fact.Number.Basis)
                    .OrderBy(group => group.Key)
                    .Select(group => $"{group.Count()} {Basis(group.First().Number)}");
                text.WriteLine($"{new string(' ', width)}  numbers: {string.Join(", ", bases)}");
            }
        }

        return text.ToString();
    }

    private static string Json(IReadOnlyList<Entry> entries)
    {
        var json = new JsonArray([
            .. entries.Select(entry =>
                (JsonNode)
                    new JsonObject
                    {
                        ["name"] = entry.Name,
                        ["about"] = entry.About,
                        ["numbers"] = new JsonArray([
                            .. entry.Facts.Select(fact =>
                                (JsonNode)
                                    new JsonObject
                                    {
                                        ["key"] = fact.Key,
                                        ["value"] = fact.Number.Value,
                                        ["unit"] = fact.Unit,
                                        ["range"] = fact.Number.Range is { } range ? new JsonArray(range.Lowest, range.Highest) : null,
                                        ["basis"] = Basis(fact.Number),
                                        ["source"] = fact.Number.Source,
                                        ["note"] = fact.Number.Note,
                                    }
                            ),
                        ]),
                        ["more"] = new JsonArray([.. entry.More.Select(more => (JsonNode)more)]),
                        ["not_known"] = new JsonArray([.. entry.NotKnown.Select(gap => (JsonNode)gap)]),
                    }
            ),
        ]);
        return JsonText.Write(json);
    }

    private static string Number(SourcedNumber number) => number.Value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Range(SourcedNumber number) =>
        number.Range is { } range ? string.Create(CultureInfo.InvariantCulture, $", {range.Lowest:G6} to {range.Highest:G6}") : "";

    private static string Basis(SourcedNumber number) => number.Basis.ToString().ToLowerInvariant();

    private sealed record Fact(string Key, string Unit, SourcedNumber Number);

    private sealed record Entry(string Name, string About, IReadOnlyList<Fact> Facts)
    {
        public IReadOnlyList<string> Aliases { get; init; } = [];

        public IReadOnlyList<string> NotKnown { get; init; } = [];

        // Sentences for the detailed view only.
        public IReadOnlyList<string> More { get; init; } = [];
    }
}
