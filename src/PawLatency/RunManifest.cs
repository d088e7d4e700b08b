using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency;

/// <summary>Everything needed to repeat a run: versions, seed, tolerances, study, parameters, input and output files.</summary>
/// <remarks>Contains no time and no path, so equal runs give equal bytes.</remarks>
public static class RunManifest
{
    /// <summary>Version of the equations; it changes when equal parameters give different numbers.</summary>
    public const string ModelVersion = "5";

    /// <summary>Version of the rules for the order of doses and tests at the same time.</summary>
    public const string EventRulesVersion = "1";

    /// <summary>Version of the library.</summary>
    public static string LibraryVersion { get; } =
        typeof(RunManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "unknown";

    /// <summary>Describes a run as JSON.</summary>
    /// <param name="result">The run.</param>
    /// <param name="inputs">Name and bytes of each input file.</param>
    /// <param name="outputs">Name and bytes of each other output file.</param>
    /// <param name="compared">Another run in the same figure; null for none.</param>
    public static string Write(
        StudyResult result,
        IEnumerable<(string Name, byte[] Bytes)> inputs,
        IEnumerable<(string Name, byte[] Bytes)> outputs,
        StudyResult? compared = null
    )
    {
        Study study = result.Study;
        var manifest = new JsonObject
        {
            ["library"] = LibraryVersion,
            ["model"] = ModelVersion,
            ["model_name"] = study.Model.Name,
            ["event_rules"] = EventRulesVersion,
            ["study"] = study.Name,
            ["seed"] = study.Seed,
            ["rats"] = Describe(study.Rats),
            ["assay"] = Properties(study.Assay),
            ["test_hour"] = study.Test.At.ToString("HH:mm", CultureInfo.InvariantCulture),
            ["sessions_h"] = new JsonArray([.. result.Sessions.Select(session => (JsonNode)session.Time.Hours)]),
            ["session_relative_to_dose"] = study.Test.AfterDose ? "after" : "before",
            ["groups"] = new JsonArray([.. result.Groups.Select(group => Describe(group, study))]),
            ["warnings"] = new JsonArray([.. study.Warnings().Select(warning => (JsonNode)warning)]),
            ["parameters_hash"] = Hash(study.Parameters),
            ["parameters"] = Properties(study.Parameters),
            ["ensemble"] = result.Ensemble.Count == 0 ? null : Describe(result.Ensemble),
            ["compared_with"] = compared is null
                ? null
                : new JsonObject
                {
                    ["model_name"] = compared.Study.Model.Name,
                    ["parameters_hash"] = Hash(compared.Study.Parameters),
                    ["method"] = compared.Control.MethodName,
                },
            ["variability"] = Properties(study.Variability),
            ["solver"] = new JsonObject
            {
                ["method"] = result.Control.MethodName,
                ["relative_tolerance"] = result.Control.RelativeTolerance,
                ["absolute_tolerance"] = result.Control.AbsoluteTolerance,
            },
            ["inputs"] = Hashes(inputs),
            ["outputs"] = Hashes(outputs),
        };
        return JsonText.Write(manifest);
    }

    private static JsonObject Describe(RatDescription rats) =>
        new()
        {
            ["strain"] = rats.Strain,
            ["sex"] = RatDescription.Word(rats.Sex),
            ["mass_g"] = rats.MassG,
        };

    private static JsonObject Describe(IReadOnlyList<NociceptionParameters> ensemble) =>
        new()
        {
            ["sets"] = ensemble.Count,
            ["parameters_hash"] = Hash(Encoding.UTF8.GetBytes(string.Concat(ensemble.Select(set => JsonText.Write(Properties(set)))))),
        };

    private static JsonObject Describe(GroupResult group, Study study) =>
        new()
        {
            ["name"] = group.Name,
            ["n"] = group.Group.Rats,
            ["stimulus"] = group.Group.Stimulus?.ToString(),
            ["traits"] = Properties(group.Group.Traits),
            ["give"] = new JsonArray([.. group.Group.Regimen.Administrations.Select(given => (JsonNode)given.Describe())]),
            ["decisions"] = new JsonArray([.. group.Decisions.Select(decision => (JsonNode)decision.Describe(study.Assay.Readout))]),
            ["procedures"] = new JsonArray([.. group.Group.Regimen.Procedures.Select(procedure => (JsonNode)procedure.Describe())]),
            ["fill_mg_per_ml"] = new JsonArray([
                .. group
                    .Group.Regimen.Administrations.OfType<PumpImplant>()
                    .Select(pump => (JsonNode)Math.Round(pump.FillConcentrationMgPerMl(study.Rats.MassG), 6)),
            ]),
        };

    private static JsonObject Factors(NociceptionParameters set) =>
        new(
            ParameterKey
                .Factors.Where(factor => factor.Get(set) != 1)
                .Select(factor => KeyValuePair.Create(factor.Key, (JsonNode?)factor.Get(set)))
        );

    // All numbers of a record, by reflection, so that none is forgotten.
    internal static JsonObject Properties(object settings)
    {
        var values = new JsonObject();
        // Properties common to all assays come first.
        foreach (
            PropertyInfo property in settings
                .GetType()
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .OrderBy(property => property.DeclaringType != settings.GetType().BaseType)
        )
        {
            values[property.Name] = property.GetValue(settings) switch
            {
                double number => number,
                int number => number,
                string name => name,
                Sex sex => RatDescription.Word(sex),
                Readout readout => readout.Title,
                Stimulus stimulus => stimulus.ToString(),
                Duration length => length.Hours,
                Model model => model.Name,
                _ => null,
            };
        }

        if (settings is NociceptionParameters set)
        {
            values[nameof(set.Potency)] = Factors(set);
        }

        return values;
    }

    internal static JsonObject Hashes(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        var hashes = new JsonObject();
        foreach ((string name, byte[] bytes) in files)
        {
            hashes[name] = Hash(bytes);
        }

        return hashes;
    }

    private static string Hash(NociceptionParameters set) => Hash(Encoding.UTF8.GetBytes(JsonText.Write(Properties(set))));

    /// <summary>The digest of a file, as the manifest has it: "sha256:" and 64 hexadecimal digits.</summary>
    /// <param name="bytes">The content.</param>
    public static string Hash(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
}
