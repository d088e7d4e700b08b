using System.Collections.Concurrent;
using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>Reads substances. The library's own are read when first asked for: most studies need one or two.</summary>
internal static class SubstanceFile
{
    private static readonly ConcurrentDictionary<string, Substance> Loaded = new(StringComparer.Ordinal);

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
        Fate fate = DispositionFile.Fate(reader, find);
        Effects? effects = reader.Map("pharmacodynamics", "What it does.", EffectFile.Read);
        (UsualDose usual, Dictionary<Route, SourcedNumber> lethal) = UsualDoseFile.Doses(reader);
        var missing = reader.Maps("not-known", "What is not known.", NotKnown);
        if (!reader.Keys.Contains("like") && !CheckWhole(reader, forms))
        {
            (fate, effects) = (new Fate(fate.Disposition, [], null, null, null), null);
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
                    Disposition = fate.Disposition,
                    Absorption = fate.Absorption,
                    Intrathecal = fate.Intrathecal,
                    GasInBloodNgPerMl = fate.GasInBloodNgPerMl,
                    Metabolite = fate.Metabolite,
                    Agonist = effects?.Agonist,
                    AntagonistDissociationNgPerMl = effects?.Antagonist,
                    NmdaHalfInhibitionNgPerMl = effects?.Nmda,
                    ExcitationMlPerNg = effects?.Excitation,
                    Targets = effects?.Targets ?? [],
                    UsualDose = usual,
                    LethalUgPerKg = lethal,
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

    private static Dictionary<string, SourcedNumber> Forms(KeyReader map) =>
        map.Named("A dose form.", form => NumberKeys.MolarMass.Read(form, required: true) ?? new SourcedNumber(1, Basis.Assumed, ""));

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

    private sealed record Gap(string Key, string Reason);
}
